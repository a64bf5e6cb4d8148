"""Where a reported figure is entered and corrected, and where it is read."""

from zoneinfo import ZoneInfo

from django.urls import reverse

from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.registry import DECLARED
from cases.core.web import Page
from cases.incidents.models import Incident, ReportedFigure


def report_url(actor: Actor, incident: Incident) -> str:
    """Return where the actor enters a reported figure, empty for whom may not."""
    return f"{reverse('figure_report')}?incident={incident.code}" if may_report(actor) else ""


def correct_url(actor: Actor, figure: ReportedFigure) -> str:
    """Return where the actor corrects a reported figure, empty for whom may not."""
    return f"{reverse('figure_report')}?uuid={figure.uuid}" if may_report(actor) else ""


def may_report(actor: Actor) -> bool:
    """Return whether the actor enters and corrects reported figures."""
    return actor.may(DECLARED["report_figure"].operation.may)


def incident_url(figure: ReportedFigure) -> str:
    """Return the page of the incident as of the day of the figure, where it has one."""
    page = reverse("incident_detail", args=[figure.incident.code])
    if figure.as_of is None:
        return page
    return f"{page}?as_of_day={figure.as_of.astimezone(ZoneInfo(figure.zone)).date().isoformat()}"


def figure_operation() -> Page:
    """Return where the page of entering a reported figure leads."""
    return Page(
        describe=lambda *_: {},
        done=address_of_answer,
        cancel=reverse("incident_list"),
    )


def address_of_answer(answer: Answer) -> str:
    """Return the address of the figure that was entered or corrected."""
    return reverse("figure_detail", args=[answer.reference])
