"""System checks: what must be true before the application may start."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError, connection

from cases.core.registry import DECLARED, RESOURCES
from cases.core.walls import PROTECTED

POLICIES = """
select c.relname, c.relrowsecurity and c.relforcerowsecurity,
  coalesce(array_agg(p.polname::text) filter (where p.polname is not null), '{}')
from pg_class c left join pg_policy p on p.polrelid = c.oid
where c.relname = any(%s) group by 1, 2
"""


ROLE = """
select rolsuper or rolbypassrls or exists (
  select from pg_class where relname = 'cases_case' and relowner = pg_roles.oid)
from pg_roles where rolname = current_user
"""


def register_checks() -> None:
    """Register the checks; called once when the app is ready."""
    register(check_declarations, Tags.models)
    register(check_present, Tags.security, Tags.database)
    register(check_policies, Tags.database)
    register(check_role, Tags.database)


def check_declarations(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """The fields of each form are the keyword arguments of its operation."""
    errors = []
    for declared in DECLARED.values():
        code: Any = declared.operation.body
        start = code.__code__.co_argcount
        arguments = set(code.__code__.co_varnames[start : start + code.__code__.co_kwonlyargcount])
        form: Any = declared.form
        fields = set(form.base_fields)
        if form.sparse:
            fields = {*form.fixed, "changes"}
        if fields != arguments:
            errors.append(
                Error(
                    f"{form.__name__} and {declared.name} differ in {sorted(fields ^ arguments)}.",
                    id="cases.E001",
                )
            )
        if declared.resource not in RESOURCES:
            errors.append(Error(f"{declared.name} acts on no known resource.", id="cases.E002"))
    return errors


def check_present(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """The present is the real one wherever the past cannot be replayed: above all in production."""
    if settings.PRESENT_SHIFT and not settings.LEDGER_REPLAY:
        return [Error("PRESENT_SHIFT is for the demonstration only.", id="cases.E005")]
    return []


def check_policies(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[Error]:
    """Every protected table has its policies in the database, enabled and forced."""
    if not databases:
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute(POLICIES, [[rule.table for rule in PROTECTED]])
            found = {table: (on, set(names)) for table, on, names in cursor.fetchall()}
    except DatabaseError:
        return []
    errors = []
    for rule in PROTECTED:
        expected = {"owner_all", *(f"{command}_rows" for command in rule.commands)}
        is_on, names = found.get(rule.table, (False, set()))
        if rule.table in found and (not is_on or names != expected):
            errors.append(
                Error(f"Row security of {rule.table} is not as declared.", id="cases.E003")
            )
    return errors


def check_role(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[Error]:
    """The application runs as a role that owns nothing and cannot look past the wall."""
    user = settings.DATABASES["default"]["USER"]
    if not databases or user != settings.DATABASE_APP_ROLE:
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute(ROLE)
            is_past_the_wall = cursor.fetchone()[0]
    except DatabaseError:
        return []
    if is_past_the_wall:
        return [Error(f"The role {user} can look past row security.", id="cases.E004")]
    return []
