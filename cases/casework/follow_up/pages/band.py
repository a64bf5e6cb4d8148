"""Welfare checks on the page of their case, and that the person had come home before."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.beside import Entry, band_of
from cases.casework.choices import Outcome
from cases.casework.follow_up.choices import (
    ALARMING,
    CheckState,
    PutOffReason,
)
from cases.casework.follow_up.course import found_words, how_made
from cases.casework.follow_up.models import EarlierReturn, WelfareCheck, WelfareFinding
from cases.casework.models import Case
from cases.casework.pages.folds import fold
from cases.casework.pages.sealed import hidden_words
from cases.casework.pages.timeline import act_url
from cases.casework.queries import CaseFile
from cases.core import present
from cases.core.actor import Actor
from cases.core.guards import hindrance
from cases.core.registry import declared_for
from cases.procedures.choices import RestrictedGroup
from cases.templatetags.moments import day_words

Row = dict[str, Any]
TONES: Final = {
    CheckState.PLANNED: "",
    CheckState.DONE: "ok",
    CheckState.NOT_REACHED: "wait",
    CheckState.NOT_WANTED: "",
    CheckState.NOT_NEEDED: "",
}


@band_of("follow_up", "casework/follow_up_band.html", below="steps")
def welfare_band(
    actor: Actor, file: CaseFile, rows: Sequence[list[Any]], verbs: frozenset[str]
) -> Entry:
    """Return the checks of the case, each with what it found for who reads that."""
    checks, findings, _pairs = rows
    may_plan = "plan-welfare-check" in verbs and file.case.stage == "closed"
    if not checks and not may_plan:
        return {}
    now = present.now()
    for check in checks:
        check.case = file.case
    found = {row.check_made_id: row for row in findings}
    is_open = {row.restricted for row in file.unsealed}
    group = RestrictedGroup.PROTECTION
    reads = actor.sees(group) or group in is_open
    made = [row for row in checks if row.state in {CheckState.DONE, CheckState.NOT_REACHED}]
    may = acts_of(actor, file.case) if "plan-welfare-check" in verbs else {}
    in_order = sorted(checks, key=lambda one: (one.due_on, one.pk))
    alarm = alarm_of(actor, file, findings, verbs)
    warns = any(row.state == CheckState.PLANNED and row.due_at <= now for row in checks)
    return {
        **fold(
            _("After the return"),
            "follow-up",
            line_of(in_order, now),
            is_open=bool(alarm) or warns,
        ),
        "checks": [
            check_row(row, found.get(row.pk), now, (actor.mission_id, may)) for row in in_order
        ],
        "hidden": [] if reads or not made else [hidden_words(group)],
        "alarm": alarm,
        "links": [
            {"label": _("Plan a welfare check"), "url": act_url(file.case, "plan-welfare-check")}
        ]
        if may_plan
        else [],
    }


def line_of(checks: Sequence[WelfareCheck], now: datetime) -> str:
    """Return each check in a few words: which, when, and what became of it."""
    if not checks:
        return _("No welfare check is planned.")
    return " · ".join(
        f"{row.label} {day_words(row.due_on)}, {state_words(row, now)}" for row in checks
    )


def acts_of(actor: Actor, case: Case) -> dict[str, Any]:
    """Return the acts on a planned check that the actor may do, by their verbs, in words."""
    why_not = hindrance(actor, case)
    return {
        row.verb: row.form.title
        for row in declared_for("welfare-checks")
        if actor.may(row.operation.may) and why_not(row.name) is None
    }


def check_row(
    check: WelfareCheck,
    found: WelfareFinding | None,
    now: datetime,
    may: tuple[int, dict[str, Any]],
) -> Row:
    """Return one check: which, when, what became of it, what can be done."""
    is_planned = check.state == CheckState.PLANNED
    mission_id, verbs = may
    said = [*how_made(check), *found_words(found)]
    if check.put_off_reason:
        reason = PutOffReason(check.put_off_reason).label
        day = day_words(check.first_due_on)
        said.append(_("put off from %(day)s: %(reason)s") % {"day": day, "reason": reason})
    acts = [
        {"label": label, "url": check.act_url(verb)}
        for verb, label in verbs.items()
        if verb != "take-over" or check.mission_id != mission_id
    ]
    return {
        "label": check.label,
        "due_on": check.due_on,
        "state": {"label": state_words(check, now), "tone": tone_of(check, now)},
        "note": " · ".join(said),
        "words": found.words if found is not None else "",
        "acts": acts if is_planned else [],
    }


def state_words(check: WelfareCheck, now: datetime) -> str:
    """Return what became of a check; of a planned one whether its day has come or is over."""
    if check.state != CheckState.PLANNED:
        return str(check.get_state_display())
    if check.due_at <= now:
        return _("Overdue")
    return _("Due today") if is_today(check, now) else str(CheckState.PLANNED.label)


def tone_of(check: WelfareCheck, now: datetime) -> str:
    """Return how pressing a check is."""
    if check.state != CheckState.PLANNED:
        return TONES[CheckState(check.state)]
    if check.due_at <= now:
        return "stop"
    return "wait" if is_today(check, now) else ""


def is_today(check: WelfareCheck, now: datetime) -> bool:
    """Return whether the day of a check is the one it is at its mission."""
    return (check.due_at - now).total_seconds() <= 24 * 60 * 60


def alarm_of(
    actor: Actor, file: CaseFile, findings: Sequence[WelfareFinding], verbs: frozenset[str]
) -> Row:
    """Return what the newest check found that has to be seen to, with what can be done."""
    newest = max(findings, key=lambda row: (row.recorded_at, row.pk), default=None)
    if newest is None or newest.condition not in ALARMING:
        return {}
    links = []
    if "reopen" in verbs:
        links.append({"label": _("Reopen the case"), "url": act_url(file.case, "reopen")})
    if actor.may("case.open") and file.is_ours:
        opening = reverse("citizen_operation", args=[file.case.citizen.uuid, "open-case"])
        url = f"{opening}?case={file.case.reference}"
        links.append({"label": _("Open a new case of this person"), "url": url})
    said = {"what": newest.get_condition_display()}
    return {"text": _("The last check found: %(what)s.") % said, "links": links}


def home_before(file: CaseFile) -> list[Row]:
    """Return the sentences at the head of a case whose person had come home before.

    Neutral words: what happened, and no judgement on the person.
    """
    _checks, _findings, pairs = file.beside["follow_up"]
    own = [pair for pair in pairs if pair.case_id == file.case.pk]
    own.sort(key=lambda pair: (str(pair.earlier.position_at), pair.pk), reverse=True)
    return [before_row(file, pair, len(own)) for pair in own]


def before_row(file: CaseFile, pair: EarlierReturn, times: int) -> Row:
    """Return one earlier return: in which case, how it ended, when, and how often in all."""
    said = {
        "reference": pair.earlier.reference,
        "outcome": Outcome(pair.earlier.outcome).label,
        "day": day_words(day_of(pair.earlier.position_at, file.case.mission.zone)),
    }
    text = _("The person had come home before: %(reference)s, %(outcome)s, %(day)s.") % said
    if times > 1:
        text += " " + _("Came home before %(times)s times.") % {"times": times}
    return {"text": text, "url": pair.earlier.get_absolute_url(), "label": pair.earlier.reference}


def day_of(moment: Any, zone: str) -> date:
    """Return the day of a moment, which comes as text where it was read beside another row."""
    read = moment if isinstance(moment, datetime) else datetime.fromisoformat(moment)
    return read.astimezone(ZoneInfo(zone)).date()
