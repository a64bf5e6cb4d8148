"""The limit that a letter names for the reply: of which step, for whom, in which words."""

from typing import Final

from cases.casework.consent import AGAINST_RETURN
from cases.casework.models import Step
from cases.casework.progress.starts import BY_RESULT
from cases.letters.facts import Facts
from cases.letters.kinds import Kind, OfStep
from cases.letters.policies import WORKS_ON
from cases.letters.values import VALUES
from cases.procedures.choices import LimitCondition, LimitUnit
from cases.procedures.models import Limit

DAYS: Final[dict[str, str]] = {
    LimitUnit.WORKING_DAYS: "ngày làm việc",
    LimitUnit.CALENDAR_DAYS: "ngày",
}


def limit_of(kind: Kind, facts: Facts) -> tuple[OfStep, Limit] | None:
    """Return the limit of the step that a letter asks, or has asked; None where none is known.

    Nor where what it is for is not among the values of the letter.
    """
    for of in kind.steps:
        step = facts.step_of(of.procedure)
        if step is not None and step.status in WORKS_ON:
            limit = facts.limit(of.limit)
            has_ground = not of.limit_needs or VALUES[of.limit_needs].read(facts)
            return (of, limit) if limit is not None and has_ground else None
    return None


def other_ground(facts: Facts, limit: Limit) -> tuple[Step, str] | None:
    """Return the step whose result says that a limit is not for this case, and what it says."""
    if limit.condition not in BY_RESULT:
        return None
    procedure, name, value, _day = BY_RESULT[LimitCondition(limit.condition)]
    step = facts.step_of(procedure)
    if step is None or facts.value_in(step, name) in {None, value}:
        return None
    return step, facts.result(procedure, name)


def limit_of_return(kind: Kind, facts: Facts) -> Limit | None:
    """Return the limit for who wishes to return, where a person has said no, or not yet."""
    found = limit_of(kind, facts)
    if found is None or facts.return_wish not in AGAINST_RETURN:
        return None
    return found[1] if found[0].limit_returns else None


def limit_cited(kind: Kind, facts: Facts) -> tuple[OfStep, Limit] | None:
    """Return the limit that a letter names; None where it names none."""
    found = limit_of(kind, facts)
    if found is None or found[1].unit not in DAYS or limit_of_return(kind, facts) is not None:
        return None
    return found


def limit_words(kind: Kind, facts: Facts) -> str:
    """Return how long the body has for its reply; empty where the limit is not for this case.

    In Vietnamese, as the letters that cite one are.
    """
    found = limit_cited(kind, facts)
    if found is None:
        return ""
    of, limit = found
    days = f"{limit.amount:02d} {DAYS[limit.unit]}"
    return f"{days} kể từ ngày nhận được yêu cầu {of.limit_case}"
