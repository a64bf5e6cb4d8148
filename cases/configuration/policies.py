"""Who reads how this installation is set up: headquarters' lead and administrators."""

from cases.core.actor import Actor
from cases.core.errors import not_allowed

READ = "configuration.read"


def allow_read(actor: Actor) -> None:
    """Raise 403 unless the role reads the configuration."""
    if not actor.may(READ):
        raise not_allowed()
