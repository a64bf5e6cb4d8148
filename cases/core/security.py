"""The second wall: generated SQL for row security, row versions and grants.

`visible_to(actor)` is the wall everyone sees; these policies are the wall behind it. Row security
is enabled and forced; each command has its own policy, and the owner one that lets migrations
work. The SQL runs in migrations; the system check in `checks.py` compares it with `pg_policies`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

HEADQUARTERS = "(select app_is_headquarters())"
MISSION = "(select app_mission())"


@dataclass(frozen=True, slots=True)
class Protected:
    """A table behind the wall.

    `sees` is the SQL condition of a visible row; `writes` of a row that may be written (the same
    when empty). `commands` lists what the application role may do at all.
    """

    table: str
    sees: str
    writes: str = ""
    commands: tuple[str, ...] = ("select", "insert", "update")


def child_of(parent: str, column: str) -> str:
    """Return the condition of a row that is seen with its parent.

    A scalar subquery: EXISTS and IN are planned badly here (measured: 376-499 ms for a page of 50
    children against 1-90 ms).
    """
    return f"{HEADQUARTERS} or (select true from {parent} as parent where parent.id = {column})"


PROTECTED: tuple[Protected, ...] = (
    Protected(
        "cases_citizen",
        f"{HEADQUARTERS} or {MISSION} = any(mission_ids)",
    ),
    Protected("cases_name", child_of("cases_citizen", "citizen_id")),
    Protected("cases_contactpoint", child_of("cases_citizen", "citizen_id")),
    Protected("cases_identitydocument", child_of("cases_citizen", "citizen_id")),
    Protected("cases_relative", child_of("cases_citizen", "citizen_id")),
    Protected("cases_crossing", child_of("cases_citizen", "citizen_id")),
    Protected("cases_stay", child_of("cases_citizen", "citizen_id")),
    Protected(
        "cases_case",
        f"{HEADQUARTERS} or mission_id = {MISSION}",
        # A foreign key ignores row security: without the second half, a case hung on the person of
        # another mission would open that person to this one.
        writes=f"{HEADQUARTERS} or (mission_id = {MISSION} and "
        "(select true from cases_citizen as parent where parent.id = citizen_id))",
    ),
    Protected("cases_transition", child_of("cases_case", "case_id")),
    Protected("cases_note", child_of("cases_case", "case_id")),
    Protected(
        "cases_auditentry",
        f"{HEADQUARTERS} or mission_id = {MISSION} or "
        "case when case_id is not null then "
        "(select true from cases_case as parent where parent.id = case_id) else "
        "(select true from cases_citizen as parent where parent.id = citizen_id) end",
        commands=("select",),
    ),
    Protected(
        "cases_rowversion",
        f"{HEADQUARTERS} or case when case_id is not null then "
        "(select true from cases_case as parent where parent.id = case_id) "
        "when citizen_id is not null then "
        "(select true from cases_citizen as parent where parent.id = citizen_id) "
        "else (select app_kind()) = 'staff' end",
        commands=("select",),
    ),
    Protected(
        "cases_receipt",
        "staff_id = (select app_staff())",
    ),
)

VERSIONED: dict[str, tuple[str, str]] = {
    # table: (column that names the citizen, column that names the case)
    "cases_citizen": ("id", ""),
    "cases_name": ("citizen_id", ""),
    "cases_contactpoint": ("citizen_id", ""),
    "cases_identitydocument": ("citizen_id", ""),
    "cases_relative": ("citizen_id", ""),
    "cases_crossing": ("citizen_id", ""),
    "cases_stay": ("citizen_id", ""),
    "cases_case": ("citizen_id", "id"),
    "cases_transition": ("", "case_id"),
    "cases_note": ("", "case_id"),
    "cases_mission": ("", ""),
    "cases_authority": ("", ""),
    "cases_place": ("", ""),
    "cases_province": ("", ""),
    "cases_incident": ("", ""),
    "cases_reportedfigure": ("", ""),
    "cases_posting": ("", ""),
}
"""Every table whose former values are kept. Staff is left out: it holds the password digest."""


NEVER_DELETED = """
do $$ declare name text; begin
  for name in select tablename from pg_tables
    where schemaname = 'public' and tablename like 'cases\\_%'
  loop execute format('revoke delete, truncate on %I from "{role}"', name); end loop;
end $$;
revoke all on cases_referencecounter from "{role}";
"""


def policy_sql(rule: Protected) -> str:
    """Return the SQL that puts one table behind the wall."""
    table, sees, writes = rule.table, rule.sees, rule.writes or rule.sees
    clauses = {
        "select": f"for select using ({sees})",
        "insert": f"for insert with check ({writes})",
        "update": f"for update using ({sees}) with check ({writes})",
    }
    statements = [
        f"alter table {table} enable row level security;",
        f"alter table {table} force row level security;",
        f"create policy owner_all on {table} to current_user using (true) with check (true);",
    ]
    statements += [
        f"create policy {command}_rows on {table} {clauses[command]};" for command in rule.commands
    ]
    return "\n".join(statements)


def unpolicy_sql(rule: Protected) -> str:
    """Return the SQL that takes the wall of one table down again."""
    names = ["owner_all", *(f"{command}_rows" for command in rule.commands)]
    drops = "\n".join(f"drop policy {name} on {rule.table};" for name in names)
    return (
        f"{drops}\nalter table {rule.table} no force row level security;\n"
        f"alter table {rule.table} disable row level security;"
    )


def grant_sql(app_role: str, rules: Iterable[Protected] = PROTECTED) -> str:
    """Return the SQL that leaves the application role only the commands of each rule."""
    statements = [NEVER_DELETED.format(role=app_role)]
    for rule in rules:
        statements.append(f'revoke all on {rule.table} from "{app_role}";')
        statements.append(f'grant {", ".join(rule.commands)} on {rule.table} to "{app_role}";')
    return "\n".join(statements)


def version_trigger_sql(table: str, citizen: str, case: str) -> str:
    """Return the SQL of the trigger that keeps the former values of one table."""
    return (
        f"create trigger keep_version after update or delete on {table} for each row "
        f"execute function keep_row_version('{citizen}', '{case}');"
    )
