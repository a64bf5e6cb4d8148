"""The catalogues: one file of translations for each language, updated, checked and compiled."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from django.conf import settings

from cases.core.translations.sources import Message, messages_of

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[ds]|\{\w*\}")
WIDTH = 99
ABANDONED_SECONDS = 60


def catalogue_files() -> dict[str, Path]:
    """Return the catalogue of each language staff can choose, the language of the sources apart."""
    folder = Path(settings.LOCALE_PATHS[0])
    codes = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return {code: folder / code / "LC_MESSAGES" / "django.po" for code in codes}


def compile_catalogues() -> list[str]:
    """Compile what is newer than its compiled form; return the languages compiled."""
    compiled = []
    for language, file in catalogue_files().items():
        target = file.with_suffix(".mo")
        if not file.exists():
            continue
        if target.exists() and target.stat().st_mtime_ns >= file.stat().st_mtime_ns:
            continue
        compile_catalogue(file, target, language)
        compiled.append(language)
    return compiled


def compile_catalogue(file: Path, target: Path, language: str) -> None:
    """Compile one catalogue; a reader sees the old file or the new one, never a part of it."""
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(file, language))
    remove_abandoned_drafts(target)
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    draft.write_bytes(compiled.getvalue())
    draft.replace(target)


def remove_abandoned_drafts(target: Path) -> None:
    """Remove the drafts of processes that were killed; a live one has its draft for a moment."""
    for draft in target.parent.glob(f"{target.name}.*"):
        with suppress(FileNotFoundError):
            if time.time() - draft.stat().st_mtime > ABANDONED_SECONDS:
                draft.unlink()


def read_catalogue(file: Path, language: str) -> Catalog:
    """Return the catalogue in a file, an empty one where there is none."""
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as source:
        return read_po(source, locale=language, ignore_obsolete=True, abort_invalid=True)


def update_catalogue(file: Path, language: str, messages: list[Message]) -> None:
    """Bring a catalogue in line with the sources; what did not change keeps its translation.

    Nothing is guessed: a text that changed is a new text. The head of the file with its notes for
    translators stays as it is.
    """
    known, fresh = read_catalogue(file, language), Catalog(locale=language)
    for message in messages:
        entry = entry_of(known, message)
        fresh.add(
            (message.singular, message.plural) if message.plural else message.singular,
            entry.string if entry else None,
            user_comments=entry.user_comments if entry else (),
            context=message.context or None,
        )
    body = BytesIO()
    write_po(body, fresh, width=WIDTH, no_location=True, omit_header=True, sort_output=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    text = f"{head_of(file, language)}\n\n{body.getvalue().decode().strip()}\n"
    file.write_text(text, encoding="utf-8")


def head_of(file: Path, language: str) -> str:
    """Return the notes and the header entry at the top of a catalogue."""
    if file.exists():
        return file.read_text(encoding="utf-8").partition("\n\n")[0].strip()
    lines = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {get_plural(language).plural_forms}",
    )
    return "\n".join(['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in lines)])


def entry_of(catalogue: Catalog, message: Message) -> Entry | None:
    """Return the entry of exactly this message."""
    entry = catalogue.get(message.singular, message.context or None)
    plural = entry.id[1] if entry and not isinstance(entry.id, str) else ""
    return entry if plural == message.plural else None


def shortcomings(root: Path) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with the catalogues: language, kind of fault, text of the source."""
    messages = messages_of(root)
    for language, file in catalogue_files().items():
        catalogue = read_catalogue(file, language)
        for message in messages:
            entry = entry_of(catalogue, message)
            texts = translations_of(entry)
            if entry is None or entry.fuzzy or not texts or not all(texts):
                yield language, "not translated", message.singular
            elif not all(keeps_placeholders(message, text) for text in texts):
                yield language, "placeholders differ", message.singular
        current = {(message.singular, message.context or None) for message in messages}
        for entry in catalogue:
            singular = entry.id if isinstance(entry.id, str) else entry.id[0]
            if singular and (singular, entry.context) not in current:
                yield language, "no longer in the sources", singular


def translations_of(entry: Entry | None) -> tuple[str, ...]:
    """Return the translation of an entry, one text for each plural form."""
    if entry is None or not entry.string:
        return ()
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)


def keeps_placeholders(message: Message, translation: str) -> bool:
    """Return whether a translation names what the source names, neither more nor less."""
    wanted = set(PLACEHOLDER.findall(message.plural or message.singular))
    return set(PLACEHOLDER.findall(translation)) == wanted
