"""Cases in the admin."""

from datetime import datetime
from functools import cache
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework.models import (
    Case,
    CaseBasis,
    Clock,
    Inquiry,
    Reminder,
    SealedPart,
    Step,
    StepResult,
    Transition,
)
from cases.casework.models.step import UNDONE
from cases.casework.pages.blocking import blocked_line, blocker_of
from cases.casework.pages.clocks import end_words
from cases.casework.pages.listed import part_words, result_words, steps_called
from cases.casework.policies import possible_operations
from cases.casework.progress.telling import resting_words
from cases.casework.progress.ticking import whose_calendar
from cases.casework.unsealed import disclose_unsealed
from cases.core import present
from cases.core.admin import ShownAdmin, show
from cases.core.admin_site import acting
from cases.core.admin_words import for_a_day
from cases.core.possible import Possible
from cases.core.roles import FILE
from cases.missions.admin_filters import for_headquarters
from cases.procedures.choices import Stage
from cases.procedures.pages.words import missing_words, whose_words


def next_end(case: Case) -> str:
    """Return when the next deadline of a case runs out, as pages say it."""
    due, limit = case.next_due_at, case.next_due_limit
    if due is None or limit is None:
        return ""
    return end_words(due, limit, case.mission, whose_calendar(limit, case.mission))


