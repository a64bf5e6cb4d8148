"""Whether the person may travel: the bare fact for who plans the way, the finding sealed."""

from datetime import date

from cases.casework.deaths import refuse_day_after_death
from cases.casework.models import Case
from cases.casework.policies import refuse_void
from cases.casework.progress import refresh
from cases.casework.protection.models import FitnessFinding, TravelFitness
from cases.casework.protection.operations.checks import check_group, check_order, check_past
from cases.core.actor import Actor
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.procedures.choices import RestrictedGroup


@operation(may="case.protect", audit="case.fitness_recorded")
def record_fitness(
    actor: Actor,
    case: Case,
    *,
    result: str,
    valid_from: date,
    valid_until: date,
    examiner_role: str,
    examiner: str,
    help_needed: str = "",
    words: str = "",
) -> Case:
    """Record whether the person may travel, from when until when, and who says so."""
    refuse_void(case)
    check_group(actor, RestrictedGroup.HEALTH)
    check_past(actor, valid_from, "valid_from")
    refuse_day_after_death(actor, case.citizen, valid_from, "valid_from")
    check_order(valid_from, valid_until, "valid_until")
    moment = ledger_moment([case.citizen, case])
    fitness = TravelFitness.objects.create(
        case=case,
        result=result,
        valid_from=valid_from,
        valid_until=valid_until,
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    )
    FitnessFinding.objects.create(
        case=case,
        fitness=fitness,
        examiner_role=examiner_role,
        examiner=examiner,
        help_needed=help_needed,
        words=words,
        recorded_at=moment,
    )
    refresh([case], moment)
    return case
