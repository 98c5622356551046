"""One parent with its children: web, worker. A child that falls is started again; none outlives the parent."""

import gc
import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

STOP_SECONDS = 12.0
RESTART_SECONDS = 1.0
FALLS_A_MINUTE = 5
LOG = logging.getLogger("wik")


class Family:
    """The children of this process: a name and what it does.

    They are forked, so the parent's imports serve all of them; the parent therefore has no threads and no open
    database. Each child holds the reading end of a pipe and ends when the parent's end closes, however that happens.
    """

    def __init__(self, work: Mapping[str, Callable[[], None]]) -> None:
        self.work = work
        self.children: dict[str, ForkProcess] = {}
        self.stopping = threading.Event()
        self._lifeline, self._our_end = os.pipe()

    def start(self) -> None:
        """Start every child."""
        gc.collect()
        gc.freeze()  # what is shared stays shared: no collection of a child touches it
        for name in self.work:
            self._start(name)

    def watch(self) -> int:
        """Keep the children alive until SIGINT or SIGTERM; return 0, or 1 when they fall again and again."""
        for wanted in (signal.SIGINT, signal.SIGTERM):
            signal.signal(wanted, self._asked_to_stop)
        falls: list[float] = []
        while not self.stopping.wait(0.2):
            for name in [name for name, child in self.children.items() if not child.is_alive()]:
                falls = [moment for moment in falls if moment > time.monotonic() - 60] + [time.monotonic()]
                if len(falls) > FALLS_A_MINUTE:
                    LOG.error("children fall again and again", extra={"child": name})
                    self.stop()
                    return 1
                LOG.warning("child started again", extra={"child": name})
                if not self.stopping.wait(RESTART_SECONDS):
                    self._start(name)
        self.stop()
        return 0

    def stop(self) -> None:
        """End every child: politely, then for good."""
        self.stopping.set()
        for child in self.children.values():
            child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children.values():
            child.join(max(0.1, deadline - time.monotonic()))
            if child.is_alive():
                child.kill()
                child.join()

    def _start(self, name: str) -> None:
        child = multiprocessing.get_context("fork").Process(target=self._be, args=(name,), name=name)
        child.start()
        self.children[name] = child

    def _be(self, name: str) -> None:
        """In the child: a session of its own, because Ctrl-C is for the parent, which stops the children in order."""
        os.setsid()
        os.close(self._our_end)
        for wanted in (signal.SIGINT, signal.SIGTERM):
            signal.signal(wanted, signal.SIG_DFL)
        threading.Thread(target=self._end_with_parent, name="lifeline", daemon=True).start()
        if not self.stopping.is_set():  # else the parent's handler, which we had for a moment, was asked to stop
            self.work[name]()

    def _end_with_parent(self) -> None:
        os.read(self._lifeline, 1)  # returns when the parent's end of the pipe closes
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(STOP_SECONDS)
        os._exit(1)

    def _asked_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping.set()
