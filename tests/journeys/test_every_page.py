"""Every main page, in the language with the longest words: nothing runs over, nothing is empty.

What the console says, what scrolls sideways on the narrowest phone, what of the margin runs over
the rule at a desk, headings of a table that break within a word, and a page without any content.
"""

import pytest
from django.test import Client

from cases.missions.models import Staff
from tests.journeys.places import EVERYBODY, a_place_of_work
from tests.sweeps import tried

pytestmark = [
    *(pytest.mark.browser, pytest.mark.sweep(within=True)),
    pytest.mark.django_db(transaction=True),
]

NARROWEST, DESK = 320, 1366
SIDEWAYS = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  let here = document.body;
  for (;;) {
    const guilty = [...here.children].find((child) => {
      const was = child.style.cssText;
      child.style.setProperty("display", "none", "important");
      const is = root.scrollWidth <= root.clientWidth;
      child.style.cssText = was;
      return is;
    });
    if (!guilty) break;
    here = guilty;
  }
  return [`${root.scrollWidth} px: ${here.outerHTML.slice(0, 200)}`];
}"""
"""The innermost element without which nothing is too wide."""
OVER_THE_RULE = """() => {
  const found = [];
  for (const here of document.querySelectorAll(".in-margin *, .band-name *")) {
    const room = here.closest(".in-margin, .band-name").getBoundingClientRect().right;
    if (here.closest(".unseen, select, svg") || !here.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(here);
    if (range.getBoundingClientRect().right > room + 1) found.push(here.textContent.trim());
  }
  return [...new Set(found)];
}"""
BROKEN_HEADINGS = """() => {
  const found = [];
  for (const here of document.querySelectorAll("thead th")) {
    const walker = document.createTreeWalker(here, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode, words = text.data.trim();
      if (!words || /[\\s-]/.test(words) || text.parentElement.closest(".unseen")) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
      if (new Set(boxes.map((box) => Math.round(box.top))).size > 1) found.push(words);
    }
  }
  return found;
}"""
IS_EMPTY = """() => {
  const main = document.querySelector("main, #content-main, #content");
  return !main || main.innerText.trim().length < 20;
}"""


WITHOUT_ITS_FIELD = """() => {
  const found = [];
  for (const here of document.querySelectorAll("main fieldset, main label[for]")) {
    if (!here.checkVisibility()) continue;
    const fields = here.matches("fieldset")
      ? [...here.querySelectorAll("input:not([type=hidden]), select, textarea, button")]
      : [document.getElementById(here.htmlFor)];
    if (fields.length && !fields.some((field) => field && field.checkVisibility()))
      found.push((here.querySelector("legend") || here).textContent.trim());
  }
  return found;
}"""
"""What is asked for in a field that nobody can see."""


@pytest.fixture
def tab(browser, live_server):
    context = browser.new_context(viewport={"width": DESK, "height": 800})
    context.add_cookies([{"name": "django_language", "value": "fr", "url": live_server.url}])
    yield context.new_page()
    context.close()


def faults_of(tab):
    """What is wrong with the page that is open."""
    found = [f"over the rule: {words}" for words in tab.evaluate(OVER_THE_RULE)]
    found += [f"broken: {words}" for words in tab.evaluate(BROKEN_HEADINGS)]
    if tab.evaluate(IS_EMPTY):
        found.append("empty")
    tab.set_viewport_size({"width": NARROWEST, "height": 700})
    found += [f"scrolls sideways: {what}" for what in tab.evaluate(SIDEWAYS)]
    found += [f"asked without a field: {what}" for what in tab.evaluate(WITHOUT_ITS_FIELD)]
    tab.set_viewport_size({"width": DESK, "height": 800})
    return found


def test_nothing_runs_over_is_broken_or_empty(tab, live_server):
    work, faulty, said = a_place_of_work(), {}, []
    tab.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    tab.on("pageerror", lambda fault: said.append(str(fault)))
    for who in EVERYBODY:
        client = Client()
        client.force_login(Staff.objects.get(pk=work.actors[who].staff_id))
        session = client.cookies["sessionid"].value
        tab.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        for path in tried(work.paths(who)):
            said.clear()
            tab.goto(f"{live_server.url}{path}", wait_until="load")
            found = [*faults_of(tab), *said]
            if found:
                faulty[f"{who} {path}"] = found

    assert faulty == {}
