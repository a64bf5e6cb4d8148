"""Where the pages of operations on cases and citizens lead, and what they say of the record."""

from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from cases.casework.choices import HoldReason, Stage
from cases.casework.models import Case
from cases.casework.pages.refusals import hindered
from cases.casework.queries import acts_since
from cases.citizens.models import Citizen
from cases.core import present
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.errors import Refused
from cases.core.registry import DECLARED
from cases.core.web import Page
from cases.templatetags.moments import moment

LEAVES_SIGHT = frozenset({"hand_over_person"})
"""After these whoever acted may not see the case any more: they lead to the list, to the next."""


def case_operation(cancel: str = "", home: str = "", *, name: str = "") -> Page:
    """Return how the page of an operation on a case looks; it leads back there, or `home`."""

    def done(answer: Answer) -> str:
        if name in LEAVES_SIGHT:
            return reverse("worklist")
        return home if home and answer.resource != "cases" else case_of_answer(answer)

    return Page(describe=describe_case, done=done, since=since, hindered=hindered, cancel=cancel)


LISTS = frozenset({"possible_doubles"})
"""The lists on which an act on a citizen stands itself, and to which it leads back."""


def citizen_operation(case: Case | None, asked_from: str = "") -> Page:
    """Return the same for an operation on a citizen, opened from a case page, a list or neither."""
    back = reverse(asked_from if asked_from in LISTS else "worklist")
    home = case.get_absolute_url() if case else back

    def describe(actor: Actor, target: Any) -> dict[str, Any]:
        return {
            "reference": case.reference if case else "",
            "name": str(target),
            "url": home,
            "rows": [],
        }

    def done(answer: Answer) -> str:
        return case_of_answer(answer) if answer.resource == "cases" else home

    return Page(describe=describe, done=done, since=since, cancel=home)


def describe_case(actor: Actor, target: Case) -> dict[str, Any]:
    """Return what the page of an operation says of the case."""
    rows = [{"label": _("Stage"), "value": Stage(target.stage).label if target.stage else ""}]
    if target.held:
        rows.append({"label": _("On hold"), "value": HoldReason(target.hold_reason).label})
    return {
        "reference": target.reference,
        "name": str(target.citizen),
        "url": target.get_absolute_url(),
        "rows": rows,
    }


def case_of_answer(answer: Answer) -> str:
    """Return the address of the case that was acted on."""
    if answer.resource == "cases":
        return reverse("case_detail", args=[answer.reference])
    return reverse("worklist")


def since(actor: Actor, target: Any, refusal: Refused) -> list[str]:
    """Return sentences on who changed the record meanwhile, and how to go on."""
    lines = [
        _("What you typed is kept. Look at what changed, then send it again if it still fits.")
    ]
    if not isinstance(target, Case | Citizen):
        return lines
    expected = int(refusal.extra.get("expected_version", 0))
    current = int(refusal.extra.get("current_version", 0))
    for entry in acts_since(target, current - expected):
        declared = DECLARED.get(entry.operation)
        lines.append(
            _("%(what)s: %(who)s, %(when)s")
            % {
                "what": declared.form.title if declared else entry.event,
                "who": entry.staff or _("The system"),
                "when": plain(moment(present.shown(entry.at), actor.zone)),
            }
        )
    return lines


def plain(markup: str) -> str:
    """Return the words of a moment without its markup."""
    return strip_tags(markup)
