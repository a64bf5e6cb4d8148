"""Cases between missions: offering, answering and sharing."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.stages import note_field, reason_field
from cases.casework.models import Share, Transfer
from cases.casework.models.share import LONGEST
from cases.casework.operations import (
    accept_transfer,
    correct_opening,
    end_share,
    extend_share,
    offer_opening,
    offer_transfer,
    reject_transfer,
    return_transfer,
    share_case,
    withdraw_transfer,
)
from cases.casework.sharing import OWNERS_ALONE
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.fields import Moment, Number, Ref, Refs, Text
from cases.core.forms import OperationForm
from cases.core.registry import declared_for, declares, resource
from cases.missions.models import Mission

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
resource("transfers", Transfer, key="uuid", pattern=UUID)
resource("shares", Share, key="uuid", pattern=UUID)


def missions(actor: Actor, case: Any) -> Any:
    """Return all missions there are; which of them will do, the operation says with its reason."""
    return Mission.objects.visible_to(actor).in_force(present.today(actor.zone))


def mission_field(label: Any) -> Ref:
    """Another mission, by its code."""
    return Ref(by="code", among=missions, always=True, label=label)


def days_field() -> Number:
    """For how long a share holds."""
    return Number(
        label=_("For how many days"),
        help_text=_("From now on. At most 90; it can be extended or ended at any time."),
        min_value=1,
        max_value=LONGEST.days,
    )


def summary_field() -> Text:
    """What the receiver of an offer reads of the case."""
    return Text(
        label=_("What the other mission must know before it answers"),
        help_text=_("No name and no number of a document: the mission may say no."),
        max_length=2000,
        multiline=True,
    )


class Acts(Refs):
    """Operations that a share may name: all on cases and their people but what the owner keeps."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(among=missions, by="name", **kwargs)

    def titles(self) -> dict[str, str]:
        """Return the title of each by name, in the order of their declaration."""
        rows = [*declared_for("cases"), *declared_for("citizens")]
        return {
            row.name: str(row.form.title)
            for row in rows
            if not row.is_creation and row.name not in OWNERS_ALONE
        }

    def schema(self) -> dict[str, Any]:
        titles = self.titles()
        items = {"type": "string", "enum": list(titles), "x-enum-labels": titles}
        return super().schema() | {"items": items}

    def narrow(self, actor: Actor, target: Any) -> None:
        self.choices = lambda: list(self.titles().items())

    def known(self, names: Sequence[str]) -> dict[str, Any]:
        return {name: name for name in names if name in self.titles()}


@declares(offer_transfer, at="cases/offer-transfer")
class OfferTransfer(OperationForm):
    """The other mission decides."""

    title = _("Offer to another mission")
    what_happens = _(
        "The other mission reads your summary, nothing else of the case. "
        "The case stays yours until it accepts."
    )
    done = _("The case is on offer.")
    example = {"mission": "RGN", "summary": "A man held at Myawaddy; family reached, no papers."}

    mission = mission_field(_("To which mission"))
    summary = summary_field()


@declares(offer_opening, at="cases/offer-opening")
class OfferOpening(OperationForm):
    """Asked by one head, confirmed by the other."""

    title = _("Opened at the wrong mission")
    what_happens = _(
        "The head of the right mission reads your summary, nothing else of the case. Once they "
        "accept, the case is that mission’s from its opening; what figures said before stays."
    )
    done = _("The other mission is asked.")
    bulk = False
    example = {"mission": "RGN", "summary": "A man held at Myawaddy, taken down by our hotline."}

    mission = mission_field(_("The right mission"))
    summary = summary_field()


@declares(correct_opening, at="cases/correct-opening")
class CorrectOpening(OperationForm):
    """By headquarters."""

    title = _("Correct the mission of the opening")
    what_happens = _(
        "From now on the case was at that mission from its opening; takeovers since then stay. "
        "What figures said before stays too."
    )
    done = _("The mission of the opening is corrected.")
    bulk = False
    example = {"mission": "RGN", "reason": "Taken down by the wrong hotline."}

    mission = mission_field(_("The right mission"))
    reason = reason_field()


@declares(return_transfer, at="cases/return-transfer")
class ReturnTransfer(OperationForm):
    """Back to whom it came from."""

    title = _("Offer back to the mission it came from")
    what_happens = _("The mission that gave you this case is asked to take it back.")
    done = _("The case is offered back.")
    example = {"reason": "She crossed back; she is in Myawaddy again."}

    reason = reason_field()


@declares(withdraw_transfer, at="transfers/withdraw")
class WithdrawTransfer(OperationForm):
    """Before it is answered."""

    title = _("Withdraw the offer")
    what_happens = _("The case stays with you; the other mission is told.")
    done = _("The offer is withdrawn.")
    example = {"reason": "She crosses tomorrow; we keep the case until then."}

    reason = reason_field()


@declares(accept_transfer, at="transfers/accept")
class AcceptTransfer(OperationForm):
    """The case changes hands."""

    title = _("Take the case over")
    what_happens = _(
        "From now on your mission has the case and sees the person. Nobody looks after it yet."
    )
    done = _("Your mission has the case now.")
    example = {"note": "We meet her at the bridge."}

    when = Moment(
        label=_("When it was taken over"),
        help_text=_("Leave it empty for now. Else a moment after the offer, as known."),
        required=False,
    )
    note = note_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for no moment where the case was the mission's from its opening."""
        super().__init__(*args, **kwargs)
        if self.body is None and self.is_from_opening:
            del self.fields["when"]

    @property
    def is_from_opening(self) -> bool:
        """Whether the offer says that the case was opened at the wrong mission."""
        return self.target is not None and self.target.is_from_opening

    @property
    def promise(self) -> Sentence:
        if self.is_from_opening:
            return _(
                "Your mission has the case and sees the person, on record from the opening of the "
                "case. Nobody looks after it yet."
            )
        return self.what_happens


@declares(reject_transfer, at="transfers/reject")
class RejectTransfer(OperationForm):
    """The case stays where it is."""

    title = _("Reject the offer")
    what_happens = _("The case stays with the mission that offered it, which reads your reason.")
    done = _("The offer is rejected.")
    example = {"reason": "She is not in our country."}

    reason = reason_field()


@declares(share_case, at="cases/share")
class ShareCase(OperationForm):
    """Sight for a while."""

    title = _("Share with another mission")
    what_happens = _(
        "The other mission sees the case and the person for some days. The case stays yours."
    )
    done = _("The case is shared.")
    example = {"mission": "RGN", "days": 30, "reason": "Her brother is a case of theirs."}

    mission = mission_field(_("With which mission"))
    days = days_field()
    reason = reason_field()
    operations = Acts(
        label=_("What it may do on the case"),
        help_text=_("Tick nothing and it only reads."),
        required=False,
    )


@declares(extend_share, at="shares/extend")
class ExtendShare(OperationForm):
    """Later, but not for ever."""

    title = _("Extend the share")
    what_happens = _("The other mission sees the case for so many days from now.")
    done = _("The share is extended.")
    example = {"days": 60}

    days = days_field()


@declares(end_share, at="shares/end")
class EndShare(OperationForm):
    """At once."""

    title = _("End the share")
    what_happens = _("The other mission no longer finds the case, from this moment on.")
    done = _("The share has ended.")
    example = {"reason": "Her brother is home."}

    reason = Text(label=_("Why"), max_length=1000, multiline=True, required=False)
