"""The reads that are timed: pages, API and figures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle
from typing import Final
from urllib.parse import urlencode

from cases.casework.serializers import CASE_ROW
from cases.core.context import eyes
from cases.core.keyset import Cursor
from cases.core.listing import write_cursor
from cases.core.orders import Order
from cases.incidents.models import Incident
from cases.publishing.figures import figures_of
from tests.benchmarks.clients import Caller
from tests.benchmarks.plan import incidents
from tests.benchmarks.raw import RawView
from tests.benchmarks.samples import Samples
from tests.benchmarks.timing import Call

AS_OF: Final = datetime(2025, 11, 1, tzinfo=UTC)
KNOWN_AT: Final = datetime(2022, 1, 1, tzinfo=UTC)
KNOWN_EARLY: Final = datetime(2020, 9, 15, 5, tzinfo=UTC)
MORNING: Final = datetime(2021, 6, 10, 1, tzinfo=UTC)
THEN: Final = urlencode({"as_of_day": "2025-11-01", "known_at_day": "2022-01-01"})
PEOPLE: Final = urlencode({"by": "present", "key": "TH", "as_of_day": "2022-01-01"})
WORKLIST: Final = "Worklist, first page"
API_LIST: Final = "API, list of 50"
RAW: Final = "Raw view, list of 50"


@dataclass(frozen=True)
class Reader:
    """A caller with the rows it is measured on."""

    caller: Caller
    samples: Samples
    raw: RawView


@dataclass(frozen=True)
class Read:
    """Something to time: `prepare` returns the call; `share` of the usual number of calls."""

    title: str
    prepare: Callable[[Reader], Call]
    share: float = 1.0


def page(address: str) -> Callable[[Reader], Call]:
    """Return how to open a fixed page."""
    return lambda reader: lambda: reader.caller.page(address)


def deep_page(reader: Reader) -> Call:
    """Open the work list after six tenths of it."""
    cursor = Cursor(*reader.samples.deep(only_open=True))
    address = "/cases/?" + urlencode({"page": str(cursor)})
    return lambda: reader.caller.page(address)


def deep_list(reader: Reader) -> Call:
    """Read the API list after six tenths of it."""
    place = reader.samples.deep(only_open=False)
    cursor = write_cursor(CASE_ROW, False, Order(("position_at", "reference")), place)
    address = "/api/v1/cases/?" + urlencode({"cursor": cursor})
    return lambda: reader.caller.api(address)


def each_case(reader: Reader) -> Iterator[str]:
    """Yield one case number after the other, from the start again at the end."""
    return cycle(reader.samples.references())


def case_page(reader: Reader) -> Call:
    """Open the page of a case."""
    references = each_case(reader)
    return lambda: reader.caller.page(f"/cases/{next(references)}/")


def open_case_page(reader: Reader) -> Call:
    """Open the page of a case that is open: its tracks are under way."""
    references = cycle(reader.samples.references(only_open=True))
    return lambda: reader.caller.page(f"/cases/{next(references)}/")


def history_page(reader: Reader) -> Call:
    """Open the history of a case."""
    references = each_case(reader)
    return lambda: reader.caller.page(f"/cases/{next(references)}/history/")


def accesses_page(reader: Reader) -> Call:
    """Open who saw a person: the record of her and of all her cases."""
    people = cycle(reader.samples.people())
    return lambda: reader.caller.page(f"/citizens/{next(people)}/accesses/")


def api_accesses(reader: Reader) -> Call:
    """Read who saw a person from the API."""
    people = cycle(reader.samples.people())
    return lambda: reader.caller.api(f"/api/v1/citizens/{next(people)}/accesses/")


def api_case(reader: Reader) -> Call:
    """Read a case from the API."""
    references = each_case(reader)
    return lambda: reader.caller.api(f"/api/v1/cases/{next(references)}/")


def figures(known_at: datetime | None, as_of: datetime = AS_OF) -> Callable[[Reader], Call]:
    """Count the largest incident, as known now or at a past moment."""

    def prepare(reader: Reader) -> Call:
        actor = reader.caller.actor
        with eyes(actor):
            incident = Incident.objects.visible_to(actor).get(code=incidents()[0].code)

        def count() -> object:
            with eyes(actor):
                return figures_of(actor, incident, as_of, known_at)

        return count

    return prepare


READS: Final = (
    Read(WORKLIST, page("/cases/")),
    Read("Worklist, deep page", deep_page),
    Read("Worklist, one stage", page("/cases/?stage=verified")),
    Read("Worklist, closed cases", page("/cases/?state=closed")),
    Read("Worklist, one country", page("/cases/?country=KR")),
    Read("Board", page("/board/"), 0.5),
    Read("Board, largest incident", page(f"/board/?incident={incidents()[0].code}"), 0.5),
    Read("API, board", lambda reader: lambda: reader.caller.api("/api/v1/board/"), 0.5),
    Read("Worklist, overdue", page("/cases/?due=overdue")),
    Read("Worklist, by deadline", page("/cases/?order=deadline")),
    Read("Worklist, one blocker", page("/cases/?blocker=open&procedure=screening")),
    Read("Worklist, host must act", page("/cases/?body=host_authority")),
    Read("Case page", case_page),
    Read("Case page, open cases", open_case_page),
    Read("History of a case", history_page),
    Read("Who saw a person", accesses_page),
    Read("API, who saw a person", api_accesses),
    Read("Incidents", page("/incidents/"), 0.1),
    Read("Incident page", page(f"/incidents/{incidents()[0].code}/"), 0.1),
    Read("Incident page, 2022", page(f"/incidents/{incidents()[0].code}/?{THEN}"), 0.05),
    Read(
        "People of a figure, 2022", page(f"/incidents/{incidents()[0].code}/people/?{PEOPLE}"), 0.05
    ),
    Read("Figures, known now", figures(None), 0.1),
    Read("Figures, known in 2022", figures(KNOWN_AT), 0.1),
    Read("Figures, known in 2020", figures(KNOWN_EARLY), 0.1),
    Read("Figures, of a morning in 2021", figures(None, MORNING), 0.1),
    Read("Figures, of a morning as known then", figures(MORNING, MORNING), 0.1),
    Read("Admin, list of cases", page("/admin/cases/case/"), 0.25),
    Read("Admin, list of people", page("/admin/cases/citizen/"), 0.25),
    Read(API_LIST, lambda reader: lambda: reader.caller.api("/api/v1/cases/")),
    Read("API, deep page", deep_list),
    Read("API, list of people", lambda reader: lambda: reader.caller.api("/api/v1/citizens/")),
    Read("API, case", api_case),
    Read(RAW, lambda reader: lambda: reader.raw.call(reader.caller.secret)),
)
