"""Numbers of the record count what everybody does: an auditor of one mission is shown none."""

import re

import pytest

from cases.core.context import eyes
from cases.record import queries
from cases.record.numbers import word_of
from cases.record.pages.sheet import sheet_of
from tests.api.calls import caller
from tests.database import as_owner
from tests.record.readers import auditor, entry_of, reader, something

pytestmark = pytest.mark.django_db

BEGIN = 4_711_000_000
"""Where the numbers of entries begin here: nothing else on a page looks like them."""


def make_world():
    """An auditor of Bangkok, and what Bangkok did."""
    as_owner([f"select setval('cases_auditentry_id_seq', {BEGIN})"])
    something()
    return auditor(code="BKK")


@pytest.fixture
def own(world):
    return world


def digits(text):
    return [found for found in re.findall(r"\d{10}", text) if found.startswith("4711")]


def shown_to(actor):
    """Return every answer that shows entries, by its address."""
    number = entry_of("open_case").pk
    name = word_of(number)
    client, api = reader(actor), caller(actor)
    answers = {"/record/?number=" + name: client, f"/record/{name}/": client, "/record/": client}
    answers |= {"/admin/cases/auditentry/": client}
    answers |= {f"/admin/cases/auditentry/{name}/change/": client}
    answers |= {"/api/v1/record/?limit=2": api, f"/api/v1/record/{name}/": api}
    return {address: asked.get(address) for address, asked in answers.items()}


def test_no_page_and_no_answer_shows_a_number_to_an_auditor_of_a_mission(own, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    reader(own).get(f"/record/{word_of(entry_of('open_case').pk)}/")  # "entry 4711..." as a subject

    for address, answer in shown_to(own).items():
        assert answer.status_code == 200, address
        assert digits(answer.text + str(answer.headers)) == [], address


def test_the_sheet_holds_no_number(own):
    with eyes(own):
        text, numbers = sheet_of(own, queries.record_of(own))

    assert len(numbers) > 1
    assert digits(text) == []
    assert word_of(numbers[0]) in text


def test_the_pages_lead_on_without_a_number(own):
    api = caller(own)
    following = api.get("/api/v1/record/?limit=1").json()["next"]

    page = api.get(following)

    assert page.status_code == 200
    assert len(page.json()["results"]) == 1
    assert page.json()["results"][0]["id"] is None
    rows = api.get("/api/v1/record/").json()["results"]
    assert page.json()["results"][0]["reference"] == rows[1]["reference"]
    assert api.get(rows[0]["url"]).json()["reference"] == rows[0]["reference"]


def test_a_number_finds_nothing_for_an_auditor_of_a_mission(own):
    number = entry_of("open_case").pk

    assert reader(own).get(f"/record/{number}/").status_code == 404
    assert caller(own).get(f"/api/v1/record/{number}/").status_code == 404
    assert reader(own).get(f"/admin/cases/auditentry/{number}/change/").status_code == 404
    assert reader(own).get("/record/", {"number": number}).context["lines"] == []


def test_a_word_of_another_mission_finds_nothing(own):
    something(yangon=True)
    foreign = entry_of("open_case")

    assert foreign.mission_id != own.mission_id
    assert reader(own).get(f"/record/{word_of(foreign.pk)}/").status_code == 404


def test_headquarters_reads_numbers_and_finds_the_word_of_a_mission(own):
    number = entry_of("open_case").pk
    chief = auditor()

    for name in (str(number), word_of(number)):
        assert str(number) in reader(chief).get(f"/record/{name}/").text
        found = reader(chief).get("/record/", {"number": name}).context["lines"]
        assert [line.number for line in found] == [number]
    row = caller(chief).get(f"/api/v1/record/{word_of(number)}/").json()
    assert (row["id"], row["reference"]) == (number, str(number))


@pytest.mark.parametrize("name", ["A" * 32, "_" * 32, "0" * 19, "x"])
def test_what_is_no_name_finds_nothing(own, name):
    assert reader(own).get(f"/record/{name}/").status_code == 404
    assert reader(auditor()).get(f"/record/{name}/").status_code == 404


def test_words_are_alike_and_tell_nothing_of_what_lies_between():
    words = [word_of(number) for number in (1, 2, 10**17)]

    assert {len(word) for word in words} == {32}
    assert len({word[:6] for word in words}) == 3
