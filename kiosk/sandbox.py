"""Takes every right from this process that decoding a picture does not need.

Linux only: Landlock closes the file system and the network, a filter of system calls (seccomp)
allows a short list of calls and refuses all others. Both hold until the process ends, and need no
privileges. Where the system has neither, only the limits of ``limit_resources`` hold.

Sources: landlock(7), seccomp(2), and the kernel's ``uapi`` headers, whose numbers never change.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import struct
import sys
from contextlib import suppress
from typing import NamedTuple

# prctl(2)
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NAME, _PR_SET_NO_NEW_PRIVS = 1, 4, 15, 38
# Landlock: numbers are the same on every architecture.
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_RULESET_VERSION = 1
# The rights that each version of Landlock knows, by version: of files, as their number, of the
# network (bind and connect by TCP), and of what lies outside of the own process (abstract sockets,
# signals).
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NETWORK_RIGHTS, _NETWORK_SINCE = 0b11, 4
_SCOPES, _SCOPES_SINCE = 0b11, 6
# seccomp(2)
_SET_MODE_FILTER, _GET_ACTION_AVAIL, _FLAG_TSYNC = 1, 2, 1
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_CLONE_THREAD = 0x00010000
_PROT_EXEC = 4

# Half of all memory on top of what the process has (proc(5), oom_score_adj).
_OOM_SCORE = "500"

# What a decoder calls: memory, the descriptors that it was given, threads, time. x86_64, aarch64.
_ALLOWED: dict[str, tuple[int | None, int | None]] = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "fstat": (5, 80),
    "newfstatat": (262, 79),
    "poll": (7, None),
    "ppoll": (271, 73),
    "lseek": (8, 62),
    "pread64": (17, 67),
    "readv": (19, 65),
    "writev": (20, 66),
    "dup": (32, 23),
    # Pillow compares the names of files without a name.
    "getcwd": (79, 17),
    "munmap": (11, 215),
    "mremap": (25, 216),
    "brk": (12, 214),
    "madvise": (28, 233),
    "sendto": (44, 206),
    "recvfrom": (45, 207),
    "sendmsg": (46, 211),
    "recvmsg": (47, 212),
    "futex": (202, 98),
    "set_robust_list": (273, 99),
    "rseq": (334, 293),
    "membarrier": (324, 283),
    "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123),
    "getcpu": (309, 168),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "restart_syscall": (219, 128),
    "getpid": (39, 172),
    "getppid": (110, 173),
    "gettid": (186, 178),
    "getrusage": (98, 165),
    "sysinfo": (99, 179),
    "uname": (63, 160),
    "gettimeofday": (96, 169),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "nanosleep": (35, 101),
    "clock_nanosleep": (230, 115),
    "getrandom": (318, 278),
    "exit": (60, 93),
    "exit_group": (231, 94),
}
# Calls whose arguments decide.
_MMAP, _MPROTECT, _CLONE, _PRCTL, _TGKILL = (9, 222), (10, 226), (56, 220), (157, 167), (234, 131)
_FCNTL = (72, 25)
# Commands of fcntl(2): duplicate, and read or set flags of a descriptor. Others (F_SETOWN) would
# have the kernel signal another process.
_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_DUPFD_CLOEXEC = 0, 1, 2, 3, 1030
_CLONE3 = 435
# A program's own number of each architecture (linux/audit.h), and of the calls above.
_ARCHITECTURES = {"x86_64": (0xC000003E, 0, 317), "aarch64": (0xC00000B7, 1, 277)}


class Confinement(NamedTuple):
    """What holds of this process from now on."""

    files: bool
    """No file can be opened and no socket connected (Landlock)."""
    calls: bool
    """No further process, program, socket or opening of a file (seccomp)."""


def end_with_parent(parent: int) -> None:
    """Be killed by the kernel when the thread that started this process ends; Linux only.

    ``parent`` is the process that started this one. Where it has ended already, so does this one.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.name == "posix" and os.getppid() != parent:
        os._exit(1)


def limit_resources(memory: int) -> None:
    """Bound the memory (bytes of address space); no core file, no file written, few open files.

    The processor, and the memory where it runs short, are the screen's first.
    """
    with suppress(OSError, AttributeError):
        os.nice(10)
    if sys.platform == "win32":
        return
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        # A machine without memory ends this process before the screen.
        file.write(_OOM_SCORE)
    import resource

    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))


def confine() -> Confinement:
    """Take this process's rights, as far as the system can; there is no way back.

    Whatever is imported or opened later must have been so before. Threads may still be started.
    """
    if sys.platform != "linux":
        return Confinement(files=False, calls=False)
    with suppress(OSError):
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        _prctl(_PR_SET_DUMPABLE, 0)
    return Confinement(files=_succeeds(_close_file_system), calls=_succeeds(_filter_calls))


def available() -> Confinement:
    """What ``confine`` can do on this system; nothing is changed."""
    if sys.platform != "linux":
        return Confinement(files=False, calls=False)
    return Confinement(files=_succeeds(_landlock_version), calls=_succeeds(_ask_for_filters))


