"""Selects with many options, as filters have them, printed and translated without repeating.

Django renders a template for each option and asks the catalogue for each word in each request: with
two hundred countries and three hundred missions that was a third of the time of the work list.
What is printed is the same.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cases.core.text import in_reader_words

Pairs = Iterable[tuple[Any, Any]]


def spoken(choices: Pairs) -> Callable[[], list[tuple[str, str]]]:
    """Return a callable for the choices of a field: each language is translated once."""
    fixed = tuple(choices)

    @cache
    def in_language(_language: str | None) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in fixed]

    return lambda: in_language(get_language())


class QuickSelect(forms.Select):
    """A select of Django's, without groups, printed in one go."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return what the templates of Django print."""
        chosen = set(self.format_value(value))
        lines = [f'<select name="{conditional_escape(name)}"{printed(self.attrs | (attrs or {}))}>']
        for code, label in self.choices:
            text = "" if code is None else str(code)
            mark = " selected" if text in chosen else ""
            # Django marks the first of several options with one value.
            chosen = set() if mark else chosen
            lines.append(f'  <option value="{escaped(text)}"{mark}>{escaped(label)}</option>')
        return mark_safe("\n".join([*lines, "</select>"]))  # noqa: S308 - every part is escaped


def escaped(label: Any) -> str:
    """Return a label for HTML; a lazy one is translated first, a safe one stays as it is."""
    return quoted(label) if type(label) is str else conditional_escape(str(label))


@lru_cache(maxsize=4096)
def quoted(text: str) -> str:
    """Return plain text for HTML. Never ask it for safe text, which is equal to plain text."""
    return escape(text)


def printed(attributes: dict[str, Any]) -> str:
    """Return the attributes of an element: True stands by its name alone, False is left out."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"'
        for name, value in attributes.items()
        if value is not False
    )


class NamedRows(ModelChoiceIterator):  # type: ignore[type-arg] # any model
    """The rows of a query by code and name, in the reader's language; no row is made an object."""

    field: "NamedRowField"

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        columns = (self.field.to_field_name or "pk", *self.field.names)
        for code, *names in self.queryset.values_list(*columns):
            yield code, in_reader_words(*names)


class NamedRowField(forms.ModelChoiceField):  # type: ignore[type-arg] # any model
    """A choice of a row by its code; `names` are the columns of its name: en, vi, fr."""

    iterator = NamedRows
    widget = QuickSelect

    def __init__(self, *args: Any, names: tuple[str, ...], **kwargs: Any) -> None:
        self.names = names
        super().__init__(*args, **kwargs)
