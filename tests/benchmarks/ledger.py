"""Writes the rows of one case: the case, its ledger, former values and audit entries."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

from cases.casework.states import OUTSIDE, Position
from tests.benchmarks.courses import Act
from tests.benchmarks.reference import USUAL_BASIS, Officer
from tests.benchmarks.rows import Uuids, array_of, json_of, stamp
from tests.benchmarks.tables import Tables

REPORT_SOURCES: Final = ("hotline", "relative", "host_authority", "walk_in", "list")
VOIDED: Final = json_of({"voided_at": None, "void_reason": ""})
HOLD_REASON: Final = "awaiting_document"
Account = tuple[str, int | None, bool, str]


@dataclass(slots=True)
class File:
    """A case about to be written."""

    id: int
    reference: str
    citizen_id: int
    incident_id: int
    mission_id: int
    officer: Officer
    assigned: Officer | None
    acts: list[Act]
    country: str = ""


@dataclass(slots=True)
class Row:
    """A ledger row that stands: its id, number, act and the two accounts."""

    id: int
    number: int
    act: Act
    before: Position
    after: Position


@dataclass(slots=True)
class Written:
    """A case whose ledger is written; its own row follows when all is known that it repeats."""

    file: File
    first: Row
    last: Row
    count: int
    known: int
    version: int


class Ledger:
    """Puts the acts of cases into their place, as `cases.casework.ledger` does."""

    def __init__(self, tables: Tables, uuids: Uuids) -> None:
        self.tables = tables
        self.uuids = uuids

    def write(self, file: File, late: Act | None) -> Written:
        """Write the ledger of a case in order, then an act that we heard of late."""
        standing: list[Row] = []
        before = OUTSIDE
        for act in file.acts:
            row = self.placed(len(standing) + 1, act, before)
            standing.append(row)
            before = row.after
        self.write_row(file, standing[0])
        self.write_audit(file, file.acts[0])
        for earlier, row in pairwise(standing):
            self.write_row(file, row, voided=late)
            self.write_version(file, row, earlier)
            self.write_audit(file, row.act)
        known, count = file.acts[-1].recorded_at, len(standing)
        if late is not None:
            known, count = late.recorded_at, count + self.write_late(file, standing, late)
        return Written(file, standing[0], standing[-1], count, known, len(standing))

    def placed(self, number: int, act: Act, before: Position) -> Row:
        """Return the row of an act behind the position before it."""
        row_id = self.tables.transition.next_id()
        return Row(row_id, number, act, before, before.changed(act.changes))

    def write_late(self, file: File, standing: list[Row], late: Act) -> int:
        """Append the late act and a copy of the closing behind it; return how many rows."""
        opened, closed = standing
        row = self.placed(3, late, opened.after)
        copy = self.placed(4, closed.act, row.after)
        self.write_row(file, row)
        self.write_row(file, copy, copy_of=closed, recorded_at=late.recorded_at)
        self.tables.version.add(
            late.recorded_at,
            self.tables.version.next_id(),
            "cases_transition",
            closed.id,
            file.id,
            None,
            VOIDED,
            late.operation,
            file.officer.staff_id,
            stamp(late.recorded_at),
        )
        self.write_audit(file, late)
        return 2

    def write_row(
        self,
        file: File,
        row: Row,
        *,
        voided: Act | None = None,
        copy_of: Row | None = None,
        recorded_at: int = 0,
    ) -> None:
        """Write one row of the ledger."""
        act = row.act
        recorded_at = recorded_at or act.recorded_at
        self.tables.transition.add(
            recorded_at,
            row.id,
            stamp(act.occurred_from),
            stamp(act.occurred_at),
            stamp(recorded_at),
            stamp(voided.recorded_at) if voided else None,
            "Late news." if voided else "",
            "record_fact" if copy_of else act.operation,
            act.source,
            "",
            file.officer.staff_id,
            file.mission_id,
            self.uuids.next(),
            file.id,
            row.number,
            act.kind,
            *account(row.before),
            *account(row.after),
            json_of(act.changes),
            act.reason,
            copy_of.id if copy_of else None,
            False,
            "{}",
        )

    def write_version(self, file: File, row: Row, earlier: Row) -> None:
        """Write what the case row said before the act."""
        old = changed(row.before, row.after)
        old["position_from"] = stamp(earlier.act.occurred_from)
        old["position_at"] = stamp(earlier.act.occurred_at)
        self.tables.version.add(
            row.act.recorded_at,
            self.tables.version.next_id(),
            "cases_case",
            file.id,
            file.id,
            file.citizen_id,
            json_of(old),
            row.act.operation,
            file.officer.staff_id,
            stamp(row.act.recorded_at),
        )

    def write_audit(self, file: File, act: Act) -> None:
        """Write the entry of an act."""
        subject = {"table": "cases_case", "id": file.id, "reference": file.reference}
        self.tables.audit.add(
            act.recorded_at,
            self.tables.audit.next_id(),
            stamp(act.recorded_at),
            None,
            act.event,
            act.operation,
            "done",
            "",
            "staff",
            file.officer.staff_id,
            file.officer.posting_id,
            file.mission_id,
            file.id,
            file.citizen_id,
            json_of([subject]),
            "[]",
        )

    def write_case(self, written: Written, work: dict[str, Any]) -> None:
        """Write the case where its ledger ends, with what it repeats of the work on it."""
        file, first, last, now = written.file, written.first, written.last, written.last.after
        told = ("blocked_from", "blocked_since", "next_due_at", "valid_until")
        first_since, since, due, until = (work[name] and work[name].isoformat() for name in told)
        self.tables.case.add(
            written.known,
            file.id,
            stamp(written.known),
            file.reference,
            file.citizen_id,
            file.incident_id,
            now.mission_id,
            array_of([file.mission_id]),
            now.stage,
            now.held,
            HOLD_REASON if now.held else "",
            now.outcome,
            file.assigned.staff_id if file.assigned else None,
            REPORT_SOURCES[file.id % len(REPORT_SOURCES)],
            "",
            stamp(first.act.occurred_from),
            stamp(first.act.occurred_at),
            stamp(last.act.occurred_from),
            stamp(last.act.occurred_at),
            stamp(first.act.recorded_at),
            written.count,
            None,
            work["playbook_id"],
            work["blocker_kind"],
            work["blocker_procedure_id"],
            work["blocker_condition"],
            work["blocker_body"],
            work["blocker_authority_id"],
            first_since,
            since,
            due,
            work["next_due_limit_id"],
            until,
            written.version,
        )
        self.write_basis(written)

    def write_basis(self, written: Written) -> None:
        """Let the usual legal basis carry the case since it was recorded."""
        file, known = written.file, written.first.act.recorded_at
        self.tables.basis.add(
            known,
            self.tables.basis.next_id(),
            # Made of the number of the case: the other rows draw the same ids as without it.
            UUID(int=file.id).hex,
            file.id,
            USUAL_BASIS,
            "mission",
            "",
            "",
            "",
            stamp(known),
            file.officer.staff_id,
            "",
        )


def account(position: Position) -> Account:
    """Return the four columns of one side of a row."""
    return position.stage, position.mission_id, position.held, position.outcome


def changed(before: Position, after: Position) -> dict[str, object]:
    """Return the former values of the columns that an act changed."""
    old: dict[str, object] = {}
    for name in ("stage", "held", "outcome"):
        if getattr(before, name) != getattr(after, name):
            old[name] = getattr(before, name)
    if "held" in old:
        old["hold_reason"] = HOLD_REASON if before.held else ""
    return old
