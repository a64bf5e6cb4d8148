"""What is forgotten of head counts: every word; that and when a person was seen stays."""

from cases.retention.forgotten import DASH, OF_CASES, Forgotten, why

OF_MUSTER: dict[str, Forgotten] = {
    "cases_mustermark": Forgotten(
        OF_CASES,
        {"words": "case when words = '' then '' else '—' end"},
        why(
            key="id uuid key",
            link="case_id muster_id settles_id settles_other_id",
            code="mark clock_doubt searched is_extra",
            ours="seen_by_id",
            moment="seen_at said_at received_at",
        ),
    ),
    "cases_musterstranger": Forgotten(
        OF_CASES,
        {
            "name": DASH,
            "words": "case when words = '' then '' else '—' end",
            "followed": "case when followed = '' then '' else '—' end",
        },
        why(
            key="id uuid key version",
            link="muster_id case_id",
            code="sex clock_doubt",
            ours="seen_by_id settled_by_id",
            moment="seen_at said_at received_at settled_at",
        ),
    ),
}
