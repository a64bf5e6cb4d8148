"""The matcher tried on a generated list: how many it finds, whom it links, whom it only parks.

Small, so that it runs with the suite: a mission of some thousand people and a list of half as many
rows. The same is measured with a million people by the bench.
"""

from datetime import UTC, datetime
from random import Random

import pytest

from cases.citizens.models import Citizen, ContactPoint, IdentityDocument
from cases.citizens.names import sort_key
from cases.citizens.names.stored import sound_key
from cases.citizens.search.judging import Verdict
from cases.citizens.search.sets import match_in_sets
from cases.core.context import eyes
from tests.benchmarks.listed import Registered, Row, listed
from tests.benchmarks.matching import TODAY, match
from tests.benchmarks.names import Names
from tests.benchmarks.people import PRECISION_WEIGHTS, PRECISIONS, born_on
from tests.citizens.search.people import province
from tests.database import kept_for_the_file
from tests.factories import officer

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sweep(whole_file=True)]

PASSPORT = {"kind": "passport", "country": "VN", "status": "unknown"}
PEOPLE = 2_000
ROWS = 1_000
SEED = 20251128
REGISTERED_AT = datetime(2025, 10, 1, tzinfo=UTC)


def everybody(actor, provinces) -> list[Registered]:
    """Register people as the bench draws them, in few statements."""
    draw = Random(SEED)
    names = Names(draw)
    people, papers, phones = [], [], []
    for _ in range(PEOPLE):
        sex = draw.choice("mf")
        precision = draw.choices(PRECISIONS, PRECISION_WEIGHTS)[0]
        full_name = " ".join(names.full(sex))
        people.append(
            Citizen(
                registered_by_id=actor.mission_id,
                registered_at=REGISTERED_AT,
                ledger_at=REGISTERED_AT,
                full_name=full_name,
                sort_key=sort_key(full_name),
                sound_key=sound_key(full_name),
                sex=sex,
                nationality="VN",
                nationality_status="declared",
                birth_on=born_on(draw, precision),
                birth_precision=precision,
                origin_province=draw.choice(provinces),
            )
        )
    with eyes(actor):
        Citizen.objects.bulk_create(people)
        for at, person in enumerate(people):
            mine = {"citizen": person, "recorded_at": REGISTERED_AT}
            if draw.random() < 0.55:
                number = f"C{4_000_000 + 37 * at:07d}"
                papers.append(
                    IdentityDocument(**mine, **PASSPORT, number=number, number_key=number)
                )
            if draw.random() < 0.6:
                value = f"09{draw.randrange(100_000_000):08d}"
                phones.append(ContactPoint(**mine, kind="phone", value=value))
        IdentityDocument.objects.bulk_create(papers)
        ContactPoint.objects.bulk_create(phones)
    numbers = {paper.citizen_id: paper.number for paper in papers}
    dialled = {phone.citizen_id: phone.value for phone in phones}
    return [
        Registered(
            one.pk,
            one.full_name,
            one.birth_on,
            one.birth_precision,
            one.sex,
            one.origin_province_id,
            "passport" if one.pk in numbers else "",
            numbers.get(one.pk, ""),
            dialled.get(one.pk, ""),
        )
        for one in people
    ]


@pytest.fixture(scope="module")
def tried(django_db_setup, django_db_blocker):
    """What came of one list, and each row with its answers."""
    with kept_for_the_file(django_db_blocker):
        with django_db_blocker.unblock():
            actor = officer()
            people = everybody(actor, [province(f"Tỉnh {at}", f"{at:03d}") for at in range(1, 64)])
            rows = listed(Random(SEED).sample(people, ROWS), ROWS)
            done, _found = match(actor, rows)
            with eyes(actor):
                answers = match_in_sets(actor, [row.newcomer(TODAY) for row in rows])
        yield done, list(zip(rows, answers, strict=True))


def test_nearly_everybody_on_record_is_among_the_candidates(tried):
    done, _answers = tried

    assert done.registered == done.strangers == ROWS / 2
    assert done.recall >= 0.98


def test_nearly_everybody_on_record_is_told_of(tried):
    done, _answers = tried

    assert done.told_of / done.registered >= 0.95


def test_whoever_is_linked_is_the_right_one(tried):
    done, _answers = tried

    assert done.linked >= 50
    assert done.precision >= 0.99


def test_strangers_are_seldom_anybodys_work(tried):
    done, _answers = tried

    assert done.alarms / done.strangers <= 0.02


def test_nobody_is_linked_but_by_the_very_paper(tried):
    _done, answers = tried

    for row, people in answers:
        for one in people:
            if one.verdict == Verdict.LINKED:
                assert "document" in one.reasons
                assert row.report.numbers


def test_a_name_alone_only_asks_for_a_glance(tried):
    _done, answers = tried
    alone = [(row, people) for row, people in answers if is_name_alone(row)]

    assert len(alone) >= 30
    for _row, people in alone:
        assert all(one.verdict == Verdict.PERHAPS for one in people)


def is_name_alone(row: Row) -> bool:
    return not (row.report.birth_text or row.report.numbers or row.phone)
