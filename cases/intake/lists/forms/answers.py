"""Taking in the reply of a body, and recording its answers."""

import base64
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Day, Ref, Text, Upload
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.files.examining.kinds import ACCEPT, MOST_BYTES
from cases.intake.lists.answers.questions import awaited
from cases.intake.lists.forms.lists import (
    ListForm,
    delimiter_field,
    file_field,
    incident_field,
    pasted_field,
)
from cases.intake.lists.operations import accept_answers, receive_answers
from cases.intake.lists.queries import lacking_day
from cases.missions.models import Authority

LETTER = base64.b64encode(b"An invented reply to many questions.").decode()
EXAMPLE = "Số hồ sơ,Họ và tên,Kết quả\nBKK-2025-00001,Trần Văn Thử,Đã xác nhận\n".encode()


@declares(receive_answers, at="lists/receive-answers")
class ReceiveAnswers(ListForm):
    """Each row meets the question it answers; nothing is written on a case."""

    title = _("Take in answers")
    bulk = False
    what_happens = _(
        "Each row is put beside the question it answers. You then see what was answered before "
        "anything is recorded on a case."
    )
    done = _("The reply was read.")
    refuses = (409,)
    template = "intake/lists/receive_answers.html"
    example = {
        "file": {"name": "tra-loi.csv", "content": base64.b64encode(EXAMPLE).decode()},
        "asked_of": "vn-mps-immigration",
        "incident": "2025-10-myawaddy",
        "received_on": "2025-10-24",
        "as_of": "2025-10-23",
        "reference": "0512/QLXNC-P5",
    }

    asked_of = Ref(
        by="code",
        among=lambda actor, target: Authority.objects.visible_to(actor),
        label=_("Who answers"),
    )
    incident = incident_field()
    reference = Text(label=_("Number of their letter"), max_length=80, required=False)
    as_of = Day(label=_("Date of their letter"))
    received_on = Day(label=_("Received on"))
    pasted = pasted_field()
    file = file_field()
    delimiter = delimiter_field()

    def get_initial_for_field(self, field: Any, field_name: str) -> Any:
        """Return what stands there at first: the body for which most questions wait."""
        given = super().get_initial_for_field(field, field_name)
        if given is None and field_name == "asked_of" and not self.is_bound:
            bodies = Authority.objects.visible_to(self.actor)
            body = bodies.filter(pk__in=awaited(self.actor)[:1]).first()
            return field.shown(body) if body else None
        return given


@declares(accept_answers, at="lists/accept-answers")
class AcceptAnswers(OperationForm):
    """Of the rows that are ready; the others stay."""

    title = _("Record the answers")
    what_happens = _(
        "The answers that are ready are recorded: results, what they decide of the nationality, "
        "and the next stage where its gate stands open. What was answered meanwhile stays in the "
        "list."
    )
    done = _("The answers are recorded.")
    refuses = (422,)
    example = {"letter": {"name": "cong-van.txt", "content": LETTER}}
    bulk = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.body is None and not lacking_day(self.actor, self.target).exists():
            del self.fields["day"]
        if self.body is None and self.target and self.target.reference:
            del self.fields["reference"]

    def get_initial_for_field(self, field: Any, field_name: str) -> Any:
        """Return what stands there at first: the date of the letter, for who accepts it."""
        given = super().get_initial_for_field(field, field_name)
        if given is None and field_name == "day" and not self.is_bound and self.target:
            return field.shown(self.target.as_of)
        return given

    day = Day(
        label=_("Day on which it was done, decided or told"),
        help_text=_("For the answers that name none. At first the date of their letter."),
        required=False,
    )
    reference = Text(
        label=_("Number of their letter"),
        help_text=_("Where the list came without it. It is kept with each answer of this list."),
        max_length=80,
        required=False,
    )
    letter = Upload(
        label=_("Their letter"),
        help_text=_("A PDF or a picture. It is attached to the case of each answer of this list."),
        most_bytes=MOST_BYTES,
        accept=f"image/*,{ACCEPT}",
        required=False,
    )
