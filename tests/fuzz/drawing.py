"""Requests drawn from the description: the same ones in each run."""

import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisWarning
from schemathesis import GenerationMode

from tests.api.published import description
from tests.hardening.odd import IS_AUDIT

SEED = 20251022
FITTING, UNFIT = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
OF_AN_ACT = 60 if IS_AUDIT else 3
OF_A_READ = 60 if IS_AUDIT else 3
"""How many requests are drawn for each operation, for each caller who tries it."""


@cache
def described() -> dict[str, Any]:
    """Return the operations of the description by their names."""
    schema = schemathesis.openapi.from_dict(description())
    found = (result.ok() for result in schema.get_all_operations())
    return {operation.definition.raw["operationId"]: operation for operation in found}


def drawn(name: str, wanted: int, **fixed: Any) -> Iterator[Any]:
    """Yield requests of an operation; each third one breaks its description somewhere."""
    operation = described()[name]
    unfit = wanted // 3
    for mode, part in ((FITTING, wanted - unfit), (UNFIT, unfit)):
        yield from cases_of(operation, mode, part, fixed) if part else ()


def cases_of(operation: Any, mode: Any, wanted: int, fixed: dict[str, Any]) -> list[Any]:
    """Return requests that keep to the description, or that do not."""
    found: list[Any] = []

    @seed(SEED)
    @settings(
        max_examples=wanted,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode, **fixed))
    def keep(case: Any) -> None:
        found.append(case)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HypothesisWarning)
        keep()
    return found[:wanted]
