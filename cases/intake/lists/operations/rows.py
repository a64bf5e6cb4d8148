"""What an officer decides of one row: mend it, park it, leave it out, take it up again."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Verdict
from cases.casework.models import Case, Inquiry
from cases.casework.operations import record_answer
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Sentence, wrong_state
from cases.core.facts import When
from cases.core.operations import operation
from cases.intake.lists.answers.differences import DECISIONS, decide_all, undecided
from cases.intake.lists.answers.words import said_by
from cases.intake.lists.choices import ListField, Meaning, RowState
from cases.intake.lists.layout import layout_at
from cases.intake.lists.models import ListRow
from cases.intake.lists.operations.pairs import part_from_all
from cases.intake.lists.possible import allow_row
from cases.intake.lists.queries import layouts_of, rows_in, said_of
from cases.intake.lists.rows.several import shares
from cases.intake.lists.states import BY_OFFICER, WAS_TAKEN_UP
from cases.intake.lists.twins import look_again, pair_anew
from cases.intake.lists.writing import SETTLED, settle_row
from cases.procedures.models import Procedure

ANOTHER_MEANT: Final[Sentence] = _(
    "The row stands with this case already, and they say that another person is meant. Record that "
    "as their answer, or correct the row if “Their answer” was read wrongly."
)


@operation(may="list.take_in", audit="list_row.corrected")
def correct_list_row(actor: Actor, row: ListRow, *, changes: Mapping[str, str | None]) -> ListRow:
    """Put something in place of cells; the cells stay as they came, and the row is looked at anew.

    An empty text says that there is nothing, whatever the cell holds.
    """
    allow_row(row, "correct_list_row")
    row.corrected = row.corrected | {name: text or "" for name, text in changes.items()}
    row.save(update_fields=["corrected"])
    look_again(actor, row)
    return row


@operation(may="list.take_in", audit="list_row.matched")
def match_list_row(
    actor: Actor,
    row: ListRow,
    *,
    case: Case,
    name_differs: str = "",
    birth_differs: str = "",
    document_differs: str = "",
) -> ListRow:
    """Say to which case an answer belongs, after a look at both.

    Where the row says of the person otherwise than the record, each difference is decided
    (`Taking`), as with a single answer. 409 `another_person_meant` where the body answers that
    somebody else is meant, and the row stands with this case already.
    """
    allow_row(row, "match_list_row")
    if row.state == RowState.ANOTHER_PERSON and row.values["case"] == case.reference:
        raise wrong_state(ANOTHER_MEANT, "another_person_meant")
    row.corrected = row.corrected | {ListField.REFERENCE.value: case.reference}
    look_again(actor, row)
    if undecided(row):
        said = (name_differs, birth_differs, document_differs)
        decided = dict(zip(DECISIONS.values(), said, strict=True))
        decide_all(actor, row, takes_result(row), decided)
        look_again(actor, row)
    row.save(update_fields=["corrected"])
    return row


def takes_result(row: ListRow) -> Procedure | None:
    """Return the procedure whose result a row gives; None where it gives none."""
    if row.values["meaning"] == Meaning.ANOTHER:
        return None
    question = Inquiry.objects.select_related("step__procedure").get(uuid=row.values["question"])
    said = said_by(row.received, question.step.procedure, row.values)
    return question.step.procedure if said and said.verdict == Verdict.DONE else None


@operation(may="step.work", audit="list_row.answered")
def record_another_person(actor: Actor, row: ListRow) -> ListRow:
    """Record it as the answer of the body that somebody else is meant than was asked about.

    The question ends by it, and it is our turn again. Of who the person is nothing is written. A
    row that only looks like the person of the case is matched to it first.
    """
    allow_row(row, "record_another_person")
    look_again(actor, row)
    allow_row(row, "record_another_person")
    received = row.received
    asked = Inquiry.objects.own_of(actor).select_related("case", "step")
    question = asked.get(uuid=row.values["question"])
    case = record_answer(
        actor,
        question.case,
        step=question.step,
        verdict=Verdict.OURS.value,
        when=When(day=received.received_on),
        replied_on=received.as_of,
        reference=received.reference,
        answer=row.values[ListField.ANSWER],
    )
    settle_row(actor, row, case, RowState.ANSWERED, present.now())
    row.save(update_fields=SETTLED)
    return row


@operation(may="list.take_in", audit="list_row.split")
def split_list_row(actor: Actor, row: ListRow) -> ListRow:
    """Make a row of its own of each person whom the cell of a name gives, as it was proposed.

    The cells are the same in each; what is of one person alone is theirs whose it is, as far as the
    cells tell, and of the first otherwise. Who has no name waits for one.
    """
    allow_row(row, "split_list_row")
    found = shares(said_of(row), row.people)
    last = rows_in(actor, row.received).filter(sheet=row.sheet, number=row.number).count()
    others = [
        ListRow(
            received=row.received,
            sheet=row.sheet,
            number=row.number,
            part=part,
            cells=row.cells,
            corrected=row.corrected | share,
            reason=row.reason,
        )
        for part, share in enumerate(found[1:], start=last)
    ]
    row.corrected = row.corrected | found[0]
    row.save(update_fields=["corrected"])
    ListRow.objects.bulk_create(others)
    for one in (row, *others):
        look_again(actor, one)
    return row


@operation(may="list.take_in", audit="list_row.parked")
def park_list_row(actor: Actor, row: ListRow, *, reason: str = "") -> ListRow:
    """Set a row aside until more is known; it holds up nobody."""
    allow_row(row, "park_list_row")
    row.state, row.reason = RowState.PARKED, reason
    row.save(update_fields=["state", "reason"])
    pair_anew(actor, row)
    return row


@operation(may="list.take_in", audit="list_row.left_out")
def leave_out_list_row(actor: Actor, row: ListRow) -> ListRow:
    """Say that nobody is to be registered from a row."""
    allow_row(row, "leave_out_list_row")
    row.state, row.reason = RowState.LEFT_OUT, BY_OFFICER
    row.save(update_fields=["state", "reason"])
    pair_anew(actor, row)
    return row


@operation(may="list.take_in", audit="list_row.taken_up")
def take_up_list_row(actor: Actor, row: ListRow) -> ListRow:
    """Take a row up again that was parked, left out or thought to be there twice.

    It is a person from then on, also where the system had set it aside, or the list is read anew.
    """
    allow_row(row, "take_up_list_row")
    if layout_at(layouts_of(row.received), row.sheet, row.number) is None:
        raise wrong_state(
            _("It is not said what the columns of this sheet, or of this table, hold."),
            "no_columns",
        )
    part_from_all(actor, row)
    row.state, row.reason = RowState.NEW, WAS_TAKEN_UP
    look_again(actor, row)
    return row
