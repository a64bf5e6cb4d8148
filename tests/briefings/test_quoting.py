"""A briefing quotes what others reported: whom they count, where, how, as of when, who says so."""

from datetime import UTC, date, datetime

import pytest

from cases.briefings.composing import Told, composed
from cases.briefings.composing.sheets import as_text
from cases.briefings.composing.told import Against, Count
from cases.briefings.operations import draft_briefing
from cases.core.context import eyes
from tests.briefings.drafts import EVENING as DAY
from tests.briefings.drafts import a_few, at_headquarters, drafted, published
from tests.briefings.told import EVENING, said, told
from tests.factories import IncidentFactory, PlaceFactory
from tests.publishing.course import a_report
from tests.refusals import refusal_of
from tests.web.session import log_in

TIMES = ("Invented Times", "2025-11-03", "")
TAK = {"place": "tak", "place_names": ("Tak", "Tak", "")}
FIRST = "2025-11-01T07:00:00+07:00"


def quote(**values):
    """Return a quote of a count of everybody who had crossed into Tak."""
    given = {"metric": "crossed", "nationality": "", "qualifier": "exact", "outlets": (TIMES,)}
    nothing = {"ours": None, "gap": "uncounted", "is_quoted": True}
    return said(**{**given, **nothing, **TAK, "as_of": FIRST, "is_day": False, **values})


def others(language="en", **values):
    parts = composed(told(**values), {}, language).parts
    heading = {"en": "What others report", "vi": "Nguồn khác đưa tin", "fr": ""}[language]
    return next(part.paragraphs for part in parts if part.heading == heading)


def test_counts_of_everybody_stand_side_by_side_each_with_scope_day_and_publisher():
    newer = quote(value=1595, men=1330, women=265)
    older = quote(value=1525, as_of="2025-10-26T23:59:00+07:00", is_day=True)

    (paragraph,) = others(said=(newer, older))

    assert paragraph == (
        "As of 26 October 2025, Invented Times reported 1,525 people of all nationalities who had "
        "crossed (Tak, Thailand), whether still there or not [1]. As of 1 November 2025 at 07:00, "
        "Invented Times reported 1,595 people of all nationalities (1,330 men, 265 women) who had "
        "crossed (Tak, Thailand), whether still there or not [1]. These numbers are of different "
        "days."
    )


def test_of_a_figure_without_a_day_it_is_not_said_that_it_is_of_another():
    (paragraph,) = others(said=(quote(value=1595), quote(value=15000, as_of="")))

    assert "different days" not in paragraph


@pytest.mark.django_db
def test_the_list_to_choose_from_says_which_figures_are_disputed():
    disputed = a_report(value=15000, disputed=True, dispute_reason="Another count says 1,598.")
    firm = a_report(value=70)

    assert "15,000 (disputed) · " in disputed.choice_label
    assert disputed.choice_label.endswith(disputed.scope)
    assert "disputed" not in firm.choice_label
    assert "Thailand, nationality: Viet Nam: about 70 · " in firm.choice_label


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "in Tak, Thailand (counted: “Tak, crossed, not present”) [1]."),
        ("vi", "(phạm vi: “Tak, đã sang”) [1]."),
        ("fr", "la saisie\u202f: «\u202fTak, crossed, not present\u202f»)."),
    ],
)
def test_what_exactly_was_counted_stands_in_the_sentence_and_in_the_annex(language, expected):
    scope = ("Tak, crossed, not present.", "Tak, đã sang.", "")
    figure = quote(metric="present", value=3, scope=scope)

    sheet = composed(told(said=(figure,)), {}, language)

    said = [words for part in sheet.parts for words in part.paragraphs if "Invented Times" in words]
    assert expected in said[0]
    (row,) = next(one for one in sheet.tables if one.rows[0][0] == "Invented Times").rows
    assert row[1].endswith(expected.removesuffix(".").removesuffix(" [1]").rpartition("(")[2])


@pytest.mark.django_db
def test_a_figure_is_kept_with_its_scope_in_three_languages():
    a_few(3)
    a_report(value=3, scope="All.", scope_vi="Tất cả.", scope_fr="Tous.")

    (row,) = Told.thawed(drafted().values).said

    assert row.scope == ("All.", "Tất cả.", "Tous.")


