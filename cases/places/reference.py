"""Reference data: rows that staff and seeds know by a code, put in as a whole.

Putting the same again writes nothing, so that seeding twice leaves no trace.
"""

import functools
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import available_timezones

from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Problem, Refused, Sentence, broken_rule, stale
from cases.core.integrity import NEUTRAL, sentences
from cases.core.preconditions import NEW

FAULTY = _("Some of what was entered cannot be right.")
THERE_ALREADY: Sentence = _("There is such an entry already. Open it to correct it.")
CODE_STAYS = _("The code of an entry stays as it is. End this one, and make a new one.")
BOTH_STAY = _(
    "The code and the first day of an entry stay as they are. End this one, and make a new one."
)


def put_row[M: models.Model](
    model: type[M],
    known_by: Mapping[str, Any],
    values: Mapping[str, Any],
    *,
    at: Mapping[str, str] | None = None,
    new: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> M:
    """Create the row known by these values, or write to it what differs; return it.

    `at` names the field to mend for a constraint; `new` is set only when the row is created;
    `version` is the one that was seen (`NEW` where no entry was), None compares nothing. A new one
    that says what stands already is that one.
    """
    row = former_row(model, known_by)
    is_new = row is None
    if row is None or version != NEW or differing(row, values):
        check_version(row, version, known_by)
    if row is None:
        row = model(**known_by, **(new or {}))
    touched = differing(row, values)
    for name in touched:
        setattr(row, name, values[name])
    if is_new:
        check_row(row, at or {})
        row.save(force_insert=True)
    elif touched:
        check_row(row, at or {})
        row.save(update_fields=[*touched, *raised(row)])
    return row


def former_row[M: models.Model](model: type[M], known_by: Mapping[str, Any]) -> M | None:
    """Return the row as it stands before it is put, locked: nobody puts it meanwhile."""
    rows: Any = model._default_manager
    found: M | None = rows.select_for_update(no_key=True).filter(**known_by).first()
    return found


def check_version(row: models.Model | None, seen: int | None, known_by: Mapping[str, Any]) -> None:
    """Raise 409 where the entry is another one than was seen; 422 where its code was changed."""
    if seen is None:
        return
    if row is None and seen != NEW:
        raise broken_rule(
            BOTH_STAY if len(known_by) > 1 else CODE_STAYS, "code_stays", next(iter(known_by))
        )
    now = getattr(row, "version", seen) if row is not None else NEW
    if now != seen:
        refusal = stale(seen, now)
        raise replace(refusal, message=THERE_ALREADY) if seen == NEW else refusal


def raised(row: Any) -> list[str]:
    """Raise the version of a row that is about to be written; return its column, if it has one."""
    if not hasattr(row, "version"):
        return []
    row.version += 1
    return ["version"]


def differing(row: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Return which of the values are other ones than are stored."""
    return [name for name, value in values.items() if differs(row, name, value)]


def differs(row: models.Model, name: str, value: Any) -> bool:
    """Return whether the stored value is another one; rows are compared by id."""
    field: Any = row._meta.get_field(name)
    wanted = value.pk if isinstance(value, models.Model) else value
    return bool(getattr(row, field.attname) != wanted)


def sentence_of(constraint: str) -> Sentence:
    """Return what staff are told where a constraint of a table is broken."""
    return sentences().get(constraint, NEUTRAL)


def check_row(row: models.Model, at: Mapping[str, str]) -> None:
    """Raise 422 with every fault of the row, each at the field to mend.

    Whether it meets another row is asked of one that is right in itself, as the database does:
    days that run backwards are no range, and would be said to meet whatever there is.
    """
    problems: list[Problem] = []
    try:
        row.clean_fields()
    except ValidationError as faults:
        for name, errors in faults.error_dict.items():
            problems += [
                Problem(name, error.code or "invalid", error.messages[0]) for error in errors
            ]
    for constraint in sorted(row._meta.constraints, key=meets_others):
        if problems and meets_others(constraint):
            continue
        try:
            constraint.validate(type(row), row)
        except ValidationError:
            sentence = sentences().get(constraint.name, NEUTRAL)
            problems.append(Problem(at.get(constraint.name, ""), constraint.name, sentence))
    if problems:
        message = problems[0].message if len(problems) == 1 else FAULTY
        raise Refused(message, problems[0].code, 422, problems=problems)


def meets_others(constraint: models.BaseConstraint) -> bool:
    """Return whether a constraint asks that a row has no days in common with another one."""
    return isinstance(constraint, ExclusionConstraint)


@functools.cache
def known_zones() -> frozenset[str]:
    """Return the time zones there are; finding them reads hundreds of files."""
    return frozenset(available_timezones())


def check_zone(zone: str, field: str = "zone") -> None:
    """Refuse a time zone that does not exist (IANA time zone database)."""
    if zone not in known_zones():
        raise broken_rule(
            _("There is no such time zone. Write it as in Asia/Bangkok."), "unknown_zone", field
        )
