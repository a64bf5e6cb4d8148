"""The sentences of a briefing, composed from values alone."""

import dataclasses

import pytest
from django.utils.translation import override

from cases.briefings.composing import Told, composed
from cases.briefings.composing.amounts import the_body
from cases.briefings.composing.sheets import as_text
from cases.briefings.composing.told import Asked, Before, Count, Departure, Flow, Waiting
from tests.briefings.told import EVENING, MORNING, said, told


def sheet(language="en", **values):
    return composed(told(**values), {}, language)


def lead(language="en", **values):
    return sheet(language, **values).parts[0].paragraphs[0]


def whole(language="en", **values):
    return as_text(sheet(language, **values).frozen())


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            "As of 22 October 2025, according to the embassies in Thailand and Myanmar, "
            "70 citizens were in Thailand.",
        ),
        (
            "vi",
            "Tính đến ngày 22 tháng 10 năm 2025, theo các Đại sứ quán tại Thái Lan và Myanmar, "
            "có 70 công dân ở Thái Lan.",
        ),
        (
            "fr",
            "Au 22 octobre 2025, selon les ambassades en Thaïlande et au Myanmar, "
            "70 ressortissants se trouvaient en Thaïlande.",
        ),
    ],
)
def test_says_as_of_when_according_to_whom_how_many(language, expected):
    assert lead(language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "151 citizens (129 men, 22 women) were in Thailand."),
        ("vi", "có 151 công dân (129 nam, 22 nữ) ở Thái Lan."),
        ("fr", "151 ressortissants (129 hommes, 22 femmes) se trouvaient en Thaïlande."),
    ],
)
def test_men_and_women_are_told_where_a_source_told_them_as_we_count_them(language, expected):
    exact = said(
        value=151, men=129, women=22, qualifier="exact", as_of="2025-11-01T07:00:00+07:00", ours=151
    )
    values = {
        "as_of": MORNING,
        "is_day": False,
        "present": (Count("TH", 151),),
        "sexes": (Count("f", 22), Count("m", 129)),
        "said": (exact,),
    }

    assert lead(language, **values).endswith(expected)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("129 citizens were in Thailand", "It was not known where 4 citizens were")),
        ("vi", ("có 129 công dân ở Thái Lan", "Chưa rõ 4 công dân ở đâu")),
        (
            "fr",
            (
                "129 ressortissants se trouvaient en Thaïlande",
                "On ignorait où se trouvaient 4 ressortissants",
            ),
        ),
    ],
)
def test_totals_are_told_exactly_and_add_up(language, expected):
    present = (Count("TH", 129), Count("MM", 25), Count("VN", 17), Count("", 4))

    text = whole(language, present=present, said=())

    assert all(words in text for words in expected)
    (table, *_rest) = sheet(language, present=present, said=()).tables
    assert [int(row[1]) for row in table.rows[:5]] == [129, 25, 17, 4, 175]


def test_our_number_is_one_in_text_and_annex_whatever_a_source_says_roughly():
    text = whole(said=(said(value=70, qualifier="about", ours=70),))

    assert "70 citizens were in Thailand" in text
    assert "about 70 citizens in Thailand [1][2]" in text
    assert "Thailand | 70" in text
    assert "about 75" not in text


def test_nobody_is_none_and_one_is_one():
    values = {"present": (Count("TH", 70), Count("MM", 1)), "said": ()}

    text = whole(**values)

    assert "1 citizen was in Myanmar." in text
    assert "Nobody had returned home yet." in text


def test_who_has_arrived_is_in_viet_nam_before_the_case_is_closed():
    values = {
        "present": (Count("TH", 60), Count("VN", 39)),
        "stages": (Count("reported", 60), Count("arrived", 39)),
        "said": (said(metric="returned", country="VN", value=39, gap="uncounted", ours=None),),
    }

    text = whole(**values)

    assert "39 citizens were in Viet Nam." in text
    assert "No case was closed as returned home yet." in text
    assert "Nobody had returned home" not in text
    assert "Our records agree with it for that moment." in text


def test_three_numbers_of_cases_say_by_what_rule_each_counts():
    text = whole(known_then=150, cases=118, said=())

    assert "By what was already known on 22 October 2025, 150 citizens had a case." in text
    assert "118 cases count as opened by then" in text
    assert "counts all with a case, whenever it was opened: 120 citizens." in text


