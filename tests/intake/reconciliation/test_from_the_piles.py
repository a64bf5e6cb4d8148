"""What is done from a pile: stays, spellings, cases, and who is whom."""

import pytest

from cases.casework.models import Case
from cases.citizens.models import Name
from cases.citizens.operations import add_identity_document
from cases.core.context import eyes
from cases.crossings.models import Stay
from cases.intake.lists.operations import correct_list_row
from cases.intake.reconciliation.operations import (
    keep_listed_spelling,
    open_listed_case,
    record_listed_stay,
)
from tests.intake.reconciliation.piles import (
    a_list,
    a_place,
    compared,
    entries,
    matched,
    ours,
    seen,
)
from tests.refusals import refusal_of
from tests.register import a_citizen, fresh

pytestmark = pytest.mark.django_db


def test_the_stay_is_recorded_with_list_and_row_as_its_source(actor):
    entry, person = matched(actor, there=False)
    with eyes(actor):
        record_listed_stay(actor, entry)

        stay = Stay.objects.filter(citizen=person).latest("number")
        assert (stay.country, stay.source) == ("TH", "host_authority")
        assert stay.source_detail == "Mae Sot, 24 Oct 2025: “Sheet”: 2"
        assert stay.occurred_at.date().isoformat() == "2025-10-24"
        assert fresh(person).now_country == "TH"
    assert seen(actor, entry).done == ["stay"]


def test_the_stay_is_at_the_place_with_which_the_list_was_compared(actor):
    place = a_place()
    person = ours(actor, "Zq Văn Khuê", passport="C7000001")
    received = a_list(actor, [["Zq Van Khue", "", "", "C7000001"]])
    row = compared(actor, received, country="", place=place)
    with eyes(actor):
        record_listed_stay(actor, entries(actor, row)[0])

        assert fresh(person).now_place_id == place.pk


def test_a_stay_is_recorded_once_for_one_row_of_a_list(actor):
    entry, _person = matched(actor)
    with eyes(actor):
        record_listed_stay(actor, entry)

        refusal = refusal_of(record_listed_stay, actor, fresh(entry))

    assert refusal.code == "stay_known"


def test_a_stay_needs_a_case_of_the_incident(actor):
    with eyes(actor):
        person = a_citizen(actor, full_name="Zq Văn Khuê")
        add_identity_document(
            actor, fresh(person), kind="passport", number="C7000001", status="with_holder"
        )
    row = compared(actor, a_list(actor, [["Zq Van Khue", "", "", "C7000001"]]))

    with eyes(actor):
        assert refusal_of(record_listed_stay, actor, entries(actor, row)[0]).code == "no_case"


def test_a_person_of_ours_without_a_case_of_the_incident_gets_one(actor):
    with eyes(actor):
        person = a_citizen(actor, full_name="Zq Văn Khuê")
        add_identity_document(
            actor, fresh(person), kind="passport", number="C7000001", status="with_holder"
        )
    row = compared(actor, a_list(actor, [["Zq Van Khue", "", "", "C7000001"]]))

    with eyes(actor):
        open_listed_case(actor, entries(actor, row)[0])

        assert Case.objects.get(citizen=person).incident.code == "2025-10-myawaddy"


def test_a_kept_spelling_is_one_of_her_names_and_differs_no_more(actor):
    entry, person = matched(actor, listed="Zq Van Khoe")
    assert entry.differences == ["spelling"]

    with eyes(actor):
        keep_listed_spelling(actor, entry)

        name = Name.objects.get(citizen=person)
        assert (name.value, name.kind) == ("Zq Van Khoe", "list")
    now = seen(actor, entry)
    assert (now.pile, now.differences, now.found) == ("both", [], "conflict")


def test_a_spelling_that_is_known_is_not_kept_twice(actor):
    entry, _person = matched(actor)

    with eyes(actor):
        assert refusal_of(keep_listed_spelling, actor, entry).code == "spelling_known"


def test_a_row_only_on_theirs_becomes_a_person_with_a_case(actor):
    row = compared(actor, a_list(actor, [["Zq Đình Toàn", "7/9/2000", "m", "C7000009"]]))
    entry = entries(actor, row)[0]

    with eyes(actor):
        open_listed_case(actor, entry)

        case = Case.objects.get()
        assert case.citizen.full_name == "Zq Đình Toàn"
        assert fresh(entry.row).case_id == case.pk
    now = seen(actor, entry)
    assert (now.pile, now.match, now.found, now.done) == ("both", "settled", "theirs", ["case"])


def test_no_case_is_opened_of_whom_the_list_says_that_they_are_of_another_country(actor):
    row = compared(actor, a_list(actor, [["Zq Đình Toàn", "7/9/2000", "m", "C7000009"]]))
    entry = entries(actor, row)[0]
    with eyes(actor):
        correct_list_row(actor, fresh(entry.row), changes={"nationality": "Trung Quốc"})

        assert refusal_of(open_listed_case, actor, fresh(entry)).code == "foreign"


def test_the_case_of_a_row_is_opened_once(actor):
    row = compared(actor, a_list(actor, [["Zq Đình Toàn", "", "", "C7000009"]]))
    entry = entries(actor, row)[0]
    with eyes(actor):
        open_listed_case(actor, entry)
        assert refusal_of(open_listed_case, actor, fresh(entry)).code == "opened_already"
        assert Case.objects.count() == 1


def test_a_row_of_somebody_with_a_case_is_tied_to_it(actor):
    entry, person = matched(actor)
    with eyes(actor):
        old = Case.objects.get(citizen=person)

        open_listed_case(actor, entry)

        assert fresh(entry.row).case_id == old.pk
        assert Case.objects.filter(citizen=person).count() == 1


def test_of_a_row_that_needs_fixing_nobody_is_registered(actor):
    row = compared(actor, a_list(actor, [["Zq Đình Toàn", "no day", "", ""]]))
    with eyes(actor):
        assert refusal_of(open_listed_case, actor, entries(actor, row)[0]).code == "needs_fixing"
