"""Whether somebody on record may be a newcomer: what speaks for and against, weighed in bits.

Two records are linked by an exact paper alone: the same kind, number and country, with nothing
against it; where the country of one is not known, somebody decides. A name is never enough: with a
whole date, a phone or two lesser things beside it, somebody has to decide; without them it is worth
a glance at most.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.citizens.choices import DocumentKind, Sex
from cases.citizens.names.keys import NameKey, known_key, name_key
from cases.citizens.numbers import PersonalNumber
from cases.citizens.search.births import birth_reason
from cases.citizens.search.newcomers import Newcomer, Paper
from cases.citizens.search.ranking import PLAIN, SENTENCES, Fit, Named, best_name, by_number
from cases.citizens.search.weights import weights
from cases.core.partial import PartialDate

WORDS: Final[Mapping[str, str | Promise]] = {
    **SENTENCES,
    "document_kind": _("Same number, but of another kind of document or another country"),
    "issuer_unknown": _("Which country issued one of the two documents is not known"),
    "number_begins": _("Personal number with the same province, sex and year"),
    "number_against": _("Personal number of another sex or year of birth"),
    "sex_other": _("Another sex"),
    "personal_number_other": _("Another personal number"),
}
ANCHORS: Final = frozenset({"phone", "phone_near", "document_kind", "document_near", "born",
    "born_swapped"})  # fmt: skip
"""What makes somebody likely together with a name alike."""
OF_FAMILIES: Final = frozenset({"phone", "phone_near"})
"""What brothers and sisters share: it ties nobody of another name, born on another day."""
ROUGHLY: Final = frozenset({"born_default", "born_month", "born_year", "born_january",
    "born_digit", "born_buddhist"})  # fmt: skip
BESIDE: Final = frozenset({"province", "relative", "number_begins"})
"""Lesser things: one of these together with one of those does as well."""
AGAINST: Final = frozenset({"sex_other", "personal_number_other", "number_against", "born_other",
    "name_other"})  # fmt: skip
UNSURE: Final = frozenset({"issuer_unknown"})
"""What speaks neither for nor against, and leaves it to somebody to decide."""
NOT_SAID: Final = frozenset({"", Sex.UNKNOWN, Sex.OTHER})
HEAD_OF_NUMBER: Final = 6


def reasons_words(codes: Iterable[str]) -> str:
    """Return why two may be one, in one line; what no longer has words is left out."""
    return ", ".join(str(WORDS[code]) for code in codes if code in WORDS)


class Verdict(StrEnum):
    """What the reasons come to.

    `linked`: the same paper (kind, number and country), and nothing against it. `likely`: enough
    for somebody to decide. `perhaps`: a name alike and too little else; only to be looked at.
    """

    LINKED = "linked"
    LIKELY = "likely"
    PERHAPS = "perhaps"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on record who may be a newcomer: her columns, how much says so, and what."""

    citizen: Mapping[str, Any]
    bits: float
    reasons: Sequence[str]
    verdict: Verdict

    @property
    def sentences(self) -> list[str]:
        """The reasons in words for staff."""
        return [str(WORDS[code]) for code in self.reasons]


def likeliest(one: Candidate) -> tuple[float, str]:
    """Order candidates, the likeliest first."""
    return -one.bits, str(one.citizen["sort_key"])


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What is on record of a person that can be compared; `names` as registered first."""

    citizen: Mapping[str, Any]
    names: Sequence[str]
    papers: Sequence[Paper] = ()
    phones: Sequence[str] = ()
    relatives: Sequence[str] = ()

    @property
    def birth(self) -> PartialDate | None:
        """The birth date as precise as it is known."""
        born: date | None = self.citizen["birth_on"]
        return PartialDate(born, self.citizen["birth_precision"]) if born else None

    @property
    def personal_numbers(self) -> list[str]:
        """The numbers that the state gave for life."""
        kind = DocumentKind.PERSONAL_NUMBER
        return [number for said, number, _country in self.papers if said == kind]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A newcomer made ready for comparing, once for all who may be her."""

    names: Sequence[NameKey]
    births: Sequence[PartialDate]
    sex: str
    provinces: Collection[int]
    papers: Collection[Paper]
    numbers: Sequence[str]
    personal_number: str
    told_by_number: PersonalNumber | None
    phones: Sequence[str]
    relatives: Sequence[NameKey] = field(default=())


def wanted_of(newcomer: Newcomer, provinces: Collection[int] = ()) -> Wanted:
    """Return a newcomer made ready; `provinces` are all that her province is called."""
    asked = newcomer.asked()
    names = [name_key(" ".join(words)) for words in newcomer.namings()]
    return Wanted(
        names=[key for key in names if key.parts],
        births=newcomer.readings,
        sex=newcomer.sex,
        provinces=provinces or asked.provinces,
        papers=newcomer.papers,
        numbers=asked.numbers,
        personal_number=newcomer.personal_number,
        told_by_number=newcomer.told_by_number,
        phones=asked.phones,
        relatives=[name_key(name) for name in newcomer.relatives if name.strip()],
    )


