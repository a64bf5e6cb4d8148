"""The filter of the API on people who had come home before."""

from typing import Any

from django.db.models import QuerySet

from cases.casework.follow_up.models import EarlierReturn
from cases.core.actor import Actor
from cases.core.listing import Filter, bad_filter
from cases.core.shapes import FLAG

NAME = "came_home_before"


def by_return(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to people who had come home before, or had not, as far as the caller sees it."""
    if value not in {"true", "false"}:
        raise bad_filter(NAME, ("true", "false"))
    pairs = EarlierReturn.objects.visible_to(actor).standing().values("case_id")
    return query.filter(pk__in=pairs) if value == "true" else query.exclude(pk__in=pairs)


RETURN_FILTERS = (
    Filter(
        NAME,
        "Whether the person had come home before, in another case that the caller sees.",
        FLAG,
        by_return,
    ),
)
