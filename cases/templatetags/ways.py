"""Ways back: the address of the list that a page was opened from."""

from typing import Any

from django import template

from cases.core.left_list import list_address as address_of_list

register = template.Library()


@register.simple_tag(takes_context=True)
def list_address(context: dict[str, Any]) -> str:
    """Print the address of the work list as it was left, with its filters and its page."""
    return address_of_list(context["request"])
