"""The forms of the style guide: every kind of input, empty and with faults."""

from typing import Any

from django import forms

from cases.casework.choices import HoldReason, Outcome
from cases.citizens.choices import Answer, Sex
from cases.core.fields import Choice, Day, Moment, Partial, Text
from cases.procedures.fields import Money

FAULTY = {
    "full_name": "",
    "birth_day": "31",
    "birth_year": "98",
    "when_day": "2025-10-22",
    "when_time": "25:61",
    "sex": "male",
    "fine_amount": "1,500",
    "fine_currency": "THB",
    "summary": "Trần Thị Ngọc Ánh",
}


class SampleForm(forms.Form):
    """Labels stand for data here and are not translated."""

    use_required_attribute = False

    full_name = Text(label="Full name", help_text="As the person gives it.", max_length=160)
    birth = Partial(label="Born", help_text="The year is enough.", required=False)
    when = Moment(label="When it happened", help_text="In the time of your mission.")
    expires_on = Day(label="Expires on", required=False)
    sex = Choice(Sex, label="Sex")
    may_be_informed = forms.ChoiceField(
        label="May this person be informed?", choices=Answer.choices, widget=forms.RadioSelect
    )
    reasons = forms.MultipleChoiceField(
        label="Reasons",
        choices=HoldReason.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    outcome = Choice(Outcome, label="Outcome", required=False)
    fine = Money(label="Fine", help_text="As the receipt says.", required=False)
    scan = forms.FileField(label="Scan of the document", required=False)
    summary = Text(label="Summary", max_length=2000, multiline=True, required=False)
    is_urgent = forms.BooleanField(label="The person is in danger now", required=False)


class RelativeForm(forms.Form):
    """One row of a list within a form."""

    use_required_attribute = False

    name = Text(label="Full name", max_length=160)
    phone = Text(label="Phone", max_length=60, required=False)


def sample_forms() -> dict[str, Any]:
    """Return the forms of the page, each with ids of its own."""
    return {
        "form": SampleForm(auto_id="empty_%s"),
        "checked_form": SampleForm(FAULTY, auto_id="faulty_%s"),
        "rows": {
            "title": "Relatives",
            "help": "Whoever may be informed comes first.",
            "row_label": "Relative",
            "forms": [RelativeForm(prefix=str(at), auto_id="row_%s") for at in range(2)],
            "add_label": "Add a relative",
        },
    }
