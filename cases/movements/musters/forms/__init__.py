"""What the acts on head counts take."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.casework.forms.moves import UUID
from cases.casework.models import Case
from cases.core import present
from cases.core.actor import Actor
from cases.core.fields import Choice, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.movements.models import Leg
from cases.movements.musters import policies, telling
from cases.movements.musters.choices import Mark, MusterPoint, ReopenReason, Taken
from cases.movements.musters.course import muster_entries
from cases.movements.musters.forms.fields import Marks, Searches
from cases.movements.musters.forms.strangers import (
    IdentifyStranger,
    NoteStrangers,
    ReopenStranger,
    Words,
)
from cases.movements.musters.models import Muster
from cases.movements.musters.operations import (
    close_muster,
    mark_people,
    open_muster,
    reopen_muster,
    settle_mark,
)
from cases.movements.musters.operations.marking import cases_named, keys_after_death, marks_by_key
from cases.movements.musters.operations.sent import answers_before, seen_of
from cases.movements.musters.reading import COUNTED, count_of
from cases.places.models import Place

__all__ = [
    "IdentifyStranger",
    "NoteStrangers",
    "ReopenStranger",
    "muster_entries",
    "policies",
    "telling",
]

resource("musters", Muster, key="uuid", pattern=UUID)


def legs_of(actor: Actor, movement: Any) -> Any:
    """Return the legs of a movement."""
    rows = Leg.objects.visible_to(actor).standing().select_related("from_place", "to_place")
    return rows.filter(movement=movement) if movement is not None else rows.none()


def places(actor: Actor, _target: Any) -> Any:
    """Return every place."""
    return Place.objects.visible_to(actor)


def in_question(actor: Actor, muster: Any) -> Any:
    """Return the cases of those whom two officers have seen differently."""
    rows = Case.objects.visible_to(actor).select_related("citizen")
    if muster is None:
        return rows.none()
    counted = vars(muster).get(COUNTED) or count_of(actor, muster, present.now())
    return rows.filter(pk__in=[person.case_id for person in counted.questions])


class CaseRef(Ref):
    """A person by name and number of the case."""

    def label_of(self, row: Any) -> str:
        return f"{row.citizen} · {row.reference}"


@declares(open_muster, at="movements/open-muster")
class OpenMuster(OperationForm):
    """Where people are counted, and on which leg."""

    title = _("Begin a head count")
    what_happens = _("Everybody in the last frozen list who travels on that leg is expected.")
    done = _("The head count has begun.")
    example = {"point": "assembly"}
    bulk = False
    makes_another = True

    point = Choice(MusterPoint, label=_("Where people are counted"))
    leg = Ref(
        by="uuid",
        among=legs_of,
        label=_("Leg"),
        help_text=_("Leave it open to count everybody in the list."),
        required=False,
    )
    place = Ref(
        by="code",
        among=places,
        label=_("Place"),
        help_text=_("Leave it open for the place at which the leg begins, or ends."),
        required=False,
    )


@declares(mark_people, at="musters/mark")
class MarkPeople(OperationForm):
    """Many marks at once, each with a key of the device that made it."""

    title = _("Mark people")
    what_happens = _("Each mark is kept, also where another officer has seen it differently.")
    done = _("The marks are taken down.")
    example = {
        "marks": [
            {
                "case": "BKK-2025-00001",
                "mark": "present",
                "key": "5b0c2f6e-6d0f-4f0e-9c0a-0d6a2f4b7c11",
                "seen_at": "2025-11-04T20:30:00+07:00",
            }
        ]
    }
    bulk = False

    marks = Marks(
        label=_("Marks"),
        help_text=_(
            "One line a person: number of the case, then present, absent, refused or unknown."
        ),
    )

    def clean_marks(self) -> Any:
        """Return the marks; whoever sends them so is told of each that could not be kept."""
        marks = self.cleaned_data["marks"]
        cases = cases_named(self.actor, marks)
        had = marks_by_key(self.actor, [one.key for one in marks])
        now = present.now()
        seen = [seen_of(one.seen_at, self.target, now) for one in marks]
        late = keys_after_death(self.actor, marks, seen, cases)
        for place, answer in answers_before(marks, cases, had, late).items():
            if answer.result == Taken.REFUSED:
                raise ValidationError(f"{place + 1}: {answer.why}", code=answer.code)
        return marks


@declares(close_muster, at="musters/close")
class CloseMuster(OperationForm):
    """Nobody who is missing goes without a word."""

    title = _("End the head count")
    what_happens = _(
        "Whoever is missing stays on the alarm until she is found; whoever has no case yet stays "
        "at the head count."
    )
    done = _("The head count is closed.")
    example = {"missing": [{"case": "BKK-2025-00001", "words": "On her way; Lan asks there."}]}
    bulk = False
    template = "movements/close_muster.html"

    missing = Searches(
        label=_("Where each missing person likely is, who looks for her"),
        required=False,
    )
    strangers = Words(
        label=_("Where each person without a case is, who sees to her"),
        required=False,
    )


@declares(reopen_muster, at="musters/reopen")
class ReopenMuster(OperationForm):
    """It goes on."""

    title = _("Go on with the head count")
    done = _("The head count goes on.")
    example = {"reason": "came_later"}
    bulk = False

    reason = Choice(ReopenReason, label=_("Why"))


@declares(settle_mark, at="musters/settle")
class SettleMark(OperationForm):
    """Both words stay; the decision names them."""

    title = _("Settle what two officers saw differently")
    what_happens = _("Both marks stay on record. Yours says which of them holds, and why.")
    done = _("It is settled.")
    example = {"case": "BKK-2025-00001", "mark": "present", "words": "Seen on the bus by both."}
    bulk = False

    case = CaseRef(by="reference", among=in_question, label=_("Who"))
    mark = Choice(Mark, label=_("What holds"))
    words = Text(label=_("By what it is settled"), max_length=500)
