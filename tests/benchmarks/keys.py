"""Fills the keys by which people are found, at once and by two connections."""

from concurrent.futures import ThreadPoolExecutor
from typing import Final

from tests.benchmarks.database import Connection, connect

CONNECTIONS: Final = 2
INDEX: Final = "select indexdef from pg_indexes where indexname = 'searchkeys_keys'"
FILL: Final = """
insert into cases_searchkeys (citizen_id, keys)
select id, search_keys_of(id) from cases_citizen
where anonymised_at is null and id %% %s = %s
"""


def fill_search_keys(owner: Connection, owner_url: str) -> None:
    """Write the row of every person as its triggers would; the index is made again afterwards."""
    with owner.cursor() as cursor:
        cursor.execute(INDEX)
        ((definition,),) = cursor.fetchall()
        cursor.execute("drop index searchkeys_keys")
        cursor.execute("truncate cases_searchkeys")
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            list(pool.map(lambda part: fill_part(owner_url, part), range(CONNECTIONS)))
        cursor.execute(definition)


def fill_part(owner_url: str, part: int) -> None:
    """Write the rows of every second person."""
    opened = connect(owner_url)
    with opened, opened.cursor() as cursor:
        cursor.execute(FILL, [CONNECTIONS, part])
    opened.close()
