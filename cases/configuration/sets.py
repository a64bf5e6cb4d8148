"""A set of files of a configuration: in a folder, or packed as a ZIP of the same layout."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.utils.translation import gettext as _

from cases.configuration.files import FILE_KINDS
from cases.configuration.registry import KINDS

Files = dict[str, bytes]
"""Name below the folder -> content."""
MOST_FILES: Final = 500
MOST_BYTES: Final = 2_000_000
MOST_LINES: Final = 60_000
"""What is set up for a ministry takes a fifth of a megabyte and some thousand lines; reading a
million lines, and telling what is wrong with each, keeps a worker for minutes."""
MOST_SENT: Final = 2_000_000
UNUSUAL: Final = tuple(end.encode() for end in ("\x85", "\u2028", "\u2029"))
LINE_ENDS: Final = (b"\n", b"\r", b"\x0b", b"\x0c", b"\x1c", b"\x1d", b"\x1e", *UNUSUAL)
FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The same set gives the same ZIP, byte for byte."""


NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}(/[A-Za-z0-9][A-Za-z0-9_.-]{0,99})?")
LONGEST_TOLD: Final = 80
LOCKED: Final = 1
"""The flag of an entry that takes a password."""
PACKED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
DAMAGED: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError),
    *(EOFError, ValueError, OverflowError, OSError, MemoryError),
)
"""What the reader of the standard library raises for bytes that are no ZIP, or a spoilt one."""


class UnreadableError(Exception):
    """This is no set of files of a configuration; says why in a sentence."""


def is_known(name: str) -> bool:
    """Return whether a file of this name belongs to a configuration."""
    if not NAME.fullmatch(name):
        return False
    patterns = [kind.glob for kind in KINDS] + [row for kind in FILE_KINDS for row in kind.globs]
    deep = name.count("/")
    return any(fnmatchcase(name, pattern) and pattern.count("/") == deep for pattern in patterns)


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of the files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return stream.getvalue()


def unpacked(content: bytes) -> Files:
    """Return the files of a ZIP; what is no configuration is refused before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            check_entries(entries)
            files = {entry.filename: archive.read(entry) for entry in entries}
    except DAMAGED as fault:
        raise UnreadableError(_("This is no ZIP that can be read.")) from fault
    check_sizes(files)
    return files


def check_sizes(files: Mapping[str, bytes]) -> None:
    """Raise `UnreadableError` for a set that is larger, or of more lines, than any can be."""
    if sum(map(len, files.values())) > MOST_BYTES:
        raise UnreadableError(too_large())
    if sum(map(lines_in, files.values())) > MOST_LINES:
        words = _("The files have more than %(most)s lines together. Send the set in parts.")
        raise UnreadableError(words % {"most": MOST_LINES})


def lines_in(content: bytes) -> int:
    """Return how many lines a reader of text finds in a file, however they end."""
    return sum(map(content.count, LINE_ENDS)) - content.count(b"\r\n") + 1


def too_large() -> str:
    """Return the sentence of a set of too many bytes."""
    words = _("Unpacked, the files are larger than %(most)s MB together.")
    return words % {"most": MOST_BYTES // 1_000_000}


def check_entries(entries: Sequence[zipfile.ZipInfo]) -> None:
    """Raise `UnreadableError` unless these are files of a configuration, and few enough."""
    if not entries:
        raise UnreadableError(_("There is nothing in the ZIP."))
    if len(entries) > MOST_FILES:
        words = _("There are more than %(most)s files in the ZIP.")
        raise UnreadableError(words % {"most": MOST_FILES})
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise UnreadableError(too_large())
    seen: set[str] = set()
    for entry in entries:
        if why := fault_of(entry, seen):
            raise UnreadableError(why % {"name": told_name(entry.filename)})
        seen.add(entry.filename)


def fault_of(entry: zipfile.ZipInfo, seen: Container[str]) -> str:
    """Return why an entry of a ZIP is not taken, empty when it is."""
    if not is_known(entry.filename):
        return _("“%(name)s” is no file of a configuration.")
    if entry.filename in seen:
        return _("“%(name)s” stands in the ZIP twice.")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        return _("“%(name)s” is a link and no file.")
    if entry.flag_bits & LOCKED or entry.compress_type not in PACKED:
        return _("“%(name)s” is locked, or packed in a way that is not taken.")
    return ""


def told_name(name: str) -> str:
    """Return a name as a sentence may hold it: of letters that can be seen, and not for ever."""
    return "".join(char if char.isprintable() else "?" for char in name)[:LONGEST_TOLD]


def files_of(path: Path) -> Files:
    """Return the files of a folder or of a ZIP; in a folder other files are left alone."""
    if path.is_file():
        return unpacked(read_all([path])[0])
    if not path.is_dir():
        raise UnreadableError(_("%(path)s is not there.") % {"path": path})
    names = [
        name
        for file in sorted(path.rglob("*"))
        if file.is_file() and is_known(name := file.relative_to(path).as_posix())
    ]
    found = dict(zip(names, read_all([path / name for name in names]), strict=True))
    check_sizes(found)
    return found


def read_all(paths: Sequence[Path]) -> list[bytes]:
    """Return the content of each file; larger together than a set may be, none is read."""
    if sum(path.stat().st_size for path in paths) > MOST_BYTES:
        raise UnreadableError(too_large())
    return [path.read_bytes() for path in paths]


def left_alone(path: Path) -> list[str]:
    """Return the files of a folder that are of no configuration: a name may be mistyped."""
    if not path.is_dir():
        return []
    names = [row.relative_to(path).as_posix() for row in path.rglob("*") if row.is_file()]
    return sorted(name for name in names if not is_known(name))


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@contextmanager
def laid_out(files: Mapping[str, bytes]) -> Iterator[Path]:
    """Give a folder with the files for as long as the block runs."""
    with TemporaryDirectory(prefix="configuration-") as folder:
        inside = Path(folder) / "configuration"
        inside.mkdir()
        write_files(files, inside)
        yield inside
