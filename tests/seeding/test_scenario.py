"""The courses of people: each act at its moment, by its mission, through its operation."""

from datetime import UTC, datetime

import pytest

from cases.casework.models import Case
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from tests.seeding.folder import PEOPLE, seed, write_seeds

pytestmark = pytest.mark.django_db

FIRST = PEOPLE[: PEOPLE.index('[[person]]\nkey = "P2"')]


@pytest.fixture(autouse=True)
def seen_by_the_system(transactional_eyes):
    """All tests read as the system."""


@pytest.fixture
def transactional_eyes(db):
    with eyes(SYSTEM):
        yield


def loaded(seeds, text: str) -> Case:
    write_seeds(seeds, people_toml=text)
    seed()
    return Case.objects.get(citizen__full_name="Lê Thị Thử")


def test_everything_is_known_since_the_moment_it_was_recorded(seeds):
    case = loaded(seeds, FIRST)

    assert case.recorded_at == datetime(2025, 10, 22, 3, tzinfo=UTC)
    assert case.citizen.registered_at == datetime(2025, 10, 22, 3, tzinfo=UTC)
    assert case.citizen.crossings.get().recorded_at == datetime(2025, 10, 22, 4, tzinfo=UTC)
    assert [row.recorded_at.day for row in case.transitions.in_order()] == [22, 23]


def test_what_belongs_to_the_person_is_added(seeds):
    citizen = loaded(seeds, FIRST).citizen

    assert [name.value for name in citizen.names.order_by("id")] == ["Tí", "LE THI THU"]
    assert citizen.contact_points.get().whose == "relative"
    assert citizen.documents.get().status == "lost"
    assert citizen.relatives.get().relation == "father"


def test_the_number_of_the_case_has_the_year_of_its_moment(seeds):
    text = FIRST.replace("2025-10-2", "2024-12-2").replace("2025-10-22", "2024-12-22")

    assert loaded(seeds, text).reference == "BKK-2024-00001"


def test_numbers_follow_the_order_of_time(seeds):
    write_seeds(seeds, people_toml=PEOPLE.replace('mission = "RGN"', 'mission = "BKK"'))

    seed()

    names = Case.objects.order_by("reference").values_list("citizen__full_name", flat=True)
    assert list(names) == ["Lê Văn Thử", "Lê Thị Thử"]


def test_another_mission_may_act(seeds):
    text = FIRST.replace(
        'operation = "record_crossing"', 'operation = "record_crossing"\nmission = "RGN"'
    )

    crossing = loaded(seeds, text).citizen.crossings.get()

    assert crossing.recorded_for.code == "RGN"
    entry = AuditEntry.objects.get(event="crossing.recorded")
    assert entry.mission_id == crossing.recorded_for_id
    assert (entry.kind, entry.replayed_at.day) == ("system", 22)


@pytest.mark.parametrize(
    ("first", "then", "ledger"),
    [
        (
            'record_stay"\nargs = { kind = "left", when = "2025-10-22", source = "citizen" }',
            'void_stay"\nargs = { stay = "last", reason = "Another woman." }',
            "stays",
        ),
        (
            'record_crossing"\nargs = { from_country = "TH", to_country = "MM", '
            'when = "2025-10-22", source = "citizen" }',
            'void_crossing"\nargs = { crossing = "last", reason = "Another woman." }',
            "crossings",
        ),
        (
            'advance_case"\nargs = { note = "By mistake." }',
            'void_transition"\nargs = { transition = "last", reason = "Another woman." }',
            "transitions",
        ),
    ],
)
def test_last_means_the_newest_standing_entry(seeds, first, then, ledger):
    case = loaded(
        seeds,
        f'{FIRST}\n[[person.event]]\nat = "2025-10-24T09:00:00+07:00"\noperation = "{first}\n'
        f'\n[[person.event]]\nat = "2025-10-25T09:00:00+07:00"\noperation = "{then}\n',
    )

    rows = getattr(case if ledger == "transitions" else case.citizen, ledger)
    assert [row.voided_at is not None for row in rows.order_by("number")][-1]
    assert rows.filter(voided_at__isnull=False).count() == 1


def test_the_data_of_the_person_may_be_corrected_on_the_way(seeds):
    case = loaded(
        seeds,
        f'{FIRST}\n[[person.event]]\nat = "2025-10-24T09:00:00+07:00"\n'
        'operation = "correct_citizen"\nargs = { birth = "1997" }\n',
    )

    assert str(case.citizen.birth) == "1997"
