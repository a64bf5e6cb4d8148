"""Drawings of figures: the same numbers as a table beside each, on a phone and on paper too."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.missions.models import Staff
from tests.briefings.drafts import a_few, at_headquarters, drafted
from tests.factories import IncidentFactory

pytestmark = [
    *(pytest.mark.browser, pytest.mark.sweep(whole_file=True)),
    pytest.mark.django_db(transaction=True),
]

WITHOUT_TABLE = """() => [...document.querySelectorAll("main .drawn")].filter((here) => {
  const seen = (one) => one && one.checkVisibility() && one.getBoundingClientRect().height > 10
  const drawings = [...here.querySelectorAll("svg.drawing")]
  return !drawings.every(seen) || !seen(here.querySelector("table tbody"))
}).length"""
OUTSIDE = """() => {
  const wide = document.documentElement.clientWidth
  const found = document.querySelectorAll("main .drawn td, main svg.drawing text")
  return [...found].filter((here) => here.getBoundingClientRect().right > wide + 1)
    .map((here) => here.textContent)
}"""


@pytest.fixture
def tab(browser, live_server):
    """A tab of an officer of headquarters, in a language with long words."""
    a_few(151)
    actor = at_headquarters("headquarters_officer")
    client = Client()
    client.force_login(Staff.objects.get(pk=actor.staff_id))
    context = browser.new_context(viewport={"width": 360, "height": 800})
    cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": "vi"}
    context.add_cookies(
        [{"name": name, "value": said, "url": live_server.url} for name, said in cookies.items()]
    )
    yield context.new_page()
    context.close()


def addresses():
    home = reverse("incident_detail", args=[IncidentFactory().code])
    report = drafted(kind="report")
    return [home, f"{home}pictures/", f"{report.get_absolute_url()}?language=vi"]


def opened(tab, address):
    """Go to a page and unfold all that is folded."""
    tab.goto(address)
    tab.locator("main details").evaluate_all("all => all.forEach(part => { part.open = true })")


def test_every_drawing_has_its_table_beside_it_on_a_phone_and_on_paper(tab, live_server):
    for address in addresses():
        opened(tab, f"{live_server.url}{address}")

        assert tab.locator("main .drawn svg.drawing").count() >= 1, address
        for media in ("screen", "print"):
            tab.emulate_media(media=media)
            assert tab.evaluate(WITHOUT_TABLE) == 0, (address, media)


def test_on_a_phone_no_number_lies_outside(tab, live_server):
    for address in addresses():
        opened(tab, f"{live_server.url}{address}")

        assert tab.evaluate(OUTSIDE) == [], address
