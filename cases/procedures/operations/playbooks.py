"""Drafting, publishing, retiring and copying playbooks."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule, stale
from cases.core.facts import present_moment
from cases.core.guards import Hindrance, ruled_out
from cases.core.operations import operation
from cases.core.preconditions import NEW
from cases.procedures.choices import PlaybookStatus, Stage
from cases.procedures.models import Playbook, PlaybookGate, PlaybookStep, Procedure
from cases.procedures.parsing import read_plan
from cases.procedures.plans import Plan
from cases.procedures.queries import has_draft, known_names, last_number
from cases.procedures.states import refusal_by_state
from cases.procedures.validation import faults_in, refused

THERE_ALREADY = _("This playbook has a draft already. Look at it, and change that one.")
OTHER_CODE = _("This is the draft of another playbook. The code of a playbook never changes.")


@ruled_out(Playbook)
def state_of_playbook(actor: Actor, playbook: Playbook) -> Hindrance:
    """Only a draft changes, and a playbook has one at a time."""

    def rules_out(name: str) -> Refused | None:
        draft = name == "copy_playbook" and has_draft(actor, playbook.code)
        return refusal_by_state(name, playbook.status, has_draft=draft)

    return rules_out


def check_state(actor: Actor, name: str, playbook: Playbook) -> None:
    """409 when the version is not in a state for the operation."""
    refusal = state_of_playbook(actor, playbook)(name)
    if refusal is not None:
        raise refusal


def checked_plan(actor: Actor, content: str) -> Plan:
    """Return the plan of a text; 422 with every fault at its line."""
    plan, faults = read_plan(content)
    if plan is None:
        raise refused(faults, "content")
    faults = faults_in(plan, known_names(actor))
    if faults:
        raise refused(faults, "content")
    return plan


def draft_of(actor: Actor, code: str) -> Playbook | None:
    """Return the draft of a playbook, locked, if there is one."""
    drafts = Playbook.objects.visible_to(actor).filter(code=code, status=PlaybookStatus.DRAFT)
    return drafts.select_for_update(no_key=True).first()


def check_seen(draft: Playbook | None, version: int | None) -> None:
    """409 where the draft is another one than was seen, or there is one and none was seen."""
    now = draft.version if draft is not None else NEW
    if version is None or version == now:
        return
    refusal = stale(version, now)
    raise replace(refusal, message=THERE_ALREADY) if version == NEW else refusal


def write_draft(playbook: Playbook, plan: Plan, content: str) -> Playbook:
    """Put the text and what stands at its head into a draft."""
    playbook.title, playbook.title_vi, playbook.title_fr = plan.title, plan.title_vi, plan.title_fr
    playbook.countries = list(plan.countries)
    playbook.incident_codes = [incident.word for incident in plan.incidents]
    playbook.content = content
    playbook.save()
    return playbook


@operation(may="playbook.manage", audit="playbook.drafted")
def draft_playbook(actor: Actor, *, content: str, version: int | None = None) -> Playbook:
    """Make a draft with the next number of that playbook, or replace the text of its draft.

    `version` is that of the draft that was seen (`NEW` where none was), None compares nothing.
    """
    plan = checked_plan(actor, content)
    playbook = draft_of(actor, plan.code)
    check_seen(playbook, version)
    if playbook is None:
        number = last_number(actor, plan.code) + 1
        return write_draft(Playbook(code=plan.code, number=number), plan, content)
    if playbook.content != content:
        playbook.version += 1
        write_draft(playbook, plan, content)
    return playbook


@operation(may="playbook.manage", audit="playbook.revised")
def revise_playbook(actor: Actor, playbook: Playbook, *, content: str) -> Playbook:
    """Replace the text of a draft."""
    check_state(actor, "revise_playbook", playbook)
    plan = checked_plan(actor, content)
    if plan.code != playbook.code:
        raise broken_rule(OTHER_CODE, "playbook_code_stays", "content")
    return write_draft(playbook, plan, content)


@operation(may="playbook.manage", audit="playbook.published")
def publish_playbook(actor: Actor, playbook: Playbook) -> Playbook:
    """Freeze a draft and make its steps and gates; new cases may take it from now on.

    The text is checked again: procedures may have changed since it was written.
    """
    check_state(actor, "publish_playbook", playbook)
    plan = checked_plan(actor, playbook.content)
    make_steps(actor, playbook, plan)
    make_gates(playbook, plan)
    playbook.status = PlaybookStatus.PUBLISHED
    playbook.published_at = present_moment()
    playbook.save(update_fields=["status", "published_at"])
    return playbook


def make_steps(actor: Actor, playbook: Playbook, plan: Plan) -> None:
    """Make the steps in the order of the text; who must act is taken from the catalogue."""
    codes = {step.procedure.word for step in plan.steps}
    found = Procedure.objects.visible_to(actor).filter(code__in=codes)
    procedures = {procedure.code: procedure for procedure in found}
    PlaybookStep.objects.bulk_create(
        PlaybookStep(
            playbook=playbook,
            number=number,
            code=step.code,
            procedure=procedures[step.procedure.word],
            body=step.body or procedures[step.procedure.word].body,
            after=[name.word for name in step.after],
            opens_at=step.opens_at.word if step.opens_at else "",
            only_if=step.only_if.word if step.only_if else "",
        )
        for number, step in enumerate(plan.steps, start=1)
    )


def make_gates(playbook: Playbook, plan: Plan) -> None:
    """Make the gates in the order of their stages."""
    stages = list(Stage.values)
    PlaybookGate.objects.bulk_create(
        PlaybookGate(
            playbook=playbook,
            stage=gate.stage,
            steps=[name.word for name in gate.steps],
            conditions=[name.word for name in gate.conditions],
        )
        for gate in sorted(plan.gates, key=lambda gate: stages.index(gate.stage))
    )


@operation(may="playbook.manage", audit="playbook.retired")
def retire_playbook(actor: Actor, playbook: Playbook, *, reason: str) -> Playbook:
    """Take a version, or a draft, out of use; cases that run on it keep it."""
    check_state(actor, "retire_playbook", playbook)
    playbook.status = PlaybookStatus.RETIRED
    playbook.retired_at = present_moment()
    playbook.retire_reason = reason
    playbook.save(update_fields=["status", "retired_at", "retire_reason"])
    return playbook


@operation(may="playbook.manage", audit="playbook.copied", appends=True)
def copy_playbook(actor: Actor, playbook: Playbook) -> Playbook:
    """Make a draft with the text of any version; there is at most one draft of a playbook."""
    check_state(actor, "copy_playbook", playbook)
    return Playbook.objects.create(
        code=playbook.code,
        number=last_number(actor, playbook.code) + 1,
        title=playbook.title,
        title_vi=playbook.title_vi,
        title_fr=playbook.title_fr,
        countries=playbook.countries,
        incident_codes=playbook.incident_codes,
        content=playbook.content,
    )
