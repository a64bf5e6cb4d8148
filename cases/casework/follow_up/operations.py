"""Welfare checks: made, put off, dropped, planned on another day, taken over."""

from datetime import date, datetime

from cases.casework.choices import Outcome, Stage
from cases.casework.follow_up import refusals
from cases.casework.follow_up.choices import (
    ALARMING,
    OWN_DAY,
    STATE_AFTER,
    CheckState,
    Condition,
    DropReason,
    WantsSupport,
)
from cases.casework.follow_up.making import (
    came_home_on,
    end_of,
    end_planned,
    let_alone,
    new_check,
    planned_of,
    refuses_contact,
    ways_home,
)
from cases.casework.follow_up.models import WelfareCheck, WelfareFinding
from cases.casework.follow_up.telling import tell_of_alarm
from cases.casework.ledger import standing_rows
from cases.casework.models import Case
from cases.casework.policies import refuse_void
from cases.casework.protection.operations.checks import check_group, check_past, today_of
from cases.core.actor import Actor
from cases.core.errors import broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.core.waiting import let_wait, put, write_down
from cases.procedures.choices import RestrictedGroup

SPOKEN_WITH = frozenset({Condition.SAFE, Condition.SAFE_ELSEWHERE, Condition.IN_NEED})
"""Findings for which the person herself, or who is with her, was spoken with."""
NOBODY_TO_ASK = frozenset({Outcome.DIED, Outcome.DUPLICATE, Outcome.NOT_NATIONAL})


@operation(may="case.follow_up", audit="welfare_check.recorded")
def record_welfare_check(
    actor: Actor,
    check: WelfareCheck,
    *,
    done_on: date,
    channel: str,
    condition: str,
    wants_support: str,
    words: str = "",
    again_on: date | None = None,
) -> WelfareCheck:
    """Record that the person was asked how she is, and what was found; late entries are fine.

    Whoever finds something that has to be seen to tells the head of the mission and headquarters.
    Where nobody was reached another check may be planned with it.
    """
    refuse_settled(check)
    check_group(actor, RestrictedGroup.PROTECTION)
    check_past(actor, done_on, "done_on")
    if done_on < check.counted_from:
        raise broken_rule(refusals.BEFORE_RETURN, "before_return", "done_on")
    check_finding(condition, wants_support, words)
    if again_on is not None:
        if condition != Condition.NOT_REACHED:
            raise broken_rule(refusals.AGAIN_FITS, "again_fits", "again_on")
        refuse_past(actor, again_on, "again_on")
    moment = ledger_moment([])
    check.done_on, check.channel = done_on, channel
    settle(actor, check, STATE_AFTER.get(Condition(condition), CheckState.DONE), moment)
    put(check, "done_on", "channel")
    WelfareFinding.objects.create(
        case=check.case,
        check_made=check,
        condition=condition,
        wants_support=wants_support,
        words=words,
        recorded_at=moment,
    )
    follow_finding(actor, check, condition, moment)
    if again_on is not None:
        plan_again(actor, check, again_on, moment)
    return check


@operation(may="case.follow_up", audit="welfare_check.put_off")
def put_off_welfare_check(
    actor: Actor, check: WelfareCheck, *, due_on: date, reason: str
) -> WelfareCheck:
    """Make a check on another day, today or later; the day it had at first stays on record."""
    refuse_settled(check)
    refuse_past(actor, due_on, "due_on")
    if due_on < check.counted_from:
        raise broken_rule(refusals.BEFORE_RETURN, "before_return", "due_on")
    if due_on == check.due_on:
        raise broken_rule(refusals.SAME_DAY, "same_day", "due_on")
    check.due_on, check.due_at = due_on, end_of(due_on, check.case.mission.zone)
    check.put_off_reason = reason
    check.reminded_at = check.escalated_at = None
    put(check, "due_on", "due_at", "put_off_reason", "reminded_at", "escalated_at")
    return check


@operation(may="case.follow_up", audit="welfare_check.dropped")
def drop_welfare_check(actor: Actor, check: WelfareCheck, *, reason: str) -> WelfareCheck:
    """End a check that nobody makes: another body does, she wants none, it was planned twice."""
    refuse_settled(check)
    if reason == DropReason.ASKED_NOT_TO:
        settle(actor, check, CheckState.NOT_WANTED, ledger_moment([]))
        return check
    check.drop_reason = reason
    settle(actor, check, CheckState.NOT_NEEDED, ledger_moment([]))
    put(check, "drop_reason")
    return check


