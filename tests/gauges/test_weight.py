"""What a page costs a line in the border room, in bytes as they travel (compressed).

The first visit brings style, scripts and pictures; every later one brings the page alone, for a
browser keeps what carries its own fingerprint in its name.
"""

import gzip
import re
from html import unescape

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from cases.missions.models import Staff
from tests.gauges.desk import a_desk
from tests.kept import once
from tests.logins import force_login

pytestmark = pytest.mark.django_db

KB = 1000
COLD, WARM, FIRST_PAINT, STYLE, SCRIPT = 100 * KB, 15 * KB, 30 * KB, 16 * KB, 24 * KB
FILES = re.compile(r"""(?:href|src)="/static/([^"#?]+)""")
LATER = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)" media="print">')
PAGES = ("worklist", "case", "incident", "intake")
OURS = "cases/"


def travelling(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def weight(file: str) -> int:
    path = finders.find(file)
    assert path, file
    with open(path, "rb") as stream:
        return travelling(stream.read())


def sent():
    """Return the page of each name, as the server sends it."""
    desk, client, found = a_desk(), Client(), {}
    force_login(client, Staff.objects.get(pk=desk.actor.staff_id))
    for name, address in desk.addresses().items():
        answer = client.get(address)
        assert answer.status_code == 200
        found[name] = answer.content
    assert found["worklist"].count(b'name="case"') == 50
    return found


pages = once(sent)


def files_of(content: bytes) -> set[str]:
    return {unescape(file) for file in FILES.findall(content.decode())}


def test_pages_are_light_on_the_first_visit_and_on_every_later_one(pages):
    too_heavy = {}
    for name in PAGES:
        content = pages[name]
        files = files_of(content)
        printed = set(LATER.findall(content.decode()))
        page = travelling(content)
        style = {file: weight(file) for file in files if file.endswith(".css")}
        first = page + sum(size for file, size in style.items() if file not in printed)
        cold = page + sum(weight(file) for file in files)
        print(f"{name}: warm {page}, before the first paint {first}, cold {cold}")  # noqa: T201
        for what, size, limit in (
            ("warm", page, WARM),
            ("before the first paint", first, FIRST_PAINT),
            ("cold", cold, COLD),
            ("style", sum(style.values()), STYLE),
            ("our scripts", sum(map(weight, our_scripts(files))), SCRIPT),
        ):
            if size > limit:
                too_heavy[f"{name}, {what}"] = (size, limit)

    assert too_heavy == {}


def our_scripts(files: set[str]) -> list[str]:
    return [file for file in files if file.endswith(".js") and file.startswith(OURS)]


def test_nothing_is_fetched_from_elsewhere(pages):
    for content in pages.values():
        fetched = re.findall(rb'<(?:link|script|img|use)[^>]* (?:href|src)="([^"]+)"', content)
        assert fetched
        assert [address for address in fetched if not address.startswith(b"/")] == []
