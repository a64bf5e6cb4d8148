"""What the acts on the costs of legs take, declared once for web, API and admin."""

from typing import Any

from django.db.models import Q, Sum
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.fields import Ref, Refs
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.money.amounts import shown
from cases.money.claims.forms.fields import cost_words
from cases.money.forms.costs import category_field, payer_field, purpose_field, voucher_field
from cases.money.forms.fields import (
    EitherRef,
    amount_field,
    day_field,
    rate_field,
    rate_source_field,
    reason_field,
)
from cases.money.models import Deposit, SharedCost, Undertaking
from cases.movements.costs.models import LegCost
from cases.movements.costs.operations import record_leg_cost, tie_leg_cost, untie_leg_cost
from cases.movements.costs.queries import loose_lines
from cases.movements.forms.fields import MOST_AT_ONCE, People, leg_field
from cases.movements.queries import ever_aboard

__all__ = ["RecordLegCost", "TieLegCost", "UntieLegCost"]
NO_ID = "00000000-0000-4000-8000-000000000000"


def deposits_aboard(actor: Actor, target: Any) -> Any:
    """Return the deposits for people of a movement that stand."""
    rows = Deposit.objects.visible_to(actor).standing().select_related("case__citizen")
    return rows.filter(case__in=ever_aboard(actor, target))


def undertakings_aboard(actor: Actor, target: Any) -> Any:
    """Return the undertakings of people of a movement that stand and were not released."""
    rows = Undertaking.objects.visible_to(actor).standing().filter(released_at__isnull=True)
    return rows.filter(case__in=ever_aboard(actor, target)).select_related("case__citizen")


class BackingRef(EitherRef):
    """A deposit or an undertaking, with the person it is for."""

    def label_of(self, row: Any) -> str:
        who = f"{name_shown(row.case.citizen.full_name)} ({row.case.reference})"
        return f"{who} · {super().label_of(row)}"


class LooseRefs(Refs):
    """Costs that belong to no leg, by person, kind and amount."""

    def label_of(self, row: Any) -> str:
        return cost_words(row)


class BillRef(Ref):
    """A bill, by its day and what its parts in sight come to."""

    def label_of(self, row: Any) -> str:
        return f"{date_format(row.spent_on, 'DATE_FORMAT')} · {shown(row.whole, row.currency)}"


def loose_among(actor: Actor, target: Any) -> Any:
    """Return the costs of people of a movement that belong to no leg."""
    return loose_lines(actor, target).select_related("case__citizen")


def bills_among(actor: Actor, target: Any) -> Any:
    """Return the bills of which a part belongs to no leg, and is of somebody of the movement."""
    loose = loose_lines(actor, target).exclude(shared=None).order_by().values("shared")
    rows = SharedCost.objects.visible_to(actor).filter(pk__in=loose)
    whole = Sum("lines__amount", filter=Q(lines__voided_at__isnull=True))
    return rows.annotate(whole=whole).order_by("-spent_on", "-pk")


def tied_among(actor: Actor, target: Any) -> Any:
    """Return what belongs to the legs of a movement."""
    rows = LegCost.objects.visible_to(actor).standing().filter(leg__movement=target)
    return rows.select_related("case__citizen", "line__case__citizen", "leg").order_by(
        "leg__number", "case__reference", "pk"
    )


class TiedRefs(Refs):
    """Costs of legs, by leg, person, kind and amount."""

    def label_of(self, row: Any) -> str:
        return f"{row.leg.number} · {cost_words(row.line)}"


@declares(record_leg_cost, at="movements/record-cost")
class RecordLegCost(OperationForm):
    """A ticket, or the bill of a bus."""

    title = _("Record a cost of a leg")
    what_happens = _(
        "Each person gets a part as a cost of the own case; the parts add up to the amount. Above "
        "the limit it waits until a second officer approves it."
    )
    done = _("The cost is recorded on the leg.")
    example = {
        "leg": 1,
        "category": "way_home",
        "payer": "state",
        "amount": {"amount": "900000", "currency": "VND"},
        "spent_on": "2025-11-20",
        "purpose": "Bus from Mae Sot to Bangkok.",
        "voucher": "PC 41/2025",
    }
    bulk = False
    refuses = (422,)
    template = "movements/people_form.html"

    leg = leg_field()
    cases = People(
        by="reference",
        among=ever_aboard,
        most=MOST_AT_ONCE,
        label=_("Who shares it"),
        help_text=_("Nobody chosen: everybody with a seat on this leg."),
        required=False,
    )
    category = category_field()
    payer = payer_field()
    amount = amount_field()
    spent_on = day_field(_("Day of the expense"))
    purpose = purpose_field()
    voucher = voucher_field()
    backing = BackingRef(
        among=(deposits_aboard, undertakings_aboard),
        label=_("Deposit or undertaking"),
        help_text=_("For an advance of the Fund, or what relatives pay by a deposit."),
        required=False,
    )
    rate = rate_field()
    rate_source = rate_source_field()


@declares(tie_leg_cost, at="movements/tie-cost")
class TieLegCost(OperationForm):
    """What is on record already."""

    title = _("Put costs on a leg")
    what_happens = _("They stay what they are, and are summed up with this leg from now on.")
    done = _("The costs belong to the leg.")
    example = {"leg": 1, "lines": [NO_ID]}
    bulk = False
    refuses = (422,)

    leg = leg_field()
    lines = LooseRefs(by="uuid", among=loose_among, label=_("Which costs"), required=False)
    bill = BillRef(
        by="uuid",
        among=bills_among,
        label=_("A whole bill"),
        help_text=_("All its parts in your sight."),
        required=False,
    )


@declares(untie_leg_cost, at="movements/untie-cost")
class UntieLegCost(OperationForm):
    """For what was put on the wrong leg."""

    title = _("Take costs from a leg")
    what_happens = _("They stay costs of their people and belong to no leg.")
    done = _("The costs belong to no leg.")
    example = {"costs": [NO_ID], "reason": "It was the taxi to the shelter."}
    bulk = False

    costs = TiedRefs(by="uuid", among=tied_among, label=_("Which costs"))
    reason = reason_field()
