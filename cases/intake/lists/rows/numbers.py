"""Numbers of documents and phones as lists write them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cases.citizens.choices import DocumentKind, DocumentStatus
from cases.citizens.numbers import PersonalNumber, check_phone, issuer_of, number_key
from cases.core.errors import Refused
from cases.intake.lists.choices import ListField
from cases.intake.lists.headings import key_of, names_relative
from cases.intake.lists.said import fault, note
from cases.places.choices import Country

if TYPE_CHECKING:
    from cases.intake.lists.rows.reading import Ground, Read

PAPER: Final = re.compile(r"[A-Z]{0,3}[0-9]{5,12}[A-Z]?", re.ASCII)
NOTHING: Final = frozenset(
    {"", "-", "--", "x", "?", "none", "no", "nil", "n a", "na", "khong", "khong co", "chua co",
     "khong ro", "unknown", "aucun", "inconnu", "neant", "ไม่มี", "ไม่ทราบ"}
)  # fmt: skip
LOST: Final = frozenset(
    {"mat", "lost", "mat ho chieu", "da mat", "perdu", "perdue", "หาย", "สูญหาย"}
)
PHONE: Final = re.compile(r"\(?(?:\+|00)?\(?[0-9](?:[ .\-()]{0,2}[0-9]){5,17}(?![0-9])", re.ASCII)
MOST_DIGITS: Final = 14
"""Of a phone with its country; more are two numbers in one run."""
IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
SIGNS: Final = re.compile(r"[/,;|(]|\s[-–]\s")
LONGEST_PHONE: Final = 60
CENTURIES: Final = frozenset("0123")
"""Of birth, in personal numbers of people who live."""


def is_nothing(text: str) -> bool:
    """Return whether a cell says in words that there is nothing."""
    return key_of(text) in NOTHING


def with_our_digits(text: str) -> str:
    """Return the text with digits of any script as 0 to 9: a list in Thai has its own."""
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def read_document(read: "Read", said: Mapping[str, str]) -> None:
    """Read the number of a passport; of a card, where it stands in that column."""
    text = with_our_digits(said.get(ListField.DOCUMENT_NUMBER, "")).strip()
    if is_nothing(text):
        return
    if key_of(text) in LOST:
        read.put("document_kind", DocumentKind.PASSPORT.value)
        read.put("document_status", DocumentStatus.LOST.value)
        read.problems.append(note("document_lost", ListField.DOCUMENT_NUMBER))
        return
    key = number_key(text)
    if not PAPER.fullmatch(key):
        problem = fault("document_number", ListField.DOCUMENT_NUMBER, text=text[:60])
        read.problems.append(problem)
        return
    if re.fullmatch("[0-9]{12}", key) and is_of_ours(read):
        read.put("personal_number", key)
        return
    is_old = re.fullmatch("[0-9]{9}", key) and read.values.get("nationality") == Country.VN
    kind = DocumentKind.OLD_ID_CARD if is_old else DocumentKind.PASSPORT
    read.put("document_kind", kind.value)
    read.put("document_number", key)


def issuer_in(values: Mapping[str, str]) -> str:
    """Return which country issued the paper in a row, "" where that is not known."""
    said = values.get("document_country", "")
    return issuer_of(values.get("document_kind", ""), said, values.get("nationality", ""))


def is_of_ours(read: "Read") -> bool:
    """Return whether the person is said to be of ours, or nothing is said."""
    return read.values.get("nationality") in {None, Country.VN}


def read_personal(read: "Read", said: Mapping[str, str], ground: "Ground") -> None:
    """Read the number of an identity card, with the zeros that a spreadsheet took away.

    Zeros are put back only where the number that comes out can be that of the person.
    """
    text = with_our_digits(said.get(ListField.PERSONAL_NUMBER, "")).strip()
    if is_nothing(text):
        return
    digits = re.sub(r"[^0-9]", "", text)
    if not re.fullmatch(r"[0-9 .\-']+", text) or len(digits) not in {9, 10, 11, 12}:
        problem = fault("personal_number", ListField.PERSONAL_NUMBER, text=text[:60])
        read.problems.append(problem)
        return
    if len(digits) in {10, 11}:
        whole = digits.zfill(12)
        if not can_be(read, whole, ground):
            at, count = ListField.PERSONAL_NUMBER, len(digits)
            read.problems.append(fault("number_cut", at, text=text[:60], count=count))
            return
        digits = whole
        read.problems.append(note("zeros_lost", ListField.PERSONAL_NUMBER))
    if len(digits) == 12:
        read.put("personal_number", digits)
    elif "document_number" not in read.values and "document_kind" not in read.values:
        read.put("document_kind", DocumentKind.OLD_ID_CARD.value)
        read.put("document_number", digits)
    else:
        read.remark(ListField.PERSONAL_NUMBER, text)


def can_be(read: "Read", number: str, ground: "Ground") -> bool:
    """Return whether a personal number fits a province, and what else is said of the person."""
    parts = PersonalNumber.read(number)
    provinces = {row.code[1:].zfill(3) for row in ground.known.provinces.values()}
    if parts is None or parts.province not in provinces or number[3] not in CENTURIES:
        return False
    born, sex = read.values.get("birth", "")[:4], read.values.get("sex", parts.sex)
    fits = (not born or int(born) == parts.birth_year) and sex == parts.sex
    return fits and parts.birth_year <= ground.today.year


def numbers_in(text: str) -> list[tuple[str, bool | None]]:
    """Return each phone number of a cell, and whether it is a relative's; None for perhaps.

    Words in brackets, or before a sign, are of the number before them; those after the last sign,
    or that end with a colon, of the one that follows. Others may be of both; and a number after
    one that a relative is named before may be of either.
    """
    found = list(PHONE.finditer(text))
    if not found:
        return []
    beside: list[list[str]] = [[] for _number in found]
    are_unclear: set[int] = set()
    beside[0].append(text[: found[0].start()])
    led = 0 if names_relative(beside[0][0], text) is not False else len(found)
    beside[-1].append(text[found[-1].end() :])
    for at, (one, two) in enumerate(pairwise(found)):
        gap = text[one.end() : two.start()]
        beside[at] += IN_BRACKETS.findall(gap)
        *others, after = SIGNS.split(IN_BRACKETS.sub("", gap))
        if others or after.strip().endswith(":"):
            beside[at + 1].append(after)
            led = min(led, at + 1) if names_relative(after, text) is not False else led
        else:
            others = ["", after]
        beside[at] += others[:1]
        if any(names_relative(words, text) is not False for words in others[1:]):
            are_unclear |= {at, at + 1}
    whose = [is_of_relative(labels, text) for labels in beside]
    are_unclear |= {at for at, is_theirs in enumerate(whose) if at > led and not is_theirs}
    return [
        (match[0].strip(), None if at in are_unclear else whose[at])
        for at, match in enumerate(found)
    ]


def is_of_relative(labels: Sequence[str], text: str) -> bool | None:
    """Return whether words beside a number name a relative, None where they perhaps do."""
    said = {names_relative(words, text) for words in labels}
    return True if True in said else None if None in said else False


def read_phone(read: "Read", said: Mapping[str, str], at: str, name: str) -> None:
    """Read a phone number; words and further numbers beside it are kept in the summary.

    A number that is said to be of a relative is not taken for one of the person.
    """
    text = with_our_digits(said.get(at, "")).strip()
    if is_nothing(text):
        return
    found = numbers_in(text)
    own = next((one for one in found if one[1] is False), None)
    if at == ListField.PHONE and own is None and any(one[1] is None for one in found):
        read.problems.append(fault("phone_whose", at, text=text[:60]))
        return
    number, is_theirs = own or (found or [("", False)])[0]
    taken = number
    # A spreadsheet takes the zero before a number within the country.
    if re.fullmatch(r"[35789][0-9]{8}", number):
        number = f"0{number}"
        read.problems.append(note("zeros_lost", at))
    is_run = sum(map(str.isdigit, number)) > MOST_DIGITS
    try:
        check_phone(text if is_run else number or text, at)
        if is_run:
            raise ValueError
    except (Refused, ValueError):
        read.problems.append(fault("phone", at, text=text[:60]))
        return
    read.put(name, number[:LONGEST_PHONE])
    if is_theirs and name == "phone":
        read.put("phone_whose", "relative")
    rest = text.replace(taken, " ").strip(" /,;()-")
    if rest:
        read.problems.append(note("phone_words", at))
        read.remark(at, text)
