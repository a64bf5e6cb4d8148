"""Closing a case, recording a fact, reopening: with where the person is."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import BY_LINK, AtReopening, ClosingOutcome, Outcome, Stage
from cases.casework.endings_stated import outlived_beforehand
from cases.casework.forms.stages import DIED_THEN, note_field, reason_field
from cases.casework.forms.way import place_field, source_detail_field
from cases.casework.models import Case
from cases.casework.one_journey import on_one_journey
from cases.casework.operations import close_case, record_fact, reopen_case
from cases.casework.stays_open import in_groups, what_stays_open
from cases.casework.ways_written import written_by_closing
from cases.core.beforehand import found_beforehand
from cases.core.facts import Source
from cases.core.fields import Choice, Moment, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.places.choices import Country

LAST_HEARD = _(
    "The day, and the time of day if it is known. Where contact was lost: when somebody last heard "
    "from the person."
)
OF_ONE_JOURNEY = _(
    "These people are not on one journey. Say this person by person, or close the cases without it."
)


def country_field() -> Choice:
    """In which country the person is after the case."""
    return Choice(
        Country,
        label=_("Country where the person is"),
        help_text=_(
            "Only needed when the place is not known. After a return, a journey onward or lost "
            "contact, what you leave open is counted as not known; else the last known place stays."
        ),
        required=False,
    )


class SaysWhere(OperationForm):
    """A form that may say where the person is, or when they died: of many only of one journey.

    `saying` are the fields by which it does.
    """

    saying: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        """Refuse one statement for the people of several journeys."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        named = [name for name in self.saying if said.get(name)]
        if named and len(self.serves) > 1 and not on_one_journey(self.actor, self.serves):
            self.add_error(named[0], ValidationError(OF_ONE_JOURNEY, code="ending_of_one_journey"))
        return said


class OutcomeChoice(Choice):
    """How a case ended, of what somebody may say; a duplicate closes by a link alone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(ClosingOutcome, label=_("Outcome"), **kwargs)

    def validate(self, value: Any) -> None:
        if value == Outcome.DUPLICATE:
            raise ValidationError(BY_LINK, code="duplicate_by_link")
        super().validate(value)


@declares(record_fact, at="cases/record-fact")
class RecordFact(SaysWhere):
    """Facts are recorded whatever is open, late ones too."""

    title = _("Record a fact")
    what_happens = _(
        "Use this for what has happened already, without our act or earlier than now. "
        "What came later stays in order behind it."
    )
    done = _("The fact is recorded.")
    example = {
        "stage": "contacted",
        "when": "2025-10-22",
        "source": "mission",
        "reason": "Met at the shelter, entered a day late.",
    }
    saying = ("place", "country", "there_since")

    stage = Choice(Stage, label=_("Stage reached"))
    outcome = OutcomeChoice(help_text=_("Only when the stage is closed."), required=False)
    when = Moment(label=_("When it happened"), help_text=DIED_THEN)
    place = place_field(_("Place where the person is"))
    country = country_field()
    there_since = Moment(label=_("Since when the person is there"), required=False)
    source = Choice(Source, label=_("Who says so"))
    source_detail = Text(label=_("More on the source"), max_length=300, required=False)
    reason = reason_field(_("What happened"))


@declares(close_case, at="cases/close")
class CloseCase(SaysWhere):
    """With an outcome."""

    title = _("Close the case")
    what_happens = _("The case leaves the list of open cases. It can be reopened.")
    done = _("The case is closed.")
    example = {
        "outcome": "own_means",
        "country": "VN",
        "when": "2025-10-24",
        "source": "relative",
        "note": "Flew home on her own ticket.",
    }
    template = "casework/close_case.html"
    saying = ("place", "country", "when", "died_at")

    outcome = OutcomeChoice()
    died_at = Moment(
        label=_("When the person died"),
        help_text=_(
            "Only with the outcome “Died”: the day, and the time of day if it is known. Leave it "
            "empty where the day is not known."
        ),
        required=False,
    )
    place = place_field(_("Place where the person is"))
    country = country_field()
    when = Moment(label=_("Since when"), help_text=LAST_HEARD, required=False)
    source = Choice(Source, label=_("Who says so"), required=False)
    source_detail = source_detail_field()
    note = note_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_preview = self.target is not None and self.target.stage != Stage.CLOSED

    def consequences(self) -> list[Any]:
        """Say which welfare checks are planned by what was said, counted from the return.

        With a death, what is on record of after it.
        """
        said = self if self.is_bound else type(self)(self.actor, self.target, json=self.initial)
        if not self.has_preview or said.problems():
            return []

        def act() -> list[Any]:
            case = Case.objects.visible_to(self.actor).get(pk=self.target.pk)
            case = close_case(self.actor, case, **said.arguments())
            found = what_stays_open(self.actor, case)
            lines = [line.text for line in found.get("welfare_checks", ())]
            lines += outlived_beforehand(self.actor, case)
            return lines or [gettext("No welfare check is planned.")]

        return found_beforehand(act) or []

    @cached_property
    def stays_open(self) -> list[dict[str, Any]]:
        """What stays open of the case; nothing where many are closed at once."""
        if self.target is None or self.target.stage == Stage.CLOSED:
            return []
        return in_groups(what_stays_open(self.actor, self.target))

    @property
    def same_person_url(self) -> str:
        """Where the record is linked with the other one of the person; empty for who may not."""
        if self.target is None or not self.actor.may("citizen.link_same"):
            return ""
        page = reverse("citizen_operation", args=[self.target.citizen.uuid, "link-same-person"])
        return f"{page}?case={self.target.reference}"


@declares(reopen_case, at="cases/reopen")
class ReopenCase(OperationForm):
    """Back to the stage before closing, unless another is named."""

    title = _("Reopen the case")
    what_happens = _("The case goes back to the stage it had before it was closed.")
    done = _("The case is open again.")
    example = {"reason": "She was found at the second shelter."}

    reason = reason_field()
    stage = Choice(Stage, label=_("Reopen at another stage"), required=False)
    whereabouts = Choice(
        AtReopening,
        label=_("What the closing said of where the person is"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask only where the closing wrote something of the person's way, and ask it there."""
        super().__init__(*args, **kwargs)
        case = self.target
        is_closed = case is not None and case.stage == Stage.CLOSED
        if not is_closed:
            return
        stage: Any = self.fields["stage"]
        stage.choices = [row for row in stage.choices if row[0] != Stage.CLOSED]
        if written_by_closing(self.actor, case):
            self.fields["whereabouts"].required = True
        else:
            del self.fields["whereabouts"]
