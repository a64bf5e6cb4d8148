"""Every address of the URL resolver, filled in with records that are there, or with anything."""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import get_resolver

from cases.core.actor import Actor
from cases.core.context import eyes
from tests.world import DECLARED, ready

PATH_PART = re.compile(r"<(?:(?P<kind>[a-z]+):)?(?P<name>\w+)>")
GROUP = re.compile(r"\(\?P<(?P<name>\w+)>")
NOWHERE = "00000000-0000-4000-8000-000000000000"
GIVEN: dict[str, str] = {
    "code": "invented",
    "reference": "BKK-2025-99999",
    "uuid": NOWHERE,
    "verb": "advance",
    "other": "invented.1",
    "url": "nothing",
    "app_label": "cases",
    "resource": "procedures",
    "content_type_id": "1",
    "object_id": "1",
    "pk": "1",
}
Fill = Callable[[str, str], str]


@dataclass(frozen=True)
class Route:
    """One pattern: its text, and the names and kinds of what may be filled in."""

    pattern: str

    @property
    def area(self) -> str:
        """The first words of the address, which say whose record is named."""
        parts = re.sub(r"[\^$]", "", self.pattern).split("/")
        return parts[2] if parts[0] == "api" and len(parts) > 2 else parts[0]

    def address(self, fill: Fill | None = None) -> str:
        """The address with `fill(area, name)` in the gaps, percent-encoded."""
        chosen = fill or (lambda _area, name: GIVEN.get(name, "1"))
        text = "".join(self.filled(chosen)).replace("^", "").replace("$", "")
        return f"/{text}".replace(r"\Z", "").replace("\\.", ".")

    def filled(self, fill: Fill) -> Iterator[str]:
        rest = self.pattern
        while rest:
            part, group = PATH_PART.match(rest), GROUP.match(rest)
            if group:
                yield quote(fill(self.area, group["name"]), safe="", errors="surrogatepass")
                rest = rest[end_of_group(rest) :]
            elif part:
                yield quote(fill(self.area, part["name"]), safe="", errors="surrogatepass")
                rest = rest[part.end() :]
            else:
                yield rest[0]
                rest = rest[1:]


def end_of_group(text: str) -> int:
    """Return where the group that begins at the first character is closed."""
    depth, inside = 0, False
    for at, char in enumerate(text):
        inside = (inside or char == "[") and char != "]"
        depth += 0 if inside else {"(": 1, ")": -1}.get(char, 0)
        if depth == 0:
            return at + 1
    raise AssertionError(text)


def patterns(found: Any = None, before: str = "") -> Iterator[str]:
    for item in get_resolver().url_patterns if found is None else found:
        text = before + str(item.pattern)
        if hasattr(item, "url_patterns"):
            yield from patterns(item.url_patterns, text)
        else:
            yield text


def every_route() -> list[Route]:
    """Return all routes, in the order of the resolver."""
    return [Route(text) for text in patterns()]


def one_of_each_kind() -> list[Route]:
    """Return all routes, of the tables of the admin only those of two tables: they are alike."""
    kept = re.compile(r"admin/cases/(?!case/|citizen/)")
    return [route for route in every_route() if not kept.match(route.pattern)]


def records(actor: Actor) -> Fill:
    """Make a record of every kind and return how to fill in addresses with them."""
    of: dict[tuple[str, str], str] = {}
    for name in ("record_stay", "add_name", "acknowledge_directive", "publish_playbook"):
        declared = DECLARED[name]
        target, _json = ready(declared, actor)
        key = str(target.public_reference)
        of |= {(declared.resource, gap): key for gap in ("reference", "uuid", "code")}
        if declared.resource in {"cases", "citizens"}:
            of[declared.resource, "verb"] = "note" if declared.resource == "cases" else "add-name"
            of[declared.resource, "pk"] = str(target.pk)
    with eyes(actor):
        incident = ready(DECLARED["record_stay"], actor)[0].incident.code
    of |= {("incidents", "code"): incident, ("missions", "code"): "BKK"}

    def fill(area: str, name: str) -> str:
        if name in {"pk", "object_id"}:
            return of["cases", "pk"]
        return of.get((area, name)) or GIVEN.get(name, str(uuid.uuid4()))

    return fill
