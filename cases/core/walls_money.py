"""The second wall of money: rows of a case for roles with the group, rates, and bills."""

from collections.abc import Callable
from dataclasses import replace

from cases.core.security import Protected
from cases.core.walls_sealed import of_group

OF_MONEY = "(select app_sees('money'))"
VOID = ("voided_at", "voided_by_id", "void_reason", "version")
"""What is ever written of a row that is there: that it was voided."""
DECIDED = ("counts_from", "decided_at", "decided_by_id", "decide_reason")
RELEASED = ("released_at", "released_by_id", "release_ground", "release_words")


def of_same_case(table: str, parent: str, column: str) -> str:
    """Return the condition that what a row names, where it names one, is of the same case."""
    return (
        f"({column} is null or (select true from {parent} as parent "  # noqa: S608 - our own names
        f"where parent.id = {table}.{column} and parent.case_id = {table}.case_id))"
    )


def of_money_row(
    rule: Protected, more: str, parents: tuple[tuple[str, str], ...], columns: tuple[str, ...]
) -> Protected:
    """Return the rule of rows of money on a case, which name only what is of that case."""
    sealed = of_group(rule)
    named = [of_same_case(rule.table, parent, column) for parent, column in parents]
    conditions = [f"({sealed.writes})", *named, *([more] if more else [])]
    return replace(sealed, inserts=" and ".join(conditions), columns=columns)


def money_of(
    of_case: Callable[..., Protected], sees_all: str, sees_at: str
) -> tuple[Protected, ...]:
    """Return the rules of all tables of money.

    A row is written down in the name of the own mission. A rate holds for the own mission, one of
    headquarters for all; a bill is seen by the mission that has split it.
    """
    own = f"({sees_all} or mission_id = {sees_at})"
    rate = f"{OF_MONEY} and ({sees_all} or mission_id = {sees_at})"
    bill = (
        "(shared_id is null or (select true from cases_sharedcost as bill "
        "where bill.id = shared_id))"
    )
    backing = (("cases_deposit", "deposit_id"), ("cases_undertaking", "undertaking_id"))
    papers = (("cases_attachment", "attachment_id"), ("cases_letter", "letter_id"))
    return (
        Protected(
            "cases_exchangerate",
            f"{OF_MONEY} and ({sees_all} or mission_id is null or mission_id = {sees_at})",
            writes=rate,
            locks=rate,
            columns=VOID,
        ),
        Protected("cases_sharedcost", f"{OF_MONEY} and {own}", commands=("select", "insert")),
        of_money_row(of_case("cases_deposit"), own, (), VOID),
        of_money_row(of_case("cases_undertaking"), own, papers, (*RELEASED, *VOID)),
        of_money_row(of_case("cases_costline"), f"{own} and {bill}", backing, (*DECIDED, *VOID)),
        of_money_row(of_case("cases_repayment"), "", backing, VOID),
    )
