"""The catalogue of the bench: procedures with limits, and two published playbooks of them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from cases.procedures.models import Limit, Playbook, PlaybookGate, PlaybookStep, Procedure
from tests.benchmarks.plan import BEGIN
from tests.counted import READ

WHOLE: Final = 1
SHORT: Final = 2


@dataclass(frozen=True)
class Kind:
    """A procedure: its track, who does it, which steps come before it, what comes out of it."""

    code: str
    track: str
    body: str
    after: tuple[str, ...] = ()
    opens_at: str = ""
    result_fields: list[dict[str, Any]] = field(default_factory=list)


KINDS: Final = (
    Kind("contact", "identity", "mission"),
    Kind("declaration", "identity", "citizen", ("contact",)),
    Kind(
        "verification",
        "identity",
        "immigration_department",
        ("declaration",),
        result_fields=[
            {
                "name": "outcome",
                "kind": "choice",
                "label": "Outcome",
                "required": True,
                "choices": [{"value": "national", "label": "A national"}],
            }
        ],
    ),
    Kind("screening", "protection", "mission", ("contact",)),
    Kind(
        "judgment",
        "host_law",
        "host_authority",
        result_fields=[
            {"name": "decided_on", "kind": "day", "label": "Decided on", "required": True}
        ],
    ),
    Kind("fine", "host_law", "family", ("judgment",)),
    Kind(
        "passport",
        "document",
        "mission",
        ("verification",),
        result_fields=[
            {
                "name": "serial",
                "kind": "text",
                "label": "Serial",
                "required": True,
                "max_length": 20,
            },
            {"name": "expires_on", "kind": "day", "label": "Valid until", "expires": True},
        ],
    ),
    Kind("funding", "funding", "headquarters", ("contact",)),
    Kind("ticket", "travel", "mission", ("passport", "funding")),
    Kind("reception", "reception", "home_authority", ("ticket",), opens_at="departed"),
)
LIMITS: Final[tuple[tuple[str, str, dict[str, Any]], ...]] = (
    (
        "verification",
        "verification-answered",
        {
            "amount": 15,
            "starts": "asked",
            "stops": "answered",
            "on_whom": "immigration_department",
            "calendar": "VN",
            "pauses": False,
        },
    ),
    ("verification", "verification-whole", {"amount": 9, "starts": "opened", "on_whom": "mission"}),
    (
        "screening",
        "screening-done",
        {"amount": 10, "unit": "calendar_days", "starts": "opened", "on_whom": "mission"},
    ),
    (
        "fine",
        "fine-paid",
        {
            "amount": 30,
            "unit": "calendar_days",
            "starts": "result",
            "start_procedure": "judgment",
            "start_field": "decided_on",
            "on_whom": "family",
            "calendar": "host",
        },
    ),
    (
        "passport",
        "passport-issued",
        {
            "amount": 3,
            "starts": "done",
            "start_procedure": "verification",
            "on_whom": "mission",
        },
    ),
    ("funding", "funding-decided", {"amount": 6, "starts": "opened", "on_whom": "mission"}),
)
GATES: Final = {
    WHOLE: {
        "contacted": (("contact",), ()),
        "verified": (("verification",), ("identity_confirmed",)),
        "ready": (
            ("verification", "screening", "fine", "passport", "funding"),
            ("whereabouts_known",),
        ),
        "departed": (("ticket",), ()),
        "closed": (("reception",), ()),
    },
    SHORT: {
        "contacted": (("contact",), ()),
        "verified": (("verification",), ("identity_confirmed",)),
        "ready": (("passport", "funding"), ()),
        "departed": (("ticket",), ()),
        "closed": (("reception",), ()),
    },
}
LEFT_OUT: Final[dict[int, frozenset[str]]] = {
    WHOLE: frozenset(),
    SHORT: frozenset({"screening", "judgment", "fine"}),
}
CODES: Final = {WHOLE: "way-home", SHORT: "short-way"}


def procedures() -> list[Procedure]:
    """Return the catalogue."""
    return [
        Procedure(
            pk=number,
            code=kind.code,
            track=kind.track,
            body=kind.body,
            name=kind.code.capitalize(),
            verified=True,
            result_fields=kind.result_fields,
        )
        for number, kind in enumerate(KINDS, 1)
    ]


def limits() -> list[Limit]:
    """Return the limits of the catalogue, in working days of the mission unless it says else."""
    ids = {kind.code: number for number, kind in enumerate(KINDS, 1)}
    return [
        Limit(
            pk=number,
            code=code,
            procedure_id=ids[procedure],
            name=code,
            **counted(values),
        )
        for number, (procedure, code, values) in enumerate(LIMITS, 1)
    ]


def counted(values: dict[str, Any]) -> dict[str, Any]:
    """Return what a limit says, with what days are counted by."""
    said = {"unit": "working_days", "stops": "done"} | READ | values
    roll = "next" if said["unit"] == "calendar_days" else ""
    return {"calendar": "mission", "roll": roll, "day_ends": "midnight"} | said


def drafts() -> list[Playbook]:
    """Return the versions as drafts; they fit nobody, so no case is given one by itself."""
    return [
        Playbook(pk=key, code=code, number=1, title=code, content="-")
        for key, code in CODES.items()
    ]


def publish() -> None:
    """Publish the drafts as of before the first case, once their steps and gates are there."""
    at = datetime.fromtimestamp(BEGIN, UTC)
    Playbook.objects.update(status="published", published_at=at)


def playbook_steps() -> list[PlaybookStep]:
    """Return the steps of the versions."""
    return [
        PlaybookStep(
            playbook_id=key,
            number=number,
            code=kind.code,
            procedure_id=number,
            body=kind.body,
            after=[code for code in kind.after if code not in left_out],
            opens_at=kind.opens_at,
        )
        for key, left_out in LEFT_OUT.items()
        for number, kind in enumerate(KINDS, 1)
        if kind.code not in left_out
    ]


def playbook_gates() -> list[PlaybookGate]:
    """Return the gates of the versions."""
    return [
        PlaybookGate(playbook_id=key, stage=stage, steps=list(steps), conditions=list(conditions))
        for key, gates in GATES.items()
        for stage, (steps, conditions) in gates.items()
    ]
