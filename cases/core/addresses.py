"""Addresses of the API: `/api/v1/<resource>/[<key>/][<verb or list>/]`."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, get_resolver, path, re_path, resolve, reverse

from cases.core.actor import Actor
from cases.core.registry import RESOURCES

VERSION = "v1/"
ROOT = f"/api/{VERSION}"
UNKNOWN = "api_unknown"


def address_of(resource: str, key: str = "", below: str = "") -> str:
    """Return the address of a list, a record, or what is below a record or list."""
    there = f"{ROOT}{resource}/{key}/" if key else f"{ROOT}{resource}/"
    return f"{there}{below}/" if below else there


def known_address(resource: str, key: str) -> str | None:
    """Return the address of a record, None for a kind of record that the API does not show."""
    address = address_of(resource, key)
    return None if resolve(address).url_name == UNKNOWN else address


def record_url(
    resource: str, view: Callable[..., Any], *, name: str, below: str = ""
) -> URLPattern:
    """Return the route of a record, or of what is below it."""
    kind = RESOURCES[resource]
    rest = f"{below}/" if below else ""
    return re_path(rf"^{resource}/(?P<{kind.key}>{kind.pattern})/{rest}$", view, name=name)


def list_url(resource: str, view: Callable[..., Any], *, name: str, below: str = "") -> URLPattern:
    """Return the route of a list, or of an operation that makes a record of that kind."""
    rest = f"{below}/" if below else ""
    return path(f"{resource}/{rest}", view, name=name)


def routes() -> Iterator[tuple[str, Any]]:
    """Yield every route below `/api/v1/` with the class of its view."""
    waiting = [("", row) for row in reversed(get_resolver("cases.api_urls").url_patterns)]
    while waiting:
        above, route = waiting.pop()
        there = above + str(route.pattern)
        if not isinstance(route, URLPattern):
            waiting += [(there, row) for row in reversed(route.url_patterns)]
        elif there.startswith(VERSION):
            yield there.removeprefix(VERSION), getattr(route.callback, "cls", None)


@cache
def record_views() -> dict[str, Any]:
    """Return the kinds of records that have an address, each with the view that shows one."""
    views = dict(routes())
    found = {
        name: views.get(f"^{name}/(?P<{kind.key}>{kind.pattern})/$")
        for name, kind in RESOURCES.items()
    }
    return {name: view for name, view in found.items() if view is not None}


@cache
def list_views() -> dict[str, Any]:
    """Return what can be read without naming a record: lists, and the like, by their address."""
    return {
        route.removesuffix("/"): view
        for route, view in routes()
        if route.count("/") == 1 and "(" not in route and hasattr(view, "get")
    }


def accesses_url(actor: Actor, row: Model) -> str:
    """Return where whoever may review accesses reads who saw the person a row is about."""
    person: Any = row if row._meta.model_name == "citizen" else getattr(row, "citizen", None)
    if person is None or not actor.may("access.review"):
        return ""
    return reverse("citizen_accesses", args=[person.uuid])
