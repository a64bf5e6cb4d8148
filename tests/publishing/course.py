"""A course of events told in a few words: replayed by the operations, each at its moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cases.casework.models import Case
from cases.casework.operations import accept_transfer, offer_transfer, record_crossing, record_stay
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.incidents.models import ReportedFigure
from cases.missions.queries import system_at
from tests.factories import IncidentFactory, MissionFactory
from tests.register import a_case, a_citizen, fresh

BANGKOK = ZoneInfo("Asia/Bangkok")


def at(day: int, hour: int = 12, minute: int = 0, month: int = 10) -> datetime:
    """Return a moment of autumn 2025 in Bangkok."""
    return datetime(2025, month, day, hour, minute, tzinfo=BANGKOK)


def day(number: int, month: int = 10) -> When:
    """Return a bare day."""
    return When(day=date(2025, month, number))


@contextmanager
def course(**mission: Any) -> Iterator[Actor]:
    """Act as the system for a mission."""
    with eyes(system_at(MissionFactory(**mission))) as actor:
        yield actor


def opened(actor: Actor, moment: datetime, sex: str = "m", **values: Any) -> Case:
    """Open a case for a new person."""
    with replay(moment):
        return a_case(actor, a_citizen(actor, sex=sex), **values)


def taken_over(case: Case, moment: datetime, *, by: Any, of: Any) -> None:
    """Let the mission `by` take a case over from the mission `of`."""
    with course(**of) as sender, replay(moment):
        receiver = MissionFactory(**by)
        offer = offer_transfer(sender, fresh(case), mission=receiver, summary="Held.")
    with course(**by) as receiver, replay(moment):
        accept_transfer(receiver, fresh(offer))


def crossed(actor: Actor, case: Case, moment: datetime, when: Any, **values: Any) -> Any:
    """Record a crossing, into Thailand unless said otherwise."""
    defaults = {"from_country": "MM", "to_country": "TH", "source": "mission"}
    with replay(moment):
        return record_crossing(actor, fresh(case), when=as_when(when), **(defaults | values))


def stayed(actor: Actor, case: Case, moment: datetime, when: Any, **values: Any) -> Any:
    """Record a stay."""
    defaults = {"kind": "at", "source": "mission"}
    with replay(moment):
        return record_stay(actor, fresh(case), when=as_when(when), **(defaults | values))


def as_when(when: When | datetime) -> When:
    """Take an instant as such."""
    return When.at(when) if isinstance(when, datetime) else when


def a_report(**values: Any) -> ReportedFigure:
    """Keep a reported figure: about 70 in Thailand by the end of 22 October."""
    defaults = {
        "incident": IncidentFactory(),
        "metric": "present",
        "nationality": "VN",
        "country": "TH",
        "value": 70,
        "qualifier": "about",
        "as_of": datetime(2025, 10, 22, 16, 59, tzinfo=UTC),
        "as_of_precision": "day",
        "zone": "Asia/Bangkok",
        "source_name": "VnExpress",
        "scope": "Vietnamese citizens who had moved to Thailand by that day.",
    }
    return ReportedFigure.objects.create(**(defaults | values))
