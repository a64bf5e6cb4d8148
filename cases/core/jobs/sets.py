"""Rows that a job works on in sets: one that cannot be worked on is set aside, the others go on.

What a set that fails has written is taken back, and the next set is half as long, until the row
that fails stands alone: it is set aside under the locks it was read with, and the sets grow again.
Each set that fails is one chunk or less, so no chunk lasts longer than before. While nothing fails
this costs one savepoint for each set.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

import structlog
from django.db import InterfaceError, InternalError, OperationalError, transaction

from cases.core.jobs.declared import Arguments
from cases.core.jobs.queue import LostClaimError

MOST_IN_A_ROW: Final = 10
"""So many rows that fail one after the other are no bad rows: the fault is in what is done."""
OF_THE_MACHINE: Final = (OperationalError, InterfaceError, InternalError, LostClaimError)
"""The third is what a transaction gets that took longer than its role may."""
log = structlog.stdlib.get_logger("cases.jobs")


@dataclass(frozen=True, slots=True)
class Pace:
    """How long the next set of a job is: `usual` as long as nothing fails.

    `longest` is 0 for the usual length, `near` among how many of the next rows one fails, `failed`
    how many rows failed since one was done.
    """

    usual: int
    longest: int = 0
    near: int = 0
    failed: int = 0

    @property
    def size(self) -> int:
        """How many rows the next set has at most."""
        return self.longest or self.usual

    def arguments(self) -> Arguments:
        """Return what a job keeps of it for its next chunk; nothing while nothing fails."""
        said = {"longest": self.longest, "near": self.near, "failed": self.failed}
        return {name: value for name, value in said.items() if value}

    def halved(self, rows: int) -> "Pace":
        """Return the pace after a set of so many rows that failed."""
        return replace(self, longest=rows // 2, near=rows)

    def passed(self, rows: int, failed: int = 0) -> "Pace":
        """Return the pace after so many rows that were dealt with; sets grow past what failed."""
        near = 0 if failed else max(0, self.near - rows)
        longest = min(self.longest, near) or self.longest * 2
        return Pace(self.usual, longest if longest < self.usual else 0, near, failed)


def work_on[Row](
    rows: Sequence[Row],
    work: Callable[[Sequence[Row]], object],
    set_aside: Callable[[Row, str], object],
    pace: Pace,
) -> tuple[int, Pace]:
    """Do `work` on a set; return how many rows were dealt with, and the pace of the next set.

    None were where the set failed: its rows are to be read again. `set_aside` takes the row that
    cannot be worked on, and the reference under which its fault stands in the log. What the machine
    or the database does to a chunk is no fault of a row and raised, as is the fault of a row after
    ten others: then the job fails, is tried again and shown.
    """
    try:
        with transaction.atomic():
            work(rows)
    except OF_THE_MACHINE:
        raise
    except Exception as fault:  # kept in the log and shown with the row, as that of a whole job is
        if len(rows) > 1:
            log.warning("job_set_failed", rows=len(rows), error=type(fault).__name__)
            return 0, pace.halved(len(rows))
        if pace.failed >= MOST_IN_A_ROW:
            raise
        reference, number = uuid4().hex[:8], getattr(rows[0], "pk", rows[0])
        log.exception("job_row_set_aside", reference=reference, row=number)
    else:
        return len(rows), pace.passed(len(rows))
    set_aside(rows[0], reference)
    return 1, replace(pace, longest=1).passed(1, pace.failed + 1)
