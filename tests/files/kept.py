"""Short ways to a file on a case, by the operations themselves."""

from typing import Any

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.fields import Sent
from cases.files.models import Attachment
from cases.files.operations import attach_file
from tests.files import corpus
from tests.register import fresh

WORDS = "Ghi chú thử nghiệm"


def a_file(words: str = WORDS, name: str = "ghi-chú.txt") -> Sent:
    """A plain text, as it was sent."""
    return Sent(name, words.encode())


def a_photo(**options: Any) -> Sent:
    """A picture, as it was sent."""
    return Sent("photo.jpg", corpus.picture(**options))


def attached(actor: Actor, case: Case, file: Sent | None = None, **values: Any) -> Attachment:
    """Return a file on a case."""
    return fresh(attach_file(actor, case, file=file or a_file(), **values))
