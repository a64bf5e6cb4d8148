"""Where the person was: crossings and stays."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.stages import WHEN_HELP, note_field
from cases.casework.operations import record_crossing, record_stay
from cases.citizens.choices import Answer
from cases.core.facts import Source
from cases.core.fields import Choice, Moment, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.crossings.choices import Manner, StayKind
from cases.missions.models import Authority
from cases.places.choices import Country
from cases.places.models import Place


class PlaceRef(Ref):
    """A place, found under its country in the select box."""

    def grouped(self, rows: list[Any]) -> list[Any]:
        found: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            found.setdefault(str(Country(row.country).label), []).append(self.option_of(row))
        return list(found.items())


def place_field(label: Any, **options: Any) -> Ref:
    """A place, by its code."""
    return PlaceRef(
        by="code",
        among=lambda actor, target: Place.objects.visible_to(actor),
        label=label,
        required=False,
        **options,
    )


def holder_field() -> Ref:
    """The body in whose hands the person is."""
    return Ref(
        by="code",
        among=lambda actor, target: Authority.objects.visible_to(actor),
        label=_("In whose hands"),
        required=False,
    )


def source_detail_field() -> Text:
    """Which list, which caller, which page."""
    return Text(
        label=_("More on the source"),
        help_text=_("Which list, which caller, which page."),
        max_length=300,
        required=False,
    )


@declares(record_crossing, at="cases/record-crossing")
class RecordCrossing(OperationForm):
    """Both sides as far as they are known."""

    title = _("Record a border crossing")
    what_happens = _("The person counts in the country entered from that moment on.")
    done = _("The crossing is recorded.")
    example = {
        "from_country": "MM",
        "to_country": "TH",
        "entered_at": "mae-ku-ford",
        "manner": "ford",
        "when": "2025-10-22",
        "source": "host_authority",
    }

    from_country = Choice(Country, label=_("Left country"))
    left_from = place_field(_("Left from"))
    to_country = Choice(Country, label=_("Entered country"))
    entered_at = place_field(_("Entered at"))
    manner = Choice(Manner, label=_("How"), required=False)
    is_regular = Choice(Answer, label=_("Through a checkpoint, with papers"), required=False)
    when = Moment(label=_("When"), help_text=WHEN_HELP)
    source = Choice(Source, label=_("Who says so"))
    source_detail = source_detail_field()
    note = note_field()


@declares(record_stay, at="cases/record-stay")
class RecordStay(OperationForm):
    """At a place, or gone from it."""

    title = _("Record where the person is")
    what_happens = _("The last entry says where the person is now and who holds the person.")
    done = _("It is recorded where the person is.")
    example = {
        "kind": "at",
        "place": "friendship-bridge-2",
        "holder": "tak-immigration",
        "when": "2025-10-22",
        "source": "mission",
    }

    kind = Choice(StayKind, label=_("What is known"))
    place = place_field(_("Place"))
    country = Choice(
        Country,
        label=_("Country"),
        help_text=_("Only needed when the place is not known."),
        required=False,
    )
    holder = holder_field()
    when = Moment(label=_("Since when"), help_text=WHEN_HELP)
    source = Choice(Source, label=_("Who says so"))
    source_detail = source_detail_field()
    note = note_field()
