"""Which columns of the report's tables are left out or withheld, each with the reason.

Left out is what says nothing of the person: numbers of the database, what repeats another column.
Withheld is what is of somebody else (a relative, an informant, a member of staff): a line of the
report says so.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import DateTimeField, Field

from cases.casework.choices import TalkedWith
from cases.citizens.choices import Whose
from cases.core.facts import Source
from cases.missions.models import Staff

OFFICES = {
    Source.CITIZEN,
    Source.MISSION,
    Source.OTHER_MISSION,
    Source.HOST_AUTHORITY,
    Source.HOME_AUTHORITY,
}
"""Sources whose words name no private person but herself."""
LEFT_OUT: dict[str, str] = {
    "id": "a number of the database",
    "uuid": "a number of the database",
    "version": "counts changes",
    "ledger_at": "repeats the newest moment of the ledger",
    "citizen": "the whole report is on her",
    "citizen.sort_key": "repeats the name for sorting",
    "sound_key": "how the name sounds, for finding it",
    "citizen.points": "counts the rows of her way",
    "identitydocument.number_key": "repeats the number for finding it",
    "case.mission_ids": "repeats who sees the case",
    "case.rows": "counts the rows of its course",
    "transition.changes": "repeats the difference of two columns",
    "transition.copied_from": "which row a copy repeats",
    "transition.number": "the place among rows of one moment",
    "crossing.number": "the place among rows of one moment",
    "stay.number": "the place among rows of one moment",
    "operation": "by which act a fact was written",
    "step.after": "codes of the playbook, which is the same for all",
    "step.sealed_grounds": "leads to a restricted part, which has its own section",
    "contactentry.relative": "leads to a relative, who has a section of her own",
    "contactentry.contact_point": "leads to a way to reach her, which has its own section",
    "safecontact.contact_point": "leads to a way to reach her, which has its own section",
    "inquiry.sealed_question": "leads to a restricted part, which has its own section",
    "inquiry.sealed_answer": "leads to a restricted part, which has its own section",
    "stepresult.sealed": "leads to a restricted part, which has its own section",
    "reminder.notice": "the notice that told staff",
    "rightsrequest.report": "which of the reports, which have their own section",
    "rightsrequest.told_ahead": "when staff were reminded",
    "rightsrequest.told_late": "when staff were reminded",
    "reportlink.report": "leads to the words of whoever reported, see `sections.py`",
    "groupmember.group": "leads to others who travelled with her",
    "seatchange.passenger": "which of the places, which have their own section",
    "seatoverride.passenger": "which of the places, which have their own section",
    "seatoverride.facts": "a digest of what a check said",
    "fitnessfinding.fitness": "which word on her fitness, which has its own section",
    "welfarefinding.check_made": "which of the checks, which have their own section",
    "welfarecheck.due_at": "repeats the day on which the check is due",
    "welfarecheck.reminded_at": "when staff were reminded",
    "welfarecheck.escalated_at": "when staff were reminded",
    "letter.year": "stands in the number",
    "letter.serial": "stands in the number",
    "letter.batch": "with which other letters it was printed",
    "handoverline.position": "the place on a list with others",
    "handoverline.shown": "repeats what was on record of her when it was signed",
    "handoverhealth.line": "which of the handovers, which have their own section",
    "costline.shared": "a bill that others have a part of",
    "claimline.claim": "a claim that others are in",
    "claimline.is_frozen": "whether the claim was submitted",
    "claimline.line": "which of the costs, which have their own section",
    "claimline.position": "the place on a list with others",
    "claimline.shown": "repeats the cost as it was when it was submitted",
    "claimpayment.claim": "a claim that others are in",
    "claimpayment.claim_line": "which line of a claim, which has its own section",
    "claimpayment.payment": "which other costs were paid with it",
    "legcost.line": "which of the costs, which have their own section",
    "costline.replaces": "which line it corrects",
    "costline.deposit": "which of the deposits, which have their own section",
    "costline.undertaking": "which of the undertakings, which have their own section",
    "repayment.deposit": "which of the deposits, which have their own section",
    "repayment.undertaking": "which of the undertakings, which have their own section",
    "deposit.relative": "leads to a relative, who has a section of her own",
    "undertaking.relative": "leads to a relative, who has a section of her own",
    "attachedfile.attachment": "which of the files, which have their own section",
    "attachedfile.stored": "a number of the store",
    "attachedfile.preview": "a number of the store",
    "attachedfile.named_cases": "which other people the file names",
    "share.reference": "repeats the number of the case",
    "transfer.reference": "repeats the number of the case",
    "transfer.returns": "which offer an offer gives back",
}


def full_name(field: Field[Any, Any]) -> str:
    """Return the table and the column."""
    return f"{field.model._meta.model_name}.{field.name}"


def is_left_out(field: Field[Any, Any]) -> bool:
    """Return whether a column says nothing of the person, or names a member of staff."""
    is_known = full_name(field) in LEFT_OUT or field.name in LEFT_OUT
    return is_known or field.related_model is Staff or last_end_of(field) is not None


TWO_MOMENTS = frozenset({"clock.due_at"})
"""Beside a column of the same name with `_from` that is a moment of its own."""


def first_end_of(field: Field[Any, Any]) -> str | None:
    """Return the column of the first possible instant of a moment, where that is kept too."""
    base, _, end = field.name.rpartition("_")
    if end not in {"at", "since"} or full_name(field) in TWO_MOMENTS:
        return None
    first = f"{base}_from"
    return first if first in moments_of(field) else None


def last_end_of(field: Field[Any, Any]) -> Field[Any, Any] | None:
    """Return the column under which a first possible instant is told, with its last one."""
    lasts = moments_of(field).values()
    return next((last for last in lasts if first_end_of(last) == field.name), None)


def moments_of(field: Field[Any, Any]) -> dict[str, Field[Any, Any]]:
    """Return the columns of moments of the table of a column, by name."""
    columns = field.model._meta.concrete_fields
    return {row.name: row for row in columns if isinstance(row, DateTimeField)}


def of_relatives(row: dict[str, Any]) -> bool:
    """Every relative is somebody else."""
    return True


def of_others(row: dict[str, Any]) -> bool:
    """Return whether somebody else answers at a number or an address."""
    return row.get("whose") != Whose.CITIZEN


def not_with_her(row: dict[str, Any]) -> bool:
    """Return whether somebody else was spoken with: what they said is theirs."""
    return row.get("talked_with") != TalkedWith.CITIZEN


def of_informants(row: dict[str, Any]) -> bool:
    """Return whether a fact comes from a private person who is not she."""
    return row.get("source") not in OFFICES


THIRD_PERSONS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "relative.full_name": of_relatives,
    "relative.phone": of_relatives,
    "relative.note": of_relatives,
    "contactpoint.value": of_others,
    "contactpoint.note": of_others,
    "contactentry.words": not_with_her,
    "contactentry.whom": not_with_her,
    "contactentry.ground_words": not_with_her,
    "statement.guardian": of_relatives,
    "statement.interpreter": of_relatives,
    "relative.unsafe_why": of_relatives,
    "deposit.payer_words": of_relatives,
    "repayment.words": of_relatives,
    "undertaking.signer_words": of_relatives,
    "contactpoint.unsafe_why": of_others,
    "name.source_detail": of_relatives,
    "assessment.assessor": of_relatives,
    "assessment.interpreter": of_relatives,
    "crossing.source_detail": of_informants,
    "rightsrequest.asker_name": of_relatives,
    "rightsrequest.mandate": of_relatives,
    "stay.source_detail": of_informants,
    "transition.source_detail": of_informants,
    "vulnerability.words": of_informants,
}
"""Columns with data of third persons, and in which rows they are that."""


def is_of_others(field: Field[Any, Any], row: dict[str, Any]) -> bool:
    """Return whether a value is of a third person and is withheld."""
    rule = THIRD_PERSONS.get(full_name(field))
    return rule is not None and rule(row)
