"""The board: its counts are those of the cases, and each leads to exactly the cases it counts."""

from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict

from cases.core.context import eyes
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.overview.board import board_of
from cases.overview.board_pages import board_context
from cases.overview.forms import WorklistFilters
from cases.overview.queries import worklist
from tests.factories import officer
from tests.overview.scattered import (
    NOW,
    is_due_today,
    is_overdue,
    limit_on,
    make_cases,
    missions,
    open_rows,
    scatter,
    tallies,
    what,
    who,
    whose,
    with_the_only_one,
)

pytestmark = pytest.mark.django_db
SEEDS = range(8)


def make_world():
    with time_machine.travel(NOW, tick=False):
        actors = missions()
        make_cases(actors)
        connection.check_constraints()
        return dict(zip(("bangkok", "yangon", "headquarters"), actors, strict=True))


@pytest.fixture
def world(made_world):
    with time_machine.travel(NOW, tick=False):
        yield made_world


def both(rows, actor):
    return tallies(rows, what, actor.zone), with_the_only_one(tallies(rows, who, actor.zone, whose))


def seen(board):
    what_lines = {
        (line.kind, line.procedure.code if line.procedure else "", line.condition): line
        for line in board.by_what
    }
    who_lines = {
        (line.body, line.authority.code if line.authority else ""): line for line in board.by_who
    }
    return tuple(
        {key: (row.count, row.overdue, row.today, row.since) for key, row in lines.items()}
        for lines in (what_lines, who_lines)
    )


@pytest.mark.parametrize(("name", "code"), [("bangkok", "BKK"), ("yangon", "RGN")])
def test_a_mission_counts_its_own_cases_in_every_way(world, name, code):
    actor = world[name]
    for seed in SEEDS:
        scatter(seed, world["headquarters"])
        rows = open_rows(world["headquarters"], code)

        with eyes(actor):
            board = board_of(actor, NOW)

        assert seen(board) == both(rows, actor), seed
        totals = (len(rows), sum(map(is_overdue, rows)), sum(map(is_due_today, rows)))
        assert (board.open, board.overdue, board.today) == totals, seed


def test_headquarters_counts_all_or_what_it_chose(world):
    actor = world["headquarters"]
    yangon, fire = Mission.objects.get(code="RGN"), Incident.objects.get(code="2025-11-fire")
    for seed in SEEDS:
        scatter(seed, actor)
        for mission, incident in ((None, None), (yangon, None), (None, fire), (yangon, fire)):
            rows = open_rows(actor, mission.code if mission else "", incident)

            with eyes(actor):
                board = board_of(actor, NOW, mission, incident)

            assert seen(board) == both(rows, actor), (seed, mission, incident)


def test_nobody_is_overdue_by_the_limit_of_somebody_else(world):
    with eyes(world["bangkok"]) as actor:
        case = open_rows(actor)[0]
        late = {"next_due_at": NOW.replace(day=20), "next_due_limit_id": limit_on("mission")}
        held = {"blocker_kind": "held", "blocker_body": "citizen"}
        type(case).objects.filter(pk=case.pk).update(**late, **held)

        lines = {line.body: (line.count, line.overdue) for line in board_of(actor, NOW).by_who}

    assert lines["citizen"] == (1, 0)
    assert lines["mission"][1] == 1


def test_our_side_is_the_mission_and_for_headquarters_the_service(world):
    actor, mission = world["headquarters"], world["bangkok"]
    scatter(3, actor)
    rows, own = open_rows(actor), open_rows(actor, "BKK")

    with eyes(actor):
        all_of_us = board_of(actor, NOW).of_side("ours")
    with eyes(mission):
        ours, others = (board_of(mission, NOW).of_side(side) for side in ("ours", "others"))

    assert all_of_us == sum(who(row)[0] in {"mission", "headquarters"} for row in rows)
    assert ours == sum(who(row)[0] == "mission" for row in own)
    assert others == sum(who(row)[0] not in {"mission", ""} for row in own)


def links_of(board):
    """Return every figure with its address."""
    context = board_context(board)
    links = [(row["count"], row["url"]) for row in context["counts"]]
    links.append((str(board.open), context["all_url"]))
    for table in context["tables"]:
        for row in table["rows"]:
            name, count, _since, *figures = row["cells"]
            links.append((count["text"], name["url"]))
            links += [(cell["text"], cell["url"]) for cell in figures if cell["url"]]
    return links


@pytest.mark.parametrize("name", ["bangkok", "headquarters"])
def test_every_figure_leads_to_exactly_the_cases_it_counts(world, name):
    actor = world[name]
    for seed in SEEDS[:3]:
        scatter(seed, world["headquarters"])
        with eyes(actor):
            links = links_of(board_of(actor, NOW))
            wrong = []
            for count, url in links:
                form = WorklistFilters(actor, QueryDict(urlsplit(url).query))
                found = worklist(actor, form.filters(), NOW).count()
                if form.errors or str(found) != count:
                    wrong.append((url, count, found, form.errors))

        assert len(links) > 20
        assert wrong == []


def test_the_board_of_one_mission_keeps_to_it_in_its_links(world):
    actor = world["headquarters"]
    scatter(1, actor)
    with eyes(actor):
        yangon = Mission.objects.get(code="RGN")
        context = board_context(board_of(actor, NOW, yangon))

    urls = [row["url"] for row in context["counts"]] + [context["all_url"]]
    assert all("mission=RGN" in url for url in urls)


def test_another_mission_sees_nothing_of_them(world):
    scatter(1, world["headquarters"])
    with eyes(officer(code="PNH", country="KH", zone="Asia/Phnom_Penh")) as stranger:
        board = board_of(stranger, NOW)

    assert (board.open, board.by_what, board.by_who) == (0, [], [])


def test_papers_run_out_by_time_alone(world):
    with eyes(world["bangkok"]) as actor:
        case = open_rows(actor)[0]
        others = len(open_rows(actor)) - 1
        type(case).objects.filter(pk=case.pk).update(valid_until=NOW.date())  # the 24th

        # At 17:20 UTC it is the 25th in Bangkok; the day before it still held.
        then = board_of(actor, NOW.replace(hour=16))
        now = board_of(actor, NOW)

    assert {line.kind: line.count for line in then.by_what} == {"playbook": others + 1}
    assert {line.kind: line.count for line in now.by_what} == {"playbook": others, "expired": 1}
    (gone,) = [line for line in now.by_what if line.kind == "expired"]
    assert gone.since == NOW.date().replace(day=25)


def test_a_hold_stands_before_papers_that_ran_out(world):
    with eyes(world["bangkok"]) as actor:
        case = open_rows(actor)[0]
        type(case).objects.filter(pk=case.pk).update(
            valid_until=NOW.date(), blocker_kind="held", blocker_body="host_authority"
        )

        kinds = {line.kind for line in board_of(actor, NOW).by_what}

    assert kinds == {"playbook", "held"}


@pytest.mark.parametrize("name", ["bangkok", "headquarters"])
def test_the_counts_take_few_queries_however_many_cases(world, name, django_assert_max_num_queries):
    actor = world[name]
    scatter(2, world["headquarters"])

    with eyes(actor), django_assert_max_num_queries(5):
        board_of(actor, NOW)
