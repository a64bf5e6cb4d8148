"""Pages of the board, and of what somebody should look at."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.casework.choices import Outcome, TransitionKind
from cases.casework.deaths import outlived_of_each
from cases.casework.models import Case, Transition
from cases.casework.pages.doubts import outlived_words
from cases.casework.pages.words import (
    contradiction_words,
    opening_words,
    overlooked_words,
    recorded_by,
    source_words,
    transition_title,
)
from cases.casework.same.resting import OF
from cases.core import present
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.pages import page_for
from cases.core.roles import FILE
from cases.overview.board import board_of
from cases.overview.board_pages import board_context, bodies_waited_for
from cases.overview.forms import BoardFilters
from cases.overview.reviews import (
    ReviewPage,
    elsewhere_told,
    gate_words,
    passed_by_fact,
    to_review,
)

WITHOUT_LINK: Final = gettext_lazy(
    "No link says of whom this is a duplicate, so the person counts here. Link the two records of "
    "this person, or reopen the case."
)


@require_safe
@page_for(FILE)
def board(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is stuck, with whom, and which deadline runs out today."""
    form = BoardFilters(actor, request.GET)
    chosen = form.chosen()
    shown = board_of(actor, present.now(), **chosen)
    context = {
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "filters": form,
        **board_context(shown),
        "answering": bodies_waited_for(actor, shown) if actor.may("list.take_in") else [],
    }
    return render(request, "overview/board.html", context, status=422 if form.errors else 200)


@require_safe
@page_for(FILE)
def passed_gates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Facts that went past a gate."""
    words = {
        "title": _("Gates passed by fact"),
        "lead": _(
            "Facts are never denied: these were recorded although a gate still asked for "
            "something. See whether it must still be done."
        ),
        "empty": _("No fact has gone past a gate."),
    }
    page = passed_by_fact(actor, request.GET.get("before", ""))
    return review_page(request, actor, page, words)


@require_safe
@page_for(FILE)
def entries_to_review(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Entries that later news made odd, and closings that something else contradicts."""
    words = {
        "title": _("Entries to check"),
        "lead": _(
            "Each of these entries no longer fits what is known by now. What does not fit stands "
            "below it."
        ),
        "empty": _("No entry needs to be checked."),
    }
    return review_page(request, actor, to_review(actor, request.GET.get("before", "")), words)


def review_page(
    request: HttpRequest, actor: Actor, page: ReviewPage, words: dict[str, str]
) -> HttpResponse:
    """Show rows of the ledger, the newest first."""
    still_open = gate_words(actor, page.rows)
    deaths = [row for row in page.rows if row.to_outcome == Outcome.DIED]
    late = outlived_of_each(actor, deaths) if deaths else {}
    told = elsewhere_told(actor, [row.case for row in page.rows])
    ids = [row.case_id for row in page.rows]
    disclose_rows("case.listed", "list_reviews", Case, ids)
    here = request.path
    context = {
        **words,
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "rows": [
            review_row(
                row,
                still_open[row.pk],
                outlived_words(late.get(row.pk, ()), actor.zone),
                told.get(row.case_id, ""),
            )
            for row in page.rows
        ],
        "prev_url": here if request.GET.get("before") else "",
        "next_url": f"{here}?before={page.following}" if page.following else "",
        "board_url": reverse("board"),
    }
    return render(request, "overview/reviews.html", context)


LATER_NEWS: Final = gettext_lazy(
    "What was told later came before this entry. See whether it still holds."
)


def is_without_link(row: Transition) -> bool:
    """Return whether the row closed its case as a duplicate without a link."""
    return row.changes.get("outcome") == Outcome.DUPLICATE and OF not in row.changes


def review_row(
    row: Transition, still_open: list[str], remark: str, elsewhere: str
) -> dict[str, Any]:
    """Return one row in words; `remark` says what is odd about a death.

    `elsewhere`: that a record out of sight has the person elsewhere.
    """
    case = row.case
    return {
        "name": str(case.citizen),
        "reference": case.reference,
        "incident": case.incident.code,
        "url": case.get_absolute_url(),
        "title": transition_title(row),
        "occurred_from": row.occurred_from,
        "occurred_at": row.occurred_at,
        "source": source_words(row),
        "by": recorded_by(row),
        "known_at": row.recorded_at,
        "still_open": still_open,
        "remark": remark
        or (WITHOUT_LINK if is_without_link(row) else contradiction_words(case))
        or (overlooked_words(case) if "outcome" in row.changes else "")
        or (opening_words(case) if row.kind == TransitionKind.OPEN else "")
        or (LATER_NEWS if row.needs_review else elsewhere),
    }
