"""Addresses of the API: `/api/v1/<resource>/[<key>/][<verb or list>/]`."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, path, re_path, resolve, reverse

from cases.core.actor import Actor
from cases.core.registry import RESOURCES

ROOT = "/api/v1/"
UNKNOWN = "api_unknown"


def address_of(resource: str, key: str = "", below: str = "") -> str:
    """Return the address of a list, a record, or what is below a record or list."""
    parts = [part for part in (resource, str(key), below) if part]
    return f"{ROOT}{'/'.join(parts)}/"


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


def accesses_url(actor: Actor, row: Model) -> str:
    """Return where whoever may review accesses reads who saw the person a row is about."""
    person: Any = row if row._meta.model_name == "citizen" else getattr(row, "citizen", None)
    if person is None or not actor.may("access.review"):
        return ""
    return reverse("citizen_accesses", args=[person.uuid])
