"""How the tables are called and what their rows are called, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, Stage
from cases.citizens.choices import Sex
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.missions.models import Authority, Mission
from cases.places.choices import Country
from cases.places.models import Place
from cases.publishing.figures.values import Counts

NOT_KNOWN = _("Not known")


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way of telling persons or cases apart; `order` lists the keys that have one."""

    name: str
    counts: Counts
    title: Sentence
    column: Sentence
    order: tuple[str, ...] = ()


DIMENSIONS = (
    Dimension("country", "persons", _("By country"), _("Country")),
    Dimension("place", "persons", _("By place"), _("Place")),
    Dimension("holder", "persons", _("By who holds or houses them"), _("In whose hands")),
    Dimension("sex", "persons", _("By sex"), _("Sex"), tuple(Sex.values)),
    Dimension("stage", "cases", _("By stage"), _("Stage"), tuple(Stage.values)),
    Dimension("mission", "cases", _("By mission"), _("Mission")),
    Dimension("held", "cases", _("On hold or not"), _("On hold"), ("going", "held")),
    Dimension("outcome", "cases", _("By outcome"), _("Outcome"), tuple(Outcome.values)),
)

HELD: Mapping[str, Sentence] = {"held": _("On hold"), "going": _("Not on hold")}


class Labels:
    """Names of all keys of one answer; places, authorities and missions are read once each."""

    def __init__(self, actor: Actor, keys: Mapping[str, Iterable[str]]) -> None:
        places = Place.objects.visible_to(actor).filter(code__in=keys.get("place", ()))
        holders = Authority.objects.visible_to(actor).filter(code__in=keys.get("holder", ()))
        missions = Mission.objects.visible_to(actor).filter(code__in=keys.get("mission", ()))
        self.named: dict[str, Mapping[str, Sentence]] = {
            "place": {place.code: place_label(place) for place in places},
            "holder": {holder.code: str(holder) for holder in holders},
            "mission": {mission.code: mission.label for mission in missions},
            "country": dict(Country.choices),
            "crossed": dict(Country.choices),
            "last_known": dict(Country.choices),
            "sex": dict(Sex.choices),
            "stage": dict(Stage.choices),
            "outcome": dict(Outcome.choices),
            "held": HELD,
        }

    def of(self, dimension: str, key: str) -> Sentence:
        """Return what a row is called."""
        if not key:
            return _("Not closed") if dimension == "outcome" else NOT_KNOWN
        if dimension == "place" and key in Country.values:
            return _("%(country)s, place not known") % {"country": Country(key).label}
        return self.named[dimension].get(key, key)


def place_label(place: Place) -> str:
    """Return a place with its country."""
    return f"{place.label}, {place.get_country_display()}"


def sex_label(sex: str) -> str:
    """Return what a sex is called."""
    return str(dict(Sex.choices).get(sex, sex))


def account_label(account: Sequence[Any] | None, missions: Mapping[int, str]) -> str:
    """Return an account of the ledger of stages in one line; nothing for outside."""
    if account is None:
        return ""
    stage, mission_id, held, outcome = account
    name = str(dict(Outcome.choices)[outcome] if outcome else dict(Stage.choices)[stage])
    return ", ".join([name, *([str(HELD["held"])] if held else []), missions.get(mission_id, "")])


def whereabouts_label(country: str, place: str, holder: str) -> str:
    """Return where a person is, in one line."""
    if not country:
        return str(NOT_KNOWN)
    where = place or str(dict(Country.choices).get(country, country))
    return f"{where} ({holder})" if holder else where
