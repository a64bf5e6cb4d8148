"""Entries of the course of a case that stand in no ledger: steps, what missions did."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.casework.choices import StepStatus, TransferStatus, Verdict
from cases.casework.models import Inquiry, Note, SealedNote, Share, Step, StepResult, Transfer
from cases.casework.pages.missions import acts_words
from cases.casework.pages.reads import staff_names
from cases.casework.pages.steps import LOOKS
from cases.casework.pages.timeline import LATE, is_of_days
from cases.casework.progress.file import File
from cases.casework.progress.moments import HOME
from cases.casework.progress.telling import who_words
from cases.casework.queries import CaseFile
from cases.core import present

Entry = dict[str, Any]
Names = Mapping[int | None, str]


def note_by(file: CaseFile, note: Note | SealedNote) -> str:
    """Return who wrote a note, and on which case where that is another one."""
    by = str(note.author or _("The system"))
    if note.case_id == file.case.pk:
        return by
    return f"{by} · " + _("on case %(reference)s") % {"reference": note.case.reference}


def entry(
    title: str,
    icon: str,
    at: datetime,
    *,
    since: datetime | None = None,
    by: str = "",
    body: str = "",
    known_at: datetime | None = None,
) -> Entry:
    """Return what every entry says."""
    return {
        "title": title,
        "icon": icon,
        "occurred_from": since or at,
        "occurred_at": at,
        "by": by,
        "body": body,
        "known_at": known_at,
    }


def names_needed(file: CaseFile) -> Names:
    """Return the names of whoever recorded what is told here: one query, none for nobody."""
    progress = file.progress
    ids = {result.recorded_by_id for result in progress.results.values()}
    ids |= {row.asked_by_id for rows in progress.inquiries.values() for row in rows}
    ids |= {row.offered_by_id for row in file.moves.offers}
    ids |= {row.answered_by_id for row in file.moves.offers}
    ids |= {row.granted_by_id for row in file.moves.granted}
    ids |= {row.withdrawn_by_id for row in (*file.notes, *file.talk.sealed_notes)}
    return staff_names(ids)


def step_entries(file: CaseFile, names: Names) -> list[Entry]:
    """Return what was asked, answered, done, refused and waived; never what is sealed of it."""
    progress = file.progress
    found: list[Entry] = []
    for step in progress.steps:
        inquiries = progress.inquiries.get(step.pk, ())
        for row in inquiries:
            found += asked_entries(progress, step, row, names)
        result = progress.results.get(step.pk)
        if step.status == StepStatus.DONE and result is not None:
            # An answer that settles a step is told once, not as an answer and as a step done.
            if not any(settles(row, result) for row in inquiries):
                found.append(done_entry(progress, step, result, names))
        elif step.status in {StepStatus.DONE, StepStatus.REFUSED, StepStatus.WAIVED}:
            title = _("%(step)s: %(status)s") % {
                "step": step.procedure,
                "status": StepStatus(step.status).label,
            }
            icon = LOOKS[StepStatus(step.status)][1]
            since = progress.status_from(step)
            found.append(dated(progress, entry(title, icon, step.status_at, since=since)))
    return found


def asked_entries(progress: File, step: Step, row: Inquiry, names: Names) -> Iterator[Entry]:
    """Yield that a body was asked, and that it answered."""
    who = who_words(row.body, str(row.asked_of) if row.asked_of else "")
    title = _("%(step)s: %(who)s was asked") % {"step": step.procedure, "who": who}
    number = _("number %(number)s") % {"number": row.reference} if row.reference else ""
    yield dated(
        progress,
        entry(
            title,
            "clock",
            row.asked_at,
            since=row.asked_from,
            by=names[row.asked_by_id],
            body=number,
            known_at=late(row.asked_at, row.recorded_at),
        ),
    )
    if row.answered_at is not None:
        words = _("%(step)s: the question to %(who)s was taken back")
        title = words if row.is_taken_back else _("%(step)s: %(who)s answered")
        title %= {"step": step.procedure, "who": who}
        known_at = late(row.answered_at, row.answer_recorded_at)
        verdict = "" if row.is_taken_back else str(Verdict(row.verdict).label)
        told = entry(
            title, "tell", row.answered_at, since=row.answered_from, body=verdict, known_at=known_at
        )
        yield dated(progress, told)


def settles(row: Inquiry, result: StepResult) -> bool:
    """Return whether the answer is what the step was done by."""
    return row.verdict == Verdict.DONE and row.answered_at == result.happened_at


def done_entry(progress: File, step: Step, row: StepResult, names: Names) -> Entry:
    """Return that a step was done."""
    title = _("%(step)s: %(status)s") % {
        "step": step.procedure,
        "status": StepStatus.DONE.label,
    }
    told = entry(
        title,
        "check",
        row.happened_at,
        since=row.happened_from,
        by=names[row.recorded_by_id],
        known_at=late(row.happened_at, row.recorded_at),
    )
    return dated(progress, told)


def dated(progress: File, told: Entry) -> Entry:
    """Return an entry with the zone of its days, where only days are known.

    A day that had come at a body at home alone is one of home.
    """
    ends = told["occurred_from"], told["occurred_at"]
    zone = next((one for one in (progress.zone, HOME) if is_of_days(*ends, one)), "")
    return told | {"zone": zone}


def late(happened_at: datetime, recorded_at: datetime | None) -> datetime | None:
    """Return since when a fact is known, where that was later."""
    return recorded_at if recorded_at and recorded_at - happened_at > LATE else None


def mission_entries(file: CaseFile, names: Names) -> list[Entry]:
    """Return offers and what became of them, shares and their ends; a takeover is a stage entry."""
    found = [told for row in file.moves.offers for told in offer_entries(row, names)]
    return found + [told for row in file.moves.granted for told in share_entries(row, names)]


def offer_entries(row: Transfer, names: Names) -> Iterator[Entry]:
    """Yield that a case was offered, and that the offer was rejected or withdrawn."""
    title = _("Offered to %(mission)s") % {"mission": row.to_mission.label}
    yield entry(title, "next", row.offered_at, by=names[row.offered_by_id], body=row.summary)
    if row.answered_at and row.status in {TransferStatus.REJECTED, TransferStatus.WITHDRAWN}:
        words = _("Offer to %(mission)s: %(status)s") % {
            "mission": row.to_mission.label,
            "status": row.get_status_display(),
        }
        yield entry(words, "void", row.answered_at, by=names[row.answered_by_id], body=row.answer)


def share_entries(row: Share, names: Names) -> Iterator[Entry]:
    """Yield that a case was shared, and that the share was ended or ran out."""
    mission = {"mission": row.to_mission.label}
    granted_at = present.shown(row.granted_at)
    said = f"{acts_words(row)}; {row.reason}"
    by = names[row.granted_by_id]
    yield entry(_("Shared with %(mission)s") % mission, "people", granted_at, by=by, body=said)
    ended = row.revoked_at or row.until
    if ended <= present.real(present.now()):
        title = _("Share with %(mission)s ended") % mission
        yield entry(title, "lock", present.shown(ended), body=row.revoke_reason)
