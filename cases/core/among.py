"""A lookup for thousands of ids: `filter(pk__among=ids)`, or those of a column of arrays.

`in` makes a parameter of each, which Django prepares one by one; here they go along as one array.
"""

from typing import Any

from django.db.models import Lookup


class Among(Lookup[Any]):
    """Whether a column is one of the elements of an array."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Return the condition; an index on the column is used as for `in`."""
        column, values = self.process_lhs(compiler, connection)
        if hasattr(self.rhs, "resolve_expression"):
            other, more = compiler.compile(self.rhs)
            return f"{column} = any({other})", [*values, *more]
        return f"{column} = any(%s)", [*values, list(self.rhs)]
