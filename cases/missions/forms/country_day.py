"""What a day of a whole country takes."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence
from cases.core.fields import Choice, Day, Text
from cases.core.registry import declares, resource
from cases.missions.choices import CountryDayKind
from cases.missions.models import CountryDay
from cases.missions.models.country_day import MOST_DAYS
from cases.missions.operations import put_country_day
from cases.places.choices import Country
from cases.places.forms import SLUG, code_field, verified_field
from cases.places.putting import VersionedPutForm
from cases.places.uses import effects_of

resource("country-days", CountryDay, key="code", pattern=SLUG)


@declares(put_country_day, at="country-days/put")
class PutCountryDay(VersionedPutForm):
    """Known by its code; withdrawn by saying why."""

    model = CountryDay
    title = _("Enter or correct a day of a country")
    what_happens = _(
        "Every limit that counts working days of this country is counted anew, at all missions. "
        "What had stopped keeps its verdict; clocks that would no longer be late are listed, to be "
        "decided about."
    )
    done = _("The days of the country are changed. Limits are counted anew within minutes.")
    example = {
        "code": "th-2026-04-16",
        "country": "TH",
        "kind": "off",
        "starts_on": "2026-04-16",
        "name": "Invented extra day of Songkran",
        "source": "Invented for this example",
    }

    code = code_field()
    country = Choice(Country, label=_("Country"))
    kind = Choice(CountryDayKind, label=_("What these days are"))
    starts_on = Day(label=_("First day"))
    ends_on = Day(
        label=_("Last day"), help_text=_("Leave it empty for a single day."), required=False
    )
    name = Text(label=_("Name in English"), max_length=160)
    name_vi = Text(label=_("Name in Vietnamese"), max_length=160, required=False)
    name_fr = Text(label=_("Name in French"), max_length=160, required=False)
    source = Text(
        label=_("Source, with its date"),
        help_text=_("The decree, or who published it."),
        max_length=300,
    )
    source_url = Text(
        label=_("Address of the source"),
        help_text=_("Where it can be read, such as https://…"),
        max_length=400,
        required=False,
    )
    verified = verified_field()
    withdraw_reason = Text(
        label=_("Withdrawn, because"),
        help_text=_("Say why, and the entry no longer counts. Empty: it counts."),
        max_length=200,
        required=False,
    )

    def consequences(self) -> list[Sentence]:
        found = super().consequences()
        wanted = self.wanted() if found else None
        return found if wanted is None else [*found, *effects_of(self.actor, self.row, wanted)]

    def wanted(self) -> CountryDay | None:
        """Return the entry as it would be, unsaved; None where what was typed makes none."""
        said: dict[str, Any] = {}
        for name in ("code", "country", "kind", "starts_on", "ends_on", "withdraw_reason"):
            try:
                said[name] = self.fields[name].clean(self[name].value())
            except ValidationError:
                return None
        first: date = said["starts_on"]
        said["ends_on"] = said["ends_on"] or first
        day = CountryDay(**said, name="-", source="-")
        return day if 0 <= (day.ends_on - first).days < MOST_DAYS else None
