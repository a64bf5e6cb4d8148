"""Provinces and places as lists write them, read once for a whole list."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from cases.core.actor import Actor
from cases.intake.lists.headings import key_of
from cases.places.choices import Generation
from cases.places.models import Place, Province

BEFORE: Final = re.compile(r"^(?:tinh|thanh pho|tp|t|province of|province|city of)\s+")
AFTER: Final = re.compile(r"\s+(?:province|city)$")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What is known of places: name as compared -> row."""

    provinces: Mapping[str, Province]
    places: Mapping[str, Place]

    def province(self, text: str) -> Province | None:
        """Return the province that a text names, alone or at the end of an address."""
        for part in (text, *reversed(re.split(r"[,;\-–]", text))):
            key = AFTER.sub("", BEFORE.sub("", key_of(part)))
            found = self.provinces.get(key) or self.provinces.get(key.replace(" ", ""))
            if found:
                return found
        return None

    def place(self, text: str) -> Place | None:
        """Return the place that a text names."""
        return self.places.get(key_of(text))


def gazetteer(actor: Actor) -> Gazetteer:
    """Read provinces and places; of two provinces of one name the new one counts."""
    provinces: dict[str, Province] = {}
    rows = Province.objects.visible_to(actor)
    for row in sorted(rows, key=lambda row: row.generation == Generation.NEW):
        key = AFTER.sub("", BEFORE.sub("", key_of(row.name)))
        provinces[key] = provinces[key.replace(" ", "")] = row
    places: dict[str, Place] = {}
    twice: set[str] = set()
    for place in Place.objects.visible_to(actor).select_related("opposite"):
        for key in set(keys_of(place)):
            twice |= {key} & places.keys()
            places[key] = place
    return Gazetteer(provinces, {key: row for key, row in places.items() if key not in twice})


def keys_of(place: Place) -> Iterable[str]:
    """Yield the names under which a place is found."""
    for name in (place.code, place.name, place.name_vi, place.name_fr, place.name_local):
        if name:
            yield key_of(name)
            yield key_of(name.partition(",")[0])
