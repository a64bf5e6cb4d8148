"""States of accounts, for the tests that try every operation."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from cases.accounts.models import StaffSession
from cases.core.actor import Actor
from cases.missions.models import Mission
from tests.factories import MissionFactory, PostingFactory

Prepared = tuple[Any, dict[str, Any]]


def account(actor: Actor) -> Prepared:
    """The account of a colleague in Bangkok."""
    return PostingFactory(mission=MissionFactory()).staff, {}


def closed_account(actor: Actor) -> Prepared:
    """The account of a colleague, closed."""
    staff = PostingFactory(mission=MissionFactory(), staff__is_active=False).staff
    return staff, {}


def session(actor: Actor) -> Prepared:
    """A session of the actor's own, in another browser."""
    made = StaffSession.objects.create(
        session_key=uuid4().hex,
        staff_id=actor.staff_id,
        expire_date=timezone.now() + timedelta(minutes=30),
    )
    return made, {}


def a_service(mission: Any, **more: Any) -> Any:
    """Another system at a mission: its account, with the posting of one."""
    said = {"purpose": "Takes down what callers say.", "contact": "Desk 000"}
    values = {"kind": "service", "password": make_password(None), **said, **more}
    posting = PostingFactory(
        mission=mission,
        role="api_client",
        **{f"staff__{name}": value for name, value in values.items()},
    )
    return posting.staff


def another_system(actor: Actor) -> dict[str, Any]:
    """The service account that the example names, at the actor's mission."""
    mission = Mission.objects.get(pk=actor.mission_id)
    return {"account": a_service(mission, username="invented.hotline").username}


OF_ACCOUNTS = {"issue_service_token": another_system}
