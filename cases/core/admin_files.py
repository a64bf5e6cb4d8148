"""Operations of the admin that take a file: each has a route of its own, which bounds its size."""

from functools import wraps
from typing import Any

from django.urls import URLPattern, path

from cases.core.fields.files import most_bytes_of
from cases.core.received import takes_file
from cases.core.registry import declared_for


def file_urls(resource: str, act_page: Any, create_page: Any, name: str) -> list[URLPattern]:
    """Return the routes of the operations that take a file, before those of all."""
    return [
        path(
            f"act/{item.verb}/" if item.is_creation else f"<path:pk>/act/{item.verb}/",
            taking(create_page if item.is_creation else act_page, most),
            {"verb": item.verb},
            name=f"{name}_{item.verb}_act",
        )
        for item in declared_for(resource)
        if (most := most_bytes_of(item.form))
    ]


def taking(act_page: Any, most: int) -> Any:
    """Return the page of an act, marked as one that takes a file."""

    @takes_file(most)
    @wraps(act_page)
    def page(*args: Any, **kwargs: Any) -> Any:
        return act_page(*args, **kwargs)

    return page
