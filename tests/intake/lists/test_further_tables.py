"""A second table below the first, with headings of its own, is read by its own headings."""

import pytest
from django.http import QueryDict

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.intake.lists.checking import kind_above
from cases.intake.lists.layout import as_text, guess_all, layout_at, parsed
from cases.intake.lists.operations import map_list, take_up_list_row
from cases.intake.lists.pages.columns import columns_context, said_columns
from cases.intake.lists.queries import layouts_of
from cases.intake.lists.reading.tables import Line
from tests.factories import officer
from tests.intake.lists.files import checked, fresh_list, rows_of, workbook
from tests.intake.lists.read import TODAY
from tests.jobs import run_jobs
from tests.register import fresh

ROWS = [
    ["DANH SÁCH"],
    ["STT", "Họ và tên", "Ngày sinh"],
    ["1", "Nguyễn Văn An", "1999"],
    ["", "Cộng: 1"],
    [],
    ["Số hộ chiếu", "Giới tính", "Năm sinh", "Họ tên"],
    ["C7000001", "nữ", "1998", "Trần Thị Bình"],
    ["C7000002", "nam", "1997", "Lê Văn Cường"],
]
SAID = "1!3: A=number B=full_name C=birth\n1!7: A=document_number B=sex C=birth D=full_name"


def lines(rows):
    """Return rows as lines."""
    return [Line(at, tuple(cells)) for at, cells in enumerate(rows, 1) if any(cells)]


def test_each_table_of_a_sheet_is_found():
    assert as_text(guess_all(1, lines(ROWS), TODAY)) == SAID
    assert as_text(parsed(SAID)) == SAID


def test_headings_that_stand_again_are_no_further_table():
    again = [*ROWS[:3], ROWS[1], ["2", "Trần Thị Bình", "1998"]]

    assert as_text(guess_all(1, lines(again), TODAY)) == "1!3: A=number B=full_name C=birth"


@pytest.mark.django_db
def test_people_of_a_second_table_are_read_by_its_headings():
    actor = officer()
    received = checked(actor, workbook(ROWS))

    people = [row for row in rows_of(actor, received) if row.state != "left_out"]

    assert [row.values["full_name"] for row in people] == [
        "Nguyễn Văn An",
        "Trần Thị Bình",
        "Lê Văn Cường",
    ]
    assert people[1].values["document_number"] == "C7000001"
    assert [row.reason for row in rows_of(actor, received) if row.state == "left_out"] == [
        "above",
        "above",
        "total",
        "heading",
    ]


@pytest.mark.django_db
def test_the_page_shows_each_table_and_takes_what_is_said_of_it():
    actor = officer()
    received = checked(actor, workbook(ROWS))

    with eyes(actor):
        shown = columns_context(actor, fresh_list(actor, received), None)["sheets"]
    typed = QueryDict(mutable=True)
    for sheet in shown:
        typed[f"take-{sheet['number']}"] = "on"
        typed[f"first-{sheet['number']}"] = str(sheet["first"])
        for column in sheet["columns"]:
            typed[f"c-{sheet['number']}-{column['index']}"] = column["held"]

    assert [(sheet["number"], sheet["from_row"]) for sheet in shown] == [(1, 0), ("1b1", 7)]
    assert shown[1]["columns"][3]["cells"] == ["Trần Thị Bình", "Lê Văn Cường"]
    assert said_columns(typed, received)["columns"] == SAID


@pytest.mark.django_db
def test_headings_of_a_table_that_was_said_are_those_right_above_it():
    actor = officer()
    received = checked(actor, workbook(ROWS))

    with eyes(actor):
        map_list(
            actor, fresh(received), columns=parsed(SAID.replace("1!7", "1!8")), nationality="ours"
        )
        found = layouts_of(fresh(received))
    run_jobs()

    assert found[1].labels == ("C7000001", "nữ", "1998", "Trần Thị Bình")


def test_a_table_without_columns_is_left_out_and_ends_the_one_above():
    layouts = parsed("1!3: A=number B=full_name\n1!7:\n1!12: A=full_name")

    assert [
        (one.first if one else 0) for one in (layout_at(layouts, 1, at) for at in (2, 6, 7))
    ] == [
        3,
        3,
        0,
    ]
    assert layout_at(layouts, 1, 12) == layouts[2]


@pytest.mark.parametrize(
    ("cells", "kind", "found"),
    [
        (ROWS[5], "", "heading"),
        (["Ngày", "Tháng", "Năm"], "", "heading"),
        (["1", "Nguyễn Văn An", "1999"], "", "perhaps_heading"),
        (["", "Cộng: 1"], "total", "total"),
    ],
)
def test_of_a_person_right_above_a_table_it_is_asked(cells, kind, found):
    assert kind_above(Line(6, tuple(cells)), kind) == found


@pytest.mark.django_db
def test_a_table_that_is_not_ticked_is_not_read_by_the_columns_of_another():
    actor = officer()
    received = checked(actor, workbook([*ROWS[:6], [], *ROWS[6:]]))
    typed = QueryDict(mutable=True)
    typed.update({"first-1": "3", "take-1": "on", "c-1-0": "number", "c-1-1": "full_name"})
    typed.update({"first-1b1": "8", "c-1b1-0": "document_number", "c-1b1-3": "full_name"})

    said = said_columns(typed, received)["columns"]
    with eyes(actor):
        map_list(actor, fresh(received), columns=parsed(said), nationality="ours")
    run_jobs()
    rows = rows_of(actor, received)
    with eyes(actor):
        shown = columns_context(actor, fresh_list(actor, received), None)["sheets"]
        with pytest.raises(Refused, match="columns of this sheet"):
            take_up_list_row(actor, fresh(rows[-1]))

    assert said == "1!3: A=number B=full_name\n1!8:"
    assert [row.state for row in rows].count("ready") == 1
    assert [row.reason for row in rows[-3:]] == ["heading", "no_sheet", "no_sheet"]
    assert [sheet["is_taken"] for sheet in shown] == [True, False]


@pytest.mark.django_db
def test_a_table_that_is_not_ticked_begins_where_it_did_when_its_box_is_emptied():
    actor = officer()
    received = checked(actor, workbook(ROWS))
    typed = QueryDict(mutable=True)
    typed.update({"first-1": "", "take-1": "on", "c-1-1": "full_name", "first-1b1": ""})

    said = said_columns(typed, fresh_list(actor, received))["columns"]

    assert said == "1!3: B=full_name\n1!7:"
    assert layout_at(parsed(said), 1, 9) is None


@pytest.mark.django_db
def test_a_list_of_which_nothing_is_taken_is_refused():
    actor = officer()
    received = checked(actor, workbook(ROWS))

    for text in ("1!3:", "1!3: A=remark\n1!7:", "1!3: B=full_name\n1!7: A=remark"):
        with eyes(actor), pytest.raises(Refused) as caught:
            map_list(actor, fresh(received), columns=parsed(text), nationality="ours")
        assert caught.value.code == "no_names"
