"""What goes into the catalogue: procedures and their limits."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Choice, Day, Number, Ref, Refs, Text, YesNo
from cases.core.registry import declares, resource
from cases.places.choices import PlaceKind
from cases.places.forms import SLUG, code_field, verified_field
from cases.places.putting import PUT_WHOLE, VersionedPutForm
from cases.procedures.choices import (
    Body,
    CalendarOf,
    DayEnds,
    LimitCondition,
    LimitUnit,
    Missing,
    RestrictedGroup,
    Roll,
    Stage,
    StartEvent,
    StopEvent,
    Track,
)
from cases.procedures.fields import ResultFields
from cases.procedures.models import Limit, Procedure
from cases.procedures.operations import put_limit, put_procedure

LONGEST_RESULT = 8000
GREATEST_AMOUNT = 3650

resource("procedures", Procedure, key="code", pattern=SLUG)
resource("limits", Limit, key="reference", pattern=rf"{SLUG}(?:\.[0-9]{{8}})?")


def explanation_field(label: Any) -> Text:
    """What the procedure is about, in one language."""
    return Text(label=label, max_length=2000, multiline=True, required=False)


def legal_basis_field() -> Text:
    """The article of the law."""
    return Text(label=_("Legal basis"), max_length=300, required=False)


def cited_field() -> Text:
    """Where it is written."""
    return Text(label=_("Source, with its address"), max_length=400, required=False)


def missing_field() -> Choice:
    """What was not found of the legal ground."""
    return Choice(
        Missing,
        label=_("What is missing"),
        help_text=_("What was not found of the law, where the entry is not confirmed."),
        required=False,
    )


@declares(put_procedure, at="procedures/put")
class PutProcedure(VersionedPutForm):
    """A kind of work in the catalogue."""

    model = Procedure
    title = _("Enter or correct a procedure")
    what_happens = PUT_WHOLE
    example = {
        "code": "invented-check",
        "track": "identity",
        "body": "mission",
        "name": "Invented check",
        "result_fields": [
            {"name": "checked_on", "kind": "day", "label": "Checked on", "required": True}
        ],
    }

    code = code_field()
    track = Choice(Track, label=_("Track"))
    body = Choice(Body, label=_("Who must act"))  # type: ignore[assignment] # taken out of the class by Django
    name = Text(label=_("Name in English"), max_length=160)
    name_vi = Text(label=_("Name in Vietnamese"), max_length=160, required=False)
    name_fr = Text(label=_("Name in French"), max_length=160, required=False)
    explanation = explanation_field(_("Explanation in English"))
    explanation_vi = explanation_field(_("Explanation in Vietnamese"))
    explanation_fr = explanation_field(_("Explanation in French"))
    legal_basis = legal_basis_field()
    source = cited_field()
    verified = verified_field()
    missing = missing_field()
    restricted = Choice(
        RestrictedGroup,
        label=_("Sealed"),
        help_text=_("Only roles with this group read what is written down."),
        required=False,
    )
    result_fields = ResultFields(
        label=_("What is written down when it is done"),
        help_text=_(
            "One table [[field]] for each value, with name, kind and label; the kinds are text, "
            "day, moment, money, choice, yesno and number."
        ),
        rows=16,
        max_length=LONGEST_RESULT,
        required=False,
    )


@declares(put_limit, at="limits/put")
class PutLimit(VersionedPutForm):
    """How long a procedure may take."""

    model = Limit
    known_also = ("valid_from",)
    title = _("Enter or correct a limit")
    what_happens = _(
        "An entry with the same code and first day is corrected, otherwise a new one is made. When "
        "a law changes, end the former limit and enter the new one from its first day."
    )
    example = {
        "code": "invented-limit",
        "procedure": "invented-procedure",
        "name": "Invented limit",
        "amount": 2,
        "unit": "working_days",
        "calendar": "VN",
        "day_ends": "midnight",
        "starts": "asked",
        "stops": "answered",
        "on_whom": "immigration_department",
        "missing": "sentence",
        "valid_from": "2020-07-01",
    }

    code = code_field()
    procedure = Ref(
        by="code",
        among=lambda actor, target: Procedure.objects.visible_to(actor),
        label=_("Procedure"),
    )
    name = Text(label=_("Name in English"), max_length=160)
    name_vi = Text(label=_("Name in Vietnamese"), max_length=160, required=False)
    name_fr = Text(label=_("Name in French"), max_length=160, required=False)
    amount = Number(label=_("How many"), min_value=1, max_value=GREATEST_AMOUNT)
    condition = Choice(
        LimitCondition,
        label=_("Condition"),
        help_text=_(
            "With an amount below: that holds if it is so, and where nobody knows, the longer one "
            "decides who is late. Without one the limit binds only if it is so, and where nobody "
            "knows, it counts against nobody."
        ),
        required=False,
    )
    amount_if = Number(
        label=_("How many then"), min_value=1, max_value=GREATEST_AMOUNT, required=False
    )
    unit = Choice(LimitUnit, label=_("Of what"))
    calendar = Choice(
        CalendarOf,
        label=_("Whose days off count"),
        help_text=_("Of days; hours are counted by no calendar."),
        required=False,
    )
    roll = Choice(
        Roll,
        label=_("When the last day is a day off"),
        help_text=_("Of calendar days. The longest stay or custody of a person never moves."),
        required=False,
    )
    day_ends = Choice(
        DayEnds,
        label=_("When a day ends"),
        help_text=_("Of days. In Viet Nam at midnight (Civil Code, art. 148)."),
        required=False,
    )
    starts = Choice(StartEvent, label=_("What starts it"))
    start_procedure = Ref(
        by="code",
        among=lambda actor, target: Procedure.objects.visible_to(actor),
        label=_("The procedure that starts it"),
        help_text=_("When another step or a date in its result starts it."),
        required=False,
    )
    start_field = Text(
        label=_("The date in its result"),
        help_text=_("The name of a day or moment of that procedure."),
        max_length=40,
        required=False,
    )
    start_stage = Choice(
        Stage,
        label=_("The stage that starts it"),
        required=False,
    )
    start_procedures = Refs(
        by="code",
        among=lambda actor, target: Procedure.objects.visible_to(actor).order_by("code"),
        always=True,
        label=_("What must be done besides"),
        help_text=_(
            "When several steps start it: it runs from the last of them. It does not run in a case "
            "that lacks one of them."
        ),
        required=False,
    )
    start_place = Choice(
        PlaceKind,
        label=_("The kind of place that starts it"),
        help_text=_("When a stay starts it: from the first of that kind since the last elsewhere."),
        required=False,
    )
    stops = Choice(StopEvent, label=_("What stops it"))
    on_whom = Choice(Body, label=_("Who must keep it"))
    pauses = YesNo(
        label=_("It stands still while another body has to act"),
        help_text=_("If nothing is said, it does."),
        initial=True,
    )
    is_legal = YesNo(
        label=_("It is set by law"), help_text=_("If nothing is said, it is."), initial=True
    )
    verified = verified_field()
    missing = missing_field()
    legal_basis = legal_basis_field()
    source = cited_field()
    valid_from = Day(
        label=_("In force from"), help_text=_("Empty: without a first day."), required=False
    )
    valid_until = Day(
        label=_("In force until"), help_text=_("Its last day. Empty: still."), required=False
    )
    reason = Text(
        label=_("Why it is corrected"),
        help_text=_("Needed if the limit is counted otherwise. It stands on the list of clocks."),
        max_length=1000,
        multiline=True,
        required=False,
    )

    def find(self, picked: Any) -> Any:
        """Return what is stored under the code and the first day that were picked."""
        if not picked.get("code") or "\x00" in str(picked["code"]):
            return None
        day = picked.get("valid_from") or None
        rows = self.rows().filter(code=str(picked["code"]))
        return next((row for row in rows if str(row.valid_from or "") == str(day or "")), None)

    def read_json(self, body: dict[str, Any]) -> dict[str, Any]:
        return super().read_json({"pauses": True, "is_legal": True, **body})
