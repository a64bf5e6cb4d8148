"""The code of a passport or card read into the page of a new case, beside what was typed.

Nothing typed is written over: what differs stands beside it until somebody chooses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django import forms
from django.utils.translation import gettext as _

from cases.citizens.codes import LONGEST_CODE, name_choices, read_code
from cases.citizens.forms.code import as_sent, differs
from cases.citizens.mrz import Reading, Repair, says
from cases.citizens.mrz.faults import ERROR, Fault
from cases.core.actor import Actor
from cases.core.conflict import words
from cases.intake.told import told_at_intake

UNITS: Final = {
    "full_name": ("full_name",),
    "birth": ("birth",),
    "sex": ("sex",),
    "nationality": ("nationality",),
    "document": (
        "document_kind",
        "document_number",
        "document_country",
        "document_expires_on",
        "document_holder_name",
        "document_status",
    ),
    "personal_number": ("personal_number",),
}
"""What is taken or left at once: of a document all of it, so that two are never mixed."""
BY_MACHINE: Final = "_by_machine"
"""Sent where a scanner typed the code, or a photo was read."""
BY_HAND_ONLY: Final = "swap_alike"
NOT_COMPARED: Final = "document_status"
"""Where a document is no code says."""

Fields = Mapping[str, forms.Field]


@dataclass(frozen=True, slots=True)
class Difference:
    """Something typed that the code says otherwise, both in words."""

    name: str
    label: str
    typed: str
    told: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What the page says of a code: what was filled in, what differs, what is wrong with it.

    `names` are the other spellings of the name that stands there, as it is printed the last.
    """

    reading: Reading
    seen: str
    filled: tuple[tuple[str, str], ...] = ()
    differing: tuple[Difference, ...] = ()
    names: tuple[str, ...] = ()
    is_typed: bool = True

    @property
    def faults(self) -> list[Fault]:
        """What keeps something of the code from being taken."""
        return [fault for fault in self.reading.faults if fault.severity == ERROR]

    @property
    def remarks(self) -> list[Fault]:
        """What staff should know of a code that was read: no machine swaps neighbours."""
        unseen = set() if self.is_typed else {BY_HAND_ONLY}
        rows = (fault for fault in self.reading.faults if fault.severity != ERROR)
        return [fault for fault in rows if fault.code not in unseen]

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What can be offered in place of what does not fit."""
        return self.reading.repairs

    @property
    def asks(self) -> bool:
        """Whether there is something to mend or to choose."""
        return bool(self.faults or self.differing or self.reading.is_visa)


def seen_as(code: str) -> str:
    """Return a code as the page remembers that it has shown what it says: in one line."""
    return "".join(code.split())


def scan(
    actor: Actor, fields: Fields, sent: Mapping[str, str], wish: str
) -> tuple[dict[str, str], Scan]:
    """Return what stands in the inputs now, and what is to be said of the code in `sent`.

    `wish` is what was pressed: `repair:` and its place in the list, `take:` and a unit of what the
    code says, `name:` and one of the names suggested.
    """
    what, _colon, which = wish.partition(":")
    typed = dict(sent)
    code = typed.get("mrz", "")
    if len(code) > LONGEST_CODE:
        too_long = Fault("line_count", count=len(code.splitlines()))
        return typed, Scan(Reading((), faults=(too_long,)), seen_as(code))
    reading = read_code(actor, code)
    if what == "repair":
        code = mended(reading, which) or code
        reading = read_code(actor, code)
    choices = name_choices(reading)
    told = {name: value for name, value in told_at_intake(reading, typed).items() if value}
    told |= {"full_name": choices[0]} if choices else {}
    filled: list[tuple[str, str]] = []
    differing: list[Difference] = []
    for unit, names in UNITS.items():
        part = {name: told[name] for name in names if name in told}
        if part.keys() <= {NOT_COMPARED}:
            continue
        if (what, which) == ("take", unit) or not is_contradicted(fields, part, typed, reading):
            taken = part if what == "take" and which == unit else missing(fields, part, typed)
            typed |= inputs_of(fields, taken)
            filled += [(label_of(fields, unit), in_words(fields, taken))] if taken else []
        else:
            before = {name: typed_inputs(fields, name, typed) for name in part}
            printed = {"full_name": says(reading).holder_name} if unit == "full_name" else part
            differing.append(difference(fields, unit, before, printed))
    if what == "name" and which in choices:
        typed["full_name"] = which
    # A name with marks that somebody has typed is theirs: nothing is offered beside it.
    is_of_code = (
        typed.get("full_name") != sent.get("full_name") or sent.get("full_name") in choices[-1:]
    )
    others = [name for name in choices if name != typed["full_name"]] if is_of_code else ()
    typed["mrz"] = code
    result = Scan(
        reading,
        seen_as(code),
        tuple(filled),
        tuple(differing),
        tuple(others),
        is_typed=not typed.get(BY_MACHINE),
    )
    return typed, result


def mended(reading: Reading, which: str) -> str:
    """Return the code with a repair that was offered, "" where there is no such one."""
    offered = {str(at): repair for at, repair in enumerate(reading.repairs)}
    return "\n".join(offered[which].lines) if which in offered else ""


def typed_inputs(fields: Fields, name: str, typed: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in the inputs of a field; figures without zeros in front."""
    parts = as_sent(name, fields[name], "")
    return {part: typed.get(part, "").strip() for part in parts}


def is_contradicted(
    fields: Fields, part: Mapping[str, str], typed: Mapping[str, str], reading: Reading
) -> bool:
    """Return whether anything typed says something else than this part of the code."""
    for name, value in part.items():
        told = as_sent(name, fields[name], value)
        before = typed_inputs(fields, name, typed)
        if name == NOT_COMPARED or not any(before.values()):
            continue
        if len(told) > 1:
            if [text.lstrip("0") for text in before.values()] != [
                text.lstrip("0") for text in told.values()
            ]:
                return True
        elif differs(name, before[name], value, reading):
            return True
    return False


def missing(fields: Fields, part: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """Return what nothing was typed for."""
    return {
        name: value
        for name, value in part.items()
        if not any(typed_inputs(fields, name, typed).values())
    }


def inputs_of(fields: Fields, part: Mapping[str, str]) -> dict[str, str]:
    """Return values under the names under which a browser sends them."""
    return {
        key: text
        for name, value in part.items()
        for key, text in as_sent(name, fields[name], value).items()
    }


def in_words(fields: Fields, part: Mapping[str, str]) -> str:
    """Return values as a reader knows them."""
    said = [words(fields[name], as_sent(name, fields[name], value)) for name, value in part.items()]
    return " · ".join(said)


def label_of(fields: Fields, unit: str) -> str:
    """Return what a unit is called."""
    return str(fields[unit].label) if unit in fields else _("Document")


def difference(
    fields: Fields, unit: str, before: Mapping[str, dict[str, str]], part: Mapping[str, str]
) -> Difference:
    """Return what was typed of a unit beside what the code says of it."""
    typed = [words(fields[name], inputs) for name, inputs in before.items() if any(inputs.values())]
    return Difference(unit, label_of(fields, unit), " · ".join(typed), in_words(fields, part))
