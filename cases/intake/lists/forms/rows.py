"""What is decided of one row of a list."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.casework.forms.step_fields import deciding_fields
from cases.casework.models import Case
from cases.citizens.forms.person import UUID
from cases.citizens.models import Citizen
from cases.core.fields import Named, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.intake.lists.choices import ListField
from cases.intake.lists.models import ListRow
from cases.intake.lists.operations import (
    attach_list_row,
    correct_list_row,
    join_list_rows,
    leave_out_list_row,
    match_list_row,
    park_list_row,
    part_list_rows,
    record_another_person,
    split_list_row,
    take_up_list_row,
    tell_list_row_apart,
)
from cases.intake.lists.queries import said_of
from cases.intake.lists.twins import twins_of

resource("list-rows", ListRow, key="uuid", pattern=UUID)

LONGEST = 400


def cell(name: ListField) -> Text:
    """Return the field in which the cell of a column is mended."""
    return Text(label=name.label, max_length=LONGEST, required=False)


@declares(correct_list_row, at="list-rows/correct")
class CorrectListRow(OperationForm):
    """As it would stand in the list; the cells themselves stay as they came."""

    title = _("Mend the row")
    what_happens = _(
        "What you write counts in place of the cell. The cell stays as it came, beside it."
    )
    done = _("The row is mended and was looked at again.")
    example = {"full_name": "Trần Văn Thử", "birth": "12/5/1999"}
    sparse = True
    bulk = False

    full_name = cell(ListField.FULL_NAME)
    family_name = cell(ListField.FAMILY_NAME)
    middle_name = cell(ListField.MIDDLE_NAME)
    given_name = cell(ListField.GIVEN_NAME)
    other_name = cell(ListField.OTHER_NAME)
    birth = cell(ListField.BIRTH)
    birth_day = cell(ListField.BIRTH_DAY)
    birth_month = cell(ListField.BIRTH_MONTH)
    birth_year = cell(ListField.BIRTH_YEAR)
    age = cell(ListField.AGE)
    sex = cell(ListField.SEX)
    nationality = cell(ListField.NATIONALITY)
    document_number = cell(ListField.DOCUMENT_NUMBER)
    personal_number = cell(ListField.PERSONAL_NUMBER)
    province = cell(ListField.PROVINCE)
    commune = cell(ListField.COMMUNE)
    birth_place = cell(ListField.BIRTH_PLACE)
    phone = cell(ListField.PHONE)
    relative_name = cell(ListField.RELATIVE_NAME)
    relative_phone = cell(ListField.RELATIVE_PHONE)
    place = cell(ListField.PLACE)
    crossed_on = cell(ListField.CROSSED_ON)
    reference = cell(ListField.REFERENCE)
    answer = cell(ListField.ANSWER)
    day = cell(ListField.DAY)

    def stored(self, picked: Any) -> dict[str, Any]:
        return said_of(self.target) if self.target is not None else {}

    def given(self) -> set[str]:
        """Return what was said; the page of a list shows some of the cells alone."""
        given = super().given()
        return given if self.body is not None else {name for name in given if name in self.data}


@declares(match_list_row, at="list-rows/match")
class MatchListRow(OperationForm):
    """To whose question an answer belongs."""

    title = _("It is this case")
    what_happens = _(
        "The answer belongs to the open question of this case. Where the row says of the person "
        "otherwise than the record, say which of the two holds."
    )
    done = _("It is on record to which case the answer belongs.")
    example = {"case": "BKK-2025-00001"}
    bulk = False

    case = Text(label=_("Number of the case"), max_length=20)
    name_differs, birth_differs, document_differs = deciding_fields(
        _("If the number of a document differs")
    )

    def clean_case(self) -> Case:
        """Return the case; out of sight and not there are answered alike."""
        key = self.cleaned_data["case"].strip().upper()
        found = Case.objects.visible_to(self.actor).filter(reference=key).first()
        if found is None:
            raise ValidationError(_("There is no such case in your sight."), "unknown")
        return found


@declares(record_another_person, at="list-rows/another-person")
class RecordAnotherPerson(OperationForm):
    """Nothing is written on who the person is."""

    title = _("Record: it is another person, they say")
    what_happens = _(
        "It is recorded as their answer: the question ends, and it is our turn again. Nothing is "
        "written on who the person is."
    )
    done = _("The answer is recorded.")
    refuses = (422,)
    example = {}
    bulk = False


@declares(park_list_row, at="list-rows/park")
class ParkListRow(OperationForm):
    """Until more is known."""

    title = _("Park the row")
    what_happens = _("It holds up no other row, and is not written before it is taken up again.")
    done = _("The row is parked.")
    example = {"reason": "Asked Mae Sot for the passport."}
    bulk = False

    reason = Text(label=_("Why"), max_length=300, required=False)


@declares(leave_out_list_row, at="list-rows/leave-out")
class LeaveOutListRow(OperationForm):
    """Nobody is registered from it."""

    title = _("Leave the row out")
    what_happens = _("Nobody is registered from it. It stays in the list.")
    done = _("The row is left out.")
    example = {}
    bulk = False


@declares(split_list_row, at="list-rows/split")
class SplitListRow(OperationForm):
    """As it is proposed; each is mended afterwards like any other row."""

    title = _("Split the row")
    what_happens = _(
        "Each person has a row of their own, with the same cells. What is of one person alone "
        "stays with the first, unless the cells say as many."
    )
    done = _("The row is split.")
    example = {}
    bulk = False


class OfPair(OperationForm):
    """Names the other row of a pair."""

    example = {"other": "00000000-0000-4000-8000-000000000000"}
    bulk = False

    other = Text(
        label=_("The other row"),
        help_text=_("The identifier of the row, as the API shows it among `twins`."),
        max_length=36,
    )

    def clean_other(self) -> ListRow:
        """Return the row; another one than those named is answered like one that is not there."""
        known = twins_of(self.actor, [self.target]) if self.target is not None else {}
        found = known.get(self.cleaned_data["other"])
        if found is None:
            raise ValidationError(_("This row is not named as perhaps of one person."), "unknown")
        return found


@declares(join_list_rows, at="list-rows/join")
class JoinListRows(OfPair):
    """One of them stays, and nobody is registered twice."""

    title = _("The same person as in the other row")
    what_happens = _(
        "This row is left out and names the other one. What this row alone says goes to that one."
    )
    done = _("The two rows are of one person.")


@declares(part_list_rows, at="list-rows/part")
class PartListRows(OfPair):
    """Each row goes on by itself."""

    title = _("Two people")
    what_happens = _(
        "Each row goes on by itself. That they are two people is put on record once both are "
        "registered."
    )
    done = _("The two rows are of two people.")


@declares(take_up_list_row, at="list-rows/take-up")
class TakeUpListRow(OperationForm):
    """It is a person after all."""

    title = _("Take the row up again")
    what_happens = _("It is read and compared again.")
    done = _("The row is taken up again.")
    example = {}
    bulk = False


@declares(attach_list_row, at="list-rows/attach")
class AttachListRow(OperationForm):
    """Of somebody registered before."""

    title = _("The same person")
    what_happens = _(
        "The row belongs to her: no second case of the incident is opened, and the spelling of "
        "the list is added to her names."
    )
    done = _("The row belongs to somebody registered before.")
    example = {"citizen": "00000000-0000-4000-8000-000000000000"}
    bulk = False

    citizen = Text(
        label=_("The person"),
        help_text=_("The identifier of the record, as the API and the admin show it."),
        max_length=36,
    )

    def clean_citizen(self) -> Citizen:
        """Return the person; out of sight and not there are answered alike."""
        key = self.cleaned_data["citizen"]
        try:
            return Citizen.objects.visible_to(self.actor).get(uuid=key)
        except (Citizen.DoesNotExist, ValidationError):
            raise ValidationError(_("There is no such person in your sight."), "unknown") from None


@declares(tell_list_row_apart, at="list-rows/tell-apart")
class TellListRowApart(OperationForm):
    """None of those who look like it."""

    title = _("A different person")
    what_happens = _("The row is ready unless somebody else looks like it. It is remembered.")
    done = _("It is on record that the row is of somebody else.")
    example = {
        "others": ["00000000-0000-4000-8000-000000000000"],
        "because": "Another mother; both were asked.",
    }
    bulk = False

    others = Named(
        by="uuid",
        among=lambda actor, target: Citizen.objects.visible_to(actor),
        always=True,
        most=20,
        label=_("Different people"),
        help_text=_("Who is likely the same, and is not: the identifiers of the persons."),
    )
    because = Text(label=_("How it is known"), max_length=300)
