"""Who reads the accounts of others: whoever gives them."""

from cases.accounts.models import ADMINISTER
from cases.core.actor import Actor
from cases.core.errors import not_allowed


def allow_accounts(actor: Actor) -> None:
    """Raise 403 unless the role lets `actor` see to the accounts of staff."""
    if not actor.may(ADMINISTER):
        raise not_allowed()
