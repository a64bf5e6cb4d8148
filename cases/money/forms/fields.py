"""Fields that several forms of money have."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.casework.forms.talking import attached_to
from cases.citizens.models import Relative
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.fields import Day, Decimal, Ref, Text, YesNo
from cases.core.fields.references import UNKNOWN, Among
from cases.files.models import Attachment
from cases.letters.models import Letter
from cases.letters.models.letter import STANDS
from cases.money.models import CostLine, Deposit, Undertaking
from cases.money.steps import step_to_settle
from cases.procedures.fields import Money

RATE_HELP: Final = _("Leave it empty for the rate of the day that is recorded.")
LONGEST_REASON: Final = 1000


class EitherRef(Ref):
    """A row of one of several tables, named by its `uuid`, which no two of them share."""

    def __init__(self, *, among: tuple[Among, ...], **kwargs: Any) -> None:
        self.each = among
        self.tables: list[models.QuerySet[Any]] = []
        super().__init__(by="uuid", among=among[0], **kwargs)

    def narrow(self, actor: Actor, target: Any) -> None:
        self.tables = [among(actor, target) for among in self.each]
        super().narrow(actor, target)

    def _options(self) -> list[tuple[str, str]]:
        rows = [row for table in self.tables for row in table]
        return [("", self.unchosen), *((str(row.uuid), self.label_of(row)) for row in rows)]

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if isinstance(value, models.Model):
            return value
        for table in self.tables:
            try:
                return table.get(uuid=value)
            except (ObjectDoesNotExist, ValueError, ValidationError):
                continue
        raise ValidationError(UNKNOWN, code="unknown", params={"value": str(value)[:60]})


class StepTick(YesNo):
    """Offered while the case has such a step to be done, to whoever works on steps."""

    def __init__(self, model: type[models.Model], **kwargs: Any) -> None:
        self.model = model
        super().__init__(**kwargs)

    def narrow(self, actor: Actor, target: Any) -> None:
        super().narrow(actor, target)
        may = target is not None and actor.may("step.work")
        if not may or step_to_settle(target, self.model) is None:
            self.widget = forms.HiddenInput()


def case_of(target: Any) -> Any:
    """Return the case that an act is about: itself, or that of the row acted on."""
    return getattr(target, "case", target)


def standing_deposits(actor: Actor, target: Any) -> Any:
    """Return the deposits of a case that stand."""
    rows = Deposit.objects.visible_to(actor).standing()
    return rows.filter(case=case_of(target)) if target is not None else rows.none()


def standing_undertakings(actor: Actor, target: Any) -> Any:
    """Return the undertakings of a case that stand and were not released."""
    rows = Undertaking.objects.visible_to(actor).standing().filter(released_at__isnull=True)
    return rows.filter(case=case_of(target)) if target is not None else rows.none()


def papers(actor: Actor, target: Any) -> Any:
    """Return the files of a case that were not withdrawn."""
    rows = Attachment.objects.visible_to(actor).standing()
    return rows.filter(case=target).order_by("-recorded_at") if target is not None else rows.none()


def letters(actor: Actor, target: Any) -> Any:
    """Return the undertakings that were issued as letters about a case and stand."""
    rows = Letter.objects.visible_to(actor).filter(STANDS, kind="undertaking")
    return rows.filter(case=target) if target is not None else rows.none()


def backing_field() -> EitherRef:
    """What an advance draws on."""
    return EitherRef(
        among=(standing_deposits, standing_undertakings),
        label=_("Deposit or undertaking"),
        help_text=_("For an advance of the Fund, or what relatives pay by a deposit."),
        required=False,
    )


def paper_field() -> EitherRef:
    """The signed paper."""
    return EitherRef(
        among=(papers, letters),
        label=_("Signed paper"),
        help_text=_("A file of the case, or the letter that was printed to be signed."),
        required=False,
    )


def relative_field(label: Sentence) -> Ref:
    """A relative on record."""
    return Ref(by="uuid", among=attached_to(Relative), label=label, required=False)


def amount_field() -> Money:
    """How much, in which currency."""
    return Money(
        label=_("Amount"),
        help_text=_("In digits, with a point before the cents: 1500 or 70.50."),
    )


def rate_field() -> Decimal:
    """Dong for one unit, where it is not the recorded one."""
    return Decimal(
        label=_("Rate: dong for one unit"),
        help_text=RATE_HELP,
        max_digits=18,
        decimal_places=6,
        min_value=0.0001,
        required=False,
    )


def rate_source_field() -> Text:
    """Who says so."""
    return Text(
        label=_("Source of the rate"),
        help_text=_("Bank, page or number; only together with a rate."),
        max_length=300,
        required=False,
    )


def day_field(label: Sentence) -> Day:
    """A day that has come."""
    return Day(label=label)


def receipt_field() -> Text:
    """Under which number a receipt was written."""
    return Text(label=_("Number of the receipt"), max_length=60, required=False)


def reason_field() -> Text:
    """Why."""
    return Text(label=_("Why"), max_length=LONGEST_REASON, multiline=True)


def settles_field(model: type[models.Model]) -> StepTick:
    """Whether the step of the playbook is done with it."""
    return StepTick(
        model,
        label=_("Completes the step of the case"),
        help_text=_("The step is done with this act, with the same amount and day."),
    )


def stored_of(line: CostLine) -> dict[str, Any]:
    """Return what a form shows of a stored line."""
    from_bill = ("category", "payer", "spent_on", "purpose", "voucher")
    return {name: getattr(line, name) for name in from_bill} | {
        "amount": {"amount": f"{line.amount.normalize():f}", "currency": line.currency},
        "backing": str(getattr(line.deposit or line.undertaking, "uuid", "")),
    }
