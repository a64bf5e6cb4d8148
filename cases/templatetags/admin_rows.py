"""Rows of a list in the admin: each cell says of which column it is, where columns are no more."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()
OPENING = re.compile(r"^<(td|th)( class=\"[^\"]*\")")
EMPTY = re.compile(r"<td[^>]*>\s*[–-]?\s*</td>")


@register.filter
def labelled(cells: Sequence[Any], headers: Sequence[dict[str, Any]]) -> Iterator[SafeString]:
    """Return the cells of a row, each with the name of its column, and marked where it is empty."""
    for cell, header in zip(cells, headers, strict=False):
        yield labelled_cell(str(cell), str(header["text"]))


def labelled_cell(cell: str, name: str) -> SafeString:
    """Return one cell, as Django has drawn it, with the name of its column."""
    if 'class="action-checkbox"' in cell:
        return mark_safe(cell)  # noqa: S308 - drawn and escaped by Django
    role = "rowheader" if cell.startswith("<th") else "cell"
    nothing = " data-nothing" if EMPTY.fullmatch(cell) else ""
    told = format_html(' role="{}" data-label="{}"', role, capfirst(name))
    return mark_safe(OPENING.sub(rf"<\1\2{told}{nothing}", cell, count=1))  # noqa: S308 - as above
