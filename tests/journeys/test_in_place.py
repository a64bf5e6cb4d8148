"""Small acts open on the case page itself: faults in place, one at a time, the focus led."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from cases.citizens.models import Citizen
from cases.citizens.operations import correct_citizen
from cases.core.context import eyes
from cases.missions.models import Staff
from tests.factories import head, officer
from tests.register import a_case, a_citizen
from tests.world import references

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case_page(page: Page, live_server):
    """The page of a case, opened by its officer."""
    references()
    actor = officer()
    with eyes(actor):
        case = a_case(actor, a_citizen(actor, birth_place="Vinh"))
    client = Client()
    client.force_login(Staff.objects.get(pk=actor.staff_id))
    session = client.cookies["sessionid"].value
    host = urlsplit(live_server.url).hostname
    page.context.add_cookies([{"name": "sessionid", "value": session, "domain": host, "path": "/"}])
    page.goto(f"{live_server.url}/cases/{case.reference}/")
    return actor, case


def test_a_note_is_written_in_place_and_its_fault_is_told_there(page: Page, case_page):
    _actor, case = case_page
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    address = page.url

    page.get_by_role("link", name="Add a note").click()
    expect(page.locator(".in-place textarea")).to_be_focused()
    page.locator(".in-place .button").click()
    expect(page.locator(".in-place .errors")).to_be_focused()
    page.fill(".in-place textarea", "Called the mother.")
    page.locator(".in-place .button").click()

    expect(page.locator("#course")).to_contain_text("Called the mother.")
    assert (page.url, faults) == (address, [])
    with eyes(officer()):
        assert case.notes.count() == 1


def test_cancelling_gives_the_focus_back_and_a_second_form_waits(page: Page, case_page):
    opener = page.get_by_role("link", name="Add a note")
    opener.click()
    page.fill(".in-place textarea", "Half a thought")
    page.get_by_role("link", name="Assign to an officer").click()
    expect(page.locator(".in-place textarea")).to_be_focused()
    expect(page.locator(".in-place textarea")).to_have_value("Half a thought")

    page.locator(".in-place .button-row a").click()

    expect(page.locator(".in-place form")).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_focus_comes_with_the_form_and_never_while_somebody_types(page: Page, case_page):
    page.evaluate("""() => new MutationObserver((_, watcher) => {
      if (!document.querySelector(".in-place form")) return;
      window.first = document.activeElement.tagName;
      watcher.disconnect();
    }).observe(document.body, {childList: true, subtree: true})""")

    page.get_by_role("link", name="Add a note").click()
    expect(page.locator(".in-place textarea")).to_be_focused()

    assert page.evaluate("window.first") == "TEXTAREA"


def test_a_conflict_is_settled_in_place(page: Page, case_page):
    page.locator("details.fold > summary", has_text="Citizen").click()
    page.get_by_role("link", name="Correct", exact=True).first.click()
    page.fill(".in-place [name=birth_place]", "Đà Nẵng")
    chief = head()
    with eyes(chief):
        correct_citizen(chief, Citizen.objects.get(), changes={"birth_place": "Huế", "note": "N."})

    page.locator(".in-place .button").click()
    expect(page.locator(".in-place .differences")).to_contain_text("Huế")
    expect(page.locator(".in-place [name=birth_place]")).to_have_value("Đà Nẵng")
    page.locator(".in-place [name=_take]").first.click()
    expect(page.locator(".in-place [name=birth_place]")).to_have_value("Huế")
    expect(page.locator(".htmx-request")).to_have_count(0)
    page.fill(".in-place [name=given_name]", "Thử")
    expect(page.locator(".in-place [name=given_name]")).to_have_value("Thử")
    page.locator(".in-place .button").click()

    expect(page.locator(".notices")).to_contain_text("The person’s data are corrected.")
    with eyes(chief):
        person = Citizen.objects.get()
    assert (person.birth_place, person.note, person.given_name) == ("Huế", "N.", "Thử")


def test_what_is_typed_is_not_lost_when_the_session_has_ended(page: Page, case_page):
    page.get_by_role("link", name="Add a note").click()
    page.fill(".in-place textarea", "Do not lose me.")
    page.context.clear_cookies(name="sessionid")

    page.locator(".in-place .button").click()

    expect(page.locator("[name=password]")).to_be_visible()
    expect(page.locator("[name=kept]")).to_have_count(1)


def test_the_focus_is_never_behind_the_head(page: Page, case_page):
    page.set_viewport_size({"width": 360, "height": 640})
    page.reload()
    hidden = """() => {
      const head = document.querySelector(".case-head"), now = document.activeElement;
      if (now === document.body || head.contains(now)) return "";
      const there = now.getBoundingClientRect(), over = head.getBoundingClientRect();
      return there.top >= over.top && there.bottom <= over.bottom ? now.outerHTML : "";
    }"""

    for _step in range(60):
        page.keyboard.press("Tab")
    found = []
    for _step in range(60):
        page.keyboard.press("Shift+Tab")
        found.append(page.evaluate(hidden))

    assert [html for html in found if html] == []
