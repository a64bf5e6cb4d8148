"""A mission with cases of its own, another one that grows, and what both are asked."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.db import connection, transaction

from cases.casework.operations import add_note, advance_case, hold_case, record_crossing
from cases.citizens import operations as citizens
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.facts import When
from tests.canary.calls import more_calls
from tests.database import as_owner
from tests.factories import MissionFactory, PostingFactory, head
from tests.matrix.actors import Asker, asker
from tests.matrix.calls import Call, every_call
from tests.matrix.ground import OPENED, Ground
from tests.register import a_case, a_citizen, fresh

MANILA = {"code": "MNL", "country": "PH", "zone": "Asia/Manila"}
ROLES = ("head_of_mission", "field_officer", "auditor", "spokesperson", "api_client")
OF_ALL = re.compile(r"^incidents/<|^api/v1/\^incidents/.*/totals/|^admin/r/|^profile/factor/$")
"""Routes of the totals of an incident, which every mission that works on it may know, and the one
that makes a new secret each time."""
# What differs in every answer: keys of forms, the number of a request, and the time of day.
CHANGING = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"'
    r'|name="(?:_key|draft)" value="[^"]+"'
    r'|<span class="ref">[0-9a-f]{8}</span>'
    r"|nonce-[\w+/=-]+|(?:\d{4}-\d\d-\d\dT)?\d\d:\d\d(?::\d\d[.\d]*)?(?:Z|\+\d\d:\d\d)?"
)


def manila() -> tuple[Actor, Any]:
    """Return the head of Manila, which has three cases, and the first of them."""
    actor = head(**MANILA)
    with eyes(actor):
        rows = [grown(actor, number) for number in range(3)]
    return actor, rows[0]


def grown(actor: Actor, number: int) -> Any:
    """Open a case with something of each kind on it."""
    person = a_citizen(actor, full_name=f"Invented {'Abcdefghij'[number]}")
    case = a_case(actor, person, reported=When.at(OPENED))
    citizens.add_name(actor, fresh(person), kind="alias", value="Also")
    add_note(actor, fresh(case), text="Called.")
    when = {"when": When(day=OPENED.date()), "source": "mission"}
    record_crossing(actor, fresh(case), from_country="MM", to_country="TH", **when)
    if number % 2:
        advance_case(actor, fresh(case))
    else:
        hold_case(actor, fresh(case), reason="health")
    return fresh(case)


def askers_of_manila() -> list[Asker]:
    """Return those who ask at Manila."""
    place = MissionFactory(**MANILA)
    return [asker("own", role, place) for role in ROLES]


def grow(mission: Actor, how_many: int = 7) -> None:
    """Let another mission take on more people, in the same incident."""
    with eyes(mission):
        for number in range(how_many):
            grown(mission, number)


def reads(ground: Ground) -> list[Call]:
    """Return everything that is read, of lists with all their filters."""
    calls = [*every_call(ground), *more_calls(ground, ["Kestrel", "Nobody"])]
    return [row for row in calls if row.method == "GET" and not OF_ALL.search(row.route)]


def lists(ground: Ground) -> list[Call]:
    """Return what is asked of lists and other pages that name no record."""
    return [row for row in reads(ground) if not re.search(r"<|\(\?P", row.route)]


def words_of(call: Call, asker_: Asker) -> tuple[int, str]:
    """Return what is answered, without what differs each time."""
    answer = call.send(asker_)
    content: bytes = answer.content
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as book:
            # When it was made stands in its properties.
            names = [name for name in book.namelist() if not name.startswith("docProps/")]
            content = b"".join(book.read(name) for name in names)
    return answer.status_code, CHANGING.sub("", content.decode("utf-8", "replace"))


def person_of(role: str) -> Actor:
    """Return somebody of Manila with a role."""
    actor: Actor = PostingFactory(role=role, mission=MissionFactory(**MANILA)).actor()
    return actor


@contextmanager
def numbered_from(first: int) -> Iterator[None]:
    """Let the tables number their new rows from there, so that a number of theirs is known."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select sequencename, coalesce(last_value, 0) from pg_sequences "
            "where schemaname = 'public' and sequencename like 'cases\\_%'"
        )
        before = dict(cursor.fetchall())
    as_owner([f"select setval('{name}', {first})" for name in before])
    try:
        with transaction.atomic():
            yield
    finally:
        as_owner([f"select setval('{name}', {max(last, 1)})" for name, last in before.items()])
