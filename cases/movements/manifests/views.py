"""Files of a frozen list: PDF, CSV, workbook, in the form of whoever gets it."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.errors import Refused, not_found, proof_needed
from cases.core.pages import page_for
from cases.core.roles import FILE
from cases.movements.manifests.building import manifest_page
from cases.movements.manifests.composing import printed_manifest
from cases.movements.manifests.kinds import LANGUAGES, ManifestForm, manifest_forms
from cases.movements.manifests.page import ManifestPage
from cases.movements.manifests.queries import version_of
from cases.movements.manifests.sheets import as_csv, as_workbook, file_name
from cases.movements.models import ManifestLine

Sheet = Callable[[ManifestPage, ManifestForm, str], bytes]
SHEETS: Final[dict[str, tuple[Sheet, str]]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        as_workbook,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
ENDINGS: Final = ("pdf", *SHEETS)


@require_safe
@page_for(FILE)
def manifest_files(request: HttpRequest, actor: Actor, number: str, version: int) -> HttpResponse:
    """Which files there are of a frozen list: for whom, in which language."""
    found = version_of(actor, number, version)
    forms = [
        {
            "title": form.title(get_language()),
            "for_whom": form.for_whom(get_language()),
            "files": [
                {
                    "label": f"{ending.upper()}, {word}",
                    "url": file_url(number, version, form.code, ending, language),
                }
                for ending in ENDINGS
                for language, word in in_words().items()
            ],
        }
        for form in manifest_forms().values()
    ]
    context = {
        "title": _("List of %(movement)s, version %(number)d")
        % {"movement": number, "number": version},
        "version": found,
        "forms": forms,
        "zone": found.movement.mission.zone,
        "back_url": found.get_absolute_url(),
    }
    return render(request, "movements/manifest_files.html", context)


def in_words() -> dict[str, str]:
    """Return the languages of a form, each in its own words."""
    return dict(zip(LANGUAGES, ("English", "Tiếng Việt", "Français"), strict=True))


def file_url(number: str, version: int, form: str, ending: str, language: str) -> str:
    """Return the address of one file."""
    where = reverse("manifest_file", args=[number, version, f"{form}.{ending}"])
    return f"{where}?language={language}"


@require_safe
@page_for(FILE)
def manifest_file(
    request: HttpRequest, actor: Actor, number: str, version: int, name: str
) -> HttpResponse:
    """One file of a frozen list; who took it, and in whose form, is on record.

    A sheet that is taken along asks for a proof of who it is first, as every sheet of people does.
    """
    found = version_of(actor, number, version)
    form, _dot, ending = name.partition(".")
    chosen = manifest_forms().get(form)
    if chosen is None or ending not in ENDINGS:
        raise not_found()
    language = request.GET.get("language") or chosen.usual
    if language not in LANGUAGES:
        raise no_such_language()
    if ending in SHEETS and not actor.has_proved(timezone.now()):
        raise proof_needed()
    with override(language):
        page, ids = manifest_page(actor, found)
    by = [f"form:{form}", f"language:{language}"]
    if ending == "pdf":
        content = printed_manifest(page, chosen, language, code_address(request))
        disclose_rows("manifest.printed", "print_manifest", ManifestLine, ids, by=by)
        return as_file(content, "application/pdf", file_name(page, chosen, ending), "inline")
    made, kind = SHEETS[ending]
    disclose_rows("manifest.exported", "export_manifest", ManifestLine, ids, by=by)
    content = made(page, chosen, language)
    return as_file(content, kind, file_name(page, chosen, ending), "attachment")


def code_address(request: HttpRequest) -> Callable[[str], str]:
    """Return what makes of a person's code the address that a telephone opens."""

    def address(code: str) -> str:
        return request.build_absolute_uri(reverse("movement_code", args=[code]))

    return address


def no_such_language() -> Refused:
    """422: there is no such form in that language."""
    return Refused(_("This list is not printed in that language."), "no_such_language", 422)


def as_file(content: bytes, kind: str, name: str, how: str) -> HttpResponse:
    """Return a file that is kept nowhere on the way."""
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
