"""The page of one claim, and of the acts on it."""

from typing import Any, Final

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cases.casework.pages.operation import since
from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.possible import acts_now
from cases.core.web import Page
from cases.money.amounts import dong, shown
from cases.money.choices import CostState
from cases.money.claims.models import Claim, ClaimLine
from cases.money.claims.pages.words import (
    Row,
    claimed_words,
    received_words,
    state_tag,
    sum_rows,
    total_vnd,
    unseen_words,
    whom,
)
from cases.money.claims.queries import claimable, lines_in_sight, payments_in_sight
from cases.money.claims.sums import sums_of
from cases.money.models import CostLine
from cases.money.pages.words import in_dong_words, payer_words, rate_words
from cases.money.rules import category_label
from cases.templatetags.moments import day_words, moment

MAIN: Final = {"submit_claim", "record_claim_payment"}
LANGUAGES: Final = {"vi": "Tiếng Việt", "en": "English", "fr": "Français"}
ENDINGS: Final = ("pdf", "xlsx", "csv")


def claim_context(actor: Actor, claim: Claim) -> Row:
    """Return everything that the page of a claim shows."""
    lines = lines_in_sight(actor, claim)
    payments = payments_in_sight(actor, claim)
    figures: list[Any] = [line if line.is_frozen else line.line for line in lines]
    sums = sums_of(figures, payments)
    came: dict[int, list[Any]] = {}
    for row in payments:
        came.setdefault(row.claim_line_id, []).append(row)
    acts = [
        {"name": act.name, "label": act.form.title, "url": act_url(claim, act.verb)}
        for act in acts_now(actor, "claims", claim)
    ]
    return {
        "claim": claim,
        "title": _("Claim: %(whom)s") % {"whom": whom(claim)},
        "state": state_tag(claim),
        "facts": facts_of(actor, claim),
        "sums": sum_rows(sums),
        "claimed_vnd": dong(total_vnd(claim, sums)),
        "received_vnd": dong(sums.received_vnd),
        "lines": [line_row(line, came.get(line.pk, [])) for line in lines],
        "payments": payment_rows(payments),
        "unseen": unseen_words(claim.size - len(lines)) if claim.size > len(lines) else "",
        "acts": [act for act in acts if act["name"] not in MAIN],
        "main": [act for act in acts if act["name"] in MAIN],
        "files": file_rows(claim),
        "ids": [line.pk for line in lines],
    }


def act_url(claim: Claim, verb: str) -> str:
    """Return the page of an act on a claim."""
    return reverse("claim_operation", args=[claim.number, verb])


def facts_of(actor: Actor, claim: Claim) -> list[Row]:
    """Return what is known of the whole."""
    by = _("The system")
    rows: list[Row] = [
        {"label": _("Who is asked"), "value": whom(claim)},
        {"label": _("Day of the claim"), "value": day_words(claim.claimed_on)},
        {
            "label": _("Prepared by"),
            "value": f"{claim.prepared_by or by}, {claim.mission.label}",
            "note": moment(claim.prepared_at, actor.zone),
        },
    ]
    if claim.words:
        rows.append({"label": _("Words for the payer"), "value": claim.words})
    if claim.submitted_at is not None:
        at = moment(claim.submitted_at, actor.zone)
        rows.append(
            {"label": _("Submitted by"), "value": str(claim.submitted_by or by), "note": at}
        )
        rows.append({"label": _("Digest (SHA-256)"), "value": claim.digest})
    if claim.answered_on is not None:
        note = format_html("{}, {}", claim.answered_by or by, moment(claim.answered_at, actor.zone))
        said = ": ".join(
            part for part in (day_words(claim.answered_on), claim.answer_words) if part
        )
        rows.append({"label": _("Answered"), "value": said, "note": note})
    if claim.withdrawn_at is not None:
        note = format_html(
            "{}, {}", claim.withdrawn_by or by, moment(claim.withdrawn_at, actor.zone)
        )
        rows.append(
            {"label": _("Withdrawn, because"), "value": claim.withdraw_reason, "note": note}
        )
    return rows


