"""`python -m tests.screens`: behind `make screens`.

Pictures of every page of the staff go to `.local/screens/`, named after page, language, colours
and width. It fails when a page answers otherwise than it should, scrolls sideways on a phone, or
makes the browser complain. Without an address it serves the demo of this folder by itself; only
there are pages looked at that change something.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import product

from playwright.sync_api import Browser, Error, sync_playwright

from consular.env import LOCAL, ROOT
from tests.browser import ARGUMENTS, chromium
from tests.screens.of_readme import FOLDER, for_readme
from tests.screens.pages import PAGES, Page
from tests.screens.visits import (
    NARROWEST,
    NotReachedError,
    come_to,
    complaints,
    opened,
    sessions,
    sideways,
    speaking,
)

SCREENS = LOCAL / "screens"
LANGUAGES, SCHEMES, WIDTHS = ("en", "vi", "fr"), ("light", "dark"), (1366, 360)
START_SECONDS = 900


def say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def asked(words: list[str]) -> Namespace:
    parser = ArgumentParser(prog="make screens", description=__doc__.splitlines()[0])
    parser.add_argument("--address", help="of a server with the demo's accounts, else our own")
    parser.add_argument("--only", nargs="+", default=[], help="beginnings of names of pages")
    parser.add_argument("--language", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    parser.add_argument("--theme", nargs="+", choices=SCHEMES, default=SCHEMES)
    parser.add_argument("--width", nargs="+", type=int, choices=WIDTHS, default=WIDTHS)
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README")
    return parser.parse_args(words)


def chosen(words: Namespace) -> list[Page]:
    pages = [page for page in PAGES if not (page.writes and words.address)]
    named = [page for page in pages if not words.only or page.name.startswith(tuple(words.only))]
    if not named:
        raise SystemExit(
            "No page is named like that. There are: " + ", ".join(p.name for p in pages)
        )
    return named


@contextmanager
def demo() -> Iterator[str]:
    """The demo of this folder, on a free port; it ends when we do."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = os.environ | {"PORT": str(port), "CONSULAR_MODE": "demo"}
    command = [sys.executable, "-m", "consular.server"]
    with (SCREENS / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=log, stderr=log)
    address = f"http://localhost:{port}"
    try:
        wait_for(server, address)
        yield address
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def wait_for(server: "subprocess.Popen[bytes]", address: str) -> None:
    say("Starting the demo ...")
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/alive/", timeout=5).close()  # noqa: S310 -- our own
        except (OSError, urllib.error.URLError):
            time.sleep(0.5)
        else:
            return
    raise SystemExit(
        "The demo did not start (.local/screens/server.log); --address names one that runs."
    )


def pictures(browser: Browser, base: str, words: Namespace) -> list[str]:
    """Take them all; return what is wrong."""
    pages = chosen(words)
    cookies = sessions(browser, base, {page.who for page in pages})
    faults: list[str] = []
    for who, scheme, width in product(sorted(cookies), words.theme, words.width):
        mine = [page for page in pages if page.who == who]
        context = opened(browser, width, scheme)
        context.add_cookies(cookies[who])
        tab = context.new_page()
        for language, page in product(words.language, mine):
            context.add_cookies([speaking(base, language)])
            name = f"{page.name}.{language}.{scheme}.{width}"
            faults += [f"{name}: {fault}" for fault in picture(tab, base, page, name, width)]
        context.close()
    return faults


def picture(tab, base: str, page: Page, name: str, width: int) -> list[str]:
    with complaints(tab) as heard:
        try:
            status = come_to(tab, base, page)
        except (NotReachedError, Error) as nowhere:
            return [str(nowhere).splitlines()[0], *heard]
        tab.screenshot(path=SCREENS / f"{name}.png", full_page=True)
        wide = sideways(tab, (width, NARROWEST)) if width < 400 else sideways(tab, (width,))
    wrong = [] if status == page.status else [f"answers {status} instead of {page.status}"]
    return [*wrong, *wide, *heard]


def main(arguments: list[str]) -> int:
    words = asked(arguments)
    chosen(words)
    SCREENS.mkdir(parents=True, exist_ok=True)
    program = chromium()
    if program is None:
        raise SystemExit("Chromium is needed to take pictures.")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        with nullcontext(words.address.rstrip("/")) if words.address else demo() as base:
            if words.readme:
                for_readme(browser, base)
                faults, folder = [], FOLDER
            else:
                faults, folder = pictures(browser, base, words), SCREENS
        browser.close()
    for fault in faults:
        say(f"- {fault}")
    say(f"The pictures are in {folder.relative_to(ROOT)}/; faults: {len(faults)}.")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
