"""The kinds of files of a configuration: read when a process starts, kept as they were written.

Each names who reads it, so that a set can be tried before it counts. What a set does not hold stays
as it is, and what equals the release is not kept apart: it goes on with the release.
"""

import difflib
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.accounts.administrators.rules import terms as by_two
from cases.casework.follow_up import terms as follow_up
from cases.casework.protection.catalogue import catalogue
from cases.casework.recounts.settled import settled
from cases.citizens.names import known as syllables
from cases.citizens.search.weights import weights
from cases.configuration.choices import Change
from cases.configuration.roles import read_roles
from cases.core.configured import path_of, released
from cases.core.errors import Sentence
from cases.core.scopes import scope_rows
from cases.exports.rules import rules as export_rules
from cases.incidents.tolerances import tolerances
from cases.intake.lists import headings
from cases.intake.lists.answers import words as answers
from cases.letters.kinds import kinds as letters
from cases.money.rules import fund_rules
from cases.movements.handover.papers import handover_rules
from cases.movements.manifests.kinds import manifest_forms
from cases.movements.rules import rules as movement_rules
from cases.privacy.terms import terms as rights
from cases.publishing.definitions.reading import definitions
from cases.retention.rules import rules as retention

DIGITS: Final = 12
MOST_LINES: Final = 5_000
"""Two files with more lines than that together are told by their digests alone: comparing lines
takes time by their square."""


@dataclass(frozen=True)
class FileKind:
    """Files that are read together, and who reads them."""

    code: str
    label: Sentence
    globs: tuple[str, ...]
    read: Callable[[], object]

    @property
    def root(self) -> str:
        """The file or the folder that an installation has of its own, or has not."""
        return self.globs[0].partition("/")[0]

    def owns(self, name: str) -> bool:
        """Return whether a file of this name is one of these."""
        return any(
            fnmatchcase(name, glob) and name.count("/") == glob.count("/") for glob in self.globs
        )

    def found(self, find: Callable[[str], Path]) -> dict[str, bytes]:
        """Return name -> content, of the release or in force, as `find` says."""
        return dict(sorted(self.every(find)))

    def every(self, find: Callable[[str], Path]) -> Iterator[tuple[str, bytes]]:
        """Yield each file."""
        root = find(self.root)
        for glob in self.globs:
            folder, _slash, pattern = glob.rpartition("/")
            if not folder:
                yield glob, root.read_bytes()
                continue
            for path in root.glob(pattern):
                yield f"{folder}/{path.name}", path.read_bytes()


def read_syllables() -> object:
    """Read what is known of the syllables of names."""
    return syllables.shares(), syllables.sex_of(), syllables.regional_pairs()


def read_headings() -> object:
    """Read the words that stand above columns, and those of rows."""
    of_rows = map(headings.words_of_rows, ("relatives", "doubtful_relatives", "no_relatives"))
    return headings.known_headings(), headings.totals(), headings.counted(), *of_rows


def read_answers() -> object:
    """Read the words in which bodies answer."""
    return answers.headings(), answers.meanings()


FILE_KINDS: Final[tuple[FileKind, ...]] = (
    FileKind("roles", _("Roles"), ("roles.toml",), read_roles),
    FileKind("scopes", _("Scopes of tokens"), ("scopes.toml",), scope_rows),
    FileKind("administrators", _("Changes to administrators"), ("administrators.toml",), by_two),
    FileKind("exports", _("Exports"), ("exports.toml",), export_rules),
    FileKind("letters", _("Letters"), ("letters/*.toml", "letters/*.typ"), letters),
    FileKind("manifests", _("Manifests"), ("manifests/*.toml", "manifests/*.typ"), manifest_forms),
    FileKind("retention", _("Retention"), ("retention.toml",), retention),
    FileKind("rights", _("Terms of requests about data"), ("rights.toml",), rights),
    FileKind("protection", _("Protection"), ("protection.toml",), catalogue),
    FileKind("follow_up", _("Follow-up"), ("follow_up.toml",), follow_up.terms),
    FileKind("fund_rules", _("Rules of the Fund"), ("fund_rules.toml",), fund_rules),
    FileKind("movement_rules", _("Checks of journeys"), ("movement_rules.toml",), movement_rules),
    FileKind("recounts", _("Clocks counted anew without asking"), ("recounts.toml",), settled),
    FileKind("handover", _("Papers of a handover"), ("handover.toml",), handover_rules),
    FileKind("figures", _("Definitions of figures"), ("figures.toml",), definitions),
    FileKind("tolerances", _("When ours confirms a figure"), ("tolerances.toml",), tolerances),
    FileKind("list_headings", _("Headings of lists"), ("list_headings.toml",), read_headings),
    FileKind("answers", _("Words of answers"), ("answers.toml",), read_answers),
    FileKind("matching", _("Weights of matching"), ("matching.toml",), weights),
    FileKind("name_syllables", _("Syllables of names"), ("name_syllables.toml",), read_syllables),
)


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file that would be another: digests of both, and the lines that differ."""

    kind: FileKind
    name: str
    change: Change
    before: str
    after: str
    lines: tuple[str, ...]


def only_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what of a set is read when a process starts, without entries of the register."""
    return {
        name: text for name, text in files.items() if any(kind.owns(name) for kind in FILE_KINDS)
    }


def files_in_force() -> dict[str, bytes]:
    """Return every file that this process reads."""
    return {name: text for kind in FILE_KINDS for name, text in kind.found(path_of).items()}


def is_own(kind: FileKind) -> bool:
    """Return whether this installation has files of its own for it."""
    return path_of(kind.root) != released(kind.root)


def short(content: bytes) -> str:
    """Return what stands for a file on a page."""
    return hashlib.sha256(content).hexdigest()[:DIGITS]


def compared_files(files: Mapping[str, bytes]) -> Iterator[FileLine]:
    """Yield the files of a set that differ from those in force."""
    for kind in FILE_KINDS:
        here = kind.found(path_of)
        for name in sorted(files):
            if kind.owns(name) and here.get(name) != files[name]:
                yield line_of(kind, name, here.get(name), files[name])


def line_of(kind: FileKind, name: str, before: bytes | None, after: bytes) -> FileLine:
    """Return what differs between two contents of a file."""
    former = (before or b"").decode(errors="replace").splitlines()
    latter = after.decode(errors="replace").splitlines()
    is_long = len(former) + len(latter) > MOST_LINES
    lines = () if is_long else tuple(difflib.unified_diff(former, latter, lineterm="", n=1))[2:]
    change = Change.NEW if before is None else Change.CHANGED
    return FileLine(kind, name, change, short(before) if before else "", short(after), lines)
