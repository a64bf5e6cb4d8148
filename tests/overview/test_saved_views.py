"""Saved views with their counts, children who may be children, columns and rows of the list."""

from datetime import date

import pytest

from cases.casework.models import Case
from cases.citizens.ages import adult_if_born_by, youth_of
from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.core.partial import PartialDate
from cases.overview.saved import counts_of, views_for
from tests.casework.playbooks import at
from tests.factories import headquarters, officer
from tests.overview.columns import MONDAY
from tests.register import a_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def case_with(actor, **columns):
    with eyes(actor):
        case = a_case(actor)
        Case.objects.filter(pk=case.pk).update(**columns)
    return case


def born(actor, text):
    case = case_with(actor)
    birth = PartialDate.parse(text)
    with eyes(actor):
        Citizen.objects.filter(pk=case.citizen_id).update(
            birth_on=birth.first, birth_precision=birth.precision
        )
    return case.reference


def counts(actor):
    with eyes(actor):
        found = counts_of(actor, views_for(actor), MONDAY)
    return {str(view.label): found[view.url] for view in views_for(actor)}


def test_each_view_counts_what_its_list_shows(client, actor):
    case_with(actor, assigned_to=actor.staff_id, next_due_at=at("2025-11-22 00:00"))
    case_with(actor, next_due_at=at("2025-11-25 00:00"))
    case_with(actor, blocker_kind="asked", blocker_body="immigration_department")
    case_with(actor, stage="ready")

    found = counts(actor)
    log_in(client, actor)

    assert found == {
        "My cases": "1",
        "Overdue": "1",
        "Due today": "1",
        "Waiting on the immigration department": "1",
        "Ready to return": "1",
        "Nobody’s": "3",
        "Under 18": "0",
    }
    for view in views_for(actor):
        page = client.get(view.url)
        assert page.text.count('class="ref"') == int(found[str(view.label)])
        assert page.text.count('aria-current="page"') == 2
        counted = client.get(view.url.replace("/cases/", "/cases/views/")).text
        assert f">{found[str(view.label)]}</span></a>" in counted.split("aria-current")[1]


def test_a_view_counts_no_case_of_another_mission(actor):
    case_with(actor, next_due_at=at("2025-11-22 00:00"))

    foreign = counts(officer(yangon=True))
    everywhere = counts(headquarters())

    assert foreign["Overdue"] == "0"
    assert everywhere["Overdue"] == "1"
    assert "My cases" not in everywhere


def test_counting_ends_where_the_number_says_no_more(actor, monkeypatch):
    for _case in range(4):
        case_with(actor)
    for module in ("saved", "queries"):
        monkeypatch.setattr(f"cases.overview.{module}.CAP", 2)

    assert counts(actor)["Nobody’s"] == "2+"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2007-11-24", False),
        ("2007-11-25", True),
        ("2007-11", True),
        ("2007-10", False),
        ("2007", True),
        ("2006", False),
        ("2008", True),
    ],
)
def test_whoever_may_be_a_child_is_listed(client, actor, text, found):
    reference = born(actor, text)

    page = log_in(client, actor).get("/cases/", {"age": "minor"}).text
    answer = client.get("/api/v1/cases/", {"age": "minor"}).json()

    assert (reference in page) is found
    assert bool(answer["results"]) is found


def test_a_line_says_who_is_a_child_and_who_may_be(client, actor):
    born(actor, "2010-01-02")
    born(actor, "2007")

    page = log_in(client, actor).get("/cases/").text

    assert ">Under 18</span>" in page
    assert ">Perhaps under 18</span>" in page


def test_nobody_is_a_child_on_the_eighteenth_birthday():
    leap = PartialDate(date(2008, 2, 29), "day")

    assert youth_of(leap, date(2026, 2, 28)) == "under"
    assert youth_of(leap, date(2026, 3, 1)) == ""
    assert adult_if_born_by(date(2024, 2, 29)) == date(2006, 2, 28)
    assert youth_of(None, date(2026, 3, 1)) == ""


def test_the_list_keeps_the_columns_and_rows_that_were_chosen(client, actor):
    case_with(actor)
    log_in(client, actor)

    kept = client.post("/cases/look/", {"columns": ["deadline", "stage"], "rows": "dense"})
    page = client.get("/cases/").text

    assert kept.status_code == 302
    assert "is-dense" in page
    assert 'data-label="Deadline"' in page
    assert 'data-label="Officer"' not in page
    assert client.cookies["worklist_look"].value == "dense:stage.deadline"


@pytest.mark.parametrize("cookie", ["", "x", "dense", "huge:stage", "dense:<script>.stage", "ü:ü"])
def test_a_cookie_of_our_making_or_not_never_breaks_the_list(client, actor, cookie):
    case_with(actor)
    log_in(client, actor)
    client.cookies["worklist_look"] = cookie

    page = client.get("/cases/")

    assert page.status_code == 200
    assert "<script>." not in page.text


def test_the_counts_are_fetched_after_the_list(client, actor):
    case_with(actor)
    page = log_in(client, actor).get("/cases/", {"stage": "ready"}).text

    assert 'hx-get="/cases/views/?stage=ready"' in page
    assert "is-awaited" in page
