"""Planning a movement and its legs."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.moves import UUID
from cases.casework.forms.way import PlaceRef
from cases.core.fields import Choice, Number, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.incidents.models import Incident
from cases.movements.choices import Mode
from cases.movements.forms.fields import (
    LocalTime,
    at_place,
    leg_field,
    reason_field,
    reception_field,
    typed_at,
)
from cases.movements.models import Leg, ManifestVersion, Movement
from cases.movements.operations import (
    add_leg,
    cancel_movement,
    copy_movement,
    correct_leg,
    correct_movement,
    drop_leg,
    plan_movement,
)
from cases.places.models import Place

NUMBER = r"[A-Z]{3}-M-[0-9]{4}-[0-9]{4,}"
resource("movements", Movement, key="number", pattern=NUMBER)
resource("manifests", ManifestVersion, key="uuid", pattern=UUID)

WAY: dict[str, Any] = {
    "mode": "bus",
    "from_place": "mae-sot",
    "to_place": "suvarnabhumi-airport",
    "departs_at": "2025-11-04T21:00:00+07:00",
    "arrives_at": "2025-11-05T06:00:00+07:00",
    "carrier": "Invented Coaches",
    "capacity": 45,
}
WAY_NAMES = (
    *("mode", "from_place", "departs_at", "to_place", "arrives_at", "capacity", "carrier"),
    *("service", "meeting_place", "meeting_at"),
)
LOCAL = _("Day and time of the clock at that place.")


def place_field(label: Any) -> PlaceRef:
    """A place, by its code, under its country."""
    return PlaceRef(
        by="code",
        among=lambda actor, target: Place.objects.visible_to(actor),
        always=True,
        label=label,
    )


class LegForm(OperationForm):
    """A leg: its times are meant where they happen."""

    mode = Choice(Mode, label=_("Means of transport"))
    from_place = place_field(_("Place of departure"))
    departs_at = LocalTime(label=_("Planned departure"), help_text=LOCAL)
    to_place = place_field(_("Place of arrival"))
    arrives_at = LocalTime(label=_("Planned arrival"), help_text=LOCAL)
    capacity = Number(
        label=_("Seats for passengers"),
        help_text=_("Empty where nobody counts them, such as on foot."),
        min_value=1,
        max_value=1000,
        required=False,
    )
    carrier = Text(label=_("Carrier"), max_length=120, required=False)
    service = Text(label=_("Number of the flight or service"), max_length=24, required=False)
    meeting_place = Text(label=_("Where people meet"), max_length=200, required=False)
    meeting_at = LocalTime(label=_("When people meet"), help_text=LOCAL, required=False)

    def clean(self) -> dict[str, Any] | None:
        """Put the typed times into the zones of their places."""
        cleaned = super().clean() or self.cleaned_data
        leg = cleaned.get("leg")
        start = cleaned.get("from_place") or getattr(leg, "from_place", None)
        end = cleaned.get("to_place") or getattr(leg, "to_place", None)
        for name, place in (("departs_at", start), ("arrives_at", end), ("meeting_at", start)):
            if cleaned.get(name) is not None:
                cleaned[name] = at_place(cleaned[name], place)
        return cleaned


def title_of() -> Text:
    """What the journey is, without anybody's name."""
    return Text(
        label=_("Title"),
        help_text=_(
            "What the journey is, such as “Mae Sot to Ha Noi, buses and flight”. No names."
        ),
        max_length=160,
    )


class TitledLeg(LegForm):
    """Holds the field `title` apart, since every form has a title of its own."""

    title: ClassVar[Any] = title_of()


class Titled(OperationForm):
    """The same for a form without a leg."""

    title: ClassVar[Any] = title_of()


@declares(plan_movement, at="movements/plan")
class PlanMovement(TitledLeg):
    """The journey with its first leg."""

    title = _("Plan a movement")
    what_happens = _(
        "It gets a number and its first leg. Other legs, seats, escorts and notes follow on its "
        "page."
    )
    done = _("The movement is planned.")
    example = {"title": "Mae Sot to Bangkok, buses", "incident": "2025-10-myawaddy", **WAY}
    bulk = False

    incident = Ref(
        by="code",
        among=lambda actor, target: Incident.objects.visible_to(actor).order_by("-code"),
        label=_("Incident"),
    )
    reception_point = reception_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["title", "incident", "reception_point", *WAY_NAMES])


