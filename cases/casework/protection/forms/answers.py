"""The answers of an assessment: one object in JSON, two inputs for each question on the web."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.casework.protection.catalogue import catalogue
from cases.casework.protection.choices import PART_NAMES, QuestionAnswer
from cases.core.fields import Choice, Field, Text
from cases.core.fields.inner import at, each_of, object_of
from cases.core.forms import OperationForm

ASKED, SAID = "answer_", "words_"
LONGEST = 1000
ANSWER = {"answer": str, "words": str}
UNKNOWN_QUESTION = _("There is no question “%(code)s”.")
CHILD_RULE = _(
    "Under 18 the means need not be shown: act and purpose are enough (Law 53/2024/QH15, art. 2)."
)
BAD_ANSWER = _("Answer “%(code)s” with yes, no or not_asked, and words if there are any.")


class Answers(Field):
    """Code of a question -> its answer and words; what is left out was not asked."""

    expected = "object"
    empty: Any = {}
    widget = forms.HiddenInput

    def schema(self) -> dict[str, Any]:
        answer = {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "answer": {"type": "string", "enum": list(QuestionAnswer.values)},
                "words": {"type": "string", "maxLength": LONGEST},
            },
            "required": ["answer"],
        }
        codes = {
            row.code: answer | {"description": row.name} for row in catalogue()["question"].values()
        }
        return {"type": "object", "additionalProperties": False, "properties": codes}

    def read(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise self.wrong_type()
        return value

    def to_python(self, value: Any) -> Any:
        """Return every question with what was answered; a fault names the question."""
        if not isinstance(value, dict):
            return {}
        known = catalogue()["question"]
        asked = [
            *(code for code in known if code in value),
            *(code for code in value if code not in known),
        ]
        return each_of(**{code: partial(self.answer, code, value[code]) for code in asked})

    def answer(self, code: str, said: Any) -> dict[str, str]:
        """Return one answer; it is an object of two texts."""
        try:
            if code not in catalogue()["question"]:
                raise ValidationError(UNKNOWN_QUESTION, "unknown", {"code": str(code)[:60]})
            parts = object_of(said, ANSWER)
            return each_of(
                answer=lambda: self.chosen(code, parts.get("answer")),
                words=lambda: self.words(parts.get("words") or ""),
            )
        except ValidationError as fault:
            raise at(fault, code) from None

    def chosen(self, code: str, said: Any) -> str:
        """Return what was chosen of the answers that there are."""
        if said not in QuestionAnswer.values:
            raise at(ValidationError(BAD_ANSWER, "bad_answer", {"code": code}), "answer")
        return str(said)

    def words(self, said: str) -> str:
        """Return what was said to a question, clean."""
        field = Text(max_length=LONGEST, required=False, multiline=True)
        try:
            return str(field.clean(said))
        except ValidationError as fault:
            (first, *_more) = fault.error_list
            raise at(first, "words") from None


class WithAnswers(OperationForm):
    """A form that has, on the web, a choice and words for each question in place of one object.

    `follows` is the field after which the questions stand.
    """

    template = "casework/assess.html"
    follows: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inputs: list[str] = []
        if self.body is None:
            self.add_inputs()

    def add_inputs(self) -> None:
        """Put the inputs of the questions where the object stands; the object goes last."""
        names = list(self.fields)
        place = names.index("answers")
        for row in catalogue()["question"].values():
            asked = Choice(
                QuestionAnswer, label=row.label, required=False, widget=forms.RadioSelect
            )
            asked.choices = QuestionAnswer.choices
            asked.initial = QuestionAnswer.NOT_ASKED
            self.fields[ASKED + row.code] = asked
            # Marked while it is empty: on a phone it then stays away until there is an answer.
            said = Text(
                label=_("In the words of the person"),
                max_length=LONGEST,
                required=False,
                widget=forms.TextInput(attrs={"placeholder": " "}),
            )
            self.fields[SAID + row.code] = said
            self.inputs += [ASKED + row.code, SAID + row.code]
        self.fields["answers"].required = False
        self.order_fields([*names[:place], *self.inputs, *names[place + 1 :], "answers"])

    def sections(self) -> list[dict[str, Any]]:
        """Return the questions by their parts, each with the inputs of answer and words."""
        questions = catalogue()["question"].values()
        return [
            {
                "title": title,
                "help": CHILD_RULE if part == "means" else "",
                "rows": [
                    {"asked": self[ASKED + row.code], "said": self[SAID + row.code]}
                    for row in questions
                    if row.kind == part
                ],
            }
            for part, title in PART_NAMES.items()
        ]

    def around(self) -> tuple[list[Any], list[Any]]:
        """Return the fields before the questions, and those after them."""
        names = [name for name in self.fields if name not in {*self.inputs, "answers"}]
        place = names.index(self.follows) + 1
        return [self[name] for name in names[:place]], [self[name] for name in names[place:]]

    def clean(self) -> dict[str, Any]:
        """Put together what was answered on the web."""
        super().clean()
        if self.body is None:
            said = self.cleaned_data
            self.cleaned_data["answers"] = {
                code: {
                    "answer": said.get(ASKED + code) or QuestionAnswer.NOT_ASKED.value,
                    "words": said.get(SAID + code) or "",
                }
                for code in catalogue()["question"]
            }
        return self.cleaned_data

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments; the answers as one."""
        said = super().arguments()
        return {name: value for name, value in said.items() if name not in self.inputs}
