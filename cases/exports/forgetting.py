"""Files of exports in which somebody stands who is forgotten.

No statement of the database reaches the bytes of a file. So every file goes that may hold her: of
headquarters, and of each mission that saw her or had one of her cases since she is known. What is
being written begins anew, and reads her as she is then.
"""

from typing import Final

from django.db import connection
from django.db.models import QuerySet

from cases.casework.models import Case, Share, Transition
from cases.citizens.models import Citizen, CitizenSight
from cases.core.actor import SYSTEM
from cases.core.audit import write_each
from cases.core.context import eyes
from cases.exports.choices import ABOUT_PEOPLE, ExportState, ExportStop
from cases.exports.ending import let_go
from cases.exports.jobs import FORGETTING, begin_writing
from cases.exports.models import Export
from cases.missions.queries import headquarters_ids

HOLD_PEOPLE: Final = (ExportState.READY, ExportState.WRITING)


def drop_files_about(citizen_id: int) -> int:
    """Let go of every file in which a person may stand; return how many exports it concerned.

    No other export begins before this is committed.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", FORGETTING)
    with eyes(SYSTEM):
        rows = Export.objects.visible_to(SYSTEM).filter(
            kind__in=ABOUT_PEOPLE,
            state__in=HOLD_PEOPLE,
            mission__in=missions_of(citizen_id),
        )
        found = list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))
        for export in found:
            if export.state == ExportState.WRITING:
                begin_writing(export)
            else:
                let_go(export, ExportState.STOPPED, ExportStop.FORGOTTEN)
        if found:
            write_each("export.dropped", "anonymise_citizen", found)
    return len(found)


def missions_of(citizen_id: int) -> set[int]:
    """Return the missions that have or had a person in sight, and headquarters."""
    cases = Case.objects.visible_to(SYSTEM).filter(citizen=citizen_id)
    of_cases = {"case__in": cases.values("pk")}
    moves = Transition.objects.visible_to(SYSTEM).filter(**of_cases)
    sights: QuerySet[CitizenSight] = CitizenSight.objects.filter(citizen=citizen_id)
    return {
        *headquarters_ids(),
        *Citizen.objects.visible_to(SYSTEM)
        .filter(pk=citizen_id)
        .values_list("registered_by", flat=True),
        *sights.values_list("mission", flat=True),
        *cases.values_list("mission", flat=True),
        *moves.values_list("from_mission", flat=True),
        *moves.values_list("to_mission", flat=True),
        *Share.objects.visible_to(SYSTEM).filter(**of_cases).values_list("to_mission", flat=True),
    } - {None}
