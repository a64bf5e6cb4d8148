"""On which legal ground the data of a case are processed: setting it, withdrawing consent.

Law 91/2025/QH15, in force since 1 January 2026: consent or another ground on record, with what the
person was told; consent may be withdrawn at any time. A case is never without a ground unseen.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, CaseBasis
from cases.casework.models.basis import READ_ALONG
from cases.casework.policies import refuse_void
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import broken_rule, wrong_state
from cases.core.facts import Source, ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.procedures.models import LegalBasis

NO_STATEMENT = _("Write down what was said or asked: this basis needs a statement.")
NO_FORM = _("Say whether the person consented in writing or by word of mouth.")
NOT_CONSENT = _("This basis is no consent. Leave the way of consenting empty.")
SAME_CONSENT = _("Consent that was withdrawn is not replaced by consent. Choose another basis.")


@operation(may="case.set_legal_basis", audit="case.legal_basis_set")
def set_legal_basis(
    actor: Actor,
    case: Case,
    *,
    legal_basis: LegalBasis,
    source: str,
    statement: str = "",
    consent_form: str = "",
    told_on: date | None = None,
    told_in: str = "",
) -> Case:
    """Say on which legal ground the data of the case are processed from now on."""
    refuse_void(case)
    check_statement(legal_basis, statement, consent_form)
    check_told(actor, told_on, told_in)
    moment = ledger_moment([case])
    end_standing(case, moment)
    CaseBasis.objects.create(
        case=case,
        legal_basis=legal_basis,
        source=source,
        statement=statement,
        consent_form=consent_form,
        told_on=told_on,
        told_in=told_in,
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    )
    return case


@operation(may="case.set_legal_basis", audit="case.consent_withdrawn")
def withdraw_consent(
    actor: Actor,
    case: Case,
    *,
    withdrawn_on: date,
    withdraw_note: str = "",
    legal_basis: LegalBasis | None = None,
) -> Case:
    """Record that the person took her consent back, and what carries the case from now on.

    Without another basis the case stays on the line of those that need one.
    """
    refuse_void(case)
    standing = standing_consent(case)
    check_day(actor, withdrawn_on, "withdrawn_on")
    if legal_basis is not None:
        check_other_basis(legal_basis)
    moment = ledger_moment([case])
    standing.withdrawn_at = moment
    standing.withdrawn_on = withdrawn_on
    standing.withdraw_note = withdraw_note
    standing.ended_at = moment if legal_basis is not None else None
    standing.save(update_fields=["withdrawn_at", "withdrawn_on", "withdraw_note", "ended_at"])
    if legal_basis is not None:
        CaseBasis.objects.create(
            case=case,
            legal_basis=legal_basis,
            source=Source.MISSION,
            recorded_at=moment,
            recorded_by_id=actor.staff_id,
        )
    return case


def begin_basis(actor: Actor, cases: Sequence[Case], moment: datetime) -> None:
    """Give new cases the usual basis of the catalogue, if there is one."""
    usual = LegalBasis.objects.filter(is_default=True).first()
    if usual is None:
        return
    CaseBasis.objects.bulk_create(
        CaseBasis(
            case=case,
            legal_basis=usual,
            source=Source.MISSION,
            recorded_at=moment,
            recorded_by_id=actor.staff_id,
        )
        for case in cases
    )


def standing_basis(case: Case) -> CaseBasis | None:
    """Return what carries the case now, or did last; it may have been read along already."""
    if READ_ALONG in vars(case):
        found: CaseBasis | None = vars(case)[READ_ALONG]
        return found
    return CaseBasis.objects.filter(case=case).standing().select_related("legal_basis").first()


def standing_consent(case: Case) -> CaseBasis:
    """Return the consent that carries the case; 409 where none does, or it was withdrawn."""
    standing = standing_basis(case)
    if standing is None or not standing.legal_basis.consent or standing.withdrawn_at:
        raise wrong_state(_("There is no consent that could be withdrawn."), "no_consent")
    return standing


@ruled_out(Case)
def state_of_consent(actor: Actor, case: Case) -> Hindrance:
    """What was never given is not withdrawn."""
    return lambda name: raised_by(standing_consent, case) if name == withdraw_consent.name else None


def end_standing(case: Case, moment: datetime) -> None:
    """End what carries the case."""
    standing = standing_basis(case)
    if standing is not None:
        standing.ended_at = moment
        standing.save(update_fields=["ended_at"])


def check_statement(basis: LegalBasis, statement: str, consent_form: str) -> None:
    """Raise 422 unless what the basis asks for was written down."""
    if basis.consent and not consent_form:
        raise broken_rule(NO_FORM, "consent_form_needed", "consent_form")
    if consent_form and not basis.consent:
        raise broken_rule(NOT_CONSENT, "not_a_consent", "consent_form")
    if basis.needs_statement and not statement:
        raise broken_rule(NO_STATEMENT, "statement_needed", "statement")


def check_other_basis(basis: LegalBasis) -> None:
    """Raise 422 unless a basis can follow a withdrawn consent at once."""
    if basis.consent:
        raise broken_rule(SAME_CONSENT, "consent_after_consent", "legal_basis")
    if basis.needs_statement:
        raise broken_rule(
            _("This basis needs a statement. Leave it empty here and set it afterwards."),
            "statement_needed",
            "legal_basis",
        )


def check_told(actor: Actor, told_on: date | None, told_in: str) -> None:
    """Raise 422 unless it is said both when the person was told and in which tongue."""
    if (told_on is None) != (not told_in):
        raise broken_rule(
            _("Say both when the person was told and in which tongue."),
            "casebasis_told_complete",
            "told_in" if told_on else "told_on",
        )
    if told_on is not None:
        check_day(actor, told_on, "told_on")


def check_day(actor: Actor, day: date, field: str) -> None:
    """Raise 422 for a day that has not come yet where the mission is."""
    if day > present.now().astimezone(actor.clock).date():
        raise broken_rule(_("This day has not come yet."), "in_future", field)
