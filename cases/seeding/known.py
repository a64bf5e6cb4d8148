"""What acts may name: rows of the seeds that are not written yet, and rows of the database."""

from collections.abc import Iterable, Iterator
from typing import Any, Self

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from cases.core.actor import SYSTEM
from cases.procedures.models import PlaybookStep, Procedure
from cases.procedures.parsing import read_plan
from cases.seeding.entries import SeedSet


class KnownRows:
    """Stands in for the rows a reference may name, while some of them are not written yet."""

    def __init__(self, model: type[models.Model], rows: dict[str, Any]) -> None:
        self.model = model
        self.rows = rows

    @classmethod
    def named(cls, model: type[models.Model], by: str, names: Iterable[str]) -> Self:
        """Return unsaved rows of which nothing but these names is known."""
        return cls(model, {name: model(**{by: name}) for name in names})

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows.values())

    def get(self, **wanted: str) -> Any:
        """Return the row of that name; raises ObjectDoesNotExist for an unknown one."""
        ((_by, name),) = wanted.items()
        if name not in self.rows:
            raise ObjectDoesNotExist
        return self.rows[name]

    def filter(self, **wanted: list[str]) -> list[Any]:
        """Return the row of each of the names that is known: `code__in=[...]`."""
        ((_lookup, names),) = wanted.items()
        return [self.rows[name] for name in names if name in self.rows]


def known_steps(seeds: SeedSet) -> KnownRows:
    """Return the steps that playbooks have, each with the procedure that says what it results in.

    What the seeds say of a playbook or a procedure comes before what is stored of it.
    """
    procedures = {row.code: row for row in Procedure.objects.visible_to(SYSTEM)}
    for entry in seeds.of("procedure"):
        fields = entry.values.get("result_fields", [])
        procedures[entry.key] = Procedure(code=entry.key, result_fields=fields)
    stored = PlaybookStep.objects.order_by("pk").values_list("code", "procedure__code")
    plans = [read_plan(entry.values["content"])[0] for entry in seeds.of("playbook")]
    planned = [(row.code, row.procedure.word) for plan in plans if plan for row in plan.steps]
    return KnownRows(
        PlaybookStep,
        {
            code: PlaybookStep(code=code, procedure=procedures[procedure])
            for code, procedure in [*stored, *planned]
            if procedure in procedures
        },
    )
