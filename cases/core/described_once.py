"""Refusals are described once: every operation refers to the answer that is the same for all.

Written out at each of some five hundred addresses they are a third of the description.
"""

from typing import Any, Final

from cases.core.openapi import REFUSALS
from cases.core.problems import PROBLEM_TYPE
from cases.core.shapes import Schema


def name_of(status: int) -> str:
    """Return the name of the answer."""
    return f"Problem{status}"


def answer_of(status: int) -> Schema:
    """Return the answer as the generator writes it out."""
    problem = {"$ref": "#/components/schemas/Problem"}
    return {
        "content": {PROBLEM_TYPE: {"schema": problem}},
        "description": REFUSALS[status],
    }


ANSWERS: Final[dict[str, Schema]] = {str(status): answer_of(status) for status in REFUSALS}


def with_refusals_once(result: Any, generator: Any, request: Any, public: bool) -> Any:
    """Put a reference in place of every refusal that says what all of its status say."""
    met = set()
    for methods in result["paths"].values():
        for operation in methods.values():
            responses = operation["responses"]
            for status, response in responses.items():
                if response == ANSWERS.get(status):
                    name = name_of(int(status))
                    responses[status] = {"$ref": f"#/components/responses/{name}"}
                    met.add(int(status))
    shared = {name_of(status): answer_of(status) for status in sorted(met)}
    components = result["components"]
    components["responses"] = components.get("responses", {}) | shared
    return result
