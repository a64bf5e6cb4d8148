"""The second wall: generated SQL for row security, row versions and grants.

`visible_to(actor)` is the wall everyone sees; these policies are the wall behind it. Row security
is enabled and forced; each command has its own policy, and the owner one that lets migrations
work. The SQL runs in migrations; the system check in `checks.py` compares it with `pg_policies`.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Protected:
    """A table behind the wall.

    `sees` is the SQL condition of a visible row; `writes` of a row that may be written (the same
    when empty), `inserts` of a row that may be made (that of `writes` when empty), `locks` of a row
    that is found for writing (that of `sees` when empty). `commands` lists what the application
    role may do at all, `columns` which columns it may ever update, where not all: what a row
    belongs to stays what it was, whoever asks.
    """

    table: str
    sees: str
    writes: str = ""
    commands: tuple[str, ...] = ("select", "insert", "update")
    inserts: str = ""
    columns: tuple[str, ...] = ()
    locks: str = ""

    def rights(self) -> str:
        """Return the rights of the application role, as a grant names them."""
        if not self.columns:
            return ", ".join(self.commands)
        bound = {"update": f"update ({', '.join(self.columns)})"}
        return ", ".join(bound.get(command, command) for command in self.commands)


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
        "insert": f"for insert with check ({rule.inserts or writes})",
        "update": f"for update using ({rule.locks or sees}) with check ({writes})",
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


def grant_sql(app_role: str, rules: Iterable[Protected]) -> str:
    """Return the SQL that leaves the application role only the commands of each rule."""
    statements = [NEVER_DELETED.format(role=app_role)]
    for rule in rules:
        statements.append(f'revoke all on {rule.table} from "{app_role}";')
        statements.append(f'grant {rule.rights()} on {rule.table} to "{app_role}";')
    return "\n".join(statements)


def version_trigger_sql(table: str, citizen: str, case: str) -> str:
    """Return the SQL of the trigger that keeps the former values of one table."""
    return (
        f"create trigger keep_version after update or delete on {table} for each row "
        f"execute function keep_row_version('{citizen}', '{case}');"
    )
