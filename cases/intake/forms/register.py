"""The form that registers a citizen and opens the case in one go."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import ReportSource
from cases.casework.forms.desk import officer_field
from cases.casework.forms.stages import CAME_IN_HELP, WHEN_HELP
from cases.casework.forms.way import place_field
from cases.citizens.choices import Answer, DocumentKind, DocumentStatus, Relation, Sex, Whose
from cases.citizens.codes import code_field
from cases.citizens.forms import provinces
from cases.citizens.forms.code import FilledByCode
from cases.citizens.forms.nationality import StatedNationality
from cases.citizens.models import Citizen
from cases.citizens.mrz import Says
from cases.core import present
from cases.core.errors import Problem
from cases.core.facts import Source
from cases.core.fields import Choice, Day, Moment, Named, Partial, Ref, Text
from cases.core.registry import declares
from cases.crossings.choices import Manner
from cases.incidents.models import Incident
from cases.intake.operations import register_and_open
from cases.intake.operations.another import refuse_unseen
from cases.intake.parts import CROSSING, DOCUMENT, RELATIVE, caught, fact_problems, part_problems
from cases.intake.queries import usual_incident
from cases.intake.told import told_at_intake
from cases.intake.typed import key_or_fault
from cases.places.choices import Country

OPTIONAL_PARTS: dict[str, tuple[str, ...]] = {
    "person": ("sex", "birth", "family_name", "middle_name", "given_name"),
    "origin": ("birth_place", "origin_province", "origin_commune"),
    "report": ("reported", "came_in", "summary"),
    "relative": RELATIVE,
    "document": (*DOCUMENT, "personal_number"),
    "crossing": tuple(name for name in CROSSING if name != "crossing_source"),
}
"""Who says so of a crossing stands there from the start; alone it says nothing."""


@declares(register_and_open, at="cases/register")
class RegisterAndOpen(FilledByCode):
    """A name, the incident and how we came to know are enough.

    On the page the last two stand there already, so that a name, a place and how to reach the
    person are what is typed for somebody who came to the mission.
    """

    title = _("New case")
    what_happens = _("The person is registered and the case gets its number.")
    template = "intake/register_and_open.html"
    done = _("The person is registered and the case is open.")
    refuses = (409,)
    told_by_code = ("full_name",)
    needed_on_page = ("nationality",)
    example = {
        "full_name": "Trần Văn Thử Nghiệm",
        "sex": "m",
        "birth": "1999",
        "nationality": "VN",
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

    mrz = code_field()
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
    nationality = StatedNationality()
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
        help_text=CAME_IN_HELP,
        required=False,
    )
    summary = Text(label=_("Summary"), max_length=2000, multiline=True, required=False)
    officer = officer_field()
    now_at = place_field(
        _("Where the person is now"),
        help_text=_("If it is not in the list, write it in the next field."),
    )
    address = Text(label=_("Where exactly, or its name"), max_length=160, required=False)
    phone = Text(label=_("Phone"), max_length=60, required=False)
    phone_whose = Choice(Whose, label=_("Who answers there"), required=False)
    relative_name = Text(label=_("Full name"), max_length=160, required=False)
    relative_relation = Choice(Relation, label=_("Relation"), required=False)
    relative_phone = Text(label=_("Phone"), max_length=60, required=False)
    relative_may_be_informed = Choice(
        Answer, label=_("May this person be informed?"), required=False
    )
    relative_case = Text(
        label=_("Number of their case"),
        help_text=_("Each of the two is then listed with the other."),
        max_length=24,
        required=False,
    )
    document_kind = Choice(DocumentKind, label=_("Document"), required=False)
    document_number = Text(label=_("Number"), max_length=40, required=False)
    document_status = Choice(DocumentStatus, label=_("Where it is"), required=False)
    document_country = Choice(Country, label=_("Issued by"), required=False)
    document_expires_on = Day(label=_("Expires on"), required=False)
    document_holder_name = Text(label=_("Name as printed"), max_length=160, required=False)
    personal_number = Text(
        label=_("Personal number"),
        help_text=_("12 digits, where another document says it too."),
        max_length=40,
        required=False,
    )
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

    not_the_same_as = Named(
        by="uuid",
        among=lambda actor, target: Citizen.objects.visible_to(actor),
        most=20,
        label=_("Different people"),
        help_text=_("Who is likely the same, and is not: the identifiers of the persons."),
        required=False,
    )
    not_the_same_because = Text(
        label=_("How it is known that this is another person"), max_length=300, required=False
    )
    draft = Text(
        label=_("Key of the draft"),
        help_text=_("The key of the draft that ends with this."),
        max_length=36,
        required=False,
        widget=forms.HiddenInput,
    )

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """Return what stands in a field at first: what most of those who come to us would say."""
        given = super().get_initial_for_field(field, field_name)
        if given is not None or self.is_bound:
            return given
        if field_name == "incident":
            assert isinstance(field, Ref)
            return self.first_incident(field)
        if field_name == "report_source":
            is_hotline = self.actor.is_headquarters
            return (ReportSource.HOTLINE if is_hotline else ReportSource.WALK_IN).value
        return Source.CITIZEN.value if field_name == "crossing_source" else None

    def first_incident(self, field: Ref) -> Any:
        """Return the only open incident; of several that of the newest case of the own mission."""
        assert field.rows is not None
        rows = list(field.rows[:2])
        if len(rows) > 1:
            rows = [usual_incident(self.actor)]
        return field.shown(rows[0]) if rows and rows[0] else None

    def filled(self, data: Any) -> Any:
        """Fill in nothing when it is sent: the page has shown what the code says before."""
        return data

    def code_tells(self, told: Says, said: Mapping[str, Any]) -> dict[str, str]:
        """Return what the code says of the person and the document."""
        assert self.reading is not None
        return told_at_intake(self.reading, said)

    def refuse_doubted(self) -> None:
        """On the page a code in doubt was looked at: it is left out, what was typed counts."""
        if self.body is not None:
            super().refuse_doubted()
        elif self.reading is None or not self.reading.is_sound:
            self.cleaned_data["mrz"] = ""

    def clean_draft(self) -> str:
        """Take a key only in the form that our pages give it."""
        return key_or_fault(self.cleaned_data["draft"])

    def clean(self) -> dict[str, Any]:
        """Tell everything at once: what a part misses, and what cannot be right.

        A field that has a fault of its own counts as said and gets no second one.
        """
        super().clean()
        faulty = {*self.errors, *self.early}
        if self.body is None and not self.tells_of_crossing(faulty):
            self.cleaned_data["crossing_source"] = ""
        said = dict(self.cleaned_data)
        problems = part_problems(said, faulty)
        problems += fact_problems(said, self.actor.zone, present.now())
        problems += caught(refuse_unseen, self.actor, said.get("relative_case") or "")
        if said.get("not_the_same_as") and not said.get("not_the_same_because"):
            needed = _("Say how it is known that this is another person.")
            problems += [Problem("not_the_same_because", "needed", needed)]
        for problem in problems:
            if problem.field not in faulty:
                self.add_error(
                    problem.field, ValidationError(str(problem.message), code=problem.code)
                )
        return self.cleaned_data

    def tells_of_crossing(self, faulty: set[str]) -> bool:
        """Return whether anything was said of a crossing beside who says so."""
        names = OPTIONAL_PARTS["crossing"]
        return any(self.cleaned_data.get(name) or name in faulty for name in names)

    def open_parts(self) -> list[str]:
        """Return the optional parts that hold something or a fault."""
        return [
            part
            for part, names in OPTIONAL_PARTS.items()
            if any(self.holds(name) for name in names)
        ]

    def holds(self, name: str) -> bool:
        """Return whether a field has a fault or holds something: typed, or of a draft."""
        value: Any = self[name].data if self.is_bound else self.initial.get(name)
        filled = any(value) if isinstance(value, list) else bool(value)
        return filled or (self.is_bound and bool(self.errors.get(name)))
