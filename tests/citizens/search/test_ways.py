"""Ways of asking: the strictest first, none that leaves too many, each once."""

from datetime import date

from cases.citizens.search.asked import Asked
from cases.citizens.search.ways import ways
from cases.citizens.search.weights import weights


def named(*words, **known):
    return Asked(words=words, others=known.pop("others", words), **known)


def test_nothing_known_is_not_asked_for():
    assert ways(Asked()) == []
    assert ways(Asked(years=(1998,))) == []


def test_a_day_of_birth_alone_is_asked_for():
    assert ways(Asked(days=(date(1998, 5, 12),), years=(1998,))) == [[["b:19980512"]]]


def test_a_whole_number_comes_before_its_halves_and_names_after_both():
    found = ways(named("Lan", numbers=("C1234567",), phones=("912345678",)))

    assert found[:2] == [[["d:C1234567"]], [["p:912345678"]]]
    assert {"d<C123", "d>4567"} <= set(found[2][0])
    assert {"p<9123", "p>45678"} <= set(found[3][0])
    assert found[4] == [["n:lan"]]


def test_the_first_way_by_name_is_as_typed_the_rarest_first_with_year_and_province():
    found = ways(
        named("Nguyen", "Hung", "Nghe", "An", others=("Nguyen", "Hung"), years=(1998,),
              provinces=(7,))
    )  # fmt: skip

    assert found[0] == [["n:hung@1998"], ["n:nguyen@1998"], ["o:7"]]


def test_later_ways_ask_by_sound_by_corrections_and_one_year_beside():
    found = ways(named("Nguyen", "Yung", years=(1998,)))
    keys = {key for way in found for group in way for key in group}

    assert "s:yung@1998" in keys or any(key.startswith("s:") for key in keys)
    assert {"n:yung@1997", "n:yung@1999", "n:yung@"} <= keys


def test_a_common_name_alone_is_never_asked_for_with_a_part_left_out():
    for way in ways(named("Nguyễn", "Văn", "Hùng")):
        assert len(way) >= 1
        assert way not in ([["n:nguyen"]], [["n:van"]], [["n:nguyen"], ["n:van"]])


def test_no_way_is_asked_twice():
    found = ways(named("Lan", "Lan", years=(1998,), provinces=(1,)))

    assert all(way not in found[:at] for at, way in enumerate(found))


def test_twelve_words_give_a_bounded_number_of_ways_and_keys():
    found = ways(named(*["Khuê", "Zyx", "Đăng", "Bằng"] * 3, years=(1998,)))

    assert len(found) < 60
    assert sum(len(group) for way in found for group in way) < 6_000


def test_the_least_that_is_asked_for_leaves_some_hundreds_of_a_million():
    assert 1_000_000 / 2 ** weights().thresholds.fewest < 500
