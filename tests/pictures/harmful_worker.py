"""A decoder that does harm: ``decoder_worker`` with more tasks.

Started by the tests in its place, under the same limits and without the same rights.
"""

import ctypes
import errno
import fcntl
import mmap
import os
import resource
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from kiosk.pictures import decoder_worker


def _attempts(job):
    """Name and what must not succeed."""
    libc = ctypes.CDLL(None, use_errno=True)

    def call(number):
        if libc.syscall(number, 0, 0, 0, 0, 0) < 0:
            raise OSError(ctypes.get_errno(), "refused")

    elsewhere = job.asked["elsewhere"]
    yield "read a file", lambda: os.open(elsewhere, os.O_RDONLY)
    yield "write a file", lambda: os.open(elsewhere, os.O_WRONLY | os.O_TRUNC)
    yield "read a folder", lambda: os.listdir("/")
    yield "open by descriptor", lambda: Path(f"/proc/self/fd/{job.file.fileno()}").read_bytes()
    yield "write to the master", lambda: os.write(job.file.fileno(), b"x")
    yield "remove", lambda: os.unlink(elsewhere)
    yield "rename", lambda: os.rename(elsewhere, elsewhere + "2")
    yield "make a folder", lambda: os.mkdir(elsewhere + "3")
    yield "change rights", lambda: os.chmod(elsewhere, 0o777)
    yield "memory file", lambda: os.memfd_create("x")
    yield "internet", lambda: socket.socket(socket.AF_INET)
    yield "local socket", lambda: socket.socket(socket.AF_UNIX)
    yield "connect", lambda: socket.create_connection(("127.0.0.1", job.asked["port"]), 1)
    yield "fork", os.fork
    yield "start a program", lambda: subprocess.run(["/bin/true"], check=True)
    yield "become a program", lambda: os.execv("/bin/true", ["/bin/true"])
    yield "signal the program", lambda: os.kill(os.getppid(), 0)
    yield "signal all", lambda: os.kill(-1, 0)
    yield "signal by a descriptor", lambda: fcntl.fcntl(0, fcntl.F_SETOWN, os.getppid())
    yield "code in memory", lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC)
    yield "more memory", lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40))
    yield "ptrace", lambda: call(101 if os.uname().machine == "x86_64" else 117)
    yield "io_uring_setup", lambda: call(425)
    yield "openat2", lambda: call(437)
    yield "a call of no list", lambda: call(1000)


def _outcome(attempt):
    try:
        attempt()
    except OSError as error:
        return errno.errorcode[error.errno]
    except ValueError as error:
        return str(error)
    return "done"


def attempt(job):
    made = {name: _outcome(attempt) for name, attempt in _attempts(job)}
    thread = threading.Thread(target=made.__setitem__, args=("thread", "ran"))
    thread.start()
    thread.join()
    job.link.send({"outcomes": made})


def answer_with(value):
    return lambda job: job.link.send({"value": value(job)})


def exit_early(job):
    os._exit(3)


TASKS = {
    "echo": answer_with(lambda job: job.asked["value"]),
    "abort": lambda job: os.abort(),
    "exit": exit_early,
    "sleep": answer_with(lambda job: time.sleep(job.asked["seconds"])),
    # Code in C does not return to Python when a signal comes.
    "spin": answer_with(lambda job: sum(range(10**12))),
    "allocate": answer_with(lambda job: len(bytearray(job.asked["bytes"]))),
    "process": answer_with(lambda job: os.getpid()),
    "attempt": attempt,
}


def admitted(task):
    def begin(job):
        job.admit(job.asked.get("needs", 0))
        task(job)

    return begin


if __name__ == "__main__":
    harmful = {name: admitted(task) for name, task in TASKS.items()}
    sys.exit(decoder_worker.main({**decoder_worker.TASKS, **harmful}))
