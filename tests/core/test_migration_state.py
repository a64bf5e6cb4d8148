"""A migration says the same to the server, however often its models are rendered meanwhile."""

import os

import pytest
import time_machine
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from cases.core.migration_state import rendered_sparingly

LAST = "0005_calendars"
"""Django takes over a minute for all of our own: those after this one are left to the audit."""


def statements() -> list[str]:
    """What the migrations of the packages, and of the app itself, say to an empty server."""
    loader = MigrationLoader(None)
    graph = loader.graph
    last = graph.leaf_nodes("cases")[0]
    if os.environ.get("HYPOTHESIS_PROFILE") != "audit":
        last = ("cases", LAST)
    ends = [node for node in graph.leaf_nodes() if node[0] not in ("cases", "admin")]
    steps = list(dict.fromkeys(step for end in [last, *ends] for step in graph.forwards_plan(end)))
    loader.connection = connection
    return loader.collect_sql([(graph.nodes[step], False) for step in steps])


@pytest.mark.django_db
@time_machine.travel("2026-11-27", tick=False)
def test_the_statements_are_those_of_django() -> None:
    wanted = statements()
    with rendered_sparingly():
        said = statements()
    assert len(said) > 1000
    assert said == wanted


def test_states_are_those_of_django_again_after_a_failure() -> None:
    before = dict(vars(ProjectState))
    with pytest.raises(ZeroDivisionError), rendered_sparingly():
        raise ZeroDivisionError
    assert dict(vars(ProjectState)) == before
