"""What stands in a column of a manifest: one function for each code that a form may name.

Every function takes the person, in the language that is active, and returns text; what is not known
is empty, never guessed.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from cases.citizens.choices import BirthPrecision, DocumentKind, Sex
from cases.citizens.mrz.values import states
from cases.citizens.names.marks import spellings
from cases.letters.days import BUDDHIST
from cases.movements.manifests.latin import as_in_code, parted
from cases.movements.manifests.page import ManifestPerson

Cell = Callable[[ManifestPerson], str]
UNKNOWN_PART: Final = "XX"
"""Of a date: how ICAO Doc 9303 part 3 writes a day or month that is not known."""


def numeric_birth(row: ManifestPerson) -> str:
    """Return the birth date, day first; a part that is not known as XX."""
    if row.birth is None:
        return ""
    first, precision = row.birth.first, row.birth.precision
    day = f"{first:%d}" if precision == BirthPrecision.DAY else UNKNOWN_PART
    month = UNKNOWN_PART if precision == BirthPrecision.YEAR else f"{first:%m}"
    return f"{day}/{month}/{first:%Y}"


def birth_with_buddhist_year(row: ManifestPerson) -> str:
    """Return the birth date and its year of the Buddhist era, as Thai offices count."""
    words = numeric_birth(row)
    return f"{words} ({row.birth.first.year + BUDDHIST})" if row.birth and words else words


def expiry(row: ManifestPerson) -> str:
    """Return the day on which the document ends, day first."""
    if not row.document_expires:
        return ""
    return f"{date.fromisoformat(row.document_expires):%d/%m/%Y}"


def three_letters(country: str) -> str:
    """Return a country by its three letters (ISO 3166-1), as carriers ask for it."""
    found = [code for code, two in states().items() if two == country and len(code) == 3]
    return min(found, default="")


def sex_letter(row: ManifestPerson) -> str:
    """Return M, F or X as a document has it; empty where it is not known."""
    return {Sex.MALE: "M", Sex.FEMALE: "F", Sex.OTHER: "X"}.get(Sex(row.sex), "")


def sex_words(row: ManifestPerson) -> str:
    """Return the sex in words."""
    return str(Sex(row.sex).label)


def document_letter(row: ManifestPerson) -> str:
    """Return the kind of document as carriers code it: P passport, I card, T travel document."""
    letters = {
        DocumentKind.PASSPORT.value: "P",
        DocumentKind.TRAVEL_DOCUMENT.value: "T",
        DocumentKind.PERSONAL_NUMBER.value: "I",
        DocumentKind.OLD_ID_CARD.value: "I",
    }
    return letters.get(row.document_kind, "")


def document_words(row: ManifestPerson) -> str:
    """Return the kind of document, and that it serves for one journey alone."""
    if row.document_kind not in DocumentKind.values:
        return ""
    words = str(DocumentKind(row.document_kind).label)
    return _("%(document)s, for one journey") % {"document": words} if row.single_use else words


def marked_name(row: ManifestPerson) -> str:
    """Return the name, with a star where it lacks the marks that it likely has.

    A body at home compares letter by letter; such a list never mixes both silently.
    """
    return f"{row.name} *" if spellings(row.name) else row.name


def home_province(row: ManifestPerson) -> str:
    """Return the province of origin: the old one and, where it differs, the one it went into."""
    if not row.province_old or row.province_old == row.province_new:
        return row.province_new or row.province_old
    if not row.province_new:
        return row.province_old
    return _("%(old)s (now %(new)s)") % {"old": row.province_old, "new": row.province_new}


def minor_words(row: ManifestPerson) -> str:
    """Return that somebody is a minor, and in whose care by the line of the list."""
    if not row.is_minor:
        return ""
    if not row.guardian:
        return _("Minor, nobody responsible on this list")
    return _("Minor, with no. %(line)d") % {"line": row.guardian}


CELLS: Final[dict[str, Cell]] = {
    "position": lambda row: str(row.position),
    "name": lambda row: row.name,
    "name_for_home": marked_name,
    "name_in_code": lambda row: as_in_code(row.name, row.family_name),
    "family_capitals": lambda row: parted(row.name, row.family_name)[0],
    "given_capitals": lambda row: parted(row.name, row.family_name)[1],
    "sex_letter": sex_letter,
    "sex": sex_words,
    "birth": numeric_birth,
    "birth_buddhist": birth_with_buddhist_year,
    "nationality_letters": lambda row: three_letters(row.nationality),
    "document_letter": document_letter,
    "document": document_words,
    "document_number": lambda row: row.document_number,
    "document_issuer": lambda row: three_letters(row.document_country),
    "document_expires": expiry,
    "ticket_number": lambda row: row.ticket_number,
    "seat": lambda row: row.seat,
    "home_province": home_province,
    "minor": minor_words,
    "remarks": lambda row: "",
}
"""Columns by the codes that forms name; `remarks` is a place to write by hand."""
