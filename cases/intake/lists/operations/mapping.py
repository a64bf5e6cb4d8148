"""Saying what the columns of a list hold; then its rows are looked at in the background."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db.models import Case as Choose
from django.db.models import Q, Value, When
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, Sentence, broken_rule, not_allowed
from cases.core.jobs.begun import begun_by
from cases.core.operations import operation
from cases.intake.lists.choices import MANY, OF_ANSWERS, ListField, ListState, RowState
from cases.intake.lists.headings import PARTS_OF_BIRTH, key_of
from cases.intake.lists.jobs import check_list
from cases.intake.lists.layout import SheetLayout, is_second_header, joined
from cases.intake.lists.models import ReceivedList, SenderMapping
from cases.intake.lists.possible import allow_list
from cases.intake.lists.queries import (
    layouts_of,
    lines_above,
    orders_in,
    rows_in,
    sender_key,
    untold,
)
from cases.intake.lists.reading.tables import Line
from cases.intake.lists.said import DOUBTS
from cases.intake.lists.states import BY_OFFICER, SAME_ROW, WAS_TAKEN_UP

DAY_OR_MONTH: Sentence = _("Say whether the day or the month stands first, as in %(examples)s.")
NO_ANSWERS: Sentence = _(
    "Say which column holds the answers, and which one numbers of ours, of documents, or names."
)
NO_REPLY: Sentence = _("Only the reply of a body has answers and numbers of ours.")
OF_WHICH_COUNTRY: Sentence = _(
    "Neither a column nor a title says of which country the people are: %(examples)s. Say it once."
)
WHICH_CALENDAR: Sentence = _("Say of which calendar the short years are, as in %(examples)s.")


@operation(may="list.take_in", audit="list.columns_said")
def map_list(
    actor: Actor,
    received: ReceivedList,
    *,
    columns: Sequence[SheetLayout],
    day_order: str = "",
    short_years: str = "",
    nationality: str = "",
) -> ReceivedList:
    """Take what an officer says of the columns, remember it for the sender, look at the rows.

    Can be said anew as long as nothing is being written; who was registered stays so.
    """
    if actor.posting_id is None:
        raise not_allowed()
    allow_list(received, "map_list")
    refuse_columns(received, columns)
    layouts = [labelled(actor, received, layout) for layout in columns]
    received.nationality = nationality or received.nationality
    settle_orders(actor, received, layouts, day_order, short_years)
    received.layout = [layout.as_json() for layout in layouts]
    received.round += 1
    received.state = ListState.CHECKING
    answers = ("day_order", "short_years", "nationality")
    received.save(update_fields=["layout", *answers, "round", "state"])
    remember(actor, received, layouts)
    begin_anew(actor, received)
    check_list.enqueue(list_id=received.pk, round_number=received.round, **begun_by(actor))
    return received


def refuse_columns(received: ReceivedList, columns: Sequence[SheetLayout]) -> None:
    """422 for a sheet that the list has not, a field said twice, or no column of names.

    A table without columns is left out, where another of its sheet is not.
    """
    known = len(received.sheets)
    for layout in columns:
        if not 1 <= layout.sheet <= known:
            message = _("There is no sheet %(sheet)s in this list.") % {"sheet": layout.sheet}
            raise broken_rule(message, "no_such_sheet", "columns")
        fields = [name for name in layout.columns.values() if name not in MANY]
        for name in fields:
            if fields.count(name) > 1:
                label = ListField(name).label
                message = _("“%(field)s” is said of two columns.") % {"field": label}
                raise broken_rule(message, "said_twice", "columns")
    taken = {layout.sheet for layout in columns if layout.columns}
    tables = [one for one in columns if one.columns or one.sheet not in taken]
    if received.is_reply:
        if not tables or not all(layout.has_answers for layout in tables):
            raise broken_rule(NO_ANSWERS, "no_answers", "columns")
    elif not tables or not all(layout.has_names for layout in tables):
        raise broken_rule(_("Say which column holds the names."), "no_names", "columns")
    elif any(not set(OF_ANSWERS).isdisjoint(layout.columns.values()) for layout in columns):
        raise broken_rule(NO_REPLY, "no_reply", "columns")


def labelled(actor: Actor, received: ReceivedList, layout: SheetLayout) -> SheetLayout:
    """Return the columns with the headings above them."""
    for known in layouts_of(received):
        if (known.sheet, known.first) == (layout.sheet, layout.first):
            return replace(layout, labels=known.labels)
    above = lines_above(actor, received, layout.sheet, layout.first)
    return replace(layout, labels=labels_of(above))


def labels_of(above: Sequence[Line]) -> tuple[str, ...]:
    """Return the headings that stand in the last rows above the people."""
    if not above:
        return ()
    if len(above) > 1 and is_second_header(above[-1]):
        return tuple(joined(above[-2].cells, above[-1].cells))
    return above[-1].cells


def settle_orders(
    actor: Actor,
    received: ReceivedList,
    layouts: Sequence[SheetLayout],
    day_order: str,
    short_years: str,
) -> None:
    """Keep how the dates are read; 422 where it cannot be told and was not said.

    So is the nationality where no column, title or sheet tells it: asked once for the list.
    """
    shown = orders_in(actor, received, layouts)
    problems = []
    if shown.asks_order and not day_order:
        problems.append(ask("day_order", DAY_OR_MONTH, shown.asks_order))
    if shown.asks_years and not short_years:
        problems.append(ask("short_years", WHICH_CALENDAR, shown.asks_years))
    sheets = [] if received.nationality else untold(actor, received, layouts)
    if sheets:
        problems.append(ask("nationality", OF_WHICH_COUNTRY, sheets))
    if problems:
        raise Refused(problems[0].message, problems[0].code, 422, problems=problems)
    received.day_order = shown.order or day_order
    received.short_years = shown.short_years or short_years


def ask(field: str, sentence: Sentence, examples: Sequence[str]) -> Problem:
    """Return the question as the problem of a field."""
    shown = ", ".join(f"“{text}”" for text in examples)
    return Problem(field, f"{field}_needed", str(sentence) % {"examples": shown})


def remember(actor: Actor, received: ReceivedList, layouts: Sequence[SheetLayout]) -> None:
    """Keep heading -> field for the next list of this sender, as the mission itself said it."""
    if received.mission_id != actor.mission_id:
        return
    headings: dict[str, str] = {}
    for layout in filter(lambda one: one.columns, layouts):
        headings |= headings_said(layout)
    if headings:
        SenderMapping.objects.visible_to(actor).update_or_create(
            mission_id=received.mission_id,
            sender_key=sender_key(received.sender, received.sender_kind),
            defaults={
                "headings": headings,
                "remembered_at": present.now(),
                "remembered_by_id": actor.staff_id,
            },
        )


def headings_said(layout: SheetLayout) -> Mapping[str, str]:
    """Return what was said of the headings of one sheet; the parts of a date tell themselves."""
    return {
        key: layout.columns.get(index, "")
        for index, label in enumerate(layout.labels)
        if (key := key_of(label)) and layout.columns.get(index) not in PARTS_OF_BIRTH
    }


def begin_anew(actor: Actor, received: ReceivedList) -> None:
    """Let every row be looked at again but those settled, parked or left out by somebody.

    That an officer took a row up stays with it.
    """
    rows = rows_in(actor, received).unsettled()
    rows = rows.exclude(Q(state=RowState.PARKED) & ~Q(reason__in=DOUBTS))
    rows.exclude(state=RowState.LEFT_OUT, reason__in=[BY_OFFICER, SAME_ROW]).update(
        state=RowState.NEW,
        problems=[],
        values={},
        reason=Choose(When(reason=WAS_TAKEN_UP, then="reason"), default=Value("")),
    )
