"""Files attached to cases."""

from cases.files.models.attached_file import AttachedFile, AttachedFileQuerySet
from cases.files.models.attachment import Attachment, AttachmentQuerySet

__all__ = ["AttachedFile", "AttachedFileQuerySet", "Attachment", "AttachmentQuerySet"]
