"""Whether somebody who is about to be registered is likely registered already.

A double is told by a document with the same number, or by a name alike together with the whole
birth date or a phone; a name alone never tells (`judging.py`). Candidates are asked for by those
ways alone, so a common name with no more than a year costs nothing and warns of nobody.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from django.db import connection

from cases.citizens.names.keys import name_key
from cases.citizens.search.asked import Asked
from cases.citizens.search.candidates import candidates
from cases.citizens.search.heads import each_once
from cases.citizens.search.judging import Candidate, Verdict, judged, likeliest, wanted_of
from cases.citizens.search.newcomers import Newcomer
from cases.citizens.search.recorded import needs_of, on_record
from cases.citizens.search.ways import Group, Way, loosely
from cases.core.actor import Actor

ONE_AFTER_THE_OTHER: Final = (
    "select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(%s) as key"
)


def likely_doubles(actor: Actor, newcomer: Newcomer, but: Collection[int] = ()) -> list[Candidate]:
    """Return who in sight of `actor` is likely the same person, the likeliest first.

    `but` are the ids of those of whom somebody has said that they are somebody else. Who is linked
    stands there once, as the record that stands for her.
    """
    found = candidates(ways(newcomer.asked()))
    people = [pk for pk in found if pk not in but]
    if not people:
        return []
    wanted = wanted_of(newcomer)
    weighed = [
        judged(wanted, person) for person in on_record(actor, people, needs_of(wanted)).values()
    ]
    likely = [one for one in weighed if one is not None and one.verdict != Verdict.PERHAPS]
    (found_out,) = each_once(actor, [sorted(likely, key=likeliest)], [but])
    return found_out


def ways(asked: Asked) -> list[Way]:
    """Return the ways by which a double is found: its paper, or a name with a date or a phone."""
    found: list[Way] = []
    if asked.numbers:
        found.append([[f"d:{number}" for number in asked.numbers]])
    days = [f"b:{day:%Y%m%d}" for one in asked.days for day in (one, *swapped(one))]
    for anchor in (days, [f"p:{phone}" for phone in asked.phones]):
        if anchor:
            found += named_with(asked, anchor)
    return found


def named_with(asked: Asked, anchor: Group) -> Iterator[Way]:
    """Yield ways by the name, one syllable of it missing or wrong, or joined, and `anchor`."""
    parts = name_key(" ".join(asked.words)).parts
    groups = [loosely(part) for part in parts]
    if not groups:
        return
    yield [*groups, anchor]
    yield [[f"j:{''.join(part.fold for part in parts)}"], anchor]
    if len(groups) > 1:
        for left_out in range(len(groups)):
            yield [*groups[:left_out], *groups[left_out + 1 :], anchor]


def swapped(day: date) -> Iterator[date]:
    """Yield the day with day and month exchanged, if there is one."""
    if day.day <= 12 and day.day != day.month:
        yield date(day.year, day.day, day.month)


def wait_for_others(*newcomers: Newcomer) -> None:
    """Let two who register the same person at once come one after the other.

    Who comes second then sees what the first one wrote; held until the transaction ends.
    """
    keys = {key for newcomer in newcomers for key in keys_to_wait_for(newcomer.asked())}
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(ONE_AFTER_THE_OTHER, [sorted(keys)])


def keys_to_wait_for(asked: Asked) -> Iterator[str]:
    """Yield what two who register the same person would both name."""
    yield from (f"double:d:{number}" for number in asked.numbers)
    yield from (f"double:p:{phone}" for phone in asked.phones)
    yield from (f"double:b:{min(day, *swapped(day), day)}" for day in asked.days)
