"""Columns of files on cases."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

FILES: dict[str, Sentence] = {
    "attachment.document": _("scan of"),
    "attachment.mission": _("attached by the mission"),
    "attachment.names_others": _("names people of other cases too"),
    "attachment.purpose": _("what it is"),
    "attachment.restricted": _("only for roles that read"),
    "attachment.size": _("bytes"),
    "attachment.step": _("result of"),
    "attachment.withdraw_reason": _("why withdrawn"),
    "attachment.withdrawn_at": _("withdrawn at"),
    "attachment.withdrawn_by": _("withdrawn by"),
    "attachedfile.attachment": _("attachment"),
    "attachedfile.description": _("in words"),
    "attachedfile.digest": _("SHA-256 of what is kept"),
    "attachedfile.height": _("height"),
    "attachedfile.kind": _("kind of file"),
    "attachedfile.name": _("name of the file"),
    "attachedfile.named_cases": _("cases of all whom it names"),
    "attachedfile.pages": _("pages"),
    "attachedfile.preview": _("name of the small picture in the store"),
    "attachedfile.restricted": _("only for roles that read"),
    "attachedfile.sent_digest": _("SHA-256 of what came"),
    "attachedfile.stored": _("name in the store"),
    "attachedfile.width": _("width"),
}
