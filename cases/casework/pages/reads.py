"""Names that the case pages print beside what was changed: one query for all of them."""

from collections.abc import Iterable, Mapping

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from cases.casework.queries import CaseFile
from cases.core.facts import DatedFact
from cases.core.models import RowVersion
from cases.missions.models import Staff

RowKey = tuple[str, int]


def key_of(fact: DatedFact) -> RowKey:
    """Return by what the former values of a row are found."""
    return fact._meta.db_table, fact.pk


def staff_names(ids: Iterable[int | None]) -> Mapping[int | None, str]:
    """Return the names of staff by id; nobody stands for the system."""
    known = {number for number in ids if number is not None}
    rows = Staff.objects.filter(pk__in=known).values_list("pk", "full_name") if known else ()
    return {None: _("The system"), **dict(rows)}


def voiders(file: CaseFile) -> dict[RowKey, str]:
    """Return who voided each voided fact of a case page; no query when nothing is voided."""
    wanted = Q()
    talk = file.talk
    for facts in (
        *(file.transitions, file.crossings, file.stays),
        *(talk.statements, talk.contacts),
    ):
        ids = [fact.pk for fact in facts if not fact.is_standing]
        if ids:
            wanted |= Q(table_name=facts[0]._meta.db_table, row_id__in=ids)
    if not wanted:
        return {}
    name = Subquery(Staff.objects.filter(pk=OuterRef("staff_id")).values("full_name")[:1])
    rows = (
        RowVersion.objects.filter(wanted, old__has_key="voided_at")
        .annotate(staff_name=name)
        .values_list("table_name", "row_id", "staff_name")
    )
    return {(table, row): who or _("The system") for table, row, who in rows}
