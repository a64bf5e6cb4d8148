"""By which act a former value was changed, and why: also where it followed a correction."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Clock
from cases.casework.recounts.models import RecountedClock
from cases.core.errors import Sentence
from cases.core.models import RowVersion
from cases.core.registry import DECLARED
from cases.core.text import labelled

CLOCKS: Final = Clock._meta.db_table
BY_DECISION: Final = "write_recount"
FOLLOWED: Final[Mapping[str, Sentence]] = {
    "recount_clocks": _("A calendar was corrected"),
    "refresh_procedure": _("A limit or its procedure was corrected"),
    "list_recount": _("A limit is no longer confirmed"),
    BY_DECISION: _("Counted anew by a decision"),
    "refresh_person": _("The record of the person was changed"),
    "refresh_people": _("The record of the person was changed"),
    "refresh_expired": _("A new day began"),
    "refresh_open_cases": _("A new version of this system reads the entries otherwise"),
    "refresh_closed_cases": _("A new version of this system reads the entries otherwise"),
}
"""What the machine follows, by the name of its work."""


def why_changed(versions: Sequence[RowVersion]) -> dict[int, str]:
    """Return by which act each of some values was changed, with the reason; by id, one query."""
    reasons = reasons_of([one for one in versions if one.table_name == CLOCKS])
    found = {}
    for version in versions:
        declared = DECLARED.get(version.operation)
        act = declared.form.title if declared else FOLLOWED.get(version.operation, "")
        reason = reasons.get(version.pk, "")
        found[version.pk] = labelled(str(act), reason) if reason else str(act)
    return found


def reasons_of(versions: Iterable[RowVersion]) -> dict[int, str]:
    """Return why clocks were counted anew, by the correction that lists them and its decision.

    Each line of a list tells of the first change that followed it.
    """
    followed = [one for one in versions if one.operation in FOLLOWED]
    if not followed:
        return {}
    lines = RecountedClock.objects.filter(clock__in={one.row_id for one in followed})
    found: dict[int, str] = {}
    for line in lines.select_related("recount").order_by("pk"):
        said = line.recount
        reason = said.corrected_because if line.is_moved else said.reason
        first = min(
            (
                one
                for one in followed
                if one.row_id == line.clock_id
                and one.recorded_at >= said.recorded_at
                and (one.operation == BY_DECISION) != line.is_moved
            ),
            key=lambda one: one.pk,
            default=None,
        )
        if first is not None and reason:
            found[first.pk] = reason
    return found