def test_somebody_at_home_whose_identity_is_verified_has_a_verified_identity():
    values = {"present": (Count("TH", 58), Count("VN", 12)), "confirmed": 0, "said": ()}

    text = whole(**values, stages=(Count("reported", 58), Count("verified", 12)))

    assert "Nobody’s identity" not in text


def test_how_many_of_a_stage_are_not_at_home_is_told_like_an_attribute():
    values = {"present": (Count("TH", 59), Count("VN", 11)), "said": ()}
    stages = (Count("reported", 56), Count("verified", 14))

    crossed = whole(**values, stages=stages, confirmed=3)
    alone = whole(present=(Count("TH", 70),), said=(), stages=stages, confirmed=14)

    assert "The identity of 3 citizens" not in crossed
    assert "The identity of 14 citizens who had not come home yet was verified." in alone


def test_open_cases_by_body_add_up_to_all_that_are_open():
    def rows(*waiting):
        values = told(kind="report", known_at=EVENING, waiting=waiting, said=())
        (table,) = (
            one for one in composed(values, {}, "en").tables if one.title.startswith("Open cases")
        )
        return [row[1] for row in table.rows]

    bureau, police = (Waiting((name,) * 3, 40, 9) for name in ("Bureau", "Police"))

    assert rows(bureau, police) == ["40", "40", "40", "120"]
    assert rows(bureau, dataclasses.replace(police, count=3))[-2:] == ["not told", "120"]


def test_a_body_of_which_nothing_is_told_has_no_line():
    names = [(f"Bureau {nth}", f"Cục {nth}", f"Bureau {nth}") for nth in range(3)]
    waiting = tuple(Waiting(one, 1, 5) for one in names)
    stages = (Count("reported", 3), Count("closed", 67))

    text = whole(kind="report", waiting=waiting, stages=stages, said=())

    assert "Bureau 0" not in text


def test_children_are_fewer_than_eleven():
    ages = (Count("", 20), Count("adult", 47), Count("child", 3))

    assert "Of those in Thailand, fewer than 11 citizens were under 18." in whole(ages=ages)


def test_says_what_the_last_one_told_and_what_is_known_of_its_moment_since():
    at = "2025-10-22T23:59:59.999999+07:00"
    before = Before("BR-2025-0001", at, True, 58, 70, "exact", 58)
    values = {"present": (Count("TH", 151),), "before": before, "said": ()}

    assert (
        "On 22 October 2025, 58 citizens were in Thailand (BR-2025-0001); by what is known on "
        "22 October 2025 at 23:59, 70 citizens." in lead(**values)
    )


def test_that_nothing_else_became_known_is_said_as_well():
    at = "2025-10-21T23:59:59.999999+07:00"
    before = Before("BR-2025-0001", at, True, 70, 70, "exact", 70)

    assert (
        "On 21 October 2025, 70 citizens were in Thailand (BR-2025-0001), also by what is known on "
        "22 October 2025 at 23:59." in lead(before=before)
    )


def test_a_figure_of_others_that_differs_is_explained():
    text = whole(said=(said(value=100, qualifier="more_than", ours=70, gap="fewer"),))

    assert "more than 100 citizens in Thailand [1][2]" in text
    assert "Our records give 70 for that moment. Why the others" in text


def test_that_ours_became_known_later_is_said_without_a_number():
    source = said(value=40, qualifier="exact", ours=70, gap="more", learnt=28)

    text = whole(said=(source,))

    assert "Some of them became known to us only after the source spoke." in text
    assert "28" not in text


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "No death was on record."),
        (2, "Fewer than 11 citizens had died."),
        (20, "20 citizens had died."),
    ],
)
def test_says_how_many_had_died_and_where_they_are_counted(count, expected):
    values = {
        "stages": (Count("reported", 100), Count("closed", 40)),
        "outcomes": (Count("handed_over", 40 - count), Count("died", count)),
        "missions": (Count("BKK", 140),),
        "cases": 140,
    }

    assert expected in whole(**values)
    for language, words in DEAD.items():
        is_in_lead = words in lead(language, **values)
        are_in_notes = [words in note for note in sheet(language, **values).notes]
        assert (is_in_lead, sum(are_in_notes)) == (count > 0, int(count > 0))
        are_held = [words == note for note in sheet(language, format=4, **values).notes]
        assert sum(are_held) == int(count > 0)
    left_out = sheet(left_out=("stages",), **values)
    assert DEAD["en"] not in left_out.parts[0].paragraphs[0]
    assert any(DEAD["en"] in note for note in left_out.notes)
    assert DEAD["en"] not in whole(left_out=("countries",), **values)


