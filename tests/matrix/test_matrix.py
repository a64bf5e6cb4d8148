"""Every route, asked by everybody: as it is, and with the second wall alone.

The suite asks each route by some of the askers, others for each route; `make audit` asks all by
all. How many calls that are is fixed (`thinning.py`): what the app gains does not make the suite
longer. With the second wall alone it reads every table under the eyes of every asker, and asks
some of the routes. Each answer is looked at for the headers of the house, and for addresses that
tell something of the person.
"""

import logging
from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from tests.database import without_time_limit
from tests.hardening.house import addresses_in, is_kept_nowhere, lacking
from tests.hardening.routes import every_route
from tests.matrix.actors import everybody
from tests.matrix.calls import every_call, foreign_bodies
from tests.matrix.ground import MARKS, build
from tests.matrix.reviewed import allowed, group_of, groups, said
from tests.matrix.tables import rows_of, tables
from tests.matrix.thinning import WANTED, thinned
from tests.matrix.walls import without_the_first_wall
from tests.packed import words_of

pytestmark = pytest.mark.django_db

AT_LEAST = 4000
"""Calls in the first of the two runs."""
WITHOUT_A_WALL = 1000
"""Calls in the second one: what the database shows is read table by table."""
SHOWN = 10


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of requests write no lines."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


NAMES_ANOTHER = frozenset(
    {"body of declare_different", "body of link_same_person", "body of keep_apart"}
)
"""Names somebody else by its nature: whoever sees both may say what the two are."""


class Tally:
    """What came of all calls."""

    def __init__(self):
        self.calls = 0
        self.leaks, self.faults, self.surprises = [], [], []
        self.found = {}

    def take(self, call, asker, answer):
        """Count an answer, and what is wrong with it."""
        self.calls += 1
        text, said_so = words_of(answer.content) + str(answer.headers), said(answer)
        there = f"{call.method} {call.address} {call.asked or ''} by {asker.name}"
        if answer.status_code >= 500:
            self.faults.append(f"{there}: {answer.status_code}")
        hidden = asker.marks_out_of_sight()
        leaked = [mark for mark in hidden if mark in text]
        if leaked:
            self.leaks.append(f"{there}: {answer.status_code} with {leaked}")
        found = {mark for marks in MARKS.values() for mark in marks if mark in text}
        self.found.setdefault(asker.kind, set()).update(found)
        addresses = addresses_in(answer) if found else []
        wrong = [*lacking(answer), *(mark for mark in found if is_in_an_address(mark, addresses))]
        if asker.role and said_so == "shown" and not is_kept_nowhere(answer):
            wrong.append("kept")
        if wrong:
            self.faults.append(f"{there}: {answer.status_code} with {wrong}")
        if said_so not in allowed(call, asker):
            self.surprises.append(f"{there}: {said_so}, not {sorted(allowed(call, asker))}")
        if said_so == "shown" and call.may and asker.role and not asker.may(call.may):
            self.surprises.append(f"{there}: shown without the right {call.may}")
        tells_apart = call.route in NAMES_ANOTHER and MARKS["person"][0] not in hidden
        is_done = call.method == "POST" and answer.status_code < 400
        if call.route.startswith("body of") and is_done and not tells_apart:
            self.surprises.append(f"{there}: done with something of another case")


def is_in_an_address(mark, addresses):
    """Return whether a link, a form or where one is led holds a marker; numbers are called."""
    return any(mark in one and not one.startswith("tel:") for one in addresses)


def told(what, rows):
    """Return the first of what went wrong, with how many there are."""
    return "\n".join([f"{len(rows)} {what}:", *rows[:SHOWN]])


def insiders(askers, call):
    """Yield whoever must find the markers on plain pages, or else they would guard nothing."""
    for asker in askers:
        is_head = asker.kind in {"own", "reader"} and asker.role == "head_of_mission"
        if (is_head and (asker.kind == "own" or "cases" in call.route)) or (
            asker.kind == "arriving" and "reception" in call.route
        ):
            yield asker


