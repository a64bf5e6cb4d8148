"""What the page of an operation says of an entry."""

from typing import Any

from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.intake.reconciliation.choices import Pile
from cases.intake.reconciliation.models import PileEntry
from cases.intake.reconciliation.pages.lines import entry_lines
from cases.templatetags.moments import day_words


def describe_entry(actor: Actor, target: Any) -> dict[str, Any]:
    """Return row and person of an entry, one beside the other."""
    line = entry_lines(actor, [target])[0]
    sides = [
        (_("The list says"), line["row"]),
        (_("We have"), line["person"]),
        (_("Perhaps"), line["perhaps"]),
    ]
    return {
        "reference": "",
        "name": line["name"],
        "url": target.get_absolute_url(),
        "rows": [
            {"label": label, "value": " · ".join([side["name"], *side["facts"]])}
            for label, side in sides
            if side
        ],
    }


def describe_list(actor: Actor, target: Any) -> dict[str, Any]:
    """Return what the page says of the list that is to be compared."""
    day = target.as_of or target.received_on
    return {
        "reference": "",
        "name": str(target),
        "url": target.get_absolute_url(),
        "rows": [{"label": _("As of which day"), "value": day_words(day)}],
    }


def where_it_lies(actor: Actor | None, answer: Answer, pile: str) -> str:
    """Return where an operation on an entry leads: back to `pile`, else to where it lies now."""
    assert actor is not None
    entries = PileEntry.objects.visible_to(actor).select_related("reconciliation")
    entry = entries.get(uuid=answer.reference)
    if pile in Pile.values:
        return f"{entry.reconciliation.get_absolute_url()}?pile={pile}#pile"
    return str(entry.get_absolute_url())
