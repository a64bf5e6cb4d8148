"""`manage.py configuration`: what is set up here, as files; a difference first, then a load."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.configuration.comparing import Comparison, compare
from cases.configuration.exporting import digest_of, exported
from cases.configuration.faults import fault_of
from cases.configuration.files import FILE_KINDS, only_files
from cases.configuration.installing import (
    OthersLoadedError,
    UnusableError,
    alone,
    keep_files,
    let_count,
    own_files,
    try_files,
)
from cases.configuration.loading import OtherwiseError, load_entries
from cases.configuration.sets import (
    Files,
    UnreadableError,
    files_of,
    laid_out,
    left_alone,
    packed,
    write_files,
)
from cases.configuration.telling import sentences_of
from cases.core.actor import SYSTEM
from cases.core.audit import write_entry
from cases.core.context import eyes
from cases.seeding.applied import turn
from cases.seeding.entries import FaultyError

EXPORTED = ("configuration.exported", "export_configuration")
ACTS = {
    "export": "write_everything",
    "compare": "show_difference",
    "load": "load_set",
    "check": "read_every_file",
}
AGAIN = "Nothing was changed; compare again."
MOST_NAMED = 5
NOTHING = "There is nothing of a configuration in it."
FILES_ALONE = "roles, letters, terms and rules alone: entries of the register are left out"


class Command(BaseCommand):
    """Acts as the system: nobody's name is put on what the machine's keeper does."""

    help = "Write the configuration to files, compare a set of files with it, load one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and with which folder or ZIP."""
        acts = parser.add_subparsers(dest="act", required=True)
        out = acts.add_parser("export", help="write everything that is in force")
        out.add_argument("path", type=Path, help="a folder that is not there yet, or a .zip")
        beside = acts.add_parser("compare", help="show what a load would change, and its digest")
        beside.add_argument("path", type=Path, help="a folder or a .zip")
        beside.add_argument("--files", action="store_true", help=FILES_ALONE)
        load = acts.add_parser("load", help="load what was compared")
        load.add_argument("path", type=Path, help="a folder or a .zip")
        load.add_argument("--files", action="store_true", help=FILES_ALONE)
        load.add_argument("--expecting", required=True, help="the digest that compare printed")
        acts.add_parser("check", help="read every file that is in force")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say in plain words what is wrong."""
        try:
            getattr(self, ACTS[options["act"]])(options)
        except UnreadableError as fault:
            raise CommandError(f"This set of files cannot be taken. {fault}") from None
        except FaultyError as faulty:
            for line in faulty.faults:
                self.stderr.write(str(line))
            raise CommandError("The set is faulty. Nothing was changed.") from None

    def read_every_file(self, options: dict[str, Any]) -> None:
        """Read every file by whoever reads it at work; say what is wrong with each."""
        faults = list(filter(None, map(fault_of, FILE_KINDS)))
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write("Every file can be read.")

    def write_everything(self, options: dict[str, Any]) -> None:
        """Write everything; what is there already is never written over."""
        path = options["path"]
        if path.exists():
            raise CommandError(f"{path} is there already. Name another place.")
        with eyes(SYSTEM):
            files = exported(SYSTEM)
            write_entry(*EXPORTED, [])
        if path.suffix == ".zip":
            path.write_bytes(packed(files))
        else:
            path.mkdir(parents=True)
            write_files(files, path)
        self.stdout.write(f"{len(files)} files written. Digest: {digest_of(files)}")

    def show_difference(self, options: dict[str, Any]) -> None:
        """Show what a load would change; nothing is written."""
        files = self.files_in(options)
        others = left_alone(options["path"])
        if others:
            named = ", ".join(others[:MOST_NAMED])
            self.stdout.write(f"Not of a configuration, left alone: {len(others)} ({named})")
        with laid_out(files) as folder:
            self.show(self.checked(folder, files))

    def checked(self, folder: Path, files: Files) -> Comparison:
        """Return the difference, of a set whose files whoever reads them at work can read.

        The files are tried when nothing is read any more: that takes longer than a transaction may.
        """
        with eyes(SYSTEM):
            shown = compare(SYSTEM, folder, files)
        if shown.files:
            try:
                try_files(own_files(files))
            except UnusableError as fault:
                self.stderr.write(str(fault))
                raise CommandError("These files cannot be used. Nothing was changed.") from None
        return shown

    def load_set(self, options: dict[str, Any]) -> None:
        """Load what was compared: entries in one transaction, files with it or not at all."""
        files = self.files_in(options)
        with laid_out(files) as folder:
            shown = self.checked(folder, files)
            if shown.digest != options["expecting"]:
                self.differs(shown)
            if not shown.files:
                self.write_entries(folder, files, shown.digest)
                return
            if not settings.CONFIGURATION:
                raise CommandError("Set CONFIGURATION to a directory: files are kept there.")
            try:
                with alone():
                    self.load_files(folder, files, shown)
            except OthersLoadedError:
                raise CommandError(f"Other files were loaded meanwhile. {AGAIN}") from None

    def load_files(self, folder: Path, files: Files, shown: Comparison) -> None:
        """Write entries, then let the files count."""
        name = keep_files(own_files(files))
        self.write_entries(folder, files, shown.digest)
        let_count(name)
        self.stdout.write(f"{len(shown.files)} files changed ({name}).")
        self.stdout.write("They count when the servers and workers start again.")

    def write_entries(self, folder: Path, files: Files, expecting: str) -> None:
        """Write what differs, in one transaction."""
        try:
            with turn():
                done = load_entries(SYSTEM, folder, files, expecting)
        except OtherwiseError as other:
            self.differs(other.found)
        self.stdout.write(f"{len(done.writes)} entries written.")

    def files_in(self, options: dict[str, Any]) -> Files:
        """Return the files of the set, or of them what is read at the start; there must be some."""
        files = files_of(options["path"])
        if options["files"]:
            files = only_files(files)
        if not files:
            raise CommandError(NOTHING)
        return files

    def show(self, shown: Comparison) -> None:
        """Print what differs."""
        for sentence in sentences_of(shown):
            self.stdout.write(sentence)
        self.stdout.write(f"Digest: {shown.digest}")

    def differs(self, found: Comparison) -> NoReturn:
        """Show the difference as it is now, and stop."""
        self.show(found)
        raise CommandError(f"The difference is another one than was expected. {AGAIN}")
