"""Refusals about files, in words; the feature says the same when it refuses."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

OF_FILES: dict[str, Sentence] = {
    "attached_already": _("This file is attached to the case already."),
    "attachment_result_of_step": _("Say of which step this is the result."),
    "attachment_scan_of_document": _("Say of which document this is a scan."),
    "broken": _("A file was damaged and could not be read."),
    "cannot_be_checked": _("A file could not be checked for viruses."),
    "case_full": _("The files of the case were at their limit."),
    "empty_file": _("A file was empty."),
    "file_lost": _("The bytes of a file could not be read."),
    "group_not_read": _("A file was meant for a restricted group that the role does not read."),
    "group_of_step": _("A file was meant for another restricted group than its step."),
    "heic": _("A picture was in the format HEIC, which is not taken."),
    "inflates": _("A document unpacked to far more than a document holds."),
    "mission_full": _("The files of the mission were at their limit."),
    "not_a_result": _("A step was named for a file that is not its result."),
    "not_a_scan": _("A document was named for a file that is not its scan."),
    "not_utf8_text": _("A text was in an old character set."),
    "office_active": _("A document held macros, or fetched something from elsewhere."),
    "old_office": _("A document was in an old format that is not taken."),
    "part_unreadable": _("A part of a file did not come as it was sent."),
    "password": _("A file was protected by a password."),
    "pdf_active": _("A PDF did something by itself."),
    "photo_not_a_picture": _("A photo of the person is a picture: JPEG, PNG or WebP."),
    "program": _("A file was a program."),
    "text_active": _("A file was a web page or a script."),
    "too_heavy": _("Looking through a file took too much time or memory."),
    "too_many_bytes": _("A file had more than 20 MB."),
    "too_many_on_the_way": _("Too many files were on their way."),
    "too_many_pages": _("A PDF had more than 1,000 pages."),
    "too_many_pixels": _("A picture had too many pixels."),
    "two_kinds": _("A file held more than it said."),
    "unknown": _("A file was not what its name said."),
    "unknown_kind": _("A file was of a kind that is not taken."),
    "virus_found": _("The virus scanner found harmful software in a file."),
    "withdrawn_already": _("This file was withdrawn already."),
    "wrong_ending": _("A file was of another kind than its name said."),
}
