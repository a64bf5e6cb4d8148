"""Reading the record."""

from typing import Any

from django.db.models import QuerySet

from cases.core.actor import Actor
from cases.core.api import RowsView, RowView
from cases.core.listing import Filter, bad_filter, choice_filter, seen_row
from cases.core.models import AuditEntry
from cases.core.roles import AUDIT
from cases.core.shapes import TEXT
from cases.missions.models import Mission, Staff
from cases.privacy.api import bound
from cases.record.choices import EntryKind, EntryOutcome
from cases.record.numbers import counts
from cases.record.pages.chain import standing_of
from cases.record.pages.lines import lines_of
from cases.record.pages.words import OWN_ENTRY, OWN_LIST, operation_names
from cases.record.queries import beside_rows, of_kind, record_of
from cases.record.serializers import ENTRY, ENTRY_ROW, chain_out, named, names_of, unnumbered


def by_kind(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to one kind of entry."""
    if value not in EntryKind.values:
        raise bad_filter("kind", EntryKind.values)
    return query.filter(of_kind(value))


def by_staff(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to what one member of staff did."""
    return query.filter(staff_id=seen_row("staff", Staff, "username", value, actor).pk)


def by_mission(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to what was done from one mission."""
    return query.filter(mission_id=seen_row("mission", Mission, "code", value, actor).pk)


def by_operation(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to one operation or look."""
    names = operation_names()
    if value not in names:
        raise bad_filter("operation", sorted(names))
    return query.filter(operation=value)


class EntryList(RowsView):
    """What was done, shown or refused, oldest first; for roles that read the record."""

    sees = AUDIT
    model = AuditEntry
    shape = ENTRY_ROW
    order = ("at", "id")
    filters = (
        bound("since", "at__gte", "The first moment of the window."),
        bound("until", "at__lt", "The first moment after the window."),
        Filter("staff", "User name of whoever did it.", TEXT, by_staff),
        Filter("mission", "Code of the mission it came from.", TEXT, by_mission),
        Filter("kind", "Act, look or refusal.", EntryKind, by_kind),
        Filter("operation", "Name of the operation or look.", TEXT, by_operation),
        choice_filter("outcome", "outcome", EntryOutcome, "Done or refused."),
    )
    disclosed = OWN_LIST
    needs = ("id",)

    def told(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row without numbers for who is not to count."""
        return named(self.actor, row)

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the record as the actor reads it."""
        return beside_rows(record_of(self.actor), self.actor)


class EntryDetail(RowView):
    """One entry, and its place in the chain, computed again."""

    sees = AUDIT
    resource = "record"
    shape = ENTRY
    disclosed = OWN_ENTRY

    def beside(self, query: QuerySet[Any]) -> QuerySet[Any]:
        """Return the entry with mission, role and case."""
        return beside_rows(query, self.actor)

    def more(self, row: Any) -> dict[str, Any]:
        """Return the entry in words, and where it stands."""
        line = lines_of(self.actor, [row])[0]
        place = chain_out(standing_of(row.pk))
        chain = place if place is None or counts(self.actor) else unnumbered(place)
        return {
            **({} if counts(self.actor) else names_of(self.actor, row.pk)),
            "what": line.what,
            "about": list(line.about),
            "addresses": list(line.addresses),
            "chain": chain,
        }
