"""Keeps the web server and the worker running, and stops both when told to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import FrameType

from kommune.cli.terminal import warn
from kommune.cli.texts import gettext as _

LOOK_EVERY_SECONDS = 0.25
GRACE_SECONDS = 20.0
LONGEST_PAUSE_SECONDS = 30.0
SETTLED_AFTER_SECONDS = 60.0


@dataclass
class Child:
    """One process that shall always run; each quick death doubles the pause before the next start."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = 0.5
    next_start_at: float = 0.0

    def start(self) -> None:
        """Start in an own session, so that Ctrl+C reaches the parent only."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(self.command, env=dict(self.environment), start_new_session=True)

    def look_after(self) -> None:
        """Start again what has died, with a pause."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.next_start_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        lived = now - self.started_at
        self.pause = 0.5 if lived > SETTLED_AFTER_SECONDS else min(self.pause * 2, LONGEST_PAUSE_SECONDS)
        self.process, self.next_start_at = None, now + self.pause
        warn(_("%(name)s ended (code %(code)s) and is started again.") % {"name": self.name, "code": code})

    def stop(self, number: int = signal.SIGTERM) -> None:
        """Ask the process to stop, or end it with its whole session where ``number`` is SIGKILL."""
        if self.process is None or self.process.poll() is not None:
            return
        if number == signal.SIGKILL:
            os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)


@dataclass
class Supervisor:
    """Runs children until a signal comes."""

    children: list[Child]
    is_stopping: bool = field(default=False)

    def keep_running(self, on_start: Callable[[], None]) -> None:
        """Start all, call ``on_start`` once, look after them, and stop all at SIGTERM, SIGINT or SIGHUP."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._note_signal)
        try:
            for child in self.children:
                child.start()
            on_start()
            while not self.is_stopping:
                time.sleep(LOOK_EVERY_SECONDS)
                for child in [] if self.is_stopping else self.children:
                    child.look_after()
        finally:
            self.stop_all()

    def has_lost_a_child(self) -> bool:
        """Whether one of the processes is gone at this moment."""
        return any(child.process is None or child.process.poll() is not None for child in self.children)

    def stop_all(self) -> None:
        """Let every child finish what it is doing, at most for the time of grace."""
        for child in self.children:
            child.stop()
        until = time.monotonic() + GRACE_SECONDS
        for child in self.children:
            if child.process is None:
                continue
            try:
                child.process.wait(max(until - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                child.stop(signal.SIGKILL)

    def _note_signal(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True


def python_child(name: str, module: str, *arguments: str, environment: Mapping[str, str]) -> Child:
    """A child that runs a module of this very Python."""
    return Child(name, [sys.executable, "-m", module, *arguments], environment)
