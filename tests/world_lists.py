"""What the world holds of lists: one as it came, one whose rows wait, rows to decide on."""

from datetime import date
from itertools import count
from typing import Any

from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.fields import Sent
from cases.incidents.models import Incident
from cases.intake.lists.jobs import check_list
from cases.intake.lists.models import ReceivedList
from cases.intake.lists.operations import (
    attach_list_row,
    map_list,
    park_list_row,
    receive_answers,
    receive_list,
)
from cases.intake.lists.queries import layouts_of
from tests.factories import AuthorityFactory
from tests.register import a_citizen, fresh
from tests.world_steps import case_with_question

Prepared = tuple[Any, dict[str, Any]]
NUMBERS = count(1)
TABLE = (
    "Họ và tên,Ngày sinh,Giới tính,Ghi chú\n"
    "Zqrow Văn Thử,1999,nam,Zqcell %s\n"
    "Zqrow Thị Nghiệm,1998,nữ,\n"
)


TWICE = "Zqrow Văn Thử,1999,nam,\n"


def a_list(actor: Actor, more: str = "") -> Prepared:
    """A list as it came; each another file, since no file is received twice."""
    received = receive_list(
        actor,
        incident=Incident.objects.get(code="2025-10-myawaddy"),
        sender="Invented office",
        sender_kind="immigration",
        received_on=date(2025, 10, 24),
        file=Sent("invented.csv", (TABLE % next(NUMBERS) + more).encode()),
    )
    return received, {}


def checked_list(actor: Actor, more: str = "") -> Prepared:
    """A list whose rows were looked at."""
    received, _more = a_list(actor, more)
    received = map_list(actor, fresh(received), columns=layouts_of(received), nationality="ours")
    look_at(actor, received)
    return fresh(received), {}


def look_at(actor: Actor, received: ReceivedList) -> None:
    """Do at once what the background does."""
    said: dict[str, Any] | None = {
        "list_id": received.pk,
        "round_number": received.round,
        "posting_id": actor.posting_id,
    }
    while said is not None:
        said = check_list.func(**said)


def a_row(actor: Actor) -> Prepared:
    """A row that is ready."""
    received, _more = checked_list(actor)
    return received.rows.get(number=2), {}


def parked_row(actor: Actor) -> Prepared:
    """A row that somebody set aside."""
    row, _more = a_row(actor)
    return park_list_row(actor, row), {}


def put_on(actor: Actor, person: Citizen) -> None:
    """Say that a row of a list is of this person."""
    row, _more = a_row(actor)
    attach_list_row(actor, row, citizen=fresh(person))


def row_of_somebody(actor: Actor) -> Prepared:
    """A row, and somebody registered whose it can be."""
    row, _more = a_row(actor)
    return row, {"citizen": str(a_citizen(actor).uuid)}


def row_of_nobody(actor: Actor) -> Prepared:
    """A row set aside, and somebody who is somebody else."""
    row, _more = parked_row(actor)
    return fresh(row), {"others": [str(a_citizen(actor).uuid)]}


def a_reply(actor: Actor, answer: str = "có") -> Prepared:
    """The reply of a body with an answer; `answer` is ready."""
    case, _more = case_with_question(actor)
    received = receive_answers(
        actor,
        asked_of=AuthorityFactory(code="vn-mps-immigration", country="VN", kind="immigration"),
        incident=Incident.objects.get(code="2025-10-myawaddy"),
        received_on=date(2025, 10, 24),
        as_of=date(2025, 10, 23),
        file=Sent("reply.csv", f"Số hồ sơ,Kết quả\n{case.reference},{answer}\n".encode()),
    )
    return fresh(received), {}


def an_answer(actor: Actor) -> Prepared:
    """A row of a reply, and the case whose question it answers."""
    received, _more = a_reply(actor)
    row = received.rows.get(number=2)
    return row, {"case": row.values["case"]}


def another_person(actor: Actor) -> Prepared:
    """A row of a reply that says that somebody else is meant."""
    received, _more = a_reply(actor, "người khác")
    return received.rows.get(number=2), {}


def row_of_two(actor: Actor) -> Prepared:
    """A row whose cell names two people."""
    received = receive_list(
        actor,
        incident=Incident.objects.get(code="2025-10-myawaddy"),
        sender="Invented office",
        sender_kind="immigration",
        received_on=date(2025, 10, 24),
        file=Sent(
            "two.csv", f"Họ và tên,Ghi chú\nZqrow Văn A / Zqrow B C,{next(NUMBERS)}\n".encode()
        ),
    )
    received = map_list(actor, fresh(received), columns=layouts_of(received), nationality="ours")
    look_at(actor, received)
    return received.rows.get(number=2), {}


def a_pair(actor: Actor) -> Prepared:
    """A row, and another one that may be of the same person."""
    received, _more = checked_list(actor, TWICE)
    row = received.rows.get(number=2)
    return row, {"other": row.twins[0]}


LISTS = {
    "join_list_rows": a_pair,
    "part_list_rows": a_pair,
    "split_list_row": row_of_two,
    "record_another_person": another_person,
    "match_list_row": an_answer,
    "accept_answers": a_reply,
    "confirm_list": checked_list,
    "take_up_list_row": parked_row,
    "attach_list_row": row_of_somebody,
    "tell_list_row_apart": row_of_nobody,
}