def judged(wanted: Wanted, person: OnRecord, least: float = 0.0) -> Candidate | None:
    """Return the candidate that somebody on record is, None where too little says so.

    What comes to fewer bits than `least` is nothing, unless the paper is the same. Names are not
    even compared where the rarest possible agreement would not do.
    """
    found = Fit()
    by_paper(found, wanted, person)
    by_number(found, wanted.phones, person.phones, "phone")
    by_facts(found, wanted, person)
    against = contradictions(found.reasons, wanted, person)
    most = max((key.weight for key in wanted.names), default=0.0)
    if found.bits + most + against.bits < least and "document" not in found.reasons:
        return None
    named = by_names(found, wanted, person)
    if "document" in found.reasons:
        found.bits = max(found.bits, weights().thresholds.same_document)
    found.bits += against.bits
    found.reasons += against.reasons
    verdict = verdict_of(found, named, least)
    if verdict is None:
        return None
    return Candidate(person.citizen, found.bits, found.reasons, verdict)


def by_paper(found: Fit, wanted: Wanted, person: OnRecord) -> None:
    """Count the paper that fits best."""
    if not wanted.numbers or not person.papers:
        return
    numbers = [number for _kind, number, _country in person.papers]
    same = [one for one in person.papers if any(is_same_paper(one, it) for it in wanted.papers)]
    if same:
        found.add("document")
        if not any(one in wanted.papers and one[2] for one in same):
            found.add("issuer_unknown")
    elif set(wanted.numbers) & set(numbers):
        found.add("document_kind")
    else:
        by_number(found, wanted.numbers, numbers, "document")
        begun = wanted.personal_number[:HEAD_OF_NUMBER]
        is_begun = any(number.startswith(begun) for number in person.personal_numbers)
        if begun and is_begun and not found.reasons:
            found.add("number_begins")


def is_same_paper(one: Paper, other: Paper) -> bool:
    """Return whether kind and number are the same, and the country as far as both know it."""
    (kind, number, country), (its_kind, its_number, its_country) = one, other
    is_one_country = country == its_country or not (country and its_country)
    return (kind, number) == (its_kind, its_number) and is_one_country


def by_names(found: Fit, wanted: Wanted, person: OnRecord) -> Named:
    """Count the name that fits best; only a name alike, or another one, is a reason."""
    best = Named("", 0.0, is_alike=False)
    for at, key in enumerate(wanted.names):
        named = best_name(key, map(known_key, person.names))
        if at == 0 or (named.is_alike, named.bits) > (best.is_alike, best.bits):
            best = named
    if best.is_alike or best.code == "name_other":
        found.add(best.code, best.bits)
    else:
        found.bits += best.bits
    return best


def by_facts(found: Fit, wanted: Wanted, person: OnRecord) -> None:
    """Count birth date, province and relatives."""
    birth = person.birth
    if birth is not None and wanted.births:
        found.add(birth_reason(wanted.births, birth))
    province = person.citizen["origin_province_id"]
    if wanted.provinces and province:
        found.add("province" if province in wanted.provinces else "no_province")
    if person.relatives and any(
        best_name(key, map(known_key, person.relatives)).is_alike for key in wanted.relatives
    ):
        found.add("relative")


def contradictions(reasons: Sequence[str], wanted: Wanted, person: OnRecord) -> Fit:
    """Return what speaks against one person, beside names; `reasons` are those found by then."""
    against = Fit()
    if "born_other" in reasons:
        against.bits += weights().thresholds.born_other_at_intake
    sex = person.citizen["sex"]
    if wanted.sex != sex and not NOT_SAID.intersection({wanted.sex, sex}):
        against.add("sex_other")
    told = wanted.told_by_number
    if told is None or not {"document", "document_near"}.isdisjoint(reasons):
        # One character apart is a number read wrongly, and no other number.
        return against
    numbers = person.personal_numbers
    if numbers and wanted.personal_number not in numbers:
        against.add("personal_number_other")
    birth = person.birth
    is_other_year = birth is not None and birth.first.year != told.birth_year
    if is_other_year or (sex not in NOT_SAID and sex != told.sex):
        against.add("number_against")
    return against


def verdict_of(found: Fit, named: Named, least: float) -> Verdict | None:
    """Return what the reasons come to, None for nothing."""
    lines, reasons = weights().thresholds, set(found.reasons)
    if "document" in reasons and found.bits >= lines.likely:
        return Verdict.LIKELY if (AGAINST | UNSURE) & reasons else Verdict.LINKED
    if not named.is_alike or found.bits < max(lines.perhaps, least):
        return None
    is_kin = "born_other" in reasons and named.code not in PLAIN
    anchors = ANCHORS - OF_FAMILIES if is_kin else ANCHORS
    has_more = bool(anchors & reasons) or bool(ROUGHLY & reasons and BESIDE & reasons)
    return Verdict.LIKELY if has_more and found.bits >= lines.likely else Verdict.PERHAPS
