"""What the operations on accounts take, declared once for web, API and admin."""

from collections.abc import Sequence
from typing import Any

from django.core.validators import EmailValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from cases.accounts.mailed import reveal_link
from cases.accounts.models import StaffSession
from cases.accounts.operations import (
    change_notice_mail,
    change_password,
    create_service_account,
    disable_staff,
    enable_staff,
    end_session,
    invite_staff,
    put_profile,
    reset_password,
    reset_second_factor,
)
from cases.core.fields import Choice, Day, Secret, Text, YesNo
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.missions.choices import Language, Role
from cases.missions.forms.reference import USERNAME, mission_field
from cases.missions.models import Staff

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
resource("sessions", StaffSession, key="uuid", pattern=UUID)


def username_field() -> Text:
    """What an account is called for good."""
    return Text(
        label=_("User name"),
        help_text=_("It stays for good. Small letters and digits, such as mai.nguyen."),
        max_length=60,
        validators=[
            RegexValidator(
                rf"^{USERNAME}\Z",
                _("Use small letters and digits, with single dots or hyphens between them."),
                "malformed_code",
            )
        ],
    )


@declares(invite_staff, at="staff/invite")
class InviteStaff(OperationForm):
    """The account, its first role, and a link with which its holder begins."""

    title = _("Invite a member of staff")
    what_happens = _(
        "A link is shown once, and mailed to the person where mail can be sent. With it a password "
        "and a second factor are set."
    )
    example = {
        "username": "invented.newcomer",
        "full_name": "Lê Thị Thử",
        "mission": "BKK",
        "role": "case_officer",
        "starts_on": "2025-01-01",
    }
    reveals = reveal_link

    username = username_field()
    full_name = Text(label=_("Full name"), max_length=160)
    mission = mission_field()
    role = Choice(Role, label=_("Role"))
    starts_on = Day(label=_("First day"))
    ends_on = Day(label=_("Last day"), help_text=_("Leave it empty if open."), required=False)
    email = Text(
        label=_("E-mail"),
        help_text=_("Where mail about new notices goes. Without one they stay in the app."),
        max_length=120,
        required=False,
        validators=[EmailValidator(code="malformed_address")],
    )
    language = Choice(Language, label=_("Language"), required=False)


@declares(create_service_account, at="staff/create-service")
class CreateServiceAccount(OperationForm):
    """For another system, with the role of one and nothing to log in with."""

    title = _("Make a service account")
    what_happens = _(
        "Another system gets a name on record, from today on. Nobody logs in with it; the head of "
        "the mission or the lead at headquarters makes its tokens."
    )
    done = _("The service account is made. The head of the mission makes its tokens.")
    example = {
        "username": "invented.hotline",
        "full_name": "Invented hotline",
        "purpose": "Takes down what callers of the hotline say.",
        "contact": "Operations desk of the hotline, extension 000",
        "mission": "BKK",
    }

    username = username_field()
    full_name = Text(label=_("Name of the system"), max_length=160)
    purpose = Text(label=_("What it is for"), help_text=_("One or two sentences."), max_length=200)
    contact = Text(
        label=_("Whom to ask about it"),
        help_text=_("Who runs it and is reached when it does something odd."),
        max_length=160,
    )
    mission = mission_field()


@declares(reset_password, at="staff/reset-password")
class ResetPassword(OperationForm):
    """For a forgotten password, or one that somebody else may know."""

    title = _("Reset the password")
    what_happens = _(
        "The present password, all sessions and all API tokens of this person end at once. "
        "A link is shown once, and mailed to the person where mail can be sent."
    )
    example = {}
    bulk = False
    reveals = reveal_link


@declares(reset_second_factor, at="staff/reset-second-factor")
class ResetSecondFactor(OperationForm):
    """For a lost phone, once the recovery codes are gone too."""

    title = _("Reset the second factor")
    what_happens = _(
        "Make sure that you speak with the person. The present second factor, all sessions and "
        "all API tokens end at once; with the link and the password another one is set up."
    )
    example = {}
    bulk = False
    reveals = reveal_link


@declares(disable_staff, at="staff/disable")
class DisableStaff(OperationForm):
    """For somebody who has left, or an account in wrong hands."""

    title = _("Close the account")
    what_happens = _("The person is logged out at once everywhere. All records stay.")
    done = _("The account is closed.")
    example = {}
    bulk = False


@declares(enable_staff, at="staff/enable")
class EnableStaff(OperationForm):
    """Password and second factor are the former ones."""

    title = _("Open the account again")
    what_happens = _("The person may log in again with the former password and second factor.")
    done = _("The account is open.")
    example = {}
    bulk = False


@declares(change_password, at="staff/change-password")
class ChangePassword(OperationForm):
    """The own one; nobody else's."""

    title = _("Change my password")
    what_happens = _("You stay logged in here. All other sessions and all API tokens end.")
    done = _("Your password is changed.")
    example = {"password": "four invented words here"}

    password = Secret(
        label=_("New password"), help_text=_("At least eight characters; several words are best.")
    )


def with_stored(actor: Any, names: Sequence[str], given: dict[str, Any]) -> dict[str, Any]:
    """Return what a form is made with, the own account as it stands in it at first."""
    if given.get("data") is not None or given.get("json") is not None or not actor.staff_id:
        return given
    stored = Staff.objects.visible_to(actor).filter(pk=actor.staff_id).values(*names).first()
    return given | {"initial": {**(stored or {}), **(given.get("initial") or {})}}


@declares(put_profile, at="staff/put-profile")
class PutProfile(OperationForm):
    """The own language and time zone."""

    title = _("Change language and time zone")
    done = _("Your profile is changed.")
    example = {"language": "vi", "zone": "Asia/Bangkok"}

    language = Choice(
        Language,
        label=_("Language"),
        help_text=_("Leave it empty for that of your browser."),
        required=False,
    )
    zone = Text(
        label=_("Time zone"),
        help_text=_("As in Asia/Bangkok. Leave it empty for that of your mission."),
        max_length=40,
        required=False,
    )

    def __init__(self, actor: Any, target: Any = None, **kwargs: Any) -> None:
        super().__init__(actor, target, **with_stored(actor, ("language", "zone"), kwargs))


@declares(change_notice_mail, at="staff/change-notice-mail")
class ChangeNoticeMail(OperationForm):
    """Whether notices go by mail as well."""

    title = _("Change notices by mail")
    what_happens = _(
        "Notices stand on the page of notices in any case. What nobody may miss is mailed to you "
        "even so: a limit still running half a day after its officer was told, an overdue request "
        "about data, opened sealed parts, and what reaches nobody else."
    )
    done = _("It is noted whether notices are mailed to you.")
    example = {"is_mailed": False}

    is_mailed = YesNo(label=_("Mail me about urgent notices"))

    def __init__(self, actor: Any, target: Any = None, **kwargs: Any) -> None:
        super().__init__(actor, target, **with_stored(actor, ("is_mailed",), kwargs))


@declares(end_session, at="sessions/end")
class EndSession(OperationForm):
    """For a browser left open somewhere."""

    title = _("End the session")
    what_happens = _("That browser has to log in again.")
    done = _("The session has ended.")
    example = {}
