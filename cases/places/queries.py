"""Reads about places and provinces."""

from cases.places.choices import Generation
from cases.places.models import Province


def old_province_codes() -> frozenset[str]:
    """Return the codes of birth registration that personal numbers begin with."""
    return frozenset(
        Province.objects.filter(generation=Generation.OLD).values_list("code", flat=True)
    )
