"""No word of a mission's data reaches anybody of another one, by any route, header, line or mail.

Every column that can hold words has a marker of its own (`columns.py` lists those without, with the
reason). Askers of other missions ask every route of the resolver with keys of Bangkok, every
operation, every filter, search and drop-down, and send what collides. With the second wall alone
every table is read under their eyes, and some of the calls are made. The suite asks each by some
askers, `make audit` by all.
"""

import io
import logging
from contextlib import nullcontext
from dataclasses import replace

import pytest
from django.core import mail

from cases.core.actor import SYSTEM
from cases.core.context import apply_context, eyes
from cases.privacy.models import RightsRequest
from consular.logs import logging_settings
from tests.canary.askers import insiders, own_records, strangers
from tests.canary.calls import collisions, more_calls
from tests.canary.columns import every_column, is_left_out, left_out_for_nothing, planted_columns
from tests.canary.ground import as_planted, furnished
from tests.canary.planting import REFERENCE, Plants, plant
from tests.canary.reviewed import OUTSIDE_THE_SECOND_WALL, SHOWN, in_sight_of, is_never_shown
from tests.canary.tally import Tally, told
from tests.database import empty_tables, without_time_limit
from tests.matrix.calls import every_call, foreign_bodies
from tests.matrix.ground import SEARCHED
from tests.matrix.tables import rows_of, tables
from tests.matrix.thinning import start_of, thinned
from tests.matrix.walls import without_the_first_wall
from tests.sweeps import IS_AUDIT, shard

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WANTED, WITHOUT_A_WALL = 2_200, 500
"""Calls as it is, and with the second wall alone, where the suite does not make all of them."""
AT_LEAST = 70_000 if IS_AUDIT and shard() is None else 2_200
"""Calls in the two runs together."""


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """Bangkok with its markers, for all tests of this file; emptied after the last of them."""
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock():
        try:
            ground = furnished()
            plants = plant()
            yield as_planted(ground), plants
        finally:
            # Also after a fault of the ground: the tests of other files stand on empty tables.
            empty_tables()
            logging.disable(logging.NOTSET)


@pytest.fixture
def lines():
    """What the handler writes, as in production."""
    made = dict(logging_settings(is_json=True)["formatters"]["lines"])
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(made.pop("()")(**made))
    logging.getLogger().addHandler(handler)
    yield handler.stream
    logging.getLogger().removeHandler(handler)


def calls_with(ground, plants):
    """Return everything that is asked, with the words that searches are made of."""
    said = {name: plants.word_at(label) for name, label in SAID.items()}
    words = [SEARCHED, f"{SEARCHED} {said['name'][:6]}", ground.case.reference]
    words += [said["name"][:7], said["number"], f"C{said['number']}"]
    own = own_records()
    mine = replace(ground, own=own)
    said = said | {"number": f"C{said['number']}", "phone": f"+84 {said['phone']}"}
    return [
        *every_call(ground),
        *foreign_bodies(mine),
        *more_calls(ground, words),
        *collisions(own, said),
    ]


SAID = {
    "name": "cases_citizen.full_name",
    "number": "cases_identitydocument.number",
    "phone": "cases_contactpoint.value",
}


def asked(ground, plants, around=nullcontext, *, walls=2, wanted=WANTED):
    """Ask everything of the strangers."""
    without_time_limit()
    calls, askers, tally = calls_with(ground, plants), strangers(), Tally(plants, walls)
    logging.disable(logging.NOTSET)
    with around():
        for call, asker in thinned(calls, askers, wanted, at_least=0):
            tally.take(call, asker, call.send(asker))
    logging.disable(logging.CRITICAL)
    print(tally.calls, "calls,", len(tally.leaks), "leaks,", len(plants.at), "markers")  # noqa: T201
    return tally


def test_every_column_with_words_is_planted_or_left_out_for_a_reason(planted):
    _ground, plants = planted

    bare = [row.label for row in planted_columns() if not plants.rows.get(row.label)]

    assert bare == [], (
        "No row of these columns has a marker. Let tests/canary/ground.py make one by an "
        "operation, or name the column in tests/canary/columns.py with the reason."
    )
    assert left_out_for_nothing() == []
    assert len([row for row in every_column() if not is_left_out(row)]) >= 130


