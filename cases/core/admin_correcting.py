"""Reference data in the admin: the row's own page leads to the form in which it is corrected."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from cases.core.possible import Possible
from cases.core.registry import Declared

if TYPE_CHECKING:
    from cases.core.admin import ShownAdmin


def acts_on(shown: "ShownAdmin", row: Any, offered: Iterable[Possible]) -> list[dict[str, Any]]:
    """Return the buttons of the operations on one record, with why one is not possible now."""
    name = f"admin:{shown.opts.app_label}_{shown.opts.model_name}_act"
    return [
        {
            "label": item.declared.form.title,
            "url": reverse(name, args=[row.pk, item.declared.verb]),
            "why_not": item.why_not,
        }
        for item in offered
        if not item.declared.is_creation
    ]


def corrections(shown: "ShownAdmin", request: HttpRequest, row: Any) -> list[dict[str, Any]]:
    """Return the buttons of the operations that put such a row in as a whole."""
    name = f"admin:{shown.opts.app_label}_{shown.opts.model_name}_create"
    return [
        {
            "label": item.form.corrects,
            "url": f"{reverse(name, args=[item.verb])}?{urlencode(keys_of(item, row))}",
        }
        for item in shown.declared(request, creation=True)
        if item.form.known_by and item.form.model is shown.model
    ]


def named(shown: "ShownAdmin", request: HttpRequest, said: dict[str, Any]) -> Any:
    """Return the row of these keys, None where there is none or they are the keys of nothing."""
    try:
        return shown.get_queryset(request).filter(**said).first()
    except ValidationError:
        return None


def keys_of(declared: Declared, row: Any) -> dict[str, str]:
    """Return by what a form knows the row."""
    names = (declared.form.known_by, *declared.form.known_also)
    return {name: str(getattr(row, name) or "") for name in names}


def page_of_row(shown: "ShownAdmin", request: HttpRequest, verb: str, home: str) -> str:
    """Return the page of the row that the address names to be corrected, else `home`."""
    known_by = {
        item.verb: item.form.known_by
        for item in shown.acts
        if item.is_creation and item.form.model is shown.model
    }.get(verb)
    code = request.GET.get(known_by or "", "")
    if not known_by or not code or "\x00" in code:
        return home
    row = named(shown, request, {known_by: code})
    name = f"admin:{shown.opts.app_label}_{shown.opts.model_name}_change"
    return home if row is None else reverse(name, args=[row.pk])
