"""Claims in the admin: read-only, the acts as buttons."""

from cases.casework.protection.admin import RestrictedAdmin
from cases.core.admin import ShownAdmin, show
from cases.money.admin import AMOUNTS
from cases.money.amounts import dong
from cases.money.claims.models import Claim, ClaimLine, ClaimPayment
from cases.money.claims.sums import stored_words
from cases.procedures.choices import RestrictedGroup

MONEY = RestrictedGroup.MONEY.value


class ClaimAdmin(ShownAdmin):
    """Who is asked, for how much, how far it is; its costs are lines."""

    sees = MONEY
    resource = "claims"
    disclosed = ("claim.shown", "show_claim")
    says = {
        "totals": lambda row: stored_words(row.totals),
        "total_vnd": lambda row: "" if row.total_vnd is None else dong(row.total_vnd),
    }
    list_display = ("number", "payer", "state", "claimed_on", "size", "total_vnd", "mission")
    list_filter = ("state", "payer")
    list_select_related = ("mission",)
    ordering = ("-id",)
    exclude = ("version",)


class ClaimLineAdmin(RestrictedAdmin):
    """What was claimed for whom."""

    sees = MONEY
    disclosed = ("claim_line.shown", "show_claimline")
    says = AMOUNTS
    list_display = ("__str__", "case", "claim", "position", "voided_at")
    list_filter = ("currency",)
    list_select_related = ("case__citizen", "claim")
    exclude = ("shown", "version")


class ClaimPaymentAdmin(RestrictedAdmin):
    """What came for whom."""

    sees = MONEY
    disclosed = ("claim_payment.shown", "show_claimpayment")
    says = AMOUNTS
    list_display = ("__str__", "case", "claim", "received_on", "receipt", "voided_at")
    list_filter = ("currency",)
    list_select_related = ("case__citizen", "claim")
    exclude = ("version",)


show(Claim, ClaimAdmin)
show(ClaimLine, ClaimLineAdmin)
show(ClaimPayment, ClaimPaymentAdmin)
