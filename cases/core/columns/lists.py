"""Columns of lists that were received, and of their rows."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

LISTS: dict[str, Sentence] = {
    "listrow.apart": _("who is somebody else"),
    "listrow.because": _("how that is known"),
    "listrow.cells": _("cells as they came"),
    "listrow.corrected": _("put in place of cells"),
    "listrow.number": _("row"),
    "listrow.part": _("which person of the row"),
    "listrow.problems": _("problems"),
    "listrow.received": _("list"),
    "listrow.settled_at": _("settled at"),
    "listrow.settled_by": _("settled by"),
    "listrow.sheet": _("sheet"),
    "listrow.state": _("what becomes of it"),
    "listrow.values": _("what was read"),
    "receivedlist.asked_of": _("reply of"),
    "receivedlist.crossing_from": _("everybody left country"),
    "receivedlist.crossing_to": _("everybody entered country"),
    "receivedlist.day_order": _("what stands first in the dates"),
    "receivedlist.file_digest": _("digest of the file"),
    "receivedlist.file_kind": _("kind of file"),
    "receivedlist.file_name": _("name of the file"),
    "receivedlist.file_size": _("size of the file"),
    "receivedlist.layout": _("what the columns hold"),
    "receivedlist.notes": _("what is to be said of it"),
    "receivedlist.received_on": _("received on"),
    "receivedlist.reference": _("number of their letter"),
    "receivedlist.replaces": _("newer version of"),
    "receivedlist.round": _("how often the columns were said"),
    "receivedlist.sender": _("sender"),
    "receivedlist.sender_kind": _("kind of sender"),
    "receivedlist.sheets": _("sheets"),
    "receivedlist.short_years": _("calendar of short years"),
    "receivedlist.state": _("how far"),
    "sendermapping.headings": _("what headings mean"),
    "sendermapping.remembered_at": _("said at"),
    "sendermapping.remembered_by": _("said by"),
    "sendermapping.sender_key": _("sender"),
}
