"""Signing a handover: one act that freezes the list and writes what follows for each person."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.casework.progress import refresh
from cases.casework.together.locking import write_all_down
from cases.citizens.names.folding import folded
from cases.core.actor import Actor
from cases.core.audit import also_on_record, write_each
from cases.core.context import seeing_too
from cases.core.errors import Problem, Refused, Sentence, broken_rule, not_found
from cases.core.facts import Interval, When, ledger_moment
from cases.core.operations import operation
from cases.core.roles import FILE
from cases.core.waiting import put
from cases.missions.models import Authority
from cases.movements.handover.choices import HandoverState, LineState
from cases.movements.handover.consequences import Act, follow_lines, take_back_lines
from cases.movements.handover.frozen import digest_of, documents_of, shown_of
from cases.movements.handover.models import Handover, HandoverLine
from cases.movements.handover.operations.rows import EACH, lines_of, locked_cases, write_lines
from cases.movements.handover.policies import (
    check_cases,
    check_taken_back,
    refuse_to_correct,
    refuse_unless_draft,
)
from cases.movements.handover.telling import tell_of_signing

SAME_NAME: Sentence = _("Whoever receives is not whoever hands over.")
BODY_NEEDED: Sentence = _("Say which body takes over: one on record, or in words.")
UNSAID: Sentence = _("%(n)d people of the list are not accounted for yet.")
NOT_SAID: Sentence = _("%(case)s: say whether this person is handed over.")
NOBODY_HANDED: Sentence = _("Nobody of this list is handed over. Void it instead.")
SIGNED_COLUMNS = (
    *("state", "occurred_from", "occurred_at", "handed_name", "handed_function", "handed_body"),
    *("received_name", "received_function", "received_by", "received_body", "closes", "remarks"),
    *("digest", "signed_at", "signed_by"),
)


@operation(may="handover.sign", audit="handover.signed")
def sign_handover(
    actor: Actor,
    handover: Handover,
    *,
    when: When,
    handed_name: str,
    received_name: str,
    handed_function: str = "",
    handed_body: str = "",
    received_function: str = "",
    received_by: Authority | None = None,
    received_body: str = "",
    closes: bool = False,
    remarks: str = "",
) -> Handover:
    """Sign for a list in which everybody is accounted for: two names, one place, one moment.

    It is a fact: no gate denies it. Whoever was handed over is where the list says from then on;
    at home she has arrived, and with `closes` her case is closed as handed over.
    """
    refuse_unless_draft(handover)
    check_names(handed_name, received_name)
    if received_by is None and not received_body:
        raise broken_rule(BODY_NEEDED, "receiving_body_needed", "received_by")
    with seeing_too(FILE):
        lines = lines_of(actor, handover)
        refuse_unsaid(lines)
        former = locked_former(actor, handover)
        before = handed_of(lines_of(actor, former)) if former is not None else []
        handed = handed_of(lines)
        everybody, cases = locked_for_signing(actor, handed, before)
        check_closing(actor, closes, cases)
        moment = ledger_moment([row for case in everybody for row in (case.citizen, case)])
        interval = when.resolve(handover.place.zone, moment)
        handover.handed_name, handover.handed_function = handed_name, handed_function
        handover.handed_body, handover.received_name = handed_body, received_name
        handover.received_function = received_function
        handover.received_by, handover.received_body = received_by, received_body
        handover.closes, handover.remarks = closes, remarks
        if former is not None:
            take_back_lines(actor, former, everybody, moment, handover.correct_reason)
        follow_lines(Act(actor, handover, interval, moment, sign_handover.name), handed, cases)
        refresh([case for case in everybody if case not in cases], moment)
        freeze(actor, handover, lines, interval)
        handover.signed_at, handover.signed_by_id = moment, actor.staff_id
        put(handover, *SIGNED_COLUMNS)
        write_all_down(everybody)
    write_each("handover.signed", EACH, everybody)
    also_on_record(f"handed:{len(handed)}")
    tell_of_signing(actor, handover, everybody)
    return handover


def locked_for_signing(
    actor: Actor, handed: Sequence[HandoverLine], before: Sequence[HandoverLine]
) -> tuple[list[Case], list[Case]]:
    """Return everybody concerned, locked, and those of them who are handed over.

    `before`: who was handed over by the one that is corrected; what that wrote is taken back.
    """
    now = {line.case_id for line in handed}

    def check(cases: Sequence[Case]) -> None:
        check_cases(actor, [case for case in cases if case.pk in now], sign_handover.name, "")
        others = [case for case in cases if case.pk not in now]
        check_taken_back(actor, others, sign_handover.name)

    named = {line.case_id: line.case for line in (*before, *handed)}
    everybody = locked_cases(actor, list(named.values()), check)
    return everybody, [case for case in everybody if case.pk in now]


def handed_of(lines: Sequence[HandoverLine]) -> list[HandoverLine]:
    """Return the lines of those who were handed over."""
    return [line for line in lines if line.state == LineState.HANDED]


def locked_former(actor: Actor, handover: Handover) -> Handover | None:
    """Return the handover that this one corrects, locked and marked as corrected, if it does."""
    if handover.corrects_id is None:
        return None
    rows = Handover.objects.visible_to(actor).filter(pk=handover.corrects_id)
    former = rows.select_for_update(no_key=True, of=("self",)).first()
    if former is None:
        raise not_found()
    refuse_to_correct(former, handover)
    former.state = HandoverState.CORRECTED
    former.version += 1
    put(former, "state", "version")
    return former


def freeze(
    actor: Actor, handover: Handover, lines: Sequence[HandoverLine], interval: Interval
) -> None:
    """Put on each line what is printed of her, and on the handover the digest of it all."""
    documents = documents_of(actor, lines)
    day = interval.last.astimezone(ZoneInfo(handover.place.zone)).date()
    for line in lines:
        line.shown = shown_of(line, documents[line.case.citizen_id], day)
    write_lines(lines, ["shown"])
    handover.state = HandoverState.SIGNED
    handover.occurred_from, handover.occurred_at = interval.first, interval.last
    handover.digest = digest_of(handover, lines)


def check_names(handed: str, received: str) -> None:
    """Raise 422 where both sides sign with one name."""
    if folded(handed) == folded(received):
        raise broken_rule(SAME_NAME, "one_name_twice", "received_name")


def refuse_unsaid(lines: Sequence[HandoverLine]) -> None:
    """Raise 422 naming everybody of the list of whom nothing is said; nothing is signed."""
    unsaid = [line for line in lines if line.state == LineState.OPEN]
    if unsaid:
        raise Refused(
            UNSAID % {"n": len(unsaid)},
            "not_accounted_for",
            422,
            problems=[
                Problem("", "not_accounted_for", NOT_SAID % {"case": line.case.reference})
                for line in unsaid
            ],
        )
    if not handed_of(lines):
        raise broken_rule(NOBODY_HANDED, "nobody_handed_over")


def check_closing(actor: Actor, closes: bool, cases: Sequence[Case]) -> None:
    """Raise 422 where a case that is to be closed is another mission's: no share lets close it."""
    if not closes or actor.is_headquarters:
        return
    for case in cases:
        ours = {case.mission_id, case.reception_point_id if actor.is_reception else None}
        if actor.mission_id not in ours:
            sentence = _("%(case)s: only the mission that has the case closes it.")
            raise broken_rule(sentence % {"case": case.reference}, "only_owner", "closes")
