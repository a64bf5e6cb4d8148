"""Letters on the page of their case: what can be written now, what was, and in its course."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.beside import Entry, band_of, told_of
from cases.casework.choices import Outcome
from cases.casework.models import Case
from cases.casework.pages.folds import fold
from cases.casework.queries import CaseFile
from cases.core import present
from cases.core.actor import Actor
from cases.core.together import Part
from cases.letters.choices import Effect, LetterState
from cases.letters.facts import Facts
from cases.letters.kinds import kinds
from cases.letters.models import Letter
from cases.letters.pages.words import tag_of
from cases.letters.policies import due_of, refusal_to_write, speaks_of_living


def letters_beside(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return the letters about a case, with the question that each asked and who did what."""
    rows = Letter.objects.visible_to(actor).filter(case_id=case)
    asked = ("answered_at", "answer_reference", "verdict")
    by = ("full_name",)
    copy = ("names_others", "withdrawn_at")
    return (Part(rows, {"issued_by": by, "sent_by": by, "inquiry": asked, "signed_copy": copy}),)


@told_of("letters", letters_beside, 1)
def letter_entries(case: Case, rows: Sequence[list[Any]]) -> list[Entry]:
    """Return that letters were issued and sent, by whom, under which number."""
    issued = _("Letter issued: %(letter)s")
    sent = _("Letter sent: %(letter)s")
    with_others = _("Letter sent with one signed copy of several: %(letter)s")
    return [
        *(entry(row, issued, row.issued_at, row.issued_by) for row in rows[0]),
        *(
            entry(
                row, with_others if row.signed_copy.names_others else sent, row.sent_at, row.sent_by
            )
            for row in rows[0]
            if row.sent_at
        ),
    ]


def entry(letter: Letter, title: str, moment: datetime, by: Any) -> Entry:
    """Return one thing that was done with a letter."""
    return {
        "title": title % {"letter": letter.get_kind_display()},
        "icon": "tell",
        "occurred_from": moment,
        "occurred_at": moment,
        "by": str(by or _("The system")),
        "body": letter.number,
        "actions": [{"label": _("Open the letter"), "url": letter.get_absolute_url()}],
    }


@band_of("letters", "letters/letters_band.html", below="steps")
def letters_band(
    actor: Actor, file: CaseFile, rows: Sequence[list[Any]], verbs: frozenset[str]
) -> Entry:
    """Return the letters that can be written now, one line each, and beneath those that were."""
    letters = sorted(rows[0], key=lambda row: (row.issued_at, row.pk), reverse=True)
    may_issue = "issue-letter" in verbs and file.case.citizen.anonymised_at is None
    unsent = [row for row in letters if row.state(row.inquiry) == LetterState.ISSUED]
    ready = ready_lines(actor, file, unsent) if may_issue else []
    return {
        **fold(_("Letters"), "letters", band_words(letters, ready)),
        "letters_ready": ready,
        "letters": [letter_line(row) for row in letters],
    }


def band_words(letters: Sequence[Letter], ready: Sequence[Entry]) -> str:
    """Return how many letters were written, how many wait for a reply, how many can be written."""
    said = [ngettext("%(n)d letter", "%(n)d letters", len(letters)) % {"n": len(letters)}]
    waiting = sum(row.state(row.inquiry) == LetterState.WAITING for row in letters)
    if waiting:
        said.append(
            ngettext("%(n)d waits for a reply", "%(n)d wait for a reply", waiting) % {"n": waiting}
        )
    if ready:
        said.append(
            ngettext("%(n)d can be written now", "%(n)d can be written now", len(ready))
            % {"n": len(ready)}
        )
    return " · ".join(said)


def ready_lines(actor: Actor, file: CaseFile, unsent: list[Letter]) -> list[Entry]:
    """Return a line for each letter that can be written now; first those of an open step."""
    steps = [step for step in file.progress.steps if step.status != "dropped"]
    today = actor.office_day(present.now())
    facts = Facts(file.case, actor.mission_zone, today, steps=steps, unsent=unsent)
    address = reverse("case_operation", args=[file.case.reference, "issue-letter"])
    lines = []
    has_died = any(row.outcome == Outcome.DIED for row in file.union.cases)
    for kind in kinds().values():
        if has_died and speaks_of_living(kind):
            continue
        if refusal_to_write(actor, kind, facts, None) is not None:
            continue
        due = due_of(kind, facts)
        lines.append(
            {
                "title": kind.title,
                "url": f"{address}?letter={kind.code}",
                "step": str(due.step.procedure) if due.step is not None else "",
                "asks": due.of is not None and due.of.effect == Effect.ASK,
            }
        )
    return sorted(lines, key=lambda line: (not line["step"], str(line["title"]).casefold()))


def letter_line(letter: Letter) -> Entry:
    """Return one issued letter in a line."""
    return {
        "number": letter.number,
        "title": letter.get_kind_display(),
        "url": letter.get_absolute_url(),
        "file_url": reverse("letter_file", args=[letter.uuid]),
        "state": tag_of(letter),
        "dated_on": letter.dated_on,
    }
