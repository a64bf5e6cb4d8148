"""Sentences about the rows of the two ledgers."""

from typing import Any

from django.utils.translation import gettext as _

from cases.casework.choices import HoldReason, Outcome, Stage, TransitionKind
from cases.casework.models import Case, Transition
from cases.casework.models.transition import DIED
from cases.core.facts import midnight_of
from cases.core.text import labelled
from cases.crossings.choices import Manner, StayKind
from cases.crossings.models import Crossing, Stay
from cases.places.choices import Country
from cases.templatetags.moments import day_words, days_words

ICONS = {
    TransitionKind.OPEN: "plus",
    TransitionKind.ADVANCE: "stage",
    TransitionKind.FACT: "flag",
    TransitionKind.HOLD: "hold",
    TransitionKind.RESUME: "resume",
    TransitionKind.CLOSE: "check",
    TransitionKind.REOPEN: "back",
    TransitionKind.TRANSFER: "next",
}


def country_name(code: str) -> str:
    """Return the name of a country in the reader's language."""
    return str(Country(code).label) if code else ""


def transition_title(row: Transition) -> str:
    """Return what a row of the ledger of stages says."""
    stage = Stage(row.to_stage).label
    if row.kind == TransitionKind.OPEN:
        return _("Case opened")
    if row.kind == TransitionKind.HOLD:
        reason = row.changes.get("hold_reason")
        return _("Put on hold: %(reason)s") % {
            "reason": HoldReason(reason).label if reason else "",
        }
    if row.kind == TransitionKind.RESUME:
        return _("Resumed")
    if row.kind == TransitionKind.TRANSFER:
        return _("Taken over by %(mission)s from %(former)s") % {
            "mission": row.to_mission.label,
            "former": row.from_mission.label if row.from_mission else "",
        }
    return reached_words(row, str(stage))


def reached_words(row: Transition, stage: str) -> str:
    """Return which stage a row leads to, and how."""
    if row.to_outcome:
        closed = _("Closed: %(outcome)s") % {"outcome": Outcome(row.to_outcome).label}
        return f"{closed}, {death_day(row)}" if DIED in row.changes else closed
    if row.kind == TransitionKind.REOPEN:
        return _("Reopened at the stage: %(stage)s") % {"stage": stage}
    return _("Stage reached: %(stage)s") % {"stage": stage}


def death_day(row: Transition) -> str:
    """Return the day or the days on which the person died, as far as the row says it."""
    died, zone = row.died_at, row.recorded_for.zone if row.recorded_for else "UTC"
    if died is None:
        return ""
    return days_words(died.first, died.last, zone)


def contradiction_words(case: Case) -> str:
    """Return what contradicts the outcome of a closed case; empty where nothing does."""
    if not case.outcome_in_doubt:
        return ""
    said = {
        "outcome": case.get_outcome_display(),
        "country": country_name(case.citizen.now_country),
    }
    return (
        _(
            "The case is closed as “%(outcome)s”, and the person is known to be in: %(country)s. "
            "Correct what is wrong, record the crossing that is missing, or reopen the case."
        )
        % said
    )


def overlooked_words(case: Case) -> str:
    """Return what is told otherwise than the closing of a case; empty where nothing is."""
    if not case.overlooked:
        return ""
    said = {"outcome": case.get_outcome_display(), "told": case.get_overlooked_display()}
    return (
        _(
            "The case is closed as “%(outcome)s”, and since the closing nobody knows where the "
            "person is. %(told)s Correct the entry of the closing: its outcome, or its day. If it "
            "is right all the same, correct it with the reason alone."
        )
        % said
    )


def opening_words(case: Case) -> str:
    """Return that a case was opened certainly before its incident began, or nothing."""
    began = case.incident.started_on
    if case.opened_at >= midnight_of(began, case.incident.zone):
        return ""
    said = {"day": day_words(began)}
    return (
        _("The case was opened before the incident began, %(day)s. Check the day and the year.")
        % said
    )


def crossing_title(row: Crossing) -> str:
    """Return what a crossing says."""
    return _("From %(left)s to %(entered)s") % {
        "left": country_name(row.from_country),
        "entered": country_name(row.to_country),
    }


def crossing_body(row: Crossing) -> str:
    """Return places and manner of a crossing."""
    parts = []
    if row.left_from:
        parts.append(_("Left from %(place)s") % {"place": row.left_from.label})
    if row.entered_at:
        parts.append(_("Entered at %(place)s") % {"place": row.entered_at.label})
    if row.manner != Manner.UNKNOWN:
        parts.append(str(Manner(row.manner).label))
    return " · ".join([*parts, row.note] if row.note else parts)


def stay_title(row: Stay) -> str:
    """Return where a stay puts the person."""
    if row.kind != StayKind.AT:
        return str(StayKind(row.kind).label)
    if row.place:
        return f"{row.place.label}, {country_name(row.country)}"
    return country_name(row.country)


def stay_body(row: Stay) -> str:
    """Return in whose hands the person is."""
    parts = [_("In the hands of %(holder)s") % {"holder": row.holder}] if row.holder else []
    return " · ".join([*parts, row.note] if row.note else parts)


def recorded_by(row: Any) -> str:
    """Return who recorded a fact and for which mission."""
    name = row.recorded_by.full_name if row.recorded_by else _("The system")
    if row.recorded_for:
        return f"{name}, {row.recorded_for.label}"
    return str(name)


def source_words(row: Any) -> str:
    """Return who says so."""
    label = str(row.get_source_display())
    return labelled(label, row.source_detail) if row.source_detail else label
