"""Numbers of documents and phones as lists write them."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cases.citizens.choices import DocumentKind, DocumentStatus
from cases.citizens.numbers import check_phone, number_key
from cases.core.errors import Refused
from cases.intake.lists.choices import ListField
from cases.intake.lists.headings import key_of
from cases.intake.lists.said import fault, note

if TYPE_CHECKING:
    from cases.intake.lists.rows.reading import Read

PAPER: Final = re.compile(r"[A-Z]{0,3}[0-9]{5,12}[A-Z]?", re.ASCII)
NOTHING: Final = frozenset(
    {"", "-", "--", "x", "?", "none", "no", "nil", "n a", "na", "khong", "khong co", "chua co",
     "khong ro", "unknown", "aucun", "inconnu", "neant", "ไม่มี", "ไม่ทราบ"}
)  # fmt: skip
LOST: Final = frozenset(
    {"mat", "lost", "mat ho chieu", "da mat", "perdu", "perdue", "หาย", "สูญหาย"}
)
PHONE: Final = re.compile(r"(?:\+|00)?[0-9(][0-9 ().\-]{5,24}", re.ASCII)
LONGEST_PHONE: Final = 60


def is_nothing(text: str) -> bool:
    """Return whether a cell says in words that there is nothing."""
    return key_of(text) in NOTHING


def read_document(read: "Read", said: Mapping[str, str]) -> None:
    """Read the number of a passport; of a card, where it stands in that column."""
    text = said.get(ListField.DOCUMENT_NUMBER, "").strip()
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
    is_old = re.fullmatch("[0-9]{9}", key) and read.values.get("nationality") == "VN"
    kind = DocumentKind.OLD_ID_CARD if is_old else DocumentKind.PASSPORT
    read.put("document_kind", kind.value)
    read.put("document_number", key)
    if not is_of_ours(read):
        read.put("document_country", read.values["nationality"])


def is_of_ours(read: "Read") -> bool:
    """Return whether the person is said to be of ours, or nothing is said."""
    return read.values.get("nationality", "VN") == "VN"


def read_personal(read: "Read", said: Mapping[str, str]) -> None:
    """Read the number of an identity card, with the zeros that a spreadsheet took away."""
    text = said.get(ListField.PERSONAL_NUMBER, "").strip()
    if is_nothing(text):
        return
    digits = re.sub(r"[^0-9]", "", text)
    if not re.fullmatch(r"[0-9 .\-']+", text) or len(digits) not in {9, 10, 11, 12}:
        problem = fault("personal_number", ListField.PERSONAL_NUMBER, text=text[:60])
        read.problems.append(problem)
        return
    if len(digits) in {10, 11}:
        digits = digits.zfill(12)
        read.problems.append(note("zeros_lost", ListField.PERSONAL_NUMBER))
    if len(digits) == 12:
        read.put("personal_number", digits)
    elif "document_number" not in read.values and "document_kind" not in read.values:
        read.put("document_kind", DocumentKind.OLD_ID_CARD.value)
        read.put("document_number", digits)
    else:
        read.remark(ListField.PERSONAL_NUMBER, text)


def read_phone(read: "Read", said: Mapping[str, str], at: str, name: str) -> None:
    """Read a phone number; words and further numbers beside it are kept in the summary."""
    text = said.get(at, "").strip()
    if is_nothing(text):
        return
    found = PHONE.search(text)
    number = found[0].strip(" .-").rstrip("(") if found else ""
    number = number.rstrip()
    # A spreadsheet takes the zero before a number within the country.
    if re.fullmatch(r"[35789][0-9]{8}", number):
        number = f"0{number}"
        read.problems.append(note("zeros_lost", at))
    try:
        check_phone(number or text, at)
    except Refused:
        read.problems.append(fault("phone", at, text=text[:60]))
        return
    read.put(name, number[:LONGEST_PHONE])
    rest = text.replace(found[0] if found else "", " ").strip(" /,;()-")
    if rest:
        read.problems.append(note("phone_words", at))
        read.remark(at, text)
