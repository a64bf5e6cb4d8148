"""Cases with limits of every kind: bare days, questions, refusals, holds, closings, reopenings.

All were begun in Yangon, whose day begins half an hour after that of Bangkok. The 10th of November
2025 is a Monday.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace
from typing import Any

import time_machine

from cases.casework.models import Case, Clock
from cases.casework.operations import (
    ask_step,
    close_case,
    complete_step,
    hold_case,
    record_answer,
    reopen_case,
    resume_case,
)
from cases.casework.progress.clocks import SAID
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.missions.queries import system_at
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at, step
from tests.factories import AuthorityFactory, MissionFactory
from tests.register import a_case, a_citizen, fresh

DEPARTMENT = "immigration_department"
HOST = "host_authority"
DAYS = {"unit": "calendar_days"}
LIMITS: dict[str, dict[str, dict[str, Any]]] = {
    "contact": {"ours": {}},
    "reply": {
        "answer": {"calendar": "VN", "starts": "asked", "stops": "answered", "on_whom": DEPARTMENT},
        "asking": {"stops": "asked"},
        "all": {**DAYS, "amount": 6, "calendar": "VN", "roll": "none"},
        "own": {"amount": 4},
        "verdict": {"calendar": "VN", "stops": "answered", "amount": 3, "amount_if": 1,
                    "condition": "passport_before"},
        "unread": {"verified": False, "amount": 1},
    },
    "removal": {
        "host": {**DAYS, "amount": 7, "calendar": "host", "starts": "asked", "stops": "answered",
                 "on_whom": HOST},
        "hours": {"unit": "hours", "amount": 48},
        "office": {"calendar": "host", "day_ends": "office", "on_whom": HOST, "amount": 3},
        "stage": {**DAYS, "amount": 5, "calendar": "none", "roll": "none", "starts": "stage",
                  "start_stage": "reported"},
    },
    "passport": {
        "after": {"calendar": "host", "starts": "done", "start_procedure": "reply", "amount": 4},
        "dated": {**DAYS, "amount": 5, "starts": "result", "start_procedure": "removal",
                  "start_field": "decided_on"},
    },
}  # fmt: skip


@contextmanager
def on(moment: str) -> Iterator[None]:
    """Act at a moment of November 2025, as it is in Bangkok."""
    with time_machine.travel(at(f"2025-11-{moment}")), replay(at(f"2025-11-{moment}")):
        yield


def the(day: int) -> When:
    """Return a bare day of November 2025."""
    return When(day=date(2025, 11, day))


def make_world() -> SimpleNamespace:
    """Return cases of Yangon by what happened in them, and the system at three missions."""
    yangon, bangkok = system_at(MissionFactory(yangon=True)), system_at(MissionFactory())
    ministry = system_at(MissionFactory(headquarters=True))
    for code, limits in LIMITS.items():
        body = {"reply": DEPARTMENT, "removal": HOST}.get(code, "mission")
        for name, values in limits.items():
            a_limit(a_procedure(code, body=body), f"{code}-{name}", **values)
    a_playbook(gates={})
    bodies = {
        "reply": AuthorityFactory(kind="immigration", country="VN"),
        "removal": AuthorityFactory(country="TH"),
    }
    cases = {}
    for name, course in COURSES.items():
        with eyes(yangon), on("10 09:00"):
            case = a_case(yangon, a_citizen(yangon), reported=the(10))
        for moment, act, code, values in sorted(course, key=lambda row: row[0]):
            with eyes(yangon), on(moment):
                asks = {"asked_of": bodies[code]} if act is ask_step else {}
                put(yangon, case, act, code, values | asks)
        cases[name] = case
    return SimpleNamespace(cases=cases, yangon=yangon, bangkok=bangkok, ministry=ministry)


def put(actor: Actor, case: Case, act: Any, code: str, values: dict[str, Any]) -> None:
    """Let one thing happen in a case."""
    if code:
        values["step"] = step(case, code)
    act(actor, fresh(case), **values)


Course = tuple[tuple[str, Any, str, dict[str, Any]], ...]
CONTACT: Course = (("10 10:00", complete_step, "contact", {}),)
ASKED: Course = (*CONTACT, ("13 09:00", ask_step, "reply", {"when": the(12)}))
DONE = {"verdict": "done"}
ANSWERED: Course = (*ASKED, ("15 09:00", record_answer, "reply", {**DONE, "when": the(14)}))
REMOVAL: Course = (
    ("12 10:00", ask_step, "removal", {"when": the(11)}),
    ("20 10:00", record_answer, "removal", {**DONE, "when": the(19),
                                            "result": {"decided_on": "2025-11-18"}}),
)  # fmt: skip
PASSPORT = {"when": the(20), "result": {"serial": "X1", "expires_on": "2030-01-01"}}
COURSES: dict[str, Course] = {
    "begun": CONTACT,
    "asked": ASKED,
    "ours again": (*ASKED, ("15 09:00", record_answer, "reply", {"verdict": "ours"})),
    "answered": ANSWERED,
    "answered late": (*ASKED, ("20 09:00", record_answer, "reply", DONE)),
    "removed": (*ANSWERED, *REMOVAL, ("21 10:00", complete_step, "passport", PASSPORT)),
    "on hold": (*ANSWERED, ("16 10:00", hold_case, "", {"reason": "health"}),
                ("19 10:00", resume_case, "", {})),
    "closed": (*ASKED, ("14 10:00", close_case, "", {"outcome": "declined"})),
    "reopened": (*ANSWERED, ("17 10:00", close_case, "", {"outcome": "declined"}),
                 ("20 10:00", reopen_case, "", {"reason": "She called."})),
}  # fmt: skip


def said() -> dict[str, dict[str, Any]]:
    """Return what each clock says, by case and limit."""
    with eyes(SYSTEM):
        rows = Clock.objects.order_by("pk").values("case_id", "limit__code", *SAID)
        return {f"{row.pop('case_id')} {row.pop('limit__code')}": row for row in rows}
