"""Words about people who became nobody of ours have a term; that they came in stays."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import RowVersion
from cases.intake.lists.models import ListRow
from cases.intake.reconciliation.operations import open_listed_case
from cases.movements.musters.operations import identify_stranger, note_strangers
from cases.movements.musters.operations.strangers import SentStranger
from cases.reports.models import ReceivedReport
from cases.reports.operations import close_report, join_report, link_report, reopen_report
from cases.retention.models import RetentionRun
from cases.retention.operations.approving import approve_retention
from cases.retention.operations.holds import place_legal_hold
from cases.retention.reporting import make_report
from cases.retention.strangers import FUNCTIONS
from tests.factories import head
from tests.intake.reconciliation.piles import a_list, compared, entries, ours
from tests.jobs import run_jobs
from tests.movements.counted import a_muster, key
from tests.register import a_case, fresh
from tests.reports.told import TEXT, a_received_report, an_opened_report
from tests.retention.test_report import told
from tests.statements import selected_value
from tests.world_retention import lead

pytestmark = pytest.mark.django_db

TODAY = datetime.now(UTC).date()
IN_THREE_YEARS = TODAY + timedelta(days=366 * 3)


def in_three_years(monkeypatch):
    """Let the terms of rows be over: they count from long ago."""
    monkeypatch.setattr(
        "cases.retention.carrying.moment_before", lambda rule, today: datetime.now(UTC)
    )


def carried_out():
    """Make a report of today, have it approved and carried out."""
    run = make_report()
    with eyes(lead()) as who:
        approve_retention(who, fresh(run), people=fresh(run).total)
    run_jobs()
    with eyes(SYSTEM):
        return fresh(run)


def rows(received):
    with eyes(SYSTEM):
        return list(ListRow.objects.filter(received=received).order_by("number"))


def a_closed_report(actor, **values):
    """Return a report that was closed without a case."""
    with eyes(actor):
        report = an_opened_report(actor, **values)
        return close_report(actor, report, reason="nobody_named", note="Asked back twice.")


def test_a_report_says_how_many_words_of_nobody_are_due(bangkok):
    a_list(bangkok, [["Zq Đình Toàn", "7/9/2000", "m", "C7000009"]])
    a_closed_report(bangkok)

    now, later = make_report(), make_report(IN_THREE_YEARS)

    assert (now.counts["list-rows"], now.counts["reports"]) == (0, 0)
    assert later.counts["list-rows"] >= 1
    assert later.counts["reports"] == 1
    text = told("--as-of", IN_THREE_YEARS.isoformat())
    assert "rows to empty: 1" in text


def test_rows_of_which_nobody_was_registered_are_emptied_and_stay_as_rows(bangkok, monkeypatch):
    received = a_list(bangkok, [["Zq Đình Toàn", "7/9/2000", "m", "C7000009"]])
    in_three_years(monkeypatch)

    run = carried_out()

    assert run.finished_at is not None
    assert {(str(row.cells), str(row.values), row.state, row.reason) for row in rows(received)} == {
        ("[]", "{}", "left_out", "term_over")
    }
    with eyes(bangkok):
        assert fresh(received).sender == "Mae Sot"


def test_a_row_from_which_somebody_was_registered_goes_by_the_terms_of_the_person(
    bangkok, monkeypatch
):
    person = ours(bangkok, "Zq Văn Khuê", passport="C7000001")
    received = a_list(bangkok, [["Zq Van Khue", "", "", "C7000001"]])
    row = compared(bangkok, received)
    with eyes(bangkok):
        open_listed_case(bangkok, entries(bangkok, row)[0])
    in_three_years(monkeypatch)

    carried_out()

    kept = [row for row in rows(received) if row.citizen_id == person.pk]
    assert [row.values["full_name"] for row in kept] == ["Zq Van Khue"]


def test_a_row_that_means_somebody_under_a_legal_hold_is_held_back(bangkok, monkeypatch):
    person = ours(bangkok, "Zq Văn Khuê", passport="C7000001")
    received = a_list(bangkok, [["Zq Van Khue", "", "", "C7000001"]])
    compared(bangkok, received)
    with eyes(head()) as chief:
        place_legal_hold(chief, fresh(person), reason="Proceedings.")
    in_three_years(monkeypatch)

    run = carried_out()

    assert run.counts["held:list-rows"] == 1
    assert "Zq Van Khue" in str([row.values for row in rows(received)])


def test_a_report_linked_to_nobody_is_emptied_and_stays(bangkok, monkeypatch):
    report = a_closed_report(bangkok)
    in_three_years(monkeypatch)

    carried_out()

    with eyes(bangkok):
        row = fresh(report)
        assert (row.text, row.people, row.sender_name, row.sender_email) == ("—", "", "", "")
        assert (row.find_text, row.text_key, row.close_note) == ("", "", "")
        assert (row.status, row.channel) == ("closed", "mail")
        old = str(list(RowVersion.objects.values_list("old", flat=True)))
    assert TEXT not in old
    assert "Invented Mother" not in old


def test_former_values_of_an_emptied_report_are_emptied_too(bangkok, monkeypatch):
    report = a_closed_report(bangkok)
    with eyes(bangkok):
        reopened = reopen_report(bangkok, fresh(report))
        close_report(bangkok, fresh(reopened), reason="spam")
    in_three_years(monkeypatch)

    carried_out()

    with eyes(SYSTEM):
        versions = RowVersion.objects.filter(table_name="cases_receivedreport", row_id=report.pk)
        assert "Asked back twice." not in str(list(versions.values_list("old", flat=True)))


def test_a_report_linked_to_a_case_and_what_repeats_it_keep_their_words(bangkok, monkeypatch):
    with eyes(bangkok):
        first = an_opened_report(bangkok)
        link_report(bangkok, first, case=a_case(bangkok))
        again = join_report(bangkok, an_opened_report(bangkok), same_as=fresh(first))
    in_three_years(monkeypatch)

    carried_out()

    with eyes(bangkok):
        assert [fresh(row).text for row in (first, again)] == [TEXT, TEXT]


def test_a_report_that_nobody_has_settled_is_held_back(bangkok, monkeypatch):
    with eyes(bangkok):
        a_received_report(bangkok)
        an_opened_report(bangkok)
    in_three_years(monkeypatch)

    run = carried_out()

    assert (run.counts["reports"], run.counts["held:reports"]) == (0, 2)
    with eyes(bangkok):
        assert set(ReceivedReport.objects.values_list("text", flat=True)) == {TEXT}


def test_nothing_is_emptied_before_a_report_was_approved(bangkok):
    a_closed_report(bangkok)
    with eyes(SYSTEM):
        RetentionRun.objects.filter(approved_at__isnull=False).update(finished_at=None)

    tomorrow = datetime.now(UTC) + timedelta(days=1)
    with (
        eyes(SYSTEM),
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="no report was approved"),
        transaction.atomic(),
    ):
        cursor.execute("select empty_old_words('reports', %s, 10)", [tomorrow])


def test_no_officer_learns_or_empties_anything_by_the_functions(bangkok):
    a_closed_report(bangkok)

    with eyes(bangkok):
        assert (
            selected_value(
                "select count(*) from old_words('reports', %s, false, 10)",
                [datetime.now(UTC) + timedelta(days=1)],
            )
            == 0
        )


@pytest.mark.parametrize("text", FUNCTIONS)
def test_the_database_runs_the_functions_as_they_are_shown(text):
    name = text.split("create function ")[1].split("(")[0]
    stored = selected_value("select prosrc from pg_proc where proname = %s", [name])

    assert stored == text.split("$$")[1]


def test_words_on_who_needed_no_case_go_and_those_on_whom_nobody_knows_are_held(
    bangkok, monkeypatch
):
    with eyes(bangkok):
        muster, cases = a_muster(bangkok)
        names = ("Driver", "Nobody knows", "Has a case")
        rows = [SentStranger(name, key(name), "u", "Invented words.") for name in names]
        note_strangers(bangkok, muster, strangers=rows)
        driver, unknown, known = muster.strangers.order_by("pk")
        identify_stranger(bangkok, driver, words="Drives the bus.")
        identify_stranger(bangkok, known, case=cases[0].reference)
    in_three_years(monkeypatch)

    run = carried_out()

    with eyes(bangkok):
        said = [(fresh(row).name, fresh(row).words) for row in (driver, unknown, known)]
        assert said == [
            ("—", "—"),
            ("Nobody knows", "Invented words."),
            ("Has a case", "Invented words."),
        ]
        assert (fresh(driver).followed, fresh(driver).sex) == ("—", "u")
    assert (run.counts["strangers"], run.counts["held:strangers"]) == (1, 1)
