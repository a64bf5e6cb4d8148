"""Withdrawing what was entered by mistake."""

from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.citizens.models import ContactPoint, IdentityDocument, Name, Relative
from cases.citizens.operations import (
    withdraw_contact_point,
    withdraw_identity_document,
    withdraw_name,
    withdraw_relative,
)
from cases.core.actor import Actor
from cases.core.fields import Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares

ANY_UUID = "00000000-0000-4000-8000-000000000000"
STAYS = _("It is no longer shown or used; the record of it stays in the history.")


@cache
def attached(model: Any) -> Any:
    """Return what is attached to the citizen and not withdrawn, as the actor sees it."""

    def among(actor: Actor, citizen: Any) -> Any:
        rows = model.objects.visible_to(actor).filter(withdrawn_at__isnull=True)
        return rows.filter(citizen_id=citizen.pk if citizen is not None else 0)

    return among


def reason_field() -> Text:
    """Why it is withdrawn."""
    return Text(label=_("Why"), max_length=300)


@declares(withdraw_name, at="citizens/withdraw-name")
class WithdrawName(OperationForm):
    """For a name entered by mistake."""

    title = _("Withdraw a name")
    what_happens = STAYS
    bulk = False
    done = _("The name is withdrawn.")
    example = {"name": ANY_UUID, "reason": "It was another person’s."}

    name = Ref(by="uuid", among=attached(Name), label=_("Name"))
    reason = reason_field()


@declares(withdraw_contact_point, at="citizens/withdraw-contact-point")
class WithdrawContactPoint(OperationForm):
    """For a number that is wrong or no longer safe."""

    title = _("Withdraw a way to reach the person")
    what_happens = STAYS
    bulk = False
    done = _("The way to reach the person is withdrawn.")
    example = {"contact_point": ANY_UUID, "reason": "No longer safe to call."}

    contact_point = Ref(
        by="uuid", among=attached(ContactPoint), label=_("Number, account or address")
    )
    reason = reason_field()


@declares(withdraw_identity_document, at="citizens/withdraw-identity-document")
class WithdrawIdentityDocument(OperationForm):
    """For a paper entered wrongly."""

    title = _("Withdraw an identity document")
    what_happens = STAYS
    bulk = False
    done = _("The document is withdrawn.")
    example = {"document": ANY_UUID, "reason": "Read wrongly; entered again."}

    document = Ref(by="uuid", among=attached(IdentityDocument), label=_("Document"))
    reason = reason_field()


@declares(withdraw_relative, at="citizens/withdraw-relative")
class WithdrawRelative(OperationForm):
    """For somebody who is no relative."""

    title = _("Withdraw a relative")
    what_happens = STAYS
    bulk = False
    done = _("The relative is withdrawn.")
    example = {"relative": ANY_UUID, "reason": "She is not his sister."}

    relative = Ref(by="uuid", among=attached(Relative), label=_("Relative"))
    reason = reason_field()
