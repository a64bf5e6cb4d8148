"""Lists that are uploaded on the page."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.core.context import eyes
from cases.intake.lists.models import ReceivedList
from tests.intake.lists.files import table

SAID = {
    "sender": "Invented office",
    "sender_kind": "own",
    "incident": "2025-10-myawaddy",
    "received_on": "2025-10-24",
    "_key": "one",
}


def sent(content, name="danh-sach.xlsx"):
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def uploaded(client, content=None, **more):
    """Upload a list, or paste one."""
    file = {"file": sent(content or table())} if "pasted" not in more else {}
    return client.post(reverse("list_receive"), SAID | file | more)


def the_list(actor):
    """Return the one list that the actor sees."""
    with eyes(actor):
        return ReceivedList.objects.get()
