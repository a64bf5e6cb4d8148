"""What a procedure asks to be written down: the schema of its result, and what is wrong with one.

A schema is a list of objects, kept as data (`Procedure.result_fields`):

    name        lower-case letters, digits and underscores
    kind        text, day, moment, money, choice, yesno or number
    label       in English; `label_vi` and `label_fr` besides
    required    true, or left out
    choices     of a choice: objects with value, label, label_vi and label_fr; `nationality` besides
                where the choice decides what is known of the person's nationality
    max_length  of a text; 200 when left out
    expires     true for the one day after which the result no longer holds
    past        true for a day or moment that cannot lie in the future
    not_before  of a day: the name of another day of the same result that it cannot lie before
    answers     true for the day of an answer, which cannot lie before its question
    done        true for the day on which it was done, or its answer came: that of the step. Where
                receipt counts, not the day on which something was made before it came
    about       what the value says of the person: a text `full_name`, a day `birth` or `death`
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.citizens.choices import NationalityStatus
from cases.core.errors import Problem, Sentence
from cases.core.text import clean_text, in_reader_words
from cases.procedures.choices import About, ResultKind

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_FIELDS = 12
MOST_CHOICES = 20
LONGEST_LABEL = 160
LONGEST_TEXT = 2000
USUAL_TEXT = 200
DATED = {ResultKind.DAY, ResultKind.MOMENT}
LABELS = ("label", "label_vi", "label_fr")
FLAGS = ("required", "expires", "past", "answers", "done")
DECIDES: Final = (NationalityStatus.VERIFIED.value, NationalityStatus.NOT_NATIONAL.value)
CHOICE_KEYS: Final = {"value", *LABELS, "nationality"}
BAD_NAME = _("A name has lower-case letters, digits and underscores, at most 40.")
NOT_KNOWN = _("This is not known of a result field.")
KEYS = ("name", "kind", *LABELS, *FLAGS, "choices", "max_length", "not_before", "about")
KIND_OF: Final[dict[str, str]] = {
    About.FULL_NAME: ResultKind.TEXT.value,
    About.BIRTH: ResultKind.DAY.value,
    About.DEATH: ResultKind.DAY.value,
}
"""Of which kind a value is that says something of the person."""


@dataclass(frozen=True, slots=True)
class ResultChoice:
    """One choice with its labels, and what it decides of the person's nationality, if it does."""

    value: str
    label: str
    label_vi: str = ""
    label_fr: str = ""
    nationality: str = ""

    @property
    def words(self) -> str:
        """The label in the reader's language."""
        return in_reader_words(self.label, self.label_vi, self.label_fr)


@dataclass(frozen=True, slots=True)
class ResultField:
    """One value of a result."""

    name: str
    kind: str
    label: str
    label_vi: str = ""
    label_fr: str = ""
    required: bool = False
    choices: tuple[ResultChoice, ...] = ()
    max_length: int = USUAL_TEXT
    expires: bool = False
    past: bool = False
    not_before: str = ""
    answers: bool = False
    done: bool = False
    about: str = ""

    @property
    def words(self) -> str:
        """The label in the reader's language."""
        return in_reader_words(self.label, self.label_vi, self.label_fr)


def field_of(row: dict[str, Any]) -> ResultField:
    """Return the field that an object without faults describes."""
    choices = tuple(ResultChoice(**choice) for choice in row.get("choices", []))
    return ResultField(**{**row, "choices": choices})


def nationality_by(rows: list[dict[str, Any]], values: Mapping[str, Any]) -> str:
    """Return what a result decides of the person's nationality; empty where it decides nothing."""
    for row in rows:
        chosen = values.get(row["name"])
        for choice in row.get("choices", []):
            if choice["value"] == chosen and "nationality" in choice:
                return str(choice["nationality"])
    return ""


def check_schema(rows: Any) -> list[Problem]:
    """Return what is wrong with a schema; the paths are `<number>.<key>`, numbers from 0."""
    if not isinstance(rows, list):
        return [Problem("", "wrong_type", _("The result fields are a list of objects."))]
    if len(rows) > MOST_FIELDS:
        return [Problem("", "too_many", _("A result has at most 12 fields."))]
    problems: list[Problem] = []
    for number, row in enumerate(rows):
        problems += [
            Problem(f"{number}.{key}" if key else f"{number}", code, sentence)
            for key, code, sentence in faults_of(row)
        ]
    return problems or faults_between(rows)


Faults = list[tuple[str, str, Sentence]]


def faults_of(row: Any) -> Faults:
    """Return the faults of one field: key, code, sentence."""
    if not isinstance(row, dict):
        return [("", "wrong_type", _("A result field is an object with name, kind and label."))]
    faults: Faults = [(str(key), "unknown_field", NOT_KNOWN) for key in row if key not in KEYS]
    if not isinstance(row.get("name"), str) or not NAME.fullmatch(row["name"]):
        faults.append(("name", "bad_name", BAD_NAME))
    kind = row.get("kind")
    if kind not in ResultKind.values:
        sentence = _("The kind is one of text, day, moment, money, choice, yesno and number.")
        return [*faults, ("kind", "invalid_choice", sentence)]
    faults += label_faults(row)
    faults += [
        (key, "wrong_type", _("This is true or false."))
        for key in FLAGS
        if not isinstance(row.get(key, False), bool)
    ]
    if "about" in row and KIND_OF.get(row["about"]) != kind:
        sentence = _("A text says the full_name of the person, a day the birth or the death.")
        faults.append(("about", "invalid_choice", sentence))
    return [*faults, *kind_faults(row, str(kind))]


