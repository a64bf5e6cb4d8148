"""Columns of a locked row that wait to be written, so that one act writes its row once.

An act raises the version of its row, puts the moment of its ledger on it, moves it and names what
blocks it. Each of these alone would be an UPDATE with its triggers and its new row in the table.
Only the row an operation has locked waits; every other row is written at once.
"""

from collections.abc import Collection, Sequence

from django.db import models

from cases.core.at_once import write_columns

ATTRIBUTE = "_columns_that_wait"


def let_wait(row: models.Model) -> None:
    """From now on what is put on `row` waits: the running operation has locked it."""
    row.__dict__[ATTRIBUTE] = set()


def put(row: models.Model, *columns: str) -> None:
    """Write `columns` of `row` as they are on it: with the next write where it waits, else now."""
    waiting: set[str] | None = row.__dict__.get(ATTRIBUTE)
    if waiting is None:
        row.save(update_fields=columns)
    else:
        waiting.update(columns)


def put_each(changed: Sequence[tuple[models.Model, Sequence[str]]]) -> None:
    """Do as `put` for rows of one table with the columns of each; those written now, in one go."""
    at_once: list[tuple[models.Model, Sequence[str]]] = []
    for row, columns in changed:
        if ATTRIBUTE in row.__dict__:
            put(row, *columns)
        else:
            at_once.append((row, columns))
    named = sorted({name for _row, columns in at_once for name in columns})
    write_all([row for row, _columns in at_once], named)


def write_down(row: models.Model) -> None:
    """Write what waits on `row`; from now on it is written at once again."""
    waiting: set[str] | None = row.__dict__.pop(ATTRIBUTE, None)
    if waiting:
        row.save(update_fields=sorted(waiting))


def write_each_down(rows: Sequence[models.Model]) -> None:
    """Do as `write_down` for rows of one table, in one statement."""
    waited = [(row, row.__dict__.pop(ATTRIBUTE, None) or set()) for row in rows]
    named = sorted({name for _row, columns in waited for name in columns})
    write_all([row for row, columns in waited if columns], named)


def write_all(rows: Collection[models.Model], columns: Sequence[str]) -> None:
    """Write the columns of rows of one table; of a single row by a plain UPDATE, made faster."""
    if len(rows) == 1:
        (row,) = rows
        row.save(update_fields=columns)
    elif rows:
        write_columns(rows, columns)
