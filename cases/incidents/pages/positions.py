"""What may be said about an incident, as its page shows it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.possible import hindered, possible_on
from cases.core.registry import DECLARED
from cases.core.web import Page
from cases.core.web_addresses import linked
from cases.incidents.models import Incident, PositionLine
from cases.incidents.pages.operation import since
from cases.incidents.queries import position_lines_of
from cases.templatetags.moments import day_words


def positions_context(actor: Actor, incident: Incident, today: date) -> dict[str, Any]:
    """Return the lines of an incident in groups: what is told today comes first."""
    lines = position_lines_of(actor, incident)
    kinds = (
        (_("May be told"), [row for row in lines if is_told(row, today)]),
        (
            _("Not approved yet"),
            [row for row in lines if not row.is_approved and not row.is_withdrawn],
        ),
        (
            _("Not told now"),
            [row for row in lines if row.is_withdrawn or is_out_of_time(row, today)],
        ),
    )
    return {
        "incident": incident,
        "groups": [{"title": title, "lines": shown(actor, rows)} for title, rows in kinds if rows],
        "add_url": add_url(actor, incident.code),
    }


def is_told(line: PositionLine, today: date) -> bool:
    """Return whether a line may be told today."""
    return line.is_approved and not line.is_withdrawn and not is_out_of_time(line, today)


def is_out_of_time(line: PositionLine, today: date) -> bool:
    """Return whether an approved line holds no more, or not yet."""
    is_over = line.valid_until is not None and line.valid_until < today
    return line.is_approved and (is_over or line.valid_from > today)


def shown(actor: Actor, lines: Sequence[PositionLine]) -> list[dict[str, Any]]:
    """Return lines as the page shows them, each with what can be done with it now."""
    return [
        {
            "line": line,
            "id": str(line.uuid),
            "words": line.words,
            "languages": ", ".join(line.by_language),
            "source": {"name": line.source_name, "url": linked(line.source_url)},
            "stated_on": line.stated_on,
            "validity": validity_words(line),
            "approved_by": approver(line) if actor.is_headquarters else "",
            "withdraw_reason": line.withdraw_reason,
            "actions": actions_of(actor, line),
        }
        for line in lines
    ]


def approver(line: PositionLine) -> str:
    """Return who approved a line; for headquarters, whose staff they are."""
    if not line.is_approved:
        return ""
    return str(line.approved_by or _("The system"))


def validity_words(line: PositionLine) -> str:
    """Return from when to when a line may be told."""
    if line.valid_until is None:
        return _("from %(day)s") % {"day": day_words(line.valid_from)}
    return _("from %(first)s to %(last)s") % {
        "first": day_words(line.valid_from),
        "last": day_words(line.valid_until),
    }


def actions_of(actor: Actor, line: PositionLine) -> list[dict[str, Any]]:
    """Return what the actor may do with a line now; what is not possible is left out."""
    return [
        {
            "label": item.declared.form.title,
            "url": reverse("position_operation", args=[line.uuid, item.declared.verb]),
        }
        for item in possible_on(actor, "position-lines", line)
        if item.is_possible
    ]


def add_url(actor: Actor, incident_code: str) -> str:
    """Return where the actor adds a line, empty for whom may not."""
    if not actor.may(DECLARED["add_position_line"].operation.may):
        return ""
    return f"{reverse('position_new')}?incident={incident_code}"


def position_operation() -> Page:
    """Return how the page of an operation on position lines looks and where it leads."""
    return Page(
        describe=describe,
        done=address_of_answer,
        since=since,
        hindered=hindered,
        cancel=reverse("incident_list"),
    )


def describe(actor: Actor, target: PositionLine) -> dict[str, Any]:
    """Return what the page of an operation says of the line, in each of its languages."""
    languages = {"en": _("In English"), "vi": _("In Vietnamese"), "fr": _("In French")}
    return {
        "reference": "",
        "name": target.incident.label,
        "url": address_of(str(target.uuid)),
        "rows": [
            *(
                {"label": languages[language], "value": text}
                for language, text in target.by_language.items()
            ),
            {"label": _("Source"), "value": target.source_name},
            {"label": _("Said on"), "value": day_words(target.stated_on)},
        ],
    }


def address_of_answer(answer: Answer) -> str:
    """Return the address of the line that was acted on or added."""
    return address_of(answer.reference)


def address_of(reference: str) -> str:
    """Return the address of a line."""
    return reverse("position_detail", args=[reference])
