"""System checks: what must be true before the application may start."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import OperationalError, connection

from cases.core import catalogue
from cases.core.registry import DECLARED, RESOURCES

ROLE = """
select exists (
  select from pg_roles as r where pg_has_role(current_user, r.oid, 'member') and (
    r.rolsuper or r.rolbypassrls or r.rolname in ('pg_read_all_data', 'pg_write_all_data')
    or r.oid = (select relowner from pg_class where oid = to_regclass('cases_case'))))
"""
"""Whether this role, or one that it may act as, looks past row security."""
UNREACHED = Error(
    "The database does not answer, so its walls cannot be looked at.", id="cases.E006"
)


def register_checks() -> None:
    """Register the checks; called once when the app is ready."""
    register(check_declarations, Tags.models)
    register(check_present, Tags.security, Tags.database)
    register(check_walls, Tags.database)
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


def check_walls(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[Error]:
    """Policies, rights, triggers and functions are in the database as this release has them."""
    if not databases:
        return []
    try:
        return [Error(sentence, id="cases.E003") for sentence in catalogue.differences()]
    except OperationalError:
        return [UNREACHED]


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
    except OperationalError:
        return [UNREACHED]
    if is_past_the_wall:
        return [Error(f"The role {user} can look past row security.", id="cases.E004")]
    return []
