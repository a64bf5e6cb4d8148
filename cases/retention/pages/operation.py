"""What the page of an operation on a report says of it, and where it leads."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.errors import Refused
from cases.core.web import Page
from cases.retention.models import RetentionRun


def run_operation() -> Page:
    """Return how the page of an operation on a report looks and where it leads."""
    return Page(describe=describe, done=address_of_answer, since=since, cancel=reverse("retention"))


def describe(actor: Actor, target: RetentionRun | None) -> dict[str, Any]:
    """Return what the page says of the report; of one that is asked for nothing."""
    if target is None:
        return {}
    return {
        "reference": "",
        "name": _("Report as of %(day)s") % {"day": date_format(target.as_of)},
        "url": target.get_absolute_url(),
        "rows": [
            {"label": _("People due"), "value": str(target.total)},
            {"label": _("Rows of the machine"), "value": str(sum(target.counts.values()))},
        ],
    }


def address_of_answer(answer: Answer) -> str:
    """Return the page of retention."""
    return reverse("retention")


def since(actor: Actor, target: Any, refusal: Refused) -> list[str]:
    """Return how to go on when the report was changed meanwhile."""
    return [_("Look at the newest report and decide again.")]
