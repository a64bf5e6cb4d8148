"""What tests of searching share."""

from importlib import import_module

import pytest


@pytest.fixture
def register(bangkok):
    """An officer whose mission has registered all people of the list."""
    people = import_module("tests.citizens.search.people")
    for row in people.PEOPLE:
        people.person(bangkok, *row)
    return bangkok
