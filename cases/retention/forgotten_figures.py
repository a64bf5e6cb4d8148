"""What is forgotten of snapshots: nothing, since a row names a case and numbers alone."""

from cases.retention.forgotten import OF_CASES, Forgotten, why

OF_FIGURES: dict[str, Forgotten] = {
    "cases_snapshotcase": Forgotten(
        OF_CASES,
        {},
        why(key="id", link="case_id", ours="snapshot_id", code="cells"),
    ),
}
