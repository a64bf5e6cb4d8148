"""What the operations on incidents take, declared once for web, API and admin."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Choice, Day, Moment, Number, Ref, Text, YesNo
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.incidents.choices import AsOfPrecision, Metric, Qualifier
from cases.incidents.models import Incident, ReportedFigure
from cases.incidents.operations import put_incident, report_figure
from cases.places.choices import Country
from cases.places.forms import SLUG, code_field
from cases.places.models import Place
from cases.places.reference import PutForm

MOST = 2_000_000_000
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

resource("incidents", Incident, key="code", pattern=SLUG)
resource("figures", ReportedFigure, key="uuid", pattern=UUID)


class TitledForm(PutForm):
    """Holds the field `title` apart, since every form has a title of its own."""

    code = code_field()
    title: ClassVar[Any] = Text(label=_("Title in English"), max_length=200)


@declares(put_incident, at="incidents/put")
class PutIncident(TitledForm):
    """Known by its code; open unless it is said to be closed."""

    model = Incident
    title = _("Enter or correct an incident")
    what_happens = _("An entry with the same code is corrected, otherwise a new one is made.")
    example = {
        "code": "2025-12-invented",
        "title": "Invented incident",
        "started_on": "2025-12-01",
        "zone": "Asia/Bangkok",
    }

    started_on = Day(label=_("Began on"))
    zone = Text(label=_("Time zone"), help_text=_("As in Asia/Bangkok."), max_length=40)
    title_vi = Text(label=_("Title in Vietnamese"), max_length=200, required=False)
    summary = Text(label=_("Summary in English"), max_length=4000, multiline=True, required=False)
    summary_vi = Text(
        label=_("Summary in Vietnamese"), max_length=4000, multiline=True, required=False
    )
    is_open = YesNo(
        label=_("New cases may be opened"),
        help_text=_("If nothing is said, they may."),
        initial=True,
    )

    def read_json(self, body: dict[str, Any]) -> dict[str, Any]:
        return super().read_json({"is_open": True, **body})


@declares(report_figure, at="incidents/report-figure")
class ReportFigure(OperationForm):
    """Figures that contradict each other stay side by side."""

    title = _("Enter a reported figure")
    what_happens = _("The figure stands beside what others reported and what we count ourselves.")
    example = {
        "incident": "2025-10-myawaddy",
        "metric": "present",
        "nationality": "VN",
        "country": "TH",
        "value": 70,
        "qualifier": "about",
        "as_of": "2025-10-22",
        "source_name": "Invented gazette",
        "scope": "Vietnamese citizens in Thailand by that day.",
    }

    incident = Ref(
        by="code",
        among=lambda actor, target: Incident.objects.visible_to(actor),
        label=_("Incident"),
    )
    metric = Choice(Metric, label=_("What is counted"))
    nationality = Choice(
        Country,
        label=_("Nationality"),
        help_text=_("Leave it empty when people of all nationalities are counted."),
        required=False,
    )
    country = Choice(
        Country,
        label=_("Country"),
        help_text=_("Where the figure places the people."),
        required=False,
    )
    place = Ref(
        by="code",
        among=lambda actor, target: Place.objects.visible_to(actor),
        label=_("Place"),
        required=False,
    )
    value = Number(label=_("Figure"), min_value=0, max_value=MOST)
    men = Number(label=_("Of these, men"), min_value=0, max_value=MOST, required=False)
    women = Number(label=_("Of these, women"), min_value=0, max_value=MOST, required=False)
    qualifier = Choice(Qualifier, label=_("How firmly the source says it"))
    as_of = Moment(
        label=_("As of"),
        help_text=_("The moment the figure speaks of; a day means the end of that day."),
    )
    as_of_precision = Choice(
        AsOfPrecision, label=_("Does the source name a time of day?"), required=False
    )
    zone = Text(
        label=_("Time zone"),
        help_text=_("Of the source. If left empty, that of the incident."),
        max_length=40,
        required=False,
    )
    source_name = Text(label=_("Source"), max_length=200)
    source_url = Text(label=_("Address of the page"), max_length=600, required=False)
    published_on = Day(label=_("Published on"), required=False)
    scope = Text(label=_("What exactly is counted"), max_length=400)
    is_context = YesNo(
        label=_("Background"),
        help_text=_("It counts something else than the people of this incident."),
    )
    disputed = YesNo(label=_("Disputed"), help_text=_("The figure is not to be relied on."))
    dispute_reason = Text(
        label=_("Why it is disputed"), max_length=2000, multiline=True, required=False
    )
    note = Text(label=_("Remarks"), max_length=2000, multiline=True, required=False)
