"""What no check digit sees: look-alikes and swapped neighbours that weigh the same.

L and 1, G and 6 differ by tens, and two neighbours that differ by five may change places: a code
that is right in every digit may say another number. Where nothing else in it tells the two apart,
a remark asks to compare with the paper.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from cases.citizens.mrz.faults import WARNING, Fault
from cases.citizens.mrz.layouts import FILLER, VALUES, Layout, held
from cases.citizens.mrz.repairs import TWINS, shapes_of
from cases.citizens.mrz.values import read_birth, read_expiry
from cases.citizens.numbers import PersonalNumber, has_shape

USUAL_NUMBER: Final = re.compile(r"[A-Z]{0,3}[0-9]{5,9}")
"""How most numbers of documents are built whose form is not known."""
LONGEST_VALID: Final = {"TD3": 11}
LONGEST_CARD: Final = 26
LONGEST_EXPIRED: Final = 30
"""Years ahead and back in which papers that are shown expire; cards are valid for longer."""


def blind_faults(
    lines: tuple[str, ...],
    layout: Layout,
    personal: str,
    today: date,
    province_codes: frozenset[str],
) -> Iterator[Fault]:
    """Yield a remark for each field whose check digit fits something else just as well."""
    shapes = shapes_of(lines, layout)
    number = held(lines, layout.spans["number"]).rstrip(FILLER)
    is_card = layout.code == "TD1" and bool(personal)

    def is_number(text: str) -> bool:
        return has_shape(text, shapes) if shapes else bool(USUAL_NUMBER.fullmatch(text))

    if not layout.is_visa and not (is_card and personal.endswith(number)):
        # What is built like nothing that is known may be either.
        is_odd = not shapes and not is_number(number) and bool(set(number) & set("G6L1"))
        if is_odd or has_twin(number, is_number):
            yield Fault("look_alike", WARNING, field="number", text=number)
        digit = lines[layout.spans["number"].line][layout.spans["number"].check or 0]
        yield from swaps(number, digit if len(number) == 9 else "", is_number, "number")
    yield from swaps(personal, "", personal_test(personal, province_codes, is_card), "optional")
    parts = PersonalNumber.read(personal)

    def is_birth(text: str) -> bool:
        born = read_birth(text, today)
        return born is not None and (parts is None or born.first.year == parts.birth_year)

    def is_expiry(text: str) -> bool:
        day = read_expiry(text, today)
        ahead = LONGEST_VALID.get(layout.code, LONGEST_CARD)
        return day is not None and -LONGEST_EXPIRED <= day.year - today.year <= ahead

    for field, test in (("birth", is_birth), ("expiry", is_expiry)):
        span = layout.spans[field]
        yield from swaps(held(lines, span), lines[span.line][span.check or 0], test, field)


def has_twin(number: str, is_number: Callable[[str], bool]) -> bool:
    """Return whether a look-alike of the same weight would make a number of the same form."""
    for at, char in enumerate(number):
        for twin in TWINS.get(char, ""):
            is_light = (VALUES[twin] - VALUES[char]) % 10 == 0
            if is_light and is_number(number[:at] + twin + number[at + 1 :]):
                return True
    return False


def swaps(text: str, digit: str, test: Callable[[str], bool], field: str) -> Iterator[Fault]:
    """Yield a remark on the first two neighbours that may have changed places unseen.

    The check digit stands beside the last character where its field is full.
    """
    whole = text + digit
    for at in range(len(whole) - 1):
        one, two = whole[at], whole[at + 1]
        if abs(VALUES[one] - VALUES[two]) % 10 == 5:
            other = (whole[:at] + two + one + whole[at + 2 :])[: len(text)]
            if test(other):
                yield Fault("swap_alike", WARNING, field=field, text=one + two)
                return


def personal_test(
    personal: str, province_codes: frozenset[str], is_card: bool
) -> Callable[[str], bool]:
    """Return what tells whether other digits would be a personal number just as well.

    Sex and year of birth stand elsewhere in the code too; on cards all but the province does.
    """

    def test(other: str) -> bool:
        is_place = other[:3] in province_codes if province_codes else other.startswith("0")
        end = None if is_card else 6
        return is_place and other[3:end] == personal[3:end]

    return test
