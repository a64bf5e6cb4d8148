"""Letters in the admin: the register, read-only, the acts as buttons; never what they say."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.roles import FILE
from cases.letters.models import Letter, LetterBatch


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
        "authority",
        "dated_on",
        "sent_at",
        "withdrawn_at",
    )
    list_filter = ("kind", "year", "language", "awaits_reply")
    list_select_related = ("case__citizen", "mission", "authority")
    ordering = ("-id",)
    exclude = ("version",)
    readonly_fields = ("unconfirmed",)

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


show(Letter, LetterAdmin)
show(LetterBatch, LetterBatchAdmin)
