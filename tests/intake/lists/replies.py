"""Questions that wait for one body, and the replies it sends."""

from datetime import date
from typing import Any

from cases.casework.operations import ask_step
from cases.core.actor import Actor
from cases.core.facts import When
from cases.core.fields import Sent
from cases.core.partial import PartialDate
from cases.incidents.models import Incident
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.operations import receive_answers
from cases.missions.models import Authority
from cases.procedures.models import Procedure
from tests.casework.playbooks import a_playbook, completed, step
from tests.factories import AuthorityFactory
from tests.intake.lists.files import workbook
from tests.register import a_case, a_citizen, fresh

HEADINGS = ("Số hồ sơ", "Họ và tên", "Ngày sinh", "Số hộ chiếu", "Kết quả")
CHOICES = [
    {"value": "confirmed", "label": "Confirmed", "nationality": "verified"},
    {"value": "not_confirmed", "label": "Not confirmed", "label_vi": "Chưa xác nhận được"},
    {"value": "not_a_citizen", "label": "Not a citizen", "nationality": "not_national"},
]
FIELDS = [
    {"name": "outcome", "kind": "choice", "label": "Reply", "required": True, "choices": CHOICES},
    {
        "name": "replied_on",
        "kind": "day",
        "label": "Of",
        "required": True,
        "past": True,
        "answers": True,
    },
    {"name": "reply_number", "kind": "text", "label": "Number"},
]


def the_body() -> Authority:
    """The body that verifies who somebody is."""
    return AuthorityFactory(code="vn-verifies", name="Invented Department", country="VN")


def a_question_playbook() -> None:
    """A playbook whose step `reply` is put to a body, and opens the stage of those verified."""
    a_playbook(gates={"verified": ("reply",), "ready": ("passport",)})
    Procedure.objects.filter(code="reply").update(result_fields=FIELDS)


def asked(
    actor: Actor,
    name: str,
    birth: str = "1999-04-25",
    reference: str = "",
    day: date = date(2025, 11, 3),
) -> Any:
    """A case whose question waits for the body."""
    person = a_citizen(actor, full_name=name, birth=PartialDate.parse(birth))
    case = a_case(actor, person)
    completed(actor, case, "contact")
    ask_step(
        actor,
        fresh(case),
        step=step(case, "reply"),
        asked_of=the_body(),
        reference=reference,
        when=When(day=day),
    )
    return fresh(case)


def reply(actor: Actor, *rows: Any, content: bytes = b"", **more: Any) -> ReceivedList:
    """The reply of the body, received."""
    said = {
        "asked_of": the_body(),
        "incident": Incident.objects.get(code="2025-10-myawaddy"),
        "received_on": date(2025, 11, 12),
        "as_of": date(2025, 11, 11),
        "reference": "0512/QLXNC",
        "file": Sent("tra-loi.xlsx", content or workbook([HEADINGS, *rows])),
    }
    return receive_answers(actor, **(said | more))


def row_of(received: ReceivedList, number: int = 2) -> ListRow:
    """One row of a reply as it is now; the first answer stands in row 2."""
    return received.rows.get(number=number)


def states(received: ReceivedList) -> list[str]:
    """What becomes of each answer."""
    return [row.state for row in received.rows.in_order() if row.number > 1]
