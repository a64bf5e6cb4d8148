"""Everything that writes exports."""

from cases.exports.operations.asking import ask_export, start_export, withdraw_export
from cases.exports.operations.deciding import approve_export, refuse_export

__all__ = ["approve_export", "ask_export", "refuse_export", "start_export", "withdraw_export"]
