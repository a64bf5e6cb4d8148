"""The lines of a report: each main figure as known then and as known at the drafting."""

import json
import re
from dataclasses import replace

import pytest

from cases.briefings.composing import composed
from cases.briefings.composing.told import Count, Flow
from cases.briefings.printing import printed, sheets_of
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from tests.briefings.drafts import a_few, approved, at_headquarters, drafted
from tests.briefings.told import said, told
from tests.publishing.course import at, course, crossed, opened
from tests.web.session import log_in


def test_the_last_moment_of_a_line_is_told_as_on_the_rest_of_the_sheet():
    flow = (
        Flow("2025-10-20T23:59:59+07:00", (Count("TH", 40),)),
        Flow("2025-10-22T23:59:59+07:00", (Count("TH", 151),)),
    )
    source = said(value=151, qualifier="exact", ours=151)
    values = told(
        kind="report", said=(source,), present=(Count("TH", 151),), flow=flow, flow_then=flow
    )

    pictures = {picture.title: picture for picture in composed(values, {}, "en").pictures}

    assert pictures["In Thailand"].table.rows == (
        ("20/10/2025", "40", "40"),
        ("22/10/2025", "151", "151"),
    )


@pytest.mark.parametrize(
    ("others", "title"), [(("MM",), "In Myanmar"), (("MM", "LA"), "Elsewhere")]
)
def test_one_other_country_has_its_name_and_several_are_elsewhere(others, title):
    present = (Count("TH", 70), *(Count(code, 20) for code in others))
    flow = tuple(Flow(f"2025-10-{day}T23:59:59+07:00", present) for day in (20, 22))
    values = told(kind="report", said=(), present=present, flow=flow, flow_then=flow)

    sheet = composed(values, {}, "en")

    numbers = {one.title: one.table.rows[-1][1] for one in sheet.pictures}
    assert numbers[title] == str(20 * len(others))
    assert {"In Myanmar", "Elsewhere"} & set(numbers) == {title}


def test_what_is_left_out_of_a_paper_is_on_no_line_of_it():
    flow = tuple(
        Flow(f"2025-10-{day}T23:59:59+07:00", (Count("TH", here),))
        for day, here in ((20, 4), (22, 9))
    )
    values = told(
        kind="report", said=(), present=(Count("TH", 9),), flow=flow, flow_then=flow,
        left_out=("countries",),
    )  # fmt: skip

    assert [one.title for one in composed(values, {}, "en").pictures] == [
        "Persons with a case, whenever opened"
    ]


@pytest.mark.django_db
def test_a_report_draws_where_people_were_from_the_first_day_on():
    a_few(12)

    note, report = drafted(), drafted(kind="report")

    assert note.values["flow"] == []
    counts = [
        sum(row["count"] for row in one["present"] if row["key"] == "TH")
        for one in report.values["flow"]
    ]
    assert counts == [0] * 6 + [12]
    pictures = sheets_of(report)["en"]["pictures"]
    assert [one["title"] for one in pictures] == [
        "Persons with a case, whenever opened",
        "In Thailand",
        "Not known where",
        "Had crossed into Thailand",
    ]
    assert pictures[1]["table"]["rows"][-1] == ["22/10/2025", "none", "12"]
    assert [pictures[1]["top"], *pictures[1]["edges"]] == ["12", "16/10/2025", "22/10/2025"]


@pytest.mark.django_db
def test_a_report_tells_what_was_known_at_each_moment_beside_what_is_known_at_its_drafting():
    a_few(12)
    with course() as actor:
        for _nth in range(3):
            crossed(actor, opened(actor, at(26)), at(26), at(21))

    report = drafted(kind="report")

    here = sheets_of(report)["en"]["pictures"][1]
    known = [
        sum(row["count"] for row in one["present"] if row["key"] == "TH")
        for name in ("flow_then", "flow")
        for one in report.values[name][-2:]
    ]
    assert known == [0, 0, 3, 15]
    assert here["table"]["columns"][1] == "As known at each moment"
    assert here["table"]["columns"][2].startswith("As known on ")
    assert here["table"]["rows"][-1][1] == "none"


@pytest.mark.django_db
def test_the_lines_are_printed_with_their_tables_and_shown_on_the_page(client):
    a_few(12)
    briefing = approved(kind="report")
    with eyes(SYSTEM):
        (sheet,) = briefing.sheets.filter(language="en")
    shown = log_in(client, at_headquarters("headquarters_officer")).get(
        f"/briefings/{briefing.number}/?language=en"
    )

    assert "Had crossed into Thailand" in sheet.pdf_text
    assert "16/10/2025" in sheet.pdf_text
    drawing, after = shown.text.split('class="drawing"', 2)[2].split("</svg>", 1)
    assert 'class="track is-then"' in drawing
    assert ">12</text>" in drawing
    assert "<table" in after


def reports(quoted):
    """Return the sheets of a report in English, Vietnamese and French, and their files."""
    moments = tuple(
        Flow(
            f"2025-10-{day}T23:59:59+07:00",
            (Count("TH", day), Count("MM", 99 - day), Count("VN", 20), Count("", 30)),
            day,
        )
        for day in range(18, 23)
    )
    values = told(
        kind="report",
        known_at="2025-11-24T10:00:00+07:00",
        flow=moments,
        flow_then=tuple(replace(one, crossed=one.crossed - 9) for one in moments),
        said=quoted,
    )
    sheets = [composed(values, {}, code).frozen() for code in ("en", "vi", "fr")]
    return sheets, printed(json.loads(json.dumps(sheets)), values.at, is_draft=False)


def test_all_lines_stand_on_one_page_and_a_report_has_three_in_each_language():
    """The sentences, the lines, the tables: Vietnamese and French took a page more."""
    sheets, files = reports((said(),))

    assert [len(sheet["pictures"]) for sheet in sheets] == [6, 6, 6]
    assert [one.pages for one in files] == [3, 3, 3]
    for sheet, one in zip(sheets, files, strict=True):
        lines = "".join(re.split(r"(?<=[1-3]/3)", one.text)[1].split())
        assert "".join(sheet["pictures"][-1]["title"].split()) in lines


def test_so_it_has_where_seven_figures_of_others_are_quoted_with_scope_and_address():
    """As on 1 November: sources and the last note each took a page more."""
    scope = "Décompte quotidien du centre de commandement frontalier à 7 heures, ce jour-là"
    quoted = tuple(
        said(
            is_quoted=True,
            nationality="",
            metric="crossed",
            value=1595 + nth,
            ours=None,
            gap="uncounted",
            scope=(scope,) * 3,
            outlets=((f"Invented {nth}", "2025-11-06", f"https://{nth}.example/{'page-' * 16}"),),
        )
        for nth in range(7)
    )

    assert [one.pages for one in reports(quoted)[1]] == [3, 3, 3]
