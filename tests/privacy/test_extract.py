"""The breach extract: all accesses to some cases in a window, lists included."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cases.citizens.operations import add_relative
from cases.core.actor import SYSTEM
from cases.core.cells import plain_cell
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.missions.models import Staff
from tests.api.calls import caller
from tests.factories import officer
from tests.register import a_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def extracted(*references, form="jsonl", **window):
    """Return the rows of an extract of today."""
    now = datetime.now(UTC)
    given = {"since": (now - timedelta(hours=1)).isoformat(), "until": now.date().isoformat()}
    out = io.StringIO()
    options = given | window
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        call_command(
            "audit_extract",
            "--cases",
            *references,
            "--from",
            options["since"],
            "--to",
            options["until"],
            "--format",
            form,
            stderr=io.StringIO(),
        )
    return out.getvalue()


def rows(*references, **window):
    return [json.loads(line) for line in extracted(*references, **window).splitlines()]


@pytest.fixture
def two():
    """Two cases of a mission, and their officer."""
    with eyes(officer()) as actor:
        return actor, a_case(actor), a_case(actor)


def test_it_holds_acts_and_looks_of_these_cases_alone(client, two):
    actor, case, other = two
    log_in(client, actor).get(case.get_absolute_url())
    client.get(other.get_absolute_url())

    found = rows(case.reference)

    assert {row["case"] for row in found if row["how"] == "record"} <= {case.reference, None}
    shown = [row for row in found if row["operation"] == "show_case"]
    assert [row["staff"] for row in shown] == [Staff.objects.get(pk=actor.staff_id).username]
    assert shown[0]["mission"] == "BKK"


def test_lists_on_which_one_of_them_stood_are_in_it(client, two):
    actor, case, _other = two
    with eyes(actor):
        add_relative(actor, case.citizen, full_name="Bà Ngoại", relation="mother")
    log_in(client, actor).get("/cases/", {"stage": "reported"})
    caller(actor).get("/api/v1/citizens/")
    client.get(reverse("admin:cases_relative_changelist"))

    found = [row for row in rows(case.reference) if row["how"] == "list"]

    assert {row["operation"] for row in found} == {
        "list_cases",
        "list_citizens",
        "list_relatives",
        "export_accesses",
    }
    assert next(row for row in found if row["operation"] == "list_cases")["fields"] == ["stage"]


def test_a_list_without_them_is_not(client, two):
    _actor, case, _other = two
    with eyes(officer(yangon=True)) as stranger:
        a_case(stranger)
    log_in(client, stranger).get("/cases/")

    assert [row for row in rows(case.reference) if row["mission"] == "RGN"] == []


def test_what_lies_outside_the_window_is_not(two):
    _actor, case, _other = two

    assert rows(case.reference, since="2025-10-01", until="2025-10-31") == []


def test_the_extract_is_itself_on_record(two):
    _actor, case, _other = two
    extracted(case.reference)

    with eyes(SYSTEM):
        entry = AuditEntry.objects.get(operation="export_accesses")
    assert entry.subjects[0]["ids"] == [case.pk]


def test_cells_cannot_become_formulas(client, two):
    actor, case, _other = two
    Staff.objects.filter(pk=actor.staff_id).update(full_name="=HYPERLINK(1)")
    log_in(client, actor).get(case.get_absolute_url())

    found = list(csv.DictReader(io.StringIO(extracted(case.reference, form="csv"))))

    assert {row["name"] for row in found} >= {"'=HYPERLINK(1)"}


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", " =1", "\r=1", "＝1"])
def test_a_cell_that_would_begin_a_formula_is_quoted(text):
    assert plain_cell(text) == f"'{text}"


@pytest.mark.parametrize("part", ["=1", "+1", "-1", "@x", " =1", "＝1"])
@pytest.mark.parametrize("between", [";", "|", "\t", "\r", "\n", ';"', '; " "'])
def test_nor_what_another_spreadsheet_takes_for_a_cell_of_its_own(between, part):
    begins = part.lstrip(" ")
    blanks = part[: -len(begins)]

    assert plain_cell(f"An{between}{part}") == f"An{between}{blanks}'{begins}"


@pytest.mark.parametrize("parts_by", [",", ";", "|", "\t"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_spreadsheet_finds_a_formula_in_a_line_whatever_it_parts_cells_by(parts_by, sign):
    texts = [
        f"An{between}{sign}1" for between in (";", ',"', '";"', ";; ", "|", "\t", "\n", '"\n"')
    ]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(plain_cell(text) for text in [f"{sign}1", "An", *texts])

    found = csv.reader(io.StringIO(stream.getvalue(), newline=""), delimiter=parts_by)

    cells = [cell for line in found for cell in line]
    assert len(cells) > 1
    assert [cell for cell in cells if cell.lstrip(' "').startswith(sign)] == []


def test_what_was_written_is_read_again_without_the_marks():
    text = 'An; "Bình", C|=D\nE'
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow([plain_cell(text)])

    ((cell,),) = csv.reader(io.StringIO(stream.getvalue(), newline=""))

    assert cell.replace("|'=", "|=") == text


def test_other_cells_stay_as_they_are():
    assert plain_cell("Trần Văn Thử") == "Trần Văn Thử"
    assert plain_cell("A; B-C\nD") == "A; B-C\nD"
    assert plain_cell(None) == ""
    assert plain_cell(7) == "7"


@pytest.mark.parametrize(
    ("window", "said"),
    [
        ({"since": "yesterday"}, "--from takes a day"),
        ({"until": "2025-10-22T09:00"}, "--to takes a day"),
        ({"since": "2025-10-22", "until": "2025-10-01"}, "--to must be later"),
    ],
)
def test_a_wrong_window_is_refused_in_a_sentence(two, window, said):
    _actor, case, _other = two

    with pytest.raises(CommandError, match=said):
        extracted(case.reference, **window)


def test_a_file_is_private_and_never_written_over(two, tmp_path):
    _actor, case, _other = two
    file = tmp_path / "accesses.csv"
    asked = ["audit_extract", "--cases", case.reference, "--from", "2025-10-01", "--to"]
    rest = ["2025-10-02", "--format", "csv", "--out", str(file)]
    call_command(*asked, *rest, stderr=io.StringIO())

    assert file.stat().st_mode & 0o077 == 0
    assert file.read_text().startswith("at,staff,name,mission,operation")
    with pytest.raises(CommandError, match="cannot be written: File exists"):
        call_command(*asked, *rest, stderr=io.StringIO())


def test_a_case_that_does_not_exist_is_named(two):
    with pytest.raises(CommandError, match="There is no case BKK-2025-99999"):
        extracted("BKK-2025-99999")
