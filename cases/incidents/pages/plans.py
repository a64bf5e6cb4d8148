"""What the page of plans and the incident page show of directives and plans."""

from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.incidents.models import Incident, MissionPlan, today_at
from cases.incidents.pages.directives import answered_words, tags_of
from cases.incidents.pages.operation import issue_url, plan_url
from cases.incidents.pages.words import review_tag
from cases.incidents.queries import addressees_of, plans_of, shown_directives
from cases.templatetags.moments import day_words

BAND_ROWS = 12
EXCERPT_WORDS = 40


def plans_context(actor: Actor, incident: Incident, now: datetime) -> dict[str, Any]:
    """Return the plans of an incident by mission: the one that stands, then the former ones."""
    plans = plans_of(actor, incident, newest=False)
    groups = []
    for _mission, rows in groupby(plans, key=lambda plan: plan.mission_id):
        newest, *former = list(rows)
        groups.append(
            {
                "mission": newest.mission.label,
                "plan": newest,
                "by": newest.recorded_by or "",
                "review": review_tag(newest.days_left(today_at(newest.mission, now))),
                "former": former,
            }
        )
    return {"incident": incident, "groups": groups, "plan_url": plan_url(actor, incident.code)}


def orders_context(actor: Actor, incident: Incident, now: datetime) -> dict[str, Any]:
    """Return directives and standing plans of an incident as its page shows them."""
    directives = [row for row in shown_directives(actor, incident) if not row.is_withdrawn]
    shown = directives[:BAND_ROWS]
    missions = addressees_of(actor, shown)
    plans = sorted(plans_of(actor, incident, newest=True), key=lambda plan: plan.review_on)
    links = [
        {"label": _("All directives"), "url": reverse("directive_list")},
        {"label": _("All plans"), "url": reverse("plan_list", args=[incident.code])},
        {"label": _("Position lines"), "url": reverse("position_list", args=[incident.code])},
    ]
    if address := issue_url(actor):
        links.append(
            {"label": _("Issue a directive"), "url": f"{address}?incident={incident.code}"}
        )
    if address := plan_url(actor, incident.code):
        links.append({"label": _("Enter the plan of the mission"), "url": address})
    return {
        "directives": [directive_task(actor, row, missions[row.pk], now) for row in shown],
        "plans": [plan_task(row, incident, now) for row in plans[:BAND_ROWS]],
        "order_links": links,
    }


def directive_task(actor: Actor, directive: Any, addressees: Any, now: datetime) -> dict[str, Any]:
    """Return one directive as a line of the list of tasks, its most urgent tag beside it."""
    tags = tags_of(actor, directive, addressees, now)
    quiet = {"label": _("Done by all"), "tone": "good", "icon": "check"}
    worst = next((tag for tag in tags if tag["tone"] == "stop"), tags[0] if tags else quiet)
    note = _("Issued on %(day)s.") % {"day": day_words(directive.issued_on)}
    if directive.due_on:
        note = _("Issued on %(day)s, due on %(due)s.") % {
            "day": day_words(directive.issued_on),
            "due": day_words(directive.due_on),
        }
    if actor.is_headquarters:
        note = f"{note} {answered_words(addressees)}"
    return {
        "label": directive.label,
        "url": directive.get_absolute_url(),
        "note": note,
        "status_label": worst["label"],
        "status_tone": worst["tone"],
        "status_icon": worst["icon"],
    }


def plan_task(plan: MissionPlan, incident: Incident, now: datetime) -> dict[str, Any]:
    """Return the standing plan of one mission as a line of the list of tasks."""
    review = review_tag(plan.days_left(today_at(plan.mission, now)))
    return {
        "label": plan.mission.label,
        "url": reverse("plan_list", args=[incident.code]),
        "note": Truncator(plan.text).words(EXCERPT_WORDS),
        "status_label": review["label"],
        "status_tone": review["tone"],
        "status_icon": review["icon"],
    }
