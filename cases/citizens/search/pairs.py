"""How likely two records are of one person, as intake weighs it, and whether they can be at all."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cases.citizens.choices import ContactKind, DocumentKind, NationalityStatus
from cases.citizens.models import Citizen, ContactPoint, IdentityDocument, Relative
from cases.citizens.numbers import number_warnings
from cases.citizens.search.judging import Candidate, Verdict, judged, wanted_of
from cases.citizens.search.newcomers import Newcomer
from cases.citizens.search.recorded import needs_of, on_record
from cases.core.actor import Actor


def newcomers_of(actor: Actor, people: Sequence[Citizen]) -> Iterator[tuple[Citizen, Newcomer]]:
    """Yield what is on record of people as it would be typed: once for each of their papers."""
    mine = {"citizen__in": people, "withdrawn_at__isnull": True}
    own = ContactPoint.objects.visible_to(actor).filter(**mine)
    own = own.exclude(kind__in=[ContactKind.EMAIL, ContactKind.ADDRESS])
    kin = Relative.objects.visible_to(actor).filter(**mine).exclude(phone="")
    phones = by_person([*own.values_list("citizen", "value"), *kin.values_list("citizen", "phone")])
    rows = IdentityDocument.objects.visible_to(actor).filter(**mine).exclude(number="")
    papers = by_person(rows.values_list("citizen", "kind", "number", "country"))
    for person in people:
        for kind, number, country in papers.get(person.pk, [("", "", "")]):
            yield (
                person,
                Newcomer(
                    full_name=person.full_name,
                    birth=person.birth,
                    sex=person.sex,
                    province=person.origin_province_id,
                    document_kind=kind,
                    document_number=number,
                    document_country=country,
                    phones=tuple(phone for (phone,) in phones.get(person.pk, ())),
                ),
            )


def by_person(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Return the rest of each row by the person that it begins with."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for person, *rest in rows:
        found.setdefault(person, []).append(tuple(rest))
    return found


def likeness(actor: Actor, one: Citizen, other: Citizen) -> Candidate:
    """Return how well what is known of `one` fits `other`: the bits and the reasons."""
    found = []
    for _person, newcomer in newcomers_of(actor, [one]):
        wanted = wanted_of(newcomer)
        known = on_record(actor, [other.pk], needs_of(wanted))[other.pk]
        weighed = judged(wanted, known)
        found.append(weighed or Candidate(known.citizen, 0.0, (), Verdict.PERHAPS))
    return max(found, key=lambda candidate: candidate.bits)


def cannot_be_one(actor: Actor, records: Sequence[Citizen], others: Sequence[Citizen]) -> bool:
    """Return whether both sides have verified personal numbers, and none in common."""
    mine, theirs = verified_numbers(actor, records), verified_numbers(actor, others)
    return bool(mine and theirs) and not mine & theirs


def verified_numbers(actor: Actor, records: Sequence[Citizen]) -> set[str]:
    """Return the personal numbers that hold: nationality verified, or fitting sex and birth year.

    A number that does not fit its own record is more likely read wrongly than somebody else's.
    """
    people = {record.pk: record for record in records}
    rows = IdentityDocument.objects.visible_to(actor).filter(
        citizen__in=people, withdrawn_at__isnull=True, kind=DocumentKind.PERSONAL_NUMBER
    )
    return {
        number
        for person, number in rows.exclude(number_key="").values_list("citizen_id", "number_key")
        if is_verified(people[person], number)
    }


def is_verified(person: Citizen, number: str) -> bool:
    """Return whether the state has said who it is, or the number says the same as the record."""
    if person.nationality_status == NationalityStatus.VERIFIED:
        return True
    odd = number_warnings(
        DocumentKind.PERSONAL_NUMBER,
        number,
        sex=person.sex,
        birth_on=person.birth_on,
        province_codes=frozenset(),
    )
    return person.birth_on is not None and next(odd, None) is None