@operation(may="case.follow_up", audit="welfare_check.planned")
def plan_welfare_check(actor: Actor, case: Case, *, due_on: date) -> WelfareCheck:
    """Plan a check on a day of our own, beside those that follow the return."""
    refuse_void(case)
    refuse_still_open(case)
    refuse_past(actor, due_on, "due_on")
    if refuses_contact(case):
        raise broken_rule(refusals.FOLLOW_UP_REFUSED, "follow_up_refused", "due_on")
    home_on = came_home_on(standing_rows(case), case, ways_home([case], actor))
    check = new_check(case, OWN_DAY, min(home_on, due_on), due_on)
    check.recorded_at, check.recorded_by_id = ledger_moment([]), actor.staff_id
    check.save(force_insert=True)
    return check


@operation(may="case.follow_up", audit="welfare_check.taken_over")
def take_over_welfare_check(actor: Actor, check: WelfareCheck) -> WelfareCheck:
    """Let the own mission make a check: headquarters that of a mission, a mission its own back."""
    refuse_settled(check)
    refuse_ours(actor, check)
    check.mission_id = actor.mission_id
    check.reminded_at = check.escalated_at = None
    put(check, "mission", "reminded_at", "escalated_at")
    return check


def settle(actor: Actor, check: WelfareCheck, state: str, moment: datetime) -> None:
    """Put on a check what became of it, when and by whom."""
    check.state = state
    check.settled_at, check.settled_by_id = moment, actor.staff_id
    put(check, "state", "settled_at", "settled_by")


def refuse_settled(check: WelfareCheck) -> None:
    """Raise 409 where the check was made or ended already."""
    if check.state != CheckState.PLANNED:
        raise wrong_state(refusals.CHECK_SETTLED, "check_settled")


def refuse_still_open(case: Case) -> None:
    """Raise 409 unless the case is closed, by an outcome after which somebody can be asked."""
    if case.stage != Stage.CLOSED or case.outcome in NOBODY_TO_ASK:
        raise wrong_state(refusals.NO_CHECK_AFTER, "no_check_after")


def refuse_ours(actor: Actor, check: WelfareCheck) -> None:
    """Raise 409 where the own mission makes the check already."""
    if check.mission_id == actor.mission_id:
        raise wrong_state(refusals.CHECK_OURS, "check_ours")


def refuse_past(actor: Actor, day: date, field: str) -> None:
    """Raise 422 for a day that is over where the mission is."""
    if day < today_of(actor):
        raise broken_rule(refusals.IN_PAST, "in_past", field)


def check_finding(condition: str, wants_support: str, words: str) -> None:
    """Raise 422 where nobody can have said it, or where something bad is found and nothing said."""
    if condition not in SPOKEN_WITH and wants_support != WantsSupport.NOT_ASKED:
        raise broken_rule(refusals.SUPPORT_NOT_ASKED, "support_not_asked", "wants_support")
    if condition in ALARMING and not words:
        raise broken_rule(refusals.WORDS_NEEDED, "words_needed", "words")


def follow_finding(actor: Actor, check: WelfareCheck, condition: str, moment: datetime) -> None:
    """Tell who answers for it, and end the other checks of somebody who cannot be asked."""
    others = planned_of(check.case).exclude(pk=check.pk)
    if condition == Condition.DIED:
        end_planned(others, DropReason.DIED, moment, actor.staff_id)
    elif condition == Condition.DECLINED:
        let_alone(others, moment, actor.staff_id)
    if condition in ALARMING:
        tell_of_alarm(check)


def plan_again(actor: Actor, check: WelfareCheck, again_on: date, moment: datetime) -> None:
    """Plan the same check once more; the one just made is written first, since one is planned."""
    again = new_check(check.case, check.kind, check.counted_from, again_on)
    again.mission_id, again.first_due_on = check.mission_id, again_on
    again.recorded_at, again.recorded_by_id = moment, actor.staff_id
    write_down(check)
    let_wait(check)
    again.save(force_insert=True)


@ruled_out(WelfareCheck)
def state_of_check(actor: Actor, check: WelfareCheck) -> Hindrance:
    """What is made or ended is over; nobody takes over what is theirs."""
    settled = raised_by(refuse_settled, check)
    ours = raised_by(refuse_ours, actor, check)
    return lambda name: settled or (ours if name == "take_over_welfare_check" else None)


@ruled_out(Case)
def state_of_follow_up(actor: Actor, case: Case) -> Hindrance:
    """A check is planned on a day of our own once the person is home."""
    too_early = raised_by(refuse_still_open, case)
    return lambda name: too_early if name == "plan_welfare_check" else None
