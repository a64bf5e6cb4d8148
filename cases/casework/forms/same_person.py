"""The same person: linking two records, answering a proposal, undoing a link."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.casework.forms.moves import UUID
from cases.casework.operations import (
    confirm_same_person,
    link_same_person,
    reject_same_person,
    unlink_same_person,
)
from cases.citizens.choices import LinkDated
from cases.citizens.models import Citizen, SamePerson
from cases.core.fields import Choice, Number, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource

resource("same-person-links", SamePerson, key="uuid", pattern=UUID)


@declares(link_same_person, at="citizens/link-same-person")
class LinkSamePerson(OperationForm):
    """One person, recorded twice."""

    title = _("These are one person")
    what_happens = _(
        "Nothing moves: the other record stands for the person from now on, pages show what stands "
        "on both, and figures count her once. It can be undone at any time. Where it is not clear, "
        "somebody else has to confirm it first."
    )
    done = _("It is on record.")
    example = {
        "into": "00000000-0000-4000-8000-000000000000",
        "because": "The same passport, and his mother says so.",
        "dated": "opening",
    }
    bulk = False
    template = "casework/same_person.html"

    into = Text(
        label=_("The record that stands for the person"),
        help_text=_("The identifier of the record, as the API and the admin show it."),
        max_length=36,
    )
    because = Text(label=_("How it is known"), max_length=300)
    dated = Choice(
        LinkDated,
        label=_("From when on a case of this record in the same incident is a duplicate"),
        required=False,
    )
    into_version = Number(
        label=_("Version of the other record that was looked at"),
        required=False,
        min_value=1,
        widget=forms.HiddenInput,
    )

    def clean_into(self) -> Citizen:
        """Return the other record; out of sight and not there are answered alike."""
        key = self.cleaned_data["into"]
        try:
            return Citizen.objects.visible_to(self.actor).get(uuid=key)
        except (Citizen.DoesNotExist, ValidationError):
            raise ValidationError(_("There is no such person in your sight."), "unknown") from None


@declares(confirm_same_person, at="same-person-links/confirm")
class ConfirmSamePerson(OperationForm):
    """By another person than the one who proposed it."""

    title = _("Confirm: one person")
    what_happens = _("From now on both records are one person. It can be undone at any time.")
    done = _("Both records are one person now.")
    example: dict[str, Any] = {}
    bulk = False
    template = "casework/same_person.html"


@declares(reject_same_person, at="same-person-links/reject")
class RejectSamePerson(OperationForm):
    """Two people after all."""

    title = _("Reject: two people")
    what_happens = _("Both records stay as they are, and are not offered as one person any more.")
    done = _("It is on record that these are two people.")
    example = {"reason": "Brothers; the father's name differs."}
    bulk = False

    reason = Text(label=_("How it is known"), max_length=300)


@declares(unlink_same_person, at="same-person-links/undo")
class UnlinkSamePerson(OperationForm):
    """Two people after all, or linked by mistake."""

    title = _("Undo: not one person")
    what_happens = _(
        "Both records are two people again, and figures count both. A case that was closed as a "
        "duplicate goes on where it stood, with what was recorded on it since."
    )
    done = _("The link is undone.")
    example = {"reason": "The photographs show two men."}
    bulk = False
    template = "casework/same_person.html"

    reason = Text(label=_("Why"), max_length=300)
