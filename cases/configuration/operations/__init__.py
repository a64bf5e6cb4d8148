"""Everything that writes loads of a configuration."""

from cases.configuration.operations.bringing import bring_set, propose_load, withdraw_load
from cases.configuration.operations.deciding import confirm_load, refuse_load

__all__ = ["bring_set", "confirm_load", "propose_load", "refuse_load", "withdraw_load"]
