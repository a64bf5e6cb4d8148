"""A long list in small slices needs a second person as well."""

from dataclasses import replace
from unittest.mock import patch

import pytest

from cases.core import present
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.exports.operations import start_export, withdraw_export
from cases.exports.rules import rules
from cases.exports.slices import taken_lately
from tests.api.calls import caller
from tests.factories import head, officer, proved
from tests.jobs import run_jobs
from tests.register import a_case, a_citizen, fresh
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
        with pytest.raises(Refused) as caught:
            start_export(desk, fresh(second))

    assert [first.needs_second, second.needs_second] == [False, False]
    assert caught.value.code == "export_taken_meanwhile"
    assert fresh_as(desk, second).state == "counted"


def test_taking_a_slice_back_does_not_make_room():
    desk = officer()
    two_people(desk)
    with eyes(desk):
        withdraw_export(desk, fresh(started(desk)))
        assert an_export(desk).needs_second is True


def test_other_kinds_other_people_and_what_somebody_decided_on_count_for_themselves():
    desk, chief = officer(), proved(head())
    colleague = officer()
    two_people(desk)
    approved(desk, chief)
    with eyes(desk):
        assert an_export(desk).needs_second is False
        started(desk)
        assert an_export(desk, kind="people").needs_second is False
    with eyes(colleague):
        assert an_export(colleague).needs_second is False


def test_the_next_day_it_begins_anew():
    desk = officer()
    two_people(desk)
    with eyes(desk):
        first = started(desk)
        assert taken_lately(desk, "cases") == 2
        later = first.asked_at + rules().counts_together
        with patch.object(present, "now", lambda: later):
            assert taken_lately(desk, "cases") == 0


def test_the_page_says_why_somebody_else_decides():
    desk = officer()
    two_people(desk)
    with eyes(desk):
        started(desk)
        export = an_export(desk)
    run_jobs()

    page = caller(desk).get(export.get_absolute_url()).content.decode()
    assert "With what you took along in the last 24 hours" in page
