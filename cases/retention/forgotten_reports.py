"""What is forgotten of the reports that came in about a person.

A report is hers when it, or the earlier one that it repeats, is linked to a case of hers, and to no
case of somebody else who is still known: of a report about two people the words stay until the
second of them is forgotten too.
"""

from cases.retention.forgotten import BLANK, DASH, OF_CASES, OF_REPORTS, Forgotten, why

HERS = """select id from cases_receivedreport as told
      where coalesce(told.same_as_id, told.id) in (
        select report_id from cases_reportlink where case_id = any(of_cases) and undone_at is null)
      and not exists (
        select from cases_reportlink as link
          join cases_case as c on c.id = link.case_id
          join cases_citizen as other on other.id = c.citizen_id
        where link.report_id = coalesce(told.same_as_id, told.id) and link.undone_at is null
          and other.id <> person and other.anonymised_at is null)"""

OF_REPORT: dict[str, Forgotten] = {
    "cases_receivedreport": Forgotten(
        OF_REPORTS,
        {
            "text": DASH,
            "people": BLANK,
            "subject": BLANK,
            "sender_name": BLANK,
            "sender_phone": BLANK,
            "sender_email": BLANK,
            "find_text": BLANK,
            "text_key": BLANK,
            "phone_key": BLANK,
            "email_key": BLANK,
            "close_note": BLANK,
            "return_reason": BLANK,
        },
        why(
            key="id uuid version",
            link="incident_id same_as_id",
            code="channel sender sender_relation status close_reason at_headquarters",
            ours="mission_id recorded_by_id opened_by_id taken_by_id joined_by_id closed_by_id",
            moment="received_from received_at recorded_at opened_at taken_at joined_at closed_at "
            "returned_at",
        ),
    ),
    "cases_reportlink": Forgotten(
        OF_CASES,
        {},
        why(
            key="id uuid",
            link="report_id case_id",
            code="channel",
            ours="mission_id recorded_by_id undone_by_id",
            moment="received_from received_at recorded_at undone_at",
        ),
    ),
}
