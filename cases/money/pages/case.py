"""The page of money of one case: totals that add up, lines, deposits, undertakings."""

from collections.abc import Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.casework.policies import possible
from cases.core.actor import Actor
from cases.core.guards import hindrance
from cases.core.registry import declared_for
from cases.money.amounts import shown
from cases.money.band import VERBS
from cases.money.choices import CostState, Payer, UndertakingState
from cases.money.claims.received import received_for
from cases.money.exempt import may_not_be_asked_back
from cases.money.models import CostLine, Deposit, Repayment, Undertaking
from cases.money.pages.words import (
    TONES_OF_UNDERTAKINGS,
    acts_on,
    amount_left,
    line_cells,
    rate_words,
    repaid_lines,
    today_of,
    totals_table,
    who_paid,
    who_signed,
)
from cases.money.queries import NONE, drawn_on, repaid_of, used_of
from cases.money.rules import ON_HER_SIDE, fund_rules
from cases.money.totals import totals_of
from cases.templatetags.moments import day_words

Row = dict[str, Any]
NAMED: Final = ("case__citizen", "recorded_by", "deposit", "undertaking")


class CaseMoney:
    """Everything of money on one case that the actor reads."""

    def __init__(self, actor: Actor, case: Case) -> None:
        rows = CostLine.objects.visible_to(actor).filter(case=case)
        self.actor, self.case = actor, case
        self.totals = totals_of(rows)
        self.came = received_for(actor, rows)
        self.lines: list[CostLine] = list(
            rows.select_related(*NAMED).order_by("-recorded_at", "-pk")
        )
        of_case: dict[str, Any] = {"case": case}
        self.deposits: list[Deposit] = list(
            Deposit.objects.visible_to(actor).filter(**of_case).select_related("relative")
        )
        self.undertakings: list[Undertaking] = list(
            Undertaking.objects.visible_to(actor)
            .filter(**of_case)
            .select_related("relative", "attachment", "letter")
        )
        self.repayments: list[Repayment] = list(
            Repayment.objects.visible_to(actor).filter(**of_case).order_by("paid_on", "pk")
        )
        rows_of_case: list[Any] = [*self.deposits, *self.undertakings, *self.repayments]
        for row in rows_of_case:
            row.case = case

    @property
    def restricted(self) -> list[Any]:
        """Every row that is shown, for the record of what an opening showed."""
        return [*self.lines, *self.deposits, *self.undertakings, *self.repayments]


def case_money_context(money: CaseMoney) -> Row:
    """Return the page of money of a case."""
    actor, case = money.actor, money.case
    verbs = open_verbs(actor, case)
    return {
        "case_name": str(case.citizen),
        "case_url": case.get_absolute_url(),
        "reference": case.reference,
        "links": [
            {
                "label": label,
                "url": reverse(f"case_{verb.replace('-', '_')}", args=[case.reference]),
            }
            for verb, label in VERBS.items()
            if verb in verbs
        ],
        "totals": totals_table(money.totals, money.came),
        "lines": [line_cells(line) for line in money.lines],
        "deposits": deposit_rows(money),
        "undertakings": undertaking_rows(money),
        "again": list(to_look_at(money)),
    }


def open_verbs(actor: Actor, case: Case) -> frozenset[str]:
    """Return by which acts money of the case may be written down now."""
    if case.citizen.anonymised_at is not None:
        return frozenset()
    why_not = hindrance(actor, case)
    return frozenset(
        row.verb
        for row in declared_for("cases")
        if row.verb in VERBS
        and actor.may(row.operation.may)
        and possible(case, row, why_not).is_possible
    )


def deposit_rows(money: CaseMoney) -> list[Row]:
    """Return the deposits with what is left of each."""
    actor = money.actor
    used = used_of(actor, money.deposits)
    for row in money.deposits:
        row.is_drawn = row.pk in used
    return [
        {
            "id": f"deposit-{row.uuid}",
            "title": shown(row.amount, row.currency),
            "is_out": row.voided_at is not None,
            "state": {"label": _("Voided"), "tone": "quiet"} if row.voided_at else None,
            "rows": said(
                (_("Left"), amount_left(row.amount - used.get(row.pk, NONE), row.currency)),
                (_("Who paid it"), who_paid(row)),
                (_("Received"), day_words(row.received_on)),
                (_("Taken in by"), str(row.get_held_by_display())),
                (_("Receipt"), row.receipt),
                (_("Rate"), rate_words(row)),
                (_("Remarks"), row.note),
                (_("Voided because"), row.void_reason),
            ),
            "repaid": repaid_lines(actor, of(money.repayments, "deposit_id", row.pk), row.currency),
            "acts": acts_on(actor, "deposits", row),
        }
        for row in money.deposits
    ]


