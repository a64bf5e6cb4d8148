"""All that is done about a person's own data."""

from cases.privacy.operations.report import make_report
from cases.privacy.operations.requests import (
    answer_rights_request,
    confirm_rights_request,
    extend_rights_request,
    record_rights_request,
    refuse_rights_request,
    withdraw_rights_request,
)

__all__ = [
    "answer_rights_request",
    "confirm_rights_request",
    "extend_rights_request",
    "make_report",
    "record_rights_request",
    "refuse_rights_request",
    "withdraw_rights_request",
]
