"""Amounts: how many digits a currency has, what an amount is in dong, how it is written.

Amounts are in whole units of their currency with the digits that it has: 0 for VND, LAK and MMK, 2
for THB and USD. Source of the digits: CLDR, as Babel ships it. In dong an amount is rounded half up
to the whole dong, by the database as here.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Final

from babel.numbers import get_currency_precision
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence, broken_rule
from cases.procedures.choices import Currency
from cases.procedures.fields import Sum

HOME: Final = Currency.VND.value
SPACE: Final = "\u00a0"
NOT_POSITIVE: Final[Sentence] = _("The amount must be more than nothing.")
TOO_FINE: Final[Sentence] = _("%(currency)s has %(digits)s digits behind the point: %(amount)s.")
NO_DIGITS: Final[Sentence] = _("%(currency)s is counted in whole units: %(amount)s.")


@cache
def digits_of(currency: str) -> int:
    """Return how many digits stand behind the point of amounts in a currency."""
    return get_currency_precision(currency)


def smallest(currency: str) -> Decimal:
    """Return the smallest amount of a currency."""
    return Decimal(1).scaleb(-digits_of(currency))


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Return an amount in the digits of its currency, rounded half up."""
    return amount.quantize(smallest(currency), ROUND_HALF_UP)


def in_dong(amount: Decimal, rate: Decimal) -> int:
    """Return what an amount is in dong: `rate` dong for one unit, rounded half up."""
    return int((amount * rate).quantize(Decimal(1), ROUND_HALF_UP))


def check_amount(said: Sum, field: str = "amount") -> None:
    """Raise 422 for an amount of nothing, or finer than its currency."""
    if said.amount <= 0:
        raise broken_rule(NOT_POSITIVE, "amount_not_positive", field)
    if said.amount != rounded(said.amount, said.currency):
        digits = digits_of(said.currency)
        words = {"currency": said.currency, "digits": digits, "amount": str(said.amount)}
        sentence = TOO_FINE if digits else NO_DIGITS
        raise broken_rule(sentence % words, "amount_too_fine", field)


def shares_of(total: Decimal, currency: str, how_many: int) -> list[Decimal]:
    """Return so many parts that add up to `total`: the first ones get the smallest unit more."""
    unit = smallest(currency)
    each, left = divmod(int(total / unit), how_many)
    return [unit * (each + (1 if place < left else 0)) for place in range(how_many)]


def shown(amount: Decimal | int, currency: str) -> str:
    """Return an amount as the reader writes it, with the code of its currency, kept together."""
    digits = digits_of(currency)
    return f"{number_format(amount, digits, force_grouping=True)}{SPACE}{currency}"


def dong(amount: int) -> str:
    """Return an amount in dong as the reader writes it."""
    return shown(amount, HOME)


def rate_digits(rate: Decimal) -> str:
    """Return a rate as the reader writes it, without noughts at its end."""
    return number_format(rate.normalize(), force_grouping=True)


def together(amounts: Sequence[tuple[Decimal, str]]) -> str:
    """Return amounts of several currencies in one line."""
    return " + ".join(shown(amount, currency) for amount, currency in amounts)
