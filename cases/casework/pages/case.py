"""The context of the case page."""

from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.beside import bands_beside, entries_beside
from cases.casework.choices import Stage
from cases.casework.follow_up.pages.band import home_before
from cases.casework.groups.pages.shown import group_band
from cases.casework.models import Case, Transition
from cases.casework.models.basis import READ_ALONG
from cases.casework.origins import origins_of
from cases.casework.pages.basis import basis_band
from cases.casework.pages.course import EVERYTHING, Asked, course
from cases.casework.pages.doubts import doubt_rows
from cases.casework.pages.folds import folds_of, parts_of
from cases.casework.pages.happened import mission_entries, names_needed, step_entries
from cases.casework.pages.head import head_of, missing_now, next_action
from cases.casework.pages.missions import VERBS, citizen_verbs, missions_band
from cases.casework.pages.person import (
    contact_rows,
    death_of,
    document_rows,
    officer_row,
    person_rows,
    position_line,
    relative_rows,
    whereabouts_rows,
)
from cases.casework.pages.playbook import playbook_row
from cases.casework.pages.reads import voiders
from cases.casework.pages.safe import before_calling, safe_band
from cases.casework.pages.same import marked_ways, same_band
from cases.casework.pages.sealed import Opened
from cases.casework.pages.steps import StepPage
from cases.casework.pages.talking import (
    contact_entries,
    note_entries,
    statement_entries,
    talk_band,
)
from cases.casework.pages.tasks import task_list
from cases.casework.pages.timeline import act_url, stage_entries, way_entries, zone_of
from cases.casework.pages.unsealings import open_lines
from cases.casework.policies import possible_operations
from cases.casework.protection.pages.band import protection_band
from cases.casework.queries import CaseFile
from cases.casework.states import ORDER
from cases.casework.stays_open import in_groups, what_stays_open
from cases.core import present
from cases.core.actor import Actor
from cases.core.conditions import CONDITIONS
from cases.core.possible import Possible
from cases.templatetags.moments import day, days_words

GROUPS = (
    (
        gettext_lazy("Move the case"),
        ("advance", "hold", "resume", "close", "reopen", "record-fact", "void"),
    ),
    (
        gettext_lazy("Where the person is"),
        ("record-crossing", "record-stay", "set-reception-point"),
    ),
    (
        gettext_lazy("At the desk"),
        (
            *("log-contact", "record-statement", "plan-welfare-check", "note", "issue-letter"),
            *("assign", "register-another"),
        ),
    ),
    (gettext_lazy("Between missions"), VERBS),
)


ON_PERSON = (
    "correct",
    "add-name",
    "link-same-person",
    "report",
    "record-rights-request",
    "place-legal-hold",
    "ask-anonymisation",
)


ON_CONTACTS = (
    *("add-contact-point", "add-relative", "set-safe-contact", "end-safe-contact"),
    *("mark-contact-point", "mark-relative"),
)


IN_PLACE = {
    *("note", "assign", "plan-journey", "correct", "add-name"),
    *("add-contact-point", "add-identity-document", "add-relative"),
}
"""Small acts whose form opens on the case page itself, where scripts run."""


def case_context(actor: Actor, file: CaseFile, asked: Asked = EVERYTHING) -> dict[str, Any]:
    """Return everything the case page shows; `asked` is what of the course."""
    case = file.case
    vars(case)[READ_ALONG] = file.basis
    possible = possible_operations(actor, case, file.moves, tells_rows=True)
    verbs = frozenset(row.declared.verb for row in possible if row.code != "shared_read_only")
    of_person = fitting(file, citizen_verbs(actor, file))
    now = present.now()
    steps = StepPage(file.progress, verbs, now, Opened(actor, file.sealed), file.offices)
    tracks, missing = steps.tracks(), missing_now(file, now)
    barring = [item.step.code for item in missing if item.step]
    contacts, relatives = contact_rows(file), relative_rows(file)
    safe = safe_band(actor, file, now)
    doubts = doubt_rows(file, verbs)
    head = head_of(case, now, tracks, death_of(file))
    head["outcome_doubt"] += "".join(row.get("head", "") for row in doubts)
    page = {
        "case": head,
        "next_action": next_action(file, possible, of_person, steps, missing),
        "stages": tracker(file),
        "tracks": task_list(tracks, barring),
        "playbook": playbook_row(case, verbs),
        "step_actions": step_actions(case, verbs),
        "basis": basis_band(file, verbs),
        "missions": missions_band(actor, file, possible, officer_row(file, verbs)),
        "unsealed": open_lines(actor, file),
        "protection": protection_band(actor, file, (verbs, of_person), now, steps.result),
        "party": group_band(actor, file, verbs, now.astimezone(actor.clock).date()),
        "same": same_band(actor, file),
        "talk": talk_band(actor, file, verbs, now),
        "safe": safe,
        "before_calling": before_calling(file, safe),
        "position": position_line(file),
        "person": person_rows(file),
        "contacts": contacts,
        "documents": document_rows(file),
        "relatives": relatives,
        "reach": [*contacts, *relatives],
        "whereabouts": whereabouts_rows(file),
        "doubts": doubts,
        "origins": origins_of(actor, case),
        "bands": bands_beside(actor, file, verbs),
        "home_before": home_before(file),
        "stays_open": open_after_closing(actor, case),
        "person_actions": citizen_links(case, of_person, ON_PERSON),
        "contact_actions": citizen_links(case, of_person, ON_CONTACTS),
        "document_actions": citizen_links(case, of_person, ("add-identity-document",)),
        "action_groups": action_groups(case, possible),
        "course": course_of(actor, file, verbs, asked),
        "history_url": reverse("case_history", args=[case.reference]),
        "print_url": reverse("case_print", args=[case.reference]),
    }
    folds = folds_of(page, file)
    return page | {"folds": folds, "parts": parts_of(page, folds)}


