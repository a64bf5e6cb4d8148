"""What the operations on drafts take, and the step from one case to another."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.core.fields import Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.core.text import clean_text
from cases.intake.forms.register import RegisterAndOpen
from cases.intake.models import Draft
from cases.intake.operations import discard_draft, register_another, save_draft
from cases.intake.typed import LONGEST_VALUE, decoded, key_or_fault, names_of

PATTERN = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
resource("drafts", Draft, key="uuid", pattern=PATTERN)

NOT_KEPT = {"draft", "mrz", "not_the_same_as", "not_the_same_because"}
"""What is said of others than the person stands in no draft."""
KEPT = names_of(
    {name: field for name, field in RegisterAndOpen.base_fields.items() if name not in NOT_KEPT}
)
"""What a draft holds: what the form of a new case asks for, under the names that browsers send.

Not the code of a passport, only what was read from it.
"""


@declares(save_draft, at="drafts/save")
class SaveDraft(OperationForm):
    """What was typed so far, unfinished and unchecked."""

    title = _("Save the draft")
    what_happens = _("Only you see it, at this posting. It is emptied after seven days.")
    done = _("The draft is saved.")
    example = {
        "draft": "0c9f7a52-6f0e-4f54-9d3b-6a5f3f0f4a11",
        "content": "full_name=Tr%E1%BA%A7n+V%C4%83n+Th%E1%BB%AD&birth_year=1999",
    }

    draft = Text(
        label=_("Key of the draft"),
        help_text=_("The key of the draft that is written over; a new one without it."),
        max_length=36,
        required=False,
    )
    content = Text(
        label=_("What was typed"),
        help_text=_("Encoded as browsers encode the form of a new case."),
        max_length=100_000,
    )

    def clean_draft(self) -> str:
        """Take a key only in the form that our pages give it."""
        return key_or_fault(self.cleaned_data["draft"])

    def clean_content(self) -> dict[str, str]:
        """Take what the form of a new case knows, each value as any text of ours."""
        try:
            typed = decoded(self.cleaned_data["content"])
            kept = {
                name: clean_text(value, multiline=name == "summary")
                for name, value in typed.items()
            }
        except ValueError:
            raise ValidationError(_("This is not an encoded form."), code="not_a_form") from None
        if not kept:
            raise ValidationError(_("There is nothing to keep yet."), code="required")
        if not kept.keys() <= KEPT or any(len(value) > LONGEST_VALUE for value in kept.values()):
            raise ValidationError(
                _("This holds what the form of a new case does not ask for."), code="not_a_form"
            )
        return kept


@declares(discard_draft, at="drafts/discard")
class DiscardDraft(OperationForm):
    """For good."""

    title = _("Throw the draft away")
    what_happens = _("What was typed is gone. Nothing was registered.")
    done = _("The draft is thrown away.")
    example = {}


@declares(register_another, at="cases/register-another")
class RegisterAnother(OperationForm):
    """Only what both share; name, sex, birth and papers are each person's own."""

    title = _("Register another of the same family or group")
    what_happens = _(
        "A new case begins with the incident, the place, how to reach the person, the border "
        "crossed and the home of this one. Nothing is registered until you send it."
    )
    done = _("What both share is filled in. Look at it, add the name, send it.")
    example = {}
    bulk = False
