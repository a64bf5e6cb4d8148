"""Rows of a reply meet the open questions of their body; nothing is written on a case here.

What fits nobody or two waits for an officer with a sentence that says what to do. So does what says
of the person otherwise than the record, or cannot be read: no number of a case settles that.
"""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from cases.casework.models import Case, Inquiry
from cases.casework.operations.step_rows import asked_on, is_after_letter
from cases.casework.progress.file import day_at
from cases.core import present
from cases.core.actor import Actor
from cases.intake.lists.answers.differences import DECISIONS, noted, undecided
from cases.intake.lists.answers.questions import OUR_NUMBER, Asked
from cases.intake.lists.answers.words import (
    Answered,
    lacking,
    meaning_of,
    needs_day_alone,
    own_day,
    said_by,
)
from cases.intake.lists.choices import NEEDS_DAY, UNUSED_DAY, ListField, Meaning, RowState
from cases.intake.lists.doubles import doubles_of
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.queries import ground_of
from cases.intake.lists.reading.tables import Line
from cases.intake.lists.rows import Ground, read_row
from cases.intake.lists.rows.dates import read_event
from cases.intake.lists.rows.kinds import held_cells
from cases.intake.lists.said import Said, fault, note
from cases.intake.lists.states import reason_once_read

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
SHOWN: Final = 3
"""Numbers of cases that a sentence names."""
WHO: Final = frozenset(
    {
        *(ListField.FULL_NAME, ListField.FAMILY_NAME, ListField.MIDDLE_NAME, ListField.GIVEN_NAME),
        *(ListField.BIRTH, ListField.BIRTH_DAY, ListField.BIRTH_MONTH, ListField.BIRTH_YEAR),
        *(ListField.DOCUMENT_NUMBER, ListField.PERSONAL_NUMBER),
    }
)
"""Columns by which a person is told from another: what stands there has to be readable."""


def meet(actor: Actor, received: ReceivedList, rows: Sequence[ListRow]) -> Asked:
    """Say of each row which question it answers and how, or why not; return the questions."""
    assert received.asked_of is not None
    ground, asked = ground_of(actor, received), Asked.of(actor, received.asked_of)
    unmet = []
    for row in rows:
        before = row.problems
        read(row, ground)
        if not met(received, asked, row, before):
            unmet.append(row)
    look_around(actor, received, asked, unmet, ground)
    return asked


def read(row: ListRow, ground: Ground) -> None:
    """Read the cells of a row; of what cannot be read only who it is holds it up."""
    found = read_row(row.sheet, row.number, row.cells, row.corrected, ground)
    line, layout = Line(row.number, tuple(row.cells)), ground.layout_at(row.sheet, row.number)
    said = (dict(held_cells(line, layout)) if layout else {}) | row.corrected
    row.values = found.values | {
        name: said[name] for name in (ListField.REFERENCE, ListField.ANSWER) if said.get(name)
    }
    if day := said.get(ListField.DAY, ""):
        row.values[ListField.DAY.value] = read_day(day, ground)
    row.problems = [
        one
        for one in found.problems
        if not one["is_fault"] or (one["field"] in WHO and one["code"] != "no_name")
    ]
    row.state, row.reason = RowState.NEW, reason_once_read(row.reason)


def read_day(text: str, ground: Ground) -> str:
    """Return the day of an answer in ISO form, or the text where it cannot be told."""
    day = read_event(text, ground.today, ground.day_order, ground.zero, may_come=True).birth
    return str(day) if day and day.precision == "day" else text


def met(received: ReceivedList, asked: Asked, row: ListRow, before: Sequence[Said]) -> bool:
    """Put a row to the question it meets; return whether it leads to any.

    The number of a case of ours that leads to no question is not set aside for a name. `before` are
    the notes of the row as it was looked at last.
    """
    said: dict[str, str] = row.values
    ways = [asked.by_references(said.get(ListField.REFERENCE, ""))]
    if not OUR_NUMBER.fullmatch(number_of(row)):
        ways += [asked.by_numbers(said), asked.by_person(said)]
    found = next(filter(None, ways), set())
    if len(found) > 1:
        found = asked.by_person(said, found) or found
        found = asked.by_letter(found) or found
    if len(found) > 1:
        fits_several(asked, row, found)
    elif found:
        settle(received, asked, row, found.pop(), before)
    return row.state != RowState.NEW


