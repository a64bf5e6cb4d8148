"""When cases first came to their stages, as their ledgers stand: where limits may start.

The row of a case says since when it stands where it stands, which every hold and every later stage
changes. So the rows of the ledger are read, and only when a limit starts with a stage.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from django.db.models import Min

from cases.casework.choices import Stage
from cases.casework.models import Transition
from cases.casework.progress.file import File
from cases.casework.progress.moments import Moment, moment_between
from cases.casework.states import ORDER
from cases.procedures.choices import StartEvent
from cases.procedures.models import Limit

Reached = Mapping[str, Moment]
NOWHERE: Reached = {}


def stages_reached(
    files: Sequence[File], limits: Mapping[int, Iterable[Limit]]
) -> dict[int, Reached]:
    """Return when each case first came to the stages that limits start with.

    One query for all cases, none where no limit starts with a stage. An entry that was voided or
    corrected does not count.
    """
    rules = chain.from_iterable(limits.values())
    wanted = {rule.start_stage for rule in rules if rule.starts == StartEvent.STAGE}
    if not wanted:
        return {}
    entries: dict[int, dict[str, Moment]] = defaultdict(dict)
    zones = {file.case.pk: file.charge.zones for file in files}
    rows = Transition.objects.standing().filter(case__in=[file.case.pk for file in files])
    firsts = rows.order_by().values("case_id", "to_stage")
    firsts = firsts.annotate(first=Min("occurred_from"), last=Min("occurred_at"))
    for case, stage, first, last in firsts.values_list("case_id", "to_stage", "first", "last"):
        entries[case][stage] = moment_between(first, last, zones[case])
    return {case: reached(by_stage, wanted) for case, by_stage in entries.items()}


def reached(entries: Mapping[str, Moment], wanted: Iterable[str]) -> Reached:
    """Return when stages were reached: the stage itself, or one that lies beyond it.

    Whoever was closed has not passed the stages between.
    """
    found: dict[str, Moment] = {}
    for stage in wanted:
        beyond = set(ORDER[ORDER.index(stage) :]) - ({Stage.CLOSED.value} - {stage})
        moments = [first for name, first in entries.items() if name in beyond]
        if moments:
            found[stage] = min(moments, key=lambda one: one.last)
    return found
