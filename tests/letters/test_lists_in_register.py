"""The numbered list in front of letters for many has a line in the register, as a letter has."""

import re
from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cases.core.context import eyes
from cases.core.keyset import Cursor, beyond
from cases.letters import queries
from cases.letters.models import Letter
from cases.letters.operations import issue_letters, issuing
from cases.letters.queries import Asked, letters_of
from tests.api.calls import caller
from tests.factories import head, headquarters
from tests.letters.written import a_letter, a_ready_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def a_bundle(actor, letter="vb02", cases=2):
    return issue_letters(actor, cases=[a_ready_case(actor) for _one in range(cases)], letter=letter)


def numbers(page):
    return [line["number"] for line in page.context["lines"]]


def test_the_register_lists_it_with_link_day_addressee_and_how_many_letters(client, chief):
    with eyes(chief):
        bundle = a_bundle(chief)
        behind = bundle_numbers(bundle)

    page = log_in(client, chief).get("/letters/")

    line = next(row for row in page.context["lines"] if row["number"] == bundle.number)
    assert line["url"] == bundle.get_absolute_url()
    assert line["dated_on"] == bundle.dated_on
    assert line["addressee"] == "Immigration Department"
    assert line["name"] == "2 letters"
    assert bundle.number in page.text
    assert numbers(page) == [bundle.number, *behind]


def test_letters_and_lists_stand_in_one_order_page_by_page(client, chief, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    with eyes(chief):
        first = a_letter(chief)
        bundle = a_bundle(chief)
        last = a_letter(chief)
        whole = {first.number, last.number, bundle.number}
        whole |= {*bundle_numbers(bundle)}
    log_in(client, chief)

    pages, link = [], "/letters/"
    while link:
        page = client.get(link)
        pages.append(numbers(page))
        link = page.context["next_url"]
    back = client.get(page.context["prev_url"])

    assert [len(rows) for rows in pages] == [2, 2, 1]
    assert pages[0][0] == first.number
    assert pages[-1] == [last.number]
    assert {number for rows in pages for number in rows} == whole
    assert numbers(back) == pages[1]
    assert back.context["next_url"]


def bundle_numbers(bundle):
    rows = Letter.objects.filter(batch=bundle).order_by("serial")
    return list(rows.values_list("number", flat=True))


def test_the_filters_of_the_register_narrow_it_too(client, chief):
    with eyes(chief):
        bundle = a_bundle(chief)
    log_in(client, chief)

    assert numbers(client.get("/letters/?state=lists")) == [bundle.number]
    assert bundle.number in numbers(client.get(f"/letters/?kind=vb02&year={bundle.year}"))
    for other in ("kind=tk03", "year=2001", "days=7", "state=issued"):
        assert bundle.number not in numbers(client.get(f"/letters/?{other}"))


def test_a_list_without_a_number_is_no_line_and_another_mission_sees_none(client, chief):
    with eyes(chief):
        a_bundle(chief, "interview-sheet")
        bundle = a_bundle(chief)

    assert numbers(log_in(client, chief).get("/letters/?state=lists")) == [bundle.number]
    assert numbers(log_in(client, head(yangon=True)).get("/letters/")) == []
    assert bundle.number in numbers(log_in(client, headquarters()).get("/letters/"))


def test_the_api_and_the_admin_say_to_whom_it_went_and_when(client, chief):
    with eyes(chief):
        bundle = a_bundle(chief)
        a_bundle(chief, "interview-sheet")

    (told,) = caller(chief).get("/api/v1/letter-batches/?numbered=true").json()["results"]
    (other,) = caller(chief).get("/api/v1/letter-batches/?numbered=false").json()["results"]
    page = log_in(client, chief).get(reverse("admin:cases_letterbatch_changelist")).text

    assert (told["number"], told["addressee"]) == (bundle.number, "vn-mps-immigration")
    assert (told["dated_on"], told["count"]) == (bundle.dated_on.isoformat(), 2)
    assert (other["number"], other["addressee"]) == (None, None)
    assert re.search(rf"{re.escape(bundle.number)}.*Immigration Department", page, re.DOTALL)


def test_letters_of_one_day_stand_by_their_numbers_whenever_they_were_written(
    client, chief, monkeypatch
):
    now = timezone.now()
    earlier = (now - timedelta(seconds=number) for number in count())
    monkeypatch.setattr(issuing, "ledger_moment", lambda _rows: next(earlier))
    with eyes(chief):
        made = [a_letter(chief, letter="note-verbale") for _one in range(11)]
        bundle = a_bundle(chief)
        behind = bundle_numbers(bundle)
    in_order = [*(row.number for row in made), bundle.number, *behind]

    page = log_in(client, chief).get("/letters/")
    told = caller(chief).get("/api/v1/letters/").json()["results"]

    assert numbers(page) == in_order
    assert [row["number"] for row in told] == [*in_order[:11], *behind]


def test_a_place_in_the_register_that_there_is_not_is_refused(client, chief):
    log_in(client, chief)
    uuid = "5f0c3a52-6f0c-4b0a-9d6e-0a1b2c3d4e5f"

    for place in (uuid, f"x~{uuid}", "1~2", f"99999999999~{uuid}"):
        address = f"/letters/?page=after:2025-11-01T00:00:00%2B00:00~{place}"
        assert client.get(address).status_code == 422


def test_the_register_reads_along_an_index_from_where_its_page_begins(chief):
    day, *number = queries.ORDER
    with eyes(chief):
        letter = a_letter(chief)
        begins = Cursor(letter.issued_at, f"{letter.serial}~{letter.uuid}")
        rows = letters_of(chief, Asked(), timezone.now()).order_by(*queries.ORDER)
        rows = rows.filter(beyond(rows, day, tuple(number), begins))[:50]
        with connection.cursor() as cursor:
            cursor.execute("set local enable_seqscan = off; set local enable_sort = off")
        plan = rows.explain()

    assert "letter_of_register" in plan
    assert "ROW(dated_on, serial, uuid) >" in plan.partition("Index Cond")[2].split("\n")[0]
    assert "Sort" not in plan
