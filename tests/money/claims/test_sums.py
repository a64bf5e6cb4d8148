"""Sums of claims add up, and a payment goes to the lines whole: for any amounts."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cases.money.amounts import digits_of, smallest
from cases.money.claims.sums import parts_by, sums_of, units_of

CURRENCIES = st.sampled_from(["VND", "THB", "USD", "MMK"])
UNITS = st.integers(min_value=1, max_value=10**13)


@dataclass(frozen=True)
class Row:
    """An amount as lines and payments have it."""

    amount: Decimal
    currency: str
    amount_vnd: int


@st.composite
def rows(draw):
    currency = draw(CURRENCIES)
    amount = Decimal(draw(UNITS)) * smallest(currency)
    return Row(amount, currency, draw(st.integers(min_value=0, max_value=10**13)))


@given(st.lists(rows(), max_size=20), st.lists(rows(), max_size=20))
def test_sums_by_currency_add_up_to_all_lines_and_all_payments(lines, payments):
    sums = sums_of(lines, payments)

    assert sums.lines == len(lines)
    assert sums.claimed_vnd == sum(row.amount_vnd for row in lines)
    assert sums.received_vnd == sum(row.amount_vnd for row in payments)
    for row in sums.rows:
        assert row.claimed == sum(one.amount for one in lines if one.currency == row.currency)
        assert row.received == sum(one.amount for one in payments if one.currency == row.currency)


@given(CURRENCIES, UNITS, st.lists(UNITS, min_size=1, max_size=70))
def test_the_parts_of_a_payment_add_up_to_it_in_whole_units(currency, units, weights):
    total = Decimal(units) * smallest(currency)

    parts = parts_by(total, currency, weights)

    assert sum(parts) == total
    assert all(part >= 0 and part == round(part, digits_of(currency)) for part in parts)


@given(CURRENCIES, st.lists(UNITS, min_size=1, max_size=70), st.data())
def test_no_part_is_more_than_what_is_open_while_the_whole_is_not(currency, open_units, data):
    units = data.draw(st.integers(min_value=1, max_value=sum(open_units)))

    parts = parts_by(Decimal(units) * smallest(currency), currency, open_units)

    for part, left in zip(parts, open_units, strict=True):
        assert units_of(part, currency) <= left


def test_a_sum_in_another_currency_leaves_what_is_open_as_it_is():
    sums = sums_of([Row(Decimal("100.00"), "THB", 80_000)], [Row(Decimal("3.00"), "USD", 76_000)])

    assert [(row.currency, row.open) for row in sums.rows] == [
        ("THB", Decimal("100.00")),
        ("USD", Decimal(0)),
    ]
