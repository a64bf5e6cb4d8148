"""Logging a test client in as an actor."""

from django.test import Client

from cases.core.actor import Actor
from cases.missions.models import Staff


def log_in(client: Client, actor: Actor) -> Client:
    """Log the client in as the member of staff behind `actor`."""
    client.force_login(Staff.objects.get(pk=actor.staff_id))
    return client
