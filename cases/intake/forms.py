"""The form that registers a citizen and opens the case in one go."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import ReportSource
from cases.casework.forms.stages import WHEN_HELP
from cases.casework.forms.way import place_field
from cases.citizens.choices import Answer, DocumentKind, DocumentStatus, Relation, Sex, Whose
from cases.citizens.forms import provinces
from cases.core import present
from cases.core.facts import Source
from cases.core.fields import Choice, Moment, Partial, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.crossings.choices import Manner
from cases.incidents.models import Incident
from cases.intake.operations import register_and_open
from cases.intake.parts import CROSSING, DOCUMENT, RELATIVE, fact_problems, part_problems
from cases.places.choices import Country

OPTIONAL_PARTS: dict[str, tuple[str, ...]] = {
    "name": ("family_name", "middle_name", "given_name"),
    "origin": ("nationality", "birth_place", "origin_province", "origin_commune"),
    "relative": RELATIVE,
    "document": DOCUMENT,
    "crossing": CROSSING,
}


@declares(register_and_open, at="cases/register")
class RegisterAndOpen(OperationForm):
    """A name, the incident and how we came to know are enough."""

    title = _("New case")
    what_happens = _("The person is registered and the case gets its number.")
    done = _("The person is registered and the case is open.")
    template = "intake/register_and_open.html"
    done = _("The person is registered and the case is open.")
    example = {
        "full_name": "Trần Văn Thử Nghiệm",
        "sex": "m",
        "birth": "1999",
        "incident": "2025-10-myawaddy",
        "report_source": "relative",
        "phone": "+84 000 000 0000",
        "phone_whose": "relative",
        "crossing_entered_at": "mae-ku-ford",
        "crossing_from": "MM",
        "crossing_to": "TH",
        "crossing_manner": "ford",
        "crossing_when": "2025-10-22",
        "crossing_source": "relative",
    }

    full_name = Text(
        label=_("Full name"),
        help_text=_("As the person gives it, with all marks."),
        max_length=160,
    )
    sex = Choice(Sex, label=_("Sex"), required=False)
    birth = Partial(
        label=_("Born"),
        help_text=_("The year is enough if no more is known."),
        required=False,
    )
    family_name = Text(label=_("Family name"), max_length=60, required=False)
    middle_name = Text(label=_("Middle name"), max_length=80, required=False)
    given_name = Text(label=_("Given name"), max_length=60, required=False)
    nationality = Choice(Country, label=_("Nationality as stated"), required=False)
    birth_place = Text(label=_("Place of birth"), max_length=160, required=False)
    origin_province = provinces()
    origin_commune = Text(label=_("Commune of origin"), max_length=120, required=False)
    incident = Ref(
        by="code",
        among=lambda actor, target: Incident.objects.visible_to(actor).filter(is_open=True),
        label=_("Incident"),
    )
    report_source = Choice(ReportSource, label=_("How we came to know"))
    reported = Moment(label=_("When we were told"), help_text=WHEN_HELP, required=False)
    came_in = Moment(
        label=_("When the person came into the incident"),
        help_text=_("As far as known. Leave it empty if nobody can say."),
        required=False,
    )
    summary = Text(label=_("Summary"), max_length=2000, multiline=True, required=False)
    phone = Text(label=_("Phone"), max_length=60, required=False)
    phone_whose = Choice(Whose, label=_("Who answers there"), required=False)
    address = Text(label=_("Where to find the person"), max_length=160, required=False)
    relative_name = Text(label=_("Full name"), max_length=160, required=False)
    relative_relation = Choice(Relation, label=_("Relation"), required=False)
    relative_phone = Text(label=_("Phone"), max_length=60, required=False)
    relative_may_be_informed = Choice(
        Answer, label=_("May this person be informed?"), required=False
    )
    document_kind = Choice(DocumentKind, label=_("Document"), required=False)
    document_number = Text(label=_("Number"), max_length=40, required=False)
    document_status = Choice(DocumentStatus, label=_("Where it is"), required=False)
    crossing_from = Choice(Country, label=_("Left country"), required=False)
    crossing_to = Choice(Country, label=_("Entered country"), required=False)
    crossing_left_from = place_field(_("Left from"))
    crossing_entered_at = place_field(_("Entered at"))
    crossing_when = Moment(label=_("When"), help_text=WHEN_HELP, required=False)
    crossing_manner = Choice(Manner, label=_("How"), required=False)
    crossing_is_regular = Choice(
        Answer, label=_("Through a checkpoint, with papers"), required=False
    )
    crossing_source = Choice(Source, label=_("Who says so"), required=False)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """Return what stands in a field at first: the incident when only one is open."""
        given = super().get_initial_for_field(field, field_name)
        if given is not None or field_name != "incident" or self.is_bound:
            return given
        assert isinstance(field, Ref)
        assert field.rows is not None
        rows = list(field.rows[:2])
        return field.shown(rows[0]) if len(rows) == 1 else None

    def clean(self) -> dict[str, Any]:
        """Tell everything at once: what a part misses, and what cannot be right.

        A field that has a fault of its own counts as said and gets no second one.
        """
        super().clean()
        said = dict(self.cleaned_data)
        faulty = {*self.errors, *self.early}
        problems = part_problems(said, faulty)
        problems += fact_problems(said, self.actor.zone, present.now())
        for problem in problems:
            if problem.field not in faulty:
                self.add_error(
                    problem.field, ValidationError(str(problem.message), code=problem.code)
                )
        return self.cleaned_data

    def open_parts(self) -> list[str]:
        """Return the optional parts that hold something or a fault."""
        return [
            part
            for part, names in OPTIONAL_PARTS.items()
            if any(self.holds(name) for name in names)
        ]

    def holds(self, name: str) -> bool:
        """Return whether a field has a fault or was filled in."""
        if not self.is_bound:
            return False
        value: Any = self[name].data
        filled = any(value) if isinstance(value, list) else bool(value)
        return filled or bool(self.errors.get(name))
