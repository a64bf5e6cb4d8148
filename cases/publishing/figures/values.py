"""What the counting answers, as plain values; pages, the command and tests read only these."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cases.core.errors import Sentence
from cases.incidents.models import Incident, ReportedFigure

Counts = Literal["persons", "cases"]
Subject = Literal["case", "crossing", "stay", "stage", "sex", "link"]
Reason = Literal["late", "corrected", "voided", "duplicate"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table.

    `key` is the stable name (stage, mission code, country, place code, ...), empty for not known;
    `share` is the percentage of the largest row. `men` and `women` are None where they are not
    told apart.
    """

    key: str
    label: Sentence
    count: int
    share: int = 0
    men: int | None = None
    women: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Totals by one dimension; the rows sum to `total`, what is not known included.

    Not told (`is_told`): by this dimension these eyes get nothing, which is not nobody.
    """

    dimension: str
    counts: Counts
    title: Sentence
    column: Sentence
    rows: tuple[Row, ...]
    is_told: bool = True

    @property
    def total(self) -> int | None:
        """The sum of the rows; None where they are not told."""
        return sum(row.count for row in self.rows) if self.is_told else None

    def count(self, key: str) -> int:
        """The number under `key`; nothing counted is nought."""
        return sum(row.count for row in self.rows if row.key == key)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of an incident as of a moment, as known at another.

    `as_of` and `known_at` are the moments really used: for a mission whole days, a `known_at` not
    given is now. `persons` holds the tables by country, place, holder and sex, each summing to
    `counted`; `stages` those by stage, mission, held and outcome, each summing to `cases`.
    `present` (is in the country at `as_of`) and `crossed` (had crossed into it by `as_of`) are two
    definitions: people leave again. `last_known`: of those whose whereabouts are not known since
    contact was lost, how many were last known in which country. `straddling` counts the crossings
    and stays of those counted whose interval holds `as_of` before its end, so that they may have
    happened already and do not count yet; `straddling_stages` the same of ledger rows of cases.
    `contradictory` counts persons whose points do not fit each other; the last one counts.
    `unsaid` are the cases of persons of whom no nationality was told: none of them is counted.
    """

    incident: Incident
    as_of: datetime
    known_at: datetime
    is_known_now: bool
    is_provisional: bool
    zone: str
    counted: int
    cases: int
    persons: tuple[Table, ...]
    stages: tuple[Table, ...]
    present: tuple[Row, ...]
    crossed: tuple[Row, ...]
    last_known: tuple[Row, ...]
    straddling: int
    straddling_stages: int
    contradictory: int
    unsaid: int

    @property
    def tables(self) -> tuple[Table, ...]:
        """All totals: of persons, then of cases."""
        return (*self.persons, *self.stages)

    def table(self, dimension: str) -> Table:
        """The totals by one dimension."""
        return next(table for table in self.tables if table.dimension == dimension)


@dataclass(frozen=True, slots=True)
class LateNews:
    """One reason why a person counts otherwise at a moment since more is known.

    `subject` says what was learnt about and `reason` how: it came late, was corrected or voided, or
    the case was found to be a double. `before` and `after` say what the person counted as, empty
    for not at all. `occurred_from` and `occurred_at` date the fact, `known_at` says since when it
    is known, `mission` who recorded that, `source` who said so.
    """

    name: str
    reference: str
    url: str
    subject: Subject
    reason: Reason
    why: Sentence
    before: str
    after: str
    occurred_from: datetime | None
    occurred_at: datetime | None
    known_at: datetime
    mission: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A reported figure beside ours: same metric, same country, `moment` of the computed one.

    `value` is None where our ledgers have no counterpart; `why_not` then says why.
    """

    figure: ReportedFigure
    moment: datetime
    value: int | None = None
    men: int | None = None
    women: int | None = None
    definition: Sentence = ""
    why_not: Sentence = ""
