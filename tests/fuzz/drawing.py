"""Requests drawn from the description: the same in each run, others for another `FUZZ_SEED`."""

import os
import warnings
from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisWarning
from schemathesis import GenerationMode

from tests.api.published import description

SEED = int(os.environ.get("FUZZ_SEED", "20251022"))
FITTING, UNFIT = GenerationMode.POSITIVE, GenerationMode.NEGATIVE


@cache
def described() -> dict[str, Any]:
    """Return the operations of the description by their names, as they stand there."""
    schema = schemathesis.openapi.from_dict(description())
    found = (result.ok() for result in schema.get_all_operations())
    return {operation.definition.raw["operationId"]: operation for operation in found}


def drawn(name: str, wanted: int, **fixed: Any) -> list[Any]:
    """Return requests of an operation; each third one breaks its description somewhere.

    Where fewer can be told apart, as of an address that takes nothing, they come again.
    """
    operation = described()[name]
    unfit = wanted // 3
    return [
        *islice(cycle(cases_of(operation, FITTING, wanted - unfit, fixed)), wanted - unfit),
        *islice(cycle(cases_of(operation, UNFIT, unfit, fixed) if unfit else ()), unfit),
    ]


def cases_of(operation: Any, mode: Any, wanted: int, fixed: dict[str, Any]) -> list[Any]:
    """Return requests that keep to the description, or that do not.

    The first one drawn is the simplest there is, so it is left out where there are more.
    """
    found: list[Any] = []

    @seed(SEED)
    @settings(
        max_examples=wanted + 1,
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
    return found[1:][-wanted:] or found


def said(name: str, gaps: dict[str, str], body: Any = None, **headers: str) -> Any:
    """Return a request in which nothing is drawn."""
    given = {"headers": headers} | ({} if body is None else {"body": body})
    return described()[name].Case(path_parameters=gaps, **given)


def is_fitting(case: Any) -> bool:
    """Return whether a request was drawn to keep to the description."""
    return bool(case.meta.generation.mode is FITTING)


def example_of(name: str) -> Iterator[Any]:
    """Yield the body that the description gives as an example, if it gives one."""
    body = described()[name].definition.raw.get("requestBody", {}).get("content", {})
    for row in body.get("application/json", {}).get("examples", {}).values():
        yield row["value"]
