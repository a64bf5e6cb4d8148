"""Reads of intake: drafts, cases that a new one belongs to, what a new case begins with."""

from datetime import datetime

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.models import Receipt
from cases.incidents.models import Incident
from cases.intake.models import Draft

AT_MOST = 20
"""Unfinished drafts of one author at one posting."""


def drafts_of(actor: Actor) -> list[Draft]:
    """Return the own unfinished drafts, the newest first.

    One query where none was begun from something else, whose walls are planned for those alone.
    """
    if not actor.may("case.intake"):
        return []
    own = list(Draft.objects.own_of(actor).unfinished())
    begun = [draft.pk for draft in own if draft.has_origin]
    if not begun:
        return own[:AT_MOST]
    rows = Draft.objects.visible_to(actor).filter(pk__in=begun).select_related("from_case")
    in_sight = {draft.pk: draft for draft in rows}
    found = (in_sight.get(draft.pk) if draft.has_origin else draft for draft in own)
    return [draft for draft in found if draft is not None][:AT_MOST]


def draft_under(actor: Actor, key: str) -> Draft | None:
    """Return the own unfinished draft under a key, None when there is none (any more)."""
    rows = Draft.objects.visible_to(actor).unfinished().select_related("from_case__citizen")
    return rows.filter(uuid=key).first()


def sent_under(actor: Actor, key: str) -> str:
    """Return the number of the case that a page opened under this key, "" when it opened none."""
    sent = Receipt.objects.filter(
        staff_id=actor.staff_id or 0,
        key=key,
        operation="register_and_open",
        answer__isnull=False,
    )
    answer = sent.values_list("answer", flat=True).first() if key else None
    return str(answer["reference"]) if answer else ""


def old_drafts(actor: Actor, now: datetime, at_once: int) -> list[int]:
    """Return the ids of some drafts that nobody has added to for a week."""
    rows = Draft.objects.visible_to(actor).old(now).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:at_once])


def case_in_sight(actor: Actor, reference: str) -> Case | None:
    """Return the case under a number that the actor sees."""
    rows = Case.objects.visible_to(actor).select_related("citizen")
    return rows.filter(reference=reference.strip().upper()).first()


def usual_incident(actor: Actor) -> Incident | None:
    """Return the incident in which the own mission opened its newest case, if it is open."""
    newest = (
        Case.objects.visible_to(actor)
        .filter(mission_id=actor.mission_id, incident__is_open=True)
        .select_related("incident")
        .order_by("-pk")
        .first()
    )
    return newest.incident if newest else None
