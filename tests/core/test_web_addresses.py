"""The address of a source is that of a public page; what is wrong with another is said."""

import re
from pathlib import Path

import pytest

from cases.core.errors import Refused
from cases.core.web_addresses import FAULTS, check_address, fault_of

WRONG = {
    "no_address": ("example.org/news", "javascript:alert(1)", "ftp://example.org/x", "https:/x/y"),
    "address_with_blank": ("https://example.org/a page", "https://example.org/a\u00a0page"),
    "address_with_login": ("https://user:pw@example.org/x", "https://somebody@example.org/x"),
    "address_port": ("https://example.org:70000/x", "https://example.org:0/x", "http://a.org:p/x"),
    "address_ipv6": ("https://[::1]/x", "https://[2606:4700::1111]/x", "https://[::1/x"),
    "address_not_public": (
        *("https://localhost/x", "http://LOCALHOST.:8000/x", "https://a.localhost/x"),
        *("https://printer.local/x", "https://wiki.internal/x", "https://intranet/x"),
        *("https://127.0.0.1/x", "https://10.1.2.3/x", "https://192.168.0.1/x"),
        *("https://169.254.169.254/x", "https://0.0.0.0/x", "https://100.64.0.1/x"),
        *("https://203.0.113.5/x", "https://240.0.0.1/x", "https://224.0.0.1/x"),
    ),
    "address_without_page": (
        "https://example.org",
        "https://example.org/",
        "https://example.org?",
        "https://example.org/#a",
    ),
    "address_malformed": ("https://", "https://-x.org/page", "https://a..org/page", "http://1.2/x"),
}
RIGHT = (
    *("https://example.org/x", "http://example.org:8080/x", "HTTPS://EXAMPLE.ORG/X"),
    *("https://library.example/?p=811", "https://example.org/#/news", "https://8.8.8.8/x"),
    *("https://báo.vn/tin", "https://www.moi.gov.mm/moi%3aeng/news/20488"),
)


@pytest.mark.parametrize(
    ("code", "url"), [(code, url) for code, urls in WRONG.items() for url in urls]
)
def test_says_what_is_wrong(code, url):
    with pytest.raises(Refused) as refused:
        check_address(url, "source_url")

    (problem,) = refused.value.problems
    assert (problem.field, problem.code, problem.message) == ("source_url", code, FAULTS[code])


def test_every_fault_is_tried():
    assert set(WRONG) == set(FAULTS)


@pytest.mark.parametrize("url", RIGHT)
def test_the_page_of_a_public_site_is_one(url):
    assert fault_of(url) == ""


def test_what_is_not_given_is_not_wrong():
    check_address("", "source_url")


def test_every_address_of_the_seeds_is_one():
    text = " ".join(path.read_text("utf-8") for path in Path("seeds").rglob("*.[tc][os][mv]*"))
    found = set(re.findall(r"""(?:url|source)\w* = "(https?://[^"]*)\"""", text))

    assert len(found) > 20
    assert [url for url in found if fault_of(url)] == []