def asked(around=nullcontext, finds=False, calls_wanted=WANTED, at_least=1):
    """Ask everything of everybody; those who may find the markers open every page."""
    without_time_limit()
    ground = build()
    calls = [*every_call(ground), *foreign_bodies(ground)]
    askers, tally = list(everybody()), Tally()
    with around():
        for call, asker in thinned(calls, askers, calls_wanted, at_least=at_least):
            tally.take(call, asker, call.send(asker))
        for call in calls if finds else ():
            if call.method == "GET" and not call.may and not call.route.startswith("admin/"):
                for asker in insiders(askers, call):
                    tally.take(call, asker, call.send(asker))
    print(tally.calls, "calls,", len(tally.leaks), "leaks")  # noqa: T201
    return tally


def test_every_route_stands_in_the_reviewed_file():
    missing = [route.pattern for route in every_route() if group_of(route.pattern) is None]

    assert missing == [], (
        "Add each of these routes to a group of tests/matrix/expected.toml, or write a new group "
        "that says which class of askers is shown it, refused it, or told that nothing is there."
    )


def test_every_group_of_the_file_is_of_some_route():
    routes = [route.pattern for route in every_route()]
    used = [(group_of(route) or {}).get("name") for route in [*routes, "body of "]]

    assert [group["name"] for group in groups() if group["name"] not in used] == []


def test_nobody_is_answered_otherwise_than_the_file_says():
    tally = asked(finds=True)

    assert tally.leaks == [], told(f"leaks in {tally.calls} calls", tally.leaks)
    assert tally.faults == [], told(f"faults in {tally.calls} calls", tally.faults)
    assert tally.surprises == [], told(f"surprises in {tally.calls} calls", tally.surprises)
    assert tally.calls >= AT_LEAST, tally.calls
    every_mark = {mark for marks in MARKS.values() for mark in marks}
    assert tally.found["own"] >= every_mark, "a marker that nobody can find guards nothing"
    assert tally.found["reader"] >= set(MARKS["file"]) | {"Zqname"}
    assert "Zqname" in tally.found["arriving"]


def test_the_second_wall_alone_shows_nobody_anything_either(monkeypatch):
    tally = asked(
        lambda: without_the_first_wall(monkeypatch), calls_wanted=WITHOUT_A_WALL, at_least=0
    )

    assert tally.leaks == [], told(f"leaks in {tally.calls} calls", tally.leaks)
    assert tally.faults == [], told(f"faults in {tally.calls} calls", tally.faults)
    assert tally.calls >= WITHOUT_A_WALL * 0.9, tally.calls
    assert "Zqname" in tally.found["own"]


def test_the_database_gives_nobody_a_row_that_is_out_of_their_sight():
    without_time_limit()
    build()
    leaks, found, names = [], {}, tables()

    for asker in everybody():
        hidden = asker.marks_out_of_sight()
        for name, text in rows_of(asker, names):
            leaks += [f"{name} by {asker.name}: {mark}" for mark in hidden if mark in text]
            found.setdefault(asker.kind, set()).update(
                mark for marks in MARKS.values() for mark in marks if mark in text
            )

    assert leaks == [], told("leaks", leaks)
    assert found["own"] >= {"Zqname", "Zqnote", "Zqhealth"}


def test_the_first_wall_is_off_in_the_second_run(monkeypatch):
    ground = build()
    asker = next(row for row in everybody() if row.kind == "other")

    with without_the_first_wall(monkeypatch) as opened:
        names = {kind.__name__ for kind in opened}
        hidden = asker.client.get(f"/cases/{ground.case.reference}/")

    assert {"CaseQuerySet", "CitizenQuerySet", "TransferQuerySet", "ShareQuerySet"} <= names
    assert hidden.status_code == 404
