"""Why a file is not kept, in words for staff."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Refused, Sentence, broken_rule

SENTENCES: Final[dict[str, Sentence]] = {
    "empty_file": _("This file is empty. Choose it again, or ask the sender for another copy."),
    "too_many_bytes": _(
        "This file has more than 20 MB. Make the picture smaller, or split the document."
    ),
    "unknown_kind": _(
        "This kind of file is not taken. Taken are JPEG, PNG and WebP pictures, PDF, text, CSV, "
        "DOCX, XLSX, ODT and ODS."
    ),
    "unknown": _(
        "This is not what its name says, or is no kind of file that is taken. Open it, save it "
        "anew as JPEG or PDF, and send that."
    ),
    "wrong_ending": _(
        "What is in this file is of another kind than its name says. Save it anew under its own "
        "kind, and send that."
    ),
    "program": _("This is a program, not a document or a picture. It was not kept."),
    "heic": _(
        "HEIC pictures are not taken. Set the camera of the phone to “most compatible” (JPEG), or "
        "send a screenshot of the picture."
    ),
    "old_office": _(
        "Documents in the old formats (DOC, XLS, PPT) are not taken. Save it as DOCX, XLSX or PDF."
    ),
    "broken": _(
        "This file is damaged and cannot be read. Open it, save it anew, or ask for another copy."
    ),
    "two_kinds": _(
        "This file holds more than it says: something stands before its beginning or behind its "
        "end. Print it to PDF anew, or save it anew, and send that."
    ),
    "password": _("This file is protected by a password. Save it without one, and send that."),
    "too_many_pixels": _(
        "This picture has too many pixels (at most 25 million, as JPEG 120 million). Make it "
        "smaller, and send that."
    ),
    "too_many_pages": _("This PDF has more than 1,000 pages. Split it and send the parts."),
    "pdf_active": _(
        "This PDF does something by itself: it holds a script, a form that sends or another file. "
        "Print it to PDF anew, and send that."
    ),
    "text_active": _("This is a web page or a script, not a plain text. It was not kept."),
    "not_utf8_text": _("This text is in an old character set. Save it as UTF-8, and send that."),
    "office_active": _(
        "This document holds macros, objects of other programs, or fetches something from "
        "elsewhere. Save it as PDF, and send that."
    ),
    "inflates": _("This document unpacks to far more than a document holds. It was not kept."),
    "too_heavy": _(
        "Looking through this file took too much time or memory. Save it anew in a simpler form, "
        "such as PDF, and send that."
    ),
}


def refused(code: str) -> Refused:
    """Return the 422 of a file that is not kept."""
    return broken_rule(SENTENCES[code], code, "file")
