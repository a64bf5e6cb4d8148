"""Who saw a person tells the exports in which she was taken along."""

import pytest
from django.urls import reverse

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.core.disclosure import disclose_rows
from cases.crossings.models import Crossing
from cases.exports.choices import ABOUT_PEOPLE
from cases.exports.kinds import KINDS
from cases.privacy.queries import accesses_of
from cases.privacy.schema import EXPORTS, INDEX
from tests.api.calls import caller
from tests.api.files import full_case
from tests.casework.between import case_of
from tests.factories import head, headquarters, officer
from tests.jobs import run_jobs
from tests.register import a_case, fresh
from tests.statements import selected_value
from tests.world import references
from tests.world_exports import started

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]


def told(actor, citizen):
    with eyes(actor):
        found = accesses_of(actor, fresh(citizen)).filter(operation__in=EXPORTS)
        return sorted(found.values_list("operation", flat=True))


def test_each_kind_of_people_is_told():
    chief = head()
    references()
    case = full_case(chief)
    other = case_of(chief)
    kinds = ("cases", "people", "crossings", "stays")
    with eyes(chief):
        for kind in kinds:
            started(chief, kind=kind)
    run_jobs()

    assert told(chief, case.citizen) == sorted(f"export_{kind}" for kind in kinds)
    assert told(chief, other.citizen) == ["export_cases", "export_people"]


def test_every_kind_in_which_people_stand_is_looked_for():
    assert set(EXPORTS) == {f"export_{kind}" for kind in KINDS if kind in ABOUT_PEOPLE}


def test_an_export_of_another_mission_is_not_told_to_this_one():
    chief, centre = head(), headquarters()
    case = case_of(chief)
    with eyes(centre):
        disclose_rows("case.exported", "export_cases", Case, [case.pk])

    assert told(chief, case.citizen) == []
    assert told(centre, case.citizen) == ["export_cases"]


def test_ids_of_other_tables_are_not_taken_for_hers():
    with eyes(head()) as chief:
        case = a_case(chief)
        disclose_rows("citizen.exported", "export_people", Citizen, [case.citizen_id + 9_000_000])
        disclose_rows("citizen.exported", "export_crossings", Crossing, [case.citizen_id, case.pk])

    assert told(chief, case.citizen) == []


def test_page_and_api_say_it_in_words():
    desk, chief = officer(), head()
    with eyes(desk):
        case = a_case(desk)
        started(desk)
    run_jobs()
    web = caller(chief)

    page = web.get(reverse("citizen_accesses", args=[case.citizen.uuid]))
    listed = web.get(f"/api/v1/citizens/{case.citizen.uuid}/accesses/", {"kind": "look"}).json()

    assert "Case taken along in an export" in page.text
    assert "export_cases" in {row["operation"] for row in listed["results"]}


def test_the_index_is_as_it_is_shown():
    stored = selected_value(
        "select indexdef from pg_indexes where indexname = 'auditentry_exported'"
    )
    assert "jsonb_path_ops" in stored
    assert all(name in stored for name in EXPORTS)
    assert all(name in INDEX for name in EXPORTS)