def label_faults(row: dict[str, Any]) -> Faults:
    """Return the faults of the labels of a field or of a choice."""
    faults: Faults = []
    if not str(row.get("label") or "").strip():
        faults.append(("label", "required", _("It needs a label in English.")))
    for key in LABELS:
        label = row.get(key, "")
        if not isinstance(label, str) or len(label) > LONGEST_LABEL or "\x00" in label:
            faults.append((key, "wrong_type", _("A label is a text of at most 160 characters.")))
    return faults


def cleaned_schema(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a schema without faults with its labels as texts are stored."""
    return [
        {key: clean_text(value) if key in LABELS else value for key, value in row.items()}
        | ({"choices": cleaned_schema(row["choices"])} if "choices" in row else {})
        for row in rows
    ]


def kind_faults(row: dict[str, Any], kind: str) -> Faults:
    """Return what does not go with the kind of a field."""
    faults: Faults = []
    if kind == ResultKind.CHOICE:
        faults += choice_faults(row.get("choices"))
    elif "choices" in row:
        faults.append(("choices", "misplaced", _("Only a choice has choices.")))
    longest = row.get("max_length", USUAL_TEXT)
    if "max_length" in row and kind != ResultKind.TEXT:
        faults.append(("max_length", "misplaced", _("Only a text has a greatest length.")))
    elif isinstance(longest, bool) or not isinstance(longest, int):
        faults.append(("max_length", "wrong_type", _("A length is a whole number.")))
    elif not 1 <= longest <= LONGEST_TEXT:
        faults.append(("max_length", "out_of_range", _("A length lies between 1 and 2000.")))
    if row.get("expires") and kind != ResultKind.DAY:
        faults.append(("expires", "misplaced", _("Only a day can be the last one that holds.")))
    if row.get("answers") and kind != ResultKind.DAY:
        faults.append(("answers", "misplaced", _("Only a day can be that of an answer.")))
    if row.get("done") and kind != ResultKind.DAY:
        faults.append(("done", "misplaced", _("Only a day can be that on which it was done.")))
    if row.get("past") and kind not in DATED:
        faults.append(("past", "misplaced", _("Only a day or a moment can lie in the past.")))
    if "not_before" in row and kind != ResultKind.DAY:
        faults.append(("not_before", "misplaced", _("Only a day can lie before another.")))
    elif not isinstance(row.get("not_before", ""), str):
        faults.append(("not_before", "unknown", _("This names no other day of the result.")))
    return faults


def choice_faults(choices: Any) -> Faults:
    """Return the faults of the choices of a field."""
    sentence = _("A choice lists 1 to 20 objects with value and label.")
    wrong: Faults = [("choices", "wrong_type", sentence)]
    if not isinstance(choices, list) or not 1 <= len(choices) <= MOST_CHOICES:
        return wrong
    faults: Faults = []
    for place, row in enumerate(choices):
        faults += [
            (f"choices.{place}.{key}" if key else f"choices.{place}", code, says)
            for key, code, says in faults_of_choice(row)
        ]
    if faults:
        return faults
    values = [row["value"] for row in choices]
    if len(set(values)) < len(values):
        return [("choices", "twice", _("Two choices have the same value."))]
    return []


def faults_of_choice(row: Any) -> Faults:
    """Return the faults of one choice: key, code, sentence."""
    if not isinstance(row, dict):
        return [("", "wrong_type", _("A choice lists 1 to 20 objects with value and label."))]
    faults: Faults = [
        (str(key), "unknown_field", NOT_KNOWN) for key in row if key not in CHOICE_KEYS
    ]
    value = row.get("value")
    if not isinstance(value, str):
        faults.append(("value", "wrong_type", BAD_NAME))
    elif not NAME.fullmatch(value):
        faults.append(("value", "bad_name", BAD_NAME))
    if row.get("nationality", DECIDES[0]) not in DECIDES:
        sentence = _("A choice decides that the nationality is verified, or not_national.")
        faults.append(("nationality", "invalid_choice", sentence))
    return [*faults, *label_faults(row)]


def faults_between(rows: list[dict[str, Any]]) -> list[Problem]:
    """Return the faults that lie between the fields."""
    problems: list[Problem] = []
    days = {row["name"] for row in rows if row["kind"] == ResultKind.DAY}
    seen: set[str] = set()
    expiring = ""
    for number, row in enumerate(rows):
        name = row["name"]
        if name in seen:
            problems.append(Problem(f"{number}.name", "twice", _("Two fields have this name.")))
        seen.add(name)
        if row.get("expires") and expiring:
            sentence = _("Only one day can be the last one that holds.")
            problems.append(Problem(f"{number}.expires", "twice", sentence))
        expiring = expiring or (name if row.get("expires") else "")
        if "not_before" in row and row["not_before"] not in days - {name}:
            sentence = _("This names no other day of the result.")
            problems.append(Problem(f"{number}.not_before", "unknown", sentence))
    return problems
