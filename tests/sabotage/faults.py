"""The faults: what each changes, in a file or in the migrated database, and what it breaks.

They stand in `faults/<feature>.toml`. A fault in a file replaces `find`, which stands there once,
by `put`; one in a function of the database does the same in its definition; any other is SQL.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("faults")


@dataclass(frozen=True)
class Fault:
    """One change that a tired engineer or a bad merge might make, and the promise it breaks."""

    feature: str
    name: str
    promise: str
    file: str = ""
    function: str = ""
    find: str = ""
    put: str = ""
    sql: str = ""
    operations: tuple[str, ...] = ()

    @property
    def is_in_database(self) -> bool:
        return not self.file

    @property
    def digest(self) -> str:
        """By which a line of the table is known to be about this very change."""
        said = "\0".join((self.file, self.function, self.find, self.put, self.sql))
        return hashlib.sha256(said.encode()).hexdigest()[:8]

    def changed(self, text: str) -> str:
        """Return a text with the fault in it."""
        if text.count(self.find) != 1:
            raise ValueError(f"{self.name}: stands there {text.count(self.find)} times")
        return text.replace(self.find, self.put)


def every_fault() -> Iterator[Fault]:
    """Yield all of them, by feature."""
    for path in sorted(FOLDER.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["fault"]:
            operations = tuple(row.pop("operations", ()))
            yield Fault(path.stem, operations=operations, **row)
