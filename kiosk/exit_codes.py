"""Every exit code of the program, defined once. Standard library only."""

EXIT_OK = 0
# Problems were found: in a folder, on this machine, or in the running program.
EXIT_PROBLEMS = 1
# The program failed: the supervisor or the service manager restarts it.
EXIT_FAILED = 1
# The command line or the folder is wrong, or no program is running that could answer.
EXIT_USAGE = 2
# The screen asks the supervisor to start it again; not a crash (sysexits.h: EX_TEMPFAIL).
EXIT_RESTART = 75
# Staff ended the program. Neither the supervisor nor the service manager starts it again.
EXIT_STOPPED = 76
# The screen asks to be started again because its picture does not come to the glass
# (sysexits.h: EX_IOERR).
EXIT_UNSEEN = 74
# The options are wrong, several starts in a row: the service manager does not start it again
# (sysexits.h: EX_CONFIG).
EXIT_CONFIG = 78
# Ended by Ctrl+C: 128 plus the signal's number, as shells report it.
EXIT_INTERRUPTED = 130
