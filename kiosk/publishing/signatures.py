"""Signatures of releases by OpenSSH's own program and format: ``ssh-keygen -Y`` (SSHSIG).

Offices have such keys, every system has the program, and an allowed_signers file
(ssh-keygen(1), ALLOWED SIGNERS) names who may publish, from when until when.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.domain import Message
from kiosk.publishing.manifest import ReleaseError

# No signature of another use counts for a release.
NAMESPACE = "kiosk-release"
_PROGRAM = "ssh-keygen"
# A key on a token waits for a touch.
_SIGN_SECONDS = 120
_VERIFY_SECONDS = 20


def sign(data: bytes, key: Path) -> bytes:
    """The signature of ``data`` with an OpenSSH key; a public key is looked up in ssh-agent.

    Raises ReleaseError.
    """
    program = _program()
    if not key.is_file():
        raise ReleaseError(Message("there is no key {key}", key=key))
    done = _run([program, "-Y", "sign", "-f", str(key), "-n", NAMESPACE], data, _SIGN_SECONDS)
    if done.returncode or not done.stdout.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        reason = _last_line(done.stderr)
        raise ReleaseError(Message("it could not be signed: {reason}", reason=reason))
    return done.stdout


def verify(data: bytes, signature: bytes, trust: Path) -> str:
    """The name of who signed, as the file ``trust`` has it. Raises ReleaseError."""
    if not signature:
        raise ReleaseError(Message("is not signed, and this screen shows signed releases only"))
    program = _program()
    if not trust.is_file():
        raise ReleaseError(Message("cannot be verified: there is no file {trust}", trust=trust))
    with _as_file(signature) as (name, descriptors):
        common = [program, "-Y", "find-principals", "-s", name, "-f", str(trust)]
        found = _run(common, b"", _VERIFY_SECONDS, descriptors)
        signers = found.stdout.decode("utf-8", "replace").splitlines()
        if found.returncode or not signers:
            raise ReleaseError(
                Message("is signed by a key that {trust} does not list", trust=trust)
            )
        command = [program, "-Y", "verify", "-f", str(trust), "-I", signers[0]]
        command += ["-n", NAMESPACE, "-s", name]
        done = _run(command, data, _VERIFY_SECONDS, descriptors)
    if done.returncode:
        raise ReleaseError(
            Message(
                "has a signature that is not its own: it was changed, or signed for another use"
            )
        )
    return signers[0]


def _program() -> str:
    found = shutil.which(_PROGRAM)
    if found is None:
        raise ReleaseError(
            Message("cannot be signed or verified: ssh-keygen is missing (apt: openssh-client)")
        )
    return found


def _run(
    command: list[str], data: bytes, seconds: float, descriptors: tuple[int, ...] = ()
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            pass_fds=descriptors,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ReleaseError(
            Message("cannot be signed or verified: {error}", error=type(error).__name__)
        ) from error


def _last_line(text: bytes) -> str:
    lines = text.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else "ssh-keygen failed"


@contextmanager
def _as_file(data: bytes) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A file's name for bytes, in memory where the system can: the disk may be full."""
    if hasattr(os, "memfd_create") and os.path.isdir("/proc/self/fd"):
        descriptor = os.memfd_create("signature", 0)
        try:
            os.write(descriptor, data)
            yield f"/proc/self/fd/{descriptor}", (descriptor,)
        finally:
            os.close(descriptor)
        return
    with tempfile.TemporaryDirectory(prefix="kiosk-signature-") as folder:
        file = Path(folder, "signature")
        file.write_bytes(data)
        yield str(file), ()


@contextmanager
def own_trust(key: Path) -> Iterator[Path]:
    """A file of allowed signers with the public half of ``key`` alone. Raises ReleaseError."""
    program = _program()
    public = key if key.suffix == ".pub" else key.with_name(f"{key.name}.pub")
    try:
        line = public.read_text("utf-8")
    except (OSError, ValueError):
        done = _run([program, "-y", "-f", str(key)], b"", _SIGN_SECONDS)
        line = done.stdout.decode("utf-8", "replace")
    if not line.startswith(("ssh-", "sk-ssh-", "ecdsa-", "sk-ecdsa-")):
        raise ReleaseError(Message("there is no key {key}", key=key))
    with tempfile.TemporaryDirectory(prefix="kiosk-trust-") as folder:
        file = Path(folder, "allowed_signers")
        file.write_text(f'publisher namespaces="{NAMESPACE}" {line}', "utf-8")
        yield file
