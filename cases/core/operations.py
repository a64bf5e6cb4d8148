"""Operations: the only way to write. An operation is declared once and works on every surface.

Order inside: visible (404), policy (403: the role, then the row), lock and version (409), then the
body with its state and rule checks and writes, then the audit entry. A refusal is recorded outside
the savepoint.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Literal, get_type_hints

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from cases.core.actor import Actor
from cases.core.audit import taking_along, write_audit
from cases.core.context import set_operation
from cases.core.errors import Refused, not_allowed, not_found, not_in_scope, proof_needed
from cases.core.guards import hindrance
from cases.core.integrity import refusal_of
from cases.core.locks import lock_rows, present, raise_version
from cases.core.scopes import scopes_with
from cases.core.waiting import write_down

_running: ContextVar[str] = ContextVar("running_operation", default="")
_delivering: ContextVar[bool] = ContextVar("delivering_operation", default=False)
_recording: ContextVar[bool] = ContextVar("recording_refusals", default=False)

TargetKind = Literal["none", "one", "many"]


class Operation[**P, R]:
    """A typed function with its permission and audit event; called like the function.

    `appends`: it only adds rows, so two of them never collide and no version is compared.
    `fresh`: whoever does it has proved who it is within the last minutes (roles, mass exports).
    `in_person`: whoever does it has logged in; no token ever does.
    `locks`: arguments that name a row of the same kind, locked and allowed with the target.
    """

    def __init__(
        self,
        body: Callable[P, R],
        *,
        may: str,
        audit: str,
        appends: bool,
        target: TargetKind,
        fresh: bool = False,
        in_person: bool = False,
        locks: tuple[str, ...] = (),
    ) -> None:
        self.body = body
        self.name = body.__name__
        self.may = may
        self.audit = audit
        self.appends = appends
        self.fresh = fresh
        self.in_person = in_person or fresh
        self.locks = locks
        self.target = target
        self.__doc__ = body.__doc__
        self.__wrapped__ = body
        self.__module__ = body.__module__

    def is_open_to(self, actor: Actor) -> bool:
        """Return whether `actor` may do it on some row: what is for persons is never a token's.

        Whoever has logged in is offered it, and proves who she is when she does it.
        """
        return actor.may(self.may) and not (self.in_person and actor.token_id is not None)

    def check_scope(self, actor: Actor) -> None:
        """Raise 403 where the role may do it and the token of this call may not."""
        if not actor.may(self.may) and actor.whole.may(self.may):
            raise not_in_scope(scopes_with(self.may))

    def allow(self, actor: Actor, *rows: models.Model | None) -> None:
        """Raise 403 unless `actor` has the permission, and each of `rows` lets it."""
        self.check_scope(actor)
        if not actor.may(self.may):
            raise not_allowed()
        if self.fresh and not actor.has_proved(timezone.now()):
            raise proof_needed()
        if not self.is_open_to(actor):
            raise not_in_scope(())
        for row in rows:
            refusal = hindrance(actor, row)(self.name) if row is not None else None
            if refusal is not None:
                raise refusal

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        actor = args[0]
        assert isinstance(actor, Actor)
        seen: Sequence[Any] = ()
        if self.target == "one":
            seen = (args[1],)
        elif self.target == "many":
            seen = args[1]  # type: ignore[assignment] # the declaration says it is a sequence
        with recorded_refusals(self, seen):
            return self._run(actor, seen, kwargs)

    def _run(self, actor: Actor, seen: Sequence[Any], kwargs: dict[str, Any]) -> R:
        outermost = not _running.get()
        token = _running.set(self.name)
        is_undone_outside = outermost and _delivering.get()
        try:
            with transaction.atomic(savepoint=not is_undone_outside):
                if outermost:
                    set_operation(self.name)
                also = {name: kwargs[name] for name in self.locks if kwargs[name] not in seen}
                locked = self.locked(actor, [*seen, *also.values()])
                kwargs |= dict(zip(also, locked[len(seen) :], strict=True))
                rows = locked[: len(seen)]
                target: tuple[Any, ...] = (rows,) if self.target == "many" else tuple(rows)
                with taking_along() as also_said:
                    result: Any = self.body(actor, *target, **kwargs)  # type: ignore[arg-type] # the locked rows replace the seen ones
                for row in locked:
                    write_down(row)
                named = [*said(kwargs), *also_said]
                write_audit(self.audit, self.name, subjects(rows, result), fields=named)
                if outermost:
                    check_deferred()
                return result  # type: ignore[no-any-return] # R of the body
        except IntegrityError as fault:
            raise refusal_of(fault) from fault
        finally:
            _running.reset(token)

    def locked(self, actor: Actor, seen: Sequence[Any]) -> list[models.Model]:
        """Return the rows as they are now, locked and allowed: 404, then 403, then 409.

        The wall lets nobody lock what they may only read, so that is asked about without a lock.
        """
        locked = lock_rows(actor, seen, appends=self.appends)
        if locked is None:
            self.allow(actor, *[present(actor, row) for row in seen])
            raise not_found()
        self.allow(actor, *locked)
        if not self.appends:
            for row, now in zip(seen, locked, strict=True):
                raise_version(row, now)
        return locked


@contextmanager
def undone_outside() -> Iterator[None]:
    """The savepoint of the operation in this block is the one around the block."""
    token = _delivering.set(True)
    try:
        with transaction.atomic():
            yield
    finally:
        _delivering.reset(token)


def subjects(locked: Sequence[models.Model], result: object) -> list[models.Model]:
    """Return the rows an entry names: the targets, then what was made."""
    rows = list(locked)
    if isinstance(result, models.Model) and result not in rows:
        rows.append(result)
    return rows


def said(kwargs: dict[str, Any]) -> list[str]:
    """Return the names of the arguments that carry something; never their values."""
    return [name for name, value in kwargs.items() if value not in (None, "", [])]


def check_deferred() -> None:
    """Let deferred constraints speak inside the savepoint of the outermost operation."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")


