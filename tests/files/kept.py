"""Short ways to a file on a case, by the operations themselves."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cases.casework.models import Case
from cases.core import store
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.fields import Sent
from cases.core.store import disk
from cases.files.models import Attachment
from cases.files.operations import attach_file
from tests.files import corpus
from tests.refusals import refusal_of
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


def send(client: Client, case: Case, content: Any, name: str = "photo.jpg", **more: Any) -> Any:
    """Attach a file on the page of the case."""
    file = SimpleUploadedFile(name, content) if isinstance(content, bytes) else content
    said = {"file": file, "purpose": "other", "_key": "one"} | more
    return client.post(reverse("attach_file", args=[case.reference]), said)


def stored_files() -> list[Path]:
    """Return every file in the store."""
    return [file for name in store.folders() for file in (disk.root() / name).iterdir()]


def code_of_refusal(actor: Actor, case: Case, **values: Any) -> str:
    """Return the code with which attaching a file is refused."""
    with eyes(actor):
        return refusal_of(attach_file, actor, case, **{"file": a_file()} | values).code
