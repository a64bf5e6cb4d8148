"""Names as they are found: without marks and capitals, one space between the words.

The database folds, for what is stored and for what is typed, so the two cannot differ: `đ` has no
decomposition and `hòa`, `hoà` differ as letters, yet all of them are typed as `d` and `hoa` on the
keyboard of a border post. The column is compared by bytes, so that row security lets an index
answer the question.
"""

from typing import Final

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat

LAST: Final = "\U0010ffff"
BYTES: Final = models.CharField(max_length=160, db_collation="C")


def folded(column: str) -> models.GeneratedField:
    """Return the column that holds `column` folded; the database writes it."""
    return models.GeneratedField(
        expression=Func(F(column), function="app_fold"), output_field=BYTES, db_persist=True
    )


def begins_with(words: str) -> Q:
    """Return the condition of rows whose folded name begins like `words`."""
    first: Combinable = Func(Value(words), function="app_fold", output_field=BYTES)
    return Q(find_key__gte=first) & Q(find_key__lt=Concat(first, Value(LAST), output_field=BYTES))