@contextmanager
def unrecorded() -> Iterator[None]:
    """A refusal in this block is not put on record: nobody has tried to act."""
    token = _recording.set(True)
    try:
        yield
    finally:
        _recording.reset(token)


@contextmanager
def recorded_refusals(
    operation: Operation[..., Any], rows: Sequence[models.Model]
) -> Iterator[None]:
    """Put a refusal on record outside the savepoint that undoes the attempt; outermost only."""
    if _recording.get():
        yield
        return
    token = _recording.set(True)
    try:
        yield
    except Refused as refusal:
        if refusal.audited:
            about = refusal.about or rows
            write_audit(operation.audit, operation.name, about, refused=refusal.code)
        raise
    finally:
        _recording.reset(token)


def operation[**P, R](
    *,
    may: str,
    audit: str,
    appends: bool = False,
    fresh: bool = False,
    in_person: bool = False,
    locks: tuple[str, ...] = (),
) -> Callable[[Callable[P, R]], Operation[P, R]]:
    """Make an operation of a function `(actor, [row or rows], *, ...)`."""

    def wrap(body: Callable[P, R]) -> Operation[P, R]:
        kind = target_kind(body)
        more = {"appends": appends, "fresh": fresh, "in_person": in_person, "locks": locks}
        return Operation(body, may=may, audit=audit, target=kind, **more)  # type: ignore[arg-type] # as declared above

    return wrap


def target_kind(body: Callable[..., Any]) -> TargetKind:
    """Read create, one or many from the second parameter's type."""
    code: Any = body
    positional = code.__code__.co_varnames[: code.__code__.co_argcount]
    if len(positional) == 1:
        return "none"
    hint = get_type_hints(body)[positional[1]]
    return "many" if getattr(hint, "__origin__", None) is not None else "one"
