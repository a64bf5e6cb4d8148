"""Where the pages of operations on directives and plans lead, and what they say of the record."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.errors import Refused
from cases.core.possible import hindered
from cases.core.registry import DECLARED
from cases.core.web import Page
from cases.incidents.models import Directive
from cases.templatetags.moments import day_words


def act_url(directive: Directive, verb: str) -> str:
    """Return the address of an act on a directive."""
    return reverse("directive_operation", args=[directive.code, verb])


def issue_url(actor: Actor) -> str:
    """Return where the actor issues a directive, empty for whom may not."""
    return reverse("directive_new") if actor.may(DECLARED["issue_directive"].operation.may) else ""


def plan_url(actor: Actor, incident_code: str) -> str:
    """Return where the actor enters a plan for an incident, empty for whom may not."""
    if not actor.may(DECLARED["put_plan"].operation.may):
        return ""
    return f"{reverse('plan_new')}?incident={incident_code}"


def directive_operation() -> Page:
    """Return how the page of an operation on directives looks and where it leads."""
    return Page(
        describe=describe,
        done=address_of_answer,
        since=since,
        hindered=hindered,
        cancel=reverse("directive_list"),
    )


def plan_operation() -> Page:
    """Return the same for entering a plan."""
    return Page(
        describe=describe, done=address_of_answer, since=since, cancel=reverse("incident_list")
    )


def describe(actor: Actor, target: Directive) -> dict[str, Any]:
    """Return what the page of an operation says of the directive."""
    due = day_words(target.due_on) if target.due_on else _("No day is set")
    return {
        "reference": target.code,
        "name": target.label,
        "url": target.get_absolute_url(),
        "rows": [
            {"label": _("What is to be done"), "value": target.order},
            {"label": _("Due on"), "value": due},
        ],
    }


def address_of_answer(answer: Answer) -> str:
    """Return the address of what was acted on or made."""
    if answer.resource == "plans":
        return reverse("plan_detail", args=[answer.reference])
    return reverse("directive_detail", args=[answer.reference])


def since(actor: Actor, target: Any, refusal: Refused) -> list[str]:
    """Return how to go on when the directive was changed meanwhile."""
    return [_("What you typed is kept. Look at what changed, then send it again if it still fits.")]
