"""Links between objects: beside every code of another record stands the address of that record.

They are made from codes that are read anyway, so a link costs no query and tells nothing that the
code beside it does not. A column that is worked out before it is shown gets none.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from cases.core.addresses import address_of, record_views
from cases.core.orders import column_at
from cases.core.registry import RESOURCES, Resource
from cases.core.shapes import ADDRESS, Column, Shape

NAMELESS: Final = frozenset({"code", "uuid", "reference", "number"})
"""What a key is called where the group it stands in says of what."""
FOR_FEW: Final = frozenset({"staff"})
"""Records that only administrators open: a link would lead nearly everybody to a refusal."""
ACTIONS: Final = "actions"
LINKED: dict[tuple[int, type[Model], bool], Shape] = {}


def linked(shape: Shape, model: type[Model], *, is_row: bool = False) -> Shape:
    """Return the shape with its links; a row also says where what is possible on it is told."""
    key = (id(shape), model, is_row)
    if key not in LINKED:
        links = [*links_of(shape, model), *(actions_of(shape, model) if is_row else ())]
        taken = set(shape.fields)
        LINKED[key] = shape.with_more(
            shape.name, [link for link in links if link.name not in taken]
        )
    return LINKED[key]


def links_of(shape: Shape, model: type[Model]) -> Iterator[Column]:
    """Yield an address for every column that names another record."""
    for shown in shape.columns:
        if shown.make is None and len(shown.sources) == 1:
            found = named_by(model, shown.sources[0])
            if found is not None:
                yield Column(
                    link_name(shown.name, shown.sources[0]),
                    shown.sources,
                    ADDRESS,
                    null=shown.null,
                    make=address_in(found.name),
                )


def named_by(model: type[Model], source: str) -> Resource | None:
    """Return the kind of record that a column of another table names, where it has an address."""
    path, _, last = source.rpartition("__")
    try:
        target = column_at(model, path).related_model if path else None
    except (FieldDoesNotExist, AttributeError):
        return None
    for kind in RESOURCES.values():
        if kind.model is target and kind.key == last and kind.name in record_views():
            return None if kind.name in FOR_FEW or kind.read is not None else kind
    return None


def link_name(name: str, source: str) -> str:
    """Return what the address is called: by its group, or by the name of the code."""
    group, _, last = name.rpartition(".")
    if last not in NAMELESS:
        return f"{name}_url"
    return f"{group}.url" if group else f"{source.split('__')[-2]}_url"


def address_in(resource: str) -> Callable[[object], str | None]:
    """Return how an address is made from a key."""
    return lambda key: address_of(resource, str(key)) if key not in (None, "") else None


def actions_of(shape: Shape, model: type[Model]) -> Iterator[Column]:
    """Yield the address that tells what the caller may do on a row, where its record tells it."""
    for kind in RESOURCES.values():
        view: Any = record_views().get(kind.name)
        tells = view is not None and ACTIONS in dict(view.shape.also)
        if kind.model is model and tells and kind.key in shape.sources and kind.read is None:
            yield Column(
                "actions_url",
                (kind.key,),
                ADDRESS,
                make=asking_actions(kind.name),
                help="What you may do on it now, and why not.",
            )
            return


def asking_actions(resource: str) -> Callable[[object], str]:
    """Return how the address of the actions of a record is made from its key."""
    return lambda key: f"{address_of(resource, str(key))}?fields={ACTIONS}"
