"""States of accounts, for the tests that try every operation."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from cases.accounts.models import StaffSession
from cases.core.actor import Actor
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
