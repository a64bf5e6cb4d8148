"""What the operations on places and provinces take, declared once for web, API and admin."""

from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from cases.core.fields import Choice, Decimal, Number, Ref, Text, YesNo
from cases.core.registry import declares, resource
from cases.places.choices import Country, Generation, PlaceKind
from cases.places.models import Place, Province
from cases.places.operations import put_place, put_province
from cases.places.putting import CODE_HELP, PUT_WHOLE, VersionedPutForm, in_force_fields

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
PROVINCE = r"[A-Z]?[0-9]{2,4}"

resource("places", Place, key="code", pattern=SLUG)
resource("provinces", Province, key="code", pattern=PROVINCE)


def code_field(**options: Any) -> Text:
    """The code of a row: small letters, digits and hyphens."""
    sentence = _("Use small letters, digits and single hyphens, such as mae-ku-ford.")
    return Text(
        label=_("Code"),
        help_text=CODE_HELP,
        max_length=60,
        validators=[RegexValidator(rf"^{SLUG}\Z", sentence, "malformed_code")],
        **options,
    )


def verified_field() -> YesNo:
    """Whether a source confirms the entry."""
    return YesNo(label=_("Confirmed by a source"))


def source_field() -> Text:
    """Where the entry comes from."""
    return Text(label=_("Source, with its date"), max_length=300, required=False)


@declares(put_province, at="provinces/put")
class PutProvince(VersionedPutForm):
    """Known by its code."""

    model = Province
    title = _("Enter or correct a province")
    what_happens = PUT_WHOLE
    example = {"code": "N99", "name": "Invented province", "generation": "new"}

    code = Text(
        label=_("Code"),
        help_text=_("Two to four digits, with N in front for the provinces of today."),
        max_length=5,
        validators=[
            RegexValidator(rf"^{PROVINCE}\Z", _("Use a code such as 040 or N40."), "malformed_code")
        ],
    )
    name = Text(label=_("Name"), max_length=80)
    generation = Choice(Generation, label=_("Division"))
    successor = Ref(
        by="code",
        among=lambda actor, target: Province.objects.visible_to(actor).filter(generation="new"),
        label=_("Went into"),
        help_text=_("Only for a province of the time before the merger."),
        required=False,
    )


@declares(put_place, at="places/put")
class PutPlace(VersionedPutForm):
    """Known by its code."""

    model = Place
    title = _("Enter or correct a place")
    what_happens = PUT_WHOLE
    example = {
        "code": "invented-ford",
        "name": "Invented ford",
        "kind": "ford",
        "country": "TH",
        "latitude": 16.626,
        "longitude": 98.564,
        "accuracy_m": 2000,
        "source": "Invented for this example",
    }

    code = code_field()
    name = Text(label=_("Name in English"), max_length=160)
    name_vi = Text(label=_("Name in Vietnamese"), max_length=160, required=False)
    name_fr = Text(label=_("Name in French"), max_length=160, required=False)
    name_local = Text(label=_("Name in the script of the country"), max_length=160, required=False)
    kind = Choice(PlaceKind, label=_("Kind of place"))
    country = Choice(Country, label=_("Country"))
    latitude = Decimal(
        label=_("Latitude"),
        help_text=_("In degrees, north is positive. Leave it empty where no source gives a point."),
        min_value=-90,
        max_value=90,
        max_digits=8,
        decimal_places=5,
        required=False,
    )
    longitude = Decimal(
        label=_("Longitude"),
        help_text=_("In degrees, east is positive."),
        min_value=-180,
        max_value=180,
        max_digits=8,
        decimal_places=5,
        required=False,
    )
    accuracy_m = Number(
        label=_("Accurate to, in metres"),
        help_text=_("The radius within which the place lies; a town’s point is kilometres wide."),
        min_value=0,
        max_value=1_000_000,
        required=False,
    )
    verified = verified_field()
    source = source_field()
    operator = Text(label=_("Run by"), max_length=160, required=False)
    opposite = Ref(
        by="code",
        among=lambda actor, target: Place.objects.visible_to(actor),
        label=_("Place opposite, across the border"),
        required=False,
    )
    note = Text(label=_("Remarks"), max_length=2000, multiline=True, required=False)
    valid_from, valid_until = in_force_fields()
