"""What is set up here: how many entries of each kind, which files, each with its digest."""

from dataclasses import dataclass

from cases.configuration.exporting import digest_of, exported_entries
from cases.configuration.files import FILE_KINDS, FileKind, is_own
from cases.configuration.kinds import Kind
from cases.configuration.registry import KINDS
from cases.core.actor import Actor
from cases.core.configured import is_outdated, path_of


@dataclass(frozen=True, slots=True)
class EntriesOf:
    """The entries of one kind."""

    kind: Kind
    count: int
    digest: str


@dataclass(frozen=True, slots=True)
class FilesOf:
    """The files of one kind; `is_own`: of this installation and not of the release."""

    kind: FileKind
    count: int
    digest: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything; two servers with one digest are set up alike."""

    digest: str
    entries: tuple[EntriesOf, ...]
    files: tuple[FilesOf, ...]
    is_outdated: bool


def standing(actor: Actor) -> Standing:
    """Return what is in force, through the eyes of the actor."""
    entries, files = [], []
    whole: dict[str, bytes] = {}
    for kind in KINDS:
        stored = kind.stored(actor)
        texts = exported_entries({kind: stored})
        entries.append(EntriesOf(kind, len(stored), digest_of(texts)))
        whole |= {f"{kind.table}:{name}": text for name, text in texts.items()}
    for group in FILE_KINDS:
        found = group.found(path_of)
        files.append(FilesOf(group, len(found), digest_of(found), is_own(group)))
        whole |= found
    return Standing(digest_of(whole), tuple(entries), tuple(files), is_outdated())
