"""Every main page passes axe (WCAG 2.2 AA), after what htmx renews and with dialogs open too.

There are twelve ways to look: three languages, light and dark, desk and phone. A part of the sweep
looks at each third page in one of them, at what htmx renews and at dialogs; `make audit` at all.
"""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import expect

from cases.missions.models import Staff
from tests.journeys.places import EVERYBODY, a_place_of_work
from tests.sweeps import part_of, shard

pytestmark = [
    *(pytest.mark.browser, pytest.mark.slow, pytest.mark.sweep(within=True)),
    pytest.mark.django_db(transaction=True),
]

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
EVERY = [*product(("en", "vi", "fr"), ("light", "dark"), (1366, 360))]
VARIANTS = EVERY if shard() is None else [EVERY[shard() % len(EVERY)]]
THIRDS = 3


def is_looked_at(who, path):
    """Return whether the part that is run looks at the page."""
    return shard() is None or part_of(f"{who} {path}") % THIRDS == shard() % THIRDS


class Look:
    """A browser of one kind, and what axe found in it, by what was looked at."""

    def __init__(self, browser, address, variant):
        self.variant = variant
        self.language, scheme, self.width = variant
        self.address, self.found = address, {}
        self.context = browser.new_context(
            viewport={"width": self.width, "height": 800},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        self.page = self.context.new_page()

    def is_actor(self, actor):
        """Go on as somebody else."""
        client = Client()
        client.force_login(Staff.objects.get(pk=actor.staff_id))
        cookies = {
            "sessionid": client.cookies["sessionid"].value,
            "django_language": self.language,
        }
        self.context.add_cookies(
            [{"name": key, "value": said, "url": self.address} for key, said in cookies.items()]
        )

    def at(self, path):
        """Open a page and judge it."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer.status == 200, (path, answer.status)
        self.judge(path)

    def judge(self, what):
        """Let axe look at the page as it is now."""
        faults = Axe().run(self.page, options=RULES).response["violations"]
        if faults:
            self.found[what] = [
                (rule["id"], [node["html"] for node in rule["nodes"]]) for rule in faults
            ]


@pytest.fixture(params=VARIANTS, ids=lambda variant: "-".join(map(str, variant)))
def look(request, browser, live_server):
    made = Look(browser, live_server.url, request.param)
    yield made
    made.context.close()


def test_no_page_has_a_fault_that_axe_finds(look):
    work = a_place_of_work()
    look.at("/login/")
    for who in EVERYBODY:
        look.is_actor(work.actors[who])
        for path in work.paths(who):
            if is_looked_at(who, path):
                look.at(path)
    act_on_a_chosen_case(look, work)

    assert look.found == {}


def act_on_a_chosen_case(look, work):
    """Filter, look into the dialogs, choose, ask and see what came of it."""
    look.is_actor(work.actors["officer"])
    page = look.page
    page.goto(f"{look.address}/cases/")
    expect(page.locator(".views .is-awaited")).to_have_count(0)
    look.judge("counts of the saved views")
    if look.width < 960:
        page.locator(".sheet-button[popovertarget=menu]").click()
        look.judge("the menu, open")
        page.keyboard.press("Escape")
        page.locator(".sheet-button[popovertarget=filters]").click()
        look.judge("the filters, open")
    with page.expect_response(lambda answer: "stage=reported" in answer.url):
        page.locator("#filters [name=stage]").select_option("reported")
    expect(page.locator(".chips li")).not_to_have_count(0)
    look.judge("the list, filtered")
    page.keyboard.press("Escape")
    page.locator(".look summary").click()
    look.judge("columns and rows, open")
    page.locator("[data-open-keys]").click()
    expect(page.locator("dialog[open]")).to_be_visible()
    look.judge("keys and commands, open")
    page.keyboard.press("Escape")
    page.locator("tbody [name=case]").first.check()
    page.locator("[data-act=advance]").click()
    look.judge("an act on chosen cases")
    page.locator("main form .button").first.click()
    expect(page.locator(".results-list")).to_be_visible()
    look.judge("what came of it")
    page.goto(f"{look.address}/find/")
    page.fill("#find-words", "nguyen")
    page.locator("form.find .button").click()
    expect(page.locator(".found li")).not_to_have_count(0)
    look.judge("what was found")