def undertaking_rows(money: CaseMoney) -> list[Row]:
    """Return the undertakings with what was advanced on each, repaid and is still owed."""
    actor, today = money.actor, today_of(money.actor)
    repaid, drawn = repaid_of(actor, money.undertakings), drawn_on(actor, money.undertakings)
    found = []
    for row in money.undertakings:
        state = row.state(repaid.get(row.pk, NONE), today)
        is_over = state in {UndertakingState.VOIDED, UndertakingState.RELEASED}
        row.is_drawn = row.pk in repaid or row.pk in drawn
        owed = NONE if is_over else row.amount - repaid.get(row.pk, NONE)
        found.append(
            {
                "id": f"undertaking-{row.uuid}",
                "title": shown(row.amount, row.currency),
                "is_out": is_over,
                "state": {"label": state.label, "tone": TONES_OF_UNDERTAKINGS[state]},
                "rows": [
                    *said(
                        (_("Still to be repaid"), amount_left(owed, row.currency)),
                        (_("Advanced on it"), amount_left(drawn.get(row.pk, NONE), row.currency)),
                        (_("Signed by"), who_signed(row)),
                        (_("Signed on"), day_words(row.signed_on)),
                        (_("To be repaid by"), day_words(row.due_on) if row.due_on else ""),
                        (_("Rate"), rate_words(row)),
                        (_("Released because"), release_words(row)),
                        (_("Voided because"), row.void_reason),
                    ),
                    paper_row(row),
                ],
                "repaid": repaid_lines(
                    actor, of(money.repayments, "undertaking_id", row.pk), row.currency
                ),
                "acts": acts_on(actor, "undertakings", row),
            }
        )
    return found


def said(*pairs: tuple[str, str]) -> list[Row]:
    """Return rows of what is known, label beside value."""
    return [{"label": label, "value": value} for label, value in pairs if value]


def of(rows: Sequence[Repayment], column: str, key: int) -> list[Repayment]:
    """Return the repayments of one row."""
    return [row for row in rows if getattr(row, column) == key]


def paper_row(row: Undertaking) -> Row:
    """Return which paper was signed, with the way to it."""
    paper = row.letter or row.attachment
    words = row.letter.number if row.letter is not None else str(paper or "")
    return {
        "label": _("Signed paper"),
        "value": " · ".join(part for part in (words, row.paper_number) if part),
        "url": paper.get_absolute_url() if paper is not None else "",
        "url_label": _("Look at it"),
    }


def release_words(row: Undertaking) -> str:
    """Return why an undertaking is asked for no more."""
    if row.released_at is None:
        return ""
    return " · ".join(
        part for part in (row.get_release_ground_display(), row.release_words) if part
    )


def to_look_at(money: CaseMoney) -> Sequence[Row]:
    """Return what was recorded before the Fund was known not to ask it back, with what helps.

    It says nothing of why: the rule of the Fund is the same sentence that refuses a new line.
    """
    actor, case = money.actor, money.case
    if not actor.may("money.record") or not may_not_be_asked_back(case):
        return []
    rules = fund_rules().categories
    counted = {CostState.SPENT, CostState.WAITING}
    found: list[Row] = []
    for line in money.lines:
        category = rules.get(line.category)
        if line.state in counted and category and category.of_return and line.payer in ON_HER_SIDE:
            url = reverse("cost_line_operation", args=[line.uuid, "correct"])
            found.append(
                {
                    "text": f"{category.label} · {shown(line.amount, line.currency)} · "
                    f"{Payer(line.payer).label}",
                    "url": f"{url}?payer={Payer.FUND_GRANT.value}",
                    "label": _("Let the Fund bear it"),
                }
            )
    for row in money.undertakings:
        if row.voided_at is None and row.released_at is None:
            may = actor.may("money.approve") and row.recorded_by_id != actor.staff_id
            url = reverse("undertaking_operation", args=[row.uuid, "release"])
            found.append(
                {
                    "text": f"{_('Undertaking')} · {shown(row.amount, row.currency)}",
                    "url": f"{url}?ground=rule" if may else "",
                    "label": _("Release it"),
                }
            )
    return found
