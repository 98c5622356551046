"""One parent with its children: web, worker. A child that falls is started again; none outlives the parent."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from types import FrameType

STOP_SECONDS = 12.0
RESTART_SECONDS = 1.0
LIFELINE = "WIK_LIFELINE"


class Family:
    """The children of this process. Each holds the reading end of a pipe and ends when the parent's end closes."""

    def __init__(self, commands: Mapping[str, Sequence[str]], *, pass_fds: Sequence[int] = ()) -> None:
        self.commands = commands
        self.pass_fds = tuple(pass_fds)
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = threading.Event()
        self._lifeline, self._our_end = os.pipe()

    def start(self) -> None:
        """Start every child."""
        for name in self.commands:
            self._start(name)

    def watch(self) -> int:
        """Keep the children alive until SIGINT or SIGTERM; return 0, or 1 when one could not be kept alive."""
        for wanted in (signal.SIGINT, signal.SIGTERM):
            signal.signal(wanted, self._asked_to_stop)
        falls: list[float] = []
        while not self.stopping.wait(0.2):
            for name, child in list(self.children.items()):
                if child.poll() is None:
                    continue
                falls = [moment for moment in falls if moment > time.monotonic() - 60] + [time.monotonic()]
                if len(falls) > 5:  # noqa: PLR2004 - five falls in a minute: starting again does not help
                    self.stop()
                    return 1
                self.stopping.wait(RESTART_SECONDS)
                self._start(name)
        self.stop()
        return 0

    def stop(self) -> None:
        """End every child: politely, then for good."""
        self.stopping.set()
        for child in self.children.values():
            with contextlib.suppress(ProcessLookupError):
                child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _start(self, name: str) -> None:
        command = [sys.executable, "-m", "api", *self.commands[name]]
        environment = {**os.environ, LIFELINE: str(self._lifeline)}
        # A group of its own: Ctrl-C reaches the parent only, which then stops the children in order.
        self.children[name] = subprocess.Popen(  # noqa: S603 - our own program with our own arguments
            command, env=environment, pass_fds=(self._lifeline, *self.pass_fds), start_new_session=True
        )

    def _asked_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping.set()


def end_with_parent() -> None:
    """In a child: end this process when the parent is gone, however it went."""
    if LIFELINE not in os.environ:
        return

    def wait() -> None:
        os.read(int(os.environ[LIFELINE]), 1)  # returns when the parent's end of the pipe closes
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(STOP_SECONDS)
        os._exit(1)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