@pytest.mark.parametrize(
    "said", ["731964005", "731 964 005", "C731-964.005", "73\u202f19\u00a064 0 05"]
)
def test_a_number_is_found_however_it_is_written(said):
    plants = Plants({"731964005": "cases_contactpoint.value"})

    assert plants.columns(f"+84 {said}, 10:35") == {"cases_contactpoint.value"}


def test_no_marker_reaches_anybody_of_another_mission(planted, lines, monkeypatch):
    ground, plants = planted

    both = asked(ground, plants)
    second = asked(
        ground,
        plants,
        lambda: without_the_first_wall(monkeypatch),
        walls=1,
        wanted=WITHOUT_A_WALL,
    )

    for tally in (both, second):
        assert tally.leaks == [], told(f"leaks in {tally.calls} calls", tally.leaks)
        assert tally.faults == [], told(f"faults in {tally.calls} calls", tally.faults)
        assert SHOWN["offered"] & tally.seen["offered"], "nobody found what is on offer to her"
    assert both.calls + second.calls >= AT_LEAST, both.calls + second.calls
    written = lines.getvalue()
    assert written.count("\n") >= both.calls
    # The line of a request names its address, and the number of a case is no secret.
    assert plants.columns(written) <= {REFERENCE}
    assert plants.columns(" ".join(str(row.message()) for row in mail.outbox)) == set()


def test_the_database_gives_nobody_a_row_with_a_marker_out_of_their_sight(planted):
    _ground, plants = planted
    leaks, names = [], tables()

    for asker in strangers():
        for name, text in rows_of(asker, names):
            found = plants.columns(text) - in_sight_of(asker)
            left = sorted(row for row in found if not row.startswith(OUTSIDE_THE_SECOND_WALL))
            leaks += [f"{name} by {asker.name}: {left}"] if left else []

    assert leaks == [], told("leaks", leaks)


def calls_on_settled_requests(ground):
    """Return what is asked of requests about data that were answered, refused or extended."""
    with eyes(SYSTEM):
        others = list(RightsRequest.objects.values_list("uuid", flat=True))
    gaps = [gap for gap in ground.keys if gap[0] == "rights-requests"]
    assert gaps
    grounds = [
        replace(ground, keys={**ground.keys, **dict.fromkeys(gaps, str(uuid))}) for uuid in others
    ]
    return [
        call for other in grounds for call in every_call(other) if "rights-requests" in call.route
    ]


def test_bangkok_finds_every_marker_but_those_shown_to_nobody(planted):
    ground, plants = planted
    tally, asking, labels = Tally(plants), insiders(), set(plants.at.values())
    calls = [
        call
        for call in [*every_call(ground), *calls_on_settled_requests(ground)]
        if call.method == "GET" and not call.may and call.asked.get("q") is None
    ]

    wanted = {row for row in labels if not is_never_shown(row)}

    def found():
        return set().union(*tally.seen.values())

    for turn in range(len(asking)):
        for call in calls:
            if turn and not IS_AUDIT and wanted <= found():
                break  # each is asked by one of them; by the other until everything is found
            asker = asking[(start_of(call) + turn) % len(asking)]
            tally.take(call, asker, call.send(asker))

    seen = found()
    assert sorted(wanted - seen) == []
    assert sorted((labels & seen) - wanted) == []


def test_with_neither_wall_the_markers_are_found(planted, monkeypatch):
    ground, plants = planted
    reads = [call for call in every_call(ground) if call.method == "GET" and "cases" in call.route]

    def open_eyes(actor):
        apply_context(actor and SYSTEM)

    monkeypatch.setattr("cases.core.middleware.apply_context", open_eyes)

    with without_the_first_wall(monkeypatch):
        tally, askers = Tally(plants), strangers()[:3]
        # The work list names whose case it is, whichever the eighth of all addresses are.
        for call in [*reads[::8], *(row for row in reads if row.route == "cases/")]:
            for asker in askers:
                tally.take(call, asker, call.send(asker))

    assert {"cases_citizen.full_name", "cases_case.reference"} <= tally.seen["other"]
