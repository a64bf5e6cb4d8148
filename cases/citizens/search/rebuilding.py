"""Making the keys of people anew: after an upgrade that reads, sorts or hears names otherwise.

In chunks that can be resumed after any. Each writes the columns that the code makes from names,
where they differ, and then the rows of keys, which only a function of the database writes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

from cases.citizens.models import Citizen, Name
from cases.citizens.names import sort_key
from cases.citizens.names.stored import sound_key
from cases.core.actor import SYSTEM
from cases.core.context import eyes, set_operation

CHUNK: Final = 2_000
"""So many people take a second or two, in which nobody can change them."""
WRITE_PEOPLE: Final = """
update cases_citizen as person set sort_key = row.sort_key, sound_key = row.sound_key
from unnest(%s::bigint[], %s::text[], %s::text[]) as row(id, sort_key, sound_key)
where person.id = row.id
"""
WRITE_NAMES: Final = """
update cases_name as name set sound_key = row.sound_key
from unnest(%s::bigint[], %s::text[]) as row(id, sound_key) where name.id = row.id
"""
WRITE_KEYS: Final = "select rebuild_search_keys(%s, %s)"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What one chunk came to: its last person, how many columns of names and keys changed."""

    last_id: int
    people: int
    columns: int
    keys: int


def rebuild_search_keys(after_id: int = 0, limit: int = CHUNK) -> Rebuilt | None:
    """Make the keys of the next people anew; None at the end."""
    with eyes(SYSTEM):
        set_operation("rebuild_search_keys")
        people = Citizen.objects.visible_to(SYSTEM).filter(pk__gt=after_id).order_by("pk")[:limit]
        named = list(
            people.select_for_update(no_key=True).values_list(
                "pk", "full_name", "sort_key", "sound_key", "anonymised_at"
            )
        )
        if not named:
            return None
        first, last = named[0][0], named[-1][0]
        # Who was anonymised has no name left that could sound.
        alive = [row[:4] for row in named if row[4] is None]
        columns = write_people(alive) + write_names([row[0] for row in alive])
        with connection.cursor() as cursor:
            cursor.execute(WRITE_KEYS, [first, last])
            keys = cursor.fetchone()[0]
    return Rebuilt(last, len(named), columns, keys)


def write_people(named: Iterable[tuple[int, str, str, str]]) -> int:
    """Write how the names of people sort and sound, where that differs; return of how many."""
    made = [(pk, sort_key(name), sound_key(name), sort, heard) for pk, name, sort, heard in named]
    changed = [row[:3] for row in made if row[1:3] != row[3:]]
    return written(WRITE_PEOPLE, changed)


def write_names(people: list[int]) -> int:
    """Write how their other names sound, where that differs; return of how many."""
    rows = Name.objects.visible_to(SYSTEM).filter(citizen_id__in=people).order_by("pk")
    made = [(pk, sound_key(name), heard) for pk, name, heard in rows.values_list(
        "pk", "value", "sound_key"
    )]  # fmt: skip
    return written(WRITE_NAMES, [row[:2] for row in made if row[1] != row[2]])


def written(statement: str, rows: Sequence[Sequence[object]]) -> int:
    """Write rows by one statement and return how many there are."""
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])
    return len(rows)