def open_after_closing(actor: Actor, case: Case) -> list[dict[str, Any]]:
    """Return what stays open of a closed case; of an open one that is said by the act."""
    return in_groups(what_stays_open(actor, case)) if case.stage == Stage.CLOSED else []


def fitting(file: CaseFile, verbs: frozenset[str]) -> frozenset[str]:
    """Return the acts on a person without those that have nothing here to be done on."""
    own = file.case.citizen_id
    of_nothing = {
        "end-safe-contact": [row for row in file.talk.rules if row.citizen_id == own],
        "mark-contact-point": [row for row in file.contact_points if row.citizen_id == own],
        "mark-relative": [row for row in file.relatives if row.citizen_id == own],
    }
    return verbs - {verb for verb, rows in of_nothing.items() if not rows}


def course_of(actor: Actor, file: CaseFile, verbs: frozenset[str], asked: Asked) -> dict[str, Any]:
    """Return what happened, of all kinds; who voided what is read only where it is shown."""
    case = file.case
    voided_by = voiders(file) if asked.voided else {}
    names = names_needed(file)
    stages = stage_entries(case, file.transitions, verbs, voided_by, names_of_steps(file))
    entries = {
        "stages": stages,
        "crossings": marked_ways(file, way_entries(case, file.crossings, verbs, voided_by)),
        "stays": marked_ways(file, way_entries(case, file.stays, verbs, voided_by)),
        "statements": statement_entries(file, verbs, voided_by),
        "contacts": contact_entries(file, verbs, voided_by),
        "notes": note_entries(file, verbs, names),
        "steps": step_entries(file, names),
        "missions": mission_entries(file, names),
        **entries_beside(case, file.beside),
    }
    return course(case, entries, asked, actor.zone)


def names_of_steps(file: CaseFile) -> dict[str, str]:
    """Return the names of the steps of the case and of conditions, by their codes."""
    steps = {step.code: str(step.procedure) for step in file.progress.steps}
    return {name: str(row.missing) for name, row in CONDITIONS.items()} | steps


def step_actions(case: Case, verbs: frozenset[str]) -> list[dict[str, Any]]:
    """Return links to the acts that concern all steps of a case."""
    labels = {
        "plan-journey": _("Plan the journey"),
        "move-to-playbook": _("Move to another playbook"),
    }
    return [
        {"label": label, "url": act_url(case, verb), "in_place": verb in IN_PLACE}
        for verb, label in labels.items()
        if verb in verbs
    ]


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
                "reached": reached_on(first, file.case.mission.zone) if first and is_shown else "",
                "note": _("skipped") if state == "done" and first is None else "",
            }
        )
    return steps


def reached_on(row: Transition, zone: str) -> str:
    """Return on which day a stage was reached, as precisely as it is known."""
    there = zone_of(row) or zone
    words = days_words(row.occurred_from, row.occurred_at, there)
    last = day(row.occurred_at, there)
    return last if strip_tags(last) == words else words


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
        verb = row.declared.verb
        url = act_url(case, verb)
        return {"label": row.declared.form.title, "url": url, "in_place": verb in IN_PLACE}
    return {"label": row.declared.form.title, "why_not": row.why_not}


def citizen_links(case: Case, may: frozenset[str], verbs: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return links to operations on the person, back to this case afterwards."""
    labels = {
        "correct": _("Correct"),
        "add-name": _("Add a name"),
        "link-same-person": _("Recorded twice"),
        "place-legal-hold": _("Legal hold"),
        "ask-anonymisation": _("Anonymise"),
        "add-contact-point": _("Add a way to reach"),
        "add-identity-document": _("Add"),
        "add-relative": _("Add a relative"),
        "set-safe-contact": _("Rules of safe contact"),
        "end-safe-contact": _("End the rules"),
        "mark-contact-point": _("Mark a number"),
        "mark-relative": _("Mark a relative"),
        "report": _("Report to the person"),
        "record-rights-request": _("Record a request"),
    }
    return [
        {
            "label": labels[verb],
            "url": reverse("citizen_operation", args=[case.citizen.uuid, verb])
            + f"?case={case.reference}",
            "in_place": verb in IN_PLACE,
        }
        for verb in verbs
        if verb in may
    ]
