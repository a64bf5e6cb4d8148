"""What the operations on calendars take."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.fields import Choice, Day, Ref, Several, Text, TimeOfDay
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.missions.choices import ClosureKind, Weekday
from cases.missions.models import Mission, OfficeClosure
from cases.missions.operations import add_closure, set_office_hours, withdraw_closure

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
ANY_UUID = "00000000-0000-4000-8000-000000000000"

resource("closures", OfficeClosure, key="uuid", pattern=UUID)


def standing(actor: Actor, mission: Any) -> Any:
    """Return the entries of this mission that nobody has withdrawn."""
    rows = OfficeClosure.objects.visible_to(actor).standing()
    return rows.filter(mission_id=mission.pk if mission is not None else 0)


@declares(add_closure, at="missions/add-closure")
class AddClosure(OperationForm):
    """For local holidays, bridging days, emergencies, and Saturdays worked in exchange."""

    title = _("Enter a closure or a day worked")
    what_happens = _("Legal terms are counted anew with these days.")
    done = _("The calendar is changed.")
    example = {
        "starts_on": "2026-03-09",
        "ends_on": "2026-03-10",
        "kind": "closed",
        "reason": "Invented local holiday",
    }

    kind = Choice(ClosureKind, label=_("What is so on these days"))
    starts_on = Day(label=_("First day"))
    ends_on = Day(
        label=_("Last day"), help_text=_("Leave it empty for a single day."), required=False
    )
    reason = Text(
        label=_("Why"),
        help_text=_("Staff see it in the calendar. No names of citizens."),
        max_length=200,
    )


@declares(withdraw_closure, at="missions/withdraw-closure")
class WithdrawClosure(OperationForm):
    """For what was entered by mistake or did not come about."""

    title = _("Withdraw an entry of the calendar")
    what_happens = _("The days count again as they would without it. The record of it stays.")
    done = _("The calendar is changed.")
    example = {"closure": ANY_UUID, "reason": "The office works after all."}
    bulk = False

    closure = Ref(by="uuid", among=standing, label=_("Entry"))
    reason = Text(label=_("Why"), max_length=200)


@declares(set_office_hours, at="missions/set-office-hours")
class SetOfficeHours(OperationForm):
    """A term in working days ends when the office closes."""

    title = _("Set the office hours")
    what_happens = _("Legal terms end when the office closes; they are counted anew.")
    done = _("The office hours are set.")
    example = {"opens": "08:30", "closes": "16:30", "weekend": [5, 6]}

    opens = TimeOfDay(label=_("Opens at"))
    closes = TimeOfDay(label=_("Closes at"))
    weekend = Several(
        Weekday,
        label=_("Days of weekly rest"),
        help_text=_("Tick nothing if they are those of the host country."),
        required=False,
    )

    def stored(self, picked: Any) -> dict[str, Any]:
        if self.target is None or self.body is not None:
            return {}
        mission = self.target
        return {
            "opens": mission.office_opens,
            "closes": mission.office_closes,
            "weekend": mission.weekend,
        }


class CalendarFilter(forms.Form):
    """Whose calendar headquarters looks at; GET only."""

    mission = forms.ModelChoiceField(
        queryset=Mission.objects.none(), to_field_name="code", label=_("Mission"), empty_label=None
    )

    def __init__(self, actor: Actor, code: str) -> None:
        super().__init__(initial={"mission": code})
        field = self.fields["mission"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Mission.objects.visible_to(actor)
