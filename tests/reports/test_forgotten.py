"""Whose words are forgotten: those of a report that is about nobody else any more."""

import pytest

from cases.casework.operations import close_case
from cases.core.context import eyes
from cases.core.models import RowVersion
from cases.reports.models import ReceivedReport
from cases.reports.operations import join_report, link_report, unlink_report
from cases.retention.operations.person import anonymise_citizen
from tests.register import a_case, fresh
from tests.reports.told import TEXT, an_opened_report
from tests.retention.file import asked_for
from tests.world_retention import lead

pytestmark = pytest.mark.django_db


def closed_case(actor):
    return close_case(actor, a_case(actor), outcome="own_means")


def forget(case):
    asked_for(case.citizen)
    with eyes(lead()) as actor:
        anonymise_citizen(actor, fresh(case.citizen), reference=case.reference)


def words_of(actor, report):
    with eyes(actor):
        found = fresh(report)
        return found.text, found.people, found.sender_name


def test_the_words_of_a_report_go_with_the_only_person_it_is_about(bangkok):
    with eyes(bangkok):
        case = closed_case(bangkok)
        report, double = an_opened_report(bangkok), an_opened_report(bangkok)
        join_report(bangkok, double, same_as=report)
        link_report(bangkok, fresh(report), case=fresh(case))

    forget(case)

    for row in (report, double):
        assert words_of(bangkok, row) == ("—", "", "")
    with eyes(bangkok):
        versions = RowVersion.objects.filter(table_name="cases_receivedreport")
        assert versions.exists()
        assert not any(TEXT in str(row.old) or "Invented" in str(row.old) for row in versions)


def test_the_words_about_two_people_stay_until_the_second_is_forgotten(bangkok):
    with eyes(bangkok):
        one, other = closed_case(bangkok), closed_case(bangkok)
        report = an_opened_report(bangkok)
        for case in (one, other):
            link_report(bangkok, fresh(report), case=fresh(case))

    forget(one)
    kept = words_of(bangkok, report)
    forget(other)

    assert kept[0] == TEXT
    assert words_of(bangkok, report)[0] == "—"


def test_the_words_of_a_report_that_was_not_about_her_stay(bangkok):
    with eyes(bangkok):
        case = closed_case(bangkok)
        report = link_report(bangkok, an_opened_report(bangkok), case=fresh(case))
        unlink_report(bangkok, fresh(report), link=report.links.get())

    forget(case)

    assert words_of(bangkok, report)[0] == TEXT
    with eyes(bangkok):
        assert ReceivedReport.objects.count() == 1
