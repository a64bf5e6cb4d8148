"""What an address may fill into a form: codes and ids of rows, never words about a person.

Addresses are kept by browsers and proxies, and anybody can send one: a link must neither carry a
name nor put sentences into a form that a colleague then sends as her own.
"""

import re
from collections.abc import Mapping

from cases.core.fields import Text
from cases.core.registry import Declared

CODE = re.compile(r"[a-z][a-z0-9._-]{0,79}", re.ASCII)
PICKED = re.compile(r"[\w:.+-]{1,80}", re.ASCII)


def picked_of(declared: Declared, asked: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that an address picks; what is no code is left out."""
    picked = {}
    for name in asked:
        field = declared.form.base_fields.get(name)
        is_code = name == declared.form.known_by or not isinstance(field, Text)
        pattern = PICKED if is_code else CODE
        if field is not None and pattern.fullmatch(asked[name]):
            picked[name] = asked[name]
    return picked
