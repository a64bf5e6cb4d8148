"""Notices and the outbox in the admin."""

import re
from typing import Any, Final

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ShownAdmin, show
from cases.core.jobs.admin import HeadquartersAdmin
from cases.notices.models import Notice, OutboxMail
from cases.notices.words import sentence_of

CASE: Final = re.compile(r"[A-Z]{3}-[0-9]{4}-[0-9]{5,12}")


def case_number(row: Any) -> str:
    """Return the number of a case; other records are named by identifiers, which say nothing."""
    return row.reference if CASE.fullmatch(row.reference) else ""


class NoticeAdmin(ShownAdmin):
    """Notices to the own mission."""

    resource = "notices"
    list_display = ("created_at", "said", "audience", "staff", "read_at", "read_by")
    list_filter = ("audience",)
    list_select_related = ("staff", "read_by")
    fields = (
        *("said", "mission", "audience", "staff", "meant_staff", "meant_mission"),
        *("reference", "created_at", "read_at", "read_by", "mailing"),
    )
    readonly_fields = ("said",)
    says = {"reference": case_number}
    exclude = ("from_mission_id", "case_id", "params")

    def name_of(self, row: Notice) -> str:
        return self.said(row)

    @admin.display(description=_("notice"))
    def said(self, row: Notice) -> str:
        """Return the sentence, missions and bodies by their codes."""
        return sentence_of(row.kind, row.reference, row.params)


class OutboxMailAdmin(HeadquartersAdmin):
    """The outbox: what waits, what was given up and why, what stays in the app."""

    list_display = ("created_at", "to_staff", "subject", "state", "attempts", "next_try_at")
    list_filter = ("state",)
    list_select_related = ("to_staff",)
    exclude = ("notice",)


show(Notice, NoticeAdmin)
show(OutboxMail, OutboxMailAdmin)
