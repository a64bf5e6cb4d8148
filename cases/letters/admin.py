"""Letters in the admin: the register, read-only, the acts as buttons; never what they say."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.admin_site import acting
from cases.core.roles import FILE
from cases.letters.models import Letter, LetterBatch
from cases.letters.queries import relatives_told, with_sending
from cases.templatetags.moments import occurred


class LetterAdmin(ShownAdmin):
    """The lines of the register; text and file stand on the page of the letter."""

    resource = "letters"
    sees = FILE
    disclosed = ("letter.shown", "show_letter")
    list_display = (
        "number",
        "kind",
        "case",
        "mission",
        "addressee",
        "dated_on",
        "sent_at",
        "withdrawn_at",
    )
    list_filter = ("kind", "year", "language", "awaits_reply")
    list_select_related = ("case__citizen", "mission", "authority")
    ordering = ("-id",)
    exclude = ("version", "authority")
    readonly_fields = ("addressee", "unconfirmed")

    def along(self, request: HttpRequest, rows: list[Any]) -> None:
        """Read to whom of the family notices go."""
        told = relatives_told(acting(request), rows)
        for row in rows:
            row.told = told.get(row.pk)

    @admin.display(description=_("Addressee"), ordering="authority")
    def addressee(self, letter: Any) -> str:
        """To whom it goes: a body, or who of the family."""
        return str(letter.authority or letter.told or "")

    @admin.display(description=_("not read of its layout"))
    def unconfirmed(self, letter: Letter) -> str:
        """What of its layout nobody has read."""
        return "; ".join(letter.made_as.unconfirmed({letter.language}))


class LetterBatchAdmin(ShownAdmin):
    """Letters that were issued together."""

    resource = "letter-batches"
    sees = FILE
    disclosed = ("letter_batch.shown", "show_letter_batch")
    list_display = (
        *("kind", "number", "mission", "authority", "count", "left_out", "issued_at", "issued_by"),
    )
    list_filter = ("kind",)
    list_select_related = ("mission", "authority", "issued_by")
    ordering = ("-id",)
    readonly_fields = ("number", "sent", "signed_copy")

    def get_queryset(self, request: HttpRequest) -> QuerySet[LetterBatch]:
        """Return them with when their scan was sent, and its id."""
        return with_sending(acting(request), super().get_queryset(request))

    @admin.display(description=_("sent at"))
    def sent(self, batch: Any) -> str:
        """When the scan of all was sent."""
        return occurred(batch.sent_from, batch.sent_at, batch.mission.zone) if batch.sent_at else ""

    @admin.display(description=_("signed copy"))
    def signed_copy(self, batch: Any) -> str:
        """The page of the scan of all."""
        if batch.scan is None:
            return ""
        page = reverse("attachment_detail", args=[batch.scan])
        return format_html('<a href="{}">{}</a>', page, _("Look at it"))


show(Letter, LetterAdmin)
show(LetterBatch, LetterBatchAdmin)
