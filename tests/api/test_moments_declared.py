"""Every moment of the API is told in one of two ways: by the machine, or as it was said.

The machine knows to the microsecond and tells in UTC (`Z`). What people say, plan or count is told
with the offset of the mission or the place, a day as a day; what is kept of it has two ends.
"""

from cases.core.api import RowsView, RowView
from cases.core.registry import RESOURCES
from cases.core.shapes import AS_KNOWN, MOMENT
from tests.api.reads import reading_views

MACHINE = {
    *("acknowledged_at", "anonymised_at", "approved_at"),
    *("began_at", "brought_at", "changed_at", "closed_at", "counts_from", "created_at"),
    *("decided_at", "done_at", "drafted_at", "dropped_at", "ended_at", "expires_at"),
    *("finished_at", "formed_at", "frozen_at", "issued_at"),
    *("known_at", "left_at", "lifted_at", "made_at", "noticed_at"),
    "offered_at",
    *("opened_at", "placed_at", "prepared_at", "proposed_at", "published_at", "read_at"),
    *("ready_at", "received_at", "recorded_at", "registered_at", "rejected_at", "released_at"),
    *("removed_at", "reopened_at", "replaced_at", "retired_at", "returned_at"),
    *("said_at", "saved_at", "seen_at", "shared_at", "signed_at"),
    *(
        "sent_recorded_at",
        "started_at",
        "submitted_at",
        "taken_at",
        "taken_up_at",
        "undone_at",
        "voided_at",
        "withdrawn_at",
    ),
}
"""When the app, or the clock of a device, did or saw something, and until when it lets something.

A moment that people name is none of these.
"""
BY_RECORD = {
    "answered_at": {"Anonymisation", "Transfer"},
    "asked_at": {"Anonymisation", "Export"},
    "settled_at": {"ListRow", "MusterStranger", "RightsRequest", "WelfareCheck"},
}
"""The same where other records tell under that name what people say."""
KEPT_WHOLE = {"iso_as_of", "iso_known_at", "iso_as_of_figure", "died_at", "iso_planned"}
"""How a moment is told that is kept as it was said, in one value."""


def columns():
    """Yield model and column of everything told of a record."""
    for _route, view in reading_views():
        if issubclass(view, RowsView | RowView):
            model = view.model if issubclass(view, RowsView) else RESOURCES[view.resource].model
            for shown in view.shape.columns:
                yield model, shown


def kept_of(model, source):
    """Return the model and the name of the column from which a value is read."""
    *way, name = source.split("__")
    for step in way:
        model = model._meta.get_field(step).related_model
    return model, name


def test_what_the_machine_did_not_do_has_the_offset_of_a_place():
    said = {
        (model.__name__, shown.name)
        for model, shown in columns()
        if shown.kind == MOMENT
        and shown.make is None
        and (name := shown.name.rpartition(".")[2]) not in MACHINE
        and model.__name__ not in BY_RECORD.get(name, ())
    }

    assert said == set()


def test_what_is_kept_with_two_ends_is_told_by_both():
    one_end = set()
    for model, shown in columns():
        if not shown.sources or shown.kind not in (MOMENT, AS_KNOWN):
            continue
        owner, name = kept_of(model, shown.sources[-1 if shown.kind == MOMENT else 0])
        names = {field.name for field in owner._meta.fields}
        if shown.kind == MOMENT and name.replace("_at", "_from") in names - {name, "due_from"}:
            one_end.add((owner.__name__, shown.name))
        moments = [source for source in shown.sources if source.endswith(("_at", "_from", "since"))]
        if shown.kind == AS_KNOWN and len(moments) < 2 and shown.make.__name__ not in KEPT_WHOLE:
            one_end.add((owner.__name__, shown.name))

    assert one_end == set()
