"""A report that came in: taken down, opened, taken, linked, joined, closed, passed on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from cases.core.context import eyes
from cases.core.facts import When
from cases.core.models import AuditEntry, RowVersion
from cases.missions.models import Mission
from cases.reports.models import ReceivedReport, ReportLink
from cases.reports.operations import (
    close_report,
    join_report,
    link_report,
    open_report,
    put_back_report,
    reopen_report,
    take_down_report,
    take_report,
    unlink_report,
)
from tests.factories import PostingFactory, headquarters, officer
from tests.refusals import refused
from tests.register import a_case, fresh
from tests.reports.told import TEXT, a_received_report, a_taken_report, an_opened_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(bangkok):
    return PostingFactory(mission=Mission.objects.get(pk=bangkok.mission_id)).actor()


def test_what_a_mission_takes_down_lies_there_unopened(bangkok):
    with eyes(bangkok):
        report = a_received_report(bangkok)

        assert (report.mission_id, report.at_headquarters) == (bangkok.mission_id, False)
        assert (report.status, report.opened_at, report.text) == ("unopened", None, TEXT)


def test_what_headquarters_takes_down_lies_there_until_it_is_passed_on():
    with eyes(headquarters()) as lead:
        report = a_received_report(lead)

        assert (report.mission_id, report.at_headquarters) == (None, True)


def test_a_mission_takes_nothing_down_for_another(bangkok):
    other = officer(code="RGN")
    with eyes(bangkok):
        mission = Mission.objects.get(pk=other.mission_id)

        asked = refused(a_received_report, bangkok, mission=mission)

    assert asked == (422, "not_own_mission")


def test_a_report_cannot_come_in_tomorrow(bangkok):
    tomorrow = When.at(datetime.now(UTC) + timedelta(days=1))
    with eyes(bangkok):
        assert refused(a_received_report, bangkok, received=tomorrow) == (422, "in_the_future")


def test_opening_says_who_and_when_once(bangkok, colleague):
    with eyes(bangkok):
        report = a_received_report(bangkok)
        open_report(bangkok, report)
        first = fresh(report)
    with eyes(colleague):
        open_report(colleague, report)
        again = fresh(report)
        times = AuditEntry.objects.filter(event="received_report.opened").count()

    assert (first.status, first.opened_by_id) == ("opened", bangkok.staff_id)
    assert (again.opened_at, again.opened_by_id) == (first.opened_at, bangkok.staff_id)
    assert times == 2


def test_nobody_decides_on_what_nobody_has_opened(bangkok):
    with eyes(bangkok):
        report, case = a_received_report(bangkok), a_case(bangkok)

        assert refused(take_report, bangkok, report) == (409, "not_opened")
        assert refused(close_report, bangkok, report, reason="spam") == (409, "not_opened")
        assert refused(link_report, bangkok, report, case=case) == (409, "not_opened")


def test_of_two_officers_who_take_a_report_the_second_is_told(bangkok, colleague):
    with eyes(bangkok):
        seen = an_opened_report(bangkok)
        take_report(bangkok, seen)
    with eyes(colleague):
        late = refused(take_report, colleague, seen)
        reloaded = refused(take_report, colleague, fresh(seen))

        assert late == (409, "stale_version")
        assert reloaded == (409, "taken_already")
        assert fresh(seen).taken_by_id == bangkok.staff_id


def test_what_a_colleague_works_on_is_not_closed_or_joined_by_others(bangkok, colleague):
    with eyes(bangkok):
        report, other = a_taken_report(bangkok), an_opened_report(bangkok)
    with eyes(colleague):
        assert refused(close_report, colleague, report, reason="spam") == (
            409,
            "with_another_officer",
        )
        assert refused(join_report, colleague, report, same_as=other) == (
            409,
            "with_another_officer",
        )
        put_back_report(colleague, report)
        close_report(colleague, fresh(report), reason="spam")

        assert fresh(report).status == "closed"


def test_a_report_is_linked_to_several_cases(bangkok):
    with eyes(bangkok):
        report, one, other = an_opened_report(bangkok), a_case(bangkok), a_case(bangkok)

        link_report(bangkok, report, case=one)
        link_report(bangkok, fresh(report), case=other)

        assert fresh(report).status == "linked"
        assert {link.case_id for link in ReportLink.objects.all()} == {one.pk, other.pk}


def test_a_report_is_linked_to_a_case_once(bangkok):
    with eyes(bangkok):
        report, case = an_opened_report(bangkok), a_case(bangkok)
        link_report(bangkok, report, case=case)

        assert refused(link_report, bangkok, fresh(report), case=case) == (409, "linked_already")


def test_a_link_is_taken_back_and_stays_on_record(bangkok):
    with eyes(bangkok):
        report, case = an_opened_report(bangkok), a_case(bangkok)
        link_report(bangkok, report, case=case)
        link = ReportLink.objects.get()

        unlink_report(bangkok, fresh(report), link=link)

        assert fresh(report).status == "opened"
        assert fresh(link).undone_by_id == bangkok.staff_id
        link_report(bangkok, fresh(report), case=case)
        assert ReportLink.objects.count() == 2


def test_a_closed_report_is_opened_again_and_its_reason_stays(bangkok):
    with eyes(bangkok):
        report = an_opened_report(bangkok)
        close_report(bangkok, report, reason="nobody_named", note="Asked twice.")

        assert refused(close_report, bangkok, fresh(report), reason="spam") == (
            409,
            "report_closed",
        )
        reopen_report(bangkok, fresh(report))
        found = fresh(report)

    assert (found.status, found.close_reason, found.close_note) == (
        "opened",
        "nobody_named",
        "Asked twice.",
    )


def test_another_reason_is_said_in_words(bangkok):
    with eyes(bangkok):
        report = an_opened_report(bangkok)

        assert refused(close_report, bangkok, report, reason="other") == (422, "note_needed")


def test_neither_wall_shows_a_report_to_another_mission(bangkok):
    yangon = officer(code="RGN")
    with eyes(bangkok):
        a_received_report(bangkok)
    with eyes(yangon):
        assert ReceivedReport.objects.count() == 0
        assert ReceivedReport.objects.visible_to(yangon).count() == 0


def test_former_values_of_a_report_are_shown_with_it(bangkok):
    yangon = officer(code="RGN")
    with eyes(bangkok):
        close_report(bangkok, an_opened_report(bangkok), reason="spam")
        of_reports = RowVersion.objects.filter(table_name="cases_receivedreport")
        assert of_reports.count() == 2
    with eyes(yangon):
        assert of_reports.all().count() == 0


@pytest.mark.parametrize("column", ["text", "people", "sender_name", "received_at", "channel"])
def test_what_came_in_is_never_written_over(bangkok, column):
    with eyes(bangkok):
        a_received_report(bangkok)
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"update cases_receivedreport set {column} = {column}")


def test_nothing_is_deleted(bangkok):
    with eyes(bangkok):
        a_received_report(bangkok)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            ReceivedReport.objects.all().delete()


def test_very_long_and_odd_text_is_kept_word_for_word(bangkok):
    odd = "<script>alert(1)</script> ไทย " + "x" * 50_000
    with eyes(bangkok):
        report = take_down_report(bangkok, channel="other", text=odd)

        assert fresh(report).text == odd
