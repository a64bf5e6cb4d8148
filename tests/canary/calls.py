"""What is asked beside the calls of the matrix: every filter, every search, what collides."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Field, TextChoices
from django.urls import Resolver404, resolve

from cases.core.registry import DECLARED
from cases.core.shapes import FLAG
from cases.overview.forms import BoardFilters, WorklistFilters
from tests.api.calls import address
from tests.hardening.routes import every_route
from tests.matrix.actors import Asker
from tests.matrix.calls import Call
from tests.matrix.ground import SEARCHED, Ground
from tests.sweeps import IS_AUDIT
from tests.web.posting import as_posted
from tests.world import key_of

FEW = 2
PAGES = {"cases/": WorklistFilters, "board/": BoardFilters, "board/gates/": BoardFilters}
"""The lists of the site that are narrowed, by the form that does it."""
SEARCH = "api/v1/citizens/search/"


class Search(Call):
    """Words that are sent in a body; the page with what was found follows."""

    def send(self, asker: Asker) -> Any:
        """Send them and go where that leads; what it did is undone."""
        cookies = deepcopy(asker.client.cookies)
        with transaction.atomic():
            answer = asker.client.post(self.address, self.body, follow=True)
            transaction.set_rollback(True)
        asker.client.cookies = cookies
        return answer


def some(values: list[Any]) -> list[Any]:
    """Return the first few; all by `make audit`."""
    return values if IS_AUDIT else values[:FEW]


def more_calls(ground: Ground, words: list[str]) -> Iterator[Call]:
    """Yield what only lists can be asked, and what collides with something of the case."""
    yield from filters_of_api(ground, words)
    yield from filters_of_pages(ground)
    yield from filters_of_admin(ground)
    yield from searches(words)
    yield from lookups(words)


def filters_of_api(ground: Ground, words: list[str]) -> Iterator[Call]:
    """Yield each documented filter of each list with each of its values."""
    for route in every_route():
        there = route.address(ground.fill)
        if not route.pattern.startswith("api/v1/"):
            continue
        try:
            view: Any = getattr(resolve(there).func, "cls", None)
        except Resolver404:
            continue
        for row in getattr(view, "filters", ()):
            for value in some(values_of(row, ground, words)):
                yield Call(route.pattern, "GET", there, asked={row.name: value, "limit": "200"})


def values_of(row: Any, ground: Ground, words: list[str]) -> list[str]:
    """Return what a filter of the API may be given: of rows, what names something of Bangkok."""
    if row.kind is FLAG:
        return ["true", "false"]
    if isinstance(row.kind, type) and issubclass(row.kind, TextChoices):
        return list(row.kind.values)
    named = {
        "citizen": str(ground.case.citizen.uuid),
        "mission": "BKK",
        "incident": ground.case.incident.code,
        "case": ground.case.reference,
        "directive": ground.keys["directives", "code"],
        "assigned": "bangkok.officer",
    }
    return [named.get(row.name, words[0]), words[-1]]


def filters_of_pages(ground: Ground) -> Iterator[Call]:
    """Yield each filter of the lists of the site."""
    for pattern, form in PAGES.items():
        for name, field in form.base_fields.items():
            offered = [str(value) for value, _label in getattr(field, "choices", ()) if value]
            for value in some(offered) or ["BKK", ground.case.incident.code]:
                yield Call(pattern, "GET", f"/{pattern}", asked={name: value})


def filters_of_admin(ground: Ground) -> Iterator[Call]:
    """Yield each filter of each table of the admin, and lookups that are not declared."""
    for model, shown in admin.site._registry.items():
        table = str(model._meta.model_name)
        pattern, there = f"admin/cases/{table}/", f"/admin/cases/{table}/"
        for item in shown.list_filter:
            if not isinstance(item, str):
                yield Call(pattern, "GET", there, asked={item.parameter_name: "failed"})
                continue
            field = model._meta.get_field(item)
            for value in some(plain_values(field)):
                yield Call(pattern, "GET", there, asked={f"{item}__exact": value})
        for lookup in guesses(model):
            yield Call(pattern, "GET", there, asked=lookup)
        yield Call(pattern, "GET", there, asked={"id__exact": ground.pks.get(table, "1")})


def plain_values(field: Any) -> list[str]:
    """Return what a column may be asked for: its words, yes and no, the first keys."""
    words = [str(value) for value, _label in getattr(field, "choices", None) or () if value]
    return words or ["1", "0"]


def guesses(model: Any) -> Iterator[dict[str, str]]:
    """Yield lookups that would tell a column letter by letter, and an order that would."""
    texts = [row for row in model._meta.local_concrete_fields if isinstance(row, Field)]
    words = [row.name for row in texts if row.get_internal_type() in {"CharField", "TextField"}]
    for name in some(words):
        yield {f"{name}__startswith": SEARCHED}
        yield {f"{name}__regex": "."}
    yield {"o": "-1.2", "all": ""}


def searches(words: list[str]) -> Iterator[Call]:
    """Yield the search of every list by every word, as the pages send it."""
    tables = [f"admin/cases/{row._meta.model_name}/" for row in admin.site._registry]
    searched = [
        f"admin/cases/{model._meta.model_name}/"
        for model, shown in admin.site._registry.items()
        if shown.search_fields
    ]
    for pattern in ("cases/", "board/", "transfers/", "shared/", "notices/", *searched):
        for word in words:
            yield Search(pattern, "POST", f"/{pattern}", {"q": word, "_search": "1"})
    for word in words:
        yield Search("find/", "POST", "/find/", {"q": word})
        asked = {"words": word}
        for pattern in ("api/v1/citizens/search/", "api/v1/received-reports/search/"):
            yield Call(pattern, "POST", f"/{pattern}", asked, is_json=True)
    for pattern in ("cases/", *tables):
        yield Call(pattern, "GET", f"/{pattern}", asked={"q": words[0]})


def lookups(words: list[str]) -> Iterator[Call]:
    """Yield what the drop-downs of the admin would fetch."""
    there = "/admin/autocomplete/"
    for model in admin.site._registry:
        for field in model._meta.local_concrete_fields:
            if field.is_relation and field.related_model in admin.site._registry:
                asked = {
                    "app_label": "cases",
                    "model_name": str(model._meta.model_name),
                    "field_name": field.name,
                    "term": words[0],
                }
                yield Call("admin/autocomplete/", "GET", there, asked=asked)


def collisions(own: dict[str, Any], said: dict[str, str]) -> Iterator[Call]:
    """Yield acts on an own person, or a new one, with what Bangkok's person has already."""
    for name, more in {
        "add_identity_document": {"number": said["number"]},
        "add_contact_point": {"kind": "phone", "value": said["phone"]},
        "add_relative": {"full_name": said["name"], "phone": said["phone"]},
        "add_name": {"value": said["name"]},
        "correct_citizen": {"full_name": said["name"]},
        "register_citizen": {"full_name": said["name"]},
        "register_and_open": {"full_name": said["name"]},
    }.items():
        row = DECLARED[name]
        target = None if row.is_creation else own[row.resource]
        body, may = {**row.form.example, **more}, row.operation.may
        where = f"collision of {name}"
        yield Call(where, "POST", address(row, target), body, is_json=True, may=may)
        if target is not None:
            web = f"/{row.resource}/{key_of(row, target)}/{row.verb}/"
            posted = {**as_posted(row, body), "_key": "1", "_version": str(target.version)}
            yield Call(where, "POST", web, posted, may=may)
