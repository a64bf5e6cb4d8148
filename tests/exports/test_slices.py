"""A long list in small slices needs a second person as well."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest

from cases.core import present
from cases.core.context import eyes
from cases.exports.choices import ExportState, ExportStop
from cases.exports.ending import let_go
from cases.exports.operations import start_export, withdraw_export
from cases.exports.rules import rules
from cases.exports.slices import taken_lately
from cases.missions.models import Staff
from tests.api.calls import caller
from tests.factories import MissionFactory, PostingFactory, head, officer, proved
from tests.jobs import run_jobs
from tests.refusals import refusal_of
from tests.register import a_case, a_citizen, fresh
from tests.statements import selected_value
from tests.world_exports import an_export, approved, fresh_as, started

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_at_most(settings, tmp_path):
    settings.STORED_FILES = str(tmp_path)
    few = replace(rules(), thresholds=dict.fromkeys(rules().thresholds, 3))
    with patch("cases.exports.slices.rules", lambda: few):
        yield


def two_people(actor):
    with eyes(actor):
        for name in ("An", "Bình"):
            a_case(actor, a_citizen(actor, full_name=name))


def test_two_slices_make_a_whole_that_somebody_else_decides_on():
    desk = officer()
    two_people(desk)
    with eyes(desk):
        first, second = started(desk), started(desk)

    assert (first.state, first.needs_second) == ("writing", False)
    assert (second.state, second.needs_second) == ("waiting", True)


def test_asking_for_all_slices_before_the_first_begins_helps_nobody():
    desk = officer()
    two_people(desk)
    with eyes(desk):
        first, second = an_export(desk), an_export(desk)
        start_export(desk, fresh(first))
        refusal = refusal_of(start_export, desk, fresh(second))

    assert [first.needs_second, second.needs_second] == [False, False]
    assert refusal.code == "export_taken_meanwhile"
    assert fresh_as(desk, second).state == "counted"


def test_taking_a_slice_back_does_not_make_room():
    desk = officer()
    two_people(desk)
    with eyes(desk):
        withdraw_export(desk, fresh(started(desk)))
        assert an_export(desk).needs_second is True


def test_other_people_and_what_somebody_decided_on_count_for_themselves():
    desk, chief = officer(), proved(head())
    colleague = officer()
    two_people(desk)
    approved(desk, chief)
    with eyes(desk):
        assert an_export(desk).needs_second is False
        started(desk)
    with eyes(colleague):
        assert an_export(colleague).needs_second is False


def test_a_list_in_slices_of_several_kinds_makes_a_whole():
    desk = officer()
    two_people(desk)
    with eyes(desk):
        started(desk)
        assert an_export(desk, kind="people").needs_second is True


def test_what_may_be_taken_in_larger_numbers_counts_for_itself():
    desk = officer()
    two_people(desk)
    with_many_people = replace(rules(), thresholds=rules().thresholds | {"people": 1_000})
    with eyes(desk):
        started(desk, kind="people")
        with patch("cases.exports.slices.rules", lambda: with_many_people):
            assert (taken_lately("cases"), taken_lately("people")) == (0, 2)


def test_a_person_with_two_postings_is_one_person():
    desk = officer()
    elsewhere = PostingFactory(
        staff=Staff.objects.get(pk=desk.staff_id), mission=MissionFactory(yangon=True)
    ).actor()
    two_people(desk)
    two_people(elsewhere)
    with eyes(desk):
        started(desk)
    with eyes(elsewhere):
        assert an_export(elsewhere).needs_second is True


def test_it_counts_from_the_moment_at_which_the_file_was_ready():
    desk = officer()
    two_people(desk)
    with eyes(desk):
        first = started(desk)
    ready = first.asked_at + rules().to_start
    with patch.object(present, "now", lambda: ready):
        run_jobs()

    with eyes(desk):
        almost = ready + rules().counts_together - timedelta(minutes=1)
        with patch.object(present, "now", lambda: almost):
            assert taken_lately("cases") == 2
        with patch.object(present, "now", lambda: almost + timedelta(minutes=1)):
            assert taken_lately("cases") == 0


def test_what_is_still_being_written_counts_however_long_it_takes():
    desk = officer()
    two_people(desk)
    with eyes(desk):
        first = started(desk)
        later = first.asked_at + 2 * rules().counts_together
        with patch.object(present, "now", lambda: later):
            assert taken_lately("cases") == 2


@pytest.mark.parametrize(("is_ready", "counts"), [(True, 2), (False, 0)])
def test_a_file_that_was_there_counts_although_it_was_stopped_afterwards(is_ready, counts):
    desk = officer()
    two_people(desk)
    with eyes(desk):
        export = started(desk)
    if is_ready:
        run_jobs()
    with eyes(desk):
        let_go(fresh_as(desk, export), ExportState.STOPPED, ExportStop.FORGOTTEN)
        assert taken_lately("cases") == counts


def test_nobody_is_told_what_others_took():
    desk, colleague = officer(), officer()
    two_people(desk)
    with eyes(desk):
        started(desk)

    with eyes(colleague):
        assert taken_lately("cases") == 0
    assert taken_lately("cases") == 0
    assert (
        selected_value(
            "select count(*) from pg_proc, aclexplode(proacl) as held "
            "where proname = 'rows_taken_alone' and held.grantee = 0"
        )
        == 0
    )


def test_the_page_says_why_somebody_else_decides():
    desk = officer()
    two_people(desk)
    with eyes(desk):
        started(desk)
        export = an_export(desk)
    run_jobs()

    page = caller(desk).get(export.get_absolute_url()).content.decode()
    assert "With what you took along in the last 24 hours (2) these are 4 rows. Above 3" in page


def test_the_api_says_why_and_how_many_rows_count_so_far():
    desk, chief = officer(), head()
    two_people(desk)
    with eyes(desk):
        alone = an_export(desk)
        started(desk)
        export = an_export(desk)
    run_jobs()
    address = f"/api/v1/exports/{export.uuid}/?fields=second_person"

    said = caller(desk).get(address).json()["second_person"]
    to_another = caller(chief).get(address).json()["second_person"]
    of_none = caller(desk).get(f"/api/v1/exports/{alone.uuid}/").json()["second_person"]

    assert (said["threshold"], said["within_hours"], said["taken_before"]) == (3, 24, 2)
    assert "(2) these are 4 rows" in said["why"]
    assert to_another["taken_before"] is None
    assert to_another["why"].startswith("With what whoever asked took along")
    assert of_none is None


def test_figures_and_people_do_not_count_together():
    desk = officer()
    two_people(desk)
    with eyes(desk):
        started(desk)

        assert taken_lately("people") == 2
        assert [taken_lately(kind) for kind in ("figures", "totals", "snapshots")] == [0, 0, 0]
