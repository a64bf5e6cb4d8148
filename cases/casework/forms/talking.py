"""The contact log, and what a person says she wants."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import (
    FamilyGround,
    SharedWith,
    Stage,
    StatementAnswer,
    StatementKind,
    TalkChannel,
    TalkedWith,
    TalkOutcome,
    ToldIn,
)
from cases.casework.forms.corrections import ANY_UUID, FactRef
from cases.casework.forms.stages import WHEN_HELP, reason_field
from cases.casework.models import ContactEntry, Statement
from cases.casework.operations import (
    log_contact,
    record_statement,
    void_contact,
    void_statement,
)
from cases.citizens.models import Citizen, ContactPoint, Relative
from cases.core.actor import Actor
from cases.core.fields import Choice, Moment, Ref, Text, YesNo
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.missions.models import Authority

NOW_HELP = _("Leave it empty for now; late entries are welcome.")


class Attempt(Moment):
    """One day or one instant."""

    def schema(self) -> dict[str, Any]:
        return super().schema() | {"examples": ["2025-10-22", "2025-10-22T14:30+07:00"]}


def attached_to(model: Any) -> Any:
    """Return what is attached to the person of a case, on all her records in sight."""

    def among(actor: Actor, case: Any) -> Any:
        rows = model.objects.visible_to(actor).filter(withdrawn_at__isnull=True)
        if case is None:
            return rows.none()
        return rows.filter(citizen__in=Citizen.objects.visible_to(actor).records_of(case.citizen))

    return among


def standing_of(model: Any) -> Any:
    """Return the entries of a case that nobody has voided."""

    def among(actor: Actor, case: Any) -> Any:
        return model.objects.visible_to(actor).standing().filter(case=case)

    return among


def when_field() -> Moment:
    """When people spoke."""
    return Moment(label=_("When"), help_text=NOW_HELP, required=False)


class FirstContact(YesNo):
    """Offered while the case was only reported, to whoever works on steps."""

    def narrow(self, actor: Actor, target: Any) -> None:
        super().narrow(actor, target)
        is_due = target is not None and target.stage == Stage.REPORTED
        if not is_due or not actor.may("step.work"):
            self.widget = forms.HiddenInput()


@declares(log_contact, at="cases/log-contact")
class LogContact(OperationForm):
    """With whom it was spoken, or tried, and when it is to be tried again."""

    title = _("Log a contact")
    what_happens = _(
        "It goes into the contact log and the course of the case. Read the rules of safe contact "
        "on the page of the case before you call."
    )
    done = _("The contact is logged.")
    bulk = False
    example = {
        "talked_with": "citizen",
        "channel": "phone",
        "outcome": "reached",
        "words": "She is well and waits for the screening.",
        "next_attempt": "2030-01-31T09:00+07:00",
    }

    talked_with = Choice(TalkedWith, label=_("With whom"), initial=TalkedWith.CITIZEN)
    relative = Ref(
        by="uuid",
        among=attached_to(Relative),
        label=_("Which relative"),
        help_text=_("Only where it was a relative who is on record."),
        required=False,
    )
    whom = Text(
        label=_("Name"),
        help_text=_("Of the authority, the organisation or the person spoken with."),
        max_length=160,
        required=False,
    )
    channel = Choice(TalkChannel, label=_("In which way"), initial=TalkChannel.PHONE)
    contact_point = Ref(
        by="uuid",
        among=attached_to(ContactPoint),
        label=_("By which number or account"),
        required=False,
    )
    outcome = Choice(TalkOutcome, label=_("What came of it"))
    words = Text(label=_("What was said"), max_length=4000, multiline=True, required=False)
    when = when_field()
    next_attempt = Attempt(
        label=_("Next attempt"),
        help_text=WHEN_HELP,
        required=False,
    )
    ground = Choice(
        FamilyGround,
        label=_("If a relative was spoken with and the person has not consented"),
        help_text=_("Leave it empty where the consent to inform the family is on record."),
        required=False,
    )
    ground_words = Text(label=_("Why that was so"), max_length=300, required=False)
    is_first_contact = FirstContact(
        label=_("This was the first contact with the citizen"),
        help_text=_(
            "Completes the step “First contact”, and moves the case on if nothing else is missing."
        ),
    )


@declares(void_contact, at="cases/void-contact")
class VoidContact(OperationForm):
    """For an entry made by mistake."""

    title = _("Void an entry of the contact log")
    what_happens = _("The entry stays on record, marked as voided, and counts no longer.")
    done = _("The entry is voided.")
    bulk = False
    example = {"contact": ANY_UUID, "reason": "Entered on the wrong case."}

    contact = FactRef(by="uuid", among=standing_of(ContactEntry), label=_("Entry"))
    reason = reason_field()


@declares(record_statement, at="cases/record-statement")
class RecordStatement(OperationForm):
    """Word for word; the latest is how it stands."""

    title = _("Record a statement")
    what_happens = _("The latest statement is how it stands. Earlier ones stay as they were said.")
    done = _("The statement is recorded.")
    bulk = False
    example = {
        "kind": "return",
        "answer": "yes",
        "words": "I want to go home as soon as I can.",
        "channel": "phone",
        "language": "vi",
    }

    kind = Choice(StatementKind, label=_("What it is about"))
    answer = Choice(StatementAnswer, label=_("Answer"))
    words = Text(
        label=_("In her own words"),
        help_text=_("As it was said, or as the interpreter gave it."),
        max_length=4000,
        multiline=True,
    )
    about = Text(
        label=_("Who may be informed"),
        help_text=_("Only for the answer “Only those named”: their names."),
        max_length=300,
        required=False,
    )
    shared_with = Choice(
        SharedWith,
        label=_("With whom data would be shared"),
        help_text=_("Only for consent to share data."),
        required=False,
    )
    authority = Ref(
        by="code",
        among=lambda actor, target: Authority.objects.visible_to(actor),
        label=_("Which body"),
        help_text=_("Where she speaks of one body by name."),
        required=False,
    )
    channel = Choice(TalkChannel, label=_("In which way"), initial=TalkChannel.PHONE)
    language = Choice(ToldIn, label=_("In which language"), initial=ToldIn.VI)
    interpreter = Text(
        label=_("Interpreter"),
        help_text=_("Leave it empty if there was none."),
        max_length=160,
        required=False,
    )
    guardian = Text(
        label=_("Guardian who consents with her"),
        help_text=_("For a child, when data are to be shared."),
        max_length=160,
        required=False,
    )
    when = when_field()
    taken_by = Text(
        label=_("Who took it down, if not you"),
        max_length=160,
        required=False,
    )


@declares(void_statement, at="cases/void-statement")
class VoidStatement(OperationForm):
    """For a statement that was never made so."""

    title = _("Void a statement")
    what_happens = _(
        "The statement stays on record, marked as voided; the one before counts again."
    )
    done = _("The statement is voided.")
    bulk = False
    example = {"statement": ANY_UUID, "reason": "Said by another person."}

    statement = FactRef(by="uuid", among=standing_of(Statement), label=_("Statement"))
    reason = reason_field()
