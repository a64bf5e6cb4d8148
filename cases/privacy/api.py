"""Reading who saw a person."""

from typing import Any

from django.db.models import QuerySet

from cases.core import present
from cases.core.actor import Actor
from cases.core.api import RowsView, key_of
from cases.core.asked import moment_named
from cases.core.listing import Filter, choice_filter
from cases.core.models import AuditEntry
from cases.core.registry import RESOURCES
from cases.core.shapes import MOMENT
from cases.privacy.choices import AccessKind
from cases.privacy.policies import allow_review
from cases.privacy.queries import accesses_of, of_kind
from cases.privacy.serializers import ACCESS


def bound(name: str, lookup: str, help_text: str) -> Filter:
    """Narrow to one side of an instant, which is told as the work counts its days."""

    def apply(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
        return query.filter(**{lookup: present.real(moment_named(name, value))})

    return Filter(name, help_text, MOMENT, apply)


def by_kind(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to one kind of access."""
    KIND.apply(query.none(), value, actor)
    return query.filter(of_kind(value))


KIND = choice_filter("kind", "operation", AccessKind, "Shown, changed or refused.")


class AccessList(RowsView):
    """Who saw a person and her cases, changed them or was refused, oldest first."""

    model = AuditEntry
    shape = ACCESS
    order = ("at", "xact")
    filters = (
        bound("since", "at__gte", "The first moment of the window."),
        bound("until", "at__lt", "The first moment after the window."),
        Filter("kind", KIND.help, KIND.kind, by_kind),
    )
    disclosed = ("citizen.accesses_shown", "show_accesses")

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return the entries on one person; only for who may review accesses."""
        citizen = RESOURCES["citizens"].find(self.actor, key_of(where))
        allow_review(self.actor)
        self.below = citizen
        return accesses_of(self.actor, citizen)
