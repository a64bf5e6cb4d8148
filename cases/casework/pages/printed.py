"""The case on paper: who, how it stands, where, the steps, what happened lately."""

from dataclasses import replace
from typing import Any

from cases.casework.pages.case import case_context
from cases.casework.pages.course import EVERYTHING
from cases.casework.queries import CaseFile
from cases.core import present
from cases.core.actor import Actor


def print_context(actor: Actor, file: CaseFile) -> dict[str, Any]:
    """Return what the sheet shows: the page without anything one could press."""
    context = case_context(actor, file, replace(EVERYTHING, at_once=20))
    for name in ("person", "contacts", "documents", "relatives", "whereabouts"):
        context[name] = [without_link(row) for row in context[name]]
    context["talk"]["rows"] = [without_link(row) for row in context["talk"]["rows"]]
    context["missions"]["rows"] = [without_link(row) for row in context["missions"]["rows"]]
    return context | {"case_url": file.case.get_absolute_url(), "now": present.now()}


def without_link(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row without the link that changes it."""
    return {name: value for name, value in row.items() if name not in {"url", "url_label"}}
