"""A claim on A4, printed by the press of letters: facts, the table, sums, digest, signature."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cases.citizens.named import name_shown
from cases.letters.days import day_in_sentence, day_words, head_day
from cases.letters.press import fonts, pressed
from cases.money.amounts import HOME, dong, shown
from cases.money.claims.choices import ClaimState
from cases.money.claims.frozen import plain
from cases.money.claims.models import Claim, ClaimLine
from cases.money.claims.pages.words import unseen_words, whom
from cases.money.claims.sums import sums_of
from cases.money.rules import category_label

Told = dict[str, Any]


def printed_claim(claim: Claim, lines: Sequence[ClaimLine], language: str) -> bytes:
    """Return the PDF; words are in the language that is active."""
    (printed,) = pressed([("claim", told_of(claim, lines, language))])
    content: bytes = printed.pdf
    return content


def told_of(claim: Claim, lines: Sequence[ClaimLine], language: str) -> Told:
    """Return the data of the print."""
    mission = claim.mission
    at = datetime.combine(claim.claimed_on, time(12), tzinfo=ZoneInfo(mission.zone))
    return {
        "language": language,
        "draft": claim.state == ClaimState.DRAFT,
        "number": claim.number,
        "footer": claim.number,
        "title": _("Claim for reimbursement"),
        "date": head_day(claim.claimed_on, language, mission.city, buddhist=False),
        "date_thai": "",
        "mission": {
            "name_vi": mission.name_vi or mission.name,
            "name_en": mission.label if language == "fr" else mission.name,
            "contact": "",
        },
        "addressee": {"name": whom(claim), "local": "", "local_language": "en"},
        **dict.fromkeys(("remark", "replaces"), ""),
        **{"copies": [], "missing": [], "v": {}, "labels": {}},
        "fonts": fonts(),
        "timestamp": int(at.timestamp()),
        "state": state_words(claim),
        "words": claim.words,
        "columns": [
            {"label": "#", "wide": False, "right": False},
            {"label": _("Name and case"), "wide": True, "right": False},
            {"label": _("What for"), "wide": True, "right": False},
            {"label": _("Day"), "wide": False, "right": False},
            {"label": _("Amount"), "wide": False, "right": True},
            {"label": _("In dong"), "wide": False, "right": True},
        ],
        "rows": [row_of(line, language) for line in lines],
        **totals_of(claim, lines),
        "rates": rates_of(lines, language),
        "said": {
            "totals": _("Together"),
            "rates": _("Rates"),
            "digest": _("Digest (SHA-256)"),
            "sign": _("(signature, full name, seal)"),
            "for": _("For the mission that claims"),
        },
        "digest": claim.digest,
    }


def state_words(claim: Claim) -> str:
    """Return what a reader must know of a print that asks for nothing any more."""
    if claim.state == ClaimState.WITHDRAWN:
        return _("Withdrawn")
    return ""


def row_of(line: ClaimLine, language: str) -> list[str]:
    """Return one cost as a row of the table, as it was when it was frozen."""
    told: Told = line.shown or {}
    what = [category_label(str(told.get("category", ""))), str(told.get("purpose", ""))]
    voucher = str(told.get("voucher", ""))
    spent = str(told.get("spent_on", ""))
    return [
        str(line.position),
        "\n".join((name_shown(str(told.get("name", ""))), str(told.get("reference", "")))),
        "\n".join(part for part in (*what, voucher) if part),
        day_words(date.fromisoformat(spent), language) if spent else "",
        shown(line.amount, line.currency),
        dong(line.amount_vnd),
    ]


def totals_of(claim: Claim, lines: Sequence[ClaimLine]) -> Told:
    """Return the sums by currency and in dong, and how many costs are out of sight."""
    sums = sums_of(lines, ())
    rows = [{"label": row.currency, "value": shown(row.claimed, row.currency)} for row in sums.rows]
    rows.append({"label": _("Together, in dong"), "value": dong(sums.claimed_vnd)})
    hidden = claim.size - len(lines)
    return {"totals": rows, "unseen": unseen_words(hidden) if hidden > 0 else ""}


def rates_of(lines: Sequence[ClaimLine], language: str) -> list[str]:
    """Return each rate that was used once, with its day and its source."""
    words = _("1 %(currency)s = %(rate)s VND on %(day)s, %(source)s")
    used = {
        (line.currency, line.rate_on, line.rate, line.rate_source)
        for line in lines
        if line.currency != HOME
    }
    return [
        words
        % {
            "currency": currency,
            "rate": plain(rate),
            "day": day_in_sentence(on, language),
            "source": source,
        }
        for currency, on, rate, source in sorted(used)
    ]
