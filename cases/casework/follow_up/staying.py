"""What casework itself lets stay open when a case is closed."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.choices import CAME_HOME, Stage, StepStatus
from cases.casework.follow_up.making import came_home_on
from cases.casework.follow_up.models import WelfareCheck
from cases.casework.follow_up.terms import terms
from cases.casework.groups.models import GroupMember
from cases.casework.models import Case, ContactEntry, Inquiry, Share, Step, Transfer, Transition
from cases.casework.outcomes import Ended, on_outcome
from cases.casework.stays_open import Open, put_on_record, stays_open
from cases.core import present
from cases.core.actor import Actor
from cases.core.text import labelled
from cases.core.together import Part, plain_columns
from cases.missions.models import Authority, Mission
from cases.procedures.models import Procedure
from cases.templatetags.moments import day_words

OF_STEP: Final = {"procedure": plain_columns(Procedure)}
OF_MISSION: Final = plain_columns(Mission)
TO_DO: Final = (StepStatus.WAITING, StepStatus.OPEN)
ABROAD: Final = ~Q(case__stage__in=["", Stage.ARRIVED, Stage.CLOSED])


@on_outcome
def name_what_stays(ended: Ended) -> None:
    """Let the entry of whatever closed the case name what stays open."""
    if ended.case.outcome and not ended.before:
        put_on_record(ended.actor, ended.case)


def steps_to_do(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return the steps that nobody has done, nor asked of anybody."""
    steps = Step.objects.visible_to(actor).filter(case_id=case, status__in=TO_DO)
    return Part(steps, OF_STEP)


@stays_open("steps", steps_to_do, label=gettext_lazy("Steps"), rests=True)
def steps_open(case: Case, rows: Sequence[Step]) -> Iterator[Open]:
    """Yield each step with how far it is."""
    for step in sorted(rows, key=lambda row: row.number):
        status = StepStatus(step.status).label
        yield Open(labelled(str(step.procedure), str(status)), case.get_absolute_url())


def unanswered(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return what was asked of others and not answered."""
    rows = Inquiry.objects.visible_to(actor).unanswered().filter(case_id=case)
    return Part(rows, {"asked_of": plain_columns(Authority)})


@stays_open("inquiries", unanswered, label=gettext_lazy("What was asked of others"))
def inquiries_open(case: Case, rows: Sequence[Inquiry]) -> Iterator[Open]:
    """Yield each question with whom it is and since when."""
    for row in sorted(rows, key=lambda one: (one.asked_at, one.pk)):
        who = str(row.asked_of or row.get_body_display())
        said = {"who": who, "day": local_day(case, row.asked_at)}
        yield Open(_("Asked on %(day)s and not answered: %(who)s") % said, case.get_absolute_url())


def attempts(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return the entries of the contact log that name a next attempt."""
    rows = ContactEntry.objects.visible_to(actor).filter(
        case_id=case, voided_at__isnull=True, next_at__isnull=False
    )
    return Part(rows)


@stays_open("next_attempt", attempts, label=gettext_lazy("Next attempt"))
def attempt_open(case: Case, rows: Sequence[ContactEntry]) -> Iterator[Open]:
    """Yield the next attempt that the latest entry names."""
    if case.next_attempt_at is not None:
        day = local_day(case, case.next_attempt_at)
        where = anchor(case, "talking")
        yield Open(_("To be tried again on %(day)s") % {"day": day}, where)


def offers(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return the offers that nobody has answered."""
    rows = Transfer.objects.visible_to(actor).on_offer().filter(case_id=case)
    return Part(rows, {"to_mission": OF_MISSION})


@stays_open("transfers", offers, label=gettext_lazy("Offers to other missions"))
def offers_open(case: Case, rows: Sequence[Transfer]) -> Iterator[Open]:
    """Yield to whom the case is on offer."""
    for row in rows:
        yield Open(
            _("On offer to %(mission)s") % {"mission": row.to_mission.label},
            case.get_absolute_url(),
        )


def shares(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return the shares that hold now."""
    rows = Share.objects.visible_to(actor).live().filter(case_id=case)
    return Part(rows, {"to_mission": OF_MISSION})


@stays_open("shares", shares, label=gettext_lazy("Shared with other missions"))
def shares_open(case: Case, rows: Sequence[Share]) -> Iterator[Open]:
    """Yield with whom the case is shared, until when."""
    for row in sorted(rows, key=lambda one: (one.until, one.pk)):
        said = {
            "mission": row.to_mission.label,
            "day": local_day(case, present.shown(row.until)),
        }
        yield Open(_("Shared with %(mission)s until %(day)s") % said, case.get_absolute_url())


def companions(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return those of the travel groups of the case who are not home yet, as far as in sight."""
    others = GroupMember.objects.visible_to(actor).standing().filter(ABROAD)
    of_group = others.filter(
        group__ended_at__isnull=True,
        group__members__case_id=case,
        group__members__left_at__isnull=True,
    )
    return Part(of_group.exclude(case_id=case), {"case": ("reference", "stage")})


@stays_open("group_members", companions, label=gettext_lazy("Fellow travellers abroad"))
def companions_open(case: Case, rows: Sequence[GroupMember]) -> Iterator[Open]:
    """Yield each fellow traveller who is still abroad, by the number of her case."""
    for row in sorted(rows, key=lambda one: one.pk):
        said = {"reference": row.case.reference, "role": row.get_role_display()}
        text = _("Still abroad, of the same travel group: %(reference)s (%(role)s)") % said
        yield Open(text, row.case.get_absolute_url())


def checks_planned(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return the welfare checks that are planned."""
    return Part(WelfareCheck.objects.visible_to(actor).planned().filter(case_id=case))


@stays_open("welfare_checks", checks_planned, label=gettext_lazy("Welfare checks"))
def checks_open(case: Case, rows: Sequence[WelfareCheck]) -> Iterator[Open]:
    """Yield each check with the day on which it is due."""
    for row in sorted(rows, key=lambda one: (one.due_on, one.pk)):
        said = {"check": row.label, "day": day_words(row.due_on)}
        text = _("Welfare check, %(check)s, due on %(day)s") % said
        yield Open(text, anchor(case, "follow-up"))


def arrivals(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return the arrivals of the person, from which the checks to come are counted."""
    rows = Transition.objects.visible_to(actor).standing()
    return Part(rows.filter(case_id=case, to_stage=Stage.ARRIVED))


@stays_open("checks_to_come", arrivals, label=gettext_lazy("Welfare checks to come"))
def checks_to_come(case: Case, rows: Sequence[Transition]) -> Iterator[Open]:
    """Yield the welfare checks that closing the case with the person at home will plan.

    Their days are told where the arrival is on record: else they follow from what the closing says.
    """
    if case.stage == Stage.CLOSED:
        return
    home_on = came_home_on(rows, case) if rows else None
    for term in terms().after(CAME_HOME[0]):
        said = {"check": term.label}
        words = _("If the person came home: welfare check, %(check)s")
        if home_on is not None:
            words = _("If the person came home: welfare check, %(check)s, due on %(day)s")
            said["day"] = day_words(home_on + timedelta(days=term.days))
        yield Open(words % said)


def anchor(case: Case, name: str) -> str:
    """Return a place on the page of the case."""
    return f"{case.get_absolute_url()}#{name}"


def local_day(case: Case, moment: Any) -> str:
    """Return the day of a moment at the mission."""
    return day_words(moment.astimezone(ZoneInfo(case.mission.zone)).date())