def test_a_figure_about_ours_without_a_day_is_compared_with_nothing():
    (paragraph,) = others(said=(quote(nationality="VN", as_of="", ours=None, gap="uncounted"),))

    assert "Our records" not in paragraph


def test_values_that_were_kept_before_scopes_were_are_told_as_they_were():
    against = Against(75, EVENING, True, "Asia/Bangkok", (TIMES,))
    frozen = told(said=(said(is_disputed=True, is_quoted=True, against=against),)).frozen()
    del frozen["said"][0]["scope"], frozen["said"][0]["against"]["scope"]

    assert "counted:" not in as_text(composed(Told.thawed(frozen), {}, "en").frozen())


def test_values_that_were_kept_without_a_reason_name_the_count_that_contradicts_a_figure():
    against = Against(1598, "2025-11-03T12:00:00+07:00", True, "Asia/Bangkok", (TIMES,))
    paper = ("Invented Paper", "2025-11-06", "")
    figure = quote(
        value=15000,
        qualifier="more_than",
        as_of="",
        is_disputed=True,
        outlets=(paper,),
        against=against,
        place="",
        place_names=("", "", ""),
    )
    values = told(said=(figure,))

    (paragraph,) = others(said=(figure,))

    assert paragraph == (
        "Invented Paper reported more than 15,000 people of all nationalities who had crossed "
        "(Thailand), whether still there or not, day not given (printed on 6 November 2025) [1]. "
        "The reported figure is disputed: as of 3 November 2025, Invented Times reported 1,598 [2]."
    )
    assert "day not given (printed on 6 November 2025)" in as_text(
        composed(values, {}, "en").frozen()
    )


def test_who_entered_the_mechanism_is_told_of_those_referred():
    figure = quote(metric="entered", value=18, whole=23, place="", place_names=("", "", ""))

    (paragraph,) = others(said=(figure,))

    assert "reported 18 people of all nationalities who entered the national referral" in paragraph
    assert "(Thailand), of 23 referred [1]." in paragraph


def test_men_and_women_of_other_nationals_stand_in_one_bracket():
    (paragraph,) = others(said=(quote(nationality="CN", value=185, men=180, women=5),))

    assert "185 people (nationality: China, 180 men, 5 women) who" in paragraph


def test_of_one_place_ours_is_not_told():
    figure = quote(nationality="VN", metric="present", value=40, ours=7, gap="place")

    assert "Our records" not in others(said=(figure,))[0]
    assert "7" not in others(said=(figure,))[0].replace("07:00", "")


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_quotes_come_back_from_the_store_as_they_were(language):
    against = Against(1598, EVENING, True, "Asia/Bangkok", (TIMES,))
    values = told(said=(quote(is_disputed=True, against=against, whole=3), said()), known_then=3)

    again = Told.thawed(values.frozen())

    assert again == values
    assert composed(again, {}, language) == composed(values, {}, language)


def test_a_moment_of_another_zone_is_told_in_that_of_the_sheet():
    evening = {"as_of": "2025-11-11T20:00:00-05:00", "is_day": False, "zone": "America/New_York"}

    (paragraph,) = others(said=(quote(value=1595, **evening),))

    assert paragraph.startswith("As of 12 November 2025 at 08:00,")


def test_that_ours_agree_is_said_of_the_figure_before_what_disputes_it():
    against = Against(75, EVENING, True, "Asia/Bangkok", (TIMES,))

    (paragraph,) = others(said=(said(is_disputed=True, is_quoted=True, against=against),))

    assert paragraph.index("Our records agree") < paragraph.index("The reported figure is disputed")


