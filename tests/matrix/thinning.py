"""Which calls the suite makes: a fixed number, others for each route.

`make audit` makes all; a part of it makes those and a twentieth of all.
"""

import re
import zlib
from collections.abc import Iterator, Sequence

from tests.matrix.actors import Asker
from tests.matrix.calls import Call
from tests.sweeps import IS_AUDIT, SHARDS, shard

WANTED = 4400
"""Calls in the first run of the matrix, a little more than what it must make."""
ALIKE = re.compile(r"admin/cases/(?!case/|citizen/)|api/schema/$")
"""Tables of the admin are alike, and the description is the same for everybody."""


def weight(call: Call) -> int:
    """Return how much rarer than a plain read a call is asked."""
    if ALIKE.match(call.route):
        return 4
    return 3 if call.may else 1


def start_of(call: Call) -> int:
    """Return a number of a call, the same in every run: keys of records, which differ, are out."""
    verb = re.sub(r"[0-9a-f-]{36}|[0-9]+", "", call.address)
    return zlib.crc32(f"{call.method} {call.route} {verb} {sorted(call.asked)}".encode())


def thinned(
    calls: Sequence[Call], askers: Sequence[Asker], wanted: int = WANTED, *, at_least: int = 1
) -> Iterator[tuple[Call, Asker]]:
    """Yield each call with those who make it, so many that about `wanted` come together.

    Who makes a call, and with `at_least=0` whether anybody does, depends on the call alone; so
    every class meets every kind of route.
    """
    among = len(askers)
    share = min(1.0, wanted / sum(among / weight(call) for call in calls))
    for call in calls:
        start = start_of(call)
        mean = among * share / weight(call)
        how_many = int(mean + start % 997 / 997) if at_least == 0 else max(at_least, round(mean))
        how_many = among if IS_AUDIT and shard() in (None, start % SHARDS) else how_many
        for number in range(how_many):
            yield call, askers[(start + round(number * among / how_many)) % among]
