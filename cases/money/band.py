"""Money on the page of its case: a short band, and what was recorded in the course.

Both are made of rows that only roles with the group read; whoever does not read them sees one line
that says so, and no entry.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.beside import Entry, band_of, told_of
from cases.casework.models import Case
from cases.casework.pages.folds import fold
from cases.casework.pages.sealed import hidden_words
from cases.casework.queries import CaseFile
from cases.core.actor import Actor
from cases.core.text import labelled
from cases.core.together import Part
from cases.money.amounts import dong, shown, together
from cases.money.choices import CostState
from cases.money.models import CostLine, Deposit, Repayment, Undertaking
from cases.money.pages.words import payer_words, what_words
from cases.procedures.choices import RestrictedGroup

MONEY: Final = RestrictedGroup.MONEY.value
BY: Final = {"recorded_by": ("full_name",), "voided_by": ("full_name",)}
VERBS: Final = {
    "record-cost": gettext_lazy("Record a cost"),
    "record-deposit": gettext_lazy("Record a deposit"),
    "record-undertaking": gettext_lazy("Record an undertaking"),
}


def money_beside(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return the costs, deposits and undertakings of a case, and what was paid back."""
    decided = BY | {"decided_by": ("full_name",)}
    released = BY | {"released_by": ("full_name",)}
    return (
        Part(CostLine.objects.visible_to(actor).filter(case_id=case), decided),
        Part(Deposit.objects.visible_to(actor).filter(case_id=case), BY),
        Part(Undertaking.objects.visible_to(actor).filter(case_id=case), released),
        Part(Repayment.objects.visible_to(actor).filter(case_id=case), BY),
    )


@told_of("money", money_beside, 4)
def money_entries(case: Case, rows: Sequence[list[Any]]) -> list[Entry]:
    """Return what was recorded, decided and voided, for whoever reads it."""
    lines, deposits, undertakings, _repayments = rows
    return [
        *(entry for row in lines for entry in line_entries(row)),
        *(entry for row in deposits for entry in deposit_entries(row)),
        *(entry for row in undertakings for entry in undertaking_entries(row)),
    ]


def entry(title: str, at: datetime, by: Any, body: str = "", text: str = "") -> Entry:
    """Return one entry of the course."""
    return {
        "title": title,
        "icon": "note",
        "occurred_from": at,
        "occurred_at": at,
        "by": str(by or _("The system")),
        "body": body,
        "text": text,
    }


def line_entries(row: CostLine) -> Iterator[Entry]:
    """Yield that a cost was recorded, decided on and voided."""
    what = {"what": what_words(row)}
    amount = f"{shown(row.amount, row.currency)} · {payer_words(row)}"
    yield entry(
        _("Cost recorded: %(what)s") % what, row.recorded_at, row.recorded_by, amount, row.purpose
    )
    if row.decided_at is not None:
        approved = row.counts_from is not None
        title = _("Cost approved: %(what)s") if approved else _("Cost refused: %(what)s")
        yield entry(title % what, row.decided_at, row.decided_by, amount, row.decide_reason)
    if row.voided_at is not None:
        title = _("Cost voided: %(what)s")
        yield entry(title % what, row.voided_at, row.voided_by, amount, row.void_reason)


def deposit_entries(row: Deposit) -> Iterator[Entry]:
    """Yield that a deposit was recorded and voided."""
    amount = shown(row.amount, row.currency)
    yield entry(_("Deposit recorded"), row.recorded_at, row.recorded_by, amount)
    if row.voided_at is not None:
        yield entry(_("Deposit voided"), row.voided_at, row.voided_by, amount, row.void_reason)


def undertaking_entries(row: Undertaking) -> Iterator[Entry]:
    """Yield that an undertaking was recorded, released and voided."""
    amount = shown(row.amount, row.currency)
    yield entry(_("Undertaking recorded"), row.recorded_at, row.recorded_by, amount)
    if row.released_at is not None:
        ground = str(row.get_release_ground_display())
        yield entry(_("Undertaking released"), row.released_at, row.released_by, amount, ground)
    if row.voided_at is not None:
        yield entry(_("Undertaking voided"), row.voided_at, row.voided_by, amount, row.void_reason)


@band_of("money", "money/band.html", below="documents")
def money_band(
    actor: Actor, file: CaseFile, rows: Sequence[list[Any]], verbs: frozenset[str]
) -> Entry:
    """Return what was spent, waits, is owed and is left; one line for who does not read it."""
    if not actor.sees(MONEY) and MONEY not in {row.restricted for row in file.unsealed}:
        hidden = hidden_words(MONEY)
        return {**fold(_("Money"), "money", hidden), "hidden": hidden}
    reference = file.case.reference
    links = [
        {"label": label, "url": reverse(f"case_{verb.replace('-', '_')}", args=[reference])}
        for verb, label in VERBS.items()
        if verb in verbs
    ]
    facts = list(facts_of(rows))
    if not facts and not links:
        return {}
    said = [labelled(row["label"], row["value"]) for row in facts]
    line = " · ".join(said) or _("No cost, deposit or undertaking is recorded.")
    return {
        **fold(_("Money"), "money", line),
        "rows": facts,
        "links": links,
        "all_url": reverse("case_money", args=[reference]) if facts else "",
    }


def facts_of(rows: Sequence[list[Any]]) -> Iterator[Entry]:
    """Yield the sums of a case, as far as there is something."""
    lines, deposits, undertakings, repayments = rows
    spent = [line for line in lines if line.state == CostState.SPENT]
    waiting = [line for line in lines if line.state == CostState.WAITING]
    if spent:
        yield {"label": _("Spent so far"), "value": dong(sum(row.amount_vnd for row in spent))}
    if waiting:
        yield {
            "label": _("Waits for a second officer"),
            "value": dong(sum(row.amount_vnd for row in waiting)),
        }
    standing = [row for row in repayments if row.voided_at is None]
    owed = still(
        [row for row in undertakings if row.voided_at is None and row.released_at is None],
        [(row.undertaking_id, row.amount) for row in standing],
    )
    if owed:
        yield {"label": _("Still to be repaid"), "value": together(owed)}
    taken = [(line.deposit_id, line.drawn) for line in (*spent, *waiting) if line.deposit_id]
    left = still(
        [row for row in deposits if row.voided_at is None],
        [*taken, *((row.deposit_id, row.amount) for row in standing)],
    )
    if left:
        yield {"label": _("Left of deposits"), "value": together(left)}


def still(
    rows: Sequence[Deposit | Undertaking], gone: Sequence[tuple[int | None, Decimal]]
) -> list[tuple[Decimal, str]]:
    """Return by currency what is left of some rows once something is gone."""
    found: dict[str, Decimal] = {}
    for row in rows:
        used = sum((amount for key, amount in gone if key == row.pk), Decimal(0))
        found[row.currency] = found.get(row.currency, Decimal(0)) + row.amount - used
    return [(amount, currency) for currency, amount in sorted(found.items()) if amount > 0]