@pytest.mark.django_db
def test_the_reason_of_a_disputed_figure_names_the_count_and_no_second_one_is_told():
    a_few(3)
    crossed = {"metric": "crossed", "nationality": "", "qualifier": "exact"}
    at_place = {"place": PlaceFactory(), "as_of": datetime(2025, 10, 21, 5, tzinfo=UTC)}
    beside = a_report(value=91, **crossed, **at_place)
    a_report(value=73, **crossed, as_of=at_place["as_of"])
    disputed = {"disputed": True, "dispute_reason": "A count says 91."}
    figure = a_report(value=15000, **crossed | disputed, as_of=None, as_of_precision="none")

    text = as_text(
        composed(Told.thawed(drafted(figures=[beside, figure]).values), {}, "en").frozen()
    )

    assert "The reported figure is disputed: “A count says 91”." in text
    assert "91 people of all nationalities" in text
    assert "73" not in text


@pytest.mark.django_db
def test_drafting_takes_what_was_chosen_and_what_stands_beside_it():
    a_few(3)
    of_first = {"as_of": datetime(2025, 10, 21, 5, tzinfo=UTC), "nationality": ""}
    chosen = [
        a_report(value=3, as_of=datetime(2025, 10, 22, 5, tzinfo=UTC)),
        a_report(
            value=18,
            metric="entered",
            qualifier="exact",
            scope="Who entered, out of 23 referred.",
            **of_first,
        ),
        a_report(
            value=15000,
            metric="crossed",
            qualifier="more_than",
            nationality="",
            as_of=None,
            as_of_precision="none",
            published_on=date(2025, 11, 6),
            disputed=True,
            dispute_reason="A count says otherwise.",
        ),
    ]
    a_report(value=23, metric="referred", qualifier="exact", **of_first)

    rows = {row["value"]: row for row in drafted(figures=chosen).values["said"]}

    assert {value for value, row in rows.items() if row["is_quoted"]} == {3, 18, 15000}
    assert (rows[3]["ours"], rows[3]["gap"]) == (3, "same")
    assert rows[18]["whole"] == 23
    assert (rows[15000]["as_of"], rows[15000]["reason"][0]) == ("", "A count says otherwise.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("others", "whole"),
    [
        ([{"scope": "S"}], 23),
        ([{"scope": "Other"}], None),
        ([{"scope": "Other"}, {"scope": "S", "value": 40}], 40),
        ([{"scope": "S"}, {"scope": "S", "value": 40}], None),
        ([{"scope": "S", "country": "MM"}], None),
        ([{"scope": "S", "nationality": "CN"}], None),
        ([{"scope": "S", "as_of": datetime(2025, 10, 20, 5, tzinfo=UTC)}], None),
        ([{"scope": "S", "source_name": "Another"}], None),
        ([{"scope": "S", "qualifier": "about"}], None),
        ([{"scope": "S", "disputed": True, "dispute_reason": "No."}], None),
        ([{"scope": "S", "value": 17}], None),
    ],
)
def test_so_many_of_those_referred_are_of_the_same_scope_place_and_day(others, whole):
    a_few(3)
    of_first = {"as_of": datetime(2025, 10, 21, 5, tzinfo=UTC), "nationality": ""}
    figure = a_report(value=18, metric="entered", qualifier="exact", scope="S", **of_first)
    for values in others:
        given = {"value": 23, "metric": "referred", "qualifier": "exact"} | of_first | values
        a_report(**given)
    if whole == 23:
        a_report(value=60, metric="referred", scope="S", place=PlaceFactory(), **of_first)

    (row,) = (row for row in drafted(figures=[figure]).values["said"] if row["value"] == 18)

    assert row["whole"] == whole


@pytest.mark.django_db
def test_a_disputed_figure_keeps_its_reason_in_each_language():
    a_few(3)
    reasons = {"dispute_reason": "A question.", "dispute_reason_vi": "Một câu hỏi."}
    figure = a_report(value=15000, disputed=True, **reasons)

    values = Told.thawed(drafted(figures=[figure]).values)

    texts = {code: as_text(composed(values, {}, code).frozen()) for code in ("en", "vi", "fr")}
    assert "The reported figure is disputed: “A question”." in texts["en"]
    assert "“Một câu hỏi”." in texts["vi"]
    assert "A question" not in texts["vi"]
    assert "selon les termes de la saisie\u202f: «\u202fA question\u202f»." in texts["fr"]


