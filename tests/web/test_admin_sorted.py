"""Lists of the admin say truly by what they are sorted and to what they are narrowed."""

import re

import pytest
from django.contrib import admin

from cases.core.admin_listed import NEWEST_FIRST
from cases.core.context import eyes
from tests.factories import headquarters
from tests.register import a_case, a_citizen
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
CASES = "/admin/cases/case/"
MARKED = re.compile(r'aria-sort="(\w+)" class="sortable column-(\w+)')
TABLES = sorted(admin.site._registry.items(), key=lambda pair: pair[0].__name__)


@pytest.fixture
def desk(client):
    """A browser of headquarters, with two cases in the tables."""
    with eyes(headquarters()) as actor:
        for name in ("Trần Một", "Trần Hai"):
            a_case(actor, a_citizen(actor, full_name=name))
    return log_in(client, actor)


def column_of(model, shown, column):
    fields = {field.name for field in model._meta.fields}
    method = getattr(shown, column, None)
    return column if column in fields else getattr(method, "admin_order_field", None)


@pytest.mark.parametrize(("model", "shown"), TABLES, ids=[row.__name__ for row, _ in TABLES])
def test_every_list_can_tell_its_usual_order(model, shown):
    usual = [*map(str, shown.ordering or model._meta.ordering or ["-pk"])]
    columns = {column_of(model, shown, column) for column in shown.list_display}

    is_marked = usual[0].removeprefix("-") in columns
    assert is_marked or usual[0] in NEWEST_FIRST or shown.ordered_as


def test_the_usual_order_of_cases_is_told_in_words_and_marks_no_column(desk):
    text = desk.get(CASES).text

    assert MARKED.findall(text) == []
    assert "sorted ascending" not in text
    assert "The longest unmoved first." in text


@pytest.mark.parametrize(("asked", "told"), [("1", "ascending"), ("-1", "descending")])
def test_the_column_that_was_asked_for_is_marked(desk, asked, told):
    text = desk.get(CASES, {"o": asked}).text

    assert MARKED.findall(text) == [(told, "reference")]
    assert "The longest unmoved first." not in text


def test_an_order_that_was_taken_back_is_the_usual_one(desk):
    assert "The longest unmoved first." in desk.get(CASES, {"o": ""}).text


def test_filters_are_folded_and_told_where_they_are_set(desk):
    bare = desk.get(CASES).text
    narrowed = desk.get(CASES, {"stage__exact": "contacted", "held__exact": "0"}).text

    assert '<details class="narrowing">' in bare
    assert "none set" in bare
    assert "2 set" in narrowed
    assert "<li>Stage <strong>Contacted</strong></li>" in narrowed
    assert "Clear all filters" in narrowed


def test_each_cell_says_of_which_column_it_is(desk):
    text = desk.get(CASES).text

    assert '<td class="field-stage" role="cell" data-label="Stage">Reported</td>' in text
    assert re.search(r'<td class="field-assigned_to[^>]* data-nothing>', text)
