"""The case page, its operations and the work list in the browser's eyes."""

import pytest
from django.urls import reverse

from cases.casework.models import Case
from cases.core.context import eyes
from tests.factories import IncidentFactory, PlaceFactory, officer
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def page(client, case, verb=""):
    if verb:
        return client.get(reverse("case_operation", args=[case.reference, verb]))
    return client.get(case.get_absolute_url())


def test_shows_the_person_and_the_next_action(client, mine):
    actor, case = mine
    log_in(client, actor)

    response = page(client, case)

    assert response.status_code == 200
    assert "Nguyễn Thử Nghiệm" in response.text
    assert f"/cases/{case.reference}/advance/" in response.text


def test_a_case_of_another_mission_is_not_found(client, mine):
    _actor, case = mine
    log_in(client, officer(yangon=True))

    assert page(client, case).status_code == 404


def test_the_page_costs_at_most_fifteen_queries(client, mine, django_assert_max_num_queries):
    actor, case = mine
    log_in(client, actor)
    page(client, case)

    with django_assert_max_num_queries(15 + 2):  # two for the savepoint of the test
        page(client, case)


def test_advances_by_the_form(client, mine):
    actor, case = mine
    log_in(client, actor)
    address = reverse("case_operation", args=[case.reference, "advance"])

    response = client.post(address, {"_version": "1", "_key": "k1", "note": "Met her."})

    assert response.status_code == 302
    with eyes(actor):
        assert Case.objects.get(pk=case.pk).stage == "contacted"


def test_a_double_click_acts_once(client, mine):
    actor, case = mine
    log_in(client, actor)
    address = reverse("case_operation", args=[case.reference, "advance"])
    form = {"_version": "1", "_key": "k1", "note": ""}

    client.post(address, form)
    client.post(address, form)

    with eyes(actor):
        assert Case.objects.get(pk=case.pk).stage == "contacted"


def test_a_stale_page_keeps_what_was_typed_and_says_who_changed_what(client, mine):
    actor, case = mine
    log_in(client, actor)
    address = reverse("case_operation", args=[case.reference, "advance"])
    client.post(address, {"_version": "1", "_key": "k1", "note": ""})

    response = client.post(address, {"_version": "1", "_key": "k2", "note": "Typed in vain?"})

    assert response.status_code == 409
    assert "Typed in vain?" in response.text
    assert actor.name in response.text
    assert 'name="_version" value="2"' in response.text


def test_a_fault_in_the_form_keeps_what_was_typed(client, mine):
    actor, case = mine
    log_in(client, actor)
    address = reverse("case_operation", args=[case.reference, "record-crossing"])

    response = client.post(
        address,
        {
            "_version": "1",
            "_key": "k1",
            "from_country": "MM",
            "to_country": "MM",
            "when_day": "2025-10-22",
            "when_time": "",
            "source": "mission",
            "note": "Water was high.",
        },
    )

    assert response.status_code == 422
    assert "Water was high." in response.text
    assert "A border lies between two different countries." in response.text


def test_every_operation_on_a_case_has_a_page(client, mine):
    actor, case = mine
    log_in(client, actor)
    shown = page(client, case).text

    for verb in ("advance", "hold", "close", "record-fact", "record-crossing", "record-stay"):
        assert f"/cases/{case.reference}/{verb}/" in shown
        assert page(client, case, verb).status_code == 200


def test_a_correction_shows_the_stored_values(client, mine):
    actor, case = mine
    PlaceFactory()
    log_in(client, actor)
    crossing = {
        "_version": "1",
        "_key": "k1",
        "from_country": "MM",
        "to_country": "TH",
        "entered_at": "mae-ku-ford",
        "when_day": "2025-10-22",
        "when_time": "14:30",
        "source": "mission",
        "note": "Water was high.",
    }
    client.post(reverse("case_operation", args=[case.reference, "record-crossing"]), crossing)
    with eyes(actor):
        row = case.citizen.crossings.get()

    response = client.get(
        reverse("case_operation", args=[case.reference, "correct-crossing"]),
        {"crossing": str(row.uuid)},
    )

    assert "Water was high." in response.text
    assert 'value="2025-10-22"' in response.text
    assert 'value="14:30"' in response.text


def test_registers_and_opens_in_one_go(client, mine):
    actor, _case = mine
    IncidentFactory()
    log_in(client, actor)

    response = client.post(
        reverse("case_new"),
        {
            "_key": "k1",
            "full_name": "Trần Văn Thử",
            "nationality": "VN",
            "birth_year": "1999",
            "birth_month": "4",
            "birth_day": "",
            "incident": "2025-10-myawaddy",
            "report_source": "walk_in",
        },
    )

    assert response.status_code == 302
    with eyes(actor):
        person = Case.objects.latest("pk").citizen
        assert (person.full_name, str(person.birth)) == ("Trần Văn Thử", "1999-04")


def test_nothing_typed_is_lost_when_a_part_of_the_new_case_is_missing(client, mine):
    actor, _case = mine
    log_in(client, actor)

    response = client.post(
        reverse("case_new"),
        {
            "_key": "k1",
            "full_name": "Trần Văn Thử",
            "incident": "2025-10-myawaddy",
            "report_source": "walk_in",
            "document_number": "C0000001",
        },
    )

    assert response.status_code == 422
    assert "C0000001" in response.text
    assert "Say which document it is." in response.text
