"""How much is kept: of a case, and of what the officers of a mission have attached."""

from typing import Final

from django.db import connection
from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.files.models import Attachment

MOST_FILES_OF_CASE: Final = 300
MOST_BYTES_OF_CASE: Final = 500_000_000
MOST_BYTES_OF_MISSION: Final = 50_000_000_000

CASE_FULL: Sentence = _(
    "The files of this case are at their limit: 300 files, or 500 MB together. Withdrawn files "
    "count too. Ask your administrator before you send more."
)
MISSION_FULL: Sentence = _(
    "The files of your mission are at their limit of 50 GB. Ask your administrator for room."
)


def refuse_over_quota(actor: Actor, case: Case, size: int) -> None:
    """422 where a file of so many bytes would be too much for the case or the mission."""
    kept = Attachment.objects.visible_to(actor).filter(case=case)
    of_case = kept.aggregate(files=Count("pk"), size=Sum("size"))
    too_many = of_case["files"] >= MOST_FILES_OF_CASE
    if too_many or (of_case["size"] or 0) + size > MOST_BYTES_OF_CASE:
        raise broken_rule(CASE_FULL, "case_full", "file")
    mission = actor.mission_id or case.mission_id
    if kept_by(mission) + size > MOST_BYTES_OF_MISSION:
        raise broken_rule(MISSION_FULL, "mission_full", "file")


def kept_by(mission_id: int) -> int:
    """Return how many bytes the officers of a mission have attached, wherever the cases are now."""
    with connection.cursor() as cursor:
        cursor.execute("select stored_bytes_of(%s)", [mission_id])
        (size,) = cursor.fetchone() or (0,)
    return int(size)
