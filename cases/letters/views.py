"""Pages of letters: the register, one letter, its file, a draft, and the acts on it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.casework.queries import find_case
from cases.core.actor import Actor
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import not_for_role, not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.received import takes_file
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.roles import FILE
from cases.core.web import operation_page
from cases.files.examining.kinds import MOST_BYTES
from cases.letters.bundle import bundle_of
from cases.letters.forms.filters import LetterFilters
from cases.letters.models import Letter
from cases.letters.pages.detail import (
    batch_context,
    batch_operation,
    issue_page,
    letter_context,
    letter_operation,
)
from cases.letters.pages.listed import register_context
from cases.letters.pages.together import together_page
from cases.letters.queries import content_of
from cases.letters.writing import draft_of


@require_safe
@page_for(FILE)
def letter_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The register: numbers in the order of issue, what waits for a reply by a filter."""
    filters = LetterFilters(actor, request.GET)
    context = register_context(actor, filters, request.GET.get("page", ""))
    disclose_rows("letter.listed", "list_letters", Letter, context["ids"], by=context["by"])
    return render(request, "letters/letter_list.html", context)


@require_safe
@page_for(FILE)
def letter_detail(request: HttpRequest, actor: Actor, reference: UUID) -> HttpResponse:
    """One letter: its line of the register, what it says, its reply."""
    letter = RESOURCES["letters"].find(actor, str(reference))
    disclose("letter.shown", "show_letter", letter)
    return render(request, "letters/letter_detail.html", letter_context(actor, letter))


@require_safe
@page_for(FILE)
def letter_file(request: HttpRequest, actor: Actor, reference: UUID) -> HttpResponse:
    """The file of a letter, as it was issued; who got it is on record."""
    letter = RESOURCES["letters"].find(actor, str(reference))
    content = content_of(actor, letter)
    if content is None:
        raise not_for_role()
    disclose("letter.downloaded", "download_letter", letter)
    return as_file(bytes(content.pdf), letter.number.replace("/", "-"))


@require_safe
@page_for(FILE)
def letter_draft(request: HttpRequest, actor: Actor, reference: str, letter: str) -> HttpResponse:
    """A draft of a letter, marked as one; nothing is stored but that it was looked at."""
    case = find_case(actor, reference)
    _draft, printed = draft_of(actor, case, letter)
    disclose("letter.previewed", "show_letter_draft", case)
    return as_file(printed.pdf, f"draft-{letter}-{case.reference}")


def as_file(content: bytes, name: str) -> HttpResponse:
    """Return a PDF for the browser to show; it is kept nowhere on the way."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def issue_letter_page(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """The page on which a letter about a case is issued."""
    case = find_case(actor, reference)
    letter = request.POST.get("letter") or request.GET.get("letter", "")
    page = issue_page(actor, case, letter, dict(request.POST.lists()))
    return operation_page(request, DECLARED["issue_letter"], reference, page)


@keeps_typed
@takes_file(MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def letter_operation_page(
    request: HttpRequest, actor: Actor, reference: UUID, verb: str
) -> HttpResponse:
    """The page of an act on a letter."""
    for declared in declared_for("letters"):
        if declared.verb == verb:
            return operation_page(request, declared, str(reference), letter_operation(verb))
    raise not_found()


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def issue_letters_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page on which letters are issued together, for cases chosen on the work list."""
    cases = request.POST.getlist("cases") or request.GET.getlist("cases")
    letter = request.POST.get("letter") or request.GET.get("letter", "")
    page = together_page(actor, cases, letter, dict(request.POST.lists()))
    return operation_page(request, DECLARED["issue_letters"], "", page)


@require_safe
@page_for(FILE)
def letter_batch(request: HttpRequest, actor: Actor, reference: UUID) -> HttpResponse:
    """Letters that were issued together."""
    batch = RESOURCES["letter-batches"].find(actor, str(reference))
    disclose("letter_batch.shown", "show_letter_batch", batch)
    return render(request, "letters/letter_batch.html", batch_context(actor, batch))


@keeps_typed
@takes_file(MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def letter_batch_operation(
    request: HttpRequest, actor: Actor, reference: UUID, verb: str
) -> HttpResponse:
    """The page of an act on letters that were issued together."""
    for declared in declared_for("letter-batches"):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, str(reference), batch_operation())
    raise not_found()


@require_safe
@page_for(FILE)
def letter_batch_file(request: HttpRequest, actor: Actor, reference: UUID) -> HttpResponse:
    """One file to print: a list in front, then the letters of a batch by number."""
    batch = RESOURCES["letter-batches"].find(actor, str(reference))
    content, ids = bundle_of(actor, batch)
    disclose_rows("letter.downloaded", "download_letters", Letter, ids, by=["batch"])
    return as_file(content, f"letters-{batch.uuid}")
