"""Saying that two records are of two people."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.citizens.models import Citizen
from cases.citizens.operations import declare_different
from cases.core.fields import Text
from cases.core.forms import OperationForm
from cases.core.registry import declares


@declares(declare_different, at="citizens/declare-different")
class DeclareDifferent(OperationForm):
    """For two records that look like one person."""

    title = _("These are two different people")
    what_happens = _("Both records stay as they are, and are not offered as one person any more.")
    done = _("It is on record that these are two people.")
    example = {
        "other": "00000000-0000-4000-8000-000000000000",
        "reason": "Brothers; both were at the counter.",
    }
    bulk = False

    other = Text(
        label=_("The other person"),
        help_text=_("The identifier of the record, as the API and the admin show it."),
        max_length=36,
    )
    reason = Text(label=_("How it is known"), max_length=300)

    def clean_other(self) -> Citizen:
        """Return the other person; out of sight and not there are answered alike."""
        key = self.cleaned_data["other"]
        try:
            return Citizen.objects.visible_to(self.actor).get(uuid=key)
        except (Citizen.DoesNotExist, ValidationError):
            raise ValidationError(_("There is no such person in your sight."), "unknown") from None