@declares(add_leg, at="movements/add-leg")
class AddLeg(LegForm):
    """The next part of the way."""

    title = _("Add a leg")
    what_happens = _("Everybody who travels to the end travels on it too.")
    done = _("The leg is added.")
    example = {
        **WAY,
        "mode": "flight",
        "from_place": "suvarnabhumi-airport",
        "to_place": "noi-bai-airport",
        "departs_at": "2025-11-05T10:30:00+07:00",
        "arrives_at": "2025-11-05T12:20:00+07:00",
        "service": "XX 100",
    }
    bulk = False

    reason = reason_field()


@declares(correct_leg, at="movements/correct-leg")
class CorrectLeg(LegForm):
    """A delay, another carrier, more seats."""

    title = _("Change a leg")
    what_happens = _(
        "Every check is made again: whose document no longer holds on the new day is said on the "
        "page."
    )
    done = _("The leg is changed.")
    example = {
        "leg": 1,
        "departs_at": "2025-11-04T22:00:00+07:00",
        "arrives_at": "2025-11-05T07:00:00+07:00",
        "reason": "The coach is late.",
    }
    sparse = True
    fixed = ("leg", "reason")
    bulk = False

    leg = leg_field()
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["leg", *WAY_NAMES, "reason"])

    def stored(self, picked: Any) -> dict[str, Any]:
        """Return what stands on the leg that was picked, else on the first."""
        rows = Leg.objects.visible_to(self.actor).standing().filter(movement=self.target)
        number = str(picked.get("leg") or "")
        if number.isascii() and number.isdigit() and len(number) < 4:
            rows = rows.filter(number=int(number))
        leg = rows.select_related("from_place", "to_place").first()
        if leg is None:
            return {}
        said = {name: getattr(leg, name) for name in WAY_NAMES}
        return said | {
            "leg": leg.number,
            "departs_at": typed_at(leg.departs_at, leg.from_place),
            "arrives_at": typed_at(leg.arrives_at, leg.to_place),
            "meeting_at": typed_at(leg.meeting_at, leg.from_place),
        }

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments; words that were cleared are empty, not nothing."""
        said = super().arguments()
        changes = {
            name: "" if value is None and name in {"carrier", "service", "meeting_place"} else value
            for name, value in said["changes"].items()
        }
        return said | {"changes": changes}


@declares(drop_leg, at="movements/drop-leg")
class DropLeg(OperationForm):
    """The journey ends earlier."""

    title = _("Drop the last leg")
    what_happens = _("The movement then ends where the leg before it ends.")
    done = _("The leg is dropped.")
    example = {"leg": 2, "reason": "The flight is booked by the host state."}
    bulk = False
    refuses = (422,)

    leg = leg_field()
    reason = reason_field(required=True)


@declares(copy_movement, at="movements/copy")
class CopyMovement(Titled):
    """The same way on another day."""

    title = _("Plan another one over the same legs")
    what_happens = _(
        "A new movement with the same legs, each as long after the first departure as here. Nobody "
        "has a seat on it yet."
    )
    done = _("The movement is planned.")
    example = {"title": "Second journey", "departs_at": "2025-11-11T21:00:00+07:00"}
    bulk = False
    makes_another = True

    departs_at = LocalTime(label=_("Departure of the first leg"), help_text=LOCAL)

    def clean(self) -> dict[str, Any] | None:
        """Put the departure into the zone of the first place."""
        cleaned = super().clean() or self.cleaned_data
        rows = Leg.objects.visible_to(self.actor).standing().filter(movement=self.target)
        first = rows.select_related("from_place").first()
        if cleaned.get("departs_at") is not None and first is not None:
            cleaned["departs_at"] = at_place(cleaned["departs_at"], first.from_place)
        return cleaned


@declares(correct_movement, at="movements/correct")
class CorrectMovement(Titled):
    """Its title, or where at home the people are received."""

    title = _("Change title or reception point")
    done = _("The movement is changed.")
    example = {"title": "Mae Sot to Ha Noi", "reason": "The flight goes to another airport."}
    sparse = True
    fixed = ("reason",)
    bulk = False

    reception_point = reception_field()
    reason = reason_field()

    def stored(self, picked: Any) -> dict[str, Any]:
        """Return what stands on the movement."""
        if not isinstance(self.target, Movement):
            return {}
        return {"title": self.target.title, "reception_point": self.target.reception_point}


@declares(cancel_movement, at="movements/cancel")
class CancelMovement(OperationForm):
    """Nobody travels on it."""

    title = _("Cancel the movement")
    what_happens = _(
        "Everybody on it is free for another movement. It stays on record with its lists; the "
        "missions and the reception point are told."
    )
    done = _("The movement is cancelled.")
    example = {"reason": "The host authority has postponed the handover."}
    bulk = False

    reason = reason_field(required=True)
