"""Welfare checks, what they found and earlier returns in the admin; acts as buttons."""

from cases.casework.follow_up.models import EarlierReturn, WelfareCheck, WelfareFinding
from cases.casework.follow_up.terms import kind_words
from cases.casework.protection.admin import RestrictedAdmin
from cases.core.admin import ShownAdmin, show
from cases.core.roles import FILE


class WelfareCheckAdmin(ShownAdmin):
    """Which checks are made when; recording, putting off and ending one as buttons."""

    resource = "welfare-checks"
    sees = FILE
    disclosed = ("welfare_check.shown", "show_welfarecheck")
    says = {"kind": lambda row: kind_words(row.kind)}
    list_display = ("__str__", "case", "mission", "due_on", "state", "done_on")
    list_filter = ("state",)
    list_select_related = ("case__citizen", "mission")
    ordering = ("-id",)
    exclude = ("version",)


class WelfareFindingAdmin(RestrictedAdmin):
    """What checks found, for roles of the group."""

    disclosed = ("welfare_finding.shown", "show_welfarefinding")
    list_display = ("case", "condition", "wants_support", "recorded_at")
    list_filter = ("condition",)


class EarlierReturnAdmin(ShownAdmin):
    """Cases whose person had come home before."""

    sees = FILE
    disclosed = ("earlier_return.shown", "show_earlierreturn")
    list_display = ("case", "earlier", "holds", "noticed_at", "told_at")
    list_filter = ("holds",)
    list_select_related = ("case__citizen", "earlier__citizen")
    ordering = ("-id",)


show(WelfareCheck, WelfareCheckAdmin)
show(WelfareFinding, WelfareFindingAdmin)
show(EarlierReturn, EarlierReturnAdmin)
