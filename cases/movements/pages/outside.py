"""What the API says of a movement and of a frozen list beside their columns."""

from datetime import datetime
from typing import Any

from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.movements.checks import findings_of
from cases.movements.checks.facts import facts_of
from cases.movements.differences import differences
from cases.movements.manifest_keys import SHOWN
from cases.movements.models import Escort, HostNote, ManifestVersion, Movement
from cases.movements.operations.rows import seats_of
from cases.movements.pages.frozen import lines_of

Row = dict[str, Any]


def riders(actor: Actor, movement: Movement, now: datetime) -> list[Row]:
    """Return who has a seat or waits, as far as in sight, with what the checks say."""
    seats = seats_of(actor, movement)
    cases = [seat.case for seat in seats]
    found = {}
    if actor.sees(FILE) and movement.is_open:
        today = now.astimezone(actor.clock).date()
        found = findings_of(cases, facts_of(actor, movement, cases, today))
    return [
        {
            "case": seat.case.reference,
            "state": seat.state,
            "findings": [
                {
                    "code": one.code,
                    "level": one.level("freeze"),
                    "sentence": str(one.sentence),
                    "overridden": one.overridden is not None,
                    "law": one.rule.law or None,
                    "verified": one.rule.verified,
                    "missing": one.rule.missing or None,
                }
                for one in found.get(seat.case_id, ())
            ],
        }
        for seat in seats
    ]


def around(actor: Actor, movement: Movement) -> Row:
    """Return who goes along and what authorities were asked."""
    escorts = Escort.objects.visible_to(actor).standing().filter(movement=movement)
    notes = HostNote.objects.visible_to(actor).filter(movement=movement)
    return {
        "escorts": [
            {
                "kind": row.kind,
                "name": str(row),
                "body": row.body,
                "first_leg": row.first_leg,
                "last_leg": row.last_leg,
            }
            for row in escorts.select_related("staff").order_by("pk")
        ],
        "notes": [
            {
                "authority": row.authority.code,
                "number": row.number,
                "sent_on": row.sent_on.isoformat(),
                "asked_for": row.asked_for,
                "answer_due_on": row.answer_due_on.isoformat() if row.answer_due_on else None,
                "answered_on": row.answered_on.isoformat() if row.answered_on else None,
                "answer": row.answer,
            }
            for row in notes.select_related("authority").order_by("pk")
        ],
    }


def lines_and_changes(actor: Actor, version: ManifestVersion) -> Row:
    """Return the lines of a frozen list in sight, and what differs from the one before."""
    lines = lines_of(actor, version)
    rows = ManifestVersion.objects.visible_to(actor).filter(movement_id=version.movement_id)
    before = rows.filter(number=version.number - 1).first()
    found = differences(lines_of(actor, before), lines) if before else None
    return {
        "lines": [
            {
                "position": line.position,
                "case": line.case.reference,
                "first_leg": line.first_leg,
                "last_leg": line.last_leg,
                **{name: str(line.shown.get(name, "")) for name in SHOWN},
            }
            for line in lines
        ],
        "joined": [line.case.reference for line in found.joined] if found else [],
        "left": [line.case.reference for line in found.left] if found else [],
        "changed": [
            {
                "case": one.line.case.reference,
                "fields": [name for name, _before, _now in one.fields],
            }
            for one in (found.changed if found else ())
        ],
    }
