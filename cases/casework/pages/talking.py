"""What was said, in words: how the person's word stands, and when it is tried again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from cases.casework.choices import StatementAnswer, StatementKind, TalkedWith, TalkOutcome
from cases.casework.consent import AGAINST_RETURN
from cases.casework.deaths import SeenAlive, first_contacts
from cases.casework.models import Case, ContactEntry, Note, SealedNote, Statement
from cases.casework.models.statement import latest_of
from cases.casework.pages.happened import Names, entry, note_by
from cases.casework.pages.reads import RowKey
from cases.casework.pages.timeline import act_url, entry_of
from cases.casework.pages.words import recorded_by
from cases.casework.queries import CaseFile
from cases.core.actor import Actor
from cases.core.facts import lateness
from cases.core.text import labelled
from cases.procedures.choices import RestrictedGroup
from cases.templatetags.moments import occurred, planned

Row = dict[str, Any]
ALWAYS_ASKED: Final = (
    StatementKind.RETURN,
    StatementKind.INFORM_FAMILY,
    StatementKind.CONSULAR_CONTACT,
)
"""Questions that have a line of their own, asked or not; sharing has one for each body."""
AT_HOME: Final = (StatementKind.FOLLOW_UP,)
"""Asked of who is back as well."""


def talk_band(actor: Actor, file: CaseFile, verbs: frozenset[str], now: datetime) -> Row:
    """Return how her word stands, the last contact and the next attempt, and what may be done."""
    labels = {
        "log-contact": _("Log a contact"),
        "record-statement": _("Record a statement"),
    }
    links = [
        {"label": label, "url": act_url(file.case, verb)}
        for verb, label in labels.items()
        if verb in verbs
    ]
    said, contacts = statement_rows(actor, file, verbs), contact_lines(actor, file)
    return {
        "rows": [*said, *contacts],
        "line": " · ".join(
            str(labelled(str(row["label"]), str(row["value"]))) for row in (said[0], contacts[0])
        ),
        "links": links,
        "warning": warning_of(file, now),
    }


def warning_of(file: CaseFile, now: datetime) -> str:
    """Return one plain sentence: her word against returning first, then a missed attempt."""
    case = file.case
    if case.stage in {"", "closed"}:
        return ""
    if case.return_wish in AGAINST_RETURN:
        return _("The person has said that they do not want to return, or not yet.")
    if case.next_attempt_at is not None and case.next_attempt_at <= now:
        return _("The next attempt to reach somebody is due.")
    return ""


def statement_rows(actor: Actor, file: CaseFile, verbs: frozenset[str]) -> list[Row]:
    """Return one line for each question: the latest word, who took it down and when."""
    latest = latest_of(file.talk.statements)
    kinds = [*ALWAYS_ASKED, *(AT_HOME if file.case.stage in {"arrived", "closed"} else ())]
    asked = [(kind.value, "", None) for kind in kinds]
    shared = sorted(key for key in latest if key not in asked)
    return [
        statement_row(actor, file, question, latest.get(question), verbs)
        for question in [*asked, *shared]
    ]


def statement_row(
    actor: Actor,
    file: CaseFile,
    question: tuple[str, str, int | None],
    said: Statement | None,
    verbs: frozenset[str],
) -> Row:
    """Return the line of one question."""
    kind = StatementKind(question[0])
    row: Row = {"label": str(kind.label), "value": _("Not asked yet")}
    if said is not None:
        row["value"] = answer_words(said)
        row["note"] = f"{said.words}\n{said_by(actor, file, said)}"
    if "record-statement" in verbs:
        more = {"shared_with": said.shared_with} if said is not None and said.shared_with else {}
        row["url"] = act_url(file.case, "record-statement", kind=kind.value, **more)
        row["url_label"] = _("Record what they say")
    return row


def answer_words(said: Statement) -> str:
    """Return the answer, with whom it names."""
    with_whom = str(said.authority or "") or (
        str(said.get_shared_with_display()) if said.shared_with else ""
    )
    answer = str(StatementAnswer(said.answer).label)
    return ": ".join(part for part in (with_whom, answer, said.about) if part)


def said_by(actor: Actor, file: CaseFile, said: Statement) -> str:
    """Return when it was said, how, who took it down, and on which case where on another one."""
    parts = [
        str(occurred(said.occurred_from, said.occurred_at, actor.zone)),
        *how_said(said),
        said.taken_by or str(said.recorded_by or _("The system")),
    ]
    if said.case_id != file.case.pk:
        parts.append(_("on case %(reference)s") % {"reference": said.case.reference})
    return " · ".join(strip_tags(part) for part in parts if part)


def how_said(said: Statement) -> list[str]:
    """Return channel, language, interpreter and guardian."""
    parts = [str(said.get_channel_display()), str(said.get_language_display())]
    if said.interpreter:
        parts.append(_("interpreter: %(name)s") % {"name": said.interpreter})
    if said.guardian:
        parts.append(_("guardian: %(name)s") % {"name": said.guardian})
    return parts


def contact_lines(actor: Actor, file: CaseFile) -> list[Row]:
    """Return the last contact of any kind, and when it is tried again."""
    standing = [row for row in file.talk.contacts if row.is_standing]
    firsts = first_contacts(file.progress.steps, file.progress.results, actor.zone)
    logged = max(standing, key=lateness, default=None)
    later = [one for one in firsts if not logged or one.occurred_from > logged.occurred_from]
    last = later[0] if later else logged
    if last is None:
        return [{"label": _("Last contact"), "value": _("Nobody has been spoken with yet")}]
    when = occurred(last.occurred_from, last.occurred_at, actor.zone)
    rows: list[Row] = [
        {
            "label": _("Last contact"),
            "value": last.said if isinstance(last, SeenAlive) else contact_title(last),
            "note": strip_tags(str(when))
            if isinstance(last, SeenAlive)
            else f"{strip_tags(str(when))} · {recorded_by(last)}",
        }
    ]
    if file.case.next_attempt_at is not None:
        again = planned(file.case.next_attempt_at, actor.zone)
        rows.append({"label": _("Next attempt"), "value": again})
    return rows


def contact_title(row: ContactEntry) -> str:
    """Return with whom, how and what came of it."""
    who = str(TalkedWith(row.talked_with).label)
    name = row.whom or (row.relative.full_name if row.relative else "")
    parts = (labelled(who, name) if name else who, row.get_channel_display())
    return " · ".join(map(str, (*parts, TalkOutcome(row.outcome).label)))


def contact_entries(
    file: CaseFile, verbs: frozenset[str], voided_by: Mapping[RowKey, str]
) -> list[Row]:
    """Return the contact log for the course of the case."""
    found = []
    for row in file.talk.contacts:
        ground = row.get_ground_display() if row.ground else ""
        number = row.contact_point.choice_label if row.contact_point else ""
        body = " · ".join(str(part) for part in (number, ground) if part)
        told = entry_of(row, contact_title(row), "phone", body, voided_by)
        told["text"] = "\n".join(part for part in (row.words, row.ground_words) if part)
        told["source"] = ""
        found.append(told | actions(file.case, "void-contact", "contact", row, verbs))
    return found


def statement_entries(
    file: CaseFile, verbs: frozenset[str], voided_by: Mapping[RowKey, str]
) -> list[Row]:
    """Return the statements for the course of the case."""
    found = []
    for row in file.talk.statements:
        title = f"{row.get_kind_display()}: {answer_words(row)}"
        told = entry_of(row, title, "tell", " · ".join(how_said(row)), voided_by)
        told["text"] = row.words
        if row.taken_by:
            told["by"] = row.taken_by
        if row.case_id != file.case.pk:
            on = _("on case %(reference)s") % {"reference": row.case.reference}
            told["by"] = f"{told['by']} · {on}"
            found.append(told)
            continue
        found.append(told | actions(file.case, "void-statement", "statement", row, verbs))
    return found


def actions(
    case: Case, verb: str, field: str, row: Any, verbs: frozenset[str]
) -> dict[str, list[dict[str, str]]]:
    """Return the link that voids an entry, as far as the actor may."""
    if verb not in verbs or not row.is_standing:
        return {}
    return {"actions": [{"label": _("Void"), "url": act_url(case, verb, **{field: row.uuid})}]}


def note_entries(file: CaseFile, verbs: frozenset[str], names: Names) -> list[Row]:
    """Return the notes with who reads them; one that was withdrawn stands among the voided."""
    notes: list[Note | SealedNote] = [*file.notes, *file.talk.sealed_notes]
    return [note_entry(file, row, verbs, names) for row in notes]


def note_entry(file: CaseFile, note: Note | SealedNote, verbs: frozenset[str], names: Names) -> Row:
    """Return one note."""
    is_sealed = isinstance(note, SealedNote)
    by = " · ".join(part for part in (note_by(file, note), readers_words(note)) if part)
    told = entry("", "lock" if is_sealed else "note", note.recorded_at, by=by)
    told["text"] = note.text
    if note.withdrawn_at is not None:
        return told | {
            "title": _("Note, withdrawn"),
            "is_voided": True,
            "void_reason": note.withdraw_reason,
            "voided_at": note.withdrawn_at,
            "voided_by": names[note.withdrawn_by_id],
        }
    verb = "withdraw-sealed-note" if is_sealed else "withdraw-note"
    if verb in verbs and note.case_id == file.case.pk:
        url = act_url(file.case, verb, note=note.uuid)
        told["actions"] = [{"label": _("Withdraw"), "url": url}]
    return told


def readers_words(note: Note | SealedNote) -> str:
    """Return who reads a note, where not everybody does."""
    if isinstance(note, SealedNote):
        label = RestrictedGroup(note.restricted).label
        return _("restricted: %(group)s") % {"group": label}
    if note.only_for is not None:
        return _("only for %(mission)s") % {"mission": note.only_for.label}
    return ""
