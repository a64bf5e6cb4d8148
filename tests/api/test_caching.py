"""Versions and digests: when a client has the answer already, and which version it means."""

import pytest

from cases.citizens.operations import add_name, correct_citizen
from cases.core.context import eyes
from tests.api.calls import call, caller
from tests.factories import head, officer
from tests.register import a_case, a_citizen, fresh
from tests.world import DECLARED

pytestmark = pytest.mark.django_db


def address_of(row):
    kind = "cases" if row._meta.model_name == "case" else "citizens"
    return f"/api/v1/{kind}/{row.public_reference}/"


def test_a_known_answer_is_304_without_body():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)
    client = caller(actor)
    tag = client.get(address_of(case))["ETag"]

    answer = client.get(address_of(case), headers={"If-None-Match": f'"other", W/{tag}'})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize("change", ["name", "sex"])
def test_what_is_shown_besides_the_version_is_never_taken_for_known(change):
    actor = officer()
    with eyes(actor):
        citizen = a_citizen(actor)
    client = caller(actor)
    tag = client.get(address_of(citizen))["ETag"]
    with eyes(actor):
        if change == "name":
            add_name(actor, fresh(citizen), kind="alias", value="Tí")
        else:
            correct_citizen(actor, fresh(citizen), changes={"sex": "f"})

    answer = client.get(address_of(citizen), headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert answer["ETag"] != tag


def test_the_person_of_a_case_is_part_of_its_answer():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)
    client = caller(actor)
    tag = client.get(address_of(case))["ETag"]
    with eyes(actor):
        correct_citizen(actor, fresh(case).citizen, changes={"full_name": "Trần Thử"})

    assert client.get(address_of(case), headers={"If-None-Match": tag}).status_code == 200


def test_the_etag_of_a_record_is_taken_as_if_match():
    actor = head()
    with eyes(actor):
        case = a_case(actor)
    client = caller(actor)
    tag = client.get(address_of(case))["ETag"]

    first = call(client, DECLARED["advance_case"], case, {}, If_Match=tag)
    second = call(client, DECLARED["advance_case"], case, {}, If_Match=tag)

    assert (first.status_code, second.status_code) == (200, 412)


@pytest.mark.parametrize("header", ["1", 'W/"1"', '"1", "2"', '"x"', '"-1"', '"' + "9" * 40 + '"'])
def test_refuses_an_if_match_that_is_not_ours(header):
    actor = officer()
    with eyes(actor):
        case = a_case(actor)

    answer = call(caller(actor), DECLARED["advance_case"], case, {}, If_Match=header)

    assert (answer.status_code, answer.json()["code"]) == (422, "bad_if_match")


def test_an_operation_that_only_appends_needs_no_version():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)

    answer = call(caller(actor), DECLARED["add_note"], case, {"text": "Called."}, If_Match="")

    assert answer.status_code == 200


def test_nothing_is_kept_in_caches_on_the_way():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)

    assert caller(actor).get(address_of(case))["Cache-Control"] == "no-store"