def settle(
    received: ReceivedList,
    asked: Asked,
    row: ListRow,
    question: int,
    before: Sequence[Said] = (),
    *,
    is_near: bool = False,
) -> None:
    """Say what a row answers to its question, and whether somebody has to look at it first.

    `is_near`: it only looks like the person, so nobody accepts it without a look.
    """
    inquiry = asked.questions[question]
    text = row.values.get(ListField.ANSWER, "")
    meaning = meaning_of(text, inquiry.step.procedure)
    row.values |= {"question": str(inquiry.uuid), "case": inquiry.case.reference}
    assert received.as_of is not None
    if received.as_of < asked_on(inquiry, inquiry.case.mission.zone):
        wrong(row, "answer_before_question", case=inquiry.case.reference)
        return
    if not meaning:
        wrong(row, "answer_unreadable" if text else "answer_missing", text=text[:60])
        return
    row.values["meaning"] = meaning
    if code := day_at_fault(received, inquiry, row.values.get(ListField.DAY, "")):
        said_day = {"text": row.values[ListField.DAY][:60], "case": inquiry.case.reference}
        of = received.as_of if code == "day_after_letter" else received.received_on
        wrong(row, code, day=of.isoformat(), **said_day)
        return
    said = said_by(received, inquiry.step.procedure, row.values)
    decided = {name: row.corrected.get(name, "") for name in DECISIONS.values()}
    differing = noted(asked.differences(row.values, question), decided, before)
    row.problems = [*row.problems, *differing, *unused_day(row, inquiry, said)]
    numbers = asked.foreign_numbers(row.values, question)
    waits_for_look = is_near or undecided(row) or numbers
    lacks = meaning != Meaning.ANOTHER and (said is None or said.problems)
    if lacks and not (waits_for_look and lacks_day(row, inquiry, said)):
        needs_case(row, inquiry, said)
    elif row.faults:
        row.state = RowState.NEEDS_FIXING
    elif waits_for_look:
        row.state = RowState.DIFFERS
        said_of = {"case": inquiry.case.reference}
        if numbers:
            looked = note("number_differs", "", numbers=", ".join(numbers), **said_of)
        else:
            looked = note("differs" if differing else "name_alone", "", **said_of)
        row.problems = [*row.problems, looked]
    else:
        row.state = RowState.ANOTHER_PERSON if meaning == Meaning.ANOTHER else RowState.READY


def day_at_fault(received: ReceivedList, inquiry: Inquiry, text: str) -> str:
    """Return what is wrong with the day of a row, where the result takes one; "" for nothing."""
    own = own_day(inquiry.step.procedure)
    if not text or own is None:
        return ""
    assert received.as_of is not None
    if not is_day(text):
        return "day_unreadable"
    zone = inquiry.case.mission.zone
    if text > day_at(present.now(), zone).isoformat():
        return "day_future"
    if text > received.received_on.isoformat():
        return "day_after_list"
    if own.done and is_after_letter(date.fromisoformat(text), received.as_of, inquiry.body, zone):
        return "day_after_letter"
    is_before = text < asked_on(inquiry, zone).isoformat()
    return "day_before_question" if own.answers and is_before else ""


def hold_up_early(rows: Sequence[ListRow], asked: Asked) -> None:
    """Let rows wait whose question was put after the day that was given for all of them.

    The row itself may say such a day: a body may have told of somebody before it was asked.
    """
    by_uuid = {str(one.uuid): one for one in asked.questions.values()}
    for row in rows:
        inquiry, text = by_uuid.get(row.values.get("question", "")), row.values[ListField.DAY]
        if row.state != RowState.READY or inquiry is None:
            continue
        if text < asked_on(inquiry, inquiry.case.mission.zone).isoformat():
            wrong(row, "day_before_question", text=text, case=inquiry.case.reference)


def is_day(text: str) -> bool:
    """Return whether a text is a day in ISO form that the calendar has."""
    try:
        return DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def unused_day(row: ListRow, inquiry: Inquiry, said: Answered | None) -> list[Said]:
    """Return the note on the day of a row that its answer does not take; none where it does."""
    text, own = row.values.get(ListField.DAY, ""), own_day(inquiry.step.procedure)
    result = said.result if said and row.values["meaning"] != Meaning.ANOTHER else {}
    if not text or (own is not None and own.name in result):
        return []
    return [note(UNUSED_DAY, ListField.DAY, text=text[:60])]


