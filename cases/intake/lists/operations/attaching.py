"""Whose a row is that looks like somebody on record: hers, or of somebody else."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, ReportSource
from cases.casework.models import Case
from cases.casework.operations import open_case
from cases.citizens.choices import NameKind
from cases.citizens.known_as import records_seen
from cases.citizens.models import Citizen, Name
from cases.citizens.names.folding import placed
from cases.citizens.operations import add_name
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.facts import When
from cases.core.operations import operation
from cases.intake.lists.choices import RowState
from cases.intake.lists.models import ListRow
from cases.intake.lists.possible import allow_row
from cases.intake.lists.scripts import script_of
from cases.intake.lists.twins import look_again, pair_anew
from cases.intake.lists.writing import settle_row


@operation(may="list.take_in", audit="list_row.attached")
def attach_list_row(actor: Actor, row: ListRow, *, citizen: Citizen) -> ListRow:
    """Say that a row is of somebody registered before: no second case of the incident is opened.

    The spelling of the list is kept as another name of hers.
    """
    allow_row(row, "attach_list_row")
    add_list_spelling(actor, citizen, row)
    case = case_in_incident(actor, citizen, row) or open_case(
        actor,
        citizen,
        incident=row.received.incident,
        report_source=ReportSource.LIST.value,
        reported=When(day=row.received.received_on),
        summary=row.values.get("summary", ""),
    )
    settle_row(actor, row, case, RowState.SAME_PERSON, present.now())
    row.problems = []
    row.save(update_fields=["state", "case", "citizen", "settled_at", "settled_by", "problems"])
    pair_anew(actor, row)
    return row


@operation(may="list.take_in", audit="list_row.told_apart")
def tell_list_row_apart(
    actor: Actor, row: ListRow, *, others: Sequence[Citizen], because: str
) -> ListRow:
    """Say that a row is of none of `others`; that is remembered of them once it is written."""
    allow_row(row, "tell_list_row_apart")
    if not others:
        raise broken_rule(_("Say who is somebody else."), "needed", "others")
    row.apart = sorted({*row.apart, *(str(other.uuid) for other in others)})
    row.because = because
    row.save(update_fields=["apart", "because"])
    look_again(actor, row)
    return row


def case_in_incident(actor: Actor, citizen: Citizen, row: ListRow) -> Case | None:
    """Return the case that a person has in the incident of the list, on whichever record of hers.

    A void one is none; one that was closed as a double of another is taken where no other is seen.
    """
    rows = Case.objects.visible_to(actor).filter(
        citizen__in=records_seen(actor, citizen), incident=row.received.incident
    )
    found = list(rows.exclude(stage="").order_by("opened_at", "pk"))
    return next((case for case in found if case.outcome != Outcome.DUPLICATE), None) or next(
        iter(found), None
    )


def add_list_spelling(actor: Actor, citizen: Citizen, row: ListRow) -> None:
    """Keep how the list writes the name, unless she is known by it already."""
    spelled = row.values.get("full_name", "")
    records = records_seen(actor, citizen)
    names = Name.objects.visible_to(actor).filter(citizen__in=records)
    known = {row.full_name for row in records} | set(names.values_list("value", flat=True))
    if spelled and placed(spelled) not in {placed(name) for name in known}:
        add_name(
            actor,
            citizen,
            kind=NameKind.LIST.value,
            value=spelled,
            script=script_of(spelled),
            source_detail=f"{row.received}: {row.number}",
        )
