"""The page of one cost line, of a bill, and of the acts on rows of money."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.groups.models import GroupMember, TravelGroup
from cases.casework.pages.operation import since
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.web import Page
from cases.money.amounts import dong, shown
from cases.money.claims.received import received_for
from cases.money.models import CostLine, ExchangeRate, SharedCost
from cases.money.pages.words import (
    acts_on,
    line_cells,
    payer_words,
    rate_words,
    tag_of,
    totals_table,
    what_words,
)
from cases.money.rules import fund_rules
from cases.money.totals import totals_of, totals_of_cases
from cases.templatetags.moments import day_words, moment

Row = dict[str, Any]


def line_context(actor: Actor, line: CostLine) -> Row:
    """Return the page of one line."""
    rules = fund_rules().categories.get(line.category)
    return {
        "title": what_words(line),
        "amount": shown(line.amount, line.currency),
        "state": tag_of(line),
        "case_name": str(line.case.citizen),
        "case_url": reverse("case_money", args=[line.case.reference]),
        "reference": line.case.reference,
        "rows": list(line_rows(actor, line)),
        "law": rules.law if rules else "",
        "is_asked_back": line.repaid_by_rule,
        "missing": rules.missing_words if rules else "",
        "acts": acts_on(actor, "cost-lines", line),
    }


def line_rows(actor: Actor, line: CostLine) -> list[Row]:
    """Return what is known of a line, label beside value."""
    backing = line.deposit or line.undertaking
    later = CostLine.objects.visible_to(actor).filter(replaces=line).first()
    rows: list[Row] = [
        {"label": _("What for"), "value": line.purpose},
        {"label": _("Who pays"), "value": payer_words(line)},
        {"label": _("In dong"), "value": dong(line.amount_vnd), "note": rate_words(line)},
        {"label": _("Day of the expense"), "value": day_words(line.spent_on)},
        {"label": _("Voucher"), "value": line.voucher},
        {
            "label": _("Draws on"),
            "value": shown(line.drawn, backing.currency) if backing and line.drawn else "",
            "url": backing.get_absolute_url() if backing else "",
            "url_label": _("Look at it"),
        },
        {
            "label": _("Part of a bill"),
            "value": _("Yes") if line.shared_id else "",
            "url": line.shared.get_absolute_url() if line.shared else "",
            "url_label": _("Look at it"),
        },
        {
            "label": _("Recorded"),
            "value": moment(line.recorded_at, actor.zone),
            "note": f"{line.recorded_by or _('The system')}, {line.mission.label}",
        },
        {
            "label": _("Decided"),
            "value": moment(line.decided_at, actor.zone) if line.decided_at else "",
            "note": " · ".join(
                part for part in (str(line.decided_by or ""), line.decide_reason) if part
            ),
        },
        {
            "label": _("Voided"),
            "value": moment(line.voided_at, actor.zone) if line.voided_at else "",
            "note": f"{line.voided_by or _('The system')} · {line.void_reason}",
        },
        linked(_("Corrects"), line.replaces),
        linked(_("Corrected by"), later),
    ]
    return [row for row in rows if row["value"]]


def linked(label: str, line: CostLine | None) -> Row:
    """Return another line with the link to it."""
    if line is None:
        return {"label": label, "value": ""}
    return {
        "label": label,
        "value": shown(line.amount, line.currency),
        "url": line.get_absolute_url(),
        "url_label": _("Look at it"),
    }


def group_context(actor: Actor, group: TravelGroup) -> tuple[Row, list[int]]:
    """Return the page of the money of a travel group: lines of members in sight, their sum."""
    members = GroupMember.objects.visible_to(actor).filter(group=group, left_at__isnull=True)
    cases = list(members.values_list("case_id", flat=True))
    rows = CostLine.objects.visible_to(actor).filter(case_id__in=cases)
    lines = list(rows.select_related("case__citizen", "recorded_by").order_by("case__reference"))
    context = {
        "title": _("Money of a travel group"),
        "mission": actor.mission_label,
        "lines": [line_cells(line, with_case=True) for line in lines],
        "totals": totals_table(totals_of_cases(actor, cases), received_for(actor, rows)),
    }
    return context, [line.pk for line in lines]


def bill_context(actor: Actor, bill: SharedCost) -> tuple[Row, list[int]]:
    """Return the page of a bill: the parts in sight and their sum; and which parts they are."""
    rows = CostLine.objects.visible_to(actor).filter(shared=bill)
    lines = list(rows.select_related("case__citizen", "recorded_by").order_by("case__reference"))
    context = {
        "title": _("Bill of %(day)s") % {"day": day_words(bill.spent_on)},
        "mission": bill.mission.label,
        "lines": [line_cells(line, with_case=True) for line in lines],
        "totals": totals_table(totals_of(rows), received_for(actor, rows)),
    }
    return context, [line.pk for line in lines]


def row_operation(home: str, *, leads_to_line: bool) -> Page:
    """Return how the page of an act on a row of a case looks; it leads to the case's money."""

    def describe(actor: Actor, row: Any) -> Row:
        return {
            "reference": row.case.reference,
            "name": shown(row.amount, currency_of(row)),
            "url": row.get_absolute_url() if leads_to_line else home,
            "rows": [],
        }

    done = opened if leads_to_line else lambda answer: home
    return Page(describe=describe, done=done, since=since, cancel=home)


def currency_of(row: Any) -> str:
    """Return the currency of a row; that of what it belongs to for a repayment."""
    if hasattr(row, "currency"):
        return str(row.currency)
    return str((row.deposit or row.undertaking).currency)


def rate_operation() -> Page:
    """Return how the page of an act on a rate looks."""

    def describe(actor: Actor, row: ExchangeRate | None) -> Row:
        if row is None:
            return {}
        return {"reference": "", "name": str(row), "url": reverse("exchange_rates"), "rows": []}

    home = reverse("exchange_rates")
    return Page(describe=describe, done=lambda answer: home, since=since, cancel=home)


def opened(answer: Answer) -> str:
    """Return where an act leads: the line, the bill, or else the register."""
    pages = {"cost-lines": "cost_line", "shared-costs": "shared_cost"}
    if answer.resource in pages:
        return reverse(pages[answer.resource], args=[answer.reference])
    return reverse("money")
