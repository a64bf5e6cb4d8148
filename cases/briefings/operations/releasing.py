"""Approving, publishing, taking back and withdrawing."""

import hashlib
from collections.abc import Sequence
from datetime import date

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from cases.briefings.around import tells_too_much
from cases.briefings.choices import BriefingState
from cases.briefings.composing.sheets import as_text
from cases.briefings.models import Briefing, BriefingSheet, BriefingSheetQuerySet
from cases.briefings.policies import allow_state, refusal_before_its_day
from cases.briefings.position_lines import refuse_withdrawn_lines
from cases.briefings.printing import left_out_words, printed, sheets_of
from cases.briefings.telling import RETURNED, tell_headquarters
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.locks import lock_before
from cases.core.operations import operation
from cases.core.waiting import put
from cases.letters.press.signs import MARK
from cases.publishing.policies import refuse_unfrozen

WHY: Sentence = _("Say why less is told, or later.")
OVER: Sentence = _("This day is over. Leave it empty where it may go out at once.")
NO_FONT: Sentence = _(
    "No font here has the letters of these words: %(words)s. Write them in Latin letters, or tick "
    "that they are left out: a mark stands in their place."
)
UNMARKED: Sentence = _(
    "The file of this briefing leaves out words that its page has. Take the approval back and "
    "approve it anew."
)
TOGETHER: Sentence = _(
    "Together with what is published by now this briefing would tell a number of a few people. "
    "Draft it again: it leaves that out."
)
REPLACED: Sentence = _("The briefing that this one replaces was replaced or withdrawn meanwhile.")


@operation(may="briefing.approve", audit="briefing.approved")
def approve_briefing(
    actor: Actor,
    briefing: Briefing,
    *,
    left_out: Sequence[str] = (),
    not_before: date | None = None,
    reason: str = "",
    without_words: bool = False,
) -> Briefing:
    """Fix what a briefing says in three languages, word for word, and print it.

    Whoever approves it may let less out than the rule allows, or later, and says why. Words that
    no font here can print are left out of page, text and file alike, if `without_words` says so.
    Not before the cases behind its numbers are listed. Whoever drafted it or wrote any version of
    its free sentences does not approve it: guard, then constraint.
    """
    allow_state(briefing, "approve_briefing")
    refusal = refuse_unfrozen(briefing.snapshot) or refuse_withdrawn_lines(actor, briefing)
    if refusal is not None:
        raise refusal
    if (left_out or not_before) and not reason:
        raise broken_rule(WHY, "less_told_why", "reason")
    if not_before is not None and not_before < present.today(briefing.zone):
        raise broken_rule(OVER, "day_over", "not_before")
    if (words := left_out_words(briefing)) and not without_words:
        raise broken_rule(NO_FONT % {"words": words}, "cannot_be_printed", "without_words")
    now = ledger_moment([])
    briefing.left_out, briefing.not_before = list(left_out), not_before
    briefing.approval_reason = reason
    briefing.state = BriefingState.APPROVED
    briefing.edition += 1
    briefing.approved_at, briefing.approved_by_id = now, actor.staff_id
    put(briefing, "state", "edition", "approved_at", "approved_by")
    put(briefing, "left_out", "not_before", "approval_reason")
    sheets = sheets_of(briefing)
    files = printed(list(sheets.values()), now, is_draft=False)
    BriefingSheet.objects.bulk_create(
        BriefingSheet(
            briefing=briefing,
            edition=briefing.edition,
            language=language,
            number=briefing.number,
            kind=briefing.kind,
            subtitle=sheet["subtitle"],
            as_of=briefing.as_of,
            zone=briefing.zone,
            content=sheet,
            text=as_text(sheet),
            pdf=file.pdf,
            pdf_text=file.text,
            pages=file.pages,
            digest=hashlib.sha256(file.pdf).hexdigest(),
            approved_at=now,
        )
        for (language, sheet), file in zip(sheets.items(), files, strict=True)
    )
    return briefing


@operation(may="briefing.approve", audit="briefing.returned")
def return_briefing(actor: Actor, briefing: Briefing, *, reason: str) -> Briefing:
    """Take the approval back: the free sentences can be changed, its sheets never go out."""
    allow_state(briefing, "return_briefing")
    briefing.state = BriefingState.DRAFT
    briefing.approved_at = briefing.approved_by = None
    briefing.returned_at, briefing.returned_by_id = ledger_moment([]), actor.staff_id
    briefing.return_reason = reason
    put(
        briefing,
        *("state", "approved_at", "approved_by", "returned_at", "returned_by", "return_reason"),
    )
    tell_headquarters(RETURNED, actor, briefing)
    return briefing


def lock_approved(actor: Actor, briefings: Sequence[Model]) -> None:
    """Lock what may be published about their incidents: each counts what the other tells."""
    incidents = {row.incident_id for row in briefings if isinstance(row, Briefing)}
    rows = Briefing.objects.visible_to(actor).filter(
        incident__in=incidents, state=BriefingState.APPROVED
    )
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


lock_before(Briefing, lock_approved)


@operation(may="briefing.publish", audit="briefing.published")
def publish_briefing(actor: Actor, briefing: Briefing) -> Briefing:
    """Let everybody who reads what is published read the approved sheets.

    409 where it tells, together with what was published since it was drafted, a number of a few.
    """
    allow_state(briefing, "publish_briefing")
    too_early = refusal_before_its_day(briefing)
    if too_early is not None:
        raise too_early
    approved = own_sheets(actor, briefing)
    if any(MARK in sheet.pdf_text and MARK not in sheet.text for sheet in approved):
        raise wrong_state(UNMARKED, "print_differs")
    if tells_too_much(actor, briefing):
        raise wrong_state(TOGETHER, "tells_too_much")
    now = ledger_moment([])
    former = briefing.replaces
    if former is not None:
        standing = BriefingSheet.objects.visible_to(actor).filter(
            briefing=former, published_at__isnull=False, withdrawn_at__isnull=True, replaced_by=""
        )
        if not standing.update(replaced_by=briefing.number):
            raise wrong_state(REPLACED, "replaced_meanwhile")
    briefing.state = BriefingState.PUBLISHED
    briefing.published_at, briefing.published_by_id = now, actor.staff_id
    put(briefing, "state", "published_at", "published_by")
    approved.update(published_at=now)
    return briefing


@operation(may="briefing.approve", audit="briefing.withdrawn")
def withdraw_briefing(actor: Actor, briefing: Briefing, *, reason: str) -> Briefing:
    """Say that a briefing is not to be used, and why; one that was published stays readable."""
    allow_state(briefing, "withdraw_briefing")
    now = ledger_moment([])
    briefing.state = BriefingState.WITHDRAWN
    briefing.withdrawn_at, briefing.withdrawn_by_id = now, actor.staff_id
    briefing.withdraw_reason = reason
    put(briefing, "state", "withdrawn_at", "withdrawn_by", "withdraw_reason")
    own_sheets(actor, briefing).update(withdrawn_at=now, withdraw_reason=reason)
    return briefing


def own_sheets(actor: Actor, briefing: Briefing) -> BriefingSheetQuerySet:
    """Return the sheets of the present edition."""
    return BriefingSheet.objects.visible_to(actor).filter(
        briefing=briefing, edition=briefing.edition
    )
