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
PASSPORT_FORM = re.compile(r"[A-Z][0-9]{7,8}")
PHONE_FORM = re.compile(
    r"[0-9 +().\-/]+?(?: *(?:ext|x|máy lẻ)\.? *[0-9]{1,6})?", re.IGNORECASE | re.ASCII
)
EXTENSION = re.compile(r"(?:ext|x|máy lẻ).*", re.IGNORECASE)
FEWEST_PHONE_DIGITS = 6
FIRST_YEAR_OF_CENTURY = {0: 1900, 2: 2000, 4: 2100, 6: 2200, 8: 2300}


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


def number_warnings(
    kind: str,
    number: str,
    *,
    sex: str,
    birth_on: date | None,
    province_codes: frozenset[str],
) -> Iterator[str]:
    """Yield a sentence for each thing about the number that does not fit the record."""
    key = number_key(number)
    if kind == DocumentKind.PASSPORT and key and not PASSPORT_FORM.fullmatch(key):
        yield _("Vietnamese passport numbers have one letter and 7 or 8 digits. Check it.")
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
