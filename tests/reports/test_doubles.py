"""Reports that say the same, and reports that are passed on: nothing is lost on the way."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.core.context import eyes
from cases.core.facts import When
from cases.missions.models import Mission
from cases.notices.models import Notice
from cases.reports.models import ReceivedReport
from cases.reports.operations import (
    join_report,
    open_report,
    pass_report,
    return_report,
    separate_report,
)
from cases.reports.repeated import repeated
from tests.factories import headquarters, officer
from tests.refusals import refused
from tests.register import fresh
from tests.reports.told import TEXT, an_opened_report

pytestmark = pytest.mark.django_db


def test_the_same_text_is_taken_down_twice_and_told(bangkok):
    with eyes(bangkok):
        first = an_opened_report(bangkok, sender_email="", text=TEXT)
        second = an_opened_report(
            bangkok, sender_email="", text="> " + TEXT.upper().replace(" ", "\n> ")
        )

        found = repeated(bangkok, second)

    assert [(item.report.pk, item.reasons) for item in found] == [(first.pk, ["same_text"])]


def test_the_same_sender_about_the_same_person_is_told_within_a_fortnight(bangkok):
    long_ago = When.at(datetime.now(UTC) - timedelta(days=15))
    mine = {"people": "Tran Van Thu Nghiem", "text": "Any news?"}
    with eyes(bangkok):
        an_opened_report(bangkok, received=long_ago)
        first = an_opened_report(bangkok)
        an_opened_report(bangkok, people="Lê Khuê Giả", text="About somebody else.")
        second = an_opened_report(bangkok, **mine, sender_email=" Mother@Example.org")

        found = repeated(bangkok, second)

    assert [(item.report.pk, item.reasons) for item in found] == [
        (first.pk, ["same_email", "same_person"])
    ]


def test_reports_of_another_mission_are_never_told(bangkok):
    with eyes(officer(code="RGN")) as yangon:
        an_opened_report(yangon)
    with eyes(bangkok):
        assert repeated(bangkok, an_opened_report(bangkok)) == []


def test_a_double_stays_points_to_the_first_and_can_be_separated(bangkok):
    with eyes(bangkok):
        first, second = an_opened_report(bangkok), an_opened_report(bangkok)
        join_report(bangkok, second, same_as=first)
        joined = fresh(second)

        assert (joined.status, joined.same_as_id, joined.text) == ("joined", first.pk, TEXT)
        assert refused(join_report, bangkok, first, same_as=joined) == (422, "joined_itself")
        separate_report(bangkok, joined)
        assert (fresh(second).status, fresh(second).same_as_id) == ("opened", None)


def test_a_report_is_not_its_own_double_and_one_with_doubles_is_no_double(bangkok):
    with eyes(bangkok):
        first, second = an_opened_report(bangkok), an_opened_report(bangkok)
        third = an_opened_report(bangkok)

        assert refused(join_report, bangkok, first, same_as=first) == (422, "its_own_double")
        join_report(bangkok, second, same_as=first)
        assert refused(join_report, bangkok, fresh(first), same_as=third) == (409, "has_doubles")


def test_headquarters_passes_a_report_to_a_mission_which_is_told(bangkok):
    with eyes(headquarters()) as lead:
        report = an_opened_report(lead)
        pass_report(lead, report, mission=Mission.objects.get(pk=bangkok.mission_id))
    with eyes(bangkok):
        found = fresh(report)
        told = Notice.objects.get(kind="report_passed")

        assert (found.status, found.at_headquarters, found.opened_at) == ("unopened", False, None)
        assert told.params == {"report": str(report.uuid), "channel": "mail"}


def test_a_mission_gives_a_report_back_reads_it_and_does_nothing_more(bangkok):
    with eyes(bangkok):
        report = an_opened_report(bangkok)
        return_report(bangkok, report, reason="She is in Laos.")
        found = fresh(report)

        assert (found.at_headquarters, found.status) == (True, "unopened")
        assert refused(open_report, bangkok, found) == (403, "lies_at_headquarters")
        assert list(ReceivedReport.objects.on_desk_of(bangkok)) == []
    with eyes(headquarters()) as lead:
        assert [row.pk for row in ReceivedReport.objects.on_desk_of(lead)] == [report.pk]


def test_only_headquarters_passes_reports_on(bangkok):
    with eyes(bangkok):
        report = an_opened_report(bangkok)
        mission = Mission.objects.get(pk=bangkok.mission_id)

        assert refused(pass_report, bangkok, report, mission=mission)[0] == 403
