"""Closes the figures of the large incidents, as the worker does day by day; and proves one of them.

The register is loaded with triggers off and all at once, so that every day of it is closed here.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.db import connection

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.publishing.closing import close_some, large_incidents
from cases.publishing.figures.moments import database_clock
from cases.publishing.models import FigureBalance, FigureClosing
from tests.benchmarks.clients import BenchError

SECONDS: Final = 5.0
BOTH: Final = """
select count(*) from (
  select dimension, key, total from figure_totals_kept(%(incident)s, %(at)s, %(known)s, %(closed)s,
    %(zone)s) where total <> 0
) as kept full join (
  select dimension, key, total from figure_totals_of_ledger(%(incident)s, %(at)s, %(known)s)
  where total <> 0
) as counted using (dimension, key) where kept.total is distinct from counted.total
"""


def close_all(say: Callable[[str], None]) -> None:
    """Close every day of every large incident, some seconds at a time."""
    with eyes(SYSTEM):
        incidents = large_incidents()
    for incident in incidents:
        begun = time.perf_counter()
        is_more = True
        while is_more:
            with eyes(SYSTEM):
                is_more = close_some(incident, SECONDS)
        with eyes(SYSTEM):
            closings = FigureClosing.objects.filter(incident=incident).count()
            balances = FigureBalance.objects.filter(incident=incident).count()
        say(
            f"{incident.code}: {closings:,} closings, {balances:,} balances in "
            f"{time.perf_counter() - begun:.0f} s."
        )


def prove_balances() -> int:
    """Return at how many moments the largest incident was compared; none where all are small."""
    with eyes(SYSTEM):
        large: list[Any] = list(large_incidents())
        if not large:
            return 0
        incident = max(large, key=lambda row: row.closings.count())
        last = FigureClosing.objects.filter(incident=incident).latest("known_at").known_at
        moments = [database_clock(), last - timedelta(days=400, hours=5)]
        for known in moments:
            closings = FigureClosing.objects.filter(incident=incident, known_at__lte=known)
            asked: dict[str, Any] = {
                "incident": incident.pk,
                "at": known - timedelta(hours=7),
                "known": known,
                "closed": closings.latest("known_at").known_at,
                "zone": incident.zone,
            }
            with connection.cursor() as cursor:
                cursor.execute(BOTH, asked)
                if cursor.fetchone()[0]:
                    raise BenchError(f"Balances of {incident.code} differ as known at {known}.")
    return len(moments)
