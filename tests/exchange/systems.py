"""Other systems, and who answers for them."""

from cases.core.context import eyes
from cases.exchange.operations import issue_service_token, take_secret
from cases.missions.models import Mission
from tests.world_accounts import a_service

SAID = {"purpose": "Takes down what callers say.", "contact": "Desk 000"}
ASKED = {"label": "Hotline", "scopes": ["people.write", "reports.write"], "valid_days": 365}


def service_at(actor, **more):
    """Another system at the mission of somebody."""
    return a_service(Mission.objects.get(pk=actor.mission_id), **more)


def issued(actor, account, **more):
    """Make a token for it and return the secret."""
    with eyes(actor):
        made = issue_service_token(actor, account=account, **(ASKED | more))
    return take_secret(made.public_reference)


CASES = "/api/v1/cases/"
