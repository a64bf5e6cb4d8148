"""The page and the admin: the list with reasons, what is opened at once, bounded statements."""

import pytest
from django.utils import translation

from cases.citizens.search.ranking import SENTENCES
from tests.citizens.search.people import (
    HEARD_AS_ONE,
    OF_TWO_WORDS,
    PEOPLE,
    person,
    province,
    with_case,
)
from tests.factories import head, officer
from tests.kept import once
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def find(client, actor, words, language="en"):
    log_in(client, actor)
    return client.post("/find/", {"q": words}, follow=True, headers={"accept-language": language})


def opened():
    actor = officer()
    for row in PEOPLE:
        with_case(actor, *row)
    return actor


register = once(opened)
"""An officer whose mission has a case of each person of the list."""


@pytest.mark.parametrize(
    "words", ["C7215680", "Pham Minh Tuan", "tuan minh pham 12/10/1997", "C7215680 Pham Minh Tuan"]
)
def test_who_is_meant_without_a_doubt_is_opened(client, register, words):
    page = find(client, register, words)

    assert page.redirect_chain[-1][0].startswith("/cases/BKK-"), page.redirect_chain


@pytest.mark.parametrize("words", ["C7215690", "Phan Minh Tuang", "Pham Minh Tuan 1980"])
def test_who_only_nearly_fits_is_listed_first_with_the_reason(client, register, words):
    page = find(client, register, words)

    assert page.redirect_chain[-1][0].startswith("/find/")
    assert page.text.index("Phạm Minh Tuấn") > 0
    assert "is-doubtful" in page.text or "is-against" in page.text


def test_who_is_called_by_one_word_of_two_is_found_by_the_number(client, register):
    with_case(register, *OF_TWO_WORDS)

    page = find(client, register, f"{HEARD_AS_ONE} {OF_TWO_WORDS[2]}")

    assert page.status_code == 200
    assert OF_TWO_WORDS[0] in page.text


def test_namesakes_are_told_apart_by_birth_and_province(client, elsewhere):
    actor = elsewhere
    with_case(actor, "Lê Văn Nam", "1998-05-12", origin_province=province("Nghệ An", "40"))
    with_case(actor, "Lê Văn Nam", "1991-01-02", origin_province=province("Huế", "46"))

    page = find(client, actor, "le van nam")

    assert page.redirect_chain[-1][0].startswith("/find/")
    for said in ("Nghệ An", "Huế", "1998", "1991"):
        assert said in page.text


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_the_reasons_stand_in_the_language_of_staff(client, register, language):
    person(register, "Phạm Minh Tuấn", "1997-01-01")

    page = find(client, register, "pham minh tuan 1997", language)

    with translation.override(language):
        assert str(SENTENCES["name_marks"]) in page.text
        assert str(SENTENCES["born_year"]) in page.text


def test_no_word_stands_in_an_address(client, register):
    page = find(client, register, "Nguyen Van 1990")

    for address, _status in page.redirect_chain:
        assert "guyen" not in address
        assert "1990" not in address


def test_the_list_takes_as_many_statements_for_twenty_as_for_two(
    client, register, django_assert_max_num_queries
):
    for n in range(22):
        with_case(register, f"Quàng Khuê {chr(65 + n)}lan", "1971-01-01")
    kept = log_in(client, register).post("/find/", {"q": "quang khue 1971"}).url

    with django_assert_max_num_queries(32):
        page = client.get(kept)

    assert page.text.count("found-case") >= 20


def test_the_form_works_without_a_script_and_is_reached_by_a_key(client, register):
    page = log_in(client, register).get("/find/")

    assert '<form class="find" method="post" action="/find/" role="search">' in page.text
    assert "data-key='/'" in page.text or 'data-key="/"' in page.text


def test_the_admin_finds_people_the_same_way(client, register, django_assert_max_num_queries):
    actor = head()
    log_in(client, actor)

    def listed(words):
        shown = client.post("/admin/cases/citizen/", {"_search": "1", "q": words}, follow=True)
        return [row[0] for row in PEOPLE if row[0] in shown.text]

    assert listed("tuan pham min 1997") == ["Phạm Minh Tuấn"]
    assert listed("C7215780")[:1] != []
    assert listed("Zygmunt") == []
    address = client.post("/admin/cases/citizen/", {"_search": "1", "q": "nguyen van 1990"}).url
    for n in range(20):
        person(actor, f"Nguyễn Văn {chr(65 + n)}lan", "1990-01-01")
    with django_assert_max_num_queries(40):
        assert client.get(address).status_code == 200


def test_the_name_leads_to_the_case_where_there_is_but_one(client, elsewhere):
    actor = elsewhere
    for born in ("1998-05-12", "1991-01-02"):
        with_case(actor, "Lê Văn Nam", born)

    page = find(client, actor, "le van nam")

    people = page.context["people"]
    assert len(people) == 2
    for row in people:
        (case,) = row["cases"]
        assert f'<a href="{case["url"]}" data-open>{row["name"]}</a>' in page.text
        assert page.text.count(f'href="{case["url"]}"') == 1
