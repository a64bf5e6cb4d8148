"""Who is on a movement and who could be, each with what the checks say, in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.casework.choices import Stage
from cases.casework.models import Case
from cases.casework.pages.blocking import blocked_line, blocker_of
from cases.citizens.choices import Sex
from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.movements.checks import Finding, findings_of
from cases.movements.checks.facts import Facts, facts_of
from cases.movements.choices import SeatState
from cases.movements.models import Movement, Passenger
from cases.movements.pages.words import span_words
from cases.movements.queries import candidates
from cases.places.choices import Country

Row = dict[str, Any]
Found = Mapping[int, Sequence[Finding]]
MOST_SHOWN = 120
AT_HAND = ("citizen", "mission", "blocker_procedure", "blocker_authority")


def people_context(
    actor: Actor, movement: Movement, *, plans: bool, now: datetime
) -> tuple[Row, list[int]]:
    """Return seats, waiting list and candidates with their checks; and the ids of all cases shown.

    Whoever plans sees candidates. Whoever reads no files (a reception point) is told no check.
    """
    rows = Passenger.objects.visible_to(actor).filter(movement=movement)
    seats = list(rows.select_related("case__citizen", "case__mission").order_by("place", "pk"))
    standing = [row for row in seats if row.state != SeatState.OFF]
    possible = could_travel(actor, movement) if plans else []
    cases = [*(row.case for row in standing), *possible[:MOST_SHOWN]]
    found: Found = {}
    facts: Facts | None = None
    if actor.sees(FILE) and movement.is_open:
        facts = facts_of(actor, movement, cases, now.astimezone(actor.clock).date())
        found = findings_of(cases, facts)
    seated = [row for row in standing if row.state == SeatState.SEATED]
    seated.sort(key=lambda row: (row.case.citizen.sort_key, row.case.reference))
    waiting = [row for row in standing if row.state == SeatState.WAITING]
    back = {row.case_id for row in standing}
    off = [row for row in seats if row.state == SeatState.OFF and row.case_id not in back]
    shown = possible[:MOST_SHOWN]
    context = {
        "seated": [seat_row(row, found) for row in seated],
        "waiting": [seat_row(row, found) for row in waiting],
        "off": [seat_row(row, {}) for row in off],
        "ready": [
            case_row(actor, case, found, now) for case in shown if case.stage != Stage.VERIFIED
        ],
        "nearly": [
            case_row(actor, case, found, now) for case in shown if case.stage == Stage.VERIFIED
        ],
        "is_cut": len(possible) > MOST_SHOWN,
        "unseen": max(0, movement.seated - len(seated)),
        "stopped": sum(
            any(row.stops("freeze") for row in found.get(one.case_id, ())) for one in seated
        ),
        "offered": offered(movement, waiting, facts),
    }
    return context, [row.case_id for row in (*standing, *off)] + [case.pk for case in shown]


def could_travel(actor: Actor, movement: Movement) -> list[Case]:
    """Return who is ready, longest first, then who is nearly so; one more than is shown."""
    rows = candidates(actor, movement, [Stage.READY, Stage.VERIFIED]).select_related(*AT_HAND)
    return list(rows[: MOST_SHOWN + 1])


def offered(movement: Movement, waiting: Sequence[Passenger], facts: Facts | None) -> str:
    """Return that there is a free seat for who waits first; nobody gets it unasked."""
    if facts is None or not waiting:
        return ""
    free = [leg.free for leg in facts.legs if leg.free is not None]
    if free and min(free) == 0:
        return ""
    return _("There is a free seat. First on the waiting list: %(name)s.") % {
        "name": name_shown(waiting[0].case.citizen.full_name)
    }


def seat_row(row: Passenger, found: Found) -> Row:
    """Return somebody on the movement."""
    ticket = " · ".join(filter(None, [row.ticket_name, row.ticket_number]))
    return base_row(row.case) | {
        "legs": span_words(row),
        "place": row.place,
        "seat": row.seat,
        "ticket": ticket,
        "findings": [finding_row(one) for one in found.get(row.case_id, ())],
    }


def case_row(actor: Actor, case: Case, found: Found, now: datetime) -> Row:
    """Return somebody who could travel, and what blocks her case."""
    line = blocked_line(blocker_of(case), now, for_headquarters=actor.is_headquarters)
    blocks = " · ".join(filter(None, [line["what"], line["who"]]))
    return base_row(case) | {
        "since": case.position_at,
        "blocks": blocks if case.stage != Stage.READY else "",
        "findings": [finding_row(one) for one in found.get(case.pk, ())],
    }


def base_row(case: Case) -> Row:
    """Return who it is."""
    citizen = case.citizen
    return {
        "reference": case.reference,
        "url": case.get_absolute_url(),
        "name": name_shown(citizen.full_name),
        "born": citizen.birth,
        "sex": "" if citizen.sex == Sex.UNKNOWN else citizen.get_sex_display(),
        "stage": Stage(case.stage).label if case.stage else "",
        "where": citizen.now_country and Country(citizen.now_country).label,
    }


def finding_row(finding: Finding) -> Row:
    """Return one finding: how grave it is for the list, in words, and what was decided."""
    level = finding.level("freeze")
    return {
        "code": finding.code,
        "tone": {"refuses": "stop", "asks": "stop", "warns": "wait"}[level],
        "sentence": finding.sentence,
        "remedy": finding.remedy,
        "ground": finding.rule.ground,
        "missing": finding.rule.missing_words,
        "overridden": finding.overridden.reason if finding.overridden else "",
        "may_override": bool(finding.rule.may) and finding.overridden is None,
    }
