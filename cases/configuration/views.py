"""The page of the configuration: how it stands, as files, and a set beside it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.configuration.exporting import exported
from cases.configuration.models import LOADS
from cases.configuration.operations.bringing import MOST_FAULTS
from cases.configuration.pages import difference_context, standing_context
from cases.configuration.policies import allow_read
from cases.configuration.sets import MOST_SENT, UnreadableError, packed
from cases.configuration.showing import compared, told_of
from cases.configuration.standing import standing
from cases.core import present
from cases.core.actor import Actor
from cases.core.audit import write_entry
from cases.core.fields import Upload
from cases.core.pages import page_for
from cases.core.received import takes_file
from cases.core.roles import REFERENCE
from cases.seeding.entries import FaultyError

EXPORTED = ("configuration.exported", "export_configuration")
ARCHIVE = "archive"
COMMAND = "manage.py configuration load SET.zip --expecting {}"
FILE = Upload(
    most_bytes=MOST_SENT,
    error_messages={"required": gettext_lazy("Choose the ZIP of a configuration.")},
)


@takes_file(MOST_SENT)
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(REFERENCE)
def configuration(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How this installation is set up; a set that is sent is shown beside it, nothing is kept."""
    allow_read(actor)
    context = standing_context(standing(actor)) | {"may_load": actor.may(LOADS)}
    if request.method != "POST":
        return render(request, "configuration/configuration.html", context)
    found = sent_set(actor, request.POST.get(ARCHIVE, ""))
    status = 200 if "shown" in found else 422
    return render(request, "configuration/configuration.html", context | found, status=status)


def sent_set(actor: Actor, words: str) -> dict[str, Any]:
    """Return the difference of a set, or why there is none."""
    try:
        found = compared(actor, FILE.clean(words).content)
    except ValidationError as fault:
        return {"fault": fault.messages[0]}
    except UnreadableError as fault:
        return {"fault": str(fault)}
    except FaultyError as faulty:
        return {"faults": faulty.faults[:MOST_FAULTS]}
    return {
        "shown": difference_context(told_of(found)),
        "command": COMMAND.format(found.digest),
    }


@require_safe
@page_for(REFERENCE)
def configuration_download(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything as one ZIP; that it left is on record."""
    allow_read(actor)
    content = packed(exported(actor))
    write_entry(*EXPORTED, [])
    answer = HttpResponse(content, content_type="application/zip")
    name = f"configuration-{present.today(actor.zone):%Y-%m-%d}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
