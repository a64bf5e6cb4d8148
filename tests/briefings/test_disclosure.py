"""Nobody is singled out of a briefing, the ones before it and what others reported."""

import dataclasses
from collections import defaultdict
from itertools import product

import pytest

from cases.briefings.composing import composed
from cases.briefings.composing.numbers import numbers_of, stage_rows
from cases.briefings.composing.sheets import as_text
from cases.briefings.composing.told import Asked, Count, Departure, Waiting
from tests.briefings.told import EVENING, MORNING, said, told

K = 4
"""Small, so that every world can be tried; the rule is the same for 11."""
EXACT = {"qualifier": "exact", "as_of": "2025-11-01T07:00:00+07:00", "is_day": False}
CELLS = ("sex/m", "sex/f", "sex/", "age/child", "age/adult", "hands")


def worlds(most):
    """Yield how many people in Thailand may be what: each of them of a sex, an age, held or not."""
    for men, women, unknown in product(range(most), repeat=3):
        whole = men + women + unknown
        if whole < most:
            for child, held in product(range(whole + 1), repeat=2):
                yield (men, women, unknown, child, whole - child, held)


def a_world(world, before=(), **values):
    """The values of a small incident."""
    men, women, unknown, child, adult, held = world
    return told(
        present=(Count("TH", child + adult), Count("MM", 2), Count("", 1)),
        sexes=(Count("f", women), Count("m", men), Count("", unknown)),
        ages=(Count("adult", adult), Count("child", child)),
        holders=(Count("immigration", held), Count("", child + adult - held)),
        smallest=K,
        told_before=tuple(before),
        **{"said": (), **values},
    )


def read_of(values):
    """What is read of those in Thailand: total, sex, age; custody where there is any to tell."""
    numbers = numbers_of(values)
    held = numbers.of("hands")
    sexes_and_ages = [numbers.of(cell) for cell in CELLS[:-1]]
    lines = [one for one in sexes_and_ages if one.firmness != "untold"]
    return (numbers.of("present/TH"), *(lines and sexes_and_ages), held.is_told and held)


def exactly_told(values):
    return [Count(*one) for one in numbers_of(values).attributes.items()]


def assert_nobody_is_singled_out(ways):
    for found in zip(*ways, strict=True):
        assert len(set(found)) > 1 or found[0] not in range(1, K)


def test_whoever_tries_every_world_finds_no_small_number_of_an_attribute():
    alike = defaultdict(list)
    for world in worlds(7):
        alike[read_of(a_world(world))].append(world)

    for ways in alike.values():
        assert_nobody_is_singled_out(ways)


def test_nor_with_what_others_reported_of_the_same_day():
    """A source tells men and women: what it tells itself, and what follows of it, is left out."""
    alike = defaultdict(list)
    for world in worlds(6):
        men, women, *_rest = world
        source = said(value=men + women, men=men, women=women, qualifier="exact", ours=sum(world))
        alike[read_of(a_world(world, said=(source,))), men, women].append(world[3:])

    for ways in alike.values():
        assert_nobody_is_singled_out(ways)


def test_nor_from_two_days_or_two_sheets_of_one_day():
    """The second sheet may be of another day, or of the same as known later: it reads alike."""
    then = (12, 6, 0)
    before = exactly_told(a_world((*then, 5, 13, 9)))
    assert {row.key for row in before} >= {"sex/m", "sex/f", "age/child", "age/adult", "hands"}
    for now in product(range(9, 16), range(3, 10), range(5)):
        whole = sum(now)
        numbers = numbers_of(a_world((*now, 5, whole - 5, 9), before))
        cells = [numbers.of(cell) for cell in CELLS[:3]]
        possible = [[n for n in range(whole + 1) if fits(n, cell)] for cell in cells]
        ways = [way for way in product(*possible) if sum(way) == whole]

        assert now in ways
        for was, found in zip(then, zip(*ways, strict=True), strict=True):
            assert len(set(found)) > 1 or abs(found[0] - was) not in range(1, K)


def test_nor_what_the_one_who_came_between_two_sheets_is_not():
    """The same number of adults and of those in custody, in a country that holds one more."""

    def sheet(minors, free, before=()):
        return told(
            present=(Count("TH", 34 + minors), Count("VN", 8)),
            sexes=(Count("m", 20), Count("f", 14 + minors)),
            ages=(Count("adult", 34), Count("child", minors)),
            holders=(Count("police", 25), Count("", free)),
            told_before=before,
            said=(),
        )

    first = sheet(14, 23)
    second = numbers_of(sheet(15, 24, tuple(exactly_told(first))))
    again = numbers_of(sheet(14, 23, tuple(exactly_told(first))))

    assert numbers_of(first).of("age", "adult").value == 34
    assert numbers_of(first).of("hands").value == 25
    assert second.of("present", "TH").value == 49
    assert not {second.of(cell).firmness for cell in CELLS} & {"exact", "none"}
    assert [again.of(cell) for cell in CELLS] == [numbers_of(first).of(cell) for cell in CELLS]


