"""What taking down several mails at once takes; how many they are is seen before."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.fields import Number, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.core.text import clean_text
from cases.incidents.models import Incident
from cases.reports.forms.taking import missions_for
from cases.reports.mail import Mail
from cases.reports.mails import read_mails
from cases.reports.operations import take_down_mails

LONGEST = 600_000


@declares(take_down_mails, at="received-reports/take-down-mails")
class TakeDownMails(OperationForm):
    """A mailbox, or mails one after the other; each becomes a report of its own."""

    title = _("Take down several mails")
    what_happens = _(
        "Each mail becomes a report of its own and waits as unopened. Nothing is written before "
        "you have seen how many mails were found."
    )
    done = _("The mails are taken down, each as a report.")
    template = "reports/take_down_mails.html"
    example = {
        "text": (
            "From: Invented Mother <mother@example.org>\nSubject: My son\n\nPlease help.\n\n"
            "From: Invented Friend <friend@example.org>\nSubject: A friend\n\nHe is in Mae Sot."
        ),
        "how_many": 2,
    }

    text = Text(
        label=_("The mails"),
        help_text=_(
            "Paste them one after the other with their headers (from, date, subject), or paste a "
            "mailbox file."
        ),
        max_length=LONGEST,
        multiline=True,
    )
    how_many = Number(
        label=_("How many mails this is"),
        help_text=_("If another number is found in the text, nothing is written."),
        min_value=1,
    )
    incident = Ref(
        by="code",
        among=lambda actor, target: Incident.objects.visible_to(actor).filter(is_open=True),
        label=_("Incident"),
        required=False,
    )
    mission = Ref(
        by="code",
        among=missions_for,
        label=_("For which mission"),
        help_text=_("Headquarters may leave it open and pass it on later."),
        required=False,
    )

    def __init__(self, actor: Actor, target: Any = None, *, data: Any = None, **more: Any) -> None:
        if data and "_preview" in data:
            data = data.copy()
            data["how_many"] = str(len(mails_in(data.get("text"))) or 1)
        super().__init__(actor, target, data=data, **more)

    @cached_property
    def mails(self) -> list[Mail]:
        """The mails of what was pasted so far, to be looked at before they are taken down."""
        return mails_in(self.data.get("text")) if self.is_bound else []


def mails_in(text: Any) -> list[Mail]:
    """Return the mails that were pasted; none where the field itself refuses the text."""
    if not isinstance(text, str) or len(text) > LONGEST:
        return []
    try:
        return read_mails(clean_text(text, multiline=True))[0]
    except ValueError:
        return []
