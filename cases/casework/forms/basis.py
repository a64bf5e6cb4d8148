"""The legal basis of a case, and the withdrawal of consent."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import ConsentForm, ToldIn
from cases.casework.operations import set_legal_basis, withdraw_consent
from cases.core.actor import Actor
from cases.core.facts import Source
from cases.core.fields import Choice, Day, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.procedures.models import LegalBasis


def bases(actor: Actor, target: Any) -> Any:
    """Return every legal basis of the catalogue."""
    return LegalBasis.objects.visible_to(actor)


def other_bases(actor: Actor, target: Any) -> Any:
    """Return those that can follow a withdrawn consent at once."""
    return bases(actor, target).filter(consent="", needs_statement=False)


@declares(set_legal_basis, at="cases/set-legal-basis")
class SetLegalBasis(OperationForm):
    """With who said so, and what the person was told."""

    title = _("Set the legal basis")
    what_happens = _(
        "From now on the data of this case are processed on this ground. The former one stays in "
        "the history."
    )
    done = _("The legal basis is noted.")
    example = {
        "legal_basis": "invented-basis",
        "source": "citizen",
        "told_on": "2025-11-20",
        "told_in": "vi",
    }

    legal_basis = Ref(by="code", among=bases, always=True, label=_("Legal basis"))
    source = Choice(Source, label=_("Who says so"))
    consent_form = Choice(
        ConsentForm,
        label=_("How the person consented"),
        help_text=_("Only where the basis is a consent."),
        required=False,
    )
    statement = Text(
        label=_("Statement"),
        help_text=_(
            "What was said or asked, in the words used; of a letter its number. Your name is noted "
            "with it."
        ),
        max_length=4000,
        multiline=True,
        required=False,
    )
    told_on = Day(
        label=_("Told on"),
        help_text=_("When the person was told what happens to her data and which rights she has."),
        required=False,
    )
    told_in = Choice(ToldIn, label=_("In which tongue"), required=False)


@declares(withdraw_consent, at="cases/withdraw-consent")
class WithdrawConsent(OperationForm):
    """Taking it back is as easy as giving it was."""

    title = _("Record that consent was withdrawn")
    what_happens = _(
        "What was done before stays lawful. Without another basis the case stands among those that "
        "need one."
    )
    done = _("The withdrawal is noted.")
    example = {"withdrawn_on": "2025-11-20", "legal_basis": "consular-task"}

    withdrawn_on = Day(label=_("Withdrawn on"))
    withdraw_note = Text(label=_("What was said"), max_length=2000, multiline=True, required=False)
    legal_basis = Ref(
        by="code",
        among=other_bases,
        label=_("What carries the case from now on"),
        help_text=_("Leave it empty only if no other ground is known."),
        required=False,
    )
