"""The questions that a body has not answered yet, and which of them a row of its reply meets.

In this order: by the number of our case or of our letter, by the number of a document, by name and
birth as they stand on record. Where a number leads to several questions, name and birth choose.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from django.db.models import Count, Q

from cases.casework.choices import StepStatus
from cases.casework.models import Case, Inquiry
from cases.casework.models.step import InquiryQuerySet
from cases.casework.operations.step_rows import body_of
from cases.citizens.choices import DocumentKind
from cases.citizens.models import Citizen, IdentityDocument, Name
from cases.citizens.names.folding import folded, placed
from cases.citizens.numbers import number_key
from cases.core.actor import Actor
from cases.core.partial import PartialDate
from cases.intake.lists.answers.differences import Difference
from cases.intake.lists.choices import ListField, RowState
from cases.intake.lists.models import ReceivedList
from cases.intake.lists.queries import rows_in
from cases.missions.models import Authority

CARDS: Final = frozenset({DocumentKind.PERSONAL_NUMBER, DocumentKind.OLD_ID_CARD})
OUR_NUMBER: Final = re.compile(r"[A-Z]{3}-[0-9]{4}-[0-9]{5,}", re.ASCII)
"""How the number of a case of ours is made."""
NUMBERS: Final[Mapping[str, frozenset[DocumentKind]]] = {
    "personal_number": CARDS,
    "document_number": frozenset(DocumentKind) - CARDS - {DocumentKind.BIRTH_CERTIFICATE},
}
"""What a row says of papers, and beside which papers on record it is put."""


def open_to_lists(actor: Actor) -> InquiryQuerySet:
    """Return the questions of the actor's mission that a list can answer.

    Of a closed case too, whose answer can still come. What is asked for a restricted step is
    answered on its case: a list is read by too many.
    """
    return (
        Inquiry.objects.own_of(actor)
        .unanswered()
        .filter(
            step__status=StepStatus.ASKED,
            case__in=Case.objects.own_of(actor).exclude(stage=""),
            step__procedure__restricted="",
            case__citizen__anonymised_at__isnull=True,
        )
    )


def open_to(actor: Actor, body: Authority) -> InquiryQuerySet:
    """Return the questions that wait for a body and that a list can answer."""
    asked = Q(asked_of=body) | Q(asked_of__isnull=True, body=body_of(body))
    return open_to_lists(actor).filter(asked)


def awaited(actor: Actor) -> list[int]:
    """Return the ids of the bodies named in open questions, that of most questions first."""
    asked = open_to_lists(actor).filter(asked_of__isnull=False).order_by()
    counted = asked.values_list("asked_of").annotate(n=Count("pk")).order_by("-n", "asked_of")
    return [body for body, _count in counted]


def is_one_name(one: str, other: str) -> bool:
    """Return whether two names are one, in whatever order their parts stand.

    Marks make another name (Ân is not An), unless one of the two was written without any.
    """
    if name_key(one) != name_key(other):
        return False
    return one.isascii() or other.isascii() or spelt(one) == spelt(other)


def spelt(name: str) -> list[str]:
    """Return the parts of a name with their marks; on which vowel a tone stands is all one."""
    return sorted(placed(name.casefold()).split())


def name_key(name: str) -> str:
    """Return a name as it is compared, in whatever order its parts stand."""
    return " ".join(sorted(folded(name).split()))


@dataclass(slots=True)
class Asked:
    """The open questions to one body, by everything a row can meet them by."""

    questions: dict[int, Inquiry] = field(default_factory=dict)
    by_reference: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_number: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    names: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    of_citizen: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    papers: dict[int, list[IdentityDocument]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, actor: Actor, body: Authority) -> Self:
        """Read them: three queries, however many there are."""
        rows = open_to(actor, body).select_related(
            "step__procedure", "case__citizen", "case__mission"
        )
        found = cls({row.pk: row for row in rows.order_by("asked_at", "pk")})
        for row in found.questions.values():
            person = row.case.citizen
            found.of_citizen[person.pk].add(row.pk)
            found.put_name(row.pk, person.full_name)
            for text in (row.case.reference, row.reference):
                if key := number_key(text):
                    found.by_reference[key].add(row.pk)
        people = list(found.of_citizen)
        names = Name.objects.visible_to(actor).filter(citizen__in=people)
        for name in names.filter(withdrawn_at__isnull=True):
            for pk in found.of_citizen[name.citizen_id]:
                found.put_name(pk, name.value)
        papers = IdentityDocument.objects.visible_to(actor).filter(citizen__in=people)
        for paper in papers.filter(withdrawn_at__isnull=True).exclude(number_key=""):
            found.by_number[paper.number_key] |= found.of_citizen[paper.citizen_id]
            found.papers[paper.citizen_id].append(paper)
        return found

    def put_name(self, question: int, name: str) -> None:
        """Keep a name under which the person of a question is known."""
        self.names[question].add(name)
        self.by_name[name_key(name)].add(question)

    def person(self, question: int) -> Citizen:
        """Return the person whom a question is about."""
        return self.questions[question].case.citizen

    def by_references(self, text: str) -> set[int]:
        """Return what a cell with numbers of cases or letters leads to: what all of them lead to.

        Where they contradict each other, what any of them leads to.
        """
        known = self.led_to_by(text)
        return (set.intersection(*known) or set.union(*known)) if known else set()

    def led_to_by(self, text: str) -> list[set[int]]:
        """Return what each number in a cell leads to, of those that lead anywhere."""
        found = (self.by_reference.get(number_key(part), set()) for part in parts_of(text))
        return [some for some in found if some]

    def by_numbers(self, said: Mapping[str, str]) -> set[int]:
        """Return what the numbers of documents lead to."""
        numbers = (said.get("personal_number", ""), said.get("document_number", ""))
        return {pk for number in numbers if number for pk in self.by_number.get(number, ())}

    def by_person(self, said: Mapping[str, str], among: Iterable[int] | None = None) -> set[int]:
        """Return where name and birth are those on record, as far as both say the birth."""
        known = self.by_name.get(name_key(said.get("full_name", "")), set())
        within = known if among is None else known & set(among)
        return {pk for pk in within if is_one_birth(said.get("birth"), birth_of(self.person(pk)))}

    def by_letter(self, found: Iterable[int]) -> set[int]:
        """Return which of several questions of one case was put by a letter: a body answers that.

        Empty where it is none of them, or more than one.
        """
        questions = [self.questions[pk] for pk in found]
        numbered = {one.pk for one in questions if one.reference}
        is_one_case = len({one.case_id for one in questions}) == 1
        return numbered if is_one_case and len(numbered) == 1 else set()

    def differences(self, said: Mapping[str, str], question: int) -> Iterator[Difference]:
        """Yield what a row says of the person of a question otherwise than the record."""
        person = self.person(question)
        name, birth = said.get("full_name", ""), said.get("birth", "")
        if name and not any(is_one_name(one, name) for one in self.names[question]):
            yield Difference(ListField.FULL_NAME, person.full_name, name)
        if births_differ(birth, birth_of(person)):
            yield Difference(ListField.BIRTH, birth_of(person), birth)
        for column, kinds in NUMBERS.items():
            number = said.get(column, "")
            keys = [paper.number_key for paper in self.papers[person.pk] if paper.kind in kinds]
            is_of_another = question not in self.by_number.get(number, {question})
            if number and number not in keys and (keys or is_of_another):
                yield Difference(ListField.DOCUMENT_NUMBER, ", ".join(keys), number)

    def foreign_numbers(self, said: Mapping[str, str], question: int) -> list[str]:
        """Return the numbers in a row that lead to another question, or are of another case."""
        found: dict[str, None] = {}
        for part in parts_of(said.get(ListField.REFERENCE, "")):
            led_to = self.by_reference.get(number_key(part), set())
            number = part.strip(",")
            if question not in led_to and (led_to or OUR_NUMBER.fullmatch(number.upper())):
                found[number] = None
        return [*found]


def parts_of(text: str) -> list[str]:
    """Return a cell, and the numbers in it where it has several."""
    pieces = [piece.strip() for piece in text.replace(";", ",").replace("\n", ",").split(",")]
    return list(dict.fromkeys(filter(None, [text, *pieces, *text.split()])))


def birth_of(person: Citizen) -> str:
    """Return a birth date as rows say it, "" where none is on record."""
    return str(PartialDate(person.birth_on, person.birth_precision)) if person.birth_on else ""


def is_one_birth(said: str | None, known: str) -> bool:
    """Return whether a birth that a row says is the one on record, as far as both go."""
    return said == known or bool(said and known and not births_differ(said, known))


def births_differ(one: str, other: str) -> bool:
    """Return whether two birth dates cannot be one; a year alone leaves the day open."""
    if not one or not other:
        return False
    length = min(len(one), len(other))
    return one[:length] != other[:length]


def unmet(actor: Actor, received: ReceivedList) -> InquiryQuerySet:
    """Return the questions that wait for the body, were put before it wrote, and are in no row."""
    assert received.asked_of is not None
    rows = rows_in(actor, received).exclude(state__in=[RowState.LEFT_OUT, RowState.NOT_ASKED])
    met = [values.get("question") for values in rows.values_list("values", flat=True)]
    asked = open_to(actor, received.asked_of).filter(asked_from__lt=received.recorded_at)
    return asked.exclude(uuid__in=[one for one in met if one]).order_by("asked_at", "pk")
