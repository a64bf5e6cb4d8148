"""What ends the demo from outside, and when it takes effect."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NoReturn

STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
HAD_TERMINAL: Final = os.isatty(1)


def listen_to_stop() -> None:
    """Ctrl-C, SIGTERM and a hang-up end the demo in good order; `nohup` keeps its meaning."""
    for number in STOP_SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, stop_by_signal)


def stop_by_signal(_number: int = 0, _frame: FrameType | None = None) -> NoReturn:
    ignore_stop()
    raise SystemExit(0)


def pause(seconds: float) -> None:
    """Sleeps, and stops when the terminal was closed, which its first program alone is told."""
    time.sleep(seconds)
    if HAD_TERMINAL and not os.isatty(1):
        stop_by_signal()


def ignore_stop() -> None:
    """Nothing may cut short the ending: not a second Ctrl-C, nor the terminal closed after it."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def stop_held_back() -> Iterator[None]:
    """Lets a stop take effect after the block: amid a start it would leave an unknown process."""
    held: list[int] = []
    before = {number: signal.getsignal(number) for number in STOP_SIGNALS}
    for number, handler in before.items():
        if handler is stop_by_signal:
            signal.signal(number, lambda number, _frame: held.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if held:
        stop_by_signal()
