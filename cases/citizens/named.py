"""What stands for the name of somebody who was anonymised."""

from django.utils.translation import gettext as _

FORGOTTEN_NAME = "—"
"""Stored instead of the name: a person without a name is no row, and this is one in no language."""


def name_shown(full_name: str) -> str:
    """Return the name as pages print it."""
    return _("Anonymised person") if full_name == FORGOTTEN_NAME else full_name
