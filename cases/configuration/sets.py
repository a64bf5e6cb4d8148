"""A set of files of a configuration: in a folder, or packed as a ZIP of the same layout."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from cases.configuration.files import FILE_KINDS
from cases.configuration.registry import KINDS

Files = dict[str, bytes]
"""Name below the folder -> content."""
MOST_FILES: Final = 500
MOST_BYTES: Final = 20_000_000
MOST_SENT: Final = 2_000_000
FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The same set gives the same ZIP, byte for byte."""


class UnreadableError(ValueError):
    """This is no set of files of a configuration."""


def is_known(name: str) -> bool:
    """Return whether a file of this name belongs to a configuration."""
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
            names = [entry.filename for entry in entries]
            too_large = sum(entry.file_size for entry in entries) > MOST_BYTES
            if len(entries) > MOST_FILES or too_large or len(set(names)) < len(names):
                raise UnreadableError("too large, or a name stands in it twice")
            if not entries:
                raise UnreadableError("there is nothing in it")
            odd = [name for name in names if not is_known(name)]
            if odd:
                raise UnreadableError(f"not known here: {', '.join(sorted(odd)[:5])}")
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as fault:
        raise UnreadableError("this is no ZIP that can be read") from fault


def files_of(path: Path) -> Files:
    """Return the files of a folder or of a ZIP; in a folder other files are left alone."""
    if path.is_file():
        return unpacked(path.read_bytes())
    if not path.is_dir():
        raise UnreadableError(f"{path} is not there")
    found = {}
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path).as_posix()
        if file.is_file() and is_known(name):
            found[name] = file.read_bytes()
    return found


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
