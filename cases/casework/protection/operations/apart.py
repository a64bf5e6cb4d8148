"""Two people who are kept apart on the way: for who seats and houses them, and nobody else."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.casework.protection.operations.checks import check_order, check_past, refuse_ended
from cases.citizens.choices import ApartReason
from cases.citizens.models import Citizen, KeepApart
from cases.citizens.parted import records_of_people
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.core.waiting import put

SAME_PERSON: Sentence = _("This is the same person.")
APART_ALREADY: Sentence = _("These two are kept apart already.")
SAY_WHY: Sentence = _("Say the reason in words.")


# It says something of two records and changes neither: no version is compared.
@operation(may="citizen.keep_apart", audit="citizen.kept_apart", appends=True)
def keep_apart(
    actor: Actor,
    citizen: Citizen,
    *,
    other: Citizen,
    reason: str,
    since: date,
    until: date | None = None,
    words: str = "",
) -> KeepApart:
    """Say that two people are not to be seated or housed together; it holds both ways."""
    if (citizen.head_id or citizen.pk) == (other.head_id or other.pk):
        raise broken_rule(SAME_PERSON, "same_record", "other")
    check_past(actor, since, "since")
    check_order(since, until, "until")
    if reason == ApartReason.OTHER and not words:
        raise broken_rule(SAY_WHY, "words_needed", "words")
    first, second = sorted((citizen.pk, other.pk))
    records = list(records_of_people(actor, (citizen, other)))
    if KeepApart.objects.visible_to(actor).standing().among(records).exists():
        raise wrong_state(APART_ALREADY, "apart_already")
    return KeepApart.objects.create(
        citizen_id=first,
        other_id=second,
        mission_id=actor.mission_id,
        reason=reason,
        words=words,
        since=since,
        until=until,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )


@operation(may="citizen.keep_apart", audit="citizen.kept_apart_ended")
def end_keep_apart(actor: Actor, apart: KeepApart, *, reason: str) -> KeepApart:
    """End it: the two may be together again; that they were kept apart stays on record."""
    refuse_ended(apart.ended_at)
    apart.ended_at, apart.ended_by_id = ledger_moment([]), actor.staff_id
    apart.end_reason = reason
    put(apart, "ended_at", "ended_by", "end_reason")
    return apart


@ruled_out(KeepApart)
def state_of_apart(actor: Actor, apart: KeepApart) -> Hindrance:
    """What has ended does not end again."""
    refusal = raised_by(refuse_ended, apart.ended_at)
    return lambda name: refusal
