"""What the pages of playbooks show."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.possible import acts_now, hindered
from cases.core.web import Page
from cases.procedures.choices import PlaybookStatus, Stage, Track
from cases.procedures.citations import cited
from cases.procedures.grounds import proof_words
from cases.procedures.models import Playbook
from cases.procedures.outline import GateLine, Outline, StepLine, outline_of
from cases.procedures.pages.limits import shown_limits
from cases.procedures.pages.words import TONES, body_words, country_words, missing_words
from cases.procedures.queries import playbook_versions


def list_context(actor: Actor) -> dict[str, Any]:
    """Return the versions by what they are for: in force, drafts, former."""
    rows = playbook_versions(actor)
    current: dict[str, int] = {}
    for row in rows:
        if row.status == PlaybookStatus.PUBLISHED:
            current.setdefault(row.code, row.number)
    in_force = [row for row in rows if current.get(row.code) == row.number]
    drafts = [row for row in rows if row.status == PlaybookStatus.DRAFT]
    return {
        "in_force": [version_row(row) for row in in_force],
        "drafts": [version_row(row) for row in drafts],
        "former": [version_row(row) for row in rows if row not in in_force + drafts],
        "may_draft": actor.may("playbook.manage"),
    }


def version_row(row: Playbook) -> dict[str, Any]:
    """Return one version as a list names it."""
    tone, icon = TONES[PlaybookStatus(row.status)]
    return {
        "label": row.label,
        "reference": row.public_reference,
        "url": row.get_absolute_url(),
        "status": row.get_status_display(),
        "tone": tone,
        "icon": icon,
        "countries": country_words(row.countries),
        "incidents": ", ".join(row.incident_codes),
        "published_at": row.published_at,
        "step_count": getattr(row, "step_count", 0),
        "retire_reason": row.retire_reason,
    }


def detail_context(actor: Actor, playbook: Playbook, today: date) -> dict[str, Any]:
    """Return one version: its tracks, gates, what may be done, and the other versions."""
    outline = outline_of(actor, playbook)
    others = [row for row in playbook_versions(actor, playbook.code) if row.pk != playbook.pk]
    return {
        "playbook": version_row(playbook),
        "facts": facts_of(playbook),
        "faults": outline.faults,
        "tracks": tracks_of(actor, outline, today),
        "gates": gates_of(outline),
        "actions": buttons(actor, playbook),
        "versions": [compared_row(playbook, row) for row in others],
        "content": playbook.content,
    }


def facts_of(playbook: Playbook) -> list[dict[str, Any]]:
    """Return what stands at the head of a version."""
    rows = [
        {"label": _("Taken for people in"), "value": country_words(playbook.countries)},
        {"label": _("Incidents"), "value": ", ".join(playbook.incident_codes) or _("Any")},
    ]
    if playbook.retire_reason:
        rows.append({"label": _("Why it is retired"), "value": playbook.retire_reason})
    return rows


def tracks_of(actor: Actor, outline: Outline, today: date) -> list[dict[str, Any]]:
    """Return the steps of each track in their order."""
    names = {step.code: step.procedure.label for step in outline.steps}
    limits = shown_limits(actor, [step.procedure for step in outline.steps], today, alone=True)
    return [
        {
            "label": track.label,
            "steps": [
                step_row(step, names) | {"limits": limits.get(step.procedure.pk, [])}
                for step in outline.steps
                if step.procedure.track == track
            ],
        }
        for track in Track
        if any(step.procedure.track == track for step in outline.steps)
    ]


def step_row(step: StepLine, names: dict[str, str]) -> dict[str, Any]:
    """Return one step in words."""
    procedure = step.procedure
    return {
        "code": step.code,
        "label": procedure.label,
        "url": f"{reverse('procedure_list')}#{procedure.code}",
        "explanation": procedure.explanation_words,
        "body": body_words(step.body),
        "after": ", ".join(names.get(code, code) for code in step.after),
        "opens_at": str(Stage(step.opens_at).label) if step.opens_at else "",
        "left_out": missing_words(step.only_if) if step.only_if else "",
        "legal_basis": cited(procedure.legal_basis),
        "source": procedure.source,
        "verified": procedure.verified,
        "missing": proof_words(verified=procedure.verified, missing=procedure.missing),
    }


def gates_of(outline: Outline) -> list[dict[str, Any]]:
    """Return the gates in words."""
    names = {step.code: step.procedure.label for step in outline.steps}
    return [gate_row(gate, names) for gate in outline.gates]


def gate_row(gate: GateLine, names: dict[str, str]) -> dict[str, Any]:
    """Return one gate in words."""
    return {
        "label": str(Stage(gate.stage).label),
        "steps": [names.get(code, code) for code in gate.steps],
        "conditions": [missing_words(condition) for condition in gate.conditions],
    }


def buttons(actor: Actor, playbook: Playbook) -> list[dict[str, Any]]:
    """Return what this actor may do with the version now."""
    return [
        {
            "label": item.form.title,
            "url": reverse("playbook_operation", args=[playbook.public_reference, item.verb]),
        }
        for item in acts_now(actor, "playbooks", playbook)
    ]


def compared_row(playbook: Playbook, other: Playbook) -> dict[str, Any]:
    """Return another version with the address that compares the two, the older one first."""
    first, second = sorted([playbook, other], key=lambda row: row.number)
    names = [first.public_reference, second.public_reference]
    return version_row(other) | {"compare_url": reverse("playbook_compare", args=names)}


def playbook_operation() -> Page:
    """Return how the page of an operation on a playbook looks and where it leads."""
    return Page(
        describe=describe,
        done=done,
        hindered=hindered,
        cancel=reverse("playbook_list"),
    )


def describe(actor: Actor, playbook: Playbook) -> dict[str, Any]:
    """Return what the page of an operation says of the version."""
    return {
        "reference": playbook.public_reference,
        "name": playbook.label,
        "url": playbook.get_absolute_url(),
        "rows": [{"label": _("State"), "value": playbook.get_status_display()}],
    }


def done(answer: Answer) -> str:
    """Return the page of what was made or changed."""
    return reverse("playbook_detail", args=[answer.reference])
