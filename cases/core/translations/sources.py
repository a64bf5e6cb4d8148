"""Which messages the sources hold: Python files and templates."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PYTHON_FOLDERS = ("cases", "consular")
TEMPLATE_FOLDERS = ("templates", "cases")


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A text as the sources have it; `plural` and `context` are empty where there is none."""

    singular: str
    context: str = ""
    plural: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What identifies the message in a catalogue."""
        return self.context, self.singular


def messages_of(root: Path) -> list[Message]:
    """Return every message of the project in `root`, sorted, each once.

    A text that is used with and without a plural is one message, the one with the plural.
    """
    found: dict[tuple[str, str], Message] = {}
    for message in _all_messages(root):
        known = found.get(message.key)
        if known is None or message.plural > known.plural:
            found[message.key] = message
    return sorted(found.values())


def messages_in_python(source: str) -> Iterator[Message]:
    """Yield the messages of Python text."""
    code = BytesIO(source.encode())
    for _line, texts, _comments, context in extract("python", code, KEYWORDS):
        singular, plural = texts if isinstance(texts, tuple) else (texts, "")
        if singular:
            yield Message(singular, context or "", plural)


def messages_in_template(source: str) -> Iterator[Message]:
    """Yield the messages of a template.

    Django turns the template into lines that look like Python; their indentation is that of the
    page and means nothing.
    """
    lines = templatize(source).splitlines()
    yield from messages_in_python("\n".join(line.strip() for line in lines))


def _all_messages(root: Path) -> Iterator[Message]:
    kinds: tuple[tuple[tuple[str, ...], str, Callable[[str], Iterator[Message]]], ...] = (
        (PYTHON_FOLDERS, "*.py", messages_in_python),
        (TEMPLATE_FOLDERS, "*.html", messages_in_template),
    )
    for folders, pattern, reader in kinds:
        for folder in folders:
            for file in sorted((root / folder).rglob(pattern)):
                yield from reader(file.read_text(encoding="utf-8"))
