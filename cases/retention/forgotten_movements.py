"""What is forgotten of a person's journeys: name, papers, words; that she travelled stays."""

from cases.retention.forgotten import BLANK, OF_CASES, Forgotten, why

EMPTIED = "case when reason = '' then '' else '—' end"

OF_MOVEMENT: dict[str, Forgotten] = {
    "cases_passenger": Forgotten(
        OF_CASES,
        {"seat": BLANK, "ticket_name": BLANK, "ticket_number": BLANK},
        why(
            key="id uuid",
            link="case_id movement_id",
            code="state place first_leg last_leg",
            ours="recorded_by_id changed_by_id",
            moment="recorded_at changed_at",
        ),
    ),
    "cases_seatchange": Forgotten(
        OF_CASES,
        {"reason": EMPTIED},
        why(
            key="id uuid",
            link="case_id passenger_id",
            code="act",
            ours="recorded_by_id",
            moment="recorded_at",
        ),
    ),
    "cases_seatoverride": Forgotten(
        OF_CASES,
        {"reason": "'—'", "facts": BLANK},
        why(
            key="id uuid",
            link="case_id passenger_id",
            code="code",
            ours="recorded_by_id",
            moment="recorded_at",
        ),
    ),
    "cases_manifestline": Forgotten(
        OF_CASES,
        {"shown": "'{}'"},
        why(key="id", link="case_id manifest_id", code="position first_leg last_leg"),
    ),
}
