"""What protects the person of the file, with a marker in every word."""

from django.utils import timezone

from cases.casework.follow_up.models import WelfareCheck
from cases.casework.follow_up.operations import record_welfare_check
from cases.casework.models import Case
from cases.casework.protection.operations import (
    end_keep_apart,
    end_vulnerability,
    note_appeal,
    record_assessment,
    record_fitness,
    withdraw_decision,
)
from cases.core.actor import Actor
from tests.register import a_case, a_citizen, fresh
from tests.world_protection import LONG_AGO, a_decision, a_flag, a_group, a_pair


def protected(actor: Actor, case: Case, mark: str) -> None:
    """Flag her, ask her, decide on her, keep her apart, and let her travel with somebody."""
    flag = a_flag(actor, case=fresh(case), words=mark)
    end_vulnerability(actor, fresh(flag), reason=mark)
    record_assessment(
        actor,
        fresh(case),
        assessed_on=LONG_AGO,
        place=mark,
        assessor=mark,
        interpreter=mark,
        spoken=mark,
        answers={"act": {"answer": "yes", "words": mark}},
        words=mark,
    )
    decision = a_decision(
        actor, case=fresh(case), law=mark, body_words=mark, document_number=mark, words=mark
    )
    note_appeal(actor, fresh(decision), appeal="filed", appeal_on=LONG_AGO, words=mark)
    withdraw_decision(actor, fresh(decision), reason=mark)
    record_fitness(
        actor,
        fresh(case),
        result="fit",
        valid_from=LONG_AGO,
        valid_until=LONG_AGO,
        examiner_role="doctor",
        examiner=mark,
        help_needed=mark,
        words=mark,
    )
    pair = a_pair(actor, one=fresh(case).citizen, other=a_citizen(actor), words=mark)
    end_keep_apart(actor, fresh(pair), reason=mark)
    a_group(actor, one=fresh(case), other=a_case(actor), role="relative")
    days = {"counted_from": LONG_AGO, "first_due_on": LONG_AGO, "due_on": LONG_AGO}
    check = WelfareCheck.objects.create(
        case=case,
        mission_id=actor.mission_id,
        kind="day-30",
        due_at=timezone.now(),
        recorded_at=timezone.now(),
        **days,
    )
    record_welfare_check(
        actor,
        fresh(check),
        done_on=LONG_AGO,
        channel="phone",
        condition="in_need",
        wants_support="yes",
        words=mark,
    )
