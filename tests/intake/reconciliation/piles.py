"""Lists beside our own people, all invented."""

from datetime import date
from typing import Any
from unittest.mock import patch

from cases.casework.operations import record_stay
from cases.citizens.operations import add_identity_document
from cases.citizens.search.judging import Candidate, Verdict
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.partial import PartialDate
from cases.intake.reconciliation import matching
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.operations import reconcile_list
from tests.factories import PlaceFactory
from tests.intake.lists.files import checked, table
from tests.jobs import run_jobs
from tests.register import a_case, a_citizen, fresh

DAY = date(2025, 10, 24)
HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số hộ chiếu"]


def ours(actor: Any, name: str, *, passport: str = "", there: bool = True, **values: Any) -> Any:
    """Register somebody with a case of the incident, in Thailand unless said otherwise."""
    with eyes(actor):
        person = a_citizen(actor, full_name=name, **values)
        if passport:
            add_identity_document(
                actor, fresh(person), kind="passport", number=passport, status="with_holder"
            )
        case = a_case(actor, fresh(person))
        record_stay(
            actor,
            fresh(case),
            kind="at",
            country="TH" if there else "MM",
            when=When(day=date(2025, 10, 22)),
            source="relative",
        )
        return fresh(person)


def born(text: str) -> PartialDate:
    """Return a birth date."""
    return PartialDate.parse(text)


def a_list(actor: Any, rows: Any, **more: Any) -> Any:
    """Return a list of the immigration police whose rows were looked at."""
    content = table([[at, *row] for at, row in enumerate(rows, start=1)], HEADINGS)
    said = {"sender": "Mae Sot", "sender_kind": "immigration", "as_of": DAY} | more
    said |= {"day_order": "day_first"}
    return checked(actor, content, **said)


def started(actor: Any, received: Any, **more: Any) -> Reconciliation:
    """Have a list compared with whom we have in Thailand; the worker has not begun."""
    with eyes(actor):
        return reconcile_list(actor, fresh(received), **({"country": "TH"} | more))


def compared(actor: Any, received: Any, **more: Any) -> Reconciliation:
    """Have a list compared, to the end."""
    row = started(actor, received, **more)
    run_jobs()
    with eyes(actor):
        return fresh(row)


def perhaps(person: Any) -> Any:
    """Return a matcher that says of every row that it perhaps means one person."""
    columns = {"pk": person.pk, "uuid": person.uuid, "full_name": person.full_name}
    one = Candidate(columns, 9.0, ["name"], Verdict.PERHAPS)
    return patch.object(
        matching,
        "match_in_sets",
        lambda actor, rows, but=None: [
            [] if at in (but or {}) and person.pk in (but or {})[at] else [one]
            for at in range(len(rows))
        ],
    )


def entries(actor: Any, row: Reconciliation) -> list[PileEntry]:
    """Return the entries, in order."""
    with eyes(actor):
        return list(row.entries.select_related("row", "citizen").order_by("number"))


def piles(actor: Any, row: Reconciliation) -> list[tuple[str, str]]:
    """Return (name on the list, else ours; pile) in order."""
    return [
        ((one.row.values["full_name"] if one.row else one.citizen.full_name), one.pile)
        for one in entries(actor, row)
        if one.pile != "joined"
    ]


def seen(actor: Any, entry: PileEntry) -> PileEntry:
    """Return an entry as it is now."""
    with eyes(actor):
        return fresh(entry)


def a_place() -> Any:
    """Return a place in Thailand."""
    return PlaceFactory(code="mae-sot-shelter", name="Mae Sot shelter", kind="shelter")


def matched(actor: Any, listed: str = "Zq Van Khue", **more: Any) -> tuple[PileEntry, Any]:
    """Return the entry of a person of ours on the list, and the person."""
    person = ours(actor, "Zq Văn Khuê", passport="C7000001", **more)
    row = compared(actor, a_list(actor, [[listed, "", "", "C7000001"]]))
    return entries(actor, row)[0], person
