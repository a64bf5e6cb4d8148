"""All that is done with files on cases."""

from cases.files.operations.attaching import attach_file
from cases.files.operations.withdrawing import withdraw_file

__all__ = ["attach_file", "withdraw_file"]
