"""The page of linking two records, turned round: the other one then stands for the person."""

from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from cases.casework.forms.same_person import record_of
from cases.core.actor import Actor

OF_ONE_RECORD: Final = ("_swap", "_version", "_target", "_key", "_was")
"""What a page carries that is of its own record alone."""


def turned_round(request: HttpRequest, actor: Actor, uuid: str) -> str:
    """Return the record that was named, to be shown with this one named and all else as typed.

    Which of two records stands for the person is easily taken the wrong way round. Nothing is done;
    where nobody in sight was named the page stays as it is.
    """
    typed = request.POST.copy()
    typed["_preview"] = "1"
    other = record_of(actor, typed.get("into", "").strip())
    if other is not None:
        typed["into"] = uuid
        for name in OF_ONE_RECORD:
            typed.pop(name, None)
        address = reverse("citizen_operation", args=[other.uuid, "link-same-person"])
        query = request.GET.urlencode()
        request.form_address = f"{address}?{query}" if query else address  # type: ignore[attr-defined] # read by core.web
    request.POST = typed  # type: ignore[assignment] # a view only reads it
    return str(other.uuid) if other is not None else uuid
