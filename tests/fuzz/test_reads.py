"""Every address that is read: by each role in turn, with the keys of the ground and drawn ones."""

import logging
import re
from collections import Counter

import pytest

from cases.core.roles import role_rows
from tests.api.reads import of_their_own
from tests.database import without_time_limit
from tests.factories import head
from tests.fuzz.asking import faults, sent
from tests.fuzz.callers import client_of
from tests.fuzz.counted import ASKED, DONE
from tests.fuzz.drawing import described, drawn, example_of, said
from tests.fuzz.shares import dealt, reads, wanted
from tests.matrix.actors import everybody
from tests.matrix.ground import build
from tests.sweeps import tried

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sweep(within=True)]
GAP = re.compile(r"{(\w+)}")
ENOUGH = 0.9
USUAL = ("head_of_mission", "headquarters_lead", "administrator")
"""Those who see most; one of them is shown what there is."""
SHOWN = 10


@pytest.fixture(autouse=True)
def lasting(settings):
    """An hour of requests is one session: that it was used is undone with each of them."""
    settings.SESSION_COOKIE_AGE = int(settings.SESSION_LONGEST.total_seconds())


@pytest.fixture(autouse=True)
def quiet():
    """Thousands of requests write no lines."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def by_role():
    """Return the first caller of each role: of the mission of the case, where the role is held."""
    found = {}
    for asker in everybody():
        if asker.role:
            found.setdefault(asker.role, asker.client)
    return found


def keys_of(operation, ground):
    """Return the gaps of an address with what the ground has for them."""
    area = operation.path.split("/")[3]
    return {name: ground.fill(area, name) for name in GAP.findall(operation.path)}


def plain(name, gaps):
    """Return what is asked without anything drawn: the address alone, or its example."""
    return said(name, gaps, next(example_of(name), None))


def test_what_is_drawn_is_shown_or_refused_as_described(record_property):
    without_time_limit()
    owner = head()
    ground, wrong, done, told = build(), [], {}, Counter()
    for area, key in of_their_own(head(), ground):
        ground.keys |= {(area, gap): str(key) for gap in ("uuid", "reference", "code")}
    roles = by_role()
    assert set(roles) == set(role_rows())

    def ask(caller, client, case):
        answer = sent(case, client)
        wrong.extend(f"{caller}: {fault}" for fault in faults(case, answer))
        return answer.status_code < 300

    for name in tried(reads()):
        gaps = keys_of(described()[name], ground)
        done[name] = any(ask(role, roles[role], plain(name, gaps)) for role in USUAL)
        for caller, case in dealt(name, drawn(name, wanted(name), path_parameters=gaps)):
            client = roles.get(caller) or client_of(caller, name, owner)
            ask(caller, client, case)
            told[caller] += 1

    record_property(ASKED, dict(told))
    record_property(DONE, done)
    assert wrong == [], "\n".join([f"{len(wrong)} faults", *wrong[:SHOWN]])
    assert sum(done.values()) >= int(ENOUGH * len(done)), sorted(
        set(done) - {n for n in done if done[n]}
    )
