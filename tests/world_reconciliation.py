"""What the world holds of comparisons: one that is done, entries on its piles."""

from datetime import date
from typing import Any
from uuid import uuid4

from cases.casework.operations import record_stay
from cases.core.actor import Actor
from cases.core.facts import When
from cases.core.fields import Sent
from cases.incidents.models import Incident
from cases.intake.lists.models import ReceivedList
from cases.intake.lists.operations import map_list, receive_list
from cases.intake.lists.queries import layouts_of
from cases.intake.reconciliation.jobs import ROWS, reconcile
from cases.intake.reconciliation.models import Reconciliation
from cases.intake.reconciliation.operations import join_entry, reconcile_list, tell_entry_apart
from tests.register import a_case, a_citizen, fresh
from tests.world_lists import LISTS, TABLE, checked_list, look_at

Prepared = tuple[Any, dict[str, Any]]


def a_reconciliation(actor: Actor) -> Prepared:
    """A list that was compared with our records, of whom one is only on ours."""
    case = a_case(actor)
    day = When(day=case.opened_at.date())
    record_stay(actor, fresh(case), kind="at", country="TH", when=day, source="relative")
    received = another_list(actor)
    compared = reconcile_list(actor, received, country="TH", as_of=day.day)
    compare_at_once(actor, compared)
    return fresh(compared), {}


def another_list(actor: Actor) -> ReceivedList:
    """Return a list that nobody has sent before, of people like nobody, with its rows looked at."""
    table = TABLE.replace("Zqcell", f"Zqcell {uuid4().hex[:6]}")
    for name in ("Zqrow Văn Thử", "Zqrow Thị Nghiệm"):
        table = table.replace(name, f"Zq{letters()} {letters()}")
    received = receive_list(
        actor,
        incident=Incident.objects.get(code="2025-10-myawaddy"),
        sender="Invented office",
        sender_kind="immigration",
        received_on=date(2025, 10, 24),
        file=Sent("invented.csv", table.encode()),
    )
    received = map_list(actor, fresh(received), columns=layouts_of(received), nationality="ours")
    look_at(actor, received)
    return fresh(received)


def letters() -> str:
    """Return a word that is like no other."""
    return uuid4().hex[:8].translate(str.maketrans("0123456789", "ghiklmnopq"))


def compare_at_once(actor: Actor, compared: Reconciliation) -> None:
    """Do at once what the background does."""
    said: dict[str, Any] | None = {
        "reconciliation_id": compared.pk,
        "posting_id": actor.posting_id,
        "part": ROWS,
    }
    while said is not None:
        said = reconcile.func(**said)


def a_row_only_on_theirs(actor: Actor) -> Prepared:
    """A row of nobody of ours."""
    compared, _more = a_reconciliation(actor)
    return compared.entries.filter(pile="theirs").order_by("number")[0], {}


def a_row_of_somebody(actor: Actor) -> Prepared:
    """A row that an officer took for somebody of ours, whose name is written otherwise."""
    entry, _more = a_row_only_on_theirs(actor)
    person = a_case(actor).citizen
    return join_entry(actor, entry, citizen=person), {}


def a_row_and_somebody(actor: Actor) -> Prepared:
    """A row of nobody of ours, and somebody whose it can be."""
    entry, _more = a_row_only_on_theirs(actor)
    return entry, {"citizen": str(a_citizen(actor).uuid)}


def put_on_a_pile(actor: Actor, person: Any, because: str) -> None:
    """Let a row of a list be taken for a person, twice, and nobody register her from it."""
    entry, _more = a_row_only_on_theirs(actor)
    entry = join_entry(actor, entry, citizen=fresh(person))
    entry = tell_entry_apart(actor, fresh(entry), because=because)
    join_entry(actor, fresh(entry), citizen=fresh(person))


RECONCILIATIONS = {
    "reconcile_list": checked_list,
    "open_listed_case": a_row_only_on_theirs,
    "join_entry": a_row_and_somebody,
}
OF_LISTS = LISTS | RECONCILIATIONS
