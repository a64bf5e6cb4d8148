"""By which playbook a case goes on, and whether it is one for where the person is."""

from typing import Any

from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.casework.pages.steps import journey_words
from cases.casework.pages.timeline import act_url
from cases.casework.pages.words import country_name
from cases.casework.progress.plans import playbook_for


def playbook_row(case: Case, verbs: frozenset[str]) -> dict[str, Any]:
    """Return which playbook the case runs on, what is planned, and whether it fits the place."""
    return {
        "label": case.playbook.label if case.playbook else "",
        "url": case.playbook.get_absolute_url() if case.playbook else "",
        "journey": journey_words(case),
        "unfit": unfit(case, verbs),
    }


def unfit(case: Case, verbs: frozenset[str]) -> dict[str, Any] | None:
    """Return a warning where the person is elsewhere than the playbook is for.

    One that is chosen by hand fits wherever it was chosen.
    """
    book, here = case.playbook, case.citizen.now_country
    if book is None or not here or case.stage in {"", "closed"}:
        return None
    if not book.countries or here in book.countries:
        return None
    fitting = playbook_for(case.incident.code, here)
    if fitting is None:
        return None
    there = [country_name(code) for code in book.countries if code]
    text = (
        _("This playbook is for people in %(there)s; this person is in %(here)s.")
        if there
        else _("This playbook is for people nobody knows the place of; this person is in %(here)s.")
    ) % {"there": ", ".join(there), "here": country_name(here)}
    row = {
        "text": text,
        "url": "",
        "label": _("Go on by “%(playbook)s”") % {"playbook": fitting.label},
    }
    if "move-to-playbook" in verbs:
        row["url"] = act_url(case, "move-to-playbook", playbook=fitting.public_reference)
    return row
