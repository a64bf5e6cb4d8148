"""The page of a reply: what was answered yes and no, what waits for a look, what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.casework.models import Case, Inquiry
from cases.casework.progress.file import day_at
from cases.citizens.choices import NationalityStatus
from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.intake.lists.answers.differences import CODES, DECISIONS, decided_of, undecided
from cases.intake.lists.answers.questions import birth_of, unmet
from cases.intake.lists.answers.words import said_by
from cases.intake.lists.choices import (
    NEEDS_DAY,
    UNUSED_DAY,
    ListField,
    ListState,
    Meaning,
    RowState,
)
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.pages.detail import acts_of, said_of_list
from cases.intake.lists.pages.rows import birth_words, row_lines
from cases.intake.lists.queries import counts_of, lacking_day, rows_in
from cases.intake.lists.said import Said, sentence_of
from cases.intake.lists.serializers import reason_words
from cases.procedures.choices import OF_VIETNAM, Taking
from cases.procedures.result_schema import nationality_by
from cases.templatetags.moments import day_words, stored_words

AT_ONCE: Final = 50
"""Rows of one kind that the page shows at first."""
MOST: Final = 400
"""Rows of one kind that are shown when they are asked for; those that are ready count first."""
WAITING: Final = (
    *(RowState.NEEDS_FIXING, RowState.DIFFERS, RowState.ANOTHER_PERSON, RowState.TWICE),
    RowState.PARKED,
)
DECIDED: Final = (Meaning.YES, Meaning.NO, Meaning.NOT_NATIONAL)
OVER: Final = (RowState.NOT_ASKED, RowState.ANSWERED, RowState.LEFT_OUT)
NOT_ANSWERED: Final = "not_answered"
LABEL: Final[Sentence] = gettext_lazy("Not answered: asked, and not in this reply")
TONES: Final = {str(state): "wait" for state in WAITING} | {str(RowState.NEEDS_FIXING): "stop"}


def reply_context(
    actor: Actor, received: ReceivedList, asked: Mapping[str, str]
) -> tuple[dict[str, Any], list[int], list[int]]:
    """Return what the page shows, and the ids of the rows and of the cases that it shows."""
    show = asked.get("show", "")
    counts = counts_of(actor, received)
    groups, ids, records = groups_of(actor, received, show)
    missing, open_cases = not_answered(actor, received, show)
    acts = acts_of(actor, received)
    undated = lacking_day(actor, received).count() if "accept-answers" in acts else 0
    context = {
        **said_of_list(received, counts),
        "counts": [*map(count_of, groups), *([count_of(missing)] if missing else [])],
        "groups": groups,
        "missing": missing,
        "acts": acts,
        "confirm": accept_words(counts, undated) if "accept-answers" in acts else "",
        "confirm_url": acts.get("accept-answers", ""),
        "is_ready": bool(counts[RowState.READY] or undated),
        "undated": undated_words(received, undated) if undated else {},
    }
    return context, ids, [*records, *open_cases]


def undated_words(received: ReceivedList, count: int) -> dict[str, str]:
    """Return what is asked where answers name no day: the date of their letter is offered."""
    assert received.as_of is not None
    label = ngettext(
        "Day on which it was done, decided or told, for %(count)s answer that names none",
        "Day on which it was done, decided or told, for %(count)s answers that name none",
        count,
    )
    return {
        "label": label % {"count": number_format(count, force_grouping=True)},
        "day": received.as_of.isoformat(),
        "help": _(
            "Offered is the date of their letter, %(day)s. Leave it empty, and these answers wait."
        )
        % {"day": day_words(received.as_of)},
    }


def accept_words(counts: Mapping[str, int], undated: int) -> str:
    """Return what the button says that records the answers, or lets their letter follow."""
    ready = counts[RowState.READY] + undated
    if not ready:
        return _("Attach their letter") if counts[RowState.ANSWERED] else ""
    words = ngettext("Record %(count)s answer", "Record %(count)s answers", ready)
    return words % {"count": number_format(ready, force_grouping=True)}


def groups_of(
    actor: Actor, received: ReceivedList, show: str
) -> tuple[list[dict[str, Any]], list[int], list[int]]:
    """Return the rows by what becomes of them, those that wait first; the ids of rows and cases."""
    rows = rows_in(actor, received).select_related("received", "case__incident").in_order()
    ready = Q(state=RowState.READY)
    kinds: list[tuple[str, Sentence, Q]] = [
        *((str(state), state.label, Q(state=state)) for state in WAITING),
        *((str(one), one.label, ready & Q(values__meaning=one.value)) for one in DECIDED),
        *((str(state), state.words, Q(state=state)) for state in OVER),
    ]
    found: list[tuple[str, Sentence, Sequence[ListRow], int]] = []
    for code, label, condition in kinds:
        some = rows.filter(condition)
        first = list(some[: MOST if code == show else AT_ONCE + 1])
        count = len(first) if len(first) <= AT_ONCE else some.count()
        if first:
            found.append((code, label, first[: MOST if code == show else AT_ONCE], count))
    shown = [row for _code, _label, some, _count in found for row in some]
    records = records_of(actor, shown)
    decides = decided_by(actor, received, shown, records)
    home = received.get_absolute_url()
    groups = [
        {
            "code": code,
            "label": label,
            "count": number_format(count, force_grouping=True),
            "url": f"#{code}",
            "tone": TONES.get(code, ""),
            "more_url": f"{home}?show={code}#{code}" if count > len(some) else "",
            "opens": code in WAITING,
            "lines": [
                line | {"decides": decides.get(row.pk, "")}
                for row, line in zip(some, lines_of(actor, some, records, code), strict=True)
            ],
        }
        for code, label, some, count in found
    ]
    return groups, [row.pk for row in shown], [case.pk for case in records.values()]


def lines_of(
    actor: Actor, rows: Sequence[ListRow], records: Mapping[str, Case], code: str
) -> list[dict[str, Any]]:
    """Return rows in words; those that wait with what can be done, and the record beside."""
    if code in {*OVER, *DECIDED}:
        said = {*CODES.values(), UNUSED_DAY, *([code] if code == RowState.NOT_ASKED else [])}
        return [
            plain_line(row, records)
            | {
                "decided": [sentence_of(one) for one in row.problems if one["code"] in said],
                "reason": reason_words(row.state, row.reason),
            }
            for row in rows
        ]
    return [
        line | plain_line(row, records)
        for row, line in zip(rows, row_lines(actor, rows, code), strict=True)
    ]


def plain_line(row: ListRow, records: Mapping[str, Case]) -> dict[str, Any]:
    """Return a row, its answer, and whose record it is put to."""
    case = records.get(row.values.get("case", ""))
    return {
        "sheet": row.received.sheet_name(row.sheet),
        "number": row.number,
        "url": row.get_absolute_url(),
        "name": name_shown(row.values.get("full_name", "")),
        "birth": birth_words(row.values.get("birth", "")),
        "answer": row.values.get(ListField.ANSWER, ""),
        "day": birth_words(row.values.get(ListField.DAY, "")),
        "record": record_words(case) if case else None,
        "is_near": row.state == RowState.DIFFERS,
        "differing": [decision_words(one) for one in undecided(row)],
        "decided": [sentence_of(one) for one in decided_of(row)[0]],
    }


def decision_words(said: Said) -> dict[str, Any]:
    """Return what is asked of one difference: by which input, with old and new as its choices."""
    old, new = (stored_words(said["params"][name]) for name in ("old", "new"))
    return {
        "name": DECISIONS[said["field"]],
        "label": ListField(said["field"]).label,
        "choices": [
            (Taking.KEEP, _("On record: %(value)s") % {"value": old}),
            (Taking.TAKE_OVER, _("In the answer: %(value)s") % {"value": new}),
        ],
    }


def decided_by(
    actor: Actor, received: ReceivedList, rows: Sequence[ListRow], records: Mapping[str, Case]
) -> dict[int, str]:
    """Return row id -> the nationality on record and the one that its answer decides."""
    ready = {
        row.values["question"]: row
        for row in rows
        if row.state == RowState.READY or NEEDS_DAY in {one["code"] for one in row.faults}
    }
    questions = Inquiry.objects.visible_to(actor).filter(uuid__in=ready)
    found = {}
    for question in questions.select_related("step__procedure"):
        row, procedure = ready[str(question.uuid)], question.step.procedure
        case = records.get(row.values["case"])
        said = said_by(received, procedure, row.values)
        new = nationality_by(procedure.result_fields, said.result) if said else ""
        if case and new and question.body in OF_VIETNAM:
            now = case.citizen.get_nationality_status_display()
            found[row.pk] = f"{now} → {NationalityStatus(new).label}"
    return found


def record_words(case: Case) -> dict[str, Any]:
    """Return what a row is put beside: the case, and the person as on record."""
    return {
        "reference": case.reference,
        "url": case.get_absolute_url(),
        "name": name_shown(case.citizen.full_name),
        "birth": birth_words(birth_of(case.citizen)),
    }


def records_of(actor: Actor, rows: Iterable[ListRow]) -> dict[str, Case]:
    """Return number -> case of the cases in sight that rows are put to."""
    numbers = {row.values["case"] for row in rows if row.values.get("case")}
    cases = Case.objects.visible_to(actor).filter(reference__in=numbers)
    return {case.reference: case for case in cases.select_related("citizen")}


def not_answered(
    actor: Actor, received: ReceivedList, show: str
) -> tuple[dict[str, Any], list[int]]:
    """Return the questions that the reply leaves open, once it was looked at; their cases."""
    if received.state != ListState.CHECKED:
        return {}, []
    questions = unmet(actor, received).select_related(
        "case__citizen", "case__mission", "step__procedure"
    )
    most = MOST if show == NOT_ANSWERED else AT_ONCE
    found = list(questions[: most + 1])
    if not found:
        return {}, []
    some = found[:most]
    more_url = f"{received.get_absolute_url()}?show={NOT_ANSWERED}#{NOT_ANSWERED}"
    group = {
        "code": NOT_ANSWERED,
        "label": LABEL,
        "count": number_format(
            len(found) if len(found) <= most else questions.count(), force_grouping=True
        ),
        "url": f"#{NOT_ANSWERED}",
        "tone": "",
        "more_url": more_url if len(found) > most == AT_ONCE else "",
        "is_more": len(found) > most == MOST,
        "lines": [question_words(row) for row in some],
    }
    return group, [row.case_id for row in some]


def question_words(question: Inquiry) -> dict[str, Any]:
    """Return one question that is still open, and its day at the mission of the case."""
    day = day_at(question.asked_at, question.case.mission.zone)
    return {
        **record_words(question.case),
        "step": str(question.step.procedure),
        "asked": _("asked on %(day)s") % {"day": day_words(day)},
        "letter": question.reference,
    }


def count_of(group: Mapping[str, Any]) -> dict[str, Any]:
    """Return a group as the figures at the head of the page show it."""
    return {name: group[name] for name in ("label", "count", "url", "tone")}
