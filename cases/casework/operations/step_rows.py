"""The rows behind work on steps: found under the lock of the case, written once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import StepStatus, TransitionKind, Verdict
from cases.casework.ledger import Writing
from cases.casework.models import Case, Inquiry, Step, StepResult, Transition
from cases.casework.operations.deciding import decide, nationality_before
from cases.casework.operations.differing import BEFORE, Decided, Difference, take_over, to_take_over
from cases.casework.operations.opening import refuse_before_birth, refuse_before_incident
from cases.casework.operations.sealing import halves, refuse_unread, seal, sealed_text
from cases.casework.policies import refuse_closed, refuse_void, waived_by_another
from cases.casework.progress import File, load
from cases.casework.progress.file import day_at
from cases.casework.progress.moments import bounds_of, zone_there
from cases.casework.progress.starts import asked_moment, days_of_step
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, broken_rule, wrong_state
from cases.core.facts import Interval, When, midnight_of
from cases.core.fields.dates import parse_when
from cases.missions.choices import AuthorityKind
from cases.missions.models import Authority
from cases.places.choices import Country
from cases.procedures.choices import Body
from cases.procedures.results import expiry_of, fields_of, read_result
from cases.templatetags.moments import day_words, partial_words

STATUS = (
    *("status", "status_at", "recorded_at", "status_by", "opened_from", "opened_at", "taken_up_at"),
    *("reference", "grounds", "sealed_grounds", "expires_on"),
)
"""Columns of a step that change with its status."""
ANSWER = (
    *("answered_from", "answered_at", "verdict", "answer_reference", "answer", "sealed_answer"),
    *("answer_recorded_at", "replied_on"),
)
"""Columns of a question that its answer fills."""


BEFORE_QUESTION: Final[Sentence] = _("An answer cannot come before the question.")


def the_step(actor: Actor, case: Case, step: Step) -> tuple[File, Step]:
    """Return the file of the locked case and the step in it; 409 where the case is closed."""
    refuse_closed(case)
    return found_step(actor, case, step)


def found_step(actor: Actor, case: Case, step: Step) -> tuple[File, Step]:
    """Return the file and the step; 409 for one no longer needed.

    403 for one of a group that the role does not read.

    What is done to the step is done to the row in the file, so that `refresh` reads nothing again.
    """
    refuse_void(case)
    (file,) = load([case])
    row = next(row for row in file.steps if row.pk == step.pk)
    if row.status == StepStatus.DROPPED:
        raise wrong_state(_("The playbook of the case no longer has this step."), "step_dropped")
    refuse_unread(actor, row)
    return file, row


def begun(actor: Actor, case: Case, step: Step) -> tuple[File, Step]:
    """Return the file and the step as they are now; 409 while the step waits for others."""
    file, row = the_step(actor, case, step)
    if row.status == StepStatus.WAITING:
        raise wrong_state(
            _("This step waits for others. Finish them first, or have them waived."), "step_waits"
        )
    return file, row


def answerable(actor: Actor, case: Case, step: Step) -> tuple[File, Step, Inquiry]:
    """Return the file, the step and the question that is out, of a closed case too; 409 for none.

    A body does not know that we closed the case, and its answer decides facts all the same.
    """
    file, row = found_step(actor, case, step)
    asked = unanswered(file, row)
    if asked is None:
        refuse_closed(case)
        raise wrong_state(_("Nobody was asked about this. Ask first."), "not_asked")
    return file, row, asked


def new_inquiry(
    actor: Actor,
    file: File,
    row: Step,
    interval: Interval,
    moment: datetime,
    *,
    body: str,
    asked_of: Authority | None,
    reference: str,
    question: str,
) -> Inquiry:
    """Return the question about a step, which is not written yet and in no file."""
    return Inquiry(
        case=file.case,
        step=row,
        body=body,
        asked_of=asked_of,
        reference=reference,
        **sealed_text(actor, row, moment, "question", question),
        asked_from=interval.first,
        asked_at=interval.last,
        asked_by_id=actor.staff_id,
        recorded_at=moment,
    )


def refuse_own_work(actor: Actor, file: File, row: Step) -> None:
    """Raise 403 when who acts has worked on the step: nobody grants the waiver of the own work."""
    if file.is_worked_on_by(row, actor.staff_id):
        raise waived_by_another()


def settled_already(row: Step) -> Refused:
    """Return the 409 of a step on which nothing is to be done."""
    return wrong_state(_("This step is settled already. Take it up again first."), "step_settled")


def is_expired(row: Step) -> bool:
    """Return whether what was got can run out, so that it may be waived though it is done."""
    return row.status == StepStatus.DONE and row.expires_on is not None


def unanswered(file: File, row: Step) -> Inquiry | None:
    """Return the question to which no answer has come."""
    rows = file.inquiries.get(row.pk, ())
    return next((asked for asked in rows if asked.answered_at is None), None)


def body_of(authority: Authority) -> str:
    """Return which kind of body an authority is to us."""
    if authority.kind == AuthorityKind.ORGANISATION:
        return Body.ORGANISATION
    if authority.country != Country.VN:
        return Body.HOST_AUTHORITY
    is_immigration = authority.kind == AuthorityKind.IMMIGRATION
    return Body.IMMIGRATION_DEPARTMENT if is_immigration else Body.HOME_AUTHORITY


def happened(
    actor: Actor,
    file: File,
    when: When | None,
    moment: datetime,
    *,
    not_before: Inquiry | None,
    body: str = Body.MISSION,
    field: str = "when",
) -> Interval:
    """Return when it happened, now unless said otherwise.

    422 for an answer that came before its question for certain: what is known to the same day or
    month is kept as it was said. A bare day is one of the body that was asked: 422 while it has not
    come there. 422 too for what certainly came before the case did (`refuse_too_early`).
    """
    body = not_before.body if not_before is not None else body
    now = Interval(moment, moment)
    interval = interval_said(when, actor.zone, body, moment, field) if when else now
    refuse_too_early(file, interval, field)
    if not_before is not None and interval.last < not_before.asked_from:
        raise broken_rule(BEFORE_QUESTION, "answer_before_question", field)
    return interval


def when_done(
    actor: Actor,
    file: File,
    row: Step,
    when: When | None,
    *,
    result: Mapping[str, Any] | None,
    asked: Inquiry | None,
) -> When | None:
    """Return when a step was done, or answered: one day, as it is said and as its result names it.

    What is said to a month, or not at all, is of the day of the result; today leaves it open. 422
    where the two differ. What was done before anybody asked stays so in the result: its answer came
    later, on a day of its own.
    """
    day = done_day(row, result)
    if day is None or (asked is not None and day < asked_on(asked, file.zone)):
        return when
    body = asked.body if asked else Body.MISSION
    zones = {file.zone, zone_there(body, file.zone), actor.zone}
    if when is None:
        return None if day >= present.today(file.zone) else When(day=day)
    spans = [days_said(when, zone) for zone in zones]
    if not any(first <= day <= last for first, last in spans):
        raise two_days(row, day)
    return when if any(first == last for first, last in spans) else When(day=day)


def done_day(row: Step, values: Mapping[str, Any] | None) -> date | None:
    """Return the day that a result names as that of its step, None where it names none."""
    names = days_of_step(row)
    stored = read_result(row.procedure, values or {})[0] if names else {}
    return next((date.fromisoformat(stored[name]) for name in names if name in stored), None)


def days_said(when: When, zone: str) -> tuple[date, date]:
    """Return the first and the last day that is meant, of instants those of a zone."""
    if when.day is not None:
        return when.day, when.until or when.day
    assert when.earliest is not None, "it is days or instants"
    return day_at(when.earliest, zone), when.last_begun(zone)


def two_days(row: Step, day: date) -> Refused:
    """Return the 422 of a step of which two days are said."""
    label = next(field.words for field in fields_of(row.procedure) if field.done)
    return broken_rule(
        _(
            "This is another day than “%(label)s” of the result, %(day)s. It is one thing and has "
            "one day: give the right one in both, or in the result alone."
        )
        % {"label": label, "day": day_words(day)},
        "two_days_of_step",
        "when",
    )


def refuse_too_early(file: File, interval: Interval, field: str) -> None:
    """422 for what was certainly before the birth of the person or before the incident began.

    A year that was typed wrong would make a body overdue by years. Of a case whose opening is dated
    later a body may have been asked before.
    """
    birth = file.case.citizen.birth
    if birth is not None and interval.last < bounds_of(birth.first, file.zone)[0]:
        raise broken_rule(
            _("This lies before the birth of the person, %(day)s. Check the day and the year.")
            % {"day": partial_words(birth)},
            "before_birth",
            field,
        )
    refuse_before_incident(file.case, interval, file.zone, field)


def refuse_early_result(file: File, row: Step, stored: Mapping[str, Any]) -> None:
    """422 for a past day of a result that is as impossible as one of the step would be.

    The day on which the step was done has to be said, so only such a day is bound by the incident:
    a sentence may have begun earlier. What a body says of the person is theirs to say.
    """
    for field in fields_of(row.procedure):
        if not field.past or field.about or not stored.get(field.name):
            continue
        day = parse_when(stored[field.name]).last_begun(file.zone)
        first = midnight_of(day, file.zone)
        name, span = f"result.{field.name}", Interval(first, first)
        if field.required:
            refuse_too_early(file, span, name)
        else:
            refuse_before_birth(file.case.citizen, span, file.zone, name)


def interval_said(
    when: When, zone: str, body: str, moment: datetime, field: str = "when"
) -> Interval:
    """Return the interval of what is said of a body, by the days of the mission and of the body.

    A day that has come at the body and not yet at the mission is kept as the hours of it that are
    over.
    """
    there = zone_there(body, zone)
    if when.day is None or there == zone:
        return when.resolve(zone, moment, field=field)
    last = when.last_begun(there)
    if last > (today := day_at(moment, there)):
        raise broken_rule(
            _("At the body that was asked this day has not come yet: there it is still %(day)s.")
            % {"day": day_words(today)},
            "day_to_come_there",
            field,
        )
    return when.resolve(there if last > day_at(moment, zone) else zone, moment, field=field)


def letters_dated(row: Step) -> list[str]:
    """Return which values of the result of a step are the date of the letter of a body."""
    return [field.name for field in fields_of(row.procedure) if field.answers]


def letter_day(row: Step, said: date | None, values: Mapping[str, Any] | None) -> date | None:
    """Return the date of the letter of an answer, as it is said or as the result names it.

    422 where the two differ.
    """
    names = letters_dated(row)
    stored = read_result(row.procedure, values or {})[0] if names else {}
    days = {date.fromisoformat(stored[name]) for name in names if name in stored}
    if said is not None:
        days.add(said)
    if len(days) > 1:
        raise broken_rule(
            _("The date of their letter is not that of the result. Say which is right."),
            "two_dates_of_letter",
            "replied_on",
        )
    return next(iter(days), None)


def check_letter(
    file: File,
    asked: Inquiry,
    replied_on: date | None,
    interval: Interval,
    verdict: str,
    *,
    result: Mapping[str, Any] | None = None,
) -> None:
    """422 for a letter from before its question, or after it came, by the days of the body.

    Where a result names the day of its step, the answer came on that day, and a letter may tell of
    it once more later: never before.
    """
    if replied_on is None:
        return
    zone = zone_there(asked.body, file.zone)
    if replied_on < asked_moment(asked, file.charge.zones).days_in(zone)[0]:
        raise broken_rule(
            _("Their letter cannot be from before the question."),
            "letter_before_question",
            "replied_on",
        )
    row = next(row for row in file.steps if row.pk == asked.step_id)
    day = done_day(row, result) if verdict == Verdict.DONE else None
    if day is not None and is_after_letter(day, replied_on, asked.body, file.zone):
        raise broken_rule(
            _(
                "Their letter of %(letter)s cannot tell of an answer of %(day)s, which is later. "
                "Correct the one that is wrong."
            )
            % {"letter": day_words(replied_on), "day": day_words(day)},
            "answer_after_letter",
            "replied_on",
        )
    tells_again = verdict == Verdict.DONE and days_of_step(row)
    if replied_on > day_at(present.now() if tells_again else interval.last, zone):
        raise broken_rule(
            _("Their letter cannot be of a day after it came."),
            "letter_after_it_came",
            "replied_on",
        )


def is_after_letter(day: date, replied_on: date, body: str, zone: str) -> bool:
    """Return whether a day had not come when a body wrote its letter: at neither of the two."""
    there = zone_there(body, zone)
    return min(bounds_of(day, one)[0] for one in (zone, there)) > bounds_of(replied_on, there)[1]


def close_inquiry(
    actor: Actor,
    file: File,
    asked: Inquiry,
    interval: Interval,
    moment: datetime,
    *,
    verdict: str,
    replied_on: date | None = None,
    reference: str = "",
    answer: str = "",
    result: Mapping[str, Any] | None = None,
) -> None:
    """Note the answer on the question, and write it; 422 where its letter cannot be of that day."""
    check_letter(file, asked, replied_on, interval, verdict, result=result)
    note_answer(
        actor,
        file,
        asked,
        interval,
        moment,
        verdict=verdict,
        replied_on=replied_on,
        reference=reference,
        answer=answer,
    )
    asked.save(update_fields=ANSWER)


def note_answer(
    actor: Actor,
    file: File,
    asked: Inquiry,
    interval: Interval,
    moment: datetime,
    *,
    verdict: str,
    replied_on: date | None = None,
    reference: str = "",
    answer: str = "",
) -> None:
    """Note the answer on the question, as it was said: both may be of the same day or month."""
    asked.answered_from, asked.answered_at = interval.first, interval.last
    asked.verdict, asked.replied_on = verdict, replied_on
    row = next(row for row in file.steps if row.pk == asked.step_id)
    asked.answer_reference = reference
    put(asked, sealed_text(actor, row, moment, "answer", answer))
    asked.answer_recorded_at = moment
    file.put_inquiry(asked)


def keep_result(
    actor: Actor,
    file: File,
    row: Step,
    values: Mapping[str, Any],
    interval: Interval,
    *,
    moment: datetime,
    reference: str = "",
    note: str = "",
    decided: Decided | None = None,
    by: str = "record_answer",
) -> None:
    """Append the result of a step, and write what it decides of the person.

    422 where it does not fit the schema of its procedure, and where it says of the person otherwise
    than the record and nobody has decided which holds (`differing.py`).
    """
    stored = valid_result(row, values)
    refuse_early_result(file, row, stored)
    taken = to_take_over(actor, file.case, row, stored, decided or {})
    result = new_result(
        actor,
        file,
        row,
        stored,
        interval,
        moment=moment,
        reference=reference,
        note=note,
        taken=taken,
    )
    result.save()
    decide(actor, file, row)
    take_over(Writing(actor, file.case, moment, by), taken)


def valid_result(row: Step, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a result as it is stored; 422 where it does not fit the schema of its procedure."""
    stored, problems = read_result(row.procedure, values)
    if problems:
        first = problems[0]
        raise Refused(first.message, first.code, 422, problems=problems)
    return stored


