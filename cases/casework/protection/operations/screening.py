"""Assessments and decisions about exploitation: what was asked, and what a body has decided.

An assessment shows indications and decides nothing. A decision has a body, a day and a ground; the
host state's stands beside the one at home, and neither replaces the other.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.deaths import refuse_day_after_death
from cases.casework.models import Case
from cases.casework.policies import refuse_void
from cases.casework.protection.catalogue import side_of
from cases.casework.protection.choices import AgeThen, Appeal
from cases.casework.protection.models import Assessment, ProtectionDecision
from cases.casework.protection.operations.checks import check_group, check_past, refuse_ended
from cases.citizens.ages import youth_of
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.core.waiting import put
from cases.procedures.choices import RestrictedGroup

NOTHING_ASKED: Sentence = _("Answer at least one question with yes or no.")
WHICH_BODY: Sentence = _("Say in words which body decided.")
APPEAL_DAY: Sentence = _("Say on which day that was, or until when it is possible.")
BEFORE_DECISION: Sentence = _("An appeal does not come before the decision.")


@operation(may="case.protect", audit="case.assessment_recorded")
def record_assessment(
    actor: Actor,
    case: Case,
    *,
    assessed_on: date,
    place: str,
    assessor: str,
    answers: Mapping[str, Any],
    interpreter: str = "",
    spoken: str = "",
    words: str = "",
) -> Case:
    """Write down what was asked and answered: a new version; the earlier ones stay as they are."""
    refuse_void(case)
    check_group(actor, RestrictedGroup.PROTECTION)
    check_past(actor, assessed_on, "assessed_on")
    refuse_day_after_death(actor, case.citizen, assessed_on, "assessed_on")
    if not any(row["answer"] != "not_asked" for row in answers.values()):
        raise broken_rule(NOTHING_ASKED, "nothing_asked", "answers")
    former = Assessment.objects.visible_to(actor).filter(case=case).order_by("-number").first()
    Assessment.objects.create(
        case=case,
        number=former.number + 1 if former else 1,
        assessed_on=assessed_on,
        place=place,
        assessor=assessor,
        interpreter=interpreter,
        spoken=spoken,
        age_then=age_on(case, assessed_on),
        answers=dict(answers),
        words=words,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )
    return case


def age_on(case: Case, day: date) -> str:
    """Return whether the child rule applies on a day, by the birth date as far as it is known."""
    birth = case.citizen.birth
    if birth is None:
        return AgeThen.UNKNOWN
    youth = youth_of(birth, day)
    return {"under": AgeThen.CHILD, "perhaps": AgeThen.UNKNOWN, "": AgeThen.ADULT}[youth]


@operation(may="case.protect", audit="case.decision_recorded", appends=True)
def record_decision(
    actor: Actor,
    case: Case,
    *,
    decided_by: str,
    result: str,
    decided_on: date,
    law: str,
    body_words: str = "",
    document_number: str = "",
    words: str = "",
) -> ProtectionDecision:
    """Record what a body has decided, on which ground and when; others stay beside it."""
    refuse_void(case)
    check_group(actor, RestrictedGroup.PROTECTION)
    check_past(actor, decided_on, "decided_on")
    if decided_by.endswith("-other") and not body_words:
        raise broken_rule(WHICH_BODY, "body_in_words", "body_words")
    return ProtectionDecision.objects.create(
        case=case,
        side=side_of(decided_by),
        body=decided_by,
        body_words=body_words,
        result=result,
        decided_on=decided_on,
        law=law,
        document_number=document_number,
        words=words,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )


@operation(may="case.protect", audit="case.appeal_noted")
def note_appeal(
    actor: Actor,
    decision: ProtectionDecision,
    *,
    appeal: str,
    appeal_on: date | None = None,
    words: str = "",
) -> ProtectionDecision:
    """Note whether a decision is being reviewed; a new decision after it is recorded by itself."""
    check_group(actor, decision.restricted)
    refuse_ended(decision.ended_at)
    if appeal != Appeal.NONE and appeal_on is None:
        raise broken_rule(APPEAL_DAY, "appeal_day_needed", "appeal_on")
    if appeal_on is not None and appeal_on < decision.decided_on:
        raise broken_rule(BEFORE_DECISION, "appeal_before_decision", "appeal_on")
    if appeal_on is not None and appeal != Appeal.POSSIBLE:
        check_past(actor, appeal_on, "appeal_on")
    decision.appeal, decision.appeal_words = appeal, words
    decision.appeal_on = appeal_on if appeal != Appeal.NONE else None
    put(decision, "appeal", "appeal_on", "appeal_words")
    return decision


@operation(may="case.protect", audit="case.decision_withdrawn")
def withdraw_decision(
    actor: Actor, decision: ProtectionDecision, *, reason: str
) -> ProtectionDecision:
    """Take back a decision that was recorded wrongly, or that its body took back; it stays."""
    check_group(actor, decision.restricted)
    refuse_ended(decision.ended_at)
    decision.ended_at = ledger_moment([])
    decision.ended_by_id = actor.staff_id
    decision.end_reason = reason
    put(decision, "ended_at", "ended_by", "end_reason")
    return decision


@ruled_out(ProtectionDecision)
def state_of_decision(actor: Actor, decision: ProtectionDecision) -> Hindrance:
    """Nothing follows on a decision that was withdrawn."""
    return lambda name: raised_by(refuse_ended, decision.ended_at)
