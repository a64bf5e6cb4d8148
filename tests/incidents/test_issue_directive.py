"""Headquarters issues a directive, and withdraws it."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import replay
from cases.core.models import RowVersion
from cases.incidents.models import Directive
from cases.incidents.operations import issue_directive, report_progress, withdraw_directive
from cases.missions.queries import system_at
from cases.notices.models import Notice
from tests.factories import MissionFactory, head, headquarters
from tests.incidents.orders import a_directive, acknowledged, order_to_both, states
from tests.refusals import refusal_of
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def told():
    with eyes(SYSTEM):
        rows = Notice.objects.order_by("id")
        return list(rows.values_list("kind", "mission__code", "audience", "reference"))


def refusal(**values):
    with eyes(headquarters()) as sender:
        return refusal_of(issue_directive, sender, **order_to_both(**values))


def test_is_addressed_to_each_mission_named():
    with eyes(headquarters()) as sender:
        issue_directive(sender, **order_to_both())

    assert states(sender) == {"BKK": "pending", "RGN": "pending"}


def test_keeps_who_issued_it_and_when_it_was_recorded():
    with eyes(headquarters()) as sender:
        directive = issue_directive(sender, **order_to_both(due_on=date(2025, 11, 20)))

    assert directive.issued_by_id == sender.staff_id
    assert (directive.issued_on, directive.due_on) == (date(2025, 11, 6), date(2025, 11, 20))
    assert directive.recorded_at > datetime(2026, 1, 1, tzinfo=UTC)


def test_may_be_due_on_the_day_of_issue():
    assert a_directive(due_on=date(2025, 11, 6)).due_on == date(2025, 11, 6)


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"missions": []}, "missions_needed", "missions"),
        ({"due_on": date(2025, 11, 5)}, "directive_due_after_issue", "due_on"),
        ({"issued_on": date(2999, 1, 1)}, "issued_in_the_future", "issued_on"),
    ],
)
def test_refuses(values, code, field):
    refused = refusal(**values)

    assert (refused.status, refused.code, refused.problems[0].field) == (422, code, field)


def test_refuses_a_mission_named_twice():
    refused = refusal(missions=[MissionFactory(), MissionFactory()])

    assert (refused.status, refused.code) == (422, "named_twice")


def test_refuses_headquarters_as_addressee():
    refused = refusal(missions=[MissionFactory(headquarters=True)])

    assert (refused.status, refused.code) == (422, "not_to_headquarters")


def test_refuses_a_code_that_is_taken():
    a_directive()

    refused = refusal()

    assert (refused.status, refused.code) == (422, "directive_code_once")
    assert refused.problems[0].field == "code"


def test_today_is_the_day_at_headquarters():
    system = system_at(MissionFactory(headquarters=True))
    one_in_the_morning_there = datetime(2026, 3, 1, 18, tzinfo=UTC)

    with eyes(system), replay(one_in_the_morning_there):
        issue_directive(system, **order_to_both(issued_on=date(2026, 3, 2)))
        with pytest.raises(Refused) as refused:
            issue_directive(system, **order_to_both(code="2026-b", issued_on=date(2026, 3, 3)))

    assert refused.value.code == "issued_in_the_future"


def test_only_headquarters_issues_whatever_the_roles_say(monkeypatch):
    monkeypatch.setattr("cases.core.actor.operations_of", lambda role: {"directive.issue"})
    with eyes(head()) as actor:
        assert refusal_of(issue_directive, actor, **order_to_both()).status == 403


def test_each_mission_is_told():
    a_directive(missions=[MissionFactory(), MissionFactory(yangon=True)])

    assert told() == [
        ("directive_issued", "BKK", "mission", "2025-11-06-bring-home"),
        ("directive_issued", "RGN", "mission", "2025-11-06-bring-home"),
    ]


def test_the_notice_leads_to_the_directive(client):
    directive = a_directive()
    actor = head()
    text = log_in(client, actor).get(reverse("notice_list")).text

    assert directive.get_absolute_url() in text
    assert "Headquarters has issued the directive 2025-11-06-bring-home." in text


def test_a_withdrawal_keeps_the_reason_and_is_told():
    directive = a_directive()
    with eyes(headquarters()) as sender:
        withdraw_directive(sender, directive, reason="Replaced.")

        now = fresh(directive)
        assert now.withdraw_reason == "Replaced."
        assert now.withdrawn_at is not None
    assert [row[0] for row in told()] == ["directive_issued", "directive_withdrawn"]


def test_a_second_withdrawal_is_refused():
    directive = a_directive()
    with eyes(headquarters()) as sender:
        withdraw_directive(sender, directive, reason="Replaced.")
        refusal = refusal_of(withdraw_directive, sender, fresh(directive), reason="Again.")

    assert (refusal.status, refusal.code) == (409, "directive_withdrawn")


def test_nothing_is_answered_on_a_withdrawn_directive():
    directive = a_directive()
    actor = acknowledged(directive)
    with eyes(headquarters()) as sender:
        withdraw_directive(sender, fresh(directive), reason="Replaced.")

    with eyes(actor), pytest.raises(Refused) as refused:
        report_progress(actor, directive, state="done", text="Done.")

    assert (refused.value.status, refused.value.code) == (409, "directive_withdrawn")


def test_former_values_are_read_only_by_whom_it_is_addressed_to():
    directive = a_directive()
    acknowledged(directive)
    with eyes(headquarters()) as sender:
        withdraw_directive(sender, fresh(directive), reason="Replaced.")

    def versions(actor):
        with eyes(actor):
            tables = RowVersion.objects.filter(table_name__startswith="cases_directive")
            return sorted(tables.values_list("table_name", flat=True))

    assert versions(sender) == ["cases_directive", "cases_directivemission"]
    assert versions(head()) == ["cases_directive", "cases_directivemission"]
    assert versions(head(yangon=True)) == []


def test_a_mission_sees_only_what_is_addressed_to_it():
    a_directive()

    with eyes(head()):
        assert Directive.objects.visible_to(head()).count() == 1
    with eyes(head(yangon=True)) as stranger:
        assert Directive.objects.visible_to(stranger).count() == 0
