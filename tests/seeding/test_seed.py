"""Loading the seeds: what is there afterwards, and that a second run changes nothing."""

import itertools
from types import SimpleNamespace

import pytest

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry, RowVersion
from cases.incidents.models import Incident, ReportedFigure
from cases.incidents.operations import put_incident
from cases.missions.models import Posting, Staff
from cases.places.models import Place, Province
from cases.seeding import scenario
from cases.seeding.models import SeedEntry
from tests.seeding.folder import INCIDENT, PEOPLE, PLACES, STAFF, faults, seed, write_seeds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def traces() -> tuple[int, int]:
    """How many audit entries and former values there are."""
    with eyes(SYSTEM):
        return AuditEntry.objects.count(), RowVersion.objects.count()


def test_loads_every_kind():
    seed()

    with eyes(SYSTEM):
        assert Province.objects.get(code="040").successor.code == "N40"
        assert Place.objects.get(code="compound").opposite.code == "ford"
        assert Place.objects.get(code="ford").opposite.code == "compound"
        assert ReportedFigure.objects.get().incident.code == "flood"
        assert Posting.objects.get().staff.username == "bangkok.officer"
        assert Case.objects.count() == 2


def test_a_second_run_leaves_no_trace():
    seed()
    before = traces()

    seed()

    assert traces() == before


def test_a_changed_entry_is_carried_out_again(seeds):
    seed()

    write_seeds(seeds, places_toml=PLACES.replace("A ford", "A shallow ford"))
    told = seed()

    assert Place.objects.get(code="ford").name == "A shallow ford"
    assert "places: 2, new or changed: 1" in told


def test_what_staff_corrected_stays_while_the_entry_is_unchanged():
    seed()
    with eyes(SYSTEM):
        put_incident(
            SYSTEM, code="flood", title="The flood", started_on="2025-10-16", zone="Asia/Bangkok"
        )

    seed()

    assert Incident.objects.get().title == "The flood"


def test_a_changed_figure_has_its_remark_put_right(seeds):
    seed()

    write_seeds(seeds, flood_toml=f'{INCIDENT}note = "From the briefing."\n')
    seed()

    assert ReportedFigure.objects.get().note == "From the briefing."


def test_a_changed_person_is_told_and_not_recorded_again(seeds):
    seed()

    write_seeds(seeds, people_toml=PEOPLE.replace("1998-04", "1999"))
    told = seed()

    assert "flood/P1 has changed in the seeds; what was recorded stays." in told
    with eyes(SYSTEM):
        assert Citizen.objects.count() == 2


def test_loads_one_group_alone():
    seed(only="reference")

    assert (Place.objects.count(), Incident.objects.count()) == (2, 0)


def test_tells_nothing_when_quiet():
    assert seed(quiet=True) == ""


def test_goes_on_where_it_was_interrupted(monkeypatch):
    loaded = []

    def interrupted(person, missions):
        if loaded:
            raise KeyboardInterrupt
        loaded.append(person.key)
        load(person, missions)

    load = scenario.load_person
    monkeypatch.setattr(scenario, "CHUNK_SECONDS", 0.0001)
    monkeypatch.setattr(scenario, "load_person", interrupted)
    assert faults() == []
    monkeypatch.setattr(scenario, "load_person", load)
    with eyes(SYSTEM):
        assert loaded == ["flood/P2"]
        assert Citizen.objects.count() == 1

    seed()

    with eyes(SYSTEM):
        assert Citizen.objects.count() == 2
        assert SeedEntry.objects.filter(key__startswith="person:").count() == 2


def test_no_scenario_where_nothing_may_be_replayed(settings):
    settings.LEDGER_REPLAY = False

    seed()

    with eyes(SYSTEM):
        assert Citizen.objects.count() == 0
        assert Incident.objects.count() == 1


def test_no_accounts_in_production(settings):
    settings.DEMO_ACCOUNTS = False

    seed()

    assert Staff.objects.count() == 0


def test_accounts_have_no_password_outside_the_demo():
    seed()

    assert not Staff.objects.get().has_usable_password()


def test_the_demo_gives_and_prints_the_password(settings):
    settings.DEMO_PASSWORD = "invented-2025"

    told = seed()

    assert Staff.objects.get().check_password("invented-2025")
    assert "all with the password invented-2025" in told
    assert "bangkok.officer      Case officer, Embassy in Bangkok (Trần Thị Thử)" in told


def test_the_accounts_go_into_a_file_instead_where_one_is_named(settings, tmp_path):
    settings.DEMO_PASSWORD = "invented-2025"

    told = seed(accounts=tmp_path / "accounts")

    assert "bangkok.officer" not in told
    written = (tmp_path / "accounts").read_text(encoding="utf-8")
    assert "bangkok.officer      Case officer, Embassy in Bangkok (Trần Thị Thử)" in written


def test_progress_is_told_at_each_quarter(monkeypatch):
    people = [SimpleNamespace(full_key=f"person/{number}") for number in range(40)]
    for name in ("load_person", "remember"):
        monkeypatch.setattr(scenario, name, lambda *_: None)
    seconds = itertools.count(step=3)
    monkeypatch.setattr(scenario.time, "monotonic", lambda: next(seconds))
    told = []

    scenario.load_people(people, told.append)

    assert told == [f"  people: {done} of 40" for done in (10, 20, 30, 40)]


def test_a_password_that_was_changed_stays(settings):
    settings.DEMO_PASSWORD = "invented-2025"
    seed()
    staff = Staff.objects.get()
    staff.set_password("my own words")
    staff.save(update_fields=["password"])

    seed()

    assert Staff.objects.get().check_password("my own words")


def test_a_posting_that_got_a_last_day_is_ended(seeds):
    seed()

    write_seeds(seeds, staff_toml=f'{STAFF}ends_on = "2026-01-31"\n')
    seed()

    assert str(Posting.objects.get().ends_on) == "2026-01-31"
