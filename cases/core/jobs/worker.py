"""The loop of a worker process: looks every other second, outlives a database that goes away."""

import os
import signal
import socket
import threading
from types import FrameType
from typing import Final
from uuid import uuid4

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from cases.core.jobs.running import run_due, tidy

POLL: Final = 2.0
LONGEST_WAIT: Final = 30.0
TIDY_EVERY: Final = 300
SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
log = structlog.stdlib.get_logger("cases.jobs")


class Worker:
    """One process that works off jobs one after the other.

    `parent`: the process to end with, for whoever is started by `make demo`; 0 for none. A parent
    that is killed cannot end its children.
    """

    def __init__(self, parent: int = 0) -> None:
        self.name = f"{socket.gethostname()[:20]}:{os.getpid()}:{uuid4().hex[:8]}"
        self.parent = parent
        self._asked_to_stop = threading.Event()

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Stop after the running chunk."""
        self._asked_to_stop.set()

    def listen_to_signals(self) -> None:
        """Stop cleanly when asked to."""
        for number in SIGNALS:
            signal.signal(number, self.stop)

    def is_stopping(self) -> bool:
        """Whether to take up nothing more: asked to stop, or left alone by the parent."""
        if self.parent and os.getppid() != self.parent:
            self.stop()
        return self._asked_to_stop.is_set()

    def run(self) -> None:
        """Work until asked to stop."""
        log.info("worker_started", worker=self.name)
        rounds, wait = 0, POLL
        while not self.is_stopping():
            try:
                self.work(rounds)
                if wait > POLL:
                    log.info("worker_has_database_again", worker=self.name)
                rounds, wait = rounds + 1, POLL
            except (OperationalError, InterfaceError) as fault:
                # Without words: those of a database error may quote a row.
                log.warning("worker_without_database", error=type(fault).__name__)
                connection.close()
                rounds, wait = 0, min(wait * 2, LONGEST_WAIT)
            self._asked_to_stop.wait(wait)
        log.info("worker_stopped", worker=self.name)

    def work(self, rounds: int = 0) -> list[str]:
        """Work off what is due now."""
        close_old_connections()
        if rounds % TIDY_EVERY == 0:
            tidy()
        return run_due(self.name, self.is_stopping)