def ended(home, died, otherwise, before=()):
    """How the closed cases of a small incident are told, and what a later sheet compares with.

    More are in Viet Nam than came home: nothing of it follows from where people are.
    """
    closed = home + died + otherwise
    outcomes = {"handed_over": home, "died": died, "serving_sentence": otherwise}
    values = told(
        present=(Count("TH", 9), Count("VN", 50)),
        stages=(Count("reported", 59), Count("closed", closed)),
        outcomes=tuple(Count(*one) for one in outcomes.items()),
        missions=(Count("BKK", 59 + closed),),
        smallest=K,
        told_before=tuple(before),
        said=(),
    )
    numbers = numbers_of(values)
    return (numbers.of("stage/closed"), numbers.of("home"), numbers.of("died")), numbers.attributes


def test_nor_how_a_few_cases_ended_from_all_that_are_closed_and_those_that_came_home():
    alike = defaultdict(list)
    for world in product(range(18), repeat=3):
        if sum(world) < 18:
            alike[ended(*world)[0]].append(world)

    for ways in (ways for ways in alike.values() if min(map(sum, ways)) < 16):
        _home, died, otherwise = zip(*ways, strict=True)
        for found in (died, otherwise, [sum(way[1:]) for way in ways]):
            assert len(set(found)) > 1 or found[0] not in range(1, K)


def test_nor_from_two_days_how_a_few_more_of_them_ended():
    for then, now in product(product(range(3), (0, 1, 5), range(6)), repeat=2):
        first, before = ended(*then)
        second, _more = ended(*now, [Count(*one) for one in before.items()])
        if {cell.firmness for cell in (*first, *second)} <= {"exact", "none"}:
            assert abs(now[2] - then[2]) not in range(1, K)


def came_home(world, before=(), lost=0, abroad=0):
    """All that is told of a small incident in which exactly those are in Viet Nam who came home.

    But `lost` of them, of whom nobody knows where they are, and `abroad`, who arrived and are still
    in Thailand.
    """
    reported, departed, arrived, home, died, otherwise = world
    closed = home + died + otherwise
    stages = {"reported": reported, "departed": departed, "arrived": arrived}
    outcomes = {"own_means": home, "died": died, "serving_sentence": otherwise}
    values = told(
        kind="report",
        present=(
            Count("TH", reported + departed + died + otherwise + abroad),
            Count("VN", arrived + home - lost - abroad),
            Count("", lost),
        ),
        stages=tuple(Count(*one) for one in (stages | {"closed": closed}).items()),
        outcomes=tuple(Count(*one) for one in outcomes.items()),
        missions=(),
        cases=reported + departed + arrived + closed,
        confirmed=departed,
        smallest=K,
        told_before=tuple(before),
        said=(),
    )
    numbers = numbers_of(values)
    cells = ("present/VN", "counted", "cases", "home", "died", "confirmed")
    rows = tuple((row.key, numbers.of("stage", row.key)) for row in stage_rows(values))
    return (*map(numbers.of, cells), rows), numbers.attributes


def test_nor_from_those_in_viet_nam_beside_those_who_arrived_and_those_whose_cases_are_closed():
    """Whoever knows that the two ledgers agree: in Viet Nam are those who arrived or were closed
    as returned. So "closed" less "in Viet Nam" plus "arrived" would be how many ended otherwise.
    """
    alike = defaultdict(list)
    for world in product(range(10), repeat=6):
        if sum(world) < 10:
            alike[came_home(world)[0]].append(world)

    for ways in alike.values():
        *_others, died, otherwise = zip(*ways, strict=True)
        for found in (died, otherwise, [sum(way[-2:]) for way in ways]):
            assert len(set(found)) > 1 or found[0] not in range(1, K)


def test_nor_where_the_ledgers_differ_on_who_came_home():
    alike = defaultdict(list)
    for world in product(range(7), repeat=6):
        if sum(world) < 7:
            for lost, abroad in product(range(min(world[3], 2) + 1), range(min(world[2], 1) + 1)):
                alike[came_home(world, lost=lost, abroad=abroad)[0]].append(world)

    for ways in alike.values():
        *_others, died, otherwise = zip(*ways, strict=True)
        for found in (died, otherwise, [sum(way[-2:]) for way in ways]):
            assert len(set(found)) > 1 or found[0] not in range(1, K)


