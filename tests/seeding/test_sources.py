"""Sources that officers read: a page with a name, no mirror, and copies marked as such."""

import re
import tomllib
from pathlib import Path
from urllib.parse import urlparse

from django.conf import settings

FOLDER = Path(settings.SEEDS_DIR)
REFUSED = {
    "scmp.sxfx.eu.org": "a mirror of the South China Morning Post",
    "k5m28bgkq6zh0p23.jollibeefood.rest": "a mirror of Eleven Media",
    "www.whereiseddy.com": "a travel blog",
    "whereiseddy.com": "a travel blog",
    "appwritefunc.yet-another-testing-domain.com": "a mirror of Wikipedia",
    "dichvulamhochieu.vn": "a shop for passports",
    "bankervn.com": "a blog",
    "en.thamhiemmekong.com": "a travel blog",
    "hyperlinked.wiki": "a copy of Wikipedia",
    "iiab.me": "a copy of Wikipedia",
}
"""Hosts that are no source, and why."""
SECONDARY = {
    "vietnamentryvisa.com": "a shop for visas; the only English text that was read",
    "danhmucvanbanphapluatvietnam.blogspot.com": "a blog that collects laws",
    "thetimeethio.flywheelsites.com": "a copy of a report of the US Department of State",
    "library.siam-legal.com": "a law firm’s English text",
    "thailawforum.com": "a law firm’s English text",
    "www.bits.de": "an archive’s copy of a treaty",
    "www.viet-jo.com": "a report about a circular",
    "moigovnews.blogspot.com": "a blog that repeats a ministry",
    "evrimagaci.org": "a page that repeats an agency",
    "am590theanswer.com": "a station that repeats an agency",
    "www.planetphilippinesuk.com": "a page that repeats an agency",
}
"""Hosts whose pages repeat others: shown only as what they are."""
OF_LAW = ("procedures/", "legal_bases.toml", "rights.toml", "fund_rules.toml")
REPORTING = {
    *("vnexpress.net", "znews.vn", "cafef.vn", "www.vietnamplus.vn", "en.vietnamplus.vn"),
    *("www.vietnam.vn", "plo.vn", "www.24h.com.vn", "en.dangcongsan.vn", "danchuphapluat.vn"),
    *("www.nationthailand.com", "www.chiangraitimes.com", "lawnet.vn", "cdlaf.vn"),
    "www.frasersvn.com",
}
"""Newspapers, law firms and advisers: of a law and of a procedure they are secondary sources."""
MARK = "secondary source"
ADDRESS = re.compile(r"https?://[^\s\"';,)\]]+")
SHORT_NAME = re.compile(
    r"(?<![/0-9])\b(?!HK01)(?:[A-Z]{2,}[0-9]{2,}[a-z]?|L[0-9]{2}(?:EN|-[0-9]+)?)\b(?! [0-9])"
)
"""A key of our own notes, which says nothing to whoever reads the page."""


def entries(value):
    """Yield every table of the seeds that names an address or a source."""
    if isinstance(value, dict):
        texts = [text for text in value.values() if isinstance(text, str)]
        if "source" in value or any(ADDRESS.search(text) for text in texts):
            yield texts, value
        for inner in value.values():
            yield from entries(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from entries(inner)


def tables():
    """Yield file, texts and table of each entry of all seeds."""
    for path in sorted(FOLDER.rglob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for texts, table in entries(content):
            yield path.relative_to(FOLDER).as_posix(), texts, table


def hosts(texts):
    """Return the hosts of the addresses in some texts."""
    return {urlparse(found).hostname for text in texts for found in ADDRESS.findall(text)}


def test_no_address_of_a_mirror_a_travel_blog_or_a_shop_stands_in_the_seeds():
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in FOLDER.rglob("*") if path.is_file()
    )

    assert hosts([text]) & set(REFUSED) == set()


def test_a_page_that_repeats_another_is_marked_as_a_secondary_source():
    unmarked = [
        (file, sorted(found))
        for file, texts, _table in tables()
        if (found := hosts(texts) & set(SECONDARY)) and not any(MARK in text for text in texts)
    ]

    assert unmarked == []


def test_of_a_law_each_report_about_it_is_marked_as_a_secondary_source():
    parts = [
        (file, part)
        for file, _texts, table in tables()
        if file.startswith(OF_LAW)
        for part in str(table.get("source", "")).split("; ")
    ]

    told = REPORTING | set(SECONDARY)
    assert [row for row in parts if hosts([row[1]]) & told and MARK not in row[1]] == []


def test_each_address_of_a_source_has_its_name_before_it():
    sources = [str(table["source"]) for _file, _texts, table in tables() if "source" in table]

    nameless = [text for text in sources if re.search(r"(?:^|; )https?://", text)]
    assert nameless == []


def test_no_source_is_named_by_a_key_of_our_notes():
    named = [
        (file, table["source"])
        for file, _texts, table in tables()
        if SHORT_NAME.search(ADDRESS.sub("", str(table.get("source", ""))))
    ]

    assert named == []


def test_a_figure_of_a_source_without_an_address_says_where_it_was_read():
    figures = [
        figure
        for path in FOLDER.glob("incidents/*.toml")
        for figure in tomllib.loads(path.read_text(encoding="utf-8"))["figure"]
    ]

    bare = [row for row in figures if not row.get("source_url") and not row.get("note")]
    assert bare == []
