"""The page of a load says who decided on it, when and why."""

import pytest

from cases.configuration.operations import refuse_load
from cases.core.context import eyes
from tests.register import fresh
from tests.web.session import logged_in
from tests.world_configuration import leader, proposed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]


def test_the_page_says_when_it_was_decided_and_why_and_shows_no_markup():
    one, two = leader(), leader()
    load = proposed(one)
    with eyes(two):
        refuse_load(two, fresh(load), reason="A <ford> is missing")

    text = logged_in(one).get(f"/configuration/loads/{load.uuid}/").text

    assert "<br>A &lt;ford&gt; is missing" in text
    assert "&lt;time" not in text
