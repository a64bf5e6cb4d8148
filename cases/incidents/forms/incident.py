"""What putting an incident takes."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Day, Text, YesNo
from cases.core.registry import declares, resource
from cases.incidents.models import Incident
from cases.incidents.operations import put_incident
from cases.places.forms import SLUG, code_field
from cases.places.putting import PUT_WHOLE, VersionedPutForm

resource("incidents", Incident, key="code", pattern=SLUG)


class TitledForm(VersionedPutForm):
    """Holds the field `title` apart, since every form has a title of its own."""

    code = code_field()
    title: ClassVar[Any] = Text(label=_("Title in English"), max_length=200)


@declares(put_incident, at="incidents/put")
class PutIncident(TitledForm):
    """Known by its code; open unless it is said to be closed."""

    model = Incident
    title = _("Enter or correct an incident")
    what_happens = PUT_WHOLE
    example = {
        "code": "2025-12-invented",
        "title": "Invented incident",
        "started_on": "2025-12-01",
        "zone": "Asia/Bangkok",
    }

    started_on = Day(label=_("Began on"))
    zone = Text(label=_("Time zone"), help_text=_("As in Asia/Bangkok."), max_length=40)
    title_vi = Text(label=_("Title in Vietnamese"), max_length=200, required=False)
    title_fr = Text(label=_("Title in French"), max_length=200, required=False)
    summary = Text(label=_("Summary in English"), max_length=4000, multiline=True, required=False)
    summary_vi = Text(
        label=_("Summary in Vietnamese"), max_length=4000, multiline=True, required=False
    )
    summary_fr = Text(label=_("Summary in French"), max_length=4000, multiline=True, required=False)
    is_open = YesNo(
        label=_("New cases may be opened"),
        help_text=_("If nothing is said, they may."),
        initial=True,
    )

    def read_json(self, body: dict[str, Any]) -> dict[str, Any]:
        return super().read_json({"is_open": True, **body})
