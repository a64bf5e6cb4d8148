"""What the pages of an incident and of the people behind its figures are tried with."""

from typing import Any

from django.test import Client
from django.urls import reverse

from cases.incidents.models import Incident
from tests.factories import IncidentFactory, PlaceFactory
from tests.publishing.course import at, course, crossed, day, opened, stayed

DAY = {"as_of_day": "2025-10-22"}


def an_incident() -> Incident:
    """Bangkok: three in Thailand, two of them at a place with a point. Yangon: one at no place."""
    shelter = PlaceFactory(
        code="invented-shelter",
        name="Invented shelter",
        kind="shelter",
        latitude="16.7",
        longitude="98.5",
        accuracy_m=500,
    )
    with course() as actor:
        cases = [opened(actor, at(20)) for _nth in range(3)]
        crossed(actor, cases[0], at(22), day(21))
        for case in cases[1:]:
            stayed(actor, case, at(22), at(21), place=shelter)
    with course(yangon=True) as actor:
        opened(actor, at(20))
    made: Incident = IncidentFactory()
    return made


def page(client: Client, incident: Incident, **asked: Any) -> Any:
    """Open the page of the incident."""
    return client.get(reverse("incident_detail", args=[incident.code]), asked)


def people(client: Client, incident: Incident, **asked: Any) -> Any:
    """Open the list of the people behind one of its numbers."""
    return client.get(reverse("figure_people", args=[incident.code]), asked)
