"""Stored files: bytes under names of ours in a directory that nothing serves, closed with a key.

    key = store.keep(content)       # durable before the row that names it is written
    store.read(key)                 # the bytes; `LostFileError` where they are not
    store.sweep(folder, known, older_than)  # removes what no row names
    with store.keep_long() as file: ...     # what is too long to be held whole
    store.read_long(key)                    # its bytes, part by part

`keep` writes to a temporary name, syncs, and renames: a row is written after that, in the
transaction of whoever keeps. A fault in between leaves bytes that no row names, never a row without
bytes, and the sweep takes them. Names are random numbers of ours; what a file was called at its
sender is a word in a row and never a path. Each file is closed with `STORED_FILES_KEY` and its own
name, so that a copy of the directory says nothing and one file is not put in the place of another.

Backups copy the directory after the database: a row of the copy then has its bytes.
"""

from cases.core.store.disk import (
    LostFileError,
    folders,
    keep,
    read,
    remove,
    sweep,
    sweep_unfinished,
)
from cases.core.store.long import LongFile, keep_long, read_long

__all__ = [
    "LongFile",
    "LostFileError",
    "folders",
    "keep",
    "keep_long",
    "read",
    "read_long",
    "remove",
    "sweep",
    "sweep_unfinished",
]
