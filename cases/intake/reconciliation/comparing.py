"""One row of a list beside one person of ours: in what they differ. Pure; nothing is read here.

A list without marks says nothing against a name that has them, and what one side leaves open
contradicts nothing: a difference is only what cannot both be so as it is written.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from cases.citizens.names.comparison import compare
from cases.citizens.names.folding import folded, placed
from cases.citizens.names.host_script import is_host_script
from cases.citizens.names.keys import name_key
from cases.citizens.numbers import number_key
from cases.core.partial import PartialDate
from cases.intake.lists.rows.numbers import issuer_in
from cases.intake.reconciliation.choices import Difference

HEARD_ALIKE: Final = 0.6
"""From here on a name in a host script is taken for a way to write one of ours."""
SEXES: Final = frozenset({"m", "f", "x"})


@dataclass(frozen=True, slots=True)
class Known:
    """What we have of a person, as far as lists tell of it too.

    `provinces` are the codes under which her province goes, the one it went into included;
    `papers` the numbers of her papers as compared, by kind and country.
    """

    names: Collection[str]
    birth: PartialDate | None = None
    sex: str = ""
    provinces: Collection[str] = ()
    personal_numbers: Collection[str] = ()
    papers: Mapping[tuple[str, str], Collection[str]] = field(default_factory=dict)


def differences(
    values: Mapping[str, str], known: Known, same_provinces: Collection[str]
) -> list[str]:
    """Return in what a row differs from a person; `same_provinces`: how the row's goes too."""
    found = [
        spelling_differs(values.get("full_name", ""), known.names),
        *(code for code, differs in details(values, known, same_provinces) if differs),
    ]
    return [str(code) for code in found if code]


def details(
    values: Mapping[str, str], known: Known, same_provinces: Collection[str]
) -> list[tuple[Difference, bool]]:
    """Return for each detail whether it differs."""
    sexes = {values.get("sex", ""), known.sex} & SEXES
    paper = (values.get("document_kind", ""), issuer_in(values))
    personal = number_key(values.get("personal_number", ""))
    number = number_key(values.get("document_number", ""))
    ours = known.papers.get(paper, ())
    return [
        (Difference.BIRTH, births_differ(values.get("birth", ""), known.birth)),
        (Difference.SEX, len(sexes) > 1),
        (
            Difference.PERSONAL_NUMBER,
            is_another(
                personal, [one for one in known.personal_numbers if len(one) == len(personal)]
            ),
        ),
        (Difference.DOCUMENT_NUMBER, is_another(number, ours)),
        (
            Difference.PROVINCE,
            bool(same_provinces and known.provinces)
            and set(same_provinces).isdisjoint(known.provinces),
        ),
    ]


def is_another(number: str, ours: Collection[str]) -> bool:
    """Return whether a number is none of those we have."""
    return bool(number and ours) and number not in ours


def births_differ(listed: str, ours: PartialDate | None) -> bool:
    """Return whether two birth dates cannot be one; 1 January often stands for the bare year."""
    if not listed or ours is None:
        return False
    theirs = PartialDate.parse(listed)
    if is_default(theirs) or is_default(ours):
        return theirs.first.year != ours.first.year
    return theirs.last < ours.first or ours.last < theirs.first


def is_default(birth: PartialDate) -> bool:
    """Return whether a date is the one written where only the year is known."""
    return birth.precision == "day" and (birth.first.month, birth.first.day) == (1, 1)


def spelling_differs(listed: str, names: Collection[str]) -> Difference | None:
    """Return how the spelling of a list differs from every name we have, None for not at all."""
    if not listed or not names:
        return None
    if is_host_script(listed):
        return None if is_heard_in(listed, names) else Difference.SPELLING
    found = {one_spelling_differs(listed, name) for name in names}
    for kind in (None, Difference.MARKS, Difference.ORDER):
        if kind in found:
            return kind
    return Difference.SPELLING


def is_heard_in(listed: str, names: Collection[str]) -> bool:
    """Return whether a name in a host script is one that we have, or sounds like one."""
    if placed(listed) in {placed(name) for name in names}:
        return True
    heard = name_key(listed)
    return any(compare(heard, name_key(name)).score >= HEARD_ALIKE for name in names)


def one_spelling_differs(listed: str, name: str) -> Difference | None:
    """Return how two spellings of a name differ."""
    theirs, ours = placed(listed).casefold().split(), placed(name).casefold().split()
    folds = folded(listed).split(), folded(name).split()
    if theirs == ours:
        return None
    if folds[0] == folds[1]:
        both_marked = not "".join(theirs).isascii() and not "".join(ours).isascii()
        return Difference.MARKS if both_marked else None
    return Difference.ORDER if sorted(folds[0]) == sorted(folds[1]) else Difference.SPELLING
