"""Reading lists over the API: their rows, page by page, and what is wrong with a question."""

from typing import Any

from django.test import Client

ROOT = "/api/v1/"
CASES = f"{ROOT}cases/"


def rows(answer: Any) -> list[dict[str, Any]]:
    """Return the rows of a list that was answered."""
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def walk(client: Client, address: str, step: str = "next") -> list[list[dict[str, Any]]]:
    """Return the rows of each page, from an address on."""
    pages = []
    while address:
        answer = client.get(address)
        pages.append(rows(answer))
        address = answer.json()[step]
    return pages


def numbers(pages: list[list[dict[str, Any]]]) -> list[list[str]]:
    """Return the references of the cases on each page."""
    return [[row["reference"] for row in page] for page in pages]


def fault(answer: Any) -> dict[str, Any]:
    """Return the one thing that is wrong with a question."""
    assert answer.status_code == 422, answer.text
    (found,) = answer.json()["problems"]
    return dict(found)
