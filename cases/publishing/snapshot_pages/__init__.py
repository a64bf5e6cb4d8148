"""What the pages of snapshots and of definitions show."""

from cases.publishing.snapshot_pages.defined import definitions_context
from cases.publishing.snapshot_pages.operation import snapshot_operation
from cases.publishing.snapshot_pages.shown import cases_context, list_context, snapshot_context

__all__ = [
    "cases_context",
    "definitions_context",
    "list_context",
    "snapshot_context",
    "snapshot_operation",
]
