"""What an answer says of the person otherwise than the record: decided person by person.

Nothing is taken over silently. What was taken over stands with the result of the step (`_before`
beside its value), by which it is taken back when the step is taken up again.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, Stage, TransitionKind
from cases.casework.deaths import last_death
from cases.casework.jobs import refresh_person
from cases.casework.ledger import Entry, Writing, entry_again, standing_rows, write
from cases.casework.models import Case, Step, Transition
from cases.casework.operations.corrections import in_its_turn, put_death
from cases.casework.operations.opening import refuse_early_death
from cases.casework.progress import File
from cases.casework.progress.file import day_at
from cases.casework.same.resting import closing_row
from cases.casework.sharing import told_elsewhere
from cases.casework.ways_written import CORRECTION
from cases.citizens.names.folding import folded
from cases.citizens.operations.register import put_changes
from cases.core.actor import Actor
from cases.core.audit import also_on_record
from cases.core.errors import Problem, Refused, Sentence, not_allowed
from cases.core.facts import Interval, Source, When
from cases.core.partial import PartialDate
from cases.core.precision import days_between, iso_days
from cases.procedures.choices import About, Taking
from cases.procedures.results import fields_of
from cases.templatetags.moments import stored_words

BEFORE: Final = "_before"
FIELD_OF: Final[dict[str, str]] = {
    About.FULL_NAME: "name_differs",
    About.BIRTH: "birth_differs",
    About.DEATH: "death_differs",
}
"""The input of the decision, by what the answer says of the person."""
NEEDS: Final[dict[str, str]] = {
    About.FULL_NAME: "citizen.correct",
    About.BIRTH: "citizen.correct",
    About.DEATH: "case.record_fact",
}
"""The right to record it."""
AS_ANSWERED: Final[Sentence] = _("As the answer says.")
Decided = Mapping[str, str]
"""What was decided (`Taking`), by the input that asked for it."""


def differing(name: str, birth: str, death: str) -> Decided:
    """Return what was decided, by the input that asked for it."""
    return dict(zip(FIELD_OF.values(), (name, birth, death), strict=True))


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact on which answer and record differ; empty where the record says nothing."""

    about: str
    name: str
    old: str
    new: str


def on_record(case: Case, about: str) -> str:
    """Return what is on record of the person of a case, as results are written down."""
    person = case.citizen
    if about == About.FULL_NAME:
        return person.full_name
    if about == About.BIRTH:
        return str(person.birth) if person.birth else ""
    return died_on(case) if case.outcome == Outcome.DIED else ""


def died_on(case: Case) -> str:
    """Return when the person died, as their closed case has it: a day, or what is known of it."""
    closing = last_death(standing_rows(case))
    known = closing.died_at if closing else None
    if closing is None or known is None:
        return case.get_outcome_display()
    zone = closing.recorded_for.zone if closing.recorded_for else case.mission.zone
    days = days_between(known.first, known.last, zone, case.mission.zone)
    return iso_days(*(days or (day_at(known.first, zone), day_at(known.last, zone))))


