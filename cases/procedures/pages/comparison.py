"""Two versions beside each other, in words."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.procedures.choices import Stage
from cases.procedures.comparison import Change, changed_gates, changed_steps
from cases.procedures.models import Playbook
from cases.procedures.outline import GateLine, StepLine, outline_of
from cases.procedures.pages.playbook import version_row
from cases.procedures.pages.words import body_words, country_words, missing_words

Names = dict[str, str]


def compare_context(actor: Actor, before: Playbook, after: Playbook) -> dict[str, Any]:
    """Return what the later version has otherwise."""
    outlines = outline_of(actor, before), outline_of(actor, after)
    names = {step.code: step.procedure.label for outline in outlines for step in outline.steps}
    return {
        "before": version_row(before),
        "after": version_row(after),
        "head": head_rows(before, after),
        "steps": [step_change(change, names) for change in changed_steps(*outlines)],
        "gates": [gate_change(change, names) for change in changed_gates(*outlines)],
        "faults": [fault for outline in outlines for fault in outline.faults],
    }


def head_rows(before: Playbook, after: Playbook) -> list[dict[str, str]]:
    """Return what differs at the head."""
    rows = [
        (_("Title"), before.label, after.label),
        (_("Taken for people in"), country_words(before.countries), country_words(after.countries)),
        (_("Incidents"), ", ".join(before.incident_codes), ", ".join(after.incident_codes)),
    ]
    return [
        {"label": label, "before": old or "–", "after": new or "–"}
        for label, old, new in rows
        if old != new
    ]


def kind_words(kind: str) -> str:
    """Return what happened to a part."""
    return {"added": _("Added"), "removed": _("Removed"), "changed": _("Changed")}[kind]


def step_change(change: Change[StepLine], names: Names) -> dict[str, str]:
    """Return the change of a step in words."""
    step = change.after or change.before
    assert step is not None
    return {
        "kind": kind_words(change.kind),
        "label": step.procedure.label,
        "code": step.code,
        "before": sentence_of(change.before, change.after, names),
        "after": sentence_of(change.after, change.before, names),
    }


def sentence_of(step: StepLine | None, other: StepLine | None, names: Names) -> str:
    """Return who does a step, after what, from when, for whom; what, where that is new."""
    if step is None:
        return "–"
    parts = [_("Whose turn: %(body)s") % {"body": body_words(step.body)}]
    if other is not None and other.procedure != step.procedure:
        parts.insert(0, step.procedure.label)
    if step.after:
        parts.append(_("After: %(steps)s") % {"steps": listed(step.after, names)})
    if step.opens_at:
        parts.append(_("Not before the stage: %(stage)s") % {"stage": Stage(step.opens_at).label})
    if step.only_if:
        parts.append(_("Left out when: %(words)s") % {"words": missing_words(step.only_if)})
    return " · ".join(parts)


def gate_change(change: Change[GateLine], names: Names) -> dict[str, str]:
    """Return the change of a gate in words."""
    gate = change.after or change.before
    assert gate is not None
    return {
        "kind": kind_words(change.kind),
        "label": _("Before “%(stage)s”") % {"stage": Stage(gate.stage).label},
        "code": gate.stage,
        "before": gate_sentence(change.before, change.after, names),
        "after": gate_sentence(change.after, change.before, names),
    }


def gate_sentence(gate: GateLine | None, other: GateLine | None, names: Names) -> str:
    """Return what this version of a gate asks for that the other one does not."""
    if gate is None:
        return "–"
    steps = [code for code in gate.steps if other is None or code not in other.steps]
    held = [code for code in gate.conditions if other is None or code not in other.conditions]
    parts = [names.get(code, code) for code in steps]
    parts += [_("stops while: %(words)s") % {"words": missing_words(code)} for code in held]
    return " · ".join(parts) or "–"


def listed(codes: Iterable[str], names: Names) -> str:
    """Return the names of steps."""
    return ", ".join(names.get(code, code) for code in codes)
