"""Whether somebody who is about to be registered is likely registered already.

A double is told by a document with the same number, or by a name alike together with the whole
birth date or a phone; a name alone never tells. What speaks for and against is weighed in bits, as
`ranking` does, and somebody is a likely double from `LIKELY` on. Candidates are asked for by those
ways alone, so a common name with no more than a year costs nothing and warns of nobody.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.citizens.choices import BirthPrecision, DocumentKind, Sex
from cases.citizens.models import Citizen, IdentityDocument
from cases.citizens.names.comparison import compare
from cases.citizens.names.keys import name_key
from cases.citizens.numbers import number_key
from cases.citizens.search.asked import Asked
from cases.citizens.search.candidates import candidates
from cases.citizens.search.figures import phone_key
from cases.citizens.search.people import COLUMNS, known_of
from cases.citizens.search.ranking import ALIKE, SENTENCES, Known, fit
from cases.citizens.search.ways import Group, Way, loosely
from cases.core.actor import Actor
from cases.core.partial import PartialDate

LIKELY: Final = 12.0
SAME_DOCUMENT: Final = 18.0
"""What the same document weighs at least, however the names are written."""
AGAINST: Final[Mapping[str, float]] = {
    "sex_other": -10.0,
    "personal_number_other": -20.0,
    "born_other": -6.0,
}
"""Beside what `ranking` takes away: brothers share a phone, and seldom more."""
WORDS: Final[Mapping[str, str | Promise]] = {
    **SENTENCES,
    "sex_other": _("Another sex"),
    "personal_number_other": _("Another personal number"),
}
OF_NAMES: Final = frozenset(
    {"name", "name_marks", "name_order", "name_alike", "name_part", "name_region", "alias"}
)
BORN: Final = frozenset({"born", "born_swapped"})
NOT_SAID: Final = frozenset({"", Sex.UNKNOWN, Sex.OTHER})
ONE_AFTER_THE_OTHER: Final = (
    "select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(%s) as key"
)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is typed of somebody who is about to be registered."""

    full_name: str
    birth: PartialDate | None = None
    sex: str = ""
    province: int | None = None
    document_kind: str = ""
    document_number: str = ""
    card_number: str = ""
    phones: Sequence[str] = ()
    document_country: str = "VN"
    relatives: Sequence[str] = ()
    births: Sequence[PartialDate] = ()
    """All dates that the text of the birth date can be, where it can be several."""

    @property
    def day(self) -> date | None:
        """The birth date, if it is known to the day."""
        is_day = self.birth is not None and self.birth.precision == BirthPrecision.DAY
        return self.birth.first if self.birth is not None and is_day else None

    @property
    def personal_number(self) -> str:
        """The number that the state gave the person for life: of a card, or beside a passport."""
        is_personal = self.document_kind == DocumentKind.PERSONAL_NUMBER
        return number_key(self.card_number or (self.document_number if is_personal else ""))

    def asked(self) -> Asked:
        """Return the same as what is asked of those on record."""
        words = tuple(self.full_name.split())
        numbers = map(number_key, (self.document_number, self.card_number))
        phones = (phone_key(phone) for phone in self.phones)
        return Asked(
            words=words,
            others=words,
            days=(self.day,) if self.day else (),
            years=(self.birth.first.year,) if self.birth else (),
            numbers=tuple(dict.fromkeys(number for number in numbers if number)),
            phones=tuple(dict.fromkeys(phone for phone in phones if phone)),
            provinces=(self.province,) if self.province else (),
        )


@dataclass(frozen=True, slots=True)
class Double:
    """Somebody on record who is likely the same: her columns, how much says so, and what."""

    citizen: Mapping[str, Any]
    bits: float
    reasons: Sequence[str] = field(default=())

    @property
    def sentences(self) -> list[str]:
        """The reasons in words for staff."""
        return [str(WORDS[code]) for code in self.reasons]


def likely_doubles(actor: Actor, newcomer: Newcomer, but: Collection[int] = ()) -> list[Double]:
    """Return who in sight of `actor` is likely the same person, the likeliest first.

    `but` are the ids of those of whom somebody has said that they are somebody else.
    """
    asked = newcomer.asked()
    found = candidates(ways(asked))
    people = [pk for pk in found if pk not in but]
    rows = list(Citizen.objects.visible_to(actor).filter(pk__in=people).values(*COLUMNS))
    if not rows:
        return []
    known = known_of(actor, people, asked)
    papers = personal_numbers(actor, people) if newcomer.personal_number else {}
    weighed = [weigh(newcomer, known(row), row, papers.get(row["pk"], ())) for row in rows]
    likely = [double for double in weighed if double is not None]
    return sorted(likely, key=lambda double: (-double.bits, double.citizen["sort_key"]))


