"""The contact log: with whom it was spoken, or tried, and when it is to be tried again."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Stage, StepStatus, TalkChannel, TalkedWith, TalkOutcome
from cases.casework.deaths import FIRST_CONTACT, SPOKEN_ON, refuse_after_death
from cases.casework.family import check_family
from cases.casework.locks import lock_people
from cases.casework.models import Case, ContactEntry, Step
from cases.casework.models.contact_entry import SPOKE
from cases.casework.operations.opening import refuse_before_birth
from cases.casework.operations.stages import advance_case
from cases.casework.operations.steps import complete_step
from cases.casework.policies import check_standing, refuse_void
from cases.casework.progress import load
from cases.citizens.models import ContactPoint, Relative
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.facts import Interval, Source, When, ledger_moment, midnight_of
from cases.core.operations import operation

SAID_THERE: Final = {
    TalkChannel.PHONE: "phone",
    TalkChannel.VIDEO: "video",
    TalkChannel.VISIT: "visit",
}
"""What the procedure calls our ways of speaking; every other one is another way."""


@operation(may="case.talk", audit="contact.logged", appends=True)
def log_contact(
    actor: Actor,
    case: Case,
    *,
    talked_with: str,
    channel: str,
    outcome: str,
    when: When | None = None,
    words: str = "",
    whom: str = "",
    relative: Relative | None = None,
    contact_point: ContactPoint | None = None,
    ground: str = "",
    ground_words: str = "",
    next_attempt: When | None = None,
    is_first_contact: bool = False,
) -> ContactEntry:
    """Record with whom it was spoken or tried; late news is fine, the future is refused.

    As the first contact it completes that step, and moves the case on where nothing is missing.
    """
    refuse_void(case)
    check_words(outcome, words, is_first_contact=is_first_contact and talked_with == "citizen")
    if is_first_contact and talked_with != TalkedWith.CITIZEN:
        raise broken_rule(NOT_WITH_HER, "not_with_the_citizen", "is_first_contact")
    if talked_with == TalkedWith.RELATIVE and outcome in SPOKE:
        check_family(actor, case, relative, ground, ground_words)
    elif talked_with != TalkedWith.RELATIVE:
        refuse_relative(relative, ground)
    is_talk = talked_with == TalkedWith.CITIZEN and outcome in SPOKE
    if is_talk:
        lock_people(actor, [case])
    moment = ledger_moment([])
    interval = when.resolve(actor.zone, moment) if when else Interval(moment, moment)
    refuse_before_birth(case.citizen, interval, actor.zone, "when")
    if is_talk:
        refuse_after_death(actor, case.citizen, interval, "when")
    entry = ContactEntry.objects.create(
        case=case,
        talked_with=talked_with,
        relative=relative,
        contact_point=contact_point,
        whom=whom,
        channel=channel,
        outcome=outcome,
        words=words,
        ground=ground,
        ground_words=ground_words,
        next_at=next_moment(next_attempt, interval, actor.zone),
        occurred_from=interval.first,
        occurred_at=interval.last,
        recorded_at=moment,
        operation="log_contact",
        source=Source.MISSION,
        recorded_by_id=actor.staff_id,
        recorded_for_id=actor.mission_id or None,
    )
    if is_first_contact:
        begin_with(actor, case, entry)
    return entry


NOT_ONE_DAY = _(
    "An attempt is planned for one day, or for one moment. Of a month or a time between two days "
    "say the day on which to try."
)
NOT_WITH_HER = _("The first contact is one with the citizen in person.")


def check_words(outcome: str, words: str, *, is_first_contact: bool) -> None:
    """Raise 422 where somebody was reached and nothing is said of it."""
    if outcome == TalkOutcome.REACHED and not words:
        raise broken_rule(_("Write down in short what was said."), "words_needed", "words")
    if is_first_contact and outcome != TalkOutcome.REACHED:
        sentence = _("Nobody was reached, so this was not the first contact.")
        raise broken_rule(sentence, "not_reached", "is_first_contact")


def refuse_relative(relative: Relative | None, ground: str) -> None:
    """Raise 422 where something is said of a relative, and it was somebody else."""
    if relative is not None or ground:
        at = "relative" if relative is not None else "ground"
        sentence = _("Leave this empty: it was no relative who was spoken with.")
        raise broken_rule(sentence, "contactentry_relative_fits", at)


def next_moment(next_attempt: When | None, interval: Interval, zone: str) -> datetime | None:
    """Return when it is to be tried again, a bare day from its beginning.

    422 if that is not after this attempt, or neither one day nor one instant.
    """
    if next_attempt is None:
        return None
    if next_attempt.until is not None or next_attempt.earliest != next_attempt.latest:
        raise broken_rule(NOT_ONE_DAY, "attempt_not_one_day", "next_attempt")
    found = next_attempt.earliest
    if next_attempt.day is not None:
        found = midnight_of(next_attempt.day, zone)
        if found.date() == interval.last.astimezone(ZoneInfo(zone)).date():
            found = max(found, interval.last.replace(microsecond=interval.last.microsecond or 1))
    assert found is not None, "a moment is a day or has a beginning"
    if found < interval.last or found <= interval.first:
        sentence = _("The next attempt comes after this one.")
        raise broken_rule(sentence, "contactentry_next_after", "next_attempt")
    return found


def begin_with(actor: Actor, case: Case, entry: ContactEntry) -> None:
    """Complete the step of the first contact, and move the case on if nothing else is missing."""
    step = first_contact_of(case)
    when = When(earliest=entry.occurred_from, latest=entry.occurred_at)
    if step is not None:
        spoken = entry.occurred_at.astimezone(ZoneInfo(actor.zone)).date()
        how = SAID_THERE.get(TalkChannel(entry.channel), "other")
        result = {SPOKEN_ON: spoken.isoformat(), "channel": how}
        case = complete_step(actor, case, step=step, when=when, result=result)
    if case.stage != Stage.REPORTED or case.held or not actor.may("case.advance"):
        return
    (file,) = load([case])
    if not file.missing(Stage.CONTACTED, entry.recorded_at):
        advance_case(actor, case)


def first_contact_of(case: Case) -> Step | None:
    """Return the step of the first contact, while it is to be done."""
    steps = Step.objects.filter(case=case, procedure__code=FIRST_CONTACT)
    return steps.filter(status__in=[StepStatus.OPEN, StepStatus.ASKED]).first()


@operation(may="case.talk", audit="contact.voided")
def void_contact(actor: Actor, case: Case, *, contact: ContactEntry, reason: str) -> Case:
    """Void an entry of the contact log that was made by mistake; it stays, marked."""
    check_standing(contact)
    void(contact, ledger_moment([case]), reason)
    return case


def void(fact: ContactEntry, moment: datetime, reason: str) -> None:
    """Mark a fact as voided."""
    fact.voided_at, fact.void_reason = moment, reason
    fact.save(update_fields=["voided_at", "void_reason"])
