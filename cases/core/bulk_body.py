"""The body of a call that acts on many records: which ones, and the input for all of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.errors import Problem, invalid
from cases.core.fields.inner import unknown_names
from cases.core.many import BULK_LIMIT, bulk_form
from cases.core.registry import RESOURCES, Declared

TARGETS: Final = "targets"
INPUT: Final = "input"
REFERENCE: Final = "reference"
VERSION: Final = "version"
BY_RECORD: Final = "unknown"
HIGHEST: Final = 999_999_999


@dataclass(frozen=True, slots=True)
class Target:
    """One record, in the version in which it was seen; None: whatever the version is."""

    reference: str
    version: int | None


@dataclass(frozen=True, slots=True)
class ManyAsked:
    """What a call asks for: the records in the order in which they were sent, and the input."""

    targets: list[Target]
    given: dict[str, Any]


def asked_in(declared: Declared, actor: Actor, body: dict[str, Any]) -> ManyAsked:
    """Read what a body asks for; 422 with every fault where it is no such body.

    Whether the input can be right is asked later, of a call that is not repeated (`check_input`).
    """
    problems = unknown_names(body, (TARGETS, INPUT))
    targets = targets_in(declared, body.get(TARGETS), problems)
    given = body.get(INPUT, {})
    if not isinstance(given, dict):
        problems.append(Problem(INPUT, "not_an_object", _("This must be a JSON object.")))
    elif problems:
        problems += faults_of_input(declared, actor, [row.reference for row in targets], given)
    if problems:
        raise invalid(problems)
    return ManyAsked(targets, given)


def check_input(declared: Declared, actor: Actor, asked: ManyAsked) -> None:
    """Raise 422 with every fault of the input, before anything is done.

    Who or what can be named is another matter for each record, and is answered for each.
    """
    serves = [row.reference for row in asked.targets]
    if problems := faults_of_input(declared, actor, serves, asked.given):
        raise invalid(problems)


def faults_of_input(
    declared: Declared, actor: Actor, serves: Sequence[str], given: dict[str, Any]
) -> list[Problem]:
    """Return what is wrong with the input for whatever record, or for these together."""
    form = bulk_form(declared, actor, serves, json=given)
    return [
        Problem(f"{INPUT}.{row.field}" if row.field else INPUT, row.code, row.message)
        for row in form.problems()
        if row.code != BY_RECORD
    ]


def targets_in(declared: Declared, said: Any, problems: list[Problem]) -> list[Target]:
    """Return the records that a body names, each once; add what is wrong with them."""
    if not isinstance(said, list) or not 0 < len(said) <= BULK_LIMIT:
        sentence = _("This must be a list of 1 to %(limit)s records.") % {"limit": BULK_LIMIT}
        problems.append(Problem(TARGETS, "bad_targets", sentence))
        return []
    found: dict[str, Target] = {}
    for place, row in enumerate(said):
        faults = faults_of(declared, row)
        if not faults and row[REFERENCE] in found:
            faults = [(REFERENCE, "given_twice", _("This record stands here twice."))]
        problems += [
            Problem(".".join(filter(None, (TARGETS, str(place), name))), code, sentence)
            for name, code, sentence in faults
        ]
        if not faults:
            found[row[REFERENCE]] = Target(row[REFERENCE], row[VERSION])
    return list(found.values())


def faults_of(declared: Declared, row: Any) -> list[tuple[str, str, Any]]:
    """Return what is wrong with one record of the list: which part, code, sentence."""
    if not isinstance(row, dict):
        return [("", "not_an_object", _("This must be a JSON object."))]
    found: list[tuple[str, str, Any]] = [
        (fault.field, fault.code, fault.message)
        for fault in unknown_names(row, (REFERENCE, VERSION))
    ]
    reference = row.get(REFERENCE)
    pattern = RESOURCES[declared.resource].pattern
    if not isinstance(reference, str) or not re.fullmatch(pattern, reference):
        found.append((REFERENCE, "bad_reference", _("This is not the key of such a record.")))
    version = row.get(VERSION, False)
    is_number = type(version) is int and 0 < version <= HIGHEST
    if not is_number and version is not None:
        found.append((VERSION, "bad_version", _("Say which version you saw, or null.")))
    return found
