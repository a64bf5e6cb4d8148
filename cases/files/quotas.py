"""How much is kept: of a case, and of what the officers of a mission have attached."""

from collections.abc import Sequence
from typing import Final

from django.db import connection
from django.db.models import Count, Q, Sum
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


def refuse_over_quota(actor: Actor, cases: Sequence[Case], size: int) -> None:
    """422 where so many bytes on each of some cases are too much for one, or for the mission."""
    kept = Attachment.objects.visible_to(actor).filter(case__in=cases).order_by()
    full = Q(files__gte=MOST_FILES_OF_CASE) | Q(bytes__gt=MOST_BYTES_OF_CASE - size)
    by_case = kept.values("case").annotate(files=Count("pk"), bytes=Sum("size"))
    if size > MOST_BYTES_OF_CASE or by_case.filter(full).exists():
        raise broken_rule(CASE_FULL, "case_full", "file")
    mission = actor.mission_id or cases[0].mission_id
    if kept_by(mission) + size * len(cases) > MOST_BYTES_OF_MISSION:
        raise broken_rule(MISSION_FULL, "mission_full", "file")


def kept_by(mission_id: int) -> int:
    """Return how many bytes the officers of a mission have attached, wherever the cases are now."""
    with connection.cursor() as cursor:
        cursor.execute("select stored_bytes_of(%s)", [mission_id])
        (size,) = cursor.fetchone() or (0,)
    return int(size)
