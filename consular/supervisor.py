"""Keeps services running: one that ends by itself is started again, unless it keeps ending."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NoReturn

from consular.stop import pause
from consular.terminal import say

LOOK_EVERY: Final = 0.5
MOST_ENDS: Final = 5
WITHIN_SECONDS: Final = 60.0
FIRST_PAUSE: Final = 0.5


@dataclass
class Service:
    """Something that is to run all the time. Without `starts_at` it runs already."""

    name: str
    start: Callable[[], object]
    has_ended: Callable[[], bool]
    ends: list[float] = field(default_factory=list)
    starts_at: float | None = 0.0


class Supervisor:
    """Starts a service again after 0.5, 1, 2 and 4 seconds; the fifth end in a minute is the last.

    Until `settle` is called no end is forgotten: what never came up would be started for ever on a
    machine that needs long for each start.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._services: list[Service] = []
        self._within = math.inf

    def add(self, service: Service) -> None:
        self._services.append(service)

    def settle(self) -> None:
        self._within = WITHIN_SECONDS

    def look(self) -> None:
        """Looks at each service once; never waits for one while another is down."""
        for service in self._services:
            now = self._clock()
            if service.starts_at is None:
                if service.has_ended():
                    self._plan(service, now)
            elif now >= service.starts_at:
                service.starts_at = None
                service.start()

    def run(self) -> NoReturn:
        while True:
            self.look()
            pause(LOOK_EVERY)

    def _plan(self, service: Service, now: float) -> None:
        service.ends = [end for end in service.ends if now - end < self._within] + [now]
        if len(service.ends) >= MOST_ENDS:
            raise SystemExit(
                f"The demo stopped: the {service.name} ends again and again (see above)."
            )
        service.starts_at = now + FIRST_PAUSE * 2 ** (len(service.ends) - 1)
        say(f"The {service.name} ended by itself; it is started again ...")
