"""What is typed, or stands in a list, of somebody who may be on record already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.citizens.choices import BirthPrecision, DocumentKind
from cases.citizens.numbers import PersonalNumber, number_key
from cases.citizens.search.asked import Asked, meant
from cases.citizens.search.births import BUDDHIST
from cases.citizens.search.figures import phone_key
from cases.core.partial import PartialDate

Paper = tuple[str, str, str]
LAST_OF_OURS: Final = 2400
"""Years beyond are of the Buddhist calendar, whatever the text said."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is typed of somebody who is about to be registered.

    `births` are all dates that the text of the birth date can be, the likeliest first, where it can
    be several; `relatives` the names of parents or others close to her; `document_country` is ""
    where it is not known who issued the paper.
    """

    full_name: str
    birth: PartialDate | None = None
    sex: str = ""
    province: int | None = None
    document_kind: str = ""
    document_number: str = ""
    card_number: str = ""
    phones: Sequence[str] = ()
    document_country: str = ""
    relatives: Sequence[str] = ()
    births: Sequence[PartialDate] = ()

    @property
    def readings(self) -> tuple[PartialDate, ...]:
        """All dates that the birth date can be, the likeliest first."""
        said = (self.birth, *self.births) if self.birth else tuple(self.births)
        return tuple(dict.fromkeys(said))

    @property
    def personal_number(self) -> str:
        """The number that the state gave the person for life: of a card, or beside a passport."""
        is_personal = self.document_kind == DocumentKind.PERSONAL_NUMBER
        return number_key(self.card_number or (self.document_number if is_personal else ""))

    @property
    def told_by_number(self) -> PersonalNumber | None:
        """What the personal number says of its holder."""
        return PersonalNumber.read(self.personal_number)

    @property
    def papers(self) -> frozenset[Paper]:
        """The papers of which kind and number are known."""
        card = number_key(self.card_number)
        found = {(DocumentKind.PERSONAL_NUMBER.value, card, "VN")} if card else set()
        number = number_key(self.document_number)
        if number and self.document_kind:
            found.add((str(self.document_kind), number, self.document_country))
        return frozenset(found)

    def asked(self) -> Asked:
        """Return the same as what is asked of those on record."""
        words = tuple(self.full_name.split())
        numbers = map(number_key, (self.document_number, self.card_number))
        phones = (phone_key(phone) for phone in self.phones)
        births = self.readings
        return Asked(
            words=words,
            others=words,
            days=firsts(births, BirthPrecision.DAY),
            months=firsts(births, BirthPrecision.MONTH),
            years=tuple(dict.fromkeys(our_year(birth) for birth in births)),
            numbers=tuple(dict.fromkeys(number for number in numbers if number)),
            phones=tuple(dict.fromkeys(phone for phone in phones if phone)),
            provinces=(self.province,) if self.province else (),
        )

    def namings(self) -> tuple[tuple[str, ...], ...]:
        """Return the words of the name as they were meant, and as they were typed."""
        return tuple(dict.fromkeys((*meant(self.full_name), tuple(self.full_name.split()))))


def firsts(births: Sequence[PartialDate], precision: str) -> tuple[date, ...]:
    """Return the first days of the dates that are known so precisely."""
    return tuple(birth.first for birth in births if birth.precision == precision)


def our_year(birth: PartialDate) -> int:
    """Return the year of birth in our calendar."""
    return birth.first.year - BUDDHIST * (birth.first.year > LAST_OF_OURS)
