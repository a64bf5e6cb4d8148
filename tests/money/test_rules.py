"""The rules of the Fund are data: what the file must fulfil, and that a fault names its line."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from cases.money.amounts import digits_of, in_dong, shares_of
from cases.money.choices import Payer
from cases.money.rules import fund_rules, read_rules
from cases.procedures.choices import Currency

FILE = Path(settings.SEEDS_DIR) / "fund_rules.toml"
FUNDING = Path(settings.SEEDS_DIR) / "procedures" / "funding.toml"


def test_what_the_circular_does_not_ask_back_is_not_advanced():
    rules = fund_rules().categories

    for code in ("officer_travel", "communications", "hardship"):
        assert (rules[code].asked_back, Payer.FUND_ADVANCE in rules[code].payers) == (False, False)
    for code in ("fare_home", "hospital"):
        assert (rules[code].asked_back, Payer.FUND_GRANT in rules[code].payers) == (True, False)
    assert all(row.law and row.source for row in rules.values())


def test_payers_are_those_of_the_procedure_by_which_it_is_decided():
    procedures = tomllib.loads(FUNDING.read_text(encoding="utf-8"))["procedure"]
    fields = next(row for row in procedures if row["code"] == "funding-decision")["result_fields"]
    choices = next(row for row in fields if row["name"] == "payer")["choices"]

    assert [row["value"] for row in choices] == list(Payer.values)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('code = "hardship"', 'code = "communications"', "line 40: named twice: communications"),
        ('payers = ["state", "fund_grant"', 'payers = ["nobody"', "no such payer: nobody"),
        ("asked_back = true", "asked_back = false", "the payer is fund_grant"),
        ("approval_above", "approval", "line 8: "),
        ('law = "Circular', 'lore = "Circular', "missing: law"),
    ],
)
def test_a_fault_names_its_line(old, new, words):
    text = FILE.read_text(encoding="utf-8").replace(old, new, 1)

    with pytest.raises(ImproperlyConfigured) as caught:
        read_rules(text)

    assert words in str(caught.value)
    assert "fund_rules.toml, line " in str(caught.value)


@given(
    st.integers(min_value=1, max_value=10**12),
    st.integers(min_value=1, max_value=200),
    st.sampled_from(Currency.values),
)
def test_parts_of_a_bill_add_up_to_it_and_differ_by_the_smallest_unit(units, how_many, currency):
    total = Decimal(units).scaleb(-digits_of(currency))

    parts = shares_of(total, currency, how_many)

    assert len(parts) == how_many
    assert sum(parts) == total
    assert max(parts) - min(parts) <= Decimal(1).scaleb(-digits_of(currency))
    assert parts == sorted(parts, reverse=True)


def test_half_a_dong_is_rounded_up():
    assert in_dong(Decimal("1"), Decimal("0.5")) == 1
    assert in_dong(Decimal("1"), Decimal("2.5")) == 3
