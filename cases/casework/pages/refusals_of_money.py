"""Refusals about money, in words; the feature says the same when it refuses."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

OF_MONEY: dict[str, Sentence] = {
    "amount_not_positive": _("The amount must be more than nothing."),
    "amount_too_fine": _("The amount has more digits than its currency."),
    "backing_gone": _("This no longer stands. Choose another one."),
    "before_deposit": _("This lies before the day on which it came in."),
    "before_signature": _("This lies before the signature."),
    "cost_by_another": _("You have recorded this cost yourself, so somebody else decides on it."),
    "cost_decided": _("This cost does not wait for anybody."),
    "cost_refused": _("This cost was refused. Record it anew if it was spent after all."),
    "deposit_drawn": _("Something was drawn on this deposit or returned. Void that first."),
    "deposit_not_overdrawn": _("Not enough is left of this deposit."),
    "no_address": _("An address begins with https:// or http://."),
    "no_backing_needed": _("This payer draws on no deposit and no undertaking. Leave it empty."),
    "no_rate": _("There was no rate of this currency for the day."),
    "no_step_to_settle": _("The case has no step of this kind to be done now."),
    "not_asked_back": _("The Fund may not ask this back (Circular 110/2021/TT-BTC)."),
    "one_by_one": _("This payer draws on a deposit or an undertaking of one person."),
    "other_currency": _("It is paid back in its own currency."),
    "paper_number_needed": _("Say under which number the signed original of the letter is kept."),
    "payer_needed": _("Say who paid it: a relative on record, or a name."),
    "payer_not_allowed": _("The rules of the Fund do not let this payer pay for it."),
    "rate_alone": _("A rate needs its source, and a source its rate."),
    "rate_of_dong": _("An amount in dong needs no rate. Leave it empty."),
    "rate_of_others": _("Only whoever has recorded a rate, or headquarters, voids it."),
    "signer_is_person": _("The person signed herself. Leave this empty."),
    "signer_needed": _("Say which relative signed: one on record, or a name."),
    "too_early": _("This lies before the Fund was founded."),
    "too_few_cases": _("A bill for several people names at least two cases."),
    "too_small_to_split": _("This is too little to be split over so many."),
    "undertaking_by_another": _(
        "You have recorded this undertaking yourself, so somebody else releases it."
    ),
    "undertaking_drawn": _(
        "Something was advanced on this undertaking or repaid. Void that first."
    ),
    "undertaking_not_overdrawn": _("This undertaking does not cover so much."),
    "undertaking_not_overpaid": _("Less than this is still to be repaid."),
    "undertaking_not_signed": _("An undertaking counts once it is signed."),
    "undertaking_released": _("This undertaking was released."),
    "voided_already": _("This was voided."),
}
