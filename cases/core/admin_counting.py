"""Pages of a list in the admin that count no further than anybody turns them."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

COUNT_LIMIT = 1000

if TYPE_CHECKING:
    RowPaginator = Paginator[Any]
else:
    RowPaginator = Paginator


class CappedPaginator(RowPaginator):
    """Pages that never count more than the first thousand rows; filters lead further."""

    @cached_property
    def count(self) -> int:
        """Return the number of rows, at most the limit."""
        rows: Any = self.object_list
        return int(rows.order_by()[:COUNT_LIMIT].count())
