"""The database runs the SQL that the feature shows."""

import re

import pytest

from cases.publishing.schema import FUNCTIONS, INDEXES
from cases.publishing.schema_balances import FUNCTIONS as OF_BALANCES
from cases.publishing.schema_balances import INDEXES as OF_CHANGES
from cases.publishing.schema_closing import FUNCTIONS as OF_CLOSING
from cases.publishing.schema_gaps import FUNCTIONS as OF_GAPS
from cases.publishing.schema_lines import FUNCTIONS as OF_LINES
from cases.publishing.schema_snapshots import FROZEN
from tests.statements import selected_value

pytestmark = pytest.mark.django_db

BODY = re.compile(r"create function (\w+)\(.*?\$\$(.*?)\$\$", re.DOTALL)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        found
        for text in (*FUNCTIONS, *OF_BALANCES, *OF_CLOSING, *OF_GAPS, *OF_LINES, FROZEN)
        for found in BODY.findall(text)
    ],
)
def test_every_function_is_the_one_in_the_database(name, body):
    stored = selected_value("select prosrc from pg_proc where proname = %s", [name])

    assert stored == body


@pytest.mark.parametrize("name", re.findall(r"create index (\w+)", INDEXES + OF_CHANGES))
def test_every_index_is_there_and_valid(name):
    assert (
        selected_value("select indisvalid from pg_index where indexrelid = %s::regclass", [name])
        is True
    )
