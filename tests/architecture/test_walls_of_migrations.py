"""The SQL in the migrations is the SQL of the code: the last word of each statement counts."""

import re

from django.db.migrations import RunSQL
from django.db.migrations.loader import MigrationLoader

from cases.core.schema import ALL_FUNCTIONS
from cases.core.security import policy_sql, version_trigger_sql
from cases.core.walls import PROTECTED, VERSIONED
from cases.notices.schema import ALL_FUNCTIONS as NOTICES


def sql_of_migrations() -> str:
    """All SQL that the migrations run forwards, in the order in which they run."""
    loader = MigrationLoader(None)
    plan = loader.graph.forwards_plan(loader.graph.leaf_nodes("cases")[0])
    text = "\n".join(
        step.sql
        for key in plan
        if key[0] == "cases"
        for step in loader.get_migration(*key).operations
        if isinstance(step, RunSQL)
    )
    return text.replace("create or replace function", "create function")


def is_latest(statement: str, opening: str, text: str) -> bool:
    """Return whether the last statement that opens so is the one given."""
    place = text.rfind(opening)
    return place >= 0 and text.startswith(statement, place)


def test_the_walls_in_the_migrations_are_those_of_the_code():
    text = sql_of_migrations()
    policies = [line for rule in PROTECTED for line in policy_sql(rule).splitlines()]
    statements = {
        # A policy is known by its name and table; what only puts the wall up, by itself.
        line: " ".join(line.split()[:5]) + " " if line.startswith("create policy") else line
        for line in policies
    }
    triggers = {
        statement: statement
        for table, scope in VERSIONED.items()
        if (statement := version_trigger_sql(table, *scope))
    }
    functions = {
        part: part.partition("(")[0] + "("
        for text_of in ALL_FUNCTIONS
        for part in re.findall(r"create function .*?\$\$.*?\$\$;", text_of, re.DOTALL)
    }
    triggers |= {
        part: part
        for text_of in ALL_FUNCTIONS
        for part in re.findall(r"^create (?:constraint )?trigger .*?;", text_of, re.M | re.DOTALL)
    }

    missing = [
        statement[:100]
        for statement, opening in (statements | triggers | functions).items()
        if not is_latest(statement, opening, text)
    ]
    missing += [part[:40] for part in NOTICES if part.strip() not in text]

    assert missing == []
