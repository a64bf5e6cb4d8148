"""The pages of the record: its entries, one of them, how it stands, and the sheet."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.core.actor import Actor
from cases.core.audit import write_entry
from cases.core.closed import close, open_closed
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import Problem, invalid, proof_needed
from cases.core.evidence.state import state_of_record
from cases.core.models import AuditEntry
from cases.core.pages import page_for
from cases.core.registry import RESOURCES
from cases.core.roles import AUDIT
from cases.record.forms import RecordFilters
from cases.record.pages.chain import standing_of, state_groups, state_notices
from cases.record.pages.entry import entry_context
from cases.record.pages.lines import lines_of
from cases.record.pages.sheet import sheet_of
from cases.record.pages.words import OWN_ENTRY, OWN_LIST, OWN_SHEET, OWN_STATE
from cases.record.queries import MOST_EXPORTED, Place, entry_page, record_of

USE = "record.entries"
PAGE = "behind"


@require_safe
@page_for(AUDIT)
def record_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What was done, shown or refused, the newest first."""
    form = RecordFilters(actor, request.GET)
    page = entry_page(form.narrowed(record_of(actor)), place_of(request.GET.get(PAGE, "")))
    lines = lines_of(actor, page.rows)
    disclose_rows(*OWN_LIST, AuditEntry, [line.number for line in lines], by=form.chosen())
    query = filters_of(request)
    context = {
        "lines": lines,
        "filters": form,
        "is_narrowed": bool(form.chosen()),
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "prev_url": address(query) if request.GET.get(PAGE) else "",
        "next_url": address(query, page.following) if page.following else "",
        "sheet_url": address(query, name="record_sheet") if lines and not form.errors else "",
        "most": MOST_EXPORTED,
    }
    return render(request, "record/list.html", context, status=422 if form.errors else 200)


@require_safe
@page_for(AUDIT)
def record_entry(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """Everything that one entry holds, and its place in the chain, computed again."""
    entry = RESOURCES["record"].find(actor, number)
    line = lines_of(actor, [entry])[0]
    context = entry_context(line, standing_of(entry.pk), actor)
    disclose(*OWN_ENTRY, entry)
    return render(request, "record/entry.html", context)


@require_safe
@page_for(AUDIT)
def record_state(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Whether the record is whole: the end of the chain, the last seal, the last proof."""
    state, now = state_of_record(), timezone.now()
    write_entry(*OWN_STATE, [])
    context = {
        "notices": state_notices(state, now),
        "groups": state_groups(state, actor.zone, counts=actor.is_headquarters),
    }
    return render(request, "record/state.html", context)


@require_safe
@page_for(AUDIT)
def record_sheet(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The filtered record as CSV; whoever takes so much along proves first who it is."""
    if not actor.has_proved(timezone.now()):
        raise proof_needed()
    form = RecordFilters(actor, request.GET)
    if form.errors:
        faulty = form.errors.get_json_data()
        raise invalid(
            [Problem(name, rows[0]["code"], rows[0]["message"]) for name, rows in faulty.items()]
        )
    text, numbers = sheet_of(actor, form.narrowed(record_of(actor)))
    disclose_rows(*OWN_SHEET, AuditEntry, numbers, by=form.chosen())
    day = timezone.now().astimezone(actor.clock)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="record-{day:%Y-%m-%d}.csv"'
    return answer


def place_of(text: str) -> Place | None:
    """Return the place a page begins behind; 422 for one that is not ours."""
    if not text:
        return None
    try:
        moment, _sep, number = (open_closed(text, USE) or b"").decode().partition("~")
        return datetime.fromisoformat(moment), int(number)
    except ValueError:
        message = _("This page address is not valid. Start again from the first page.")
        raise invalid([Problem(PAGE, "bad_cursor", message)]) from None


def filters_of(request: HttpRequest) -> QueryDict:
    """Return the filters of this address that carry something, without the page."""
    query = QueryDict(mutable=True)
    for name in RecordFilters.base_fields:
        if request.GET.get(name):
            query[name] = request.GET[name]
    return query


def address(query: QueryDict, behind: Place | None = None, name: str = "record_list") -> str:
    """Return the address with these filters, of the page that begins behind a place."""
    asked = query.copy()
    if behind is not None:
        asked[PAGE] = close(f"{behind[0].isoformat()}~{behind[1]}".encode(), USE)
    return f"{reverse(name)}?{asked.urlencode()}" if asked else reverse(name)