def _succeeds(action: object) -> bool:
    try:
        action()  # type: ignore[operator]
    except OSError:
        return False
    return True


def _landlock_version() -> int:
    return _call(_CREATE_RULESET, 0, 0, _RULESET_VERSION)


def _close_file_system() -> None:
    """Handle every right that this kernel's Landlock knows, and grant none."""
    version = _landlock_version()
    files = (1 << _FILE_RIGHTS.get(version, max(_FILE_RIGHTS.values()))) - 1
    fields = [files]
    if version >= _NETWORK_SINCE:
        fields.append(_NETWORK_RIGHTS)
    if version >= _SCOPES_SINCE:
        fields.append(_SCOPES)
    ruleset = struct.pack(f"={len(fields)}Q", *fields)
    descriptor = _call(_CREATE_RULESET, ruleset, len(ruleset), 0)
    try:
        _call(_RESTRICT_SELF, descriptor, 0)
    finally:
        os.close(descriptor)


def _architecture() -> tuple[int, int, int]:
    """The architecture's number, its column of ``_ALLOWED``, and its number of ``seccomp``."""
    found = _ARCHITECTURES.get(platform.machine())
    if found is None or struct.calcsize("P") != 8:
        raise OSError(errno.ENOSYS, "no list of system calls for this machine")
    return found


def _ask_for_filters() -> None:
    _, _, seccomp = _architecture()
    _call(seccomp, _GET_ACTION_AVAIL, 0, struct.pack("=I", _ERRNO))


def _filter_calls() -> None:
    """Install the filter for all threads of this process."""
    _, _, seccomp = _architecture()
    steps = b"".join(_program())
    kept = ctypes.create_string_buffer(steps, len(steps))
    program = struct.pack("@HP", len(steps) // 8, ctypes.addressof(kept))
    _call(seccomp, _SET_MODE_FILTER, _FLAG_TSYNC, program)


def _program() -> list[bytes]:
    """The filter in BPF: a call of the list passes, another one fails with EPERM."""
    architecture, column, _ = _architecture()
    refuse = _step(0x06, _ERRNO | errno.EPERM)
    allow = _step(0x06, _ALLOW)
    number = _load(0)
    steps = [_load(4), _equal(architecture, yes=1), refuse, number]
    for numbers in _ALLOWED.values():
        if (call := numbers[column]) is not None:
            steps += [_equal(call, no=1), allow]
    # The C library tries ``clone`` where ``clone3``, whose flags a filter cannot read, is missing.
    steps += [_equal(_CLONE3, no=1), _step(0x06, _ERRNO | errno.ENOSYS)]
    # A thread may be started, a process not.
    steps += [_equal(_CLONE[column], no=4), _argument(0), _any(_CLONE_THREAD, no=1), allow, refuse]
    # Memory may be had, but none that is run as a program.
    for call in (_MMAP[column], _MPROTECT[column]):
        steps += [_equal(call, no=4), _argument(2), _any(_PROT_EXEC, yes=1), allow, refuse]
    # A thread may get a name, and the process may end itself (abort).
    steps += [_equal(_PRCTL[column], no=4), _argument(0), _equal(_PR_SET_NAME, no=1), allow, refuse]
    steps += [_equal(_TGKILL[column], no=4), _argument(0), _equal(os.getpid(), no=1), allow, refuse]
    commands = (_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_DUPFD_CLOEXEC)
    steps += [_equal(_FCNTL[column], no=2 * len(commands) + 2), _argument(1)]
    for command in commands:
        steps += [_equal(command, no=1), allow]
    return [*steps, refuse, refuse]


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    """One instruction of BPF; ``yes`` and ``no`` are the instructions to pass over."""
    return struct.pack("=HBBI", code, yes, no, value)


def _load(offset: int) -> bytes:
    """Load four bytes of ``struct seccomp_data``: the call's number, the architecture."""
    return _step(0x20, offset)


def _argument(index: int) -> bytes:
    """Load the lower half of an argument; both architectures have the lower half first."""
    return _load(16 + 8 * index)


def _equal(value: int, yes: int = 0, no: int = 0) -> bytes:
    return _step(0x15, value, yes, no)


def _any(bits: int, yes: int = 0, no: int = 0) -> bytes:
    """Whether one of the bits is set."""
    return _step(0x45, bits, yes, no)


def _prctl(option: int, value: int) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        _raise()


def _call(number: int, *arguments: int | bytes) -> int:
    """A system call; bytes are passed by their address. Raises OSError."""
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    passed = [
        ctypes.c_char_p(one) if isinstance(one, bytes) else ctypes.c_long(one) for one in arguments
    ]
    result = int(library.syscall(ctypes.c_long(number), *passed))
    if result < 0:
        _raise()
    return result


def _raise() -> None:
    number = ctypes.get_errno()
    raise OSError(number, os.strerror(number))
