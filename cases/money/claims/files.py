"""The file of a claim for the payer: PDF, workbook or CSV, in one of three languages.

Of one that was submitted it says what was frozen (`ClaimLine.shown`), whatever was corrected since;
of a draft it says that it is one. The name of the file says how many costs it holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.core.actor import Actor
from cases.core.errors import Problem, invalid
from cases.money.amounts import HOME
from cases.money.claims.choices import ClaimState
from cases.money.claims.frozen import plain, shown_of
from cases.money.claims.models import Claim, ClaimLine
from cases.money.claims.pages.words import unseen_words, whom
from cases.money.claims.printing import printed_claim
from cases.money.claims.queries import lines_in_sight
from cases.money.claims.sums import ClaimSums, sums_of
from cases.money.rules import category_label
from cases.money.tables import TYPES, Cell, digits, filed

LANGUAGES: Final = ("vi", "en", "fr")
KINDS: Final = TYPES | {"pdf": "application/pdf"}


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """A file with its name and type, and of which lines it tells."""

    content: bytes
    name: str
    kind: str
    ids: list[int]


def language_of(asked: str) -> str:
    """Return the language that is asked for; 422 for what there is not."""
    language = asked or "en"
    if language not in LANGUAGES:
        words = _("This takes one of: %(allowed)s.") % {"allowed": ", ".join(LANGUAGES)}
        raise invalid([Problem("language", "invalid_choice", words)])
    return language


def claim_file_of(actor: Actor, claim: Claim, ending: str, language: str) -> ClaimFile:
    """Return a claim as a file of one kind."""
    lines = lines_in_sight(actor, claim)
    for line in lines:
        if not line.is_frozen:
            as_it_is_now(line)
    with override(language):
        if ending == "pdf":
            content = printed_claim(claim, lines, language)
        else:
            rows, heading = rows_of(claim, lines)
            content = filed(rows, ending, claim.number, heading=heading)
    mark = "-draft" if claim.state == ClaimState.DRAFT else ""
    name = f"{claim.number}{mark}-{language}-{len(lines)}.{ending}"
    return ClaimFile(content, name, KINDS[ending], [line.pk for line in lines])


def as_it_is_now(line: ClaimLine) -> None:
    """Put on a line of a draft what stands on its cost; nothing is stored."""
    cost = line.line
    cost.case = line.case
    line.shown = shown_of(cost)
    for name in ("amount", "currency", "rate", "rate_on", "rate_source", "amount_vnd"):
        setattr(line, name, getattr(cost, name))


def rows_of(claim: Claim, lines: Sequence[ClaimLine]) -> tuple[list[list[Cell]], int]:
    """Return the rows of the table, and which of them names the columns."""
    sums = sums_of(lines, ())
    head: list[list[Cell]] = [
        [_("Claim for reimbursement"), claim.number],
        [_("Claimed by"), claim.mission.label],
        [_("Who is asked"), whom(claim)],
        [_("Day of the claim"), claim.claimed_on.isoformat()],
        [_("State"), str(claim.get_state_display())],
    ]
    if claim.words:
        head.append([_("Words for the payer"), claim.words])
    table = [*head, [], headings(), *(cells_of(line) for line in lines), []]
    return [*table, *foot_of(claim, lines, sums)], len(head) + 1


def headings() -> list[Cell]:
    """Return the names of the columns."""
    return [
        "#",
        _("Name"),
        _("Case"),
        _("What for"),
        _("Kind of cost"),
        _("Day of the expense"),
        _("Voucher"),
        _("Amount"),
        _("Currency"),
        _("Rate: dong for one unit"),
        _("Day of the rate"),
        _("Source of the rate"),
        _("In dong"),
    ]


def cells_of(line: ClaimLine) -> list[Cell]:
    """Return the cells of one cost."""
    told: dict[str, Any] = line.shown or {}
    return [
        line.position,
        str(told.get("name", "")),
        str(told.get("reference", "")),
        str(told.get("purpose", "")),
        category_label(str(told.get("category", ""))),
        str(told.get("spent_on", "")),
        str(told.get("voucher", "")),
        digits(line.amount, line.currency),
        line.currency,
        "" if line.currency == HOME else plain(line.rate),
        line.rate_on.isoformat(),
        line.rate_source,
        line.amount_vnd,
    ]


def foot_of(claim: Claim, lines: Sequence[ClaimLine], sums: ClaimSums) -> list[list[Cell]]:
    """Return the sums by currency and in dong, how many costs are out of sight, the digest."""
    blank: list[Cell] = [""] * 6
    rows: list[list[Cell]] = [
        [
            *(_("Together"), *blank, digits(row.claimed, row.currency), row.currency),
            *("", "", "", row.claimed_vnd),
        ]
        for row in sums.rows
    ]
    rows.append([_("Together, in dong"), *blank, *[""] * 5, sums.claimed_vnd])
    if claim.size > len(lines):
        rows.append([unseen_words(claim.size - len(lines))])
    if claim.digest:
        rows.append([_("Digest (SHA-256)"), claim.digest])
    return rows
