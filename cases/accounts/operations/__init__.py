"""What is done to accounts."""

from cases.accounts.operations.own import (
    change_notice_mail,
    change_password,
    end_session,
    put_profile,
    set_own_password,
)
from cases.accounts.operations.services import create_service_account
from cases.accounts.operations.staff import (
    disable_staff,
    enable_staff,
    invite_staff,
    reset_password,
    reset_second_factor,
)

__all__ = [
    "change_notice_mail",
    "change_password",
    "create_service_account",
    "disable_staff",
    "enable_staff",
    "end_session",
    "invite_staff",
    "put_profile",
    "reset_password",
    "reset_second_factor",
    "set_own_password",
]
