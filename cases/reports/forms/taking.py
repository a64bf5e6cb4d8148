"""What taking down a report takes; a pasted mail fills in what it says of itself."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.stages import WHEN_HELP
from cases.citizens.choices import Relation
from cases.citizens.forms.person import UUID
from cases.core.actor import Actor
from cases.core.fields import Choice, Moment, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.core.text import clean_text
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.reports.choices import ReportChannel, Sender
from cases.reports.mail import Mail, read_mail
from cases.reports.models import ReceivedReport
from cases.reports.operations import take_down_report
from cases.reports.operations.taking import AT_POST, LONGEST_MAIL

resource("received-reports", ReceivedReport, key="uuid", pattern=UUID)


def missions_for(actor: Actor, target: Any) -> Any:
    """Return where a report can lie: any post, for headquarters; the own one for others."""
    posts = Mission.objects.visible_to(actor).filter(kind__in=AT_POST).order_by("code")
    return posts if actor.is_headquarters else posts.filter(pk=actor.mission_id)


@declares(take_down_report, at="received-reports/take-down")
class TakeDownReport(OperationForm):
    """Word for word, with whom it came from; who is meant is found out later."""

    title = _("Take down a report")
    what_happens = _(
        "It waits as unopened until somebody opens it. Nothing is registered yet. A mail pasted "
        "with its headers fills in sender, subject and date where you leave them empty."
    )
    done = _("The report is taken down.")
    template = "reports/take_down.html"
    example = {
        "channel": "mail",
        "sender": "relative",
        "sender_name": "Invented Mother",
        "sender_relation": "mother",
        "sender_email": "mother@example.org",
        "subject": "Where is my son",
        "text": "My son went to work abroad and no longer answers. Please help.",
        "people": "Trần Văn Thử Nghiệm, 1999",
    }

    text = Text(
        label=_("What it says, word for word"),
        help_text=_("Paste the mail, or write down what was said."),
        max_length=LONGEST_MAIL,
        multiline=True,
    )
    channel = Choice(ReportChannel, label=_("By which way"))
    received = Moment(label=_("When it came in"), help_text=WHEN_HELP, required=False)
    sender = Choice(Sender, label=_("Who reports"), required=False)
    sender_name = Text(
        label=_("Name of the sender"),
        help_text=_("Of an organisation its name."),
        max_length=200,
        required=False,
    )
    sender_relation = Choice(Relation, label=_("What the sender is to the person"), required=False)
    sender_phone = Text(label=_("Phone of the sender"), max_length=60, required=False)
    sender_email = Text(label=_("E-mail of the sender"), max_length=254, required=False)
    subject = Text(label=_("Subject"), max_length=300, required=False)
    people = Text(
        label=_("Whom it is about"),
        help_text=_(
            "One person on each line: name, birth, phone, document, as far as it is said. Leave it "
            "empty if nobody is named."
        ),
        max_length=6000,
        multiline=True,
        required=False,
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

    def __init__(
        self,
        actor: Actor,
        target: Any = None,
        *,
        data: Any = None,
        json: dict[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        if json is not None:
            told = told_by((json or {}).get("text"), actor)
            json = json | {name: value for name, value in told.items() if not json.get(name)}
        elif data:
            data = filled(data, actor)
        super().__init__(actor, target, data=data, json=json, initial=initial)

    def clean_text(self) -> str:
        """Keep a mail that was encoded for its way as it is read."""
        mail = read_mail(self.cleaned_data["text"])
        return mail.text if mail is not None and mail.text else self.cleaned_data["text"]


def told_by(text: Any, actor: Actor) -> dict[str, str]:
    """Return field -> value of what a pasted mail says of itself, as JSON has it."""
    mail = mail_in(text)
    if mail is None:
        return {}
    sent_at = mail.sent_at.astimezone(actor.clock) if mail.sent_at else None
    told = {
        "channel": ReportChannel.MAIL.value,
        "sender_name": mail.name[:200],
        "sender_email": mail.address[:254],
        "subject": mail.subject[:300],
        "received": sent_at.isoformat(timespec="minutes") if sent_at else "",
    }
    return {name: value for name, value in told.items() if value}


def mail_in(text: Any) -> Mail | None:
    """Return the mail that was pasted; None for anything else, which the field refuses itself."""
    if not isinstance(text, str) or len(text) > LONGEST_MAIL:
        return None
    try:
        return read_mail(clean_text(text, multiline=True))
    except ValueError:
        return None


def filled(data: Any, actor: Actor) -> Any:
    """Return what a browser sent with the empty fields filled in."""
    full = data.copy()
    told: Mapping[str, str] = told_by(data.get("text"), actor)
    for name, value in told.items():
        if name == "received":
            if not (full.get("received_day") or full.get("received_time")):
                full["received_day"], full["received_time"] = value[:10], value[11:16]
        elif not full.get(name, "").strip():
            full[name] = value
    return full