def test_a_reason_that_was_kept_in_one_language_is_that_of_the_entry():
    frozen = told(said=(said(is_disputed=True, is_quoted=True),)).frozen()
    frozen["said"][0]["reason"] = "A question."

    assert Told.thawed(frozen).said[0].reason == ("A question.", "", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"as_of": datetime(2025, 10, 23, 5, tzinfo=UTC)}, "figure_ahead"),
        ({"is_context": True}, "figure_of_others"),
    ],
)
def test_refuses_what_cannot_be_quoted(values, code):
    figure = a_report(**values)

    with eyes(at_headquarters("headquarters_officer")) as actor:
        refused = refusal_of(
            draft_briefing,
            actor,
            incident=IncidentFactory(),
            kind="note",
            as_of=DAY,
            figures=[figure],
        )

    assert (refused.status, refused.code) == (422, code)


@pytest.mark.django_db
def test_the_form_of_one_that_replaces_it_has_the_same_figures_ticked(client):
    figure = a_report()
    former = published(figures=[figure])
    log_in(client, at_headquarters("headquarters_lead"))

    form = client.get("/briefings/draft/", {"replaces": former.number}).context["form"]

    assert form["figures"].value() == [str(figure.uuid)]


@pytest.mark.django_db
def test_only_those_that_say_the_same_speak_with_one_voice():
    a_few(3)
    told_apart = {"value": 3, "qualifier": "exact", "source_url": ""}
    a_report(source_name="Paper A", men=2, women=1, **told_apart)
    a_report(source_name="Paper B", men=1, women=2, **told_apart)
    a_report(source_name="Paper C", **told_apart)
    a_report(source_name="Paper D", men=2, women=1, **told_apart)
    a_report(source_name="Paper E", scope="Those in one shelter", **told_apart)
    no_day = {"as_of": None, "as_of_precision": "none", **told_apart}
    dayless = [
        a_report(source_name="Paper F", published_on=date(2025, 10, 12), **no_day),
        a_report(source_name="Paper G", published_on=None, **no_day),
    ]

    rows = Told.thawed(drafted(figures=dayless).values).said

    assert {(tuple(row.names), row.men, row.women) for row in rows} == {
        (("Paper A", "Paper D"), 2, 1),
        (("Paper B",), 1, 2),
        *(((f"Paper {letter}",), None, None) for letter in "CEFG"),
    }


def test_all_who_are_cited_are_named():
    outlets = tuple((f"Paper {letter}", "", "") for letter in "ABC")

    (paragraph,) = others(said=(said(outlets=outlets),))

    assert "Paper A, Paper B and Paper C reported about 70 citizens" in paragraph
    assert "[1][2][3]" in paragraph


def test_the_annex_tells_men_and_women_of_a_source_too():
    figure = said(value=70, men=69, women=1, qualifier="exact")

    text = as_text(composed(told(said=(figure,)), {}, "en").frozen())

    assert "70 (69 men, 1 woman) | 70" in text


@pytest.mark.parametrize(
    ("men", "women", "qualifier", "ours", "expected"),
    [
        (123, 22, "exact", (123, 22, 0), "Our records agree with it for that moment."),
        (
            *(100, 45, "exact", (123, 22, 0)),
            "Our records agree with the total for that moment, not with men and women.",
        ),
        (*(120, 25, "about", (123, 22, 0)), "Our records agree with it for that moment."),
        (*(137, 8, "exact", (137, 8, 0)), "Our records agree with the total for that moment."),
        (*(137, 8, "exact", (138, 7, 0)), "Our records agree with the total for that moment."),
    ],
)
def test_agreement_is_said_of_men_and_women_where_ours_may_be_told(
    men, women, qualifier, ours, expected
):
    sexes = tuple(Count(key, count) for key, count in zip(("m", "f", ""), ours, strict=True))
    figure = said(value=145, men=men, women=women, qualifier=qualifier, ours=145)

    (paragraph,) = others(present=(Count("TH", 145),), sexes=sexes, said=(figure,))

    assert paragraph.endswith(f". {expected}") or paragraph.endswith(f"] {expected}")
    assert paragraph.count("Our records") == 1


