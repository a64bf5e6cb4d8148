"""Undertakings: written down once they are signed, repaid, released, voided."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.citizens.models import Relative
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.core.waiting import put
from cases.files.models import Attachment
from cases.letters.models import Letter
from cases.money.amounts import check_amount, in_dong, shown
from cases.money.choices import SignedBy
from cases.money.exempt import may_not_be_asked_back
from cases.money.models import Repayment, Undertaking
from cases.money.operations.checks import begin, check_day, taken_rate, void_row, writing_mission
from cases.money.policies import allow_state
from cases.money.queries import left_of, owed_on
from cases.money.steps import settle
from cases.procedures.fields import Sum

NOT_SIGNED: Sentence = _("An undertaking counts once it is signed. Say on which day that was.")
NO_PAPER: Sentence = _(
    "An undertaking is in writing. Choose the signed paper: a file of the case, or the letter."
)
NO_NUMBER: Sentence = _("Say under which number the signed original of the letter is kept.")
WHICH_RELATIVE: Sentence = _("Say which relative signed: one on record, or a name.")
NO_RELATIVE: Sentence = _("The person signed herself. Leave this empty.")
DUE_BEFORE: Sentence = _("The day of repayment lies before the signature.")
NOT_ASKED_BACK: Sentence = _(
    "The Fund may not ask this back (Circular 110/2021/TT-BTC), so nobody undertakes to repay it."
)
OTHER_CURRENCY: Sentence = _("It is repaid in its own currency, %(currency)s.")
TOO_MUCH: Sentence = _("Only %(left)s is still to be repaid.")
BEFORE: Sentence = _("This lies before the signature.")
DRAWN: Sentence = _("Something was advanced on this undertaking or repaid. Void that first.")


@operation(may="money.record", audit="undertaking.recorded", appends=True)
def record_undertaking(
    actor: Actor,
    case: Case,
    *,
    signer: str,
    amount: Sum,
    paper: Attachment | Letter | None = None,
    signed_on: date | None = None,
    due_on: date | None = None,
    relative: Relative | None = None,
    signer_words: str = "",
    paper_number: str = "",
    rate: Decimal | None = None,
    rate_source: str = "",
    settles_step: bool = False,
) -> Undertaking:
    """Record who has signed to repay how much until when, with the signed paper."""
    begin(actor, case)
    check_amount(amount)
    if signed_on is None:
        raise broken_rule(NOT_SIGNED, "undertaking_not_signed", "signed_on")
    check_day(actor, signed_on, "signed_on")
    if due_on is not None and due_on < signed_on:
        raise broken_rule(DUE_BEFORE, "undertaking_due_after_signed", "due_on")
    check_signer(signer, relative, signer_words)
    check_paper(paper, paper_number)
    if may_not_be_asked_back(case):
        raise broken_rule(NOT_ASKED_BACK, "not_asked_back", "amount")
    mission_id = writing_mission(actor, case)
    found = taken_rate(
        actor, amount.currency, signed_on, mission_id=mission_id, rate=rate, source=rate_source
    )
    row = Undertaking.objects.create(
        case=case,
        mission_id=mission_id,
        amount=amount.amount,
        currency=amount.currency,
        rate=found.rate,
        rate_on=found.on,
        rate_source=found.source,
        amount_vnd=in_dong(amount.amount, found.rate),
        signer=signer,
        relative=relative,
        signer_words=signer_words,
        signed_on=signed_on,
        due_on=due_on,
        attachment=paper if isinstance(paper, Attachment) else None,
        letter=paper if isinstance(paper, Letter) else None,
        paper_number=paper_number,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )
    if settles_step:
        settle(actor, case, row)
    return row


def check_signer(signer: str, relative: Relative | None, words: str) -> None:
    """Raise 422 unless it is known who signed."""
    is_relative = signer == SignedBy.RELATIVE
    if is_relative and relative is None and not words:
        raise broken_rule(WHICH_RELATIVE, "signer_needed", "relative")
    if not is_relative and (relative is not None or words):
        raise broken_rule(
            NO_RELATIVE, "signer_is_person", "relative" if relative is not None else "signer_words"
        )


def check_paper(paper: Attachment | Letter | None, number: str) -> None:
    """Raise 422 unless the signed paper is named; a letter is not signed by being issued."""
    if paper is None:
        raise broken_rule(NO_PAPER, "undertaking_has_paper", "paper")
    if isinstance(paper, Letter) and not number:
        raise broken_rule(NO_NUMBER, "paper_number_needed", "paper_number")


@operation(may="money.record", audit="undertaking.repaid")
def record_repayment(
    actor: Actor,
    undertaking: Undertaking,
    *,
    amount: Sum,
    paid_on: date,
    receipt: str = "",
    words: str = "",
) -> Undertaking:
    """Record what was repaid towards an undertaking; never more than is still owed."""
    begin(actor, undertaking.case)
    allow_state(undertaking, "record_repayment")
    check_amount(amount)
    if amount.currency != undertaking.currency:
        said = {"currency": undertaking.currency}
        raise broken_rule(OTHER_CURRENCY % said, "other_currency", "amount")
    check_day(actor, paid_on, "paid_on")
    if paid_on < undertaking.signed_on:
        raise broken_rule(BEFORE, "before_signature", "paid_on")
    left = owed_on(actor, undertaking)
    if amount.amount > left:
        said = {"left": shown(left, undertaking.currency)}
        raise broken_rule(TOO_MUCH % said, "undertaking_not_overpaid", "amount")
    Repayment.objects.create(
        case_id=undertaking.case_id,
        undertaking=undertaking,
        amount=amount.amount,
        paid_on=paid_on,
        words=words,
        receipt=receipt,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )
    return undertaking


@operation(may="money.approve", audit="undertaking.released", fresh=True)
def release_undertaking(
    actor: Actor, undertaking: Undertaking, *, ground: str, words: str = ""
) -> Undertaking:
    """Ask for no more of an undertaking, with the ground; by another than who recorded it."""
    begin(actor, undertaking.case)
    allow_state(undertaking, "release_undertaking")
    undertaking.released_at, undertaking.released_by_id = ledger_moment([]), actor.staff_id
    undertaking.release_ground, undertaking.release_words = ground, words
    put(undertaking, "released_at", "released_by", "release_ground", "release_words")
    return undertaking


@operation(may="money.record", audit="undertaking.voided")
def void_undertaking(actor: Actor, undertaking: Undertaking, *, reason: str) -> Undertaking:
    """Void an undertaking that was recorded by mistake, while nothing stands on it."""
    begin(actor, undertaking.case)
    allow_state(undertaking, "void_undertaking")
    refuse_drawn(actor, undertaking)
    void_row(actor, undertaking, reason)
    return undertaking


def refuse_drawn(actor: Actor, undertaking: Undertaking) -> None:
    """Raise 409 where something was advanced on an undertaking, or repaid."""
    is_drawn = undertaking.is_drawn
    if is_drawn is None:
        whole = undertaking.amount
        is_drawn = {left_of(actor, undertaking), owed_on(actor, undertaking)} != {whole}
    if is_drawn:
        raise wrong_state(DRAWN, "undertaking_drawn")


@ruled_out(Undertaking)
def state_of_undertaking(actor: Actor, undertaking: Undertaking) -> Hindrance:
    """What something stands on is not voided."""
    return lambda name: (
        raised_by(refuse_drawn, actor, undertaking) if name == "void_undertaking" else None
    )
