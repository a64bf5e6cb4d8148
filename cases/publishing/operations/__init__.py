"""Operations on figures."""

from cases.publishing.operations.snapshots import take_snapshot, withdraw_snapshot

__all__ = ["take_snapshot", "withdraw_snapshot"]
