"""What the operations on administrators take, declared once for web, API and admin."""

from collections.abc import Callable
from typing import Any

from django.core.validators import EmailValidator
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.accounts.administrators.operations import (
    ask_administrator_account,
    ask_administrator_end,
    ask_administrator_posting,
    confirm_administrator_change,
    invite_administrator,
    reject_administrator_change,
    withdraw_administrator_change,
)
from cases.accounts.administrators.policies import RESOURCE
from cases.accounts.forms import UUID, username_field
from cases.accounts.mailed import reveal_link
from cases.core.actor import Actor
from cases.core.fields import Choice, Day, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.core.revealed import Revealed
from cases.missions.administrators import powerful_postings, powerful_roles
from cases.missions.choices import AdministratorAct, Language, Role
from cases.missions.forms.reference import mission_field
from cases.missions.models import AdministratorChange, Staff

resource(RESOURCE, AdministratorChange, key="uuid", pattern=UUID)


class AccountAct(TextChoices):
    """What is done to the account of somebody who is an administrator already."""

    RESET_PASSWORD = AdministratorAct.RESET_PASSWORD.value, AdministratorAct.RESET_PASSWORD.label
    RESET_FACTOR = AdministratorAct.RESET_FACTOR.value, AdministratorAct.RESET_FACTOR.label
    DISABLE = AdministratorAct.DISABLE.value, AdministratorAct.DISABLE.label
    ENABLE = AdministratorAct.ENABLE.value, AdministratorAct.ENABLE.label


class PowerfulRole(Choice):
    """A role that gives accounts; the others are given without a second administrator."""

    def narrow(self, actor: Actor, target: Any) -> None:
        roles = powerful_roles()
        self.choices = [row for row in Role.choices if row[0] in roles]


def role_field() -> PowerfulRole:
    """The role that is asked for."""
    return PowerfulRole(Role, label=_("Role"))


def person_field() -> Ref:
    """Anybody who logs in."""
    return Ref(
        by="username",
        among=lambda actor, target: Staff.objects.visible_to(actor).persons(),
        label=_("Member of staff"),
    )


def administrator_field() -> Ref:
    """Anybody who is an administrator, or will be."""
    return Ref(by="username", among=administrators, label=_("Administrator"))


def administrators(actor: Actor, target: Any) -> Any:
    """Return the accounts with an administrator's power, open or closed."""
    holders = powerful_postings().values("staff_id")
    return Staff.objects.visible_to(actor).filter(pk__in=holders)


def reason_field() -> Text:
    """What the other administrator reads."""
    return Text(
        label=_("Why"),
        help_text=_("The other administrator reads it. Nothing about a case."),
        max_length=200,
    )


ANOTHER_CONFIRMS = _(
    "Nothing changes yet. Another administrator has to confirm it, and is told. What nobody "
    "confirms in time is over."
)
ASKED = _("It is asked for. Another administrator has to confirm it.")


@declares(ask_administrator_posting, at=f"{RESOURCE}/ask-posting")
class AskAdministratorPosting(OperationForm):
    """Power is given by two."""

    title = _("Ask for a new administrator")
    what_happens = ANOTHER_CONFIRMS
    done = ASKED
    example = {
        "staff": "invented.officer",
        "mission": "HAN",
        "role": "administrator",
        "starts_on": "2026-01-01",
        "reason": "Follows the colleague who retires",
    }

    staff = person_field()
    mission = mission_field()
    role = role_field()
    starts_on = Day(label=_("First day"))
    ends_on = Day(label=_("Last day"), help_text=_("Leave it empty if open."), required=False)
    reason = reason_field()


@declares(invite_administrator, at=f"{RESOURCE}/invite")
class InviteAdministrator(OperationForm):
    """For somebody who has no account yet."""

    title = _("Invite an administrator")
    what_happens = _(
        "The account is made and opens nothing yet. Once another administrator confirms it, the "
        "link with which it begins is shown to that administrator, and mailed to the person where "
        "mail can be sent."
    )
    done = ASKED
    example = {
        "username": "invented.administrator",
        "full_name": "Lê Thị Thử",
        "mission": "HAN",
        "role": "administrator",
        "starts_on": "2026-01-01",
        "reason": "Follows the colleague who retires",
    }

    username = username_field()
    full_name = Text(label=_("Full name"), max_length=160)
    mission = mission_field()
    role = role_field()
    starts_on = Day(label=_("First day"))
    ends_on = Day(label=_("Last day"), help_text=_("Leave it empty if open."), required=False)
    email = Text(
        label=_("E-mail"),
        help_text=_("Where the link and mail about changes to administrators go."),
        max_length=120,
        required=False,
        validators=[EmailValidator(code="malformed_address")],
    )
    language = Choice(Language, label=_("Language"), required=False)
    reason = reason_field()


@declares(ask_administrator_end, at=f"{RESOURCE}/ask-end")
class AskAdministratorEnd(OperationForm):
    """So that nobody throws the others out."""

    title = _("Ask for the end of an administrator’s role")
    what_happens = ANOTHER_CONFIRMS
    done = ASKED
    example = {
        "staff": "invented.officer",
        "mission": "HAN",
        "ends_on": "2026-12-31",
        "reason": "Retires at the end of the year",
    }

    staff = administrator_field()
    mission = mission_field()
    ends_on = Day(label=_("Last day"))
    reason = reason_field()


@declares(ask_administrator_account, at=f"{RESOURCE}/ask-account")
class AskAdministratorAccount(OperationForm):
    """For a lost phone, a forgotten password, or an account in wrong hands."""

    title = _("Ask for a change to an administrator’s account")
    what_happens = ANOTHER_CONFIRMS
    done = ASKED
    example = {
        "staff": "invented.officer",
        "act": "reset_second_factor",
        "reason": "Lost the phone, called me from the desk",
    }

    staff = administrator_field()
    act = Choice(AccountAct, label=_("What is to be done"))
    reason = reason_field()


def reveal_of_change(reference: str, absolute: Callable[[str], str]) -> Revealed | None:
    """Return the link that the confirmed change made for whose account it is, if it made one."""
    rows = AdministratorChange.objects.filter(uuid=reference)
    username = rows.values_list("staff__username", flat=True).first()
    return reveal_link(username, absolute) if username else None


@declares(confirm_administrator_change, at=f"{RESOURCE}/confirm")
class ConfirmAdministratorChange(OperationForm):
    """It is done in the same moment."""

    title = _("Confirm the change")
    what_happens = _(
        "It is done at once, in your name and that of whoever asked. Speak with the person whose "
        "account it is first, by a number that you know yourself. Where a link is made, it is "
        "shown once: hand it to that person alone."
    )
    done = _("The change is confirmed and done.")
    example = {}
    bulk = False
    reveals = reveal_of_change


@declares(reject_administrator_change, at=f"{RESOURCE}/reject")
class RejectAdministratorChange(OperationForm):
    """Nothing is done."""

    title = _("Reject the change")
    what_happens = _("Nothing is done. Whoever asked is told.")
    done = _("The change is rejected.")
    example = {"reason": "I reached her, she has her phone."}
    bulk = False

    reason = reason_field()


@declares(withdraw_administrator_change, at=f"{RESOURCE}/withdraw")
class WithdrawAdministratorChange(OperationForm):
    """Whoever asked takes it back."""

    title = _("Withdraw the change")
    what_happens = _("Nothing is done, and nobody has to decide any more.")
    done = _("The change is withdrawn.")
    example = {"reason": "The phone was found."}
    bulk = False

    reason = reason_field()
