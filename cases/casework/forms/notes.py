"""Notes: for whom they are, and taking them back."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import NoteReaders
from cases.casework.models import Note, SealedNote
from cases.casework.operations import add_note, withdraw_note, withdraw_sealed_note
from cases.core.actor import Actor
from cases.core.fields import Choice, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.core.roles import GROUPS

ANY_UUID = "00000000-0000-4000-8000-000000000000"


class Readers(Choice):
    """Who reads a note; of the restricted groups those that the role of the writer reads."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(NoteReaders, **kwargs)

    def narrow(self, actor: Actor, target: Any) -> None:
        unread = GROUPS - actor.sights
        self.choices = [row for row in NoteReaders.choices if row[0] not in unread]


def notes_of(model: Any) -> Any:
    """Return the notes of a case that stand and that the actor sees."""

    def among(actor: Actor, case: Any) -> Any:
        return model.objects.visible_to(actor).filter(case=case, withdrawn_at__isnull=True)

    return among


@declares(add_note, at="cases/note")
class AddNote(OperationForm):
    """Notes are never edited."""

    title = _("Add a note")
    what_happens = _("Everyone for whom it is reads it. It cannot be changed later.")
    done = _("The note is kept with the case.")
    example = {"text": "Her sister called; she will call again tomorrow."}

    text = Text(label=_("Note"), max_length=4000, multiline=True)
    readers = Readers(
        label=_("Who reads it"),
        help_text=_("A note for your mission alone does not go along when the case moves."),
        initial=NoteReaders.EVERYBODY,
        required=False,
    )

    def clean_readers(self) -> str:
        """Everybody who reads the file, unless somebody is named."""
        return self.cleaned_data["readers"] or NoteReaders.EVERYBODY.value


@declares(withdraw_note, at="cases/withdraw-note")
class WithdrawNote(OperationForm):
    """For a note written by mistake, or on the wrong case."""

    title = _("Withdraw a note")
    what_happens = _("The note stays, marked as withdrawn, with the reason.")
    done = _("The note is withdrawn.")
    bulk = False
    example = {"note": ANY_UUID, "reason": "Written on the wrong case."}

    note = Ref(by="uuid", among=notes_of(Note), label=_("Note"))
    reason = Text(label=_("Why"), max_length=300)


@declares(withdraw_sealed_note, at="cases/withdraw-sealed-note")
class WithdrawSealedNote(OperationForm):
    """For a restricted note written by mistake, or on the wrong case."""

    title = _("Withdraw a restricted note")
    what_happens = _("The note stays, marked as withdrawn, with the reason.")
    done = _("The note is withdrawn.")
    bulk = False
    example = {"note": ANY_UUID, "reason": "Written on the wrong case."}

    note = Ref(by="uuid", among=notes_of(SealedNote), label=_("Note"))
    reason = Text(label=_("Why"), max_length=300)