def weigh(
    newcomer: Newcomer, known: Known, row: Mapping[str, Any], papers: Collection[str]
) -> Double | None:
    """Return the double that somebody on record likely is, None where too little says so."""
    key = name_key(newcomer.full_name)
    found = fit(newcomer.asked(), key, known)
    reasons, bits = list(found.reasons), found.bits
    is_alike = any(compare(key, name_key(name)).score >= ALIKE for name in known.names)
    if not is_alike:
        reasons = [code for code in reasons if code not in OF_NAMES]
    if "document" in reasons:
        bits = max(bits, SAME_DOCUMENT)
    elif not is_alike or not BORN.union({"phone"}).intersection(reasons):
        return None
    # One character apart is a number read wrongly, and no other number.
    numbers = () if "document_near" in reasons else papers
    against = list(contradictions(newcomer, row, numbers))
    bits += sum(AGAINST[code] for code in {*against, *reasons} if code in AGAINST)
    return Double(row, bits, [*reasons, *against]) if bits >= LIKELY else None


def contradictions(
    newcomer: Newcomer, row: Mapping[str, Any], numbers: Collection[str]
) -> Iterator[str]:
    """Yield what speaks against one person beside the birth date."""
    if newcomer.sex != row["sex"] and not NOT_SAID.intersection({newcomer.sex, row["sex"]}):
        yield "sex_other"
    if numbers and newcomer.personal_number and newcomer.personal_number not in numbers:
        yield "personal_number_other"


def personal_numbers(actor: Actor, people: Sequence[int]) -> dict[int, set[str]]:
    """Return the personal numbers on record of each person."""
    rows = IdentityDocument.objects.visible_to(actor).filter(
        citizen_id__in=people, withdrawn_at__isnull=True, kind=DocumentKind.PERSONAL_NUMBER
    )
    found: dict[int, set[str]] = {}
    for person, number in rows.exclude(number_key="").values_list("citizen_id", "number_key"):
        found.setdefault(person, set()).add(number)
    return found


def ways(asked: Asked) -> list[Way]:
    """Return the ways by which a double is found: its paper, or a name with a date or a phone."""
    found: list[Way] = []
    if asked.numbers:
        found.append([[f"d:{number}" for number in asked.numbers]])
    days = [f"b:{day:%Y%m%d}" for one in asked.days for day in (one, *swapped(one))]
    for anchor in (days, [f"p:{phone}" for phone in asked.phones]):
        if anchor:
            found += named_with(asked, anchor)
    return found


def named_with(asked: Asked, anchor: Group) -> Iterator[Way]:
    """Yield ways by the name, one syllable of it missing or wrong, or joined, and `anchor`."""
    parts = name_key(" ".join(asked.words)).parts
    groups = [loosely(part) for part in parts]
    if not groups:
        return
    yield [*groups, anchor]
    yield [[f"j:{''.join(part.fold for part in parts)}"], anchor]
    if len(groups) > 1:
        for left_out in range(len(groups)):
            yield [*groups[:left_out], *groups[left_out + 1 :], anchor]


def swapped(day: date) -> Iterator[date]:
    """Yield the day with day and month exchanged, if there is one."""
    if day.day <= 12 and day.day != day.month:
        yield date(day.year, day.day, day.month)


def wait_for_others(*newcomers: Newcomer) -> None:
    """Let two who register the same person at once come one after the other.

    Who comes second then sees what the first one wrote; held until the transaction ends.
    """
    keys = {key for newcomer in newcomers for key in keys_to_wait_for(newcomer.asked())}
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(ONE_AFTER_THE_OTHER, [sorted(keys)])


def keys_to_wait_for(asked: Asked) -> Iterator[str]:
    """Yield what two who register the same person would both name."""
    yield from (f"double:d:{number}" for number in asked.numbers)
    yield from (f"double:p:{phone}" for phone in asked.phones)
    yield from (f"double:b:{min(day, *swapped(day), day)}" for day in asked.days)
