"""Every act, its form and its bulk: done with the example, and else done or refused as described.

What is drawn is asked by all roles in turn, by a token and by another system; every second
request that fits keeps a part of the example, or none would ever name a record that is there.
"""

import re
import zlib
from collections import Counter

import pytest

from tests.api.calls import address
from tests.fuzz.asking import faults, sent
from tests.fuzz.callers import client_of, patient
from tests.fuzz.counted import ASKED, DONE
from tests.fuzz.drawing import described, drawn, is_fitting, said
from tests.fuzz.shares import dealt, operations_of, wanted
from tests.prepared import of_each
from tests.world import every_operation, key_of
from tests.world_actors import entitled

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sweep]
GAP = re.compile(r"{(\w+)}")
WHOEVER = entitled
"""Roles stay as they are: whoever may do it does it."""


def gaps_of(name, declared, target):
    """Return the gaps of its address with the keys of the record."""
    return {
        gap: address(declared, target).split("/")[-3] for gap in GAP.findall(described()[name].path)
    }


def body_of(name, declared, prepared):
    """Return the example, as one or as many take it."""
    if name.startswith("describe_"):
        return None
    if name == declared.name:
        return prepared.body
    version = getattr(prepared.target, "version", None)
    target = {"reference": key_of(declared, prepared.target), "version": version}
    return {"targets": [target], "input": prepared.body}


def nearer(body, example, at):
    """Return what was drawn with some fields as in the example, others for each request."""
    kept = {
        name: value for name, value in example.items() if zlib.crc32(f"{name}{at}".encode()) % 3
    }
    return body | kept


def asked(name, declared, prepared):
    """Yield who asks what: what is drawn, every second near the example."""
    example = body_of(name, declared, prepared)
    gaps = gaps_of(name, declared, prepared.target)
    for at, (caller, case) in enumerate(
        dealt(name, drawn(name, wanted(name), path_parameters=gaps))
    ):
        if at % 2 == 0 and example and is_fitting(case) and isinstance(case.body, dict):
            case.body = nearer(case.body, example, at)
        yield caller, case


@of_each(every_operation())
def test_what_is_asked_of_it_is_done_or_refused_as_described(declared, prepared, record_property):
    clients, told, done = {}, Counter(), {}
    if prepared.actor.staff_id is None:
        whoever = patient()
    else:
        whoever = prepared.caller(raise_request_exception=False)

    for name in operations_of(declared.name):
        needs = name == declared.name and declared.needs_version
        version = {"If-Match": "*"} if needs else {}
        gaps, body = gaps_of(name, declared, prepared.target), body_of(name, declared, prepared)
        example = said(name, gaps, body, **version)
        answer = sent(example, whoever)
        assert faults(example, answer) == []
        done[name] = answer.status_code < 300
        for caller, case in asked(name, declared, prepared):
            if caller not in clients:
                clients[caller] = client_of(caller, declared.name, prepared.actor)
            assert faults(case, sent(case, clients[caller])) == [], caller
            told[caller] += 1

    record_property(ASKED, dict(told))
    record_property(DONE, done)
    assert done == dict.fromkeys(operations_of(declared.name), prepared.actor.staff_id is not None)
