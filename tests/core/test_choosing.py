"""An act that chooses among rows of a record is not possible while there is none to choose."""

import pytest

from cases.casework.operations import add_note
from cases.core.choosing import chosen_by
from cases.core.context import eyes
from cases.core.fields import Named, Ref, Refs
from cases.core.possible import possible_on
from tests.api.calls import token_of, with_token
from tests.factories import head
from tests.prepared import EVERYTHING, of_each
from tests.register import a_case
from tests.world import every_operation

pytestmark = pytest.mark.django_db

ALWAYS = {
    *("set_legal_basis.legal_basis", "offer_transfer.mission", "share_case.mission"),
    *("set_reception_point.reception_point", "record_host_note.authority"),
    *("add_leg.from_place", "add_leg.to_place", "correct_leg.from_place", "correct_leg.to_place"),
    *("pass_report.mission", "tell_list_row_apart.others"),
    *("correct_opening.mission", "offer_opening.mission"),
}
"""Choices among what is there whatever the record is: missions, places, the catalogue, people."""
ON_CASE = {
    *("correct_crossing", "void_crossing", "correct_stay", "void_stay", "void_contact"),
    *("void_statement", "withdraw_note", "withdraw_sealed_note"),
}
ON_PERSON = {
    *("withdraw_relative", "mark_relative", "withdraw_identity_document"),
    *("withdraw_contact_point", "mark_contact_point"),
}


def choices(form):
    """Return the fields of a form that choose rows and must be filled in."""
    kinds = Ref | Refs | Named
    rows = form.base_fields.items()
    return {name: row for name, row in rows if isinstance(row, kinds) and row.required}


def choosing():
    """Return the acts that choose among rows of a record."""
    return [row for row in every_operation() if chosen_by(row)]


def said_of(actor, declared, target):
    """Return what is said of one act on a record."""
    with eyes(actor):
        row = type(target)._default_manager.get(pk=target.pk)
        found = possible_on(actor, declared.resource, row)
    return next(item for item in found if item.declared is declared)


@pytest.mark.slow
@of_each(choosing())
def test_with_no_row_to_choose_it_is_not_possible(declared, rights, prepared, monkeypatch):
    rights["now"] = EVERYTHING
    before = said_of(prepared.actor, declared, prepared.target)
    for field in choices(declared.form).values():
        rows = field.choosable
        if rows is not None:
            monkeypatch.setattr(field, "choosable", lambda *of, rows=rows: rows(*of).none())

    after = said_of(prepared.actor, declared, prepared.target)

    assert (before.is_possible, after.code) == (True, "nothing_to_choose")
    assert str(after.why_not)


def test_what_is_always_there_to_choose_is_named():
    found = {
        f"{row.name}.{name}"
        for row in every_operation()
        if not row.is_creation
        for name, field in choices(row.form).items()
        if field.choosable is None
    }

    assert found == ALWAYS


def impossible(actor, address):
    """Return the acts of a record that have nothing to be done to, as the API says."""
    answer = with_token(token_of(actor)).get(f"/api/v1/{address}/?fields=actions")
    found = [row for row in answer.json()["actions"] if not row["is_possible"]]
    return {row["name"] for row in found if row["why_not"]["code"] == "nothing_to_choose"}


def test_a_new_case_offers_to_void_nothing():
    with eyes(head()) as actor:
        case = a_case(actor)

    assert impossible(actor, f"cases/{case.reference}") >= ON_CASE


def test_a_new_person_offers_to_withdraw_nothing():
    with eyes(head()) as actor:
        case = a_case(actor)

    assert impossible(actor, f"citizens/{case.citizen.uuid}") >= ON_PERSON


def test_what_a_case_has_can_be_voided():
    with eyes(head()) as actor:
        case = a_case(actor)
        add_note(actor, case, text="Her sister rang.")

    found = impossible(actor, f"cases/{case.reference}")

    assert "withdraw_note" not in found
    assert "void_crossing" in found
