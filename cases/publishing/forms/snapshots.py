"""What taking and withdrawing a snapshot takes."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Moment, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.incidents.models import Incident
from cases.publishing.models import Snapshot
from cases.publishing.operations import take_snapshot, withdraw_snapshot

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

resource("snapshots", Snapshot, key="uuid", pattern=UUID)


class TitledSnapshot(OperationForm):
    """Holds the fields before `title` apart, since every form has a title of its own."""

    incident = Ref(
        by="code",
        among=lambda actor, target: Incident.objects.visible_to(actor),
        label=_("Incident"),
    )
    title: ClassVar[Any] = Text(
        label=_("Title"), help_text=_("For what it is taken, in a few words."), max_length=200
    )


@declares(take_snapshot, at="snapshots/take")
class TakeSnapshot(TitledSnapshot):
    """It is never edited; one that was wrong is withdrawn."""

    title = _("Take a snapshot")
    what_happens = _(
        "All figures in force are kept as of that moment, with the cases behind each number. "
        "Every mission that works on the incident reads the totals of whole days."
    )
    done = _("The snapshot was taken.")
    example = {
        "incident": "2025-10-myawaddy",
        "title": "Invented briefing",
        "as_of": "2025-10-22",
        "known_at": "2025-10-22",
        "purpose": "For the invented briefing of the ministry.",
    }

    as_of = Moment(
        label=_("As of"), help_text=_("What was so at this moment; a bare day means its end.")
    )
    known_at = Moment(
        label=_("As known at"),
        help_text=_("Leave it empty to count all that is known now."),
        required=False,
    )
    purpose = Text(label=_("What it is for"), max_length=1000, multiline=True, required=False)


@declares(withdraw_snapshot, at="snapshots/withdraw")
class WithdrawSnapshot(OperationForm):
    """Its numbers stay readable."""

    title = _("Withdraw the snapshot")
    what_happens = _("It says from then on that it is not to be used, and why. It stays readable.")
    done = _("The snapshot was withdrawn.")
    example = {"reason": "Taken before the list of the ministry had come in."}
    bulk = False

    reason = Text(label=_("Why"), max_length=1000, multiline=True)
