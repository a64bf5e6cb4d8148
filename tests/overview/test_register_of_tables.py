"""The register on the index of the admin: every table once, under what it is about."""

import pytest
from django.contrib import admin

from cases.overview.dashboard.register import ABOUT, FEW, HEADINGS, about
from tests.factories import administrator
from tests.web.session import logged_in
from tests.world_retention import lead

TABLES = list(admin.site._registry)


def test_every_table_stands_under_a_heading_and_no_heading_is_empty():
    assert {about(model) for model in TABLES} == set(HEADINGS)
    assert set(ABOUT.values()) == set(HEADINGS)


def test_every_feature_with_tables_says_what_they_are_about():
    features = {model.__module__.removeprefix("cases.").partition(".")[0] for model in TABLES}

    assert features <= set(ABOUT)


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "is_open"), [(lead, False), (administrator, True)])
def test_each_table_of_a_role_is_named_once_and_many_are_folded(who, is_open):
    page = logged_in(who()).get("/admin/")

    named = [table for row in page.context["register"]["shelves"] for table in row.tables]
    apps = page.context["app_list"]
    assert {row["admin_url"] for row in named} == {
        row["admin_url"] for app in apps for row in app["models"]
    }
    assert len(named) == sum(len(app["models"]) for app in apps)
    assert (len(named) <= FEW) is is_open
    assert ("<details open>" in page.text) is is_open


@pytest.mark.django_db
def test_the_page_of_the_one_app_leads_to_the_index():
    answer = logged_in(administrator()).get("/admin/cases/")

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