def wrong(row: ListRow, code: str, **params: str) -> None:
    """Let a row wait for an officer with the sentence that says what to do."""
    row.state = RowState.NEEDS_FIXING
    at = next((one for one in (ListField.ANSWER, ListField.DAY) if code.startswith(one)), None)
    at = ListField.DAY if code == NEEDS_DAY else at or ListField.REFERENCE
    row.problems = [*row.problems, fault(code, at, **params)]


def needs_case(row: ListRow, inquiry: Inquiry, said: Answered | None) -> None:
    """Let a row wait whose answer needs more than it says: a day, or to be recorded on its case.

    A day that it says and that cannot be is not put aside for another.
    """
    reference, procedure = inquiry.case.reference, inquiry.step.procedure
    lacks = lacking(procedure, said)
    if lacks is None:
        wrong(row, "answer_needs_case", case=reference)
        return
    labels = {name: getattr(lacks, name) for name in ("label", "label_vi", "label_fr")}
    if lacks_day(row, inquiry, said):
        wrong(row, NEEDS_DAY, case=reference, **labels)
    elif needs_day_alone(procedure, said):
        wrong(row, "day_unreadable", text=row.values[ListField.DAY][:60], case=reference)
    else:
        wrong(row, "answer_lacks", case=reference, **labels)


def lacks_day(row: ListRow, inquiry: Inquiry, said: Answered | None) -> bool:
    """Return whether nothing but a day is lacking of an answer, and its row says none."""
    return not row.values.get(ListField.DAY) and needs_day_alone(inquiry.step.procedure, said)


def look_around(
    actor: Actor, received: ReceivedList, asked: Asked, rows: Sequence[ListRow], ground: Ground
) -> None:
    """Find for rows that meet nothing who may be meant, and who was not asked about."""
    named = [row for row in rows if row.values.get("full_name")]
    likely = doubles_of(actor, named, ground.known) if named else {}
    people = {row: [one.citizen["pk"] for one in found] for row, found in likely.items()}
    cases = Case.objects.visible_to(actor)
    numbers = set(
        cases.filter(reference__in=map(number_of, rows)).values_list("reference", flat=True)
    )
    others = dict(
        cases.filter(citizen__in={pk for found in people.values() for pk in found})
        .order_by("pk")
        .values_list("citizen_id", "reference")
    )
    for row in rows:
        found = {pk for one in people.get(row.pk, ()) for pk in asked.of_citizen.get(one, ())}
        known = [others[one] for one in people.get(row.pk, ()) if one in others]
        if number_of(row) in numbers:
            not_asked(row, number_of(row))
        elif len(found) == 1:
            settle(received, asked, row, found.pop(), is_near=True)
        elif found:
            fits_several(asked, row, found)
        elif known:
            not_asked(row, known[0])
        else:
            wrong(row, "fits_nobody")


def number_of(row: ListRow) -> str:
    """Return the number of a case or a letter that a row gives."""
    return str(row.values.get(ListField.REFERENCE, "")).strip().upper()


def fits_several(asked: Asked, row: ListRow, found: Collection[int]) -> None:
    """Let a row wait that fits several questions, and name the first: their cases and letters."""
    questions = [asked.questions[pk] for pk in found]
    letters = {one: f" ({one.reference})" if one.reference else "" for one in questions}
    named = sorted({f"{one.case.reference}{letters[one]}" for one in questions})
    wrong(row, "fits_two", cases=", ".join(named[:SHOWN]))


def not_asked(row: ListRow, reference: str) -> None:
    """Say of a row that nothing is asked of this body about its case."""
    row.state = RowState.NOT_ASKED
    row.values["case"] = reference
    row.problems = [*row.problems, note("not_asked", "", case=reference)]


def find_twice(rows: Sequence[ListRow]) -> list[ListRow]:
    """Mark rows that answer a question a second time; where they say different, all of them.

    Returns the rows it marked, which are not written yet. They come in the order of the file.
    """
    first: dict[str, ListRow] = {}
    marked: dict[int, ListRow] = {}
    for row in rows:
        before = first.setdefault(row.values["question"], row)
        if before is row:
            continue
        if before.values["meaning"] == row.values["meaning"]:
            row.state = RowState.TWICE
            row.problems = [*row.problems, fault("twice", "", row=before.number)]
            marked[row.pk] = row
            continue
        for one, other in ((row, before), (before, row)):
            if one.state != RowState.NEEDS_FIXING:
                wrong(one, "answered_otherwise", other=str(other.number))
                marked[one.pk] = one
    return list(marked.values())
