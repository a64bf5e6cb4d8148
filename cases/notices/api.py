"""Reading notices."""

from typing import Any

from django.db.models import Q, QuerySet

from cases.core.actor import Actor
from cases.core.api import RowsView, RowView
from cases.core.listing import Filter, bad_filter, flag_filter
from cases.core.offered import offering
from cases.core.shapes import FLAG
from cases.notices.models import Notice
from cases.notices.queries import only_addressed
from cases.notices.serializers import NOTICE


def addressed(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to what the caller is meant to act on."""
    if value != "true":
        raise bad_filter("to_me", ("true",))
    return only_addressed(query, actor)


class NoticeList(RowsView):
    """Notices to the caller and the own mission, oldest first."""

    model = Notice
    shape = NOTICE
    order = ("created_at", "uuid")
    filters = (
        flag_filter("unread", Q(read_at__isnull=True), "Whether nobody has read it."),
        Filter("to_me", "Without those to officers, for a head of mission.", FLAG, addressed),
    )


class NoticeDetail(RowView):
    """One notice."""

    resource = "notices"
    shape = offering(NOTICE)
