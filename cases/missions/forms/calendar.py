"""What the operations on calendars take."""

from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.fields import Choice, Day, Ref, Several, Text, TimeOfDay
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.missions.choices import ClosureKind, Weekday
from cases.missions.models import Mission, OfficeClosure
from cases.missions.models.closure import MOST_DAYS
from cases.missions.operations import add_closure, set_office_hours, withdraw_closure
from cases.places.uses import effects_of

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
ANY_UUID = "00000000-0000-4000-8000-000000000000"

resource("closures", OfficeClosure, key="uuid", pattern=UUID)


def standing(actor: Actor, mission: Any) -> Any:
    """Return the entries of this mission that nobody has withdrawn."""
    rows = OfficeClosure.objects.visible_to(actor).standing()
    return rows.filter(mission_id=mission.pk if mission is not None else 0)


class CalendarForm(OperationForm):
    """The form of what changes the calendar of a mission: it says beforehand what would move."""

    has_preview = True

    def wanted(self, said: dict[str, Any]) -> Any:
        """Return the entry or the mission as it would be, unsaved; None where that is none."""
        raise NotImplementedError

    def consequences(self) -> list[Sentence]:
        said = self.typed()
        after = self.wanted(said) if said is not None else None
        return [] if after is None else effects_of(self.actor, None, after)

    def typed(self) -> dict[str, Any] | None:
        """Return what was typed, the reason apart; None while something is wrong with it."""
        if self.target is None or not (self.is_bound or self.initial):
            return None
        said: dict[str, Any] = {}
        for name, field in self.fields.items():
            if name != "reason":
                try:
                    said[name] = field.clean(self[name].value())
                except ValidationError:
                    return None
        return said


@declares(add_closure, at="missions/add-closure")
class AddClosure(CalendarForm):
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

    def wanted(self, said: dict[str, Any]) -> OfficeClosure | None:
        said["ends_on"] = said["ends_on"] or said["starts_on"]
        is_one = 0 <= (said["ends_on"] - said["starts_on"]).days < MOST_DAYS
        return OfficeClosure(mission=self.target, reason="-", **said) if is_one else None


@declares(withdraw_closure, at="missions/withdraw-closure")
class WithdrawClosure(CalendarForm):
    """For what was entered by mistake or did not come about."""

    title = _("Withdraw an entry of the calendar")
    what_happens = _("The days count again as they would without it. The record of it stays.")
    done = _("The calendar is changed.")
    example = {"closure": ANY_UUID, "reason": "The office works after all."}
    bulk = False

    closure = Ref(by="uuid", among=standing, label=_("Entry"))
    reason = Text(label=_("Why"), max_length=200)

    def wanted(self, said: dict[str, Any]) -> OfficeClosure:
        without: OfficeClosure = copy(said["closure"])
        without.mission, without.withdrawn_at = self.target, present.now()
        return without


@declares(set_office_hours, at="missions/set-office-hours")
class SetOfficeHours(CalendarForm):
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

    def wanted(self, said: dict[str, Any]) -> Mission | None:
        mission: Mission = copy(self.target)
        mission.office_opens, mission.office_closes = said["opens"], said["closes"]
        mission.weekend = sorted(int(day) for day in said["weekend"])
        is_week = len(set(mission.weekend)) < len(Weekday)
        return mission if is_week and said["opens"] < said["closes"] else None


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
