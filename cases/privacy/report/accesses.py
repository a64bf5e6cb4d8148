"""Who looked at a person, changed or was refused, summed up: mission, role, day; never a name."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, Value, When
from django.db.models.functions import TruncDate

from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.missions.models import Mission, Posting
from cases.privacy.choices import AccessKind
from cases.privacy.queries import accesses_of, of_kind

KINDS = Case(
    *(When(of_kind(kind), then=Value(kind)) for kind in (AccessKind.REFUSAL, AccessKind.LOOK)),
    default=Value(AccessKind.ACT),
    output_field=CharField(),
)


@dataclass(frozen=True, slots=True)
class AccessLine:
    """On a day, by one role of one mission (none for the system): what, how often."""

    day: date
    mission: Mission | None
    role: str
    kind: str
    times: int


def access_lines(actor: Actor, citizen: Citizen) -> list[AccessLine]:
    """Return every access that `actor` may know of, the newest day first."""
    counted = (
        accesses_of(actor, citizen)
        .annotate(day=TruncDate("at", tzinfo=actor.clock), access=KINDS)
        .values("day", "mission_id", "posting_id", "access")
        .annotate(times=Count("pk"))
        .order_by()
    )
    rows = list(counted)
    ids = {row["mission_id"] or 0 for row in rows}
    missions = {row.pk: row for row in Mission.objects.visible_to(actor).filter(pk__in=ids)}
    postings = Posting.objects.filter(pk__in={row["posting_id"] or 0 for row in rows})
    roles = dict(postings.values_list("pk", "role"))
    total: Counter[tuple[date, Mission | None, str, str]] = Counter()
    for row in rows:
        mission, role = missions.get(row["mission_id"] or 0), roles.get(row["posting_id"] or 0, "")
        total[row["day"], mission, role, row["access"]] += row["times"]
    lines = [AccessLine(*key, times) for key, times in total.items()]
    return sorted(
        lines, key=lambda line: (-line.day.toordinal(), str(line.mission or ""), line.role)
    )
