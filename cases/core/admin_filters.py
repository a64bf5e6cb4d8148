"""Filters of lists in the admin whose values are known beforehand, in our own words."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from cases.core.errors import Sentence


class ChosenFilter(admin.SimpleListFilter):
    """A filter whose values are known beforehand: none is looked for in a million rows."""

    values: tuple[tuple[str, Sentence], ...] = ()

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """All values."""
        return list(self.values)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to the chosen value; one that there is not narrows to nothing."""
        chosen = self.value()
        if not chosen:
            return queryset
        known = {str(value) for value, _words in self.lookup_choices}
        return self.narrowed(queryset, str(chosen)) if chosen in known else queryset.none()

    def narrowed(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow to the rows of which it is true."""
        return queryset.filter(**{str(self.parameter_name): value})
