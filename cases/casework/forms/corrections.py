"""Correcting and voiding what is in the two ledgers."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome, Stage, TransitionKind
from cases.casework.corrected import changes_beforehand
from cases.casework.forms.closing import LAST_HEARD, OutcomeChoice, country_field
from cases.casework.forms.stages import DIED_THEN, WHEN_HELP, note_field, reason_field
from cases.casework.forms.way import holder_field, place_field, source_detail_field
from cases.casework.models import Transition
from cases.casework.operations import (
    correct_crossing,
    correct_stay,
    correct_transition,
    void_crossing,
    void_stay,
    void_transition,
)
from cases.citizens.choices import Answer
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.facts import DatedFact, Source, When
from cases.core.fields import Choice, Moment, Ref
from cases.core.forms import OperationForm
from cases.core.precision import days_between
from cases.core.registry import declares
from cases.crossings.choices import Manner, StayKind
from cases.crossings.models import Crossing, Stay
from cases.places.choices import Country

ANY_UUID = "00000000-0000-4000-8000-000000000000"
RECORDED_AGAIN = _(
    "The entry is voided and recorded again as corrected; what was known before stays visible."
)


def transitions(actor: Actor, case: Any) -> Any:
    """Return the ledger rows of the case."""
    return Transition.objects.visible_to(actor).filter(case=case, voided_at__isnull=True)


def crossings(actor: Actor, case: Any) -> Any:
    """Return the crossings of the person of the case."""
    citizen = case.citizen_id if case is not None else 0
    return Crossing.objects.visible_to(actor).filter(citizen_id=citizen, voided_at__isnull=True)


def stays(actor: Actor, case: Any) -> Any:
    """Return the stays of the person of the case."""
    citizen = case.citizen_id if case is not None else 0
    return Stay.objects.visible_to(actor).filter(citizen_id=citizen, voided_at__isnull=True)


def when_of(fact: DatedFact, zone: str) -> When:
    """Return the moment of a fact as it was said: a whole day as a bare day."""
    days = days_between(fact.occurred_from, fact.occurred_at, zone)
    if days is not None:
        return When(day=days[0], until=days[1] if days[1] > days[0] else None)
    clock = ZoneInfo(zone)
    return When(fact.occurred_from.astimezone(clock), fact.occurred_at.astimezone(clock))


class FactRef(Ref):
    """A row of a ledger, named by the day it happened and what it says."""

    zone = "UTC"

    def narrow(self, actor: Actor, target: Any) -> None:
        self.zone = actor.zone
        super().narrow(actor, target)

    def label_of(self, row: Any) -> str:
        last = row.occurred_at.astimezone(ZoneInfo(self.zone))
        hour = f", {last:%H:%M}" if row.occurred_from == row.occurred_at else ""
        return f"{date_format(last, 'DATE_FORMAT')}{hour} · {row}"


class Correction(OperationForm):
    """Shows the stored values of the row that was picked."""

    sparse = True
    bulk = False
    picks: str = ""
    row: Any = None

    def stored(self, picked: Any) -> dict[str, Any]:
        key = picked.get(self.picks) if picked else None
        if not key or self.target is None:
            return {}
        field = self.base_fields[self.picks]
        assert isinstance(field, Ref)
        try:
            self.row = field.among(self.actor, self.target).get(uuid=str(key))
        except (ObjectDoesNotExist, ValidationError):
            return {}
        return {self.picks: self.row, **self.values_of(self.row)}

    def values_of(self, row: Any) -> dict[str, Any]:
        """Return the stored values by field name."""
        zone = self.actor.zone
        values = {name: getattr(row, name) for name in self.base_fields if hasattr(row, name)}
        return {**values, "when": when_of(row, zone)} | {"reason": ""}


class Foretells(OperationForm):
    """A form that says what it changes of the case; the reason may be written after that."""

    has_preview = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.picked = dict(kwargs.get("initial") or {})

    def consequences(self) -> list[Sentence]:
        """Say what would stand otherwise of the course, the way, the checks and the limits."""
        if self.target is None:
            return []
        typed = dict((self.data if self.is_bound else self.picked).items())
        typed["reason"] = typed.get("reason") or "-"
        said = type(self)(self.actor, self.target, **{"data" if self.is_bound else "json": typed})
        if said.problems():
            return []
        arguments = said.arguments()
        if arguments.get("changes") == {}:
            return []
        act = partial(self.operation, self.actor)
        return [*changes_beforehand(self.actor, self.target, lambda case: act(case, **arguments))]


OF_A_CLOSING = ("outcome", "place", "country", "there_since", "source", "source_detail")
FIXED_OF: Mapping[TransitionKind, tuple[str, ...]] = {
    TransitionKind.OPEN: ("stage", *OF_A_CLOSING),
    TransitionKind.HOLD: ("stage", *OF_A_CLOSING),
    TransitionKind.RESUME: ("stage", *OF_A_CLOSING),
    TransitionKind.TRANSFER: ("stage", *OF_A_CLOSING),
    TransitionKind.CLOSE: ("stage",),
}


@declares(correct_transition, at="cases/correct-transition")
class CorrectTransition(Foretells, Correction):
    """The row is voided and recorded again."""

    title = _("Correct an entry of the course")
    what_happens = _(
        "The entry is voided and recorded again as corrected; what was known before stays visible. "
        "What the closing said of where the person is stands unless the new outcome contradicts "
        "it. If it was wrong, say here where they are, or void that entry too."
    )
    done = _("The entry of the course is corrected.")
    example = {"transition": ANY_UUID, "when": "2025-10-21", "reason": "Wrong day on the list."}
    fixed = ("transition", "reason")
    picks = "transition"

    transition = FactRef(by="uuid", among=transitions, label=_("Entry"))
    stage = Choice(Stage, label=_("Stage reached"))
    outcome = OutcomeChoice(required=False)
    when = Moment(label=_("When it happened"), help_text=DIED_THEN)
    place = place_field(_("Place where the person is"))
    country = country_field()
    there_since = Moment(
        label=_("Since when the person is there"), help_text=LAST_HEARD, required=False
    )
    source = Choice(
        Source,
        label=_("Who says so"),
        help_text=_(
            "Who says where the person is; with the outcome “Died”, who told of the death."
        ),
        required=False,
    )
    source_detail = source_detail_field()
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask on a page only for what may differ in the entry that was picked."""
        super().__init__(*args, **kwargs)
        if self.body is None:
            for name in self.fixed_here:
                if not self.is_typed(name):
                    del self.fields[name]
            if not self.may_close:
                self.fields["when"].help_text = WHEN_HELP

    def is_typed(self, name: str) -> bool:
        """Whether something was typed before the entry was picked: it is refused, not dropped."""
        said = self.fields[name].widget.value_from_datadict(self.data, self.files, name)
        return any(said) if isinstance(said, list | tuple) else bool(said)

    @property
    def fixed_here(self) -> tuple[str, ...]:
        """The fields that cannot differ in an entry of the kind that was picked."""
        return FIXED_OF.get(TransitionKind(self.row.kind), ()) if self.row else ()

    @property
    def may_close(self) -> bool:
        """Whether an outcome may stand in the entry that was picked."""
        return "outcome" not in self.fixed_here

    @property
    def promise(self) -> Sentence:
        return self.what_happens if self.may_close else RECORDED_AGAIN

    def values_of(self, row: Any) -> dict[str, Any]:
        is_death = row.changes.get("outcome") == Outcome.DIED
        return {
            "stage": row.to_stage,
            "outcome": row.to_outcome,
            "when": when_of(row, self.actor.zone),
            "source": row.source if is_death else "",
            "source_detail": row.source_detail if is_death else "",
        }


