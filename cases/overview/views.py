"""The work list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cases.casework.models import Case
from cases.casework.unsealed import count_to_review
from cases.core import present
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.pages import EVERYBODY, page_for, staff_page
from cases.core.roles import AUDIT, FIGURES, FILE, PEOPLE, PUBLISHED, REFERENCE, REVIEW
from cases.intake.pages import draft_rows
from cases.movements.handover.waiting import arrivals_words
from cases.overview import undo
from cases.overview.chosen import at_once, others
from cases.overview.exporting import export_address
from cases.overview.forms import WorklistFilters
from cases.overview.look import LookForm, look_of
from cases.overview.offers import offers
from cases.overview.own import kept_views, with_filters
from cases.overview.queries import Filters, worklist, worklist_page
from cases.overview.rows import lines_of
from cases.overview.saved import BY_DEADLINE, MINE, counts_of, tabs, views_for
from cases.overview.today import most_urgent, waiting, whose

HOMES = (
    (PEOPLE, "worklist"),
    (FIGURES, "incident_list"),
    (PUBLISHED, "published_list"),
    (AUDIT, "record_list"),
    (REFERENCE, "calendar"),
)
"""Where somebody begins, by what the role sees."""


@require_safe
@page_for(EVERYBODY)
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what waits for whoever works on cases; lead others to the first page they see."""
    if actor.may("staff.administer"):
        return redirect("staff_list")
    if actor.sees(FILE):
        return today(request, actor)
    return redirect(next((name for word, name in HOMES if actor.sees(word)), "admin:index"))


def today(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What must be done now: how much of what, and the cases whose deadlines come first."""
    now = present.now()
    rows = most_urgent(actor, now)
    disclose_rows("case.listed", "list_cases", Case, [row["pk"] for row in rows])
    context = {
        "day": now,
        "is_mine": bool(whose(actor)),
        "waiting": waiting(actor, now),
        "rows": lines_of(actor, rows, offers(actor), now),
        "list_url": (MINE if whose(actor) else BY_DEADLINE).url,
        "undo": undo.kept(request.session),
        "drafts": draft_rows(actor),
    }
    return render(request, "overview/today.html", context)


@require_safe
@staff_page
def worklist_view(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The cases of the own mission; headquarters sees all."""
    now = present.now()
    form = WorklistFilters(actor, request.GET)
    filters = form.filters()
    cases = worklist(actor, filters, now)
    page = worklist_page(cases, filters, request.GET.get("page", ""))
    chips, ids = form.chips(), [row["pk"] for row in page.rows]
    disclose_rows("case.listed", "list_cases", Case, ids, by=[chip["name"] for chip in chips])
    look = look_of(request, at_the_gate=actor.is_reception)
    views = tabs([*views_for(actor), *kept_views(actor)], request.GET.dict())
    is_kept = any(view["is_current"] for view in views)
    context = {
        "tabs": views,
        "export_url": export_address(actor, form),
        "save_url": "" if is_kept else save_address(request, actor, form),
        "faulty": form.faulty(),
        "counts_url": address(request, {}, reverse("worklist_views")),
        "look": look,
        "look_form": LookForm(look),
        "at_once": at_once(actor),
        "other_acts": others(actor),
        "may_write": actor.may("letter.issue"),
        "may_split": actor.may("money.record"),
        "may_hand_over": actor.may("handover.prepare"),
        "drafts": draft_rows(actor),
        "undo": undo.kept(request.session),
        "arrivals": actor.is_reception,
        "arrived": arrivals_words(actor) if actor.is_reception else "",
        "to_review": review_words(actor),
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "rows": lines_of(actor, page.rows, form.offers, now),
        "filters": form,
        "chips": [
            {"label": chip["label"], "remove_url": address(request, {chip["name"]: None})}
            for chip in chips
        ],
        "clear_url": reverse("worklist"),
        "prev_url": address(request, {"page": page.previous}) if page.previous else "",
        "next_url": address(request, {"page": page.following}) if page.following else "",
        "capped_count": count_words(filters) % {"shown": len(page.rows), "count": page.count},
    }
    status = 422 if form.errors else 200
    return render(request, "overview/worklist.html", context, status=status)


@require_safe
@staff_page
def worklist_views(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The saved views with their counts: fetched after the list, which nobody has to wait for."""
    views = [*views_for(actor), *with_filters(actor, kept_views(actor))]
    counts = counts_of(actor, views, present.now())
    context = {"tabs": tabs(views, request.GET.dict(), counts), "counts_url": ""}
    return render(request, "overview/tabs.html", context)


def review_words(actor: Actor) -> str:
    """Return how many openings of what is restricted wait for this reader's review, if any."""
    if not actor.sees(REVIEW):
        return ""
    waiting = count_to_review(actor)
    if not waiting:
        return ""
    return ngettext(
        "%(n)d opening of sealed parts waits for your review.",
        "%(n)d openings of sealed parts wait for your review.",
        waiting,
    ) % {"n": waiting}


def address(request: HttpRequest, changes: dict[str, str | None], home: str = "") -> str:
    """Return the address of this list with some parameters changed; a new filter starts over."""
    home = home or reverse("worklist")
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{home}?{query.urlencode()}" if query else home


def save_address(request: HttpRequest, actor: Actor, form: WorklistFilters) -> str:
    """Return where this list is saved under a name; nothing where it is none of one's own."""
    codes = form.codes()
    if form.errors or not codes or not (actor.may("view.save") and views_for(actor)):
        return ""
    return address(request, {}, reverse("saved_view_save"))


def count_words(filters: Filters) -> str:
    """Return the sentence on how many cases are shown, and in which order."""
    if filters.is_by_deadline:
        return _("%(shown)d of %(count)s cases, the nearest deadline first")
    return _("%(shown)d of %(count)s cases, the longest at one stage first")
