"""What entering a reported figure takes."""

import re
from typing import Any

from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.conflict import stored_inputs, typed_inputs, words
from cases.core.errors import Refused, Sentence
from cases.core.facts import When
from cases.core.fields import Choice, Day, Moment, Number, Ref, Text, YesNo
from cases.core.registry import declares, resource
from cases.core.text import labelled
from cases.incidents.choices import AsOfPrecision, Metric, Qualifier
from cases.incidents.models import Incident, ReportedFigure
from cases.incidents.operations import report_figure
from cases.places.choices import Country
from cases.places.models import Place
from cases.places.putting import CORRECTED, VersionedPutForm
from cases.places.reference import known_zones

NO_DAY = _("day not given")
MOST = 2_000_000_000
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

resource("figures", ReportedFigure, key="uuid", pattern=UUID)


@declares(report_figure, at="incidents/report-figure")
class ReportFigure(VersionedPutForm):
    """Figures that contradict each other stay side by side; a wrong entry is corrected."""

    model = ReportedFigure
    known_by = "uuid"
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

    uuid = Ref(
        by="uuid",
        among=lambda actor, target: ReportedFigure.objects.visible_to(actor),
        label=_("Figure that is corrected"),
        help_text=_("Leave it empty for a new one."),
        required=False,
        listed=False,
        widget=HiddenInput,
    )
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
        help_text=_(
            "The moment the figure speaks of; a day means the end of that day. Leave it empty "
            "where the source gives no day: the day of print is not the day of the figure."
        ),
        required=False,
    )
    as_of_precision = Choice(
        AsOfPrecision, label=_("How precisely the source says of when it is"), required=False
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
    scope_vi = Text(
        label=_("What exactly is counted, in Vietnamese"), max_length=400, required=False
    )
    scope_fr = Text(label=_("What exactly is counted, in French"), max_length=400, required=False)
    is_context = YesNo(
        label=_("Background"),
        help_text=_("It counts something else than the people of this incident."),
    )
    disputed = YesNo(label=_("Disputed"), help_text=_("The figure is not to be relied on."))
    dispute_reason = Text(
        label=_("Why it is disputed"), max_length=2000, multiline=True, required=False
    )
    dispute_reason_vi = Text(
        label=_("Why it is disputed, in Vietnamese"),
        max_length=2000,
        multiline=True,
        required=False,
    )
    dispute_reason_fr = Text(
        label=_("Why it is disputed, in French"), max_length=2000, multiline=True, required=False
    )
    note = Text(label=_("Remarks"), max_length=2000, multiline=True, required=False)

    def find(self, picked: Any) -> Any:
        said = picked.get(self.known_by)
        if isinstance(said, ReportedFigure):
            return said
        return super().find(picked) if re.fullmatch(UUID, str(said)) else None

    def stored(self, picked: Any) -> dict[str, Any]:
        shown = super().stored(picked)
        return shown | {"as_of": self.row.when} if shown else {}

    @property
    def promise(self) -> Sentence:
        return CORRECTED if self.is_correction else self.what_happens

    def change_of(self, name: str) -> str:
        if name != "as_of":
            return super().change_of(name)
        if not self.is_bound or name not in self.changed_data:
            return ""
        inputs = (stored_inputs(self, name), typed_inputs(self, name))
        before, after = (words(self.fields[name], said) for said in inputs)
        line = f"{before or NO_DAY} → {after or NO_DAY}"
        return labelled(str(self.fields[name].label), line)

    def standing(self) -> Any:
        """Return the figure that is named, else the one that says the very same.

        Nothing where its day cannot be: the operation refuses that in words.
        """
        said = self.cleaned_data
        zone = said["zone"] or said["incident"].zone
        if said["uuid"] is not None or zone not in known_zones():
            return said["uuid"]
        try:
            day = said["as_of"]
            moment = day.resolve(zone, present.now(), field="as_of") if day else None
        except Refused:
            return None
        whom = ("incident", "metric", "nationality", "country", "place", "scope")
        names = (*whom, "source_name", "published_on", "value", "qualifier")
        known_by = {name: said[name] for name in names}
        return self.rows().filter(**known_by, as_of=moment.last if moment else None).first()

    def arguments(self) -> dict[str, Any]:
        """A moment that was left as it stands stays so to the second, which no page shows."""
        said = super().arguments()
        if self.row is not None and self.row.as_of and "as_of" not in self.changed_data:
            said |= {"as_of": When.at(self.row.as_of)}
        return said
