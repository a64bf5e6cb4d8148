"""Without a network somebody turns up who has no case: kept, encrypted, sent exactly once."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from cases.core.context import eyes
from cases.movements.musters.models import MusterMark, MusterStranger
from tests.factories import PostingFactory
from tests.journeys.test_roll_call_without_network import opened, stored, waits
from tests.movements.counted import a_muster_of_many, people
from tests.web.session import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Hùng (invented), as heard"


@pytest.fixture
def officer():
    """An officer who counts."""
    return PostingFactory(staff__username="can.bo").actor()


@pytest.fixture
def muster(officer):
    """A head count of a few people."""
    with eyes(officer):
        return a_muster_of_many(officer, 3)


@pytest.fixture
def telephone(page: Page, live_server, officer, muster) -> Page:
    """The page of the head count on a small screen, at hand without a network."""
    address = live_server.url + reverse("muster", args=[muster.movement.number, muster.uuid])
    value = log_in(Client(), officer).cookies["sessionid"].value
    host = urlsplit(address).hostname
    page.context.add_cookies([{"name": "sessionid", "value": value, "domain": host, "path": "/"}])
    page.set_viewport_size({"width": 360, "height": 740})
    return opened(page, address)


def take_down(page: Page, name: str) -> None:
    page.fill("[name=stranger]", name)
    page.select_option("[name=sex]", "m")
    page.fill("[name=words]", "Says little.")
    page.get_by_role("button", name="Take down", exact=True).click()


def strangers(officer) -> list[tuple[str, str, str]]:
    with eyes(officer):
        return list(MusterStranger.objects.values_list("name", "sex", "words"))


def test_without_a_network_it_is_kept_unreadable_and_sent_once(telephone: Page, officer):
    telephone.context.set_offline(True)

    take_down(telephone, NAME)
    waits(telephone, "1 waiting to send")
    expect(telephone.locator("[data-strangers] li")).to_contain_text("not sent yet")
    telephone.reload()
    waits(telephone, "1 waiting to send")
    expect(telephone.locator("[data-strangers] li")).to_contain_text(NAME)
    take_down(telephone, "Somebody else")
    telephone.locator("[data-position='1'] button[data-code=present]").click()
    waits(telephone, "3 waiting to send")
    assert strangers(officer) == []
    assert "Hùng" not in stored(telephone)
    telephone.context.set_offline(False)

    waits(telephone, "Everything is sent.")
    expect(telephone.locator("[data-strangers] li").first).to_contain_text("Taken down by")
    assert strangers(officer) == [
        (NAME, "m", "Says little."),
        ("Somebody else", "m", "Says little."),
    ]
    telephone.reload()
    expect(telephone.locator("[data-strangers] li")).to_have_count(2)


def test_a_lost_answer_takes_nobody_down_twice(telephone: Page, officer):
    lost = []

    def lose_the_first(route):
        if not lost:
            lost.append(route.fetch().status)
            return route.abort()
        return route.continue_()

    telephone.route("**/strangers/", lose_the_first)
    take_down(telephone, NAME)

    expect(telephone.locator("[data-strangers] li")).to_contain_text(
        "Taken down by", timeout=20_000
    )
    assert lost == [200]
    assert len(strangers(officer)) == 1


def test_in_addition_by_number_works_without_a_network(telephone: Page, officer):
    with eyes(officer):
        (somebody,) = people(officer, 1)
    telephone.context.set_offline(True)

    telephone.fill("#muster-extra", "not a number")
    telephone.get_by_role("button", name="Mark as present").click()
    expect(telephone.locator("[data-add-error]")).to_contain_text("not the number of a case")
    telephone.fill("#muster-extra", somebody.reference.lower())
    telephone.get_by_role("button", name="Mark as present").click()
    waits(telephone, "1 waiting to send")
    telephone.context.set_offline(False)

    waits(telephone, "Everything is sent.")
    expect(telephone.locator(f"[data-case='{somebody.reference}']")).to_contain_text(
        "Nguyễn Thử An"
    )
    with eyes(officer):
        assert list(MusterMark.objects.values_list("case", "is_extra")) == [(somebody.pk, True)]


def test_a_number_of_nobody_is_said_and_holds_nobody_up(telephone: Page, officer):
    telephone.fill("#muster-extra", "BKK-2025-99999")
    telephone.get_by_role("button", name="Mark as present").click()
    telephone.locator("[data-position='2'] button[data-code=present]").click()

    refused = telephone.locator("[data-refused]")
    expect(refused).to_contain_text("BKK-2025-99999", timeout=20_000)
    seen = telephone.locator("[data-position='2'] button[data-code=present]")
    expect(seen).to_have_attribute("aria-pressed", "true")
    waits(telephone, "Everything is sent.")
    expect(telephone.locator("[data-case='BKK-2025-99999']")).to_have_count(0)
    with eyes(officer):
        assert MusterMark.objects.count() == 1
