"""Late news about the time in which another mission had the case.

It is written at once, since facts are never denied; it is marked, and that mission and
headquarters are told. What was known before stays as it was, so no past figure changes.
"""

from dataclasses import dataclass, field

from cases.casework.choices import TransitionKind
from cases.casework.models import Case, Transition
from cases.casework.telling import tell_of_change
from cases.missions.queries import headquarters_ids


@dataclass(slots=True)
class Others:
    """The missions, other than the present owner, whose time with the case reads otherwise now."""

    owner_id: int
    dropped: Transition | None = None
    missions: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.dropped is not None and self.dropped.to_mission_id != self.owner_id:
            self.missions.add(self.dropped.to_mission_id)

    def concerns(self, row: Transition) -> bool:
        """Return whether a row about to be written changes what another mission had, unasked.

        So does an opening that was elsewhere: the mission before had the case at that time. It is
        told of a takeover that is entered late too, which it had offered.
        """
        had_it = self.had_it_before(row)
        if had_it:
            self.missions |= {had_it, row.to_mission_id} - {self.owner_id}
            # Who offered a case knew that it would change hands, and no act takes that mark away.
            return row.kind != TransitionKind.TRANSFER
        if row.to_mission_id == self.owner_id:
            return False
        former = row.copied_from
        if former is not None and (former.before, former.after) == (row.before, row.after):
            return False
        self.missions.add(row.to_mission_id)
        return True

    def had_it_before(self, row: Transition) -> int | None:
        """Return who had the case until now where a new row says that another mission had it."""
        if row.copied_from_id is not None:
            return None
        if row.kind == TransitionKind.TRANSFER and row.occurred_at < row.recorded_at:
            return row.from_mission_id
        dropped = self.dropped
        if dropped is not None and dropped.to_mission_id != row.to_mission_id:
            return dropped.to_mission_id
        return None

    def tell(self, case: Case) -> None:
        """Tell those missions and headquarters."""
        if self.missions:
            tell_of_change(case, self.missions, headquarters_ids())
