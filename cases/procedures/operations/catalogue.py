"""Putting procedures and their limits into the catalogue."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, broken_rule
from cases.core.operations import operation
from cases.places.reference import FAULTY, differs, former_row, put_row
from cases.procedures.choices import (
    BINDING,
    CalendarOf,
    DayEnds,
    LimitUnit,
    ResultKind,
    Roll,
    Stage,
    StartEvent,
)
from cases.procedures.following import Correction, limit_corrected, limits_changed
from cases.procedures.grounds import (
    faults_of_house_limit,
    faults_of_limit,
    faults_of_procedure,
    refuse,
)
from cases.procedures.models import Limit, Procedure
from cases.procedures.result_schema import check_schema, cleaned_schema, field_of

NEEDED: dict[str, tuple[str, ...]] = {
    StartEvent.DONE: ("start_procedure",),
    StartEvent.RESULT: ("start_procedure", "start_field"),
    StartEvent.STAGE: ("start_stage",),
    StartEvent.SEVERAL: ("start_procedure", "start_procedures"),
    StartEvent.STAY: ("start_place",),
}
CALENDAR_UNNAMED = gettext_lazy("Say whose days off count. No calendar is assumed.")
ROLL_UNNAMED = gettext_lazy("Say whether a last day off moves the end. Nothing is assumed.")
DAY_ENDS_UNNAMED = gettext_lazy("Say with which hour a day ends. Nothing is assumed.")
NOT_COUNTED = gettext_lazy("A limit in this unit is not counted by it. Leave it empty.")
NO_DAYS_OFF = gettext_lazy("Where no days off count, the end does not move.")
NO_OFFICE = gettext_lazy("Where nobody’s days count, a day ends at midnight.")
MISSING = gettext_lazy("Say which one starts the clock.")
MISPLACED = gettext_lazy("This start of the clock has nothing to do with it. Leave it empty.")
BACKWARDS = gettext_lazy("The limit would end before it begins.")
CONDITION_HALF = gettext_lazy("Say the condition and the amount that holds with it, or neither.")
NO_OTHER_AMOUNT = gettext_lazy("This condition says whether the limit binds. Leave it empty.")
REASON_MISSING = gettext_lazy("Say why the limit is corrected: deadlines move with it.")
NO_DATE = gettext_lazy("The result of that procedure has no day or moment of this name.")


@operation(may="procedure.manage", audit="procedure.recorded")
def put_procedure(
    actor: Actor,
    *,
    code: str,
    track: str,
    body: str,
    name: str,
    name_vi: str = "",
    name_fr: str = "",
    explanation: str = "",
    explanation_vi: str = "",
    explanation_fr: str = "",
    legal_basis: str = "",
    source: str = "",
    verified: bool = False,
    missing: str = "",
    restricted: str = "",
    result_fields: list[dict[str, Any]] | None = None,
    version: int | None = None,
) -> Procedure:
    """Enter a procedure, or correct the one with this code; what is left out is emptied.

    Cases keep the steps they have; a new schema holds for results written down from now on.
    """
    fields = result_fields or []
    check_result_fields(fields)
    refuse(faults_of_procedure(verified=verified, missing=missing, law=legal_basis, source=source))
    values = {
        "track": track,
        "body": body,
        "name": name,
        "name_vi": name_vi,
        "name_fr": name_fr,
        "explanation": explanation,
        "explanation_vi": explanation_vi,
        "explanation_fr": explanation_fr,
        "legal_basis": legal_basis,
        "source": source,
        "verified": verified,
        "missing": missing,
        "restricted": restricted,
        "result_fields": cleaned_schema(fields),
    }
    return put_row(Procedure, {"code": code}, values, version=version)


def check_result_fields(rows: list[dict[str, Any]]) -> None:
    """Refuse a schema with faults, naming field and key of each."""
    problems = [
        Problem(
            f"result_fields.{fault.field}" if fault.field else "result_fields",
            fault.code,
            placed(fault.field, str(fault.message)),
        )
        for fault in check_schema(rows)
    ]
    if problems:
        message = problems[0].message if len(problems) == 1 else FAULTY
        raise Refused(message, problems[0].code, 422, problems=problems)


def placed(path: str, sentence: str) -> str:
    """Return the sentence with the number of the field and its key in front."""
    number, _dot, key = path.partition(".")
    if not number:
        return sentence
    said = {"number": int(number) + 1, "key": key, "sentence": sentence}
    if not key:
        return _("Field %(number)s: %(sentence)s") % said
    return _("Field %(number)s, %(key)s: %(sentence)s") % said


@operation(may="procedure.manage", audit="limit.recorded")
def put_limit(
    actor: Actor,
    *,
    code: str,
    procedure: Procedure,
    name: str,
    amount: int,
    unit: str,
    starts: str,
    stops: str,
    on_whom: str,
    calendar: str = "",
    roll: str = "",
    day_ends: str = "",
    name_vi: str = "",
    name_fr: str = "",
    start_procedure: Procedure | None = None,
    start_field: str = "",
    start_stage: str = "",
    start_procedures: Sequence[Procedure] = (),
    start_place: str = "",
    condition: str = "",
    amount_if: int | None = None,
    pauses: bool = True,
    is_legal: bool = True,
    verified: bool = False,
    missing: str = "",
    legal_basis: str = "",
    source: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    reason: str = "",
    version: int | None = None,
) -> Limit:
    """Enter a limit, or correct the one with this code and first day of validity.

    A law that changes gives the same code another row from the day it is in force; the former one
    ends the day before. Two rows of one code never hold at the same time. A correction that counts
    otherwise says why. The clocks it bears on are listed with what they said: those that run are
    counted anew in the background, stopped ones wait for a decision.
    """
    said = {
        "start_procedure": start_procedure,
        "start_field": start_field,
        "start_stage": start_stage,
        "start_procedures": start_procedures,
        "start_place": start_place,
    }
    if condition in BINDING and amount_if is not None:
        raise broken_rule(NO_OTHER_AMOUNT, "condition_binds", "amount_if")
    if condition not in BINDING and bool(condition) != (amount_if is not None):
        raise broken_rule(CONDITION_HALF, "condition_whole", "amount_if")
    check_start(starts, said)
    check_counting(unit, calendar, roll, day_ends)
    values = {
        "procedure": procedure,
        "name": name,
        "name_vi": name_vi,
        "name_fr": name_fr,
        "amount": amount,
        "unit": unit,
        "calendar": calendar,
        "roll": roll,
        "day_ends": day_ends,
        "starts": starts,
        "start_procedure": start_procedure.code if start_procedure else "",
        "start_field": start_field,
        "start_stage": start_stage,
        "start_procedures": [row.code for row in start_procedures],
        "start_place": start_place,
        "condition": condition,
        "amount_if": amount_if,
        "stops": stops,
        "on_whom": on_whom,
        "pauses": pauses,
        "is_legal": is_legal,
        "verified": verified,
        "missing": missing,
        "legal_basis": legal_basis,
        "source": source,
        "valid_until": valid_until,
    }
    check_ground(values, valid_from)
    known_by = {"code": code, "valid_from": valid_from}
    former = former_row(Limit, known_by)
    limit = put_row(Limit, known_by, values, at=LIMIT_FIELDS, version=version)
    if former is None:
        tell_of_new(actor, limit, reason)
    elif is_counted_otherwise(former, values):
        if not reason:
            raise broken_rule(REASON_MISSING, "reason_missing", "reason")
        procedures = tuple(sorted({limit.procedure_id, former.procedure_id}))
        limit_corrected(Correction(limit.pk, procedures, reason, actor.staff_id))
    return limit


def tell_of_new(actor: Actor, limit: Limit, reason: str) -> None:
    """Tell that a limit was entered; a new version of a known one corrects what it measured."""
    if not Limit.objects.filter(code=limit.code).exclude(pk=limit.pk).exists():
        limits_changed(limit.procedure_id)
        return
    why = reason or NEW_VERSION
    limit_corrected(Correction(limit.pk, (limit.procedure_id,), why, actor.staff_id))


def is_counted_otherwise(former: Limit, values: Mapping[str, Any]) -> bool:
    """Return whether a correction changes what a clock says, not its name or its sources alone."""
    return any(differs(former, name, values[name]) for name in COUNTED_BY)


COUNTED_BY: Final = (
    *("procedure", "amount", "unit", "calendar", "roll", "day_ends", "condition", "amount_if"),
    *("starts", "start_procedure", "start_field", "start_stage", "start_procedures"),
    *("start_place", "stops", "on_whom", "pauses", "verified", "valid_until"),
)
"""What decides when a clock starts, stops and runs out, and whether it counts against anybody."""
NEW_VERSION: Final = "A new version of the limit was entered."


LIMIT_FIELDS: Final = {
    "limit_no_overlap": "valid_from",
    "limit_amount_positive": "amount",
    "limit_valid_forwards": "valid_until",
}
"""At which field a constraint of the table is told."""


def check_ground(said: Mapping[str, Any], valid_from: date | None) -> None:
    """Refuse a limit whose law is not what it says, or that would end before it begins."""
    proof = {name: said[name] for name in ("verified", "missing", "source")}
    proof["valid_from"] = valid_from
    if said["is_legal"]:
        refuse(faults_of_limit(**proof, law=said["legal_basis"]))
    else:
        refuse(faults_of_house_limit(**proof, on_whom=said["on_whom"]))
    if valid_from and said["valid_until"] and said["valid_until"] < valid_from:
        raise broken_rule(BACKWARDS, "limit_valid_forwards", "valid_until")


def check_start(starts: str, said: dict[str, Any]) -> None:
    """What starts the clock is named, and nothing else."""
    needed = NEEDED.get(starts, ())
    for name, value in said.items():
        if name in needed and not value:
            raise broken_rule(MISSING, "start_named", name)
        if name not in needed and value:
            raise broken_rule(MISPLACED, "start_misplaced", name)
    if starts == StartEvent.STAGE and said["start_stage"] not in Stage.values:
        raise broken_rule(_("There is no such stage."), "unknown_stage", "start_stage")
    if starts == StartEvent.RESULT:
        fields = [field_of(row) for row in said["start_procedure"].result_fields]
        dated = {row.name for row in fields if row.kind in {ResultKind.DAY, ResultKind.MOMENT}}
        if said["start_field"] not in dated:
            raise broken_rule(NO_DATE, "start_field_dated", "start_field")


def check_counting(unit: str, calendar: str, roll: str, day_ends: str) -> None:
    """A limit says all that its unit is counted by, and nothing else: no rule is assumed."""
    if unit == LimitUnit.HOURS:
        for name, value in (("calendar", calendar), ("roll", roll), ("day_ends", day_ends)):
            if value:
                raise broken_rule(NOT_COUNTED, "hours_not_counted_by", name)
        return
    is_working = unit == LimitUnit.WORKING_DAYS
    if not calendar or (is_working and calendar == CalendarOf.NONE):
        raise broken_rule(CALENDAR_UNNAMED, "calendar_named", "calendar")
    if is_working and roll:
        raise broken_rule(NOT_COUNTED, "working_days_never_roll", "roll")
    if not is_working and not roll:
        raise broken_rule(ROLL_UNNAMED, "roll_named", "roll")
    if not day_ends:
        raise broken_rule(DAY_ENDS_UNNAMED, "day_ends_named", "day_ends")
    if calendar == CalendarOf.NONE and roll == Roll.NEXT:
        raise broken_rule(NO_DAYS_OFF, "roll_without_calendar", "roll")
    if calendar == CalendarOf.NONE and day_ends == DayEnds.OFFICE:
        raise broken_rule(NO_OFFICE, "office_without_calendar", "day_ends")
