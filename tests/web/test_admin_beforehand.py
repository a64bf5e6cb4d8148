"""What a form of the admin says before it is saved: the faults that saving has, or what changes."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.missions.models import OfficeClosure
from tests.factories import MissionFactory, PlaceFactory, headquarters
from tests.register import fresh
from tests.web.posting import as_shown
from tests.web.session import log_in
from tests.web.test_admin_reference import FORD, correcting

pytestmark = pytest.mark.django_db


def previewed(client, address, **typed):
    """What a form of the admin says beforehand: its page, its faults, what would change."""
    shown = client.get(address)
    start = {"_version": str(shown.context["version"]), "_was": shown.context["was"], "_key": "p"}
    told = client.post(address, as_sent(shown) | start | typed | {"_preview": "1"})
    return told, told.context["form"].errors, told.context["consequences"]


def as_sent(shown):
    values = as_shown(shown.context["form"])
    return {name: value for name, value in values.items() if value not in ("False", "None")}


def test_beforehand_the_same_is_refused_as_on_saving(client):
    log_in(client, headquarters())
    place, mission = PlaceFactory(), MissionFactory()
    days = {"valid_from": "2025-12-31", "valid_until": "2025-01-01"}
    closure = reverse("admin:cases_mission_act", args=[mission.pk, "add-closure"])
    hours = reverse("admin:cases_mission_act", args=[mission.pk, "set-office-hours"])
    backwards = {"starts_on": "2025-12-10", "ends_on": "2025-12-01"}
    country_day = reverse("admin:cases_countryday_create", args=["put"])
    day = {"code": "th-x", "country": "TH", "kind": "off", "name": "A", "source": "B"}
    asked = [
        (correcting(client, place), days, "valid_until"),
        (correcting(client, place), {"opposite": place.code}, "opposite"),
        (closure, {"kind": "closed", "reason": "x", **backwards}, "ends_on"),
        (hours, {"opens": "17:00", "closes": "08:00"}, "closes"),
        (country_day, day | backwards, "ends_on"),
    ]

    for address, typed, field in asked:
        told, faults, changes = previewed(client, address, **typed)

        assert told.status_code == 200
        assert list(faults) == [field], address
        assert changes == []
        assert "Correct first what is named above" in told.text
    with eyes(SYSTEM):
        assert not AuditEntry.objects.filter(outcome="refused").exists()
    assert (fresh(place).version, fresh(mission).office_opens) == (1, mission.office_opens)


def test_beforehand_nothing_stays_of_what_would_be_done(client):
    log_in(client, headquarters())
    place = PlaceFactory()

    _told, faults, changes = previewed(client, correcting(client, place), name="Another")

    assert (faults, len(changes)) == ({}, 1)
    assert (fresh(place).name, fresh(place).version) == ("Mae Ku ford", 1)
    with eyes(SYSTEM):
        assert not AuditEntry.objects.filter(operation="put_place").exists()


def test_of_a_new_entry_with_faults_nothing_is_said_to_be_made(client):
    log_in(client, headquarters())
    address = reverse("admin:cases_place_create", args=["put"])

    _told, faults, changes = previewed(client, address, code="NOT A CODE")

    assert {"code", "name"} <= set(faults)
    assert changes == []


@pytest.mark.parametrize("more", [{"_preview": "1"}, {}])
def test_a_code_that_is_there_already_leads_to_its_correction(client, more):
    log_in(client, headquarters())
    place = PlaceFactory()
    address = reverse("admin:cases_place_create", args=["put"])
    typed = FORD | {"code": place.code, "_version": "0", "_key": "one"}

    told = client.post(address, typed | more)
    again = client.post(address, typed | {"_version": str(told.context["version"]), "_key": "two"})

    assert "There is such an entry already." in told.text
    assert f'href="{correcting(client, place)}">Correct this entry</a>' in told.text
    assert told.context["title"] == "Enter or correct a place"
    assert "corrected from its own page" in told.text
    assert told.context["consequences"] == []
    assert again.status_code == 409
    assert fresh(place).name == "Mae Ku ford"


def test_above_a_code_that_stays_nothing_is_said_of_new_entries(client):
    log_in(client, headquarters())

    text = client.get(correcting(client, PlaceFactory())).text

    assert "The entry is corrected. What it said before stays in its history." in text
    assert "a new one" not in text


@pytest.mark.parametrize(("language", "day"), [("en", "1 Jan 2020"), ("vi", "01/01/2020")])
def test_days_are_written_as_the_reader_writes_them(client, language, day):
    log_in(client, headquarters())
    client.cookies["django_language"] = language
    place, mission = PlaceFactory(), MissionFactory()
    entry = OfficeClosure.objects.create(
        mission=mission,
        starts_on=date(2020, 1, 1),
        ends_on=date(2020, 1, 1),
        kind="closed",
        reason="A holiday",
        recorded_at=present.now(),
    )

    _told, _faults, changes = previewed(client, correcting(client, place), valid_from="2020-01-01")

    assert changes[0].endswith(f"→ {day}")
    with override(language):
        assert str(entry).startswith(f"{day}: ")
