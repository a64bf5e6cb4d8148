"""Contacts of offices: of one mission or one body, in force until a day, under a version."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.core import present
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.missions.models import OfficeContact
from cases.missions.operations import put_office_contact
from tests.api.calls import caller
from tests.api.published import faults
from tests.factories import AuthorityFactory, MissionFactory, headquarters, officer
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
DUTY = {"desk": "Night duty", "way": "phone", "value": "+66 0 000 0000"}


def test_is_of_one_mission_or_of_one_body():
    actor = headquarters()
    both = {"mission": MissionFactory(), "authority": AuthorityFactory()}
    for of in ({}, both):
        with eyes(actor), pytest.raises(Refused) as refusal:
            put_office_contact(actor, code="duty", **DUTY, **of)

        assert refusal.value.code == "officecontact_of_one"
        assert refusal.value.problems[0].field == "mission"
    assert not OfficeContact.objects.exists()


def test_is_put_corrected_and_ended_under_its_version():
    actor = headquarters()
    day = present.today("UTC")
    with eyes(actor):
        body = AuthorityFactory()
        put_office_contact(actor, code="duty", **DUTY, authority=body, version=0)
        put_office_contact(actor, code="duty", **DUTY, authority=body, valid_until=day, version=1)
        with pytest.raises(Refused) as refusal:
            put_office_contact(actor, code="duty", **DUTY, authority=body, version=1)

        assert refusal.value.code == "stale_version"
        assert OfficeContact.objects.in_force(day).get().version == 2
        assert not OfficeContact.objects.in_force(day + timedelta(days=1)).exists()


def test_a_case_officer_reads_them_and_puts_none(client):
    lead, reader = headquarters(), officer()
    body = AuthorityFactory()
    with eyes(lead):
        contact = put_office_contact(lead, code="duty", **DUTY, authority=body)
        put_office_contact(lead, code="desk", **DUTY, mission=MissionFactory())
    with eyes(reader), pytest.raises(Refused) as refusal:
        put_office_contact(reader, code="duty", **DUTY, authority=body)
    log_in(client, reader)

    found = caller(reader).get("/api/v1/office-contacts/", {"authority": body.code})
    one = caller(reader).get("/api/v1/office-contacts/duty/")
    shown = client.get(reverse("admin:cases_officecontact_change", args=[contact.pk]))
    of_body = client.get(reverse("admin:cases_authority_change", args=[body.pk]))

    assert refusal.value.status == 403
    assert [row["code"] for row in found.json()["results"]] == ["duty"]
    assert faults("office_contact_list", found) == []
    assert faults("office_contact_detail", one) == []
    assert one.json()["authority_url"] == f"/api/v1/authorities/{body.code}/"
    assert DUTY["value"] in shown.text
    assert "Night duty" in of_body.text
    assert DUTY["value"] in of_body.text
