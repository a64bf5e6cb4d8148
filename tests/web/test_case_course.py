"""What happened in a case, in one list: kinds, days, filters in the address, older days."""

import re
from datetime import date

import pytest
from django.urls import reverse

from cases.casework.operations import (
    add_note,
    advance_case,
    record_crossing,
    record_stay,
    share_case,
    void_stay,
)
from cases.core.context import eyes
from cases.core.facts import When
from tests.factories import MissionFactory, head, officer
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(client):
    """A case with a crossing, a stay and a note, its officer logged in."""
    with eyes(officer()) as actor:
        case = a_case(actor, reported=When(day=date(2025, 10, 16)))
        way = {"source": "mission"}
        crossed = When(day=date(2025, 10, 17))
        record_crossing(actor, fresh(case), from_country="MM", to_country="TH", when=crossed, **way)
        stayed = When(day=date(2025, 10, 19))
        record_stay(actor, fresh(case), kind="at", country="TH", when=stayed, **way)
        add_note(actor, fresh(case), text="First line\n<b>second</b>")
    log_in(client, actor)
    return actor, case


def course(client, case, **query):
    response = client.get(reverse("case_detail", args=[case.reference], query=query))
    return response.context["course"], response.text.split('id="course"')[1]


def kinds(shown):
    return [entry["kind"] for day in shown["days"] for entry in day["entries"]]


def test_what_happened_last_stands_first_whatever_kind_it_is(client, told):
    _actor, case = told

    shown, text = course(client, case)

    assert kinds(shown) == ["notes", "stays", "crossings", "stages"]
    assert [day["iso"] for day in shown["days"]][1:] == ["2025-10-19", "2025-10-17", "2025-10-16"]
    assert "&lt;b&gt;second&lt;/b&gt;" in text


def test_the_address_chooses_kinds_and_each_filter_adds_or_takes_one(client, told):
    _actor, case = told

    shown, _text = course(client, case, show="notes,crossings")

    assert kinds(shown) == ["notes", "crossings"]
    urls = {row["kind"]: row["url"] for row in shown["filters"]}
    assert urls["stays"].endswith("?show=crossings,stays,notes#course")
    assert urls["notes"].endswith("?show=crossings#course")
    assert shown["all_url"] == f"{case.get_absolute_url()}#course"


@pytest.mark.parametrize("query", [{"show": "x"}, {"before": "soon"}, {"before": ""}])
def test_what_an_address_cannot_mean_is_left_out(client, told, query):
    _actor, case = told

    assert len(kinds(course(client, case, **query)[0])) == 4


def test_only_so_much_is_shown_at_once_and_older_days_follow(client, told):
    actor, case = told
    with eyes(actor):
        for day in range(1, 11):
            when = When(day=date(2025, 11, day))
            record_stay(actor, fresh(case), kind="at", country="TH", when=when, source="mission")

    newest, text = course(client, case)
    found = re.search(r"before=[\d-]+", newest["older_url"])
    older, _text = course(client, case, before=found[0].removeprefix("before="))

    assert newest["older_url"].replace("&", "&amp;") in text
    assert not set(days(newest)) & set(days(older))
    assert newest["older"] == sum(len(day["entries"]) for day in older["days"]) + older["older"]


def days(shown):
    return [day["iso"] for day in shown["days"]]


def test_a_voided_entry_is_shown_on_request(client, told):
    _actor, case = told
    with eyes(head()) as chief:
        void_stay(chief, fresh(case), stay=case.citizen.stays.get(), reason="Another person.")

    assert "stays" not in kinds(course(client, case)[0])
    shown, text = course(client, case, voided="yes")
    assert "stays" in kinds(shown)
    assert "Another person." in text


def test_entries_keep_their_acts(client, told):
    _actor, case = told
    log_in(client, head())

    _shown, text = course(client, case)

    for act in ("correct-crossing/?crossing=", "void-stay/?stay=", "correct-transition/?"):
        assert act in text


def test_shares_are_told_with_who_gave_them(client, told):
    _actor, case = told
    with eyes(head()) as chief:
        yangon = MissionFactory(yangon=True)
        share_case(chief, fresh(case), mission=yangon, days=7, reason="He asks there.")

    _shown, text = course(client, case, show="missions")

    assert f"Shared with {yangon.label}" in text
    assert "He asks there." in text
    assert chief.name in text


def test_the_course_of_the_stages_is_told_too(client, told):
    actor, case = told
    with eyes(actor):
        advance_case(actor, fresh(case))

    assert kinds(course(client, case, show="stages")[0]) == ["stages", "stages"]