def line_row(line: ClaimLine, came: list[Any]) -> Row:
    """Return one cost of a claim: as it was claimed, and what it is now where that differs."""
    told: Row = line.shown or {}
    figures: Any = line if line.is_frozen else line.line
    name = told.get("name") or line.case.citizen.full_name
    return {
        "position": line.position,
        "name": name_shown(str(name)),
        "case": line.case.reference,
        "case_url": reverse("case_money", args=[line.case.reference]),
        "what": category_label(str(told.get("category") or line.line.category)),
        "purpose": told.get("purpose", "") if line.is_frozen else line.line.purpose,
        "url": line.line.get_absolute_url(),
        "spent_on": line.line.spent_on,
        "amount": shown(figures.amount, figures.currency),
        "dong": in_dong_words(figures),
        "rate": rate_words(figures),
        "received": " + ".join(shown(row.amount, row.currency) for row in came) or "–",
        "since": changed_words(line),
    }


def changed_words(line: ClaimLine) -> str:
    """Return what became of a cost after its claim was submitted; empty where it is the same."""
    now = line.line
    if not line.is_frozen:
        return "" if now.state == CostState.SPENT else str(now.state.label)
    if now.voided_at is not None:
        return _("Voided since.")
    said = (line.shown or {}).get("cost")
    if said is None or said == str(now.uuid):
        return ""
    words = _("Corrected since: now %(amount)s, %(payer)s, %(state)s.")
    return words % {
        "amount": shown(now.amount, now.currency),
        "payer": payer_words(now),
        "state": now.state.label,
    }


def payment_rows(payments: list[Any]) -> list[Row]:
    """Return each payment with what it comes to, in the order of coming."""
    by_payment: dict[Any, list[Any]] = {}
    for row in payments:
        by_payment.setdefault(row.payment, []).append(row)
    return [
        {
            "amount": shown(sum(row.amount for row in parts), parts[0].currency),
            "dong": ""
            if parts[0].currency == "VND"
            else dong(sum(row.amount_vnd for row in parts)),
            "received_on": parts[0].received_on,
            "receipt": parts[0].receipt,
            "words": parts[0].words,
            "parts": len(parts),
            "by": str(parts[0].recorded_by or _("The system")),
        }
        for parts in by_payment.values()
    ]


def file_rows(claim: Claim) -> list[Row]:
    """Return the files of a claim, in three languages."""
    return [
        {
            "label": f"{ending.upper()}, {word}",
            "url": f"{reverse('claim_file', args=[claim.number, ending])}?language={language}",
        }
        for ending in ENDINGS
        for language, word in LANGUAGES.items()
    ]


def claim_operation(claim: Claim | None, extra: Row | None = None, **initial: Any) -> Page:
    """Return how the page of an act on a claim looks; it leads to the claim."""

    def describe(actor: Actor, target: Claim | None) -> Row:
        if target is None:
            return {}
        lines = lines_in_sight(actor, target)
        sums = sums_of(lines, payments_in_sight(actor, target))
        rows = [
            {"label": _("Who is asked"), "value": whom(target)},
            {"label": _("Claimed"), "value": claimed_words(target, sums)},
            {"label": _("Received so far"), "value": received_words(sums)},
        ]
        url = target.get_absolute_url()
        return {"reference": target.number, "name": target.number, "url": url, "rows": rows}

    def done(answer: Answer) -> str:
        return reverse("claim", args=[answer.reference])

    cancel = claim.get_absolute_url() if claim is not None else reverse("claims")
    return Page(
        describe=describe,
        done=done,
        since=since,
        cancel=cancel,
        initial=dict(initial),
        extra=dict(extra or {}),
    )


MOST_OFFERED: Final = 300


def costs_to_tick(
    actor: Actor, payer: str, ticked: list[str], among: list[CostLine] | None = None
) -> Row:
    """Return the costs that can be claimed, those that were ticked first named as such.

    `among`: only these, where the way here has chosen them (the people of a movement).
    """
    rows = among
    if rows is None:
        rows = list(claimable(actor, payer).select_related("case__citizen")[: MOST_OFFERED + 1])
    return {
        "costs": [cost_row(line, str(line.uuid) in ticked) for line in rows[:MOST_OFFERED]],
        "is_cut": len(rows) > MOST_OFFERED,
    }


def cost_row(line: CostLine, is_ticked: bool) -> Row:
    """Return one cost to tick."""
    return {
        "uuid": str(line.uuid),
        "name": name_shown(line.case.citizen.full_name),
        "case": line.case.reference,
        "what": category_label(line.category),
        "purpose": line.purpose,
        "spent_on": line.spent_on,
        "payer": payer_words(line),
        "amount": shown(line.amount, line.currency),
        "is_ticked": is_ticked,
    }
