"""A real Chromium without a window, driven by its own protocol through two pipes."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or ""


class Browser:
    """One page of a browser. Methods raise RuntimeError where the browser refuses."""

    def __init__(self, sending: int, receiving: int) -> None:
        self._sending, self._receiving = sending, receiving
        self._number, self._left, self._session = 0, b"", ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self.call("Page.enable")

    def call(self, method: str, **parameters: object) -> Any:
        """The result of a call of the DevTools protocol."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._sending, json.dumps(message).encode() + b"\0")
        while (answer := self._read()).get("id") != self._number:
            pass
        if "error" in answer:
            raise RuntimeError(answer["error"]["message"])
        return answer["result"]

    def _read(self) -> Any:
        while b"\0" not in self._left:
            data = os.read(self._receiving, 1 << 16)
            if not data:
                raise RuntimeError("the browser has ended")
            self._left += data
        text, _, self._left = self._left.partition(b"\0")
        return json.loads(text)

    def show(self, page: Path, width: int, height: int, scheme: str) -> None:
        """Open a file at this size in pixels; ``scheme`` is "light" or "dark"."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.call("Emulation.setEmulatedMedia", features=[feature])
        self.call("Page.navigate", url=page.as_uri())
        ready = (
            "new Promise(done => document.readyState === 'complete'"
            " ? done(1) : addEventListener('load', () => done(1)))"
        )
        self.value(ready)

    def value(self, expression: str) -> Any:
        """The value of an expression in the page, which may be a promise."""
        found = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in found:
            raise RuntimeError(str(found["exceptionDetails"]))
        return found["result"].get("value")

    def picture(self, file: Path) -> None:
        """Save what is in view."""
        data = self.call("Page.captureScreenshot", format="png")["data"]
        file.write_bytes(base64.b64decode(data))


@contextmanager
def browser(place: Path) -> Iterator[Browser]:
    """A browser with a profile of its own in ``place``, which is gone afterwards."""
    (their_input, sending), (receiving, their_output) = os.pipe(), os.pipe()
    call = [PROGRAM, "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={place}"]
    call += ["--no-first-run", "--disable-gpu", "--disable-background-networking"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        call.append("--no-sandbox")
    # The protocol's numbers of the two pipes are 3 and 4.
    shell = f'exec "$@" 3<&{their_input} 4>&{their_output}'
    process = subprocess.Popen(
        ["bash", "-c", shell, "bash", *call],
        pass_fds=(their_input, their_output),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(their_input)
    os.close(their_output)
    try:
        yield Browser(sending, receiving)
    finally:
        os.close(sending)
        os.close(receiving)
        process.terminate()
        process.wait(20)
