"""What attaching a file takes; the file comes with the form, or came before it in parts."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Step
from cases.citizens.models import IdentityDocument
from cases.core.actor import Actor
from cases.core.fields import Choice, Ref, Sent, Text, Upload
from cases.core.fields.files import shown_name
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.core.store import parts
from cases.files.choices import Purpose
from cases.files.examining.kinds import ACCEPT, MOST_BYTES
from cases.files.operations import attach_file
from cases.procedures.choices import RestrictedGroup

CAME: Final = "came:"
"""Begins what stands in the field when the file came in parts: its digest and its name follow."""
NOT_THERE = _("The file has not come whole. Choose it again: what has come is not sent again.")


class FileOrParts(Upload):
    """A file that is sent with the form, or one that came in parts before, named by its digest."""

    def narrow(self, actor: Actor, target: Any) -> None:
        self.actor = actor

    def to_python(self, value: Any) -> Sent | None:
        if not isinstance(value, str) or not value.startswith(CAME):
            return super().to_python(value)
        digest, _colon, name = value.removeprefix(CAME).partition(":")
        content = parts.whole(self.actor.staff_id, digest) if self.actor.staff_id else None
        if content is None:
            raise ValidationError(NOT_THERE, code="not_there_whole")
        return Sent(shown_name(name), content)


class GroupChoice(Choice):
    """The restricted groups that the role reads."""

    def narrow(self, actor: Actor, target: Any) -> None:
        groups = [(code, name) for code, name in self.kinds.choices if actor.sees(code)]
        self.choices = [("", _("— not said —")), *groups]


def documents_of(actor: Actor, case: Any) -> Any:
    """Return the documents of the person that stand."""
    rows = IdentityDocument.objects.visible_to(actor).filter(withdrawn_at__isnull=True)
    return rows.filter(citizen=case.citizen).order_by("pk") if case else rows.none()


def steps_of(actor: Actor, case: Any) -> Any:
    """Return the steps of the case."""
    rows = Step.objects.visible_to(actor).filter(case=case).still_needed()
    return rows.select_related("procedure").order_by("number", "code")


class StepOfCase(Ref):
    """A step of the case, printed by the name of its procedure."""

    def label_of(self, row: Any) -> str:
        return str(row.procedure)


@declares(attach_file, at="cases/attach-file")
class AttachFile(OperationForm):
    """Kept as it is, or not at all."""

    title = _("Attach a file")
    what_happens = _(
        "The file is looked through before it is kept. Pictures lose what the camera wrote into "
        "them, such as the place. Whoever reads the case reads it, unless you choose a group."
    )
    done = _("The file is attached.")
    template = "files/attach.html"
    example = {
        "file": {"name": "note.txt", "content": "R2hpIGNow7ogdGjhu60gbmdoaeG7h20="},
        "purpose": "other",
        "description": "Invented note of the interpreter",
    }
    bulk = False

    file = FileOrParts(
        most_bytes=MOST_BYTES,
        accept=f"image/*,{ACCEPT}",
        label=_("File"),
        help_text=_("JPEG, PNG or WebP picture, PDF, text, DOCX, XLSX, ODT or ODS, up to 20 MB."),
    )
    purpose = Choice(Purpose, label=_("What it is"))
    document = Ref(
        by="uuid", among=documents_of, label=_("Of which document it is a scan"), required=False
    )
    step = StepOfCase(
        by="code", among=steps_of, label=_("Of which step it is the result"), required=False
    )
    description = Text(
        label=_("In words"),
        help_text=_("What one sees on it, for who cannot open it."),
        max_length=300,
        required=False,
    )
    restricted = GroupChoice(
        RestrictedGroup,
        label=_("Only for roles that read"),
        help_text=_("Leave it open for everybody who reads the case."),
        required=False,
    )