class CaseAdmin(ShownAdmin):
    """Cases with their operations as buttons."""

    taken_along = {"kind": "cases"}
    disclosed = ("case.shown", "show_case")
    resource = "cases"
    list_display = (
        "reference",
        "citizen",
        "stage",
        "what_blocks",
        "who_must_act",
        "next_due_at",
        "assigned_to",
        "on_hold",
        "mission",
        "incident",
    )
    list_filter = ("stage", "held", "outcome", "blocker_kind", "blocker_body")
    list_select_related = (
        *("citizen", "mission", "incident", "assigned_to", "next_due_limit"),
        *("blocker_procedure", "blocker_authority"),
    )
    search_fields = ("reference__exact", "citizen__full_name__istartswith")
    search_help_text = _("Finds the whole case number, or how the full name of the citizen begins.")
    ordering = ("position_at", "reference")
    ordered_as = _("The longest unmoved first.")
    exclude = ("mission_ids", "rows", "ledger_at", "version")
    says = {"next_due_at": next_end, **for_a_day("next_attempt_at")}

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return for_headquarters(request, self.list_filter)

    @admin.display(description=_("on hold"), ordering="held")
    def on_hold(self, case: Case) -> str:
        """Return why the case waits, or that it does not."""
        if not case.held:
            return gettext("No")
        return case.get_hold_reason_display() or gettext("Yes")

    @admin.display(description=_("what blocks"), ordering="blocker_kind")
    def what_blocks(self, case: Case) -> str:
        """Return what blocks the case, in words."""
        return blocked_line(blocker_of(case), present.now(), for_headquarters=True)["what"]

    @admin.display(description=_("who must act"), ordering="blocker_body")
    def who_must_act(self, case: Case) -> str:
        """Return who must act, in words."""
        return blocked_line(blocker_of(case), present.now(), for_headquarters=True)["who"]

    def name_of(self, row: Any) -> str:
        return f"{row.reference} · {row.citizen}"

    def possible(self, request: HttpRequest, row: Any) -> list[Possible]:
        return possible_operations(acting(request), row)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        row = self.row_of(request, object_id)
        extra_context = {
            "page_url": row.get_absolute_url(),
            "history_url": reverse("case_history", args=[row.reference]),
        }
        return super().change_view(request, object_id, form_url, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Lead to the history of the case."""
        return redirect("case_history", self.row_of(request, object_id).reference)


class OfStepsAdmin(ShownAdmin):
    """Rows of a case that name its steps by codes."""

    def along(self, request: HttpRequest, rows: list[Any]) -> None:
        """Let each row say what its steps are called; they are read once one is said."""
        numbers = {row.case_id for row in rows}
        called = cache(lambda: steps_called(acting(request), numbers))
        for row in rows:
            row.named = lambda codes, at=row.case_id: ", ".join(
                called().get((at, code)) or missing_words(code) for code in codes
            )


class TransitionAdmin(OfStepsAdmin):
    """The ledger of stages."""

    sees = FILE
    disclosed = ("case.shown", "show_case")
    exclude = ("operation",)
    says = {"gate_open": lambda row: row.named(row.gate_open)}
    list_display = ("case", "number", "kind", "from_stage", "to_stage", "occurred_at", "voided_at")
    list_filter = ("kind", "to_stage", "needs_review")
    list_select_related = ("case",)
    ordering = ("-id",)


class CaseBasisAdmin(ShownAdmin):
    """On which legal ground the data of cases are processed."""

    sees = FILE
    disclosed = ("case.shown", "show_case")
    list_display = ("case", "legal_basis", "recorded_at", "ended_at", "told_on", "withdrawn_on")
    list_filter = ("legal_basis", "consent_form")
    list_select_related = ("case", "legal_basis")
    ordering = ("-id",)


class StepAdmin(OfStepsAdmin):
    """Steps; they are worked on from their case."""

    taken_along = {"kind": "steps"}
    sees = FILE
    disclosed = ("case.shown", "show_case")
    exclude = ("code",)
    says = {
        "after": lambda row: row.named(row.after),
        "opens_at": lambda row: str(Stage(row.opens_at).label) if row.opens_at else "",
    }
    list_display = (
        *("case", "number", "procedure", "track", "status", "rests", "status_at", "expires_on"),
    )
    list_filter = ("status", "track")
    list_select_related = ("case", "procedure")
    ordering = ("-id",)

    @admin.display(description=_("with a closed case"))
    def rests(self, step: Step) -> str:
        """Return that nothing is to be done since the case is closed, or nothing."""
        rests = step.case.stage in {"closed", ""} and step.status in UNDONE
        return str(resting_words(step.status)) if rests else ""


class InquiryAdmin(ShownAdmin):
    """What was asked of whom."""

    sees = FILE
    disclosed = ("case.shown", "show_case")
    list_display = ("case", "step", "body", "asked_of", "reference", "asked_at", "answered_at")
    list_filter = ("body", "verdict")
    list_select_related = ("case", "step__procedure", "asked_of")
    ordering = ("-id",)


class StepResultAdmin(ShownAdmin):
    """What came out of steps."""

    sees = FILE
    disclosed = ("case.shown", "show_case")
    says = {"values": result_words}
    list_display = ("case", "step", "happened_at", "expires_on", "recorded_by")
    list_select_related = ("case", "step__procedure", "recorded_by")
    ordering = ("-id",)


class SealedPartAdmin(ShownAdmin):
    """What is restricted, for the roles that read its group."""

    sees = FILE
    disclosed = ("case.shown", "show_case")
    says = {"content": part_words}
    list_display = ("case", "step", "restricted", "recorded_at", "recorded_by")
    list_filter = ("restricted",)
    list_select_related = ("case", "step__procedure", "recorded_by")
    ordering = ("-id",)

    def name_of(self, row: Any) -> str:
        return str(row.step)

    def disclose_list(self, request: HttpRequest, answer: HttpResponse) -> None:
        super().disclose_list(request, answer)
        shown = (getattr(answer, "context_data", None) or {}).get("cl")
        if shown is not None:
            disclose_unsealed(acting(request), shown.result_list)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        disclose_unsealed(acting(request), [self.row_of(request, object_id)])
        return super().change_view(request, object_id, form_url, extra_context)


def clock_end(clock: Clock, due: datetime | None) -> str:
    """Return when a clock runs out, as pages say it."""
    return end_words(due, clock.limit, clock.case.mission, clock.calendar) if due else ""


class ClockAdmin(ShownAdmin):
    """Limits on steps."""

    sees = FILE
    disclosed = ("case.shown", "show_case")
    list_display = ("case", "step", "limit", "state", "started_at", "due_at", "stopped_at")
    list_filter = ("state", "verdict", "is_counted")
    list_select_related = ("case__mission", "step__procedure", "limit")
    says = {
        "calendar": lambda row: whose_words(row.calendar),
        "due_from": lambda row: clock_end(row, row.due_from),
        "due_at": lambda row: clock_end(row, row.due_at),
        "verdict": lambda row: row.verdict_words,
    }
    ordering = ("-id",)


class ReminderAdmin(ShownAdmin):
    """What was told of limits, to whom it went and whether it was read."""

    sees = FILE
    disclosed = ("case.shown", "show_case")
    list_display = ("case", "clock", "kind", "due_at", "state", "recorded_at")
    list_filter = ("kind", "state")
    list_select_related = ("clock__case__mission", "clock__limit")
    says = {"due_at": lambda row: clock_end(row.clock, row.due_at)}
    exclude = ("notice",)
    ordering = ("-id",)


show(Case, CaseAdmin)
show(Transition, TransitionAdmin)
show(CaseBasis, CaseBasisAdmin)
show(Step, StepAdmin)
show(Inquiry, InquiryAdmin)
show(StepResult, StepResultAdmin)
show(SealedPart, SealedPartAdmin)
show(Clock, ClockAdmin)
show(Reminder, ReminderAdmin)
