"""The state table: which act is possible from which position. Pure; no database, no actor."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.casework.choices import Stage, TransitionKind

ORDER: tuple[str, ...] = tuple(Stage.values)
Changes = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Position:
    """An account of the ledger: stage, owning mission, on hold or not, outcome."""

    stage: str
    mission_id: int | None
    held: bool
    outcome: str

    def changed(self, changes: Changes) -> "Position":
        """Return the position after what a row itself changes, taking the rest from here."""
        stage = str(changes.get("stage", self.stage))
        closed = stage == Stage.CLOSED
        mission = changes.get("mission_id", self.mission_id)
        return Position(
            stage=stage,
            mission_id=mission if isinstance(mission, int) else None,
            held=bool(changes.get("held", self.held)) and not closed,
            outcome=str(changes.get("outcome", self.outcome)) if closed else "",
        )


OUTSIDE = Position(stage="", mission_id=None, held=False, outcome="")


def next_stage(stage: str) -> str | None:
    """Return the stage that `advance` leads to; closing is an act of its own."""
    if stage not in ORDER[:-2]:
        return None
    return ORDER[ORDER.index(stage) + 1]


def allowed_kinds(position: Position) -> frozenset[str]:
    """Return the kinds of act that the table allows from `position`."""
    if position.stage == "":
        return frozenset({TransitionKind.OPEN})
    if position.stage == Stage.CLOSED:
        return frozenset({TransitionKind.REOPEN, TransitionKind.FACT})
    if position.held:
        return frozenset({TransitionKind.RESUME, TransitionKind.FACT, TransitionKind.TRANSFER})
    kinds = {
        TransitionKind.HOLD,
        TransitionKind.CLOSE,
        TransitionKind.FACT,
        TransitionKind.TRANSFER,
    }
    if next_stage(position.stage) is not None:
        kinds.add(TransitionKind.ADVANCE)
    return frozenset(kinds)


def is_ordinary(kind: str, before: Position, after: Position) -> bool:
    """Return whether the table has this move; copies that do not fit are listed for review."""
    if kind not in allowed_kinds(before):
        return False
    if kind == TransitionKind.ADVANCE:
        return after.stage == next_stage(before.stage)
    if kind in {TransitionKind.CLOSE, TransitionKind.REOPEN}:
        return (after.stage == Stage.CLOSED) == (kind == TransitionKind.CLOSE)
    if kind == TransitionKind.TRANSFER:
        return after.mission_id != before.mission_id
    return True
