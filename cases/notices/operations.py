"""Marking notices as read. Writing one is no operation: other operations tell (`core.notices`)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, not_allowed
from cases.core.guards import Hindrance, guard
from cases.core.operations import operation
from cases.notices.models import Notice, NoticeQuerySet
from cases.notices.queries import older_than
from cases.notices.reading import tell_readers


# Read is read, whoever is first: two of them never collide, so no version is compared.
@operation(may="notice.read", audit="notice.read", appends=True)
def read_notice(actor: Actor, notice: Notice) -> Notice:
    """Mark a notice as read; it stays in the inbox, below those that are new."""
    mark(actor, Notice.objects.filter(pk=notice.pk))
    return notice


@operation(may="notice.read", audit="notice.all_read", appends=True)
def read_all_notices(actor: Actor, notice: Notice) -> Notice:
    """Mark this notice and all older ones to the same reader as read.

    It names the newest one shown, so that one that arrives meanwhile is not read unseen.
    """
    mine = Notice.objects.addressed_to(actor)
    mark(actor, mine.filter(Q(pk=notice.pk) | older_than(notice)))
    return notice


@guard(Notice)
def guard_notice(actor: Actor, notice: Notice) -> Hindrance:
    """Whoever leads sees what officers are told, and does not read it for them."""

    def hinders(name: str) -> Refused | None:
        if name != read_notice.name:
            return None
        if Notice.objects.addressed_to(actor).filter(pk=notice.pk).exists():
            return None
        return Refused(
            _("Only the officer to whom it was written marks it as read."), "not_addressed", 403
        )

    return hinders


def mark(actor: Actor, notices: NoticeQuerySet) -> None:
    """Mark those of `notices` that nobody has read."""
    if actor.staff_id is None:
        raise not_allowed()
    found = list(notices.unread().values_list("pk", flat=True))
    read = notices.unread().filter(pk__in=found)
    read.update(read_at=present.now(), read_by=actor.staff_id)
    tell_readers(actor, found)
