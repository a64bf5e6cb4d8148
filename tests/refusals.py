"""What an operation answers that refuses."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.errors import Refused
from tests.register import fresh


def refusal_of(act: Callable[..., Any], /, *arguments: Any, **said: Any) -> Refused:
    """Do what is refused, and return the refusal."""
    with pytest.raises(Refused) as caught:
        act(*arguments, **said)
    return caught.value


def refused(act: Callable[..., Any], /, *arguments: Any, **said: Any) -> tuple[int, str]:
    """Do what is refused, and return status and code."""
    refusal = refusal_of(act, *arguments, **said)
    return refusal.status, refusal.code


def refused_at(act: Callable[..., Any], /, *arguments: Any, **said: Any) -> tuple[str, str]:
    """Do what is refused, and return the code and the first field that is at fault."""
    refusal = refusal_of(act, *arguments, **said)
    return refusal.code, refusal.problems[0].field


def refused_fields(
    act: Callable[..., Any], /, *arguments: Any, **said: Any
) -> tuple[int, str, list[str]]:
    """Do what is refused, and return status, code and every field that is at fault."""
    refusal = refusal_of(act, *arguments, **said)
    return refusal.status, refusal.code, [fault.field for fault in refusal.problems]


def refused_to(
    act: Callable[..., Any], actor: Actor, /, *arguments: Any, **said: Any
) -> tuple[int, str]:
    """Do what is refused with the eyes of the actor, and return status and code."""
    with eyes(actor):
        return refused(act, actor, *arguments, **said)


def refusal_now(
    act: Callable[..., Any], actor: Actor, row: Any, /, *arguments: Any, **said: Any
) -> Refused:
    """Do what is refused to the row as it is now, and return the refusal."""
    return refusal_of(act, actor, fresh(row), *arguments, **said)


def refused_with(code: str, act: Callable[..., Any], /, *arguments: Any, **said: Any) -> Refused:
    """Do what is refused with this code, and return the refusal."""
    refusal = refusal_of(act, *arguments, **said)
    assert refusal.code == code, refusal
    return refusal
