"""The sums of a movement always add up: by leg, by person, by payer, in every currency."""

from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cases.movements.costs.summing import LegSums, Spent

ENTRIES = st.lists(
    st.builds(
        Spent,
        case=st.integers(1, 70),
        leg=st.integers(1, 4),
        payer=st.sampled_from(["state", "self", "organisation", "fund_advance"]),
        currency=st.sampled_from(["VND", "THB", "USD"]),
        amount=st.decimals("0.01", "999999.99", places=2),
        amount_vnd=st.integers(0, 10**10),
        is_waiting=st.booleans(),
    ),
    max_size=120,
)


def in_currencies(sums, which):
    found = Counter()
    for row in sums:
        for currency, amount in getattr(row, which):
            found[currency] += amount
    return dict(found)


@given(ENTRIES)
def test_every_way_of_summing_comes_to_the_same_whole(entries):
    sums = LegSums.of(entries)

    for table in (sums.cells, sums.by_leg, sums.by_person, sums.by_payer):
        rows = table.values()
        assert sum(row.spent_vnd for row in rows) == sums.whole.spent_vnd
        assert sum(row.waiting_vnd for row in rows) == sums.whole.waiting_vnd
        assert sum(row.lines for row in rows) == sums.whole.lines == len(entries)
        assert in_currencies(rows, "spent") == dict(sums.whole.spent)
        assert in_currencies(rows, "waiting") == dict(sums.whole.waiting)


@given(ENTRIES)
def test_rows_and_columns_of_the_table_add_up(entries):
    sums = LegSums.of(entries)

    for case, row in sums.by_person.items():
        cells = [cell for (one, _leg), cell in sums.cells.items() if one == case]
        assert sum(cell.spent_vnd for cell in cells) == row.spent_vnd
    for leg, row in sums.by_leg.items():
        cells = [cell for (_case, one), cell in sums.cells.items() if one == leg]
        assert sum(cell.waiting_vnd for cell in cells) == row.waiting_vnd


def test_what_waits_stands_apart():
    rows = [
        Spent(1, 1, "self", "THB", Decimal("10.00"), 8_000),
        Spent(1, 1, "state", "THB", Decimal("5.00"), 4_000, is_waiting=True),
    ]

    whole = LegSums.of(rows).whole

    assert (whole.spent_vnd, whole.waiting_vnd) == (8_000, 4_000)
    assert whole.payers == ("self", "state")
