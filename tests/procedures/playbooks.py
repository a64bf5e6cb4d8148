"""Short ways to playbooks, by the operations themselves."""

from typing import Any

import pytest

from cases.core.actor import SYSTEM
from cases.core.conditions import CONDITIONS, Condition
from cases.core.errors import Refused
from cases.procedures.models import Limit, Playbook
from cases.procedures.operations import draft_playbook, publish_playbook, put_limit, retire_playbook
from tests.counted import COUNTED
from tests.factories import IncidentFactory, ProcedureFactory

CHAIN = """[playbook]
code = "chain"
title = "A chain"
countries = ["TH", ""]
incidents = ["2025-10-myawaddy"]

[[step]]
code = "ask"
procedure = "identity-request"

[[step]]
code = "reply"
procedure = "identity-reply"
after = ["ask"]
body = "home_authority"

[[step]]
code = "issue"
procedure = "passport"
after = [
    "reply",
]
opens_at = "verified"

[[gate]]
stage = "ready"
steps = ["issue"]

[[gate]]
stage = "verified"
steps = ["reply"]
"""


def references() -> None:
    """Make what the text names."""
    IncidentFactory()
    for code in ("identity-request", "identity-reply", "passport"):
        ProcedureFactory(code=code, body="mission")


def draft(text: str) -> Playbook:
    """Return the draft of a text."""
    references()
    return draft_playbook(SYSTEM, content=text)


def published(text: str, *, status: str = "published") -> Playbook:
    """Return a published version, or one retired afterwards."""
    playbook = publish_playbook(SYSTEM, draft(text))
    if status == "retired":
        playbook = retire_playbook(SYSTEM, playbook, reason="Worn out.")
    return playbook


def a_limit(**values: Any) -> Limit:
    """Return a limit for a reply."""
    usual = {
        "code": "reply",
        "procedure": ProcedureFactory(code="identity-reply"),
        "name": "Reply in time",
        "amount": 2,
        "unit": "working_days",
        "starts": "asked",
        "stops": "answered",
        "on_whom": "immigration_department",
        "missing": "" if values.get("verified") else "sentence",
    }
    counted = COUNTED[values.get("unit", "working_days")]
    return put_limit(SYSTEM, **(usual | counted | values))


def refusal_of(text: str) -> list[tuple[str, str]]:
    """Return code and sentence of each fault of a text."""
    references()
    with pytest.raises(Refused) as refusal:
        draft_playbook(SYSTEM, content=text)
    assert refusal.value.status == 422
    assert {problem.field for problem in refusal.value.problems} == {"content"}
    return [(problem.code, str(problem.message)) for problem in refusal.value.problems]


def register_condition(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let a condition be known for one test."""
    asked = Condition(name, "Something is missing.", "mission", lambda case: True)
    monkeypatch.setitem(CONDITIONS, name, asked)
