"""Reference data is corrected from its own page in the admin, which also tells its history."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.citizens.models import Citizen
from cases.citizens.operations import correct_citizen
from cases.core import present
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.missions.models import Authority, Mission
from cases.missions.operations import put_mission
from cases.places.models import Place, Province
from cases.places.operations import put_place
from cases.procedures.models import Limit, Procedure
from tests.api.calls import caller
from tests.casework.playbooks import a_limit, a_procedure
from tests.factories import (
    AuthorityFactory,
    MissionFactory,
    PlaceFactory,
    ProvinceFactory,
    administrator,
    headquarters,
    officer,
)
from tests.register import a_case, a_citizen, fresh
from tests.web.posting import as_shown
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

FORD = {"name": "A ford", "kind": "ford", "country": "TH"}


def page(row, view):
    return reverse(f"admin:cases_{row._meta.model_name}_{view}", args=[row.pk])


def correcting(client, row):
    """The address of the button on the row's page, as it stands there."""
    shown = client.get(page(row, "change"))
    buttons = [item for item in shown.context["operations"] if "/act/put/?" in item.get("url", "")]
    return buttons[0]["url"] if buttons else None


def opened(client, row):
    address = correcting(client, row)
    shown = client.get(address)
    typed = as_shown(shown.context["form"])
    typed = {name: value for name, value in typed.items() if value != "False"}
    hidden = {"_version": str(shown.context["version"]), "_was": shown.context["was"]}
    return address, typed | hidden | {"_key": "one"}


def test_every_entry_leads_to_its_own_correction_with_what_is_stored(client):
    log_in(client, headquarters())
    rows = [
        PlaceFactory(),
        AuthorityFactory(),
        MissionFactory(),
        ProvinceFactory(),
        a_procedure("invented"),
    ]
    rows.append(a_limit(rows[-1], valid_from=present.today("UTC")))

    for row in rows:
        shown = client.get(correcting(client, row))

        assert shown.context["title"] == "Correct this entry"
        assert shown.context["form"].initial["name"] == row.name, row
        assert row.code in shown.text
    assert {type(row) for row in rows} == {Place, Authority, Mission, Province, Procedure, Limit}


def test_whoever_may_not_correct_has_no_button(client):
    log_in(client, officer())

    assert correcting(client, PlaceFactory()) is None


def test_corrects_and_leads_back_to_the_entry(client):
    log_in(client, headquarters())
    place = PlaceFactory()
    address, typed = opened(client, place)

    told = client.post(address, typed | {"name": "Ford of Mae Ku", "_preview": "1"})
    done = client.post(address, typed | {"name": "Ford of Mae Ku"})

    assert "Name in English: Mae Ku ford → Ford of Mae Ku" in told.text
    assert "readonly" in told.text
    assert (done.status_code, done["Location"]) == (302, page(place, "change"))
    assert (fresh(place).name, fresh(place).version) == ("Ford of Mae Ku", 2)


def test_two_who_correct_one_entry_see_what_the_other_typed(client):
    actor = headquarters()
    log_in(client, headquarters())
    with eyes(actor):
        place = put_place(actor, code="ford", **FORD, accuracy_m=5, latitude=16, longitude=98)
    address, typed = opened(client, place)
    with eyes(actor):
        values = FORD | {"accuracy_m": 9, "latitude": 16, "longitude": 98, "verified": True}
        put_place(actor, code="ford", **values)

    sent = client.post(address, typed | {"name": "A shallow ford", "_key": "two"})
    data = sent.context["form"].data.dict()
    data |= {"_version": str(sent.context["version"]), "_was": sent.context["was"], "_key": "three"}
    done = client.post(address, data)

    assert sent.status_code == 409
    rows = sent.context["differences"]
    assert [(row["name"], row["typed"], row["now"]) for row in rows] == [
        ("name", "A shallow ford", "A ford")
    ]
    assert done.status_code == 302, done.text
    now = fresh(place)
    assert (now.name, now.accuracy_m, now.verified) == ("A shallow ford", 9, True)


