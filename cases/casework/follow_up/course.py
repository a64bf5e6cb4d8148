"""Welfare checks and earlier returns in the course of a case."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.casework.beside import Entry, told_of
from cases.casework.choices import Outcome
from cases.casework.follow_up.choices import CheckState, DropReason
from cases.casework.follow_up.models import EarlierReturn, WelfareCheck, WelfareFinding
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.together import Part, plain_columns
from cases.missions.models import Mission
from cases.templatetags.moments import day_words

BY: Final = {
    "recorded_by": ("full_name",),
    "settled_by": ("full_name",),
    "mission": plain_columns(Mission),
}
OF_CASE: Final = ("reference", "outcome", "position_at")


def welfare_beside(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return the checks of a case, what they found, and in which other case she was home before."""
    pairs = EarlierReturn.objects.visible_to(actor).standing()
    return (
        Part(WelfareCheck.objects.visible_to(actor).filter(case_id=case), BY),
        Part(WelfareFinding.objects.visible_to(actor).filter(case_id=case)),
        Part(
            pairs.filter(Q(case_id=case) | Q(earlier_id=case)),
            {"case": OF_CASE, "earlier": OF_CASE},
        ),
    )


@told_of("follow_up", welfare_beside, 3)
def welfare_entries(case: Case, rows: Sequence[list[Any]]) -> list[Entry]:
    """Return what became of each check, and that the person left again."""
    checks, findings, pairs = rows
    found = {row.check_made_id: row for row in findings}
    for check in checks:
        check.case = case
    return [
        *(entry for check in checks for entry in check_entries(check, found.get(check.pk))),
        *(left_again(pair) for pair in pairs if pair.earlier_id == case.pk),
    ]


def check_entries(check: WelfareCheck, found: WelfareFinding | None) -> Iterator[Entry]:
    """Yield that a check was planned, and what became of it."""
    due = _("due on %(day)s") % {"day": day_words(check.first_due_on)}
    planned = _("Welfare check planned: %(check)s") % {"check": check.label}
    yield entry(planned, check.recorded_at, check.recorded_by, due)
    if check.settled_at is None:
        return
    title = _("Welfare check: %(state)s") % {"state": check.get_state_display()}
    said = [check.label, *how_made(check), *found_words(found)]
    text = found.words if found is not None else ""
    yield entry(title, check.settled_at, check.settled_by, " · ".join(said), text)


def how_made(check: WelfareCheck) -> Iterator[str]:
    """Yield on which day and in which way a check was made, or why it was not."""
    if check.done_on is not None:
        yield day_words(check.done_on)
        yield str(check.get_channel_display())
    if check.state == CheckState.NOT_NEEDED:
        is_double = check.case.outcome == Outcome.DUPLICATE
        if is_double and check.drop_reason == DropReason.CASE_GOES_ON:
            yield _("The person’s other case goes on")
        else:
            yield str(DropReason(check.drop_reason).label)


def found_words(found: WelfareFinding | None) -> Iterator[str]:
    """Yield what was found, for who reads it."""
    if found is not None:
        yield str(found.get_condition_display())
        if found.wants_support != "not_asked":
            support = found.get_wants_support_display()
            yield _("wants support: %(answer)s") % {"answer": support}


def left_again(pair: EarlierReturn) -> Entry:
    """Return on the earlier case that another one was opened since."""
    see = _("Open the case %(reference)s") % {"reference": pair.case.reference}
    made = entry(_("Left again"), pair.noticed_at, None, pair.case.reference)
    return made | {"actions": [{"label": see, "url": pair.case.get_absolute_url()}]}


def entry(title: str, at: Any, by: Any, body: str = "", text: str = "") -> Entry:
    """Return one entry of the course."""
    return {
        "title": title,
        "icon": "note",
        "occurred_from": at,
        "occurred_at": at,
        "by": str(by or _("The system")),
        "body": body,
        "text": text,
    }
