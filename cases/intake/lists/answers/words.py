"""What the words of a reply mean, and what they make of the result of a procedure.

The words are data, `seeds/answers.toml`; what a result takes is said by its procedure.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final

from cases.casework.choices import Verdict
from cases.core.configured import path_of
from cases.core.errors import Problem
from cases.intake.lists.choices import ListField, Meaning
from cases.intake.lists.headings import key_of
from cases.intake.lists.models import ReceivedList
from cases.procedures.choices import ResultKind
from cases.procedures.models import Procedure
from cases.procedures.result_schema import ResultField
from cases.procedures.results import fields_of, read_result

PICKED: Final = frozenset({ResultKind.CHOICE, ResultKind.YESNO})


@cache
def seeds() -> dict[str, Any]:
    """Return the words as they stand in the file."""
    return tomllib.loads(path_of("answers.toml").read_text(encoding="utf-8"))


@cache
def headings() -> Mapping[str, str]:
    """Return heading as compared -> field, of the columns that only a reply has."""
    return {
        key_of(word): name for name, said in seeds()["heading"].items() for word in said["words"]
    }


@cache
def meanings() -> Mapping[str, str]:
    """Return words as compared -> meaning."""
    return {
        key_of(word): name for name, said in seeds()["meaning"].items() for word in said["words"]
    }


def meaning_of(text: str, procedure: Procedure | None = None) -> str:
    """Return what a cell says, "" where nobody can tell; the words of the procedure come first."""
    key = key_of(text)
    if procedure is not None:
        for row in fields_of(procedure):
            for choice in row.choices:
                said = (choice.label, choice.label_vi, choice.label_fr)
                if key in {key_of(label) for label in said if label}:
                    return meaning_of_choice(choice.value)
    return meanings().get(key, "")


def meaning_of_choice(value: str) -> str:
    """Return what a choice of a result means, "" for one that nobody has said."""
    rows = seeds()["meaning"].items()
    return next((name for name, said in rows if value in said["choices"]), "")


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer makes of a step: its verdict, the result, and what is wrong with that."""

    verdict: str
    result: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def answered(
    procedure: Procedure, meaning: str, dated_on: date, number: str, day: str = ""
) -> Answered | None:
    """Return what an answer makes of the step of a procedure; None where it cannot say that.

    Where no value of the result tells a no, the step is refused by it. The date of the letter is
    that of the answer, where the row has no `day`, and of nothing else: when a decision was taken,
    or somebody was handed over, it does not say. That is the day of the row, or what an officer has
    given for it.
    """
    rows = fields_of(procedure)
    said = decided(rows, meaning)
    if not said and meaning == Meaning.NOT_NATIONAL:
        return None
    if not said and meaning == Meaning.NO:
        return Answered(Verdict.REFUSED)
    if not said and any(row.required and row.kind in PICKED for row in rows):
        return None
    own = own_day(procedure)
    for row in rows:
        if day and row == own:
            said[row.name] = day
        elif row.answers:
            said[row.name] = dated_on.isoformat()
        elif row.kind == ResultKind.TEXT and row.name in seeds()["result"]["number"] and number:
            said[row.name] = number[: row.max_length]
    stored, problems = read_result(procedure, said)
    return Answered(Verdict.DONE, stored, problems)


def own_day(procedure: Procedure) -> ResultField | None:
    """Return the day of a result that stands for the answer, which a row may say.

    That of the answer, else that of the step, else the only one that is asked for; None where
    nothing or more is.
    """
    days = [row for row in fields_of(procedure) if row.kind == ResultKind.DAY and not row.about]
    found = (
        [row for row in days if row.answers]
        or [row for row in days if row.done]
        or [row for row in days if row.required and not row.expires]
    )
    return found[0] if len(found) == 1 else None


def lacking(procedure: Procedure, said: Answered | None) -> ResultField | None:
    """Return the first field that the result of a procedure still asks for, if it is known."""
    names = [problem.field.removeprefix("result.") for problem in said.problems] if said else []
    return next((row for row in fields_of(procedure) if row.name in names), None)


def said_by(
    received: ReceivedList, procedure: Procedure, values: Mapping[str, str]
) -> Answered | None:
    """Return what the values of a row of a reply make of the step of a procedure."""
    assert received.as_of is not None
    meaning, day = values["meaning"], values.get(ListField.DAY, "")
    return answered(procedure, meaning, received.as_of, received.reference, day)


def needs_day_alone(procedure: Procedure, said: Answered | None) -> bool:
    """Return whether the result lacks nothing but its own day, so that one may be given for all."""
    own = own_day(procedure)
    faults = [problem.field for problem in said.problems] if said else []
    return own is not None and faults == [f"result.{own.name}"]


def decided(rows: list[ResultField], meaning: str) -> dict[str, Any]:
    """Return the value of a result that tells this meaning: a choice, else yes or no."""
    choices = seeds()["meaning"][meaning]["choices"]
    for row in rows:
        for choice in row.choices:
            if choice.value in choices:
                return {row.name: choice.value}
    asked = next((row for row in rows if row.kind == ResultKind.YESNO and row.required), None)
    if asked is None or meaning == Meaning.NOT_NATIONAL:
        return {}
    return {asked.name: meaning == Meaning.YES}