DEAD = {
    "en": "Those who died are counted where they were last known.",
    "vi": "Người đã qua đời được tính ở nơi được biết lần cuối.",
    "fr": "Les personnes décédées sont comptées à leur dernier lieu connu.",
}


@pytest.mark.parametrize(
    ("language", "known_at", "expected"),
    [
        (
            "en",
            EVENING,
            "The next departure from Thailand is planned for 5 November 2025 (flight): "
            "52 citizens.",
        ),
        (
            "en",
            MORNING,
            "The next departure from Thailand was planned for 5 November 2025 (flight): "
            "52 citizens.",
        ),
        (
            "vi",
            EVENING,
            "Chuyến đi tiếp theo từ Thái Lan dự kiến vào ngày 5 tháng 11 năm 2025 (chuyến bay): "
            "52 công dân.",
        ),
    ],
)
def test_says_when_the_next_ones_leave_without_hour_or_place(language, known_at, expected):
    at = "2025-11-05T09:30:00+07:00"
    leg = Departure(at, "Asia/Bangkok", "flight", "TH", "VN", 52)

    text = whole(language, departure=leg, known_at=known_at)

    assert expected in text
    assert "09:30" not in text


def test_a_departure_of_a_past_day_that_was_told_as_known_later_is_read_no_more():
    leg = Departure(EVENING, "Asia/Bangkok", "bus", "TH", "TH", 12)
    stored = told(departure=leg, known_at=MORNING).frozen()

    assert Told.thawed(stored).departure == leg
    stored["departure"]["has_left"] = True
    assert Told.thawed(stored).departure is None


def test_says_what_bodies_were_asked():
    asked = (Asked(("Invented Bureau", "Cục hư cấu", "Bureau inventé"), 60, 40),)

    text = whole(asked=asked)

    said = (
        "Questions to the Invented Bureau concerned 60 citizens, and an answer had been "
        "received for 40 of them."
    )
    assert said in text


def test_in_french_what_bodies_were_asked_and_who_waits_are_sentences():
    body = ("Invented team", "Đội hư cấu", "Équipe inventée")
    values = {"kind": "report", "asked": (Asked(body, 60, 40),), "known_at": EVENING}

    text = whole("fr", **values, waiting=(Waiting(body, 40, 12),)).replace("\u202f", " ")

    assert "Les demandes adressées à l’Équipe inventée concernaient 60 ressortissants" in text
    assert "40 à 60" not in text
    assert "ressortissants attendent une action de l’Équipe inventée, depuis 12 jours" in text


def test_in_french_custody_is_whose_hands_somebody_is_in():
    holders = (Count("immigration", 50), Count("", 20))

    text = whole("fr", holders=holders)

    assert "50 ressortissants étaient sous la garde des autorités locales" in text
    assert "sous la garde de qui" in text


def test_calls_nobody_a_victim_or_an_offender():
    text = whole().lower()

    assert "victim" not in text.replace("whether somebody is a victim", "")
    assert "offender" not in text


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_values_come_back_from_the_store_as_they_were(language):
    values = told(
        kind="report",
        asked=(Asked(("A", "B", "C"), 60, 40),),
        told_before=(Count("sex/m", 129),),
        departure=Departure(EVENING, "Asia/Bangkok", "bus", "TH", "TH", 12),
        flow=(Flow(EVENING, (Count("TH", 70), Count("MM", 50)), 71),) * 2,
        flow_then=(Flow(EVENING, (Count("TH", 60),), 60),) * 2,
    )

    again = Told.thawed(values.frozen())

    assert again == values
    assert composed(again, {}, language) == composed(values, {}, language)


def test_free_sentences_stand_in_their_own_language():
    words = {"advice": "Do not answer offers of work abroad.\nAsk first."}

    parts = composed(told(), words, "en").parts

    (advice,) = [part for part in parts if part.heading == "Advice"]
    assert advice.paragraphs == ("Do not answer offers of work abroad.", "Ask first.")


