"""Two officers at one report, on connections of their own; and which index answers the counter."""

from datetime import UTC, datetime

import pytest

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.missions.models import Mission
from cases.reports.models import ReceivedReport
from cases.reports.operations import join_report, open_report, take_report
from cases.reports.queries import unopened_of
from tests.core.test_parallel import at_once
from tests.factories import PostingFactory, headquarters, officer
from tests.register import fresh
from tests.reports.told import a_received_report, an_opened_report
from tests.statements import executed


def told_of(act):
    try:
        act()
    except Refused as refusal:
        return refusal.code
    return "done"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_take_it_at_once_one_has_it():
    bangkok = officer()
    colleague = PostingFactory(mission=Mission.objects.get(pk=bangkok.mission_id)).actor()
    with eyes(bangkok):
        report = an_opened_report(bangkok)

    def take(number):
        with eyes((bangkok, colleague)[number]) as actor:
            return told_of(lambda: take_report(actor, report))

    assert sorted(at_once(2, take)) == ["done", "stale_version"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_open_it_at_once_both_read_it_and_one_opened_it():
    with eyes(officer()) as bangkok:
        report = a_received_report(bangkok)

    def read(_number):
        with eyes(bangkok):
            return told_of(lambda: open_report(bangkok, report))

    assert at_once(2, read) == ["done", "done"]
    with eyes(bangkok):
        assert fresh(report).status == "opened"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_reports_joined_to_each_other_at_once_do_not_point_in_a_circle():
    with eyes(officer()) as bangkok:
        pair = [an_opened_report(bangkok), an_opened_report(bangkok)]

    def join(number):
        with eyes(bangkok):
            return told_of(lambda: join_report(bangkok, pair[number], same_as=pair[1 - number]))

    said = at_once(2, join)

    assert "done" in said
    with eyes(bangkok):
        assert [fresh(row).status for row in pair].count("joined") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("who", [officer, headquarters])
def test_the_counter_reads_an_index_of_what_is_unopened_alone(who):
    with eyes(who()) as actor:
        first = a_received_report(actor)
        rows = []
        for number in range(600):
            row = fresh(first) if number == 0 else ReceivedReport(**columns(first))
            row.pk, row.uuid = None, ReceivedReport._meta.get_field("uuid").get_default()
            if number % 100:
                row.status, row.opened_at = "opened", datetime.now(UTC)
            rows.append(row)
        ReceivedReport.objects.bulk_create(rows)
        executed("set local enable_seqscan = off")
        plan = unopened_of(actor).order_by("received_at", "uuid")[:100].explain()

    assert "receivedreport_unopened" in plan
    assert "Sort" not in plan


def columns(row):
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
