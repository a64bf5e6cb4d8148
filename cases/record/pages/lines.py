"""Entries as lines of a page or of a sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.accounts.models import StaffSession
from cases.accounts.pages.sessions import agent_words
from cases.core import present
from cases.core.actor import Actor
from cases.core.models import AuditEntry
from cases.missions.models import Posting
from cases.record.numbers import counts, name_of
from cases.record.pages.words import (
    kind_words,
    label_words,
    may_name,
    table_names,
    what_words,
    who_words,
    why_words,
)
from cases.record.queries import Beside, beside

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words.

    `name` is how it is called for the reader, `number` is for our own use; `seq` is the number of
    its link, None while it waits for one or where numbers are not for the reader.
    """

    number: int
    name: str
    url: str
    at: datetime
    who: str
    username: str
    role: str
    mission: str
    kind: str
    what: str
    about: tuple[str, ...]
    fields: tuple[str, ...]
    labels: tuple[str, ...]
    is_refused: bool
    code: str
    why: str
    addresses: tuple[str, ...]
    is_linked: bool
    seq: int | None
    entry: AuditEntry
    sessions: tuple[StaffSession, ...]

    @property
    def shown_at(self) -> datetime:
        """The moment as all pages tell it; formats for machines have the real one."""
        return present.shown(self.at)

    @property
    def place(self) -> str:
        """In which role and from which mission."""
        return ", ".join(part for part in (self.role, self.mission) if part)


def lines_of(actor: Actor, entries: Sequence[AuditEntry]) -> list[Line]:
    """Return the lines of some entries; what is beside them is read in one query a table."""
    around = beside(actor, entries)
    teller = Teller(actor, around)
    return [teller.line(entry) for entry in entries]


class Teller:
    """Puts entries into words, with what was read beside them at hand."""

    def __init__(self, actor: Actor, around: Beside) -> None:
        self.actor = actor
        self.around = around
        self.names = table_names()
        self.open_tables: dict[str, bool] = {}

    def line(self, entry: AuditEntry) -> Line:
        """Return one entry as a line."""
        staff = self.around.staff.get(entry.staff_id or 0)
        posting = self.around.postings.get(entry.posting_id or 0)
        name, seq = name_of(self.actor, entry.pk), self.around.links.get(entry.pk)
        sessions = tuple(self.around.sessions_at(entry)) if entry.kind == "staff" else ()
        return Line(
            number=entry.pk,
            name=name,
            url=reverse("record_entry", args=[name]),
            at=entry.at,
            who=who_words(entry, staff.full_name if staff else ""),
            username=staff.username if staff else "",
            role=posting.get_role_display() if posting else "",
            mission=self.mission_of(entry, posting),
            kind=kind_words(entry),
            what=what_words(entry),
            about=tuple(self.about(entry)),
            fields=tuple(str(name) for name in entry.fields),
            labels=tuple(label_words(entry.operation, str(name)) for name in entry.fields),
            is_refused=entry.outcome == AuditEntry.Outcome.REFUSED,
            code=entry.code,
            why=why_words(entry),
            addresses=tuple(dict.fromkeys(str(row.address) for row in sessions)),
            is_linked=seq is not None,
            seq=seq if counts(self.actor) else None,
            entry=entry,
            sessions=sessions,
        )

    def mission_of(self, entry: AuditEntry, posting: Posting | None) -> str:
        """Return from which mission it was done; an administrator has the eyes of none."""
        mission = self.around.missions.get(entry.mission_id or 0)
        if mission is None and posting is not None:
            mission = posting.mission
        return mission.label if mission else ""

    def about(self, entry: AuditEntry) -> Iterator[str]:
        """Yield which rows an entry is about: kinds and counts, names only of what may be seen."""
        shown = [row for row in entry.subjects if isinstance(row, dict)]
        for subject in shown[:MOST_NAMED]:
            yield self.subject(entry, subject)
        if len(shown) > MOST_NAMED:
            more = len(shown) - MOST_NAMED
            yield ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}

    def subject(self, entry: AuditEntry, subject: dict[str, Any]) -> str:
        """Return one subject in words."""
        table = str(subject.get("table", ""))
        one, many = self.names.get(table, (table, table))
        if "rows" in subject:
            return f"{subject['rows']} {one if subject['rows'] == 1 else many}"
        reference = self.reference(entry, table, subject)
        return f"{one} {reference}" if reference else one

    def reference(self, entry: AuditEntry, table: str, subject: dict[str, Any]) -> str:
        """Return the public reference of a subject, empty where the actor does not see the row."""
        if table == "cases_case":
            return self.around.cases.get(subject.get("id", 0), "")
        if table == "cases_auditentry":
            return name_of(self.actor, subject["id"]) if "id" in subject else ""
        if table == "cases_citizen":
            return self.around.citizens.get(subject.get("id", 0), "")
        if table not in self.open_tables:
            self.open_tables[table] = may_name(self.actor, table)
        is_on_case = self.around.cases.get(entry.case_id or 0) is not None
        is_seen = self.open_tables[table] or is_on_case
        return str(subject.get("reference", "")) if is_seen else ""


def session_lines(line: Line) -> list[dict[str, Any]]:
    """Return the sessions that the account had open then: from which address, in which browser."""
    return [
        {
            "address": str(row.address),
            "agent": agent_words(row.agent),
            "started_at": present.shown(row.started_at),
            "ended_at": present.shown(row.ended_at),
        }
        for row in line.sessions
    ]


def link_words(line: Line) -> str:
    """Return whether an entry is in the chain."""
    if line.seq:
        return _("Link %(number)s") % {"number": line.seq}
    return _("In the chain") if line.is_linked else _("Waits for its link")
