"""Keys: what one reaches without a mouse, counted; switched off; harmless to input methods."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cases.casework.models import Case
from cases.core.context import eyes
from tests.database import made_for_the_file
from tests.factories import officer
from tests.register import a_case, a_citizen
from tests.web.session import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


def forty_cases():
    with eyes(officer()) as actor:
        for number in range(40):
            a_case(actor, a_citizen(actor, full_name=f"Lê Thử {number:02d}"))
    return actor


@pytest.fixture(scope="module")
def busy(browser, django_db_setup, django_db_blocker):
    """An officer who has forty cases."""
    with made_for_the_file(django_db_blocker, forty_cases) as actor:
        yield actor


@pytest.fixture
def desk(busy, client, page, site, context):
    """A page of the officer, with a counter of keys."""
    log_in(client, busy)
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site}])
    page.goto(f"{site}{reverse('worklist')}")
    return Desk(page, busy)


class Desk:
    def __init__(self, page, actor):
        self.page, self.actor, self.strokes = page, actor, 0

    def press(self, *keys):
        for key in keys:
            self.strokes += 1
            self.page.wait_for_load_state()
            self.page.keyboard.press(key)

    def stages(self):
        with eyes(self.actor):
            return list(Case.objects.values_list("stage", flat=True))


def test_forty_cases_are_advanced_with_three_keys(desk):
    desk.press("*", "a")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Advance to the next stage")
    desk.press("Enter")

    expect(desk.page.get_by_text("Done with 40 cases.")).to_be_visible()
    assert desk.strokes <= 6
    assert desk.stages() == ["contacted"] * 40


def test_what_was_done_is_undone_with_one_key(desk):
    desk.press("*", "a")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Advance to the next stage")
    desk.press("Enter")
    expect(desk.page.get_by_text("Done with 40 cases.")).to_be_visible()

    desk.press("u")

    expect(desk.page.get_by_role("heading", level=1)).to_contain_text("Undone", timeout=20_000)
    assert desk.stages() == ["reported"] * 40


def test_a_person_is_found_by_slash_the_name_and_enter(desk):
    with eyes(desk.actor):
        a_case(desk.actor, a_citizen(desk.actor, full_name="Đặng Quốc Phúc"))

    desk.press("/")
    desk.page.keyboard.type("dang quoc phuc")
    desk.press("Enter")

    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Đặng Quốc Phúc")
    assert desk.strokes == 2


def test_lines_are_moved_over_ticked_and_opened(desk):
    desk.press("j", "j", "k", "j", "x")
    expect(desk.page.locator("[name=case]:checked")).to_have_count(1)
    expect(desk.page.locator("[data-count]")).to_have_text("Cases chosen: 1")
    name = desk.page.locator("tbody th a").nth(1).text_content()
    desk.press("Enter")

    expect(desk.page.get_by_role("heading", level=1)).to_have_text(name)


def test_a_new_case_is_one_key_away(desk):
    desk.press("n")

    expect(desk.page.get_by_role("heading", level=1)).to_have_text("New case")


def test_the_menu_goes_where_its_words_say(desk):
    desk.press("?")
    desk.page.keyboard.type("board")
    desk.press("Enter")

    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Board")


def test_a_key_with_other_letters_acts_by_its_place(desk):
    desk.page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        "{key: '\\u0e37', code: 'KeyN', bubbles: true, cancelable: true}))"
    )

    expect(desk.page.get_by_role("heading", level=1)).to_have_text("New case")


@pytest.mark.parametrize("extra", ["isComposing: true", "keyCode: 229", "ctrlKey: true"])
def test_what_an_input_method_composes_is_no_key(desk, extra):
    desk.page.evaluate(
        "extra => document.body.dispatchEvent(new KeyboardEvent('keydown',"
        f"{{key: 'n', code: 'KeyN', bubbles: true, cancelable: true, {extra}}}))",
        extra,
    )

    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Work list")


def test_in_a_field_a_letter_is_a_letter(desk, site):
    desk.page.goto(f"{site}{reverse('find')}")
    desk.page.locator("#find-words").focus()
    desk.page.keyboard.type("n/?jkxa*")

    expect(desk.page.locator("#find-words")).to_have_value("n/?jkxa*")


def test_keys_can_be_switched_off(desk, site):
    desk.page.goto(f"{site}{reverse('profile')}")
    desk.page.get_by_role("radio", name="Off").check()
    desk.page.get_by_role("radio", name="Dark").check()
    desk.page.locator("#browser").get_by_role("button", name="Keep it like this").click()
    expect(desk.page.locator("html")).to_have_attribute("data-theme", "dark")

    desk.press("n", "/", "?")

    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Settings")
    expect(desk.page.locator("dialog[open]")).to_have_count(0)


def test_who_is_found_is_opened_with_one_key_and_denied_with_one(desk, site):
    page = desk.page
    for key, title in (("o", "Lê Thử"), ("e", "New case")):
        page.goto(f"{site}{reverse('find')}")
        page.fill("#find-words", "le thu")
        page.keyboard.press("Enter")
        expect(page.locator("[data-candidate] .reasons").first).to_be_visible()

        desk.press(key)

        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