def test_a_report_has_the_cases_by_stage_and_mission():
    titles = {table.title for table in sheet(kind="report").tables}

    assert {"Cases by stage", "Cases by mission"} <= titles


def test_every_value_is_kept():
    assert set(told().frozen()) == {field.name for field in dataclasses.fields(Told)}


def test_of_whom_the_identity_is_verified_nobody_is_at_home():
    stages = (Count("verified", 48), Count("ready", 8), Count("arrived", 3), Count("closed", 61))
    values = {"stages": stages, "outcomes": (Count("handed_over", 61),)}

    assert "The identity of 56 citizens who had not come home yet was verified." in whole(**values)
    assert "The identity of 46 to 56 citizens" in whole(**values, confirmed=55)
    assert (
        "identity" not in sheet(stages=(Count("arrived", 120),), confirmed=0).parts[1].paragraphs[0]
    )


def test_a_column_of_counts_is_called_a_number_of_them_in_french():
    found = [table.columns for table in sheet("fr", kind="report").tables]

    assert ("Dossiers", "Nombre") in found


def test_figures_side_by_side_are_each_as_of_their_own_day_one_of_them_disputed():
    rows = (
        said(is_quoted=True),
        said(is_quoted=True, as_of="2025-11-01T07:00:00+07:00", is_disputed=True),
    )

    text = whole(said=rows)

    assert "These numbers are of different days." in text
    evening = said(is_quoted=True, as_of="2025-11-01T23:59:00+07:00")
    assert "different days" not in whole(said=(evening, rows[1]))
    assert "holds" not in text


@pytest.mark.parametrize(
    ("language", "hospital", "shelter"),
    [
        (
            "en",
            "15 citizens at the hospital in Mae Sot, Thailand",
            "15 citizens at Shelter 1, Thailand",
        ),
        (
            "vi",
            "15 công dân ở bệnh viện tại Mae Sot, Thái Lan",
            "15 công dân ở Nơi tạm trú số 1, Thái Lan",
        ),
        (
            "fr",
            "15 ressortissants (hôpital de Mae Sot, Thaïlande)",
            "15 ressortissants (Abri n° 1, Thaïlande)",
        ),
    ],
)
def test_a_place_stands_in_a_sentence_by_what_it_is_or_by_its_name_in_quotes(
    language, hospital, shelter
):
    names = ("Hospital in Mae Sot", "Bệnh viện tại Mae Sot", "Hôpital de Mae Sot")
    others = ("Shelter 1", "Nơi tạm trú số 1", "Abri n° 1")
    place = {"qualifier": "exact", "value": 15, "place": "it", "gap": "place", "is_quoted": True}
    of_both = (
        said(**place, place_kind="hospital", place_names=names),
        said(**place, place_kind="cell", place_names=others),
    )

    text = whole(language, said=of_both).replace("\u202f", " ")

    assert hospital in text
    assert shelter in text


def test_nothing_is_said_of_what_nobody_is_like():
    nobody_there = whole(present=(Count("MM", 50),))
    nobody_at_all = whole(present=(), counted=0, cases=0, stages=(), missions=())

    assert "nobody with a case was in Thailand" in nobody_there
    assert "under 18." not in nobody_there
    for words in ("under 18", "identity", "returned home", "death"):
        assert words not in nobody_at_all


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Invented Department, Ministry of Inventions", "the Invented Department (Ministry of"),
        ("Joint team (inventions)", "the joint team (inventions)"),
        ("Invented Relief", "Invented Relief"),
    ],
)
def test_a_body_is_named_so_that_a_sentence_can_go_on_behind_it(name, expected):
    assert the_body((name, "Cục", "Direction"), "à").startswith(expected)


@pytest.mark.parametrize(
    ("name", "asked", "waited"),
    [
        ("Département, ministère", "au Département (ministère)", "du Département (ministère)"),
        ("Direction inventée", "à la Direction inventée", "de la Direction inventée"),
        ("Acts of Mercy", "à «\u202fActs of Mercy\u202f»", "de «\u202fActs of Mercy\u202f»"),
    ],
)
def test_in_french_a_body_has_its_article(name, asked, waited):
    with override("fr"):
        assert the_body(("Body", "Cục", name), "à") == asked
        assert the_body(("Body", "Cục", name), "de") == waited