def test_nor_from_two_days_how_many_more_ended_otherwise_than_in_viet_nam():
    for then, now in product(range(4, 9), repeat=2):
        first, before = came_home((5, 3, 2, 2, 0, then))
        second, _more = came_home((5, 3, 2, 2, 0, now), [Count(*one) for one in before.items()])
        if all(("closed", "exact") in told_rows(sheet) for sheet in (first, second)):
            assert abs(now - then) not in range(1, K)


def test_nor_from_stages_told_together_beside_those_a_sheet_told_apart():
    """The identity of 27 was verified; later 28 are verified or further, and nobody is at home."""
    for (was, ended), now in product(
        product(range(4, 8), (0, 4, 9)), product(range(4, 8), range(10), range(2), range(2))
    ):
        departed, otherwise, arrived, home = now
        then = (5, was, 0, 0, 0, ended)
        later = (5, departed, arrived, home, 0, otherwise)
        for first, second in ((then, later), (later, then)):
            early, before = came_home(first)
            late, _more = came_home(second, [Count(*one) for one in before.items()])
            for apart, (joined, world) in ((early, (late, second)), (late, (early, first))):
                row = dict(joined[-1]).get("departed+")
                if row and apart[5].firmness == "exact":
                    besides = row.value - world[2] - world[3]
                    assert besides - apart[5].value not in range(1, K)


def test_nor_from_all_that_are_closed_less_those_a_sheet_told_as_returned():
    for then, now in product(range(4, 9), product(range(4, 9), range(9))):
        _first, before = ended(then, 0, 0)
        (closed, _home, _died), _more = ended(
            now[0], 0, now[1], [Count(*one) for one in before.items()]
        )
        assert now[1] == 0 or closed.value - then not in range(1, K)


def test_nor_who_is_at_home_by_the_other_ledger_from_those_a_sheet_told_as_verified():
    first = told(stages=(Count("reported", 100), Count("verified", 20)), said=())
    second = told(
        kind="report",
        stages=(Count("reported", 97), Count("verified", 23)),
        confirmed=20,
        told_before=tuple(exactly_told(first)),
        said=(),
    )

    assert numbers_of(first).of("confirmed").value == 20
    assert stage_rows(second) == []
    assert stage_rows(dataclasses.replace(second, told_before=())) != []


def test_a_sheet_from_before_the_rule_is_taken_to_have_told_each_stage():
    """It told 27 as verified though one of 28 from there on had ended otherwise."""
    values = {
        "kind": "report",
        "present": (Count("TH", 120),),
        "stages": (Count("reported", 92), Count("verified", 27), Count("closed", 1)),
        "outcomes": (Count("declined", 1),),
        "said": (),
    }
    by_rule, before_it = told(**values), told(**values, format=3)

    again = [told(**values, told_before=tuple(exactly_told(one))) for one in (by_rule, before_it)]

    assert [row.count for row in stage_rows(again[0])] == [92, 28]
    assert stage_rows(again[1]) == []


def told_rows(sheet):
    """The stages that a sheet tells, and how."""
    return {(name, cell.firmness) for name, cell in sheet[-1]}


def test_stages_stand_together_where_few_would_be_left_beside_those_in_viet_nam():
    values = told(
        kind="report",
        present=(Count("TH", 104), Count("VN", 28)),
        stages=(
            *(Count("reported", 80), Count("ready", 9), Count("departed", 12)),
            *(Count("arrived", 7), Count("closed", 24)),
        ),
        outcomes=(Count("handed_over", 21), Count("declined", 3)),
        said=(),
    )

    sheets = {code: composed(values, {}, code) for code in ("en", "vi", "fr")}

    rows = {
        code: [row for table in sheet.tables for row in table.rows]
        for code, sheet in sheets.items()
    }
    assert ("Departed or a later stage", "43") in rows["en"]
    assert ("Đã lên đường hoặc giai đoạn sau", "43") in rows["vi"]
    assert ("Départ effectué ou étape suivante", "43") in rows["fr"]
    assert {"Closed", "Arrived", "Departed"}.isdisjoint(row[0] for row in rows["en"])
    assert ("All cases opened by then", "132") in rows["en"]
    assert "The identity of" not in as_text(sheets["en"].frozen())


def test_beside_one_that_ended_otherwise_no_sheet_tells_who_came_home_of_all_that_are_closed():
    values = told(
        kind="report",
        stages=(Count("reported", 97), Count("closed", 23)),
        outcomes=(Count("handed_over", 22), Count("not_national", 1)),
        said=(),
    )

    text = as_text(composed(values, {}, "en").frozen())

    assert "Departed or a later stage | 23" in text
    assert "had returned home" not in text


