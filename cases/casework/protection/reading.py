"""What an assessment shows: indications, never a finding about the person. Pure; no database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.protection.catalogue import ELEMENTS, catalogue
from cases.casework.protection.choices import AgeThen, QuestionAnswer

Answers = Mapping[str, Mapping[str, str]]
PRESENT, ABSENT, NOT_ASKED = "present", "absent", "not_asked"


@dataclass(frozen=True, slots=True)
class Reading:
    """Element -> present, absent or not asked; how many indicators of the ILO and of compounds."""

    elements: Mapping[str, str]
    labour: int
    compound: int
    means_needed: bool

    def as_json(self) -> dict[str, Any]:
        """Return it as the API says it."""
        return {
            **self.elements,
            "labour_indicators": self.labour,
            "compound_indicators": self.compound,
            "means_needed": self.means_needed,
        }


def reading_of(answers: Answers, age_then: str) -> Reading:
    """Return what was answered, element by element."""
    return Reading(
        elements={part: state_of(answers, part) for part in ELEMENTS},
        labour=count_of(answers, "labour"),
        compound=count_of(answers, "compound"),
        means_needed=age_then != AgeThen.CHILD,
    )


def answers_in(answers: Answers, part: str) -> list[str]:
    """Return the answers to the questions of one part."""
    codes = [row.code for row in catalogue()["question"].values() if row.kind == part]
    return [answers.get(code, {}).get("answer", QuestionAnswer.NOT_ASKED) for code in codes]


def state_of(answers: Answers, part: str) -> str:
    """Return whether an element is indicated; what was asked in part only counts as asked."""
    said = answers_in(answers, part)
    if QuestionAnswer.YES in said:
        return PRESENT
    return ABSENT if QuestionAnswer.NO in said else NOT_ASKED


def count_of(answers: Answers, part: str) -> int:
    """Return how many questions of a part were answered with yes."""
    return answers_in(answers, part).count(QuestionAnswer.YES)


def reading_words(reading: Reading) -> list[str]:
    """Return the reading in sentences; the last one says that it decides nothing."""
    return [*element_words(reading), *counted(reading), _("This is an assessment, no decision.")]


def element_words(reading: Reading) -> Iterator[str]:
    """Yield one sentence for each state that some element is in."""
    names = {"act": _("act"), "means": _("means"), "purpose": _("purpose")}
    said = {
        PRESENT: _("Indications present in: %(elements)s."),
        ABSENT: _("No indications in: %(elements)s."),
        NOT_ASKED: _("Not asked: %(elements)s."),
    }
    for state, sentence in said.items():
        named = [names[part] for part, found in reading.elements.items() if found == state]
        if named:
            yield sentence % {"elements": ", ".join(named)}
    if not reading.means_needed:
        yield _("Under 18 on that day: the means need not be shown.")


def counted(reading: Reading) -> Iterator[str]:
    """Yield how many indicators were answered with yes, where there are any."""
    if reading.labour:
        words = ngettext(
            "%(n)d of 11 indicators of the ILO.",
            "%(n)d of 11 indicators of the ILO.",
            reading.labour,
        )
        yield words % {"n": reading.labour}
    if reading.compound:
        words = ngettext(
            "%(n)d sign known from scam compounds.",
            "%(n)d signs known from scam compounds.",
            reading.compound,
        )
        yield words % {"n": reading.compound}
