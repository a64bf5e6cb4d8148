"""The work list: which cases, in which order, how many at most."""

from dataclasses import dataclass
from typing import Any

from django.db.models import FETCH_RAISE
from django.urls import reverse

from cases.casework.choices import Stage
from cases.casework.models import Case, CaseQuerySet
from cases.core.actor import Actor
from cases.core.keyset import Cursor, KeysetPage, page_of
from cases.incidents.models import Incident
from cases.missions.models import Mission

PAGE = 50
CAP = 99


@dataclass(frozen=True, slots=True)
class Filters:
    """What a work list is narrowed to; empty means everything of that kind."""

    state: str = "open"
    stage: str = ""
    officer: str = ""
    incident: Incident | None = None
    mission: Mission | None = None
    country: str = ""
    held: str = ""


def worklist(actor: Actor, filters: Filters) -> CaseQuerySet:
    """Return the cases of the list, through the eyes of the actor."""
    query = Case.objects.visible_to(actor)
    if filters.stage:
        query = query.filter(stage=filters.stage)
    elif filters.state == "closed":
        query = query.filter(stage="closed")
    elif filters.state == "open":
        query = query.still_open()
    if filters.officer == "mine":
        query = query.filter(assigned_to_id=actor.staff_id)
    elif filters.officer == "nobody":
        query = query.filter(assigned_to__isnull=True)
    if filters.incident is not None:
        query = query.filter(incident=filters.incident)
    if filters.mission is not None:
        query = query.filter(mission=filters.mission)
    if filters.country:
        query = query.filter(citizen__now_country=filters.country)
    if filters.held:
        query = query.filter(held=filters.held == "yes")
    return query


def worklist_page(actor: Actor, filters: Filters, cursor: Cursor | None) -> KeysetPage:
    """Return one page, whoever waits longest in the present position first."""
    query = worklist(actor, filters).with_names().fetch_mode(FETCH_RAISE)
    return page_of(query, PAGE, cursor, by="position_at")


def capped_count(actor: Actor, filters: Filters) -> str:
    """Return how many cases the list has, at most "99+"."""
    # In the order of the list, so that the index of the list ends the counting early.
    cases = worklist(actor, filters).order_by("position_at", "reference")
    found = len(cases.values_list("pk", flat=True)[: CAP + 1])
    return f"{CAP}+" if found > CAP else str(found)


def dashboard(actor: Actor | None) -> dict[str, Any]:
    """Return the cases in the actor's sight by stage, at most "99+" each, with the list behind."""
    if actor is None:
        return {"stages": []}
    return {
        "stages": [
            {
                "label": label,
                "count": capped_count(actor, Filters(stage=stage)),
                "url": f"{reverse('worklist')}?stage={stage}",
            }
            for stage, label in Stage.choices
        ]
    }
