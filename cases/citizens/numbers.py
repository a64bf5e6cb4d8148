"""Numbers on identity documents and of phones: how they are compared, and what is wrong with them.

Personal number: 12 digits, no check digit: province of birth registration (3), century and sex
(1), year of birth (2), random (6). Source: domain facts, section 4. A number that does not fit is
a warning, never a refusal: cards carry mistakes, and records do too. Only what cannot be a number
of its kind at all is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.citizens.choices import DocumentKind, Sex
from cases.core.errors import broken_rule

FORMS: dict[str, tuple[str, str | Promise]] = {
    DocumentKind.PERSONAL_NUMBER: (
        r"[0-9]{12}",
        gettext_lazy("The number of a citizen identity card has 12 digits."),
    ),
    DocumentKind.OLD_ID_CARD: (
        r"[0-9]{9}",
        gettext_lazy("The number of an old identity card has 9 digits."),
    ),
}
PASSPORT_SHAPES: dict[str, tuple[str, ...]] = {
    "VN": ("A9999999", "A99999999"),
    "TH": ("AA9999999", "A9999999", "A999999"),
    "MM": ("AA999999",),
    "CN": ("A99999999", "AX9999999"),
    "IN": ("A9999999",),
    "JP": ("AA9999999",),
    "FR": ("99AA99999",),
    "GB": ("999999999",),
    "US": ("999999999", "A99999999"),
}
"""How numbers of passports are built, by country: A a letter, 9 a figure, X either of them.

Not official: as lists of public software and samples agree. Others are not judged.
"""
SHAPED = {"A": "[A-Z]", "9": "[0-9]", "X": "[A-Z0-9]"}
PHONE_FORM = re.compile(
    r"[0-9 +().\-/]+?(?: *(?:ext|x|máy lẻ)\.? *[0-9]{1,6})?", re.IGNORECASE | re.ASCII
)
EXTENSION = re.compile(r"(?:ext|x|máy lẻ).*", re.IGNORECASE)
FEWEST_PHONE_DIGITS = 6
FIRST_YEAR_OF_CENTURY = {0: 1900, 2: 2000, 4: 2100, 6: 2200, 8: 2300}


def has_shape(number: str, shapes: tuple[str, ...]) -> bool:
    """Return whether a number is built like one of the shapes."""
    return any(re.fullmatch("".join(SHAPED[char] for char in shape), number) for shape in shapes)


def number_key(number: str) -> str:
    """Return the number as it is compared: capitals and digits only."""
    return re.sub(r"[^0-9A-Z]", "", number.upper())


def check_number_form(kind: str, number: str, at: str = "number") -> None:
    """Refuse a number of an identity card that cannot be one: wrong length or letters."""
    form = FORMS.get(kind)
    if not number or form is None:
        return
    pattern, sentence = form
    if not re.fullmatch(pattern, number_key(number)):
        raise broken_rule(sentence, "malformed_number", at)


def check_phone(number: str, at: str) -> None:
    """Refuse a phone number nobody could dial: too few digits, or words in it."""
    digits = re.sub(r"[^0-9]", "", EXTENSION.sub("", number))
    is_dialled = PHONE_FORM.fullmatch(number) and len(digits) >= FEWEST_PHONE_DIGITS
    if number and not is_dialled:
        raise broken_rule(
            gettext_lazy(
                "This is not a phone number. Write at least 6 digits, such as +84 000 000 0000, "
                "and an extension as “ext 12”."
            ),
            "malformed_phone",
            at,
        )


def dialled(number: str) -> str:
    """Return what a phone dials: digits, with the plus in front; nothing where it is no number."""
    bare = EXTENSION.sub("", number).strip()
    digits = re.sub(r"[^0-9]", "", bare)
    if len(digits) < FEWEST_PHONE_DIGITS or not PHONE_FORM.fullmatch(number):
        return ""
    return f"+{digits}" if bare.startswith("+") else digits


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """What a personal number says of its holder."""

    province: str
    sex: str
    birth_year: int

    @classmethod
    def read(cls, number: str) -> "PersonalNumber | None":
        """Return the parts of a 12-digit number, else None."""
        if not re.fullmatch(r"[0-9]{12}", number):
            return None
        century = int(number[3])
        sex = Sex.FEMALE if century % 2 else Sex.MALE
        year = FIRST_YEAR_OF_CENTURY[century - century % 2] + int(number[4:6])
        return cls(number[:3], sex, year)


def issuer_of(kind: str, said: str, nationality: str) -> str:
    """Return which country issued a paper, "" where that is not known.

    As somebody says; the kinds of cards are those of Viet Nam; else the country of which its holder
    is said to be.
    """
    return said or ("VN" if kind in FORMS else nationality)


def number_warnings(
    kind: str,
    number: str,
    *,
    sex: str,
    birth_on: date | None,
    province_codes: frozenset[str],
    country: str = "VN",
) -> Iterator[str]:
    """Yield a sentence for each thing about the number that does not fit the record."""
    key = number_key(number)
    shapes = PASSPORT_SHAPES.get(country, ()) if kind == DocumentKind.PASSPORT else ()
    if shapes and key and not has_shape(key, shapes):
        yield (
            _("Vietnamese passport numbers have one letter and 7 or 8 digits. Check it.")
            if country == "VN"
            else _("Passport numbers of this country are built otherwise. Check it.")
        )
    if kind != DocumentKind.PERSONAL_NUMBER:
        return
    parts = PersonalNumber.read(key)
    if parts is None:
        return
    if province_codes and parts.province not in province_codes:
        yield _("The first three digits (%(code)s) are not the code of a province.") % {
            "code": parts.province
        }
    if birth_on is not None and birth_on.year != parts.birth_year:
        yield _("The number says born in %(number_year)s, the record says %(record_year)s.") % {
            "number_year": parts.birth_year,
            "record_year": birth_on.year,
        }
    if sex in {Sex.MALE, Sex.FEMALE} and sex != parts.sex:
        yield _("The number says %(number_sex)s, the record says %(record_sex)s.") % {
            "number_sex": Sex(parts.sex).label,
            "record_sex": Sex(sex).label,
        }