def test_where_all_that_are_closed_ended_otherwise_no_stage_is_told():
    values = told(
        kind="report",
        stages=(Count("reported", 117), Count("closed", 3)),
        outcomes=(Count("declined", 3),),
        said=(),
    )

    titles = {table.title for table in composed(values, {}, "en").tables}

    assert "Cases by mission" in titles
    assert "Cases by stage" not in titles


def fits(value, cell):
    """Whether somebody who reads a number finds a value possible."""
    return {
        "none": value == 0,
        "few": 0 < value < K,
        "exact": value == cell.value,
        "range": cell.value <= value <= cell.high,
        "hidden": value >= K,
        "untold": True,
    }[cell.firmness]


@pytest.mark.parametrize("whole", range(11, 26))
def test_no_silence_about_a_part_tells_of_how_few_it_is_not_so(whole):
    told_as = defaultdict(set)
    for held in range(whole + 1):
        holders = (Count("immigration", held), Count("", whole - held))
        values = told(present=(Count("TH", whole),), holders=holders, said=())
        told_as[numbers_of(values).of("hands").firmness].add(held)

    few = [
        found
        for found in told_as.values()
        if any(0 < held < 11 or 0 < whole - held < 11 for held in found)
    ]

    assert min(map(len, few)) >= 10


@pytest.mark.parametrize(
    ("then", "later"),
    [
        ((10, 4), (11, 4)),
        ((15, 10), (15, 11)),
        ((12, 10), (12, 11)),
        ((11, 4), (10, 4)),
        ((20, 3), (20, 0)),
        ((1, 10, 0), (10, 11, 1)),
    ],
)
def test_who_passes_from_few_to_more_between_two_sheets_is_told_by_neither_number(then, later):
    def sheet(*counts, **values):
        sexes = tuple(Count(*one) for one in zip(("m", "f", ""), counts, strict=False))
        return numbers_of(told(present=(Count("TH", sum(counts)),), sexes=sexes, **values))

    first = sheet(*then)
    before = tuple(Count(*one) for one in first.attributes.items())
    second = sheet(*later, told_before=before)

    assert not any(second.of("sex", key).is_told for key in ("m", "f"))
    assert {second.of("sex", key).firmness for key in ("m", "f")} == {"untold"}


def test_men_and_women_are_told_where_ours_are_the_same_alone():
    source = said(value=151, men=129, women=22, ours=151, **EXACT)
    values = {"as_of": MORNING, "is_day": False, "said": (source,), "present": (Count("TH", 151),)}

    same = told(**values, sexes=(Count("f", 22), Count("m", 129)))
    other = told(**values, sexes=(Count("f", 24), Count("m", 127)))

    assert "151 citizens (129 men, 22 women)" in composed(same, {}, "en").parts[0].paragraphs[0]
    assert "151 citizens were" in composed(other, {}, "en").parts[0].paragraphs[0]


def test_women_who_are_few_are_told_as_such_beside_a_range_of_men():
    values = told(sexes=(Count("f", 9), Count("m", 120)), present=(Count("TH", 129),), said=())

    text = as_text(composed(values, {}, "en").frozen())

    assert "men | 119 to 128" in text
    assert "women | fewer than 11" in text


def test_a_paper_that_says_x_leaves_the_sex_open():
    sexes = (Count("", 20), Count("f", 30), Count("m", 40), Count("x", 2))
    values = told(present=(Count("TH", 92),), sexes=sexes, said=())

    rows = [row for table in composed(values, {}, "en").tables for row in table.rows]

    assert [row[1] for row in rows if row[0] == "sex not known"] == ["22"]


def test_of_a_small_total_no_attribute_is_told_that_would_be_all_of_it():
    values = told(present=(Count("TH", 3),), sexes=(Count("m", 3),), said=())

    sheet = composed(values, {}, "en")

    assert "3 citizens were in Thailand" in sheet.parts[0].paragraphs[0]
    assert "men | " not in as_text(sheet.frozen())


def test_stages_are_exact_and_a_mission_with_few_is_told_as_such():
    values = told(
        kind="report",
        stages=(Count("reported", 112), Count("verified", 5), Count("closed", 3)),
        outcomes=(Count("handed_over", 3),),
        missions=(Count("BKK", 60), Count("RGN", 57), Count("PNH", 3)),
        said=(),
    )

    text = as_text(composed(values, {}, "en").frozen())

    lines = text.splitlines()
    assert {
        "Closed | 3",
        "All cases opened by then | 120",
        "PNH | fewer than 11",
        "RGN | 50 to 59",
    } <= set(lines)
    assert "3 citizens had returned home and their cases were closed" in text