def differences(case: Case, row: Step, values: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield where a result says of the person otherwise than the record."""
    for field in fields_of(row.procedure):
        said = str(values.get(field.name) or "")
        if not field.about or not said or row.procedure.restricted:
            continue
        old = on_record(case, field.about)
        is_name = field.about == About.FULL_NAME
        if not (is_same_name(old, said) if is_name else old == said):
            yield Difference(field.about, field.name, old, said)


def is_same_name(old: str, new: str) -> bool:
    """Return whether two names are one: case apart, and marks where the new one has none."""
    plain = (unicodedata.normalize("NFC", " ".join(name.split())).casefold() for name in (old, new))
    return len(set(plain)) == 1 or (new.isascii() and folded(old) == folded(new))


def to_take_over(
    actor: Actor, case: Case, row: Step, values: Mapping[str, Any], decided: Decided
) -> list[Difference]:
    """Return what is taken over; 422 while nobody has decided on each difference."""
    found = list(differences(case, row, values))
    open_ones = [one for one in found if decided.get(FIELD_OF[one.about]) not in Taking.values]
    if open_ones:
        problems = [
            Problem(FIELD_OF[one.about], "differs_undecided", sentence_of(one)) for one in open_ones
        ]
        raise Refused(problems[0].message, "differs_undecided", 422, problems=problems)
    taken = [one for one in found if decided[FIELD_OF[one.about]] == Taking.TAKE_OVER]
    if not all(actor.may(NEEDS[one.about]) for one in taken):
        raise not_allowed()
    return taken


def sentence_of(one: Difference) -> Any:
    """Return old beside new in one sentence."""
    old, new = (stored_words(said) for said in (one.old, one.new))
    words = {"what": About(one.about).label, "old": old or "–", "new": new}
    return (
        _("%(what)s: on record “%(old)s”, in the answer “%(new)s”. Say which of the two holds.")
        % words
    )


def take_over(writing: Writing, taken: Sequence[Difference]) -> None:
    """Write what is taken over on the person; a death closes the case."""
    put_person(writing, {one.about: one.new for one in taken if one.about != About.DEATH})
    for one in taken:
        also_on_record(f"{one.about}=taken_over")
        if one.about == About.DEATH:
            close_as_died(writing, date.fromisoformat(one.new))


def put_person(writing: Writing, said: Mapping[str, str]) -> None:
    """Write name and birth date; other open cases of the person are looked at by the worker."""
    if not said:
        return
    changes: dict[str, Any] = dict(said)
    if About.BIRTH in changes:
        changes["birth"] = PartialDate.parse(said[About.BIRTH]) if said[About.BIRTH] else None
    actor, person = writing.actor, writing.case.citizen
    put_changes(actor, person, changes, writing.moment)
    if actor.kind == "staff":
        refresh_person.enqueue(citizen_id=person.pk)


def close_as_died(writing: Writing, day: date) -> None:
    """Close the case with the death as a fact, whatever was entered of later days.

    Of a case that is closed so already the day of the death is corrected.

    409 on a double's case, which stays one: the death is recorded on the case that goes on.
    """
    case, moment = writing.case, writing.moment
    closing = closing_row(case)
    if closing is not None:
        raise told_elsewhere(writing.actor, closing)
    interval = When(day=day).resolve(writing.actor.zone, moment)
    refuse_early_death(case, interval, writing.actor.zone, FIELD_OF[About.DEATH])
    death = last_death(standing_rows(case)) if case.outcome == Outcome.DIED else None
    if death is not None:
        correct_death(writing, death, interval)
        return
    changes: dict[str, object] = {"stage": Stage.CLOSED.value, "outcome": Outcome.DIED.value}
    entry = Entry(
        TransitionKind.FACT,
        changes,
        interval,
        reason=str(AS_ANSWERED),
        source=Source.HOME_AUTHORITY,
    )
    write(writing, entry, why=str(_("Late news.")))


def correct_death(writing: Writing, death: Transition, interval: Interval) -> None:
    """Correct when the person died in the entry that closed the case, as `correct_transition`."""
    writing = replace(writing, operation=CORRECTION)
    changes = dict(death.changes)
    put_death(changes, death, interval)
    before, interval, after = in_its_turn(writing.case, death, interval, changes)
    again = entry_again(death, changes, interval)
    entry = replace(again, source=Source.HOME_AUTHORITY, source_detail="")
    write(writing, *before, entry, *after, drop=[death], why=str(AS_ANSWERED))


def give_back(actor: Actor, file: File, row: Step, moment: datetime) -> None:
    """Undo on the person what a result has replaced, unless somebody has corrected it since."""
    result = file.results.get(row.pk)
    values = result.values if result else {}
    was = {
        field.about: values[field.name + BEFORE]
        for field in fields_of(row.procedure)
        if field.name + BEFORE in values
        and field.about in {About.FULL_NAME, About.BIRTH}
        and on_record(file.case, field.about) == values[field.name]
    }
    put_person(Writing(actor, file.case, moment, "reopen_step"), was)
