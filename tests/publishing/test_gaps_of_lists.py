"""What a list that was compared says of why two figures differ; its page and its API."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.urls import reverse

from cases.casework.operations import link_same_person
from cases.core.context import eyes
from cases.intake.reconciliation.operations import record_listed_stay, tell_entry_apart
from tests.api.calls import caller
from tests.api.published import faults
from tests.factories import headquarters, officer
from tests.intake.reconciliation.piles import entries, ours, seen
from tests.publishing.beside_lists import OF_THE_LIST, a_list_and_ours, assert_adds_up, gaps, steps
from tests.publishing.course import a_report, day
from tests.register import a_case, fresh
from tests.web.session import logged_in

pytestmark = pytest.mark.django_db


def make_world():
    actor = officer()
    return actor, a_list_and_ours(actor)


def entry_of(actor, row, name):
    """Return the entry of somebody of ours."""
    (found,) = [one for one in entries(actor, row) if one.citizen and name in one.citizen.full_name]
    return found


def beside():
    """Return an officer of another mission with a case of the incident."""
    with eyes(officer(yangon=True)) as other:
        a_case(other)
    return other


def test_a_list_explains_every_person_of_the_difference(world):
    actor, row = world
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)

    (gap,) = gaps(actor, figure)

    assert_adds_up(gap)
    assert gap.ours == 4, "who left a place keeps the country"
    assert steps(gap) == {"theirs": -1, "twice": -1, "elsewhere": -1, "ours": 1, "unexplained": -1}
    assert (gap.listed, gap.compared.pk) == (6, row.pk)


def test_what_is_recorded_from_the_list_closes_the_gap(world):
    actor, row = world
    figure = a_report(value=6, qualifier="exact", as_of=OF_THE_LIST)
    entry = entry_of(actor, row, "Toàn")
    with eyes(actor):
        record_listed_stay(actor, seen(actor, entry))

    (gap,) = gaps(actor, figure)

    assert_adds_up(gap)
    assert "elsewhere" not in steps(gap)


def test_a_decision_moves_a_person_from_one_line_to_two(world):
    actor, row = world
    figure = a_report(value=6, qualifier="exact", as_of=OF_THE_LIST)
    (before,) = gaps(actor, figure)
    entry = entry_of(actor, row, "Khuê")
    with eyes(actor):
        tell_entry_apart(actor, seen(actor, entry), because="Another birth place.")

    (gap,) = gaps(actor, figure)

    assert_adds_up(gap)
    assert steps(gap)["theirs"] == steps(before)["theirs"] - 1
    assert steps(gap)["ours"] == steps(before)["ours"] + 1


def test_whoever_was_registered_since_was_not_laid_beside_the_list(world):
    actor, _row = world
    figure = a_report(value=6, qualifier="exact", as_of=OF_THE_LIST)
    (before,) = gaps(actor, figure)
    ours(actor, "Zq Thảo Vy")

    (gap,) = gaps(actor, figure)

    assert_adds_up(gap)
    assert steps(gap) == steps(before) | {"beyond": 1}


def test_records_linked_since_count_once(world):
    actor, row = world
    figure = a_report(value=6, qualifier="exact", as_of=OF_THE_LIST)
    (before,) = gaps(actor, figure)
    double = ours(actor, "Zq Văn Khuê", passport="C7000001")
    (between,) = gaps(actor, figure)
    first = entry_of(actor, row, "Khuê")
    with eyes(actor):
        made = link_same_person(
            actor, fresh(double), into=fresh(first.citizen), because="The same passport."
        )

    (gap,) = gaps(actor, figure)

    assert made.status == "standing"
    assert_adds_up(gap)
    assert steps(between) == steps(before) | {"beyond": 1}
    assert steps(gap) == steps(before)


@pytest.mark.parametrize(
    "more", [{"as_of": datetime(2025, 10, 23, 16, 59, tzinfo=UTC)}, {"country": "MM"}]
)
def test_a_list_of_another_day_or_country_explains_nothing(world, more):
    actor, _row = world
    figure = a_report(**{"value": 6, "as_of": OF_THE_LIST} | more)

    found = gaps(actor, figure, day(figure.as_of.day))

    assert [gap.is_of_list for gap in found] == [False]


def test_another_mission_reads_the_numbers_and_not_the_list(world):
    actor, _row = world
    other = beside()
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)

    (own,) = gaps(actor, figure)
    (theirs,) = gaps(other, figure)

    assert steps(theirs) == steps(own)
    assert theirs.compared is None


def test_a_mission_without_a_case_reads_nothing(world):
    figure = a_report(value=7, as_of=OF_THE_LIST)

    with eyes(officer(code="VTE", country="LA")), connection.cursor() as cursor:
        cursor.execute("select * from figure_gap_of_lists(%s, 'infinity', 'infinity')", [figure.pk])
        assert cursor.fetchall() == []
        cursor.execute(
            "select * from figure_gap_learnt(%s, 'infinity', 'infinity', 'infinity')", [figure.pk]
        )
        assert cursor.fetchall() == []


def test_a_list_worked_on_later_says_nothing_of_what_was_known(world):
    actor = headquarters()
    bangkok, row = world
    figure = a_report(value=7, as_of=OF_THE_LIST)
    with eyes(actor):
        known = fresh(row).finished_at
    entry = entry_of(bangkok, row, "Khuê")
    with eyes(bangkok):
        tell_entry_apart(bangkok, seen(bangkok, entry), because="Another birth place.")

    found = gaps(actor, figure, known_at=known)

    assert [(gap.is_of_list, gap.is_later) for gap in found] == [(True, True), (False, False)]


def test_the_page_goes_from_their_number_to_ours(world):
    actor, _row = world
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)
    client = logged_in(actor)

    home = client.get(
        reverse("incident_detail", args=[figure.incident.code]), {"as_of_day": "2025-10-24"}
    )
    address = reverse("figure_gap", args=[figure.incident.code, figure.uuid])
    shown = client.get(address)

    assert address in home.text
    for words in ("Only on the list", "Twice on the list", "Not explained", "In our ledgers"):
        assert words in shown.text
    assert "?pile=theirs" in shown.text
    assert "The list has 6 rows of persons." in shown.text


def test_the_api_tells_the_same_lines_and_they_add_up(world):
    actor, _row = world
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)

    answer = caller(actor).get(f"/api/v1/figures/{figure.uuid}/gap/")

    assert faults("figure_gap", answer) == []
    (by_list,) = [way for way in answer.json()["ways"] if way["is_of_list"]]
    assert by_list["reported"] == 7
    assert by_list["reported"] + sum(line["change"] for line in by_list["lines"]) == by_list["ours"]
    assert {"theirs", "twice", "unexplained"} <= {line["code"] for line in by_list["lines"]}
    assert "/reconciliations/" in by_list["comparison_url"]
    assert by_list["listed"] == 6


def test_the_api_tells_another_mission_numbers_and_no_list(world):
    other = beside()
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)

    (way, *_more) = caller(other).get(f"/api/v1/figures/{figure.uuid}/gap/").json()["ways"]

    assert way["comparison_url"] is None
    assert caller(officer(code="VTE", country="LA")).get(
        f"/api/v1/figures/{figure.uuid}/gap/"
    ).status_code in {403, 404}


def test_no_gap_is_told_as_known_at_a_moment_to_come(world):
    actor, _row = world
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)

    answer = caller(actor).get(f"/api/v1/figures/{figure.uuid}/gap/", {"known_at": "2199-01-01"})

    assert (answer.status_code, answer.json()["code"]) == (422, "moment_ahead")


def test_the_page_of_another_mission_leads_to_no_pile(world):
    other = beside()
    figure = a_report(value=7, qualifier="exact", as_of=OF_THE_LIST)

    shown = logged_in(other).get(reverse("figure_gap", args=[figure.incident.code, figure.uuid]))

    assert "Only on the list" in shown.text
    assert "?pile=" not in shown.text
    assert "Mae Sot, 2025" not in shown.text