BUREAU = ("Bureau", "Cục", "Bureau")
REMAINDERS = {
    "asked and not answered": (
        lambda n: {"asked": (Asked(BUREAU, 80, 80 - n),)},
        ("asked/Bureau", "answered/Bureau"),
    ),
    "asked, neither answered nor waiting": (
        lambda n: {"asked": (Asked(BUREAU, 100, 45 - n),), "waiting": (Waiting(BUREAU, 55, 9),)},
        ("asked/Bureau", "answered/Bureau", "waiting/Bureau"),
    ),
    "asked, not answered at all, and not waiting": (
        lambda n: {"asked": (Asked(BUREAU, 55, 0),), "waiting": (Waiting(BUREAU, 55 - n, 9),)},
        ("asked/Bureau", "answered/Bureau", "waiting/Bureau"),
    ),
    "not asked about": (
        lambda n: {"asked": (Asked(BUREAU, 120 - n, 0),)},
        ("cases", "asked/Bureau"),
    ),
    "open, and waiting for nobody": (
        lambda n: {"waiting": (Waiting(BUREAU, 80, 9), Waiting(("B", "C", "D"), 40 - n, 9))},
        ("cases", "waiting/Bureau", "waiting/B"),
    ),
    "in the country and not in custody": (
        lambda n: {"holders": (Count("immigration", 70 - n), Count("", n))},
        ("present/TH", "hands"),
    ),
    "in the country and not among those who leave next": (
        lambda n: {"departure": Departure(MORNING, "Asia/Bangkok", "bus", "TH", "VN", 70 - n)},
        ("present/TH", f"departure/{MORNING}"),
    ),
    "in the country and of no sex known": (
        lambda n: {"sexes": (Count("f", 20), Count("m", 50 - n), Count("", n))},
        ("present/TH", "sex/f", "sex/m"),
    ),
    "in the country and of no age known": (
        lambda n: {"ages": (Count("adult", 50), Count("child", 20 - n), Count("", n))},
        ("present/TH", "age/adult", "age/child"),
    ),
    "closed, neither home nor dead": (
        lambda n: {
            "present": (Count("TH", 70), Count("VN", 50)),
            "stages": (Count("reported", 60), Count("closed", 60)),
            "outcomes": (Count("handed_over", 60 - n), Count("declined", n)),
        },
        ("stage/closed", "home"),
    ),
    "verified, and at home by the other ledger": (
        lambda n: {"confirmed": 20 - n},
        ("stage/verified", "confirmed"),
    ),
    "cases of another mission": (
        lambda n: {"missions": (Count("BKK", 120 - n), Count("RGN", n))},
        ("cases", "mission/BKK"),
    ),
}
"""What is left of a number of a sentence or a table once others of it are taken away."""


@pytest.mark.parametrize("name", REMAINDERS)
def test_no_remainder_of_numbers_told_together_is_few(name):
    values_of, (whole, *parts) = REMAINDERS[name]
    for count in range(1, 11):
        values = told(**{"kind": "report", "said": (), "known_at": EVENING, **values_of(count)})
        numbers = numbers_of(values)
        told_parts = [numbers.of(cell) for cell in (whole, *parts)]

        assert not {cell.firmness for cell in told_parts} <= {"exact", "none"}, (count, told_parts)


def test_who_waits_is_told_exactly_once_and_no_small_step_after_it():
    waiting = (Waiting(("Bureau", "Cục", "Bureau"), 43, 12),)

    once = told(kind="report", waiting=waiting)
    again = told(kind="report", waiting=waiting, told_before=(Count("waiting/Bureau", 40),))

    assert numbers_of(once).of("waiting", "Bureau").value == 43
    assert numbers_of(again).of("waiting", "Bureau").firmness == "hidden"


def test_many_missions_stand_together_behind_the_first():
    missions = tuple(Count(f"M{nth:02}", 40 - nth) for nth in range(20))
    whole = sum(row.count for row in missions)
    values = told(kind="report", missions=missions, stages=(Count("reported", whole),), cases=whole)

    (table,) = [one for one in composed(values, {}, "en").tables if one.title == "Cases by mission"]

    assert len(table.rows) == 13
    assert table.rows[-2][0] == "Other missions"


def test_a_source_of_one_place_lends_the_country_no_number():
    source = said(place="invented-shelter", value=60, ours=60)

    lead = composed(told(said=(source,)), {}, "en").parts[0].paragraphs[0]

    assert "70 citizens were" in lead
