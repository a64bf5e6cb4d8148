"""The two pictures of the README: what a window shows of the work list and of a case."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser

from consular.env import ROOT
from tests.screens.pages import PAGES
from tests.screens.visits import come_to, sessions, speaking

FOLDER = ROOT / "docs" / "pictures"
SHOWN = ("worklist", "case")
WINDOW = {"width": 1280, "height": 860}
COLOURS = 128
"""So few are enough for text on paper, and a picture weighs a third."""


def for_readme(browser: Browser, base: str) -> None:
    """Write them anew, in English and light."""
    FOLDER.mkdir(exist_ok=True)
    pages = [page for page in PAGES if page.name in SHOWN]
    cookies = sessions(browser, base, {page.who for page in pages})
    for page in pages:
        context = browser.new_context(viewport=WINDOW, color_scheme="light")
        context.add_cookies([*cookies[page.who], speaking(base, "en")])
        tab = context.new_page()
        come_to(tab, base, page)
        tab.wait_for_load_state("networkidle")  # counts arrive after the page
        drawn = Image.open(BytesIO(tab.screenshot())).convert("RGB")
        drawn.quantize(COLOURS).save(FOLDER / f"{page.name}.png", optimize=True)
        context.close()
