"""The context of the case page."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cases.casework.choices import HoldReason, Outcome, Stage
from cases.casework.models import Case, Transition
from cases.casework.pages.basis import basis_band
from cases.casework.pages.doubts import doubt_rows
from cases.casework.pages.missions import VERBS, citizen_verbs, missions_band
from cases.casework.pages.person import (
    contact_rows,
    document_rows,
    person_rows,
    relative_rows,
    whereabouts_rows,
)
from cases.casework.pages.reads import voiders
from cases.casework.pages.sealed import Opened
from cases.casework.pages.steps import StepPage, journey_words
from cases.casework.pages.timeline import act_url, stage_entries, way_entries, zone_of
from cases.casework.pages.unsealings import open_lines
from cases.casework.policies import Possible, possible_operations
from cases.casework.progress.telling import missing_words
from cases.casework.queries import CaseFile
from cases.casework.states import ORDER, next_stage
from cases.core import present
from cases.core.actor import Actor
from cases.core.conditions import CONDITIONS
from cases.templatetags.moments import partial_words

GROUPS = (
    (
        gettext_lazy("Move the case"),
        ("advance", "hold", "resume", "close", "reopen", "record-fact", "void"),
    ),
    (
        gettext_lazy("Where the person is"),
        ("record-crossing", "record-stay", "set-reception-point"),
    ),
    (gettext_lazy("At the desk"), ("note", "assign", "register-another")),
    (gettext_lazy("Between missions"), VERBS),
)


ON_PERSON = ("correct", "add-name", "report", "place-legal-hold", "ask-anonymisation")


def case_context(actor: Actor, file: CaseFile) -> dict[str, Any]:
    """Return everything the case page shows."""
    case = file.case
    possible = possible_operations(actor, case, file.moves)
    verbs = frozenset(row.declared.verb for row in possible if row.code != "shared_read_only")
    of_person = citizen_verbs(actor, file)
    voided_by = voiders(file)
    now = present.now()
    return {
        "case": head_of(case),
        "next_action": next_action(file, possible, now),
        "stages": tracker(file),
        "tracks": StepPage(file.progress, verbs, now, Opened(actor, file.sealed)).tracks(),
        "playbook": playbook_row(case),
        "step_actions": step_actions(case, verbs),
        "basis": basis_band(file, verbs),
        "missions": missions_band(actor, file, possible),
        "unsealed": open_lines(actor, file),
        "person": person_rows(file),
        "contacts": contact_rows(file),
        "documents": document_rows(file),
        "relatives": relative_rows(file),
        "whereabouts": whereabouts_rows(file),
        "doubts": doubt_rows(file, verbs),
        "person_actions": citizen_links(case, of_person, ON_PERSON),
        "contact_actions": citizen_links(case, of_person, ("add-contact-point",)),
        "document_actions": citizen_links(case, of_person, ("add-identity-document",)),
        "relative_actions": citizen_links(case, of_person, ("add-relative",)),
        "action_groups": action_groups(case, possible),
        "timeline": stage_entries(case, file.transitions, verbs, voided_by, names_of_steps(file)),
        "crossings": way_entries(case, file.crossings, verbs, voided_by),
        "stays": way_entries(case, file.stays, verbs, voided_by),
        "notes": [
            {"text": n.text, "by": n.author or _("The system"), "at": n.recorded_at}
            for n in file.notes
        ],
        "history_url": reverse("case_history", args=[case.reference]),
    }


def head_of(case: Case) -> dict[str, Any]:
    """Return the head of the page."""
    person = case.citizen
    parts = [str(person.get_sex_display())] if person.sex != "u" else []
    if person.birth:
        parts.append(_("born %(birth)s") % {"birth": partial_words(person.birth)})
    parts.append(case.mission.label)
    parts.append(
        _("looked after by %(officer)s") % {"officer": case.assigned_to}
        if case.assigned_to
        else _("nobody looks after this case yet")
    )
    return {
        "reference": case.reference,
        "name": str(person),
        "is_anonymised": person.anonymised_at is not None,
        "stage": case.stage or "closed",
        "stage_label": Stage(case.stage).label
        if case.stage
        else pgettext("state of a case", "Void"),
        "held": case.held,
        "hold_reason": HoldReason(case.hold_reason).label if case.hold_reason else "",
        "outcome_label": Outcome(case.outcome).label if case.outcome else "",
        "summary": " · ".join(parts),
    }


def next_action(file: CaseFile, possible: list[Possible], now: datetime) -> dict[str, Any] | None:
    """Return the one thing to do now, or why it cannot be done: what is missing, and with whom."""
    case = file.case
    by_verb = {row.declared.verb: row for row in possible}
    verb = "advance"
    if case.held:
        verb = "resume"
    elif case.stage == Stage.ARRIVED:
        verb = "close"
    row = by_verb.get(verb)
    if not case.stage or case.stage == Stage.CLOSED:
        return None
    if row is None:
        return {
            "hint": _("The mission that has the case moves it on."),
            "why_not": _("Your role does not allow this."),
        }
    if not row.is_possible:
        return {"hint": "", "why_not": row.why_not}
    following = next_stage(case.stage) if verb == "advance" else None
    missing = file.progress.missing(following, now) if following else []
    if following and missing:
        return {
            "hint": _("Before “%(next)s” this is missing:") % {"next": Stage(following).label},
            "missing": [missing_words(item, file.progress, now) for item in missing],
        }
    return {
        "hint": hint_of(case, verb),
        "label": row.declared.form.title,
        "url": act_url(case, verb),
    }


def names_of_steps(file: CaseFile) -> dict[str, str]:
    """Return the names of the steps of the case and of conditions, by their codes."""
    steps = {step.code: str(step.procedure) for step in file.progress.steps}
    return {name: str(row.missing) for name, row in CONDITIONS.items()} | steps


def playbook_row(case: Case) -> dict[str, Any]:
    """Return which playbook the case runs on, and what is planned."""
    return {
        "label": case.playbook.label if case.playbook else "",
        "url": case.playbook.get_absolute_url() if case.playbook else "",
        "journey": journey_words(case),
    }


def step_actions(case: Case, verbs: frozenset[str]) -> list[dict[str, str]]:
    """Return links to the acts that concern all steps of a case."""
    labels = {
        "plan-journey": _("Plan the journey"),
        "move-to-playbook": _("Move to another playbook"),
    }
    return [
        {"label": label, "url": act_url(case, verb)}
        for verb, label in labels.items()
        if verb in verbs
    ]


def hint_of(case: Case, verb: str) -> str:
    """Return one sentence on what the next act does."""
    if verb == "resume":
        return _("The case is on hold: %(reason)s.") % {
            "reason": HoldReason(case.hold_reason).label
        }
    if verb == "close":
        return _("The person is home. Close the case with its outcome.")
    following = next_stage(case.stage)
    return _("From “%(now)s” to “%(next)s”.") % {
        "now": Stage(case.stage).label,
        "next": Stage(following).label if following else "",
    }


def tracker(file: CaseFile) -> list[dict[str, Any]]:
    """Return the seven stages with the day on which each was first reached."""
    reached: dict[str, Transition] = {}
    for row in reversed(file.transitions):
        if row.is_standing and row.from_stage != row.to_stage:
            reached[row.to_stage] = row
    now = file.case.stage
    steps = []
    for stage in ORDER:
        first = reached.get(stage)
        state = "ahead"
        if stage == now:
            state = "now"
        elif now and ORDER.index(stage) < ORDER.index(now):
            state = "done"
        is_shown = first is not None and state != "ahead"
        steps.append(
            {
                "label": Stage(stage).label,
                "state": state,
                "reached_at": reached_on(first) if first and is_shown else None,
                "note": _("skipped") if state == "done" and first is None else "",
            }
        )
    return steps


def reached_on(row: Transition) -> date | datetime:
    """Return when a stage was reached: the day itself where only the day is known."""
    zone = zone_of(row)
    return row.occurred_at.astimezone(ZoneInfo(zone)).date() if zone else row.occurred_at


def action_groups(case: Case, possible: list[Possible]) -> list[dict[str, Any]]:
    """Return what may be done now, grouped, and why the rest may not."""
    by_verb = {row.declared.verb: row for row in possible}
    groups = []
    for label, verbs in GROUPS:
        rows = [by_verb[verb] for verb in verbs if verb in by_verb]
        # What a share leaves to its owner is said once, at the head of the page.
        actions = [action_of(case, row) for row in rows if row.code != "shared_read_only"]
        if actions:
            groups.append({"label": label, "actions": actions})
    return groups


def action_of(case: Case, row: Possible) -> dict[str, Any]:
    """Return one line of the menu."""
    if row.is_possible:
        return {"label": row.declared.form.title, "url": act_url(case, row.declared.verb)}
    return {"label": row.declared.form.title, "why_not": row.why_not}


def citizen_links(case: Case, may: frozenset[str], verbs: tuple[str, ...]) -> list[dict[str, str]]:
    """Return links to operations on the person, back to this case afterwards."""
    labels = {
        "correct": _("Correct"),
        "add-name": _("Add a name"),
        "place-legal-hold": _("Legal hold"),
        "ask-anonymisation": _("Anonymise"),
        "add-contact-point": _("Add"),
        "add-identity-document": _("Add"),
        "add-relative": _("Add"),
        "report": _("Report to the person"),
    }
    return [
        {
            "label": labels[verb],
            "url": reverse("citizen_operation", args=[case.citizen.uuid, verb])
            + f"?case={case.reference}",
        }
        for verb in verbs
        if verb in may
    ]
