"""Missions with people of their own, and what their officers ask the WSGI application."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.test import Client, RequestFactory

from cases.core.context import eyes
from cases.missions.models import Staff
from tests.factories import MissionFactory, PostingFactory
from tests.register import a_case, a_citizen, fresh

THREADS = 16
MISSIONS = {
    "BKK": ("TH", "Asia/Bangkok"),
    "RGN": ("MM", "Asia/Yangon"),
    "VTE": ("LA", "Asia/Vientiane"),
    "PNH": ("KH", "Asia/Phnom_Penh"),
    "KUL": ("MY", "Asia/Kuala_Lumpur"),
    "MNL": ("PH", "Asia/Manila"),
}
LISTS = ("/cases/", "/board/", "/api/v1/cases/", "/api/v1/citizens/", "/admin/cases/case/")
BREAKING = 0.05


@dataclass
class Office:
    """One mission: its marker, the cookie of its officer, and what it can be asked for."""

    code: str
    marker: str
    cookie: str
    records: list[str] = field(default_factory=list)


@dataclass
class Outcome:
    """What came of all requests."""

    asked: int = 0
    broken: int = 0
    own: int = 0
    foreign: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)
    lock: Any = field(default_factory=Lock)


def offices() -> list[Office]:
    """Make the missions, three cases each."""
    return [office(code, *place) for code, place in MISSIONS.items()]


def office(code: str, country: str, zone: str) -> Office:
    """Make one mission whose people bear its marker."""
    marker = f"Zq{code.lower()}mark"
    with transaction.atomic():
        mission = MissionFactory(code=code, country=country, zone=zone)
        actor = PostingFactory(mission=mission, role="case_officer").actor()
        made = Office(code, marker, "")
        with eyes(actor):
            for number in range(3):
                person = a_citizen(actor, full_name=f"{marker} {'Abc'[number]}")
                case = fresh(a_case(actor, person, summary=f"{marker} told"))
                made.records += [
                    f"/cases/{case.reference}/",
                    f"/api/v1/cases/{case.reference}/",
                    f"/api/v1/citizens/{person.uuid}/",
                ]
    client = Client()
    client.force_login(Staff.objects.get(pk=actor.staff_id))
    made.cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    return made


def ask_many(rows: list[Office], how_many: int, seed: int = 1) -> Outcome:
    """Let threads ask for random missions, each on a connection of its own."""
    outcome, handler = Outcome(), WSGIHandler()
    for where in (*LISTS, *rows[0].records):
        # What a process does for its first requests alone may take longer than a transaction.
        answered(handler, where, rows[0].cookie, breaks=False)
    share = -(-how_many // THREADS)

    def work(number: int) -> None:
        drawn = random.Random(seed * 1000 + number)
        try:
            for _turn in range(share):
                ask(handler, rows, drawn, outcome)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))
    return outcome


def ask(handler: Any, rows: list[Office], drawn: random.Random, outcome: Outcome) -> None:
    """Send one request of one mission, and look whose words come back."""
    own, other = drawn.sample(rows, 2)
    kind = drawn.random()
    where = drawn.choice(LISTS if kind < 0.5 else own.records if kind < 0.8 else other.records)
    breaks = drawn.random() < BREAKING
    status, text = answered(handler, where, own.cookie, breaks=breaks)
    found = [row.code for row in rows if row is not own and row.marker in text]
    shown = status == 200 and (where in LISTS or where in own.records)
    with outcome.lock:
        outcome.asked += 1
        outcome.statuses[status] += 1
        outcome.broken += breaks
        outcome.own += own.marker in text
        if found:
            outcome.foreign.append(f"{where} by {own.code}: {found}")
        if not breaks and (shown != (own.marker in text) and where != "/board/"):
            outcome.odd.append(f"{where} by {own.code}: {status}")


def answered(handler: Any, where: str, cookie: str, *, breaks: bool) -> tuple[int, str]:
    """Return status and body, as a server calls the application and closes the answer."""
    made = RequestFactory()
    made.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: cookie})
    environ = made.get(where, headers={"X-Break": "1"} if breaks else {}).environ
    told: list[str] = []
    answer = handler(environ, lambda status, _headers: told.append(status))
    try:
        body = b"".join(answer)
    finally:
        answer.close()
    return int(told[0].split()[0]), body.decode("utf-8", "replace")
