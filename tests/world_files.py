"""What the world holds of files on cases."""

from typing import Any

from cases.core.actor import Actor
from cases.files.operations import attach_file
from tests.files.kept import a_file
from tests.register import a_case, fresh

Prepared = tuple[Any, dict[str, Any]]


def attachment(actor: Actor) -> Prepared:
    """A file on a case."""
    return fresh(attach_file(actor, a_case(actor), file=a_file())), {}
