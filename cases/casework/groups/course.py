"""In which groups the person of a case is or was, for the page of the case."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.casework.beside import Entry, told_of
from cases.casework.groups.models import GroupMember
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.together import Part

GROUP = ("uuid", "kind", "ended_at", "version")


def groups_beside(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return the memberships of a case."""
    members = GroupMember.objects.visible_to(actor).filter(case_id=case)
    by = {"group": GROUP, "recorded_by": ("full_name",), "left_by": ("full_name",)}
    return (Part(members, by),)


@told_of("groups", groups_beside, 1)
def group_entries(case: Case, rows: Sequence[list[Any]]) -> list[Entry]:
    """Return that somebody came into a group and left it."""
    entries = []
    for row in rows[0]:
        url = [{"label": _("Open the group"), "url": row.group.get_absolute_url()}]
        joined = _("In a travel group: %(role)s") % {"role": row.get_role_display()}
        entries.append(entry(joined, row.recorded_at, row.recorded_by) | {"actions": url})
        if row.left_at is not None:
            entries.append(entry(_("Out of the travel group"), row.left_at, row.left_by))
    return entries


def entry(title: str, at: Any, by: Any) -> Entry:
    """Return one entry of the course."""
    return {
        "title": title,
        "icon": "note",
        "occurred_from": at,
        "occurred_at": at,
        "by": str(by or _("The system")),
    }
