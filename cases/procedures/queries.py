"""Reads about procedures, limits and playbooks."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from cases.core.actor import Actor
from cases.core.conditions import CONDITIONS
from cases.incidents.models import Incident
from cases.procedures.choices import PlaybookStatus
from cases.procedures.models import Limit, Playbook, PlaybookStep, Procedure
from cases.procedures.validation import Known

NEWER = Playbook.objects.filter(
    code=OuterRef("code"), number__gt=OuterRef("number"), status=PlaybookStatus.PUBLISHED
)
CURRENT = Q(status=PlaybookStatus.PUBLISHED) & ~Q(Exists(NEWER))
"""The newest published version of its playbook, as a condition of one row."""


def known_names(actor: Actor) -> Known:
    """Return the names a playbook may use now."""
    return Known(
        procedures=set(Procedure.objects.visible_to(actor).values_list("code", flat=True)),
        incidents=set(Incident.objects.visible_to(actor).values_list("code", flat=True)),
        conditions=set(CONDITIONS),
    )


def last_number(actor: Actor, code: str) -> int:
    """Return the number of the newest version of a playbook, 0 for none."""
    numbers = Playbook.objects.visible_to(actor).filter(code=code).values_list("number", flat=True)
    return max(numbers, default=0)


def has_draft(actor: Actor, code: str) -> bool:
    """Return whether somebody is writing the next version of a playbook."""
    drafts = Playbook.objects.visible_to(actor).filter(code=code, status=PlaybookStatus.DRAFT)
    return drafts.exists()


def draft_named(actor: Actor, code: str) -> Playbook | None:
    """Return the draft of a playbook, if there is one."""
    drafts = Playbook.objects.visible_to(actor).filter(code=code, status=PlaybookStatus.DRAFT)
    return drafts.first()


def limits_of(actor: Actor, procedure_ids: list[int], today: date | None = None) -> list[Limit]:
    """Return the limits of procedures by code and first day; with `today` only those in force."""
    rows = Limit.objects.visible_to(actor).filter(procedure_id__in=procedure_ids)
    if today is not None:
        rows = rows.valid_on(today)
    return list(rows.order_by("code", "valid_from"))


def procedures_by_track(actor: Actor) -> list[Procedure]:
    """Return the catalogue, each track in the order of its codes."""
    return list(Procedure.objects.visible_to(actor).order_by("track", "code"))


def playbook_versions(actor: Actor, code: str = "") -> list[Playbook]:
    """Return all versions, of one playbook or of all, newest first, each with its size."""
    rows = Playbook.objects.visible_to(actor)
    if code:
        rows = rows.filter(code=code)
    counted = rows.annotate(step_count=Count("steps")).defer("content")
    return list(counted.order_by("code", "-number"))


def incidents_called(actor: Actor, codes: Iterable[str]) -> dict[str, str]:
    """Return what incidents are called, by their codes."""
    rows = Incident.objects.visible_to(actor).filter(code__in=set(codes))
    return {row.code: str(row) for row in rows}


def procedures_called(actor: Actor, codes: Iterable[str]) -> dict[str, Procedure]:
    """Return procedures by their codes."""
    rows = Procedure.objects.visible_to(actor).filter(code__in={code for code in codes if code})
    return {row.code: row for row in rows}


def steps_called(actor: Actor, playbook_ids: Iterable[int]) -> dict[tuple[int, str], str]:
    """Return what the steps of playbooks are called, by playbook and code."""
    steps = PlaybookStep.objects.visible_to(actor).filter(playbook__in=set(playbook_ids))
    return {
        (step.playbook_id, step.code): step.procedure.label
        for step in steps.select_related("procedure")
    }
