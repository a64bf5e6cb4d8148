"""The README is short, every page of docs/ is in the index, and every link leads somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DOCS = ROOT / "docs"
INDEX = DOCS / "README.md"
MOST_LINES = 150
MOST_BYTES = 12_000
MOST_BYTES_OF_A_PICTURE = 120_000
PICTURES = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
LINK = re.compile(r"""(?:\]\(<?|\b(?:href|src)=")([^)\s>"]+)""")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)

PAGES = sorted(DOCS.rglob("*.md"))
LINKING = [ROOT / "README.md", *PAGES, *sorted((ROOT / "cases").glob("*.md"))]


def name_of(page):
    return str(page.relative_to(ROOT))


def prose(page):
    """Return the text of a page without what is typed into a terminal or a file."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page):
    """Return where a page leads inside the repository: file and anchor, each maybe empty."""
    found = LINK.findall(re.sub(r"`[^`\n]*`", "", prose(page)))
    return [
        tuple(map(unquote, target.partition("#")[::2]))
        for target in found
        if not re.match(r"[a-z][a-z+.-]*:", target)
    ]


def anchors(page):
    """Return the anchors that GitHub makes of the headings of a page."""
    made = set()
    for heading in HEADING.findall(prose(page)):
        words = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        number = sum(re.fullmatch(rf"{re.escape(words)}(-\d+)?", one) is not None for one in made)
        made.add(f"{words}-{number}" if number else words)
    return made


def test_the_readme_is_short():
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    assert len(text.splitlines()) <= MOST_LINES
    assert len(text.encode()) <= MOST_BYTES


@pytest.mark.parametrize("document", LINKING, ids=name_of)
def test_every_link_leads_to_a_file_and_a_heading(document):
    lost = []
    for file, anchor in links(document):
        there = (document.parent / file).resolve() if file else document
        if not (there.is_relative_to(ROOT) and there.exists()):
            lost.append(file)
        elif anchor and anchor not in anchors(there):
            lost.append(f"{file}#{anchor}")

    assert lost == []


def test_the_index_names_every_page():
    named = {(DOCS / file).resolve() for file, _anchor in links(INDEX)}

    assert [name_of(page) for page in PAGES if page != INDEX and page not in named] == []


def test_pictures_are_light():
    heavy = [
        name_of(file)
        for file in DOCS.rglob("*")
        if file.suffix.lower() in PICTURES and file.stat().st_size > MOST_BYTES_OF_A_PICTURE
    ]

    assert heavy == []
