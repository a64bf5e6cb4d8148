"""Every address that is read: as each role, with the keys of the ground and with drawn ones."""

import logging
import re
import zlib

import pytest

from cases.core.roles import role_rows
from tests.api.test_budgets import of_their_own
from tests.database import without_time_limit
from tests.factories import head
from tests.fuzz.asking import faults, sent
from tests.fuzz.drawing import OF_A_READ, described, drawn
from tests.hardening.odd import IS_AUDIT
from tests.matrix.actors import everybody
from tests.matrix.ground import build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GAP = re.compile(r"{(\w+)}")
ENOUGH = 0.9
"""Of the addresses that show what there is; forms of acts are all asked in `tests/api`."""
FORMS = "describe_"
USUAL = ("head_of_mission", "headquarters_lead", "administrator")
SHOWN = 10


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


def askers(name, roles):
    """Return who asks: those who see most, and some other role; all roles in the audit."""
    others = sorted(roles)
    at = zlib.crc32(name.encode()) % len(others)
    return others if IS_AUDIT else [*USUAL, others[at]]


def test_what_is_drawn_is_shown_or_refused_as_described():
    without_time_limit()
    ground, wrong, shown = build(), [], set()
    for area, key in of_their_own(head(), ground):
        ground.keys |= {(area, gap): str(key) for gap in ("uuid", "reference", "code")}
    roles = by_role()
    reads = {name: row for name, row in described().items() if row.method == "get"}
    assert set(roles) == set(role_rows())

    for name, operation in reads.items():
        gaps = keys_of(operation, ground)
        for role in askers(name, roles):
            plain = operation.Case(path_parameters=gaps)
            for case in (plain, *drawn(name, OF_A_READ // 3, path_parameters=gaps)):
                answer = sent(case, roles[role])
                wrong += [f"{role}: {fault}" for fault in faults(case, answer)]
                if answer.status_code < 300:
                    shown.add(name)

    assert wrong == [], "\n".join([f"{len(wrong)} faults", *wrong[:SHOWN]])
    plain = {name for name in reads if not name.startswith(FORMS)}
    assert len(shown & plain) >= ENOUGH * len(plain), sorted(plain - shown)
