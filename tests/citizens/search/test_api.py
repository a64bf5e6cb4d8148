"""Searching people by the API: what it takes, refuses and answers, and what stays on record."""

import logging

import pytest
from django.test import Client

from cases.core.context import eyes
from cases.core.disclosure import term_digest
from cases.core.models import AuditEntry
from tests.api.calls import JSON, caller, token_of, with_token
from tests.api.published import description
from tests.citizens.search.people import HEARD_AS_ONE, OF_TWO_WORDS, person
from tests.factories import MissionFactory, PostingFactory, officer

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/citizens/search/"


def post(client, body):
    return client.post(ADDRESS, body, content_type=JSON)


def test_it_answers_people_with_the_reasons_in_the_language_asked_for(register):
    client = with_token(token_of(register))

    answer = client.post(
        ADDRESS,
        {"words": "Hung Nguyen Van 1990"},
        content_type=JSON,
        headers={"accept-language": "fr"},
    )

    first = answer.json()["results"][0]
    assert answer.status_code == 200
    assert first["citizen"]["full_name"] == "Nguyễn Văn Hùng"
    assert [reason["code"] for reason in first["reasons"]] == ["name_order", "born_year"]
    assert all(reason["sentence"] for reason in first["reasons"])
    assert answer.json()["is_more"] is False


def test_who_is_called_by_one_word_of_two_is_found_by_the_number(register):
    person(register, *OF_TWO_WORDS)

    answer = post(with_token(token_of(register)), {"words": f"{HEARD_AS_ONE} {OF_TWO_WORDS[2]}"})

    assert answer.status_code == 200
    assert answer.json()["results"][0]["citizen"]["full_name"] == OF_TWO_WORDS[0]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"words": "lan", "limit": 3}, "unknown_field"),
        ({"words": "x"}, "too_short"),
        ({"words": ""}, "too_short"),
        ({"words": "  \u0000 "}, "too_short"),
        ({"words": 1990}, "too_short"),
        ({"words": ["lan"]}, "too_short"),
        ({"words": None}, "too_short"),
        ({}, "too_short"),
        ({"words": "lan " * 500}, "too_long"),
    ],
)
def test_what_cannot_be_searched_for_is_refused_in_words(register, body, code):
    answer = post(caller(register), body)

    assert answer.status_code == 422
    assert code in answer.text


@pytest.mark.parametrize("body", ["[]", '"lan"', "{", "\x00"])
def test_what_is_no_object_is_refused(register, body):
    assert post(caller(register), body).status_code in {400, 422}


def test_nobody_searches_without_signing_in_or_without_the_right(register):
    administrator = PostingFactory(
        role="administrator", mission=MissionFactory(headquarters=True)
    ).actor()

    assert post(Client(), {"words": "hung"}).status_code == 401
    refused = post(caller(administrator), {"words": "hung"})
    assert refused.status_code == 403 or refused.json()["results"] == []
    assert caller(register).get(ADDRESS).status_code == 405


def test_another_mission_gets_nothing_of_it(register):
    assert post(caller(officer(code="RGN")), {"words": "Phạm Minh Tuấn C7215680"}).json() == {
        "results": [],
        "is_more": False,
        "count": 0,
        "is_probably_nobody": False,
    }


def test_the_record_keeps_digests_of_the_words_and_no_word(register, caplog):
    caplog.set_level(logging.DEBUG)
    words = "Phạm Minh Tuấn C7215680"

    post(caller(register), {"words": words})

    with eyes(register):
        entry = AuditEntry.objects.get(operation="list_found")
    assert entry.subjects[0]["terms"] == sorted(
        term_digest(term) for term in ("pham", "minh", "tuan", "c7215680")
    )
    assert entry.subjects[0]["rows"] == len(entry.subjects[0]["ids"]) > 0
    kept = f"{entry.subjects} {caplog.text}".lower()
    for word in ("tuan", "tuấn", "c7215680", "minh"):
        assert word not in kept


def test_it_takes_as_many_statements_for_twenty_as_for_one(register, django_assert_max_num_queries):
    for n in range(22):
        person(register, f"Quàng Khuê {chr(65 + n)}lan", "1971-01-01")
    client = with_token(token_of(register))

    with django_assert_max_num_queries(24):
        answer = post(client, {"words": "quang khue 1971"})

    assert len(answer.json()["results"]) == 20
    assert answer.json()["is_more"] is True


def test_it_is_described():
    described = description()["paths"][ADDRESS]["post"]

    assert {"200", "401", "403", "422"} <= set(described["responses"])
    assert "words" in str(description()["components"]["schemas"]["CitizenSearch"])
