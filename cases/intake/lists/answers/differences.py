"""What a row of a reply says of the person otherwise than the record, and which of the two holds.

An officer decides row by row. A decision is about two values: where the row or the record says
something else by now, it is asked anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.casework.operations.differing import FIELD_OF
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, Sentence, not_allowed
from cases.intake.lists.choices import ListField
from cases.intake.lists.models import ListRow
from cases.intake.lists.said import Said, note, sentence_of
from cases.procedures.choices import About, Taking
from cases.procedures.models import Procedure
from cases.procedures.results import fields_of, read_result

ABOUT: Final[Mapping[str, str]] = {
    ListField.FULL_NAME: About.FULL_NAME,
    ListField.BIRTH: About.BIRTH,
}
"""What a result of a procedure can say of the person."""
DECISIONS: Final[Mapping[str, str]] = {at: FIELD_OF[about] for at, about in ABOUT.items()} | {
    ListField.DOCUMENT_NUMBER.value: "document_differs"
}
"""The input of the decision, by what differs; it stands under this name in `corrected`."""
OPEN: Final = "differs_open"
CODES: Final[Mapping[str, str]] = {
    Taking.KEEP: "differs_kept",
    Taking.TAKE_OVER: "differs_taken",
}
NOT_BY_LIST: Final[Sentence] = _(
    "An answer of this list cannot change that on the record. Correct the record by its own act, "
    "then match the row again."
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not that of the record; `old` is empty where the record says nothing."""

    at: str
    old: str
    new: str


def noted(
    found: Iterable[Difference], decided: Mapping[str, str], before: Sequence[Said]
) -> list[Said]:
    """Return a note on each difference: which of the two holds, or that it is to be said.

    `before`: the notes of the row when it was decided.
    """
    known = [one["params"] for one in before if one["code"] in {OPEN, *CODES.values()}]
    notes = []
    for one in found:
        said = {"what": one.at, "old": one.old or "–", "new": one.new}
        code = CODES.get(decided.get(DECISIONS[one.at], ""), OPEN)
        notes.append(note(code if said in known else OPEN, one.at, **said))
    return notes


def undecided(row: ListRow) -> list[Said]:
    """Return the notes on what is still to be decided of a row."""
    return [one for one in row.problems if one["code"] == OPEN]


def decide_all(
    actor: Actor, row: ListRow, procedure: Procedure | None, decided: Mapping[str, str]
) -> None:
    """Keep what was decided of each difference; 422 while one is open, or cannot be taken over.

    `procedure`: whose result the answer is; None where it has none.
    """
    problems = []
    for one in undecided(row):
        name = DECISIONS[one["field"]]
        taking = decided.get(name, "")
        if taking not in Taking.values:
            problems.append(Problem(name, "differs_undecided", sentence_of(one)))
        elif taking == Taking.TAKE_OVER and not (procedure and said_in_result([one], procedure)):
            problems.append(Problem(name, "not_by_list", NOT_BY_LIST))
        elif taking == Taking.TAKE_OVER and not actor.may("citizen.correct"):
            raise not_allowed()
        row.corrected[name] = taking
    if problems:
        raise Refused(problems[0].message, problems[0].code, 422, problems=problems)


def said_in_result(notes: Iterable[Said], procedure: Procedure) -> dict[str, Any]:
    """Return what differs as a result of the procedure takes it, of what it can take."""
    new = {ABOUT[one["field"]]: one["params"]["new"] for one in notes if one["field"] in ABOUT}
    said = {row.name: new[row.about] for row in fields_of(procedure) if row.about in new}
    _stored, problems = read_result(procedure, said)
    wrong = {problem.field.split(".")[1] for problem in problems}
    return {name: value for name, value in said.items() if name not in wrong}


def decided_of(row: ListRow) -> tuple[list[Said], dict[str, str]]:
    """Return the notes on what was decided of a row, and the decisions by their inputs."""
    notes = [one for one in row.problems if one["code"] in CODES.values()]
    return notes, {DECISIONS[one["field"]]: row.corrected[DECISIONS[one["field"]]] for one in notes}
