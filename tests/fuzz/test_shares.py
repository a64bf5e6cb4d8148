"""How much is drawn: enough in all, the same share for every caller, of every operation."""

from collections import Counter

from cases.core.registry import DECLARED
from cases.core.roles import role_rows
from tests.fuzz.drawing import described
from tests.fuzz.shares import (
    AT_LEAST,
    CALLERS,
    FEWEST,
    IN_THE_AUDIT,
    IN_THE_SUITE,
    callers_of,
    dealt,
    operations_of,
    reads,
    wanted,
)
from tests.sweeps import IS_AUDIT


def test_enough_is_drawn_by_every_role_and_by_tokens():
    shares = Counter()
    for name in described():
        shares.update(caller for caller, _case in dealt(name, [None] * wanted(name)))

    assert shares.total() >= AT_LEAST
    assert set(shares) == set(CALLERS) > set(role_rows())
    assert min(shares.values()) >= FEWEST, shares


def test_the_audit_draws_a_hundred_thousand():
    assert len(described()) * len(CALLERS) * IN_THE_AUDIT >= 100_000


def test_every_caller_gets_requests_of_each_kind():
    kinds = {
        (caller, at)
        for name in described()
        for at, (caller, _case) in enumerate(dealt(name, [None] * wanted(name)))
    }

    assert {(caller, at) for caller in CALLERS for at in range(IN_THE_SUITE)} <= kinds or IS_AUDIT


def test_no_operation_is_left_out():
    acts = [name for act in DECLARED for name in operations_of(act)]

    assert sorted([*acts, *reads()]) == sorted(described())
    assert all(callers_of(name) and wanted(name) >= 3 for name in described())
