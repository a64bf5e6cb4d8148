"""Exports whose file is there, and what it holds."""

import csv
import io

from cases.core import store
from cases.core.context import eyes
from tests.jobs import run_jobs
from tests.register import a_case, a_citizen, fresh
from tests.world_exports import started


def written(actor, **more):
    """Return an export whose file is there."""
    with eyes(actor):
        export = started(actor, **more)
    run_jobs()
    with eyes(actor):
        return fresh(export)


def bytes_of(export):
    """Return the file."""
    return b"".join(store.read_long(export.stored))


def table(export):
    """Return the rows of a file that is a table."""
    text = bytes_of(export).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def people(actor, *names):
    """Return cases of people with these names."""
    with eyes(actor):
        return [a_case(actor, a_citizen(actor, full_name=name)) for name in names]
