"""Every operation: what is drawn for it is done or refused as described.

That each is done with its example is tried in `tests/api/test_every_operation.py`.
"""

import re
import zlib

import pytest

from cases.core.roles import belongs_at, role_rows
from tests.api.calls import address, caller
from tests.factories import MissionFactory, PostingFactory
from tests.fuzz.asking import faults, sent
from tests.fuzz.drawing import OF_AN_ACT, described, drawn
from tests.hardening.odd import IS_AUDIT
from tests.prepared import of_each
from tests.world import entitled, every_operation

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GAP = re.compile(r"{(\w+)}")


@pytest.fixture(scope="module")
def whoever():
    """Roles have the rights that they really have."""
    return entitled


def others(declared):
    """Return the roles that try it beside whoever may: one in the suite, all in the audit."""
    roles = sorted(role_rows())
    at = zlib.crc32(declared.name.encode()) % len(roles)
    return roles if IS_AUDIT else roles[at : at + 1]


def posted(role):
    """Return somebody of a role where such a role belongs."""
    own = MissionFactory()
    place = own if belongs_at(role, own.kind) else MissionFactory(headquarters=True)
    return PostingFactory(role=role, mission=place).actor()


def keys_of(declared, target):
    """Return the gaps of its address with the keys of the record."""
    if target is None:
        return {}
    (name,) = GAP.findall(described()[declared.name].path)
    return {name: address(declared, target).split("/")[-3]}


@of_each(every_operation())
def test_what_is_drawn_is_done_or_refused_as_described(declared, prepared):
    gaps = keys_of(declared, prepared.target)
    client = prepared.caller(raise_request_exception=False)

    for case in drawn(declared.name, OF_AN_ACT, path_parameters=gaps):
        assert faults(case, sent(case, client)) == []
    for role in others(declared):
        other = caller(posted(role))
        for case in drawn(declared.name, OF_AN_ACT // 3, path_parameters=gaps):
            assert faults(case, sent(case, other)) == []