def test_of_another_moment_ours_agrees_with_the_total_alone():
    figure = said(men=50, women=20, is_quoted=True, as_of="2025-10-21T23:59:00+07:00")

    assert others(said=(figure,))[0].endswith("agree with the total for that moment.")


HOME_AGAIN = {
    "present": (Count("TH", 70), Count("VN", 14)),
    "stages": (Count("reported", 70), Count("closed", 14)),
    "outcomes": (Count("handed_over", 14),),
}


@pytest.mark.parametrize(
    ("figure", "values", "expected"),
    [
        ({"metric": "returned", "country": "VN", "value": 12}, HOME_AGAIN, "give 14 for that"),
        ({"metric": "returned", "country": "", "value": 14}, HOME_AGAIN, "agree with it"),
        (
            {"metric": "returned", "country": "TH", "value": 14},
            HOME_AGAIN,
            "count otherwise: all who returned home",
        ),
        ({"metric": "in_custody", "value": 40}, {}, "give 50 for that moment. Why the source"),
        ({"metric": "in_custody", "value": 50}, {}, "agree with it for that moment"),
        (
            {"metric": "in_custody", "value": 9},
            {"holders": (Count("police", 9), Count("", 61))},
            "give fewer than 11 for that moment.",
        ),
        ({"metric": "in_custody", "country": "MM"}, {}, "this paper gives no number of ours"),
        (
            {"metric": "in_custody", "as_of": "2025-10-21T07:00:00+07:00"},
            {},
            "this paper gives no number of ours",
        ),
        ({"metric": "in_custody", "place": "tak"}, {}, "do not count this for one place."),
        ({"metric": "identified"}, {}, "count otherwise: whose identity"),
        ({"metric": "fined"}, {}, "do not count this."),
    ],
)
def test_what_the_sheet_counts_itself_is_compared_as_it_tells_it(figure, values, expected):
    row = said(**{"qualifier": "exact", "gap": "uncounted", "ours": None} | figure)

    (paragraph,) = others(said=(row,), **values)

    assert f"Our records {expected}" in paragraph or f"too; {expected}" in paragraph


def test_of_few_in_custody_it_is_not_said_whether_they_agree():
    holders = (Count("police", 9), Count("", 61))
    row = said(metric="in_custody", value=9, qualifier="exact", gap="uncounted", ours=None)

    text = as_text(composed(told(said=(row,), holders=holders), {}, "en").frozen())

    assert "agree" not in text
    assert "9 | fewer than 11" in text


@pytest.mark.parametrize(
    ("qualifier", "value", "ours", "is_within"),
    [
        ("more_than", 125, 151, True),
        ("at_least", 119, 144, True),
        ("up_to", 179, 143, True),
        ("more_than", 125, 100, False),
        ("up_to", 125, 151, False),
        ("nearly", 179, 143, False),
        ("about", 100, 151, False),
    ],
)
def test_ours_within_one_sided_words_is_not_said_to_differ_from_them(
    qualifier, value, ours, is_within
):
    gap = "more" if ours > value else "fewer"
    row = said(qualifier=qualifier, value=value, ours=ours, gap=gap)

    (paragraph,) = others(present=(Count("TH", ours),), said=(row,))

    assert f"Our records give {ours} for that moment." in paragraph
    assert ("That lies within what was said, but further" in paragraph) == is_within
    assert ("is not known" in paragraph) != is_within


def test_what_stands_in_the_annex_alone_is_said_to_stand_there():
    figures = tuple(said(value=60 + nth, outlets=((f"P{nth}", "", ""),)) for nth in range(14))
    disputed = said(value=99, is_disputed=True)
    quoted = said(value=1, is_quoted=True)

    sheet = composed(told(said=(*figures, disputed, quoted)), {}, "en")

    words = next(part.paragraphs for part in sheet.parts if part.heading == "What others report")
    table = next(one for one in sheet.tables if one.title.startswith("Reported"))
    assert len(words) == 1 + 4 + 1
    assert words[-1] == "11 more reported figures stand in the annex."
    assert len(table.rows) == 16


def test_nothing_is_said_of_the_annex_where_all_is_in_the_prose():
    assert "annex" not in " ".join(others(said=(said(), said(is_quoted=True))))
