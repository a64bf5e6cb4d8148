"""Logging a test client in as an actor."""

from django.test import Client

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.missions.models import Staff


def log_in(client: Client, actor: Actor) -> Client:
    """Log the client in as the member of staff behind `actor`."""
    client.force_login(Staff.objects.get(pk=actor.staff_id))
    return client


def logged_in(actor: Actor) -> Client:
    """Return the browser of an actor."""
    return log_in(Client(), actor)


def case_page(actor: Actor, case: Case) -> str:
    """Return the page of a case as the actor reads it."""
    return logged_in(actor).get(f"/cases/{case.reference}/").text
