"""The reply of a body: received as a list, its answers recorded in one act."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Verdict
from cases.casework.models import Case, Inquiry
from cases.casework.operations import advance_case, record_answer
from cases.casework.operations.step_rows import body_of
from cases.casework.together.answers import Received, Reply, answer_together
from cases.casework.together.locking import let_all_wait, locked_together, write_all_down
from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.core.audit import also_on_record, write_each
from cases.core.errors import Refused, Sentence, broken_rule, not_found, wrong_state
from cases.core.facts import When, ledger_moment
from cases.core.fields import Sent
from cases.core.guards import hindrance
from cases.core.jobs.begun import begun_by
from cases.core.jobs.sets import Pace, work_on
from cases.core.operations import operation
from cases.incidents.models import Incident
from cases.intake.lists.answers.differences import decided_of, said_in_result
from cases.intake.lists.answers.meeting import find_twice, hold_up_early, meet
from cases.intake.lists.answers.words import said_by
from cases.intake.lists.checking import CHECKED, check_rows, set_aside, sort_out
from cases.intake.lists.choices import (
    NEEDS_DAY,
    DayOrder,
    ListField,
    ListState,
    RowState,
    SenderKind,
)
from cases.intake.lists.jobs import check_list, finish
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.operations.covering_letter import attach_letter, number_letter
from cases.intake.lists.operations.receive import keep_list
from cases.intake.lists.possible import allow_list
from cases.intake.lists.queries import lacking_day, layouts_of, orders_in, rows_in
from cases.intake.lists.said import fault
from cases.intake.lists.writing import SETTLED, settle_row
from cases.missions.models import Authority
from cases.procedures.choices import Body
from cases.templatetags.moments import day_words

AT_ONCE: Final = 200
"""Answers that one act records; those after them are recorded by the next."""
LOOKED_AT: Final = 1000
"""Rows that are looked at before the page is answered; of more, in the background."""
KINDS: Final[Mapping[str, SenderKind]] = {
    Body.ORGANISATION: SenderKind.ORGANISATION,
    Body.HOST_AUTHORITY: SenderKind.HOST_AUTHORITY,
}
AFTER_LIST: Sentence = _("This lies after the day on which the list was received, %(day)s.")
NOTHING: Sentence = _("No answer of this list is ready, and no letter was sent.")


@operation(may="list.take_in", audit="answers.received")
def receive_answers(
    actor: Actor,
    *,
    asked_of: Authority,
    incident: Incident,
    received_on: date,
    as_of: date,
    reference: str = "",
    file: Sent | None = None,
    pasted: str = "",
    delimiter: str = "",
) -> ReceivedList:
    """Keep the reply of a body as a list, each row beside the question it answers.

    Nothing is written on a case. Where its columns or short years cannot be told, they are asked
    first. Of a date that can be read in two ways the day stands first: one that is not that of the
    record is looked at anyway.
    """
    received = keep_list(
        actor,
        file,
        pasted,
        delimiter,
        incident=incident,
        sender=str(asked_of),
        sender_kind=KINDS.get(body_of(asked_of), SenderKind.HOME_AUTHORITY),
        asked_of=asked_of,
        reference=reference,
        received_on=received_on,
        as_of=as_of,
    )
    layouts = layouts_of(received)
    orders = orders_in(actor, received, layouts)
    if layouts and not orders.asks_years and all(layout.has_answers for layout in layouts):
        received.day_order = orders.order or DayOrder.DAY_FIRST
        received.short_years = orders.short_years
        look_at_all(actor, received)
    return received


def look_at_all(actor: Actor, received: ReceivedList) -> None:
    """Let each row meet its question, at once where they are few."""
    received.round, received.state = 1, ListState.CHECKING
    received.save(update_fields=["day_order", "short_years", "round", "state"])
    rows = list(rows_in(actor, received).in_order()[: LOOKED_AT + 1])
    if len(rows) > LOOKED_AT:
        check_list.enqueue(list_id=received.pk, round_number=received.round, **begun_by(actor))
        return
    sort_out(actor, received, rows)
    left = [row for row in rows if row.state == RowState.NEW]
    pace = Pace(len(left))
    while left:
        done, pace = work_on(
            left[: pace.size], partial(check_rows, actor, received), set_aside, pace
        )
        left = left[done:]
    finish(actor, received)


@operation(may="step.work", audit="answers.accepted")
def accept_answers(
    actor: Actor,
    received: ReceivedList,
    *,
    day: date | None = None,
    reference: str = "",
    letter: Sent | None = None,
) -> ReceivedList:
    """Record the answers that are ready: results, what they decide, stages; attach the letter once.

    Each row is met anew under the locks of its case. What was answered meanwhile, what has another
    person by now, or what the case refuses stays in the list with its reason. A second call records
    nothing twice; with the letter alone it attaches it where it is not yet, and its number, where
    the list came without it (`reference`), goes on the answers that were recorded before too.

    `day` is that of what was done, decided or told, for rows that lack nothing else: they are
    recorded too, of those that one act records. 422 `day_after_list` where it lies after the list
    came. A row that it does not fit, or whose question was put later, stays as it was, with the
    reason, and another day can be given.
    """
    allow_list(received, "accept_answers")
    if reference:
        number_letter(actor, received, reference)
    ready = rows_in(actor, received).filter(state=RowState.READY)
    locked = ready.select_for_update(of=("self",), no_key=True).in_order()
    rows = list(locked[:AT_ONCE])
    given: dict[int, dict[str, str]] = {}
    if day is not None:
        dated, given = give_day(actor, received, day, AT_ONCE - len(rows))
        rows = sorted([*rows, *dated], key=lambda row: (row.sheet, row.number))
    if not rows and letter is None and not reference:
        raise wrong_state(NOTHING, "nothing_ready")
    if rows:
        answer_rows(actor, received, rows, given)
        take_back_day(actor, received, rows, given)
        received.what_was_done = what_was_done(rows)
    if letter is not None:
        attach_letter(actor, received, letter)
    return received


def what_was_done(rows: Sequence[ListRow]) -> tuple[str, bool]:
    """Return how many answers were recorded and how many not, and whether none was."""
    done = sum(row.state == RowState.ANSWERED for row in rows)
    left = len(rows) - done
    words = ngettext("%(count)s answer is recorded.", "%(count)s answers are recorded.", done) % {
        "count": number_format(done, force_grouping=True)
    }
    not_done = ngettext(
        "%(count)s answer stays in the list, with the reason.",
        "%(count)s answers stay in the list, each with its reason.",
        left,
    ) % {"count": number_format(left, force_grouping=True)}
    said = [words if done else gettext("No answer was recorded."), not_done if left else ""]
    return " ".join(filter(None, said)), not done


def give_day(
    actor: Actor, received: ReceivedList, day: date, most: int
) -> tuple[list[ListRow], dict[int, dict[str, str]]]:
    """Give a day to the first rows that lack nothing else.

    Returns them, and what was corrected in each before.
    """
    if day > received.received_on:
        raise broken_rule(
            AFTER_LIST % {"day": day_words(received.received_on)}, "day_after_list", "day"
        )
    rows = lacking_day(actor, received).select_for_update(of=("self",), no_key=True)
    given = [row for row in rows.in_order() if len(row.faults) == 1][:most]
    before = {row.pk: row.corrected for row in given}
    for row in given:
        row.corrected = row.corrected | {ListField.DAY.value: day.isoformat()}
        row.values = row.values | {ListField.DAY.value: day.isoformat()}
        row.state, row.problems = (
            RowState.READY,
            [one for one in row.problems if not one["is_fault"]],
        )
    write_columns(given, ["corrected", "values", "state", "problems"])
    return given, before


def take_back_day(
    actor: Actor,
    received: ReceivedList,
    rows: Sequence[ListRow],
    given: Mapping[int, dict[str, str]],
) -> None:
    """Take the day given for all from the rows that could not be recorded with it, and say why."""
    left = [row for row in rows if row.pk in given and row.state != RowState.ANSWERED]
    if not left:
        return
    why = {row.pk: row.faults for row in left}
    for row in left:
        row.corrected = given[row.pk]
    meet(actor, received, left)
    for row in left:
        if NEEDS_DAY in {one["code"] for one in row.faults}:
            row.problems += [one | {"is_fault": False} for one in why[row.pk]]
    write_columns(left, [*CHECKED, "corrected"])


def answer_rows(
    actor: Actor, received: ReceivedList, rows: Sequence[ListRow], given: Collection[int]
) -> None:
    """Record what rows answer, and say of each what became of it.

    `given`: the rows to which a day was given with all others.
    """
    cases, hindered = cases_of(actor, rows)
    asked = meet(actor, received, rows)
    hold_up_early([row for row in rows if row.pk in given], asked)
    find_twice([row for row in rows if row.state == RowState.READY])
    by_uuid = {str(one.uuid): one for one in asked.questions.values()}
    taken = {
        by_uuid[row.values["question"]].step_id: row
        for row in rows
        if row.state == RowState.READY and by_uuid[row.values["question"]].case_id in cases
    }
    questions = {one.step_id: one for one in asked.questions.values() if one.step_id in taken}
    touched = {one.case_id: cases[one.case_id] for one in questions.values()}
    let_all_wait(list(touched.values()))
    replies = [reply_of(received, questions[step], row, cases) for step, row in taken.items()]
    moment = ledger_moment([row for case in touched.values() for row in (case.citizen, case)])
    came = When(day=received.received_on)
    said = Received(came, received.as_of, received.reference, moment, accept_answers.name)
    moved, refused = answer_together(actor, said, replies)
    for step, row in taken.items():
        if step in refused:
            give_back(row, refused[step])
        else:
            settle_row(actor, row, cases[questions[step].case_id], RowState.ANSWERED, moment)
    for row in rows:
        if row.state == RowState.READY:
            give_back(row, hindered[by_uuid[row.values["question"]].case_id])
    write_all_down(list(touched.values()))
    write_columns(rows, [*CHECKED, *(name for name in SETTLED if name not in CHECKED)])
    done = [row.case for row in taken.values() if row.state == RowState.ANSWERED]
    also_on_record(f"answers={len(done)}")
    write_each("step.answered", record_answer.name, [case for case in done if case])
    write_each("case.advanced", advance_case.name, moved)


def cases_of(
    actor: Actor, rows: Sequence[ListRow]
) -> tuple[dict[int, Case], Mapping[int, Refused]]:
    """Return the cases of the questions that rows answer, locked; and why one may not be acted on.

    Of a case that cannot be locked any more it is that it was not found.
    """
    uuids = [row.values["question"] for row in rows]
    asked = Case.objects.own_of(actor).filter(inquiries__uuid__in=uuids).distinct()
    cases: dict[int, Case] = {}
    hindered: dict[int, Refused] = defaultdict(not_found)
    for case in locked_together(actor, asked):
        refusal = hindrance(actor, case)(record_answer.name)
        if refusal is None:
            cases[case.pk] = case
        else:
            hindered[case.pk] = refusal
    return cases, hindered


def reply_of(
    received: ReceivedList, question: Inquiry, row: ListRow, cases: Mapping[int, Case]
) -> Reply:
    """Return what a row answers to its question."""
    said = said_by(received, question.step.procedure, row.values)
    assert said is not None, "the row was met with this answer a moment ago"
    notes, decided = decided_of(row)
    result = said.result
    if said.verdict == Verdict.DONE:
        result = result | said_in_result(notes, question.step.procedure)
    case = cases[question.case_id]
    return Reply(case, question.step_id, said.verdict, row.values["answer"], result, decided)


def give_back(row: ListRow, refusal: Refused) -> None:
    """Give a row back to the officer with the sentence that says why."""
    row.state = RowState.NEEDS_FIXING
    with override("en"):
        sentence = str(refusal.message)
    row.problems = [*row.problems, fault("refused", "", sentence=sentence)]
