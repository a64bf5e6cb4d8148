"""Closed sets of attachments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a file is on a case."""

    PHOTO = "photo", _("Photo of the person")
    DOCUMENT = "document", _("Scan of an identity document")
    RESULT = "result", _("Result of a step")
    OTHER = "other", _("Another paper or picture")


class FileKind(models.TextChoices):
    """Which kind of file it is; the list of what is taken."""

    JPEG = "jpeg", _("JPEG picture")
    PNG = "png", _("PNG picture")
    WEBP = "webp", _("WebP picture")
    PDF = "pdf", _("PDF")
    TXT = "txt", _("Text")
    CSV = "csv", _("CSV table")
    DOCX = "docx", _("DOCX document")
    XLSX = "xlsx", _("XLSX workbook")
    ODT = "odt", _("ODT document")
    ODS = "ods", _("ODS workbook")


class WithdrawReason(models.TextChoices):
    """Why a file is withdrawn: a code, since words could say what the file itself hides."""

    WRONG_PERSON = "wrong_person", _("It is of somebody else")
    WRONG_FILE = "wrong_file", _("The wrong file was chosen")
    REPLACED = "replaced", _("A better copy has come")
    NOT_NEEDED = "not_needed", _("It is not needed for the case")
