"""Every column of the database that can hold words, and which of them are left without a marker.

They are read from the database itself, so that a column that no model names is planted too. What
is not planted stands here with the reason; a new column that is neither fails the test.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection

WORDS = """
    select c.table_name, c.column_name, c.udt_name, coalesce(c.character_maximum_length, 0),
      (select string_agg(a.attname, ',') from pg_index i, pg_attribute a
        where i.indrelid = format('%I', c.table_name)::regclass and i.indisprimary
          and a.attrelid = i.indrelid and a.attnum = any(i.indkey)),
      exists (select 1 from pg_index i, pg_attribute a
        where i.indrelid = format('%I', c.table_name)::regclass and i.indisunique
          and a.attrelid = i.indrelid and a.attnum = any(i.indkey)
          and a.attname = c.column_name)
    from information_schema.columns c join information_schema.tables t
      using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
      and c.udt_name in ('text', 'varchar', 'bpchar', 'json', 'jsonb', 'bytea', 'tsvector', 'inet',
        'citext', 'xml', '_text', '_varchar')
    order by 1, 2
"""
EVERYBODYS = "the same for every mission, and of no person"
TABLES_LEFT_OUT = {
    "auth_": "Django's names of its own rights",
    "django_content_type": "names of models",
    "django_migrations": "names of files",
    "cases_figure": "codes of numbers and how many, of no person; nobody reads them by itself",
    "cases_seedentry": "keys of files of the repository",
    "cases_province": EVERYBODYS,
    "cases_place": EVERYBODYS,
    "cases_mission": EVERYBODYS,
    "cases_authority": EVERYBODYS,
    "cases_officeclosure": EVERYBODYS,
    "cases_allowance": "digests of who calls the API, for a few minutes",
    "cases_officecontact": EVERYBODYS,
    "cases_countryday": EVERYBODYS,
    "cases_incident": EVERYBODYS,
    "cases_reportedfigure": "what sources said in public, " + EVERYBODYS,
    "cases_procedure": EVERYBODYS,
    "cases_limit": EVERYBODYS,
    "cases_playbook": EVERYBODYS,
    "cases_recount": "corrections of limits and calendars, with their verdicts, and of no person",
    "cases_legalbasis": EVERYBODYS,
}
"""Tables by the beginning of their name."""
COLUMNS_LEFT_OUT = {
    "cases_briefing.zone": "a name of the list of zones",
    "cases_briefingsheet.zone": "a name of the list of zones",
    "cases_apitoken.scopes": "words of seeds/scopes.toml",
    "cases_auditentry.event": "a word of the code",
    "cases_auditentry.operation": "a word of the code",
    "cases_claim.totals": "codes of currencies and numbers",
    "cases_citizen.now_country": "two letters of the list of countries",
    "cases_clock.calendar": "the code of a country, or of whose calendar it is",
    "cases_letterleftout.codes": "words of the code",
    "cases_letterbatch.number": "a number of the register, as that of each letter in it",
    "cases_outboxmail.language": "two letters",
    "cases_rowversion.table_name": "the name of a table",
    "cases_staff.language": "two letters",
    "cases_staff.username": "how staff are named in addresses and in what they did, in public",
    "cases_staff.zone": "a name of the list of zones",
    "cases_staffsession.session_key": "the cookie of an asker",
    "django_session.session_key": "a digest; the table is not used",
    "django_tasks_database_dbtaskresult.task_path": "the name of a function",
}
"""Columns whose word is one of a closed list that no model names as choices."""


@dataclass(frozen=True)
class Column:
    """A column, how wide it is, and whether two rows may say the same in it."""

    table: str
    name: str
    kind: str
    width: int
    key: str
    is_unique: bool

    @property
    def label(self) -> str:
        """As a reviewed list calls it."""
        return f"{self.table}.{self.name}"


def closed_lists() -> set[tuple[str, str]]:
    """Return the columns that hold one of a list of words, or several of them."""
    return {
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if getattr(field, "base_field", field).choices
    }


def is_left_out(column: Column) -> bool:
    """Return whether a reason stands above for planting nothing there."""
    in_table = any(column.table.startswith(name) for name in TABLES_LEFT_OUT)
    return in_table or column.label in COLUMNS_LEFT_OUT


def every_column() -> list[Column]:
    """Return all columns with words but those of a closed list."""
    with connection.cursor() as cursor:
        cursor.execute(WORDS)
        found = [Column(*row) for row in cursor.fetchall()]
    closed = closed_lists()
    return [row for row in found if (row.table, row.name) not in closed]


def planted_columns() -> list[Column]:
    """Return the columns that get a marker."""
    return [row for row in every_column() if not is_left_out(row)]


def left_out_for_nothing() -> list[str]:
    """Return the reasons above that no column needs any more."""
    columns = every_column()
    tables = [
        name for name in TABLES_LEFT_OUT if not any(row.table.startswith(name) for row in columns)
    ]
    labels = {row.label for row in columns}
    return [*tables, *(label for label in COLUMNS_LEFT_OUT if label not in labels)]
