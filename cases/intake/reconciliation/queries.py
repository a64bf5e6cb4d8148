"""Reads of comparisons: how far one is, its piles, and what we have of the people in it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Count

from cases.citizens.choices import DocumentKind, Sex
from cases.citizens.models import Citizen, IdentityDocument, Name
from cases.core.actor import Actor
from cases.core.partial import PartialDate
from cases.intake.lists.choices import RowState
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.models.row import ListRowQuerySet
from cases.intake.lists.queries import rows_in
from cases.intake.reconciliation.choices import PILES
from cases.intake.reconciliation.comparing import Known
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.models.entry import PileEntryQuerySet
from cases.intake.reconciliation.persons import Persons, persons_of
from cases.places.models import Province

NO_PEOPLE = (RowState.LEFT_OUT, RowState.NEW)
"""States of rows that are of nobody."""
CARDS = (DocumentKind.PERSONAL_NUMBER, DocumentKind.OLD_ID_CARD)
PERSON = ("pk", "full_name", "birth_on", "birth_precision", "sex", "origin_province_id")


def people_rows(actor: Actor, received: ReceivedList) -> ListRowQuerySet:
    """Return the rows of a list that are of a person, in the order of the file."""
    return rows_in(actor, received).exclude(state__in=NO_PEOPLE).order_by("pk")


def entries_in(actor: Actor, compared: Reconciliation) -> PileEntryQuerySet:
    """Return the entries of a comparison."""
    return PileEntry.objects.visible_to(actor).filter(reconciliation=compared)


def piles_of(actor: Actor, compared: Reconciliation) -> dict[str, int]:
    """Return pile -> how many lie on it now; they add up to the rows and those only on ours."""
    rows = entries_in(actor, compared).order_by().values_list("pile")
    found = dict(rows.annotate(count=Count("pk")))
    return {pile.value: found.get(pile, 0) for pile in PILES}


def new_in(actor: Actor, compared: Reconciliation) -> PileEntryQuerySet:
    """Return the rows of people whom the version before did not name."""
    return entries_in(actor, compared).filter(row__isnull=False, former__isnull=True)


def changed_in(actor: Actor, compared: Reconciliation) -> PileEntryQuerySet:
    """Return the rows that say something else than those of the version before."""
    return entries_in(actor, compared).filter(former__isnull=False).exclude(changes=[])


def gone_since(actor: Actor, compared: Reconciliation) -> ListRowQuerySet:
    """Return the rows of the version before whose people this one does not name any more."""
    former = compared.received.replaces
    if former is None:
        return ListRow.objects.none()
    kept = entries_in(actor, compared).filter(former__isnull=False).values("former_id")
    return people_rows(actor, former).exclude(pk__in=kept)


def last_of(actor: Actor, received: ReceivedList) -> Reconciliation | None:
    """Return the newest comparison of a list that was carried to its end."""
    rows = Reconciliation.objects.visible_to(actor).filter(received=received, state="done")
    return rows.order_by("-started_at", "-pk").first()


def records_of(actor: Actor, citizen_id: int | None) -> list[int]:
    """Return the ids of all records in sight of the person of an entry."""
    return persons_of(actor, [citizen_id]).records(citizen_id) if citizen_id else []


def named_people(actor: Actor, people: Collection[int]) -> dict[int, str]:
    """Return person -> her identifier outside, of those in sight."""
    rows = Citizen.objects.visible_to(actor).filter(pk__in=people)
    return {pk: str(uuid) for pk, uuid in rows.values_list("pk", "uuid")}


def province_codes() -> dict[int, frozenset[str]]:
    """Return province -> the codes it goes under: its own, and of the one it went into."""
    rows = Province.objects.values_list("pk", "code", "successor__code")
    return {pk: frozenset(code for code in codes if code) for pk, *codes in rows}


def known_people(
    actor: Actor, people: Collection[int], codes: Mapping[int, frozenset[str]]
) -> dict[int, Known]:
    """Return person -> what we have of her on all her records in sight, read in sets.

    Names and numbers are those of all records; what only one date, sex or province can be is said
    by the record that stands for her, or by another one where that one leaves it open.
    """
    persons = persons_of(actor, people)
    records = persons.all_of(people)
    names: dict[int, list[str]] = defaultdict(list)
    rows = Name.objects.visible_to(actor).filter(citizen_id__in=records, withdrawn_at__isnull=True)
    for record, value in rows.values_list("citizen_id", "value"):
        names[persons.one(record)].append(value)
    papers = papers_of(actor, people, persons)
    found = Citizen.objects.visible_to(actor).filter(pk__in=records).values_list(*PERSON)
    by_record = {pk: row for pk, *row in found}
    return {
        pk: known_by(
            [by_record[record] for record in persons.records(pk) if record in by_record],
            names.get(persons.one(pk), ()),
            papers.get(pk, {}),
            codes,
        )
        for pk in people
        if pk in by_record
    }


def known_by(
    records: Sequence[Sequence[Any]],
    names: Sequence[str],
    papers: "Papers",
    codes: Mapping[int, frozenset[str]],
) -> Known:
    """Return what the records of one person say of her, the first of them before the others."""
    full_names, *_rest = zip(*records, strict=True)
    births = [PartialDate(born, precision) for _n, born, precision, _s, _p in records if born]
    sexes = [sex for *_said, sex, _province in records if sex and sex != Sex.UNKNOWN]
    provinces = [province for *_said, province in records if province]
    return Known(
        names=(*full_names, *names),
        birth=births[0] if births else None,
        sex=sexes[0] if sexes else "",
        provinces=codes.get(provinces[0], ()) if provinces else (),
        personal_numbers=personal_numbers(papers),
        papers=papers,
    )


Papers = dict[tuple[str, str], set[str]]


def papers_of(
    actor: Actor, people: Collection[int], persons: Persons | None = None
) -> dict[int, Papers]:
    """Return person -> the numbers of the papers on all her records, by kind and country."""
    persons = persons or persons_of(actor, people)
    found: dict[int, Papers] = defaultdict(lambda: defaultdict(set))
    rows = IdentityDocument.objects.visible_to(actor).filter(
        citizen_id__in=persons.all_of(people), withdrawn_at__isnull=True
    )
    columns: Any = ("citizen_id", "kind", "country", "number_key")
    for record, kind, country, number in rows.exclude(number_key="").values_list(*columns):
        found[persons.one(record)][kind, country].add(number)
    return {pk: found[persons.one(pk)] for pk in people if persons.one(pk) in found}


def personal_numbers(papers: Papers) -> set[str]:
    """Return the numbers of cards, old and new, among the papers of a person."""
    return {number for (kind, _country), some in papers.items() if kind in CARDS for number in some}
