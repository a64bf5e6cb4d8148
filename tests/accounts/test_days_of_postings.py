"""The days of a posting that is given with an account, and ending the only one."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from cases.missions.models import Staff
from tests.accounts.people import invite
from tests.factories import PostingFactory, StaffFactory

pytestmark = pytest.mark.django_db


def test_nobody_is_invited_to_a_posting_that_is_over(desk):
    refused = invite(desk, starts_on="1900-01-01", ends_on="1900-02-01")
    far = invite(desk, starts_on="9999-12-31")

    assert refused.status_code == far.status_code == 422
    assert "This posting would be over already." in refused.text
    assert "Give a day from 1 January 1900 to 31 December 2200." in far.text
    assert not Staff.objects.filter(username="mai.nguyen").exists()


def test_the_mission_of_the_only_posting_is_filled_in_where_it_is_ended(desk):
    posting = PostingFactory(staff=StaffFactory(username="only.one"))

    page = desk.get("/staff/only.one/").text
    address = f"/staff-acts/end-posting/?staff=only.one&amp;mission={posting.mission.code}"

    assert f'href="{address}"' in page
    form = desk.get(address.replace("&amp;", "&"))
    assert form.context["form"]["mission"].value() == posting.mission.code


def test_a_long_name_without_a_space_is_broken_and_not_the_page():
    rules = Path(finders.find("cases/components.css")).read_text(encoding="utf-8")

    name = rules[rules.index(".table .name {") :].partition("}")[0]
    assert "overflow-wrap: anywhere" in name
