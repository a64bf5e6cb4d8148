"""The board in words, each figure with the address of the list behind it."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.blocking import NONE, Due, Side
from cases.casework.choices import BlockerKind
from cases.casework.pages.blocking import for_words, must_act_words, what_words
from cases.core.actor import Actor
from cases.intake.lists.answers.questions import awaited
from cases.missions.days import Wait
from cases.overview.board import Board, ByWhat, ByWho, Tally

NAMES_PROCEDURE = frozenset(
    {BlockerKind.ASKED, BlockerKind.OPEN, BlockerKind.REFUSED, BlockerKind.EXPIRED}
)


def board_context(board: Board) -> dict[str, Any]:
    """Return what the page of the board prints."""
    what = table_of(
        board,
        _("By what blocks"),
        _("What blocks"),
        ((what_label(line), what_asks(line), what_asks(line), line) for line in board.by_what),
    )
    who = table_of(
        board,
        _("By who must act"),
        _("Who must act"),
        ((who_label(board, line), who_asks(line), late_asks(line), line) for line in board.by_who),
    )
    return {
        "now": board.now,
        "counts": counts(board),
        "tables": [what, who] if board.open else [],
        "all_url": list_url(board),
        "open_words": ngettext("%(n)s open case", "%(n)s open cases", board.open)
        % {"n": grouped(board.open)},
    }


def counts(board: Board) -> list[dict[str, Any]]:
    """Return the four figures above the board."""
    ours, others = board.of_side(Side.OURS), board.of_side(Side.OTHERS)
    note = _("by missions and headquarters") if board.for_headquarters else ""
    return [
        figure(
            board, _("Overdue"), board.overdue, "stop" if board.overdue else "", due=Due.OVERDUE
        ),
        figure(board, _("Due today"), board.today, "wait" if board.today else "", due=Due.TODAY),
        figure(board, _("Waiting on others"), others, body=Side.OTHERS),
        figure(board, _("Ours to do"), ours, note=note, body=Side.OURS),
    ]


def figure(
    board: Board, label: str, count: int, tone: str = "", note: str = "", **asks: str
) -> dict[str, Any]:
    """Return one plain figure."""
    return {
        "label": label,
        "count": grouped(count),
        "tone": tone,
        "note": note,
        "url": list_url(board, **asks),
    }


def what_label(line: ByWhat) -> str:
    """Return what blocks a group of cases."""
    return what_words(line.kind, str(line.procedure or ""), line.condition)


def what_asks(line: ByWhat) -> dict[str, str]:
    """Return the filters of the list that has exactly the cases of the group."""
    asks = {"blocker": line.kind or NONE}
    if line.procedure:
        asks["procedure"] = line.procedure.code
    elif line.kind in NAMES_PROCEDURE:
        asks["procedure"] = NONE
    if line.condition:
        asks["condition"] = line.condition
    return asks


def who_label(board: Board, line: ByWho) -> str:
    """Return who must act on a group of cases."""
    authority = str(line.authority or "")
    return must_act_words(line.body, authority, for_headquarters=board.for_headquarters)


def who_asks(line: ByWho) -> dict[str, str]:
    """Return the filters of the list that has exactly the cases of the group."""
    asks = {"body": line.body or NONE}
    if line.authority:
        asks["authority"] = line.authority.code
    elif line.has_namesakes:
        asks["authority"] = NONE
    return asks


def late_asks(line: ByWho) -> dict[str, str]:
    """Return the filters of the list of those whose next deadline this body has to keep."""
    asks = {"due_of": line.body}
    if line.keeps_all:
        return asks
    if line.authority:
        return who_asks(line) | asks
    return asks | ({"authority": NONE} if line.has_namesakes else {})


def table_of(
    board: Board,
    caption: str,
    column: str,
    lines: Iterable[tuple[str, dict[str, str], dict[str, str], Tally]],
) -> dict[str, Any]:
    """Return one table; every figure that is not nought leads to its list.

    Of each line: its label, the filters of its cases and of those with its deadlines, its figures.
    """
    heads = [_("Cases"), _("The longest waits"), _("Overdue"), _("Due today")]
    columns = [
        {"label": column},
        *({"label": label, "is_number": at != 1} for at, label in enumerate(heads)),
    ]
    rows = []
    for label, asks, due_asks, line in lines:
        url = list_url(board, **asks)
        since = ""
        if line.begun and line.since:
            wait = Wait.of_days(line.begun, line.since, board.now.astimezone(board.clock).date())
            since = for_words(wait)
        late = list_url(board, **due_asks, due=Due.OVERDUE) if line.overdue else ""
        today = list_url(board, **due_asks, due=Due.TODAY) if line.today else ""
        cells = [
            {"label": column, "text": label, "url": url},
            {"label": heads[0], "text": grouped(line.count), "is_number": True},
            {"label": heads[1], "text": since, "is_whole": True},
            count_cell(heads[2], line.overdue, late),
            count_cell(heads[3], line.today, today),
        ]
        rows.append({"cells": cells})
    return {"caption": caption, "columns": columns, "rows": rows}


def bodies_waited_for(actor: Actor, board: Board) -> list[dict[str, str]]:
    """Return the bodies that cases wait for, each with where its reply is taken in as a list.

    A body is left out where a list can answer none of its questions.
    """
    url, bodies = reverse("list_receive_answers"), awaited(actor)
    return [
        {"label": str(line.authority), "url": f"{url}?asked_of={line.authority.code}"}
        for line in board.by_who
        if line.authority and line.authority.pk in bodies
    ]


def count_cell(label: str, count: int, url: str) -> dict[str, Any]:
    """Return a cell with a number of cases; a nought stands back."""
    return {
        "label": label,
        "text": grouped(count),
        "url": url,
        "is_number": True,
        "is_nought": count == 0,
    }


def list_url(board: Board, **asks: str) -> str:
    """Return the address of a list of cases, of the same mission and incident as the board."""
    if board.mission:
        asks["mission"] = board.mission.code
    if board.incident:
        asks["incident"] = board.incident.code
    address = reverse("worklist")
    return f"{address}?{urlencode(asks)}" if asks else address


def grouped(number: int) -> str:
    """Return a number as the reader's language groups it."""
    return str(number_format(number, force_grouping=True))