def asked_on(asked: Inquiry, zone: str) -> date:
    """Return the day of a question: at the mission, or at the body where it is an earlier one."""
    return min(day_at(asked.asked_from, one) for one in {zone, zone_there(asked.body, zone)})


def new_result(
    actor: Actor,
    file: File,
    row: Step,
    stored: Mapping[str, Any],
    interval: Interval,
    *,
    moment: datetime,
    reference: str = "",
    note: str = "",
    taken: Sequence[Difference] = (),
) -> StepResult:
    """Return the result of a step, which is the present one of the file and not written yet."""
    row.expires_on = expiry_of(row.procedure, stored)
    kept, rest = halves(row, stored)
    kept |= {one.name + BEFORE: one.old for one in taken} | nationality_before(file, row, kept)
    sealed = seal(actor, row, moment, values=rest, note=note)
    result = StepResult(
        case=file.case,
        step=row,
        values=kept,
        sealed=sealed,
        restricted=row.procedure.restricted,
        expires_on=row.expires_on,
        reference=reference,
        note="" if sealed else note,
        happened_from=interval.first,
        happened_at=interval.last,
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    )
    file.results[row.pk] = result
    return result


def moved_by_answer(case: Case, row: Step) -> list[Transition]:
    """Return what stands of the stage that was written in the act by which a step was done.

    It may have been written again since: behind late news, and with the day of the answer when that
    was corrected. One that was corrected by itself is no longer of that act.
    """
    results = StepResult.objects.filter(step=row, recorded_at__gt=row.recorded_at)
    acts = {row.recorded_at, *results.values_list("recorded_at", flat=True)}
    rows = {found.pk: found for found in case.transitions.in_order()}

    def first_written(found: Transition) -> Transition:
        while found.copied_from_id is not None:
            found = rows[found.copied_from_id]
        return found

    return [
        found
        for found in rows.values()
        if found.is_standing
        and found.kind == TransitionKind.ADVANCE
        and first_written(found).recorded_at in acts
    ]


def put(row: Step | Inquiry, values: Mapping[str, Any]) -> None:
    """Set some columns of a row."""
    for name, value in values.items():
        setattr(row, name, value)


def grounds_of(actor: Actor, row: Step, moment: datetime, text: str) -> dict[str, Any]:
    """Return the columns of the grounds of a step, sealed where its procedure is restricted."""
    return sealed_text(actor, row, moment, "grounds", text)


def put_status(
    actor: Actor, row: Step, status: str, at: datetime, moment: datetime, **also: Any
) -> None:
    """Set the status of a step, and write it."""
    set_status(actor, row, status, at, moment, **also)
    row.save(update_fields=STATUS)


def set_status(
    actor: Actor, row: Step, status: str, at: datetime, moment: datetime, **also: Any
) -> None:
    """Set the status of a step, since when, known since when, by whom."""
    row.status, row.status_at, row.recorded_at = status, at, moment
    row.status_by_id = actor.staff_id
    put(row, also)