@declares(void_transition, at="cases/void-transition")
class VoidTransition(Foretells):
    """For an entry that never happened."""

    title = _("Void an entry of the course")
    what_happens = _("The entry no longer counts; what came later stays in order.")
    done = _("The entry of the course is void.")
    bulk = False
    example = {"transition": ANY_UUID, "reason": "It was another person."}

    transition = FactRef(by="uuid", among=transitions, label=_("Entry"))
    reason = reason_field()


@declares(correct_crossing, at="cases/correct-crossing")
class CorrectCrossing(Correction):
    """The crossing is voided and recorded again."""

    title = _("Correct a crossing")
    what_happens = RECORDED_AGAIN
    done = _("The crossing is corrected.")
    example = {"crossing": ANY_UUID, "when": "2025-10-21", "reason": "Wrong day on the list."}
    fixed = ("crossing", "reason")
    picks = "crossing"

    crossing = FactRef(by="uuid", among=crossings, label=_("Crossing"))
    from_country = Choice(Country, label=_("Left country"))
    left_from = place_field(_("Left from"))
    to_country = Choice(Country, label=_("Entered country"))
    entered_at = place_field(_("Entered at"))
    manner = Choice(Manner, label=_("How"))
    is_regular = Choice(Answer, label=_("Through a checkpoint, with papers"))
    when = Moment(label=_("When"), help_text=WHEN_HELP)
    source = Choice(Source, label=_("Who says so"))
    source_detail = source_detail_field()
    note = note_field()
    reason = reason_field()


@declares(void_crossing, at="cases/void-crossing")
class VoidCrossing(OperationForm):
    """For a crossing that never was, or was another person's."""

    title = _("Void a crossing")
    what_happens = _("The crossing no longer counts; the record of it stays.")
    done = _("The crossing is void.")
    bulk = False
    example = {"crossing": ANY_UUID, "reason": "It was another person."}

    crossing = FactRef(by="uuid", among=crossings, label=_("Crossing"))
    reason = reason_field()


@declares(correct_stay, at="cases/correct-stay")
class CorrectStay(Correction):
    """The stay is voided and recorded again."""

    title = _("Correct a stay")
    what_happens = RECORDED_AGAIN
    done = _("The stay is corrected.")
    example = {"stay": ANY_UUID, "when": "2025-10-21", "reason": "Wrong day on the list."}
    fixed = ("stay", "reason")
    picks = "stay"

    stay = FactRef(by="uuid", among=stays, label=_("Stay"))
    kind = Choice(StayKind, label=_("What is known"))
    place = place_field(_("Place"))
    country = Choice(Country, label=_("Country"), required=False)
    holder = holder_field()
    when = Moment(label=_("Since when"), help_text=WHEN_HELP)
    source = Choice(Source, label=_("Who says so"))
    source_detail = source_detail_field()
    note = note_field()
    reason = reason_field()


@declares(void_stay, at="cases/void-stay")
class VoidStay(OperationForm):
    """For a stay that never was, or was another person's."""

    title = _("Void a stay")
    what_happens = _("The stay no longer counts; the record of it stays.")
    done = _("The stay is void.")
    bulk = False
    example = {"stay": ANY_UUID, "reason": "It was another person."}

    stay = FactRef(by="uuid", among=stays, label=_("Stay"))
    reason = reason_field()
