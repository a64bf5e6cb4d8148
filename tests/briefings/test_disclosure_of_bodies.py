"""Nobody is singled out of whom each body was asked about, and for whom one waits for it."""

from collections import defaultdict
from itertools import product

from cases.briefings.composing.numbers import numbers_of
from cases.briefings.composing.sheets import roughly
from cases.briefings.composing.told import Asked, Count, Waiting
from tests.briefings.told import EVENING, told

K = 4
"""Small, so that every world can be tried; the rule is the same for 11."""
BODIES = ("A", "B")
KINDS = ("asked", "answered", "waiting")


def bodies(cases, *each, smallest=3):
    """What is read of bodies: of how many cases each was asked, has answered, has to act on."""
    rows = [((body,) * 3, one) for body, one in zip(BODIES, each, strict=True)]
    values = told(
        kind="report",
        known_at=EVENING,
        present=(Count("TH", cases),),
        stages=(Count("reported", cases),),
        missions=(),
        cases=cases,
        asked=tuple(Asked(names, one[0], one[1]) for names, one in rows if one[0]),
        waiting=tuple(Waiting(names, one[2], 5) for names, one in rows if one[2]),
        smallest=smallest,
        said=(),
    )
    numbers = numbers_of(values)
    read = [cases, tuple(roughly(values))]
    for body in BODIES:
        asked, answered, waiting = (numbers.of(f"{what}/{body}") for what in KINDS)
        is_answer_read = asked.is_told and answered.firmness not in {"hidden", "untold"}
        read += [asked.is_told and asked, is_answer_read and answered]
        read += [waiting.is_told and waiting]
    return tuple(read)


def assert_no_part_is_few(ways, smallest):
    """Neither those asked about, answered on or waiting, nor what is left of each; of some alone.

    That nobody was asked about anybody names nobody, however few there are.
    """
    for of_body in (1, 2):
        wholes = [(way[0], *way[of_body]) for way in ways]
        for found, whole in (
            *(([one[nth] for one in wholes], None) for nth in (1, 2, 3)),
            ([n - asked for n, asked, _answered, _waiting in wholes], 0),
            ([asked - answered for _n, asked, answered, _waiting in wholes], 1),
            ([one[1] - one[2] - one[3] for one in wholes], 1),
        ):
            is_all = whole is not None and found[0] == wholes[0][whole]
            assert len(set(found)) > 1 or is_all or found[0] not in range(1, smallest), ways[0]
    idle = {n - first[2] - second[2] for n, first, second in ways}
    assert len(idle) > 1 or idle == {ways[0][0]} or idle.isdisjoint(range(1, smallest)), ways[0]


def test_what_was_told_before_parts_gave_way_holds_the_later_number_back():
    """Waiting 33 was printed beside fewer than 11 answered; 28 the next day would tell of five."""

    def sheet(asked, answered, waiting, **values):
        body, cases = ("A",) * 3, asked + 40
        return told(
            kind="report",
            known_at=EVENING,
            present=(Count("TH", cases),),
            stages=(Count("reported", cases),),
            cases=cases,
            asked=(Asked(body, asked, answered),),
            waiting=(Waiting(body, waiting, 5),),
            said=(),
            **values,
        )

    former = numbers_of(sheet(40, 5, 33, format=6)).attributes
    later = sheet(60, 21, 28, told_before=tuple(Count(*one) for one in former.items()))

    assert numbers_of(later).of("waiting/A").firmness != "exact"


def test_nobody_reads_whom_two_bodies_were_asked_about_and_who_waits_for_them():
    alike = defaultdict(list)
    for cases in range(6):
        each = [
            (asked, answered, waiting)
            for asked in range(cases + 1)
            for answered in range(asked + 1)
            for waiting in range(asked - answered + 1)
        ]
        for one, other in product(each, repeat=2):
            if one[2] + other[2] <= cases:
                alike[bodies(cases, one, other)].append((cases, one, other))

    for ways in alike.values():
        assert_no_part_is_few(ways, 3)


def test_nobody_reads_who_waits_for_two_bodies_without_being_asked_about():
    alike = defaultdict(list)
    for cases in range(14):
        for first, second in product(range(cases + 1), repeat=2):
            if first + second <= cases:
                world = (cases, (0, 0, first), (0, 0, second))
                alike[bodies(*world, smallest=K)].append(world)

    for ways in alike.values():
        for found in (
            [first[2] for _n, first, _second in ways],
            [second[2] for _n, _first, second in ways],
            [n - first[2] - second[2] for n, first, second in ways],
        ):
            is_all = found[0] == ways[0][0]
            assert len(set(found)) > 1 or is_all or found[0] not in range(1, K), ways[0]
