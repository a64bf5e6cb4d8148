"""Pages of head counts: those of a movement, one of them, its acts, and what a phone asks for."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.casework.views_between import page_of
from cases.citizens.choices import Sex
from cases.core import present
from cases.core.actor import Actor
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import Problem, Refused, invalid
from cases.core.fields.inner import place_of
from cases.core.forms import problem_of
from cases.core.json_body import check_size
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import DECLARED
from cases.core.roles import PEOPLE
from cases.core.web import operation_page
from cases.movements.musters.choices import Mark
from cases.movements.musters.forms.fields import Marks, Objects
from cases.movements.musters.forms.strangers import Strangers
from cases.movements.musters.models import Muster, MusterMark, MusterStranger
from cases.movements.musters.operations import mark_people, note_strangers
from cases.movements.musters.operations.sent import MarkAnswer
from cases.movements.musters.pages.shown import (
    mark_buttons,
    muster_context,
    muster_operation,
    musters_context,
    opening_page,
)
from cases.movements.musters.pages.statement import statement_context
from cases.movements.musters.pages.strangers import stranger_operation
from cases.movements.musters.phone import people_answer
from cases.movements.musters.queries import (
    movement_named,
    muster_at,
    muster_by,
    running,
    seat_by_code,
    stranger_by,
)
from cases.movements.musters.reading import count_of

WORKER: Final = "cases/muster-worker.js"


@require_safe
@page_for(PEOPLE)
def musters(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """The head counts of a movement, and who is missing."""
    movement = movement_named(actor, number)
    context = musters_context(actor, movement, present.now())
    disclose_rows("muster.listed", "list_musters", Muster, context["ids"])
    return render(request, "movements/musters.html", context)


@require_safe
@page_for(PEOPLE)
def muster_statement(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """Who was where, when, seen by whom; of everybody or of one person."""
    movement = movement_named(actor, number)
    asked = request.GET.get("case", "")
    context = statement_context(actor, movement, asked, present.now())
    by = ["case"] if asked else []
    disclose_rows("muster_mark.listed", "list_mustermarks", MusterMark, context["ids"], by=by)
    disclose_strangers(context["stranger_ids"], by)
    return render(request, "movements/muster_statement.html", context)


def disclose_strangers(ids: Sequence[int], by: Sequence[str] = ()) -> None:
    """Record which people without a case were shown, where there are any."""
    if ids:
        event, name = "muster_stranger.listed", "list_musterstrangers"
        disclose_rows(event, name, MusterStranger, ids, by=by)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(PEOPLE)
def open_muster_page(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """The page on which a head count begins."""
    movement = movement_named(actor, number)
    return operation_page(request, DECLARED["open_muster"], number, opening_page(movement))


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(PEOPLE)
def muster(request: HttpRequest, actor: Actor, number: str, uuid: UUID) -> HttpResponse:
    """One head count: everybody expected; without scripts each button is a form of its own."""
    found = muster_at(actor, number, uuid)
    if request.method == "POST":
        return mark_one(request, actor, found)
    context = muster_context(actor, found, present.now())
    context |= {"page_key": uuid4(), "found": request.GET.get("find", "")}
    disclose("muster.shown", "show_muster", found)
    disclose_rows("muster_mark.listed", "list_mustermarks", MusterMark, context["ids"])
    disclose_strangers(context["stranger_ids"])
    return render(request, "movements/muster.html", context)


def mark_one(request: HttpRequest, actor: Actor, found: Muster) -> HttpResponse:
    """Keep the mark of one button; the same button of the same page sent twice is one mark."""
    if "stranger" in request.POST:
        return note_one(request, actor, found)
    said = request.POST.get("mark", "")
    case, _blank, mark = said.partition(" ")
    try:
        key = uuid5(UUID(request.POST.get("page_key", "")), said)
    except ValueError:
        key = uuid4()
    marks = read_marks(
        [{"case": case or said, "mark": mark.strip() or Mark.PRESENT, "key": str(key)}]
    )
    (answer,) = mark_people(actor, found, marks=marks)
    if answer.why:
        raise invalid([Problem("mark", answer.code, answer.why)])
    return redirect(f"{found.get_absolute_url()}#{case}")


def note_one(request: HttpRequest, actor: Actor, found: Muster) -> HttpResponse:
    """Take down one person without a case; sent twice from one page it is one."""
    said = {name: request.POST.get(name, "") for name in ("stranger", "sex", "words")}
    try:
        key = uuid5(UUID(request.POST.get("page_key", "")), "|".join(said.values()))
    except ValueError:
        key = uuid4()
    one = {"name": said["stranger"], "sex": said["sex"], "words": said["words"], "key": str(key)}
    (answer,) = note_strangers(actor, found, strangers=read_rows(Strangers(), "strangers", [one]))
    if answer.why:
        raise invalid([Problem("stranger", answer.code, answer.why)])
    return redirect(f"{found.get_absolute_url()}#strangers")


def read_marks(rows: Any) -> Any:
    """Return marks as they came in JSON; 422 naming the faulty one."""
    return read_rows(Marks(), "marks", rows)


def read_rows(field: Objects, name: str, rows: Any) -> Any:
    """Return what came in JSON as an array; 422 naming each faulty part."""
    try:
        return field.clean(field.read(rows))
    except ValidationError as fault:
        raise invalid([told_with_place(name, row) for row in fault.error_list]) from None


def told_with_place(name: str, fault: ValidationError) -> Problem:
    """Return a fault of an array with the place of its row, as people count them."""
    problem = problem_of(name, fault)
    place = place_of(fault)
    if place and isinstance(place[0], int):
        return replace(problem, message=f"{place[0] + 1}: {problem.message}")
    return problem


@require_safe
@page_for(PEOPLE)
def muster_people(request: HttpRequest, actor: Actor, number: str, uuid: UUID) -> HttpResponse:
    """The people of one head count for the page that goes on without a network."""
    found = muster_at(actor, number, uuid)
    counted = count_of(actor, found, present.now())
    disclose("muster.downloaded", "download_muster", found)
    return people_answer(request, actor, found, counted)


@require_POST
@page_for(PEOPLE)
def muster_marks(request: HttpRequest, actor: Actor, number: str, uuid: UUID) -> HttpResponse:
    """Keep the marks that a phone sends; each is answered for itself."""
    found = muster_at(actor, number, uuid)
    answers = mark_people(actor, found, marks=read_marks(sent_in(request, "marks")))
    return told_of_each(answers)


@require_POST
@page_for(PEOPLE)
def muster_strangers(request: HttpRequest, actor: Actor, number: str, uuid: UUID) -> HttpResponse:
    """Take down the people without a case that a phone sends; each is answered for itself."""
    found = muster_at(actor, number, uuid)
    rows = read_rows(Strangers(), "strangers", sent_in(request, "strangers"))
    return told_of_each(note_strangers(actor, found, strangers=rows))


def sent_in(request: HttpRequest, name: str) -> Any:
    """Return the array of a message; nothing where there is none."""
    try:
        check_size(request.body)
        return json.loads(request.body)[name]
    except (Refused, ValueError, KeyError, TypeError):
        return None


def told_of_each(answers: Sequence[MarkAnswer]) -> HttpResponse:
    """Return what came of each thing that a phone sent."""
    return JsonResponse(
        {
            "answers": [
                {"key": str(row.key), "result": str(row.result), "why": str(row.why)}
                for row in answers
            ]
        }
    )


@require_safe
@page_for(PEOPLE)
def muster_shell(request: HttpRequest, actor: Actor, number: str, uuid: UUID) -> HttpResponse:
    """The page of a head count without anybody in it: what a phone shows without a network."""
    found = muster_at(actor, number, uuid)
    context = {"muster": found, "address": found.get_absolute_url(), "is_shell": True}
    context |= {"marks": mark_buttons(), "sexes": list(Sex.choices)}
    return render(request, "movements/muster_shell.html", context)


@require_safe
@page_for(PEOPLE)
def muster_worker(request: HttpRequest, actor: Actor, number: str, uuid: UUID) -> HttpResponse:
    """The worker that keeps this one page at hand; its address bounds what it may answer."""
    muster_at(actor, number, uuid)
    path = finders.find(WORKER)
    assert isinstance(path, str)
    with open(path, encoding="utf-8") as script:
        return HttpResponse(script.read(), content_type="text/javascript; charset=utf-8")


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(PEOPLE)
def muster_operation_page(
    request: HttpRequest, actor: Actor, uuid: UUID, verb: str
) -> HttpResponse:
    """The page of one act on a head count."""
    found = muster_by(actor, uuid)
    page = muster_operation(actor, found, present.now(), request.POST)
    return page_of(request, "musters", uuid, verb, page)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(PEOPLE)
def muster_stranger_operation(
    request: HttpRequest, actor: Actor, uuid: UUID, verb: str
) -> HttpResponse:
    """The page of one act on somebody without a case."""
    page = stranger_operation(stranger_by(actor, uuid))
    return page_of(request, "muster-strangers", uuid, verb, page)


@require_safe
@page_for(PEOPLE)
def movement_code(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """Where the code on paper leads: to the person at the open head count, else to the movement."""
    found = seat_by_code(actor, uuid)
    last = running(actor, found.movement)
    if last is None:
        return redirect(reverse("musters", args=[found.movement.number]))
    where = reverse("muster", args=[found.movement.number, last.uuid])
    return redirect(f"{where}?find={found.case.reference}#{found.case.reference}")