def test_a_code_that_is_there_already_is_not_overwritten_unseen(client):
    log_in(client, headquarters())
    place = PlaceFactory(note="Shallow in spring.")
    address = reverse("admin:cases_place_create", args=["put"])
    shown = client.get(address)
    typed = FORD | {"code": place.code, "_version": str(shown.context["version"]), "_key": "one"}

    sent = client.post(address, typed)

    assert shown.context["version"] == 0
    assert sent.status_code == 409
    assert "There is such an entry already." in sent.text
    assert (fresh(place).name, fresh(place).note) == ("Mae Ku ford", "Shallow in spring.")


def test_the_history_of_an_entry_says_who_changed_what(client):
    actor = headquarters()
    day = present.today("UTC") + timedelta(days=30)
    values = {"name": "An embassy", "kind": "embassy", "country": "TH", "zone": "Asia/Bangkok"}
    with eyes(actor):
        mission = put_mission(actor, code="XIN", **values)
        put_mission(actor, code="XIN", **values, valid_until=day, source="Order 12")
    for reader in (officer(), administrator()):
        log_in(client, reader)

        assert page(mission, "history") in client.get(page(mission, "change")).text
        shown = client.get(page(mission, "history"))

        (act,) = shown.context["history"].changes
        assert [change.column for change in act.changes] == ["source", "valid_until"]
        assert actor.name in shown.text
        assert "On what ground: Order 12" in shown.text


def test_the_history_of_a_person_is_for_who_sees_the_person(client):
    with eyes(officer()) as actor:
        case = a_case(actor, a_citizen(actor, birth_place="Vinh"))
        person = case.citizen
        correct_citizen(actor, fresh(person), changes={"birth_place": "Huế"})
    led = log_in(client, actor).get(page(person, "history"))
    shown = client.get(led["Location"])
    answer = caller(actor).get(f"/api/v1/citizens/{person.uuid}/history/").json()
    of_case = caller(actor).get(f"/api/v1/cases/{case.reference}/history/").json()

    assert led["Location"] == reverse("citizen_history", args=[person.uuid])
    assert page(person, "history") not in client.get(page(person, "change")).text
    assert led["Location"] in client.get(page(person, "change")).text
    assert "Vinh" in shown.text
    assert "Correct" in shown.text
    assert any("Vinh" in value for row in answer["former"] for value in row["values"])
    assert "correct_citizen" in {act["operation"] for act in answer["acts"]}
    assert "open_case" in {act["operation"] for act in of_case["acts"]}
    with eyes(headquarters()):
        looks = AuditEntry.objects.filter(operation="show_history", citizen_id=person.pk)
        assert looks.count() == 3
    stranger = officer(yangon=True)
    assert log_in(client, stranger).get(page(person, "history")).status_code == 404
    assert client.get(led["Location"]).status_code == 404
    assert caller(stranger).get(f"/api/v1/citizens/{person.uuid}/history/").status_code == 404
    assert isinstance(person, Citizen)


def test_the_api_compares_the_version_and_tells_the_history():
    actor = headquarters()
    place = PlaceFactory()
    client = caller(actor)
    asked = client.get("/api/v1/places/put/", {"code": place.code, "name": "mae-ku"}).json()
    body = {"code": place.code, **FORD, "version": asked["version"]}

    done = client.post("/api/v1/places/put/", body, content_type="application/json")
    again = client.post("/api/v1/places/put/", body, content_type="application/json")
    history = client.get(f"/api/v1/places/{place.code}/history/").json()

    assert asked["version"] == 1
    assert asked["consequences"] == ["Name in English: Mae Ku ford → mae-ku"]
    assert (done.status_code, done.json()["version"]) == (200, 2)
    assert (again.status_code, again.json()["code"]) == (409, "stale_version")
    (act,) = history["results"]
    assert (act["by"], act["operation"], history["is_whole"]) == (actor.name, "put_place", True)
    assert act["changes"] == [
        {"field": "name", "label": "Name", "before": "Mae Ku ford", "after": "A ford"}
    ]


def test_an_entry_that_is_sent_as_it_stands_is_not_said_to_be_recorded(client):
    log_in(client, headquarters())
    place = PlaceFactory()
    address, typed = opened(client, place)

    same = client.post(address, typed, follow=True)
    other = client.post(address, typed | {"name": "Another", "_key": "two"}, follow=True)

    assert "Nothing was changed." in same.text
    assert fresh(place).name == "Another"
    assert "This was recorded." in other.text
