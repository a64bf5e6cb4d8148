"""The second wall of former values: that of the row they were the values of."""

from cases.core.security import Protected

OF_ROW = (
    "when table_name = '{table}' then (select true from {table} as parent where parent.id = row_id)"
)
OF_ROWS = (
    *("cases_directive", "cases_directivemission", "cases_positionline", "cases_receivedreport"),
    *("cases_movement", "cases_leg", "cases_escort", "cases_hostnote"),
    "cases_muster",
)
"""Tables of neither a person nor a case whose rows not everybody sees."""
OF_NOBODY = "('cases_directivereport', 'cases_missionplan')"


def of_row_version(sees_all: str, sees_file: str) -> Protected:
    """Return the rule of former values: of a case or person, of such a row, else of staff."""
    parts = (
        f"{sees_all} or case when case_id is not null then {sees_file} and",
        "(select true from cases_case as parent where parent.id = case_id)",
        f"when citizen_id is not null then {sees_file} and",
        "(select true from cases_citizen as parent where parent.id = citizen_id)",
        *(OF_ROW.format(table=table) for table in OF_ROWS),
        f"when table_name in {OF_NOBODY} then false",
        "else (select app_kind()) = 'staff' end",
    )
    return Protected("cases_rowversion", " ".join(parts), commands=("select",))
