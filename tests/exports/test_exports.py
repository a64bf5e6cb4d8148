"""Exports: asked for, counted, written, taken; a second person above the threshold; until when."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import ProgrammingError, transaction
from django.utils import translation

from cases.casework.models import Case
from cases.core import present, store
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.exports.filling import fill
from cases.exports.jobs import end_exports
from cases.exports.models import Export
from cases.exports.operations import ask_export, withdraw_export
from cases.exports.policies import allow_file
from cases.files.queries import named_keys
from tests.exports.written import people, table, written
from tests.factories import head, headquarters, officer
from tests.jobs import later, run_jobs
from tests.record.readers import lead
from tests.refusals import refused_with
from tests.register import fresh
from tests.world_exports import SAID, a_large_export, an_export, fresh_as, started

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]


def test_a_file_has_a_row_for_each_case_of_ones_own_and_none_of_another_mission():
    people(head(yangon=True), "Đặng Thị Xa")
    desk = officer()
    cases = people(desk, "Nguyễn Văn An", "Trần Thị Bình")

    export = written(desk)

    assert (export.state, export.counted, export.rows) == ("ready", 2, 2)
    assert {row["Case number"] for row in table(export)} == {case.reference for case in cases}
    assert {row["Full name"] for row in table(export)} == {"Nguyễn Văn An", "Trần Thị Bình"}
    assert {row["Stage"] for row in table(export)} == {"Reported"}
    assert export.name == f"cases-BKK-2-rows-{present.today(desk.zone)}.csv"


def test_headquarters_takes_those_of_all_missions_or_of_one():
    people(officer(), "An"), people(head(yangon=True), "Bình")
    centre = headquarters()

    assert written(centre).rows == 2
    with eyes(centre):
        mission = Case.objects.visible_to(centre).filter(mission__code="BKK")[0].mission
    assert written(centre, mission=mission).rows == 1


def test_nothing_is_written_before_the_number_was_seen():
    desk = officer()
    people(desk, "An")
    with eyes(desk):
        export = an_export(desk)

    run_jobs()

    with eyes(desk):
        assert (fresh(export).state, fresh(export).stored) == ("counted", None)


def test_words_and_headings_are_in_the_language_of_whoever_asked():
    desk = officer()
    people(desk, "An")
    with translation.override("vi"):
        export = written(desk)

    (row,) = table(export)

    assert row["Giai đoạn"] != "Reported"
    assert row["Họ và tên"] == "An"


def test_no_text_is_taken_for_a_formula():
    desk = officer()
    people(desk, "=HYPERLINK(1)")

    (row,) = table(written(desk))

    assert row["Full name"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("form", ["csv", "ndjson", "xlsx"])
def test_filters_are_those_of_the_list(form):
    desk = officer()
    cases = people(desk, "An", "Bình")
    with eyes(desk):
        export = an_export(desk, format=form, assigned="me")
        case = fresh(cases[0])
        Case.objects.filter(pk=case.pk).update(assigned_to=desk.staff_id)
    assert export.counted == 0

    assert written(desk, format=form, assigned="me").rows == 1


def test_what_a_kind_is_not_narrowed_by_is_refused():
    with eyes(officer()) as desk:
        refused_with("invalid", an_export, desk, kind="people", stage="reported")
        refused_with("not_of_this_kind", an_export, desk, kind="steps", voided=True)


def test_every_row_that_was_written_is_on_record_with_the_purpose():
    desk = officer()
    cases = people(desk, "An", "Bình")
    written(desk)

    with eyes(lead()):
        (entry,) = AuditEntry.objects.filter(operation="export_cases")
    assert entry.subjects == [
        {"table": "cases_case", "rows": 2, "ids": [case.pk for case in cases]}
    ]
    assert entry.fields == ["purpose:reporting"]
    assert entry.staff_id == desk.staff_id


def test_it_stops_when_there_are_clearly_more_rows_than_were_counted():
    desk = officer()
    people(desk, "An")
    with eyes(desk):
        export = started(desk)
    people(desk, *(f"Người {number}" for number in range(6)))

    run_jobs()

    export = fresh_as(desk, export)
    assert (export.state, export.stopped_because, export.stored) == ("stopped", "grew", None)


def test_a_small_one_does_not_grow_above_the_threshold():
    desk = officer()
    people(desk, "An")
    with eyes(desk):
        export = started(desk)
    people(desk, "Bình")

    with patch("cases.exports.rules.Rules.needs_second", lambda rules, kind, rows: rows > 1):
        run_jobs()

    assert fresh_as(desk, export).stopped_because == "grew"


def test_withdrawn_it_has_no_file_and_the_bytes_go(django_capture_on_commit_callbacks):
    desk = officer()
    export = written(desk)
    key = export.stored

    with django_capture_on_commit_callbacks(execute=True), eyes(desk):
        withdraw_export(desk, export)

    assert fresh_as(desk, export).stored is None
    with pytest.raises(store.LostFileError):
        store.read_long(key)


def test_one_that_is_withdrawn_while_it_is_written_gets_no_file():
    with eyes(officer()) as desk:
        export = started(desk)
        seen = fresh(export)
        withdraw_export(desk, fresh(export))

    fill(desk, seen, lambda: "")

    export = fresh_as(desk, export)
    assert (export.state, export.stored) == ("withdrawn", None)


def test_when_its_time_is_over_the_file_goes_and_the_row_stays():
    desk = officer()
    export = written(desk)
    with eyes(SYSTEM):
        Export.objects.filter(pk=export.pk).update(expires_at=present.now())
    refused_with("export_expired", allow_file, desk, fresh_as(desk, export))

    run_jobs(later(minutes=31))

    export = fresh_as(desk, export)
    assert (export.state, export.stored, export.rows) == ("expired", None, 0)
    with eyes(SYSTEM):
        assert end_exports.func() is None


def test_a_file_lasts_three_days_and_a_number_one():
    with eyes(officer()) as desk:
        export = an_export(desk)
    assert export.expires_at - export.asked_at == timedelta(hours=24)
    export = written(desk)
    assert export.expires_at - export.ready_at == timedelta(hours=72)


def test_it_stops_when_the_posting_of_whoever_asked_has_ended():
    desk = officer()
    people(desk, "An")
    with eyes(desk):
        export = started(desk)
    with patch("cases.missions.queries.held_to", lambda actor, token: None):
        run_jobs()

    with eyes(head()):
        assert fresh(export).stopped_because == "posting_ended"


def test_another_mission_sees_no_export_and_takes_no_file():
    desk, stranger = officer(), head(yangon=True)
    export = written(desk)

    with eyes(stranger):
        assert Export.objects.count() == 0
        assert list(Export.objects.visible_to(stranger)) == []
        refused_with("not_found", withdraw_export, stranger, export)


def test_what_was_asked_for_stays_what_it_was():
    with eyes(officer()) as desk:
        export = an_export(desk)
        for column, value in (("asks", "{}"), ("counted", 0), ("needs_second", False)):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                Export.objects.filter(pk=export.pk).update(**{column: value})


def test_the_sweep_spares_files_of_exports():
    export = written(officer())
    with eyes(SYSTEM):
        assert named_keys([export.stored]) == {export.stored}


def test_the_system_asks_for_none():
    with eyes(SYSTEM):
        refused_with("not_allowed", ask_export, SYSTEM, kind="cases", format="csv", **SAID)


def test_a_large_one_is_large_by_the_rules():
    desk = officer()
    people(desk, "An")
    with eyes(desk):
        assert an_export(desk).needs_second is False
        assert a_large_export(desk).needs_second is True
