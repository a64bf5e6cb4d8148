"""The second wall of files on cases, and of what those of a restricted group hold."""

from dataclasses import replace

from cases.core.roles import GROUPS
from cases.core.security import Protected

OF_ITS_PERSON = (
    "(document_id is null or (select true from cases_identitydocument as paper "
    "join cases_case as parent on parent.citizen_id = paper.citizen_id "
    "where paper.id = document_id and parent.id = cases_attachment.case_id))"
)
OF_ITS_STEP = (
    "(step_id is null or (select true from cases_step as step "
    "where step.id = step_id and step.case_id = cases_attachment.case_id))"
)
OF_ITS_ATTACHMENT = (
    "(select true from cases_attachment as parent where parent.id = attachment_id "
    "and parent.case_id = cases_attachedfile.case_id "
    "and parent.restricted = cases_attachedfile.restricted "
    "and parent.names_others = (cases_attachedfile.named_cases is not null))"
)
ALL_SEEN = (
    "(named_cases is null or (select count(*) from cases_case as named "
    "where named.id = any(named_cases)) = cardinality(named_cases))"
)
OPENED = (
    "((select app_sees('unseal')) and (select true from cases_unsealing as opened "
    "where opened.posting_id = (select app_posting()) "
    "and opened.case_id = cases_attachedfile.case_id "
    "and opened.restricted = cases_attachedfile.restricted and opened.until > now() limit 1))"
)


def files_of(attachment: Protected, file: Protected) -> tuple[Protected, Protected]:
    """Return the rules of attachments and of their files, from those of rows of a case.

    An attachment is of its own case, also by the document and the step it names; a file of a group
    is read, and made, by roles that read the group. A file that names people of several cases is
    for whoever sees all of these, and no opening of one opens it. What was attached stays what it
    was: of the open row only that it was withdrawn is ever written.
    """
    group = " ".join(f"when '{name}' then (select app_sees('{name}'))" for name in sorted(GROUPS))
    need = f"case restricted when '' then true {group} else false end"
    return (
        replace(
            attachment,
            inserts=f"{attachment.writes} and {OF_ITS_PERSON} and {OF_ITS_STEP}",
            columns=("withdrawn_at", "withdrawn_by_id", "withdraw_reason", "version"),
        ),
        replace(
            file,
            commands=("select", "insert"),
            sees=f"({need} or (named_cases is null and {OPENED})) and {ALL_SEEN} and {file.sees}",
            writes=f"({need}) and {ALL_SEEN} and {OF_ITS_ATTACHMENT} and {file.writes}",
        ),
    )
