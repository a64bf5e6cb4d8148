"""What the generator leaves out of the description: who answers, what things are, examples, codes.

A hook of the generator (`SPECTACULAR_SETTINGS`), so the served description and the one that is
kept in the repository are made by the same steps.
"""

from collections.abc import Mapping
from typing import Any, Final

from cases.core.addresses import list_views
from cases.core.errors import MOST_TOLD
from cases.core.fields.inner import LONGEST_LIST
from cases.core.json_body import DEEPEST, MOST_VALUES
from cases.core.openapi import first_line
from cases.core.registry import RESOURCES
from cases.core.shapes import Schema
from cases.core.statuses import STATUSES
from cases.exchange.description.codes import codes_by_status, codes_in_fields, codes_of_no_call
from cases.exchange.description.samples import with_samples

ABOUT: Final = """\
Repatriation of citizens in distress abroad: cases, people, the ledgers of stages and whereabouts, \
and all that is done for them. Everything the web offers can be done here, by the same operations, \
with the same rights and the same record.

**Who calls.** `Authorization: Bearer <token>`, made on the page *API tokens* and bound to a \
posting; or the session of the browser. The root, `/api/v1/`, says who you are, and lists what you \
may read and make.

**Reading.** Lists take the filters named at each, `order`, `fields`, `limit` (1 to 200) and \
`cursor`; pages follow `next`. What an address does not know is refused, and so \
is a parameter without a value. Details have an `ETag` \
and answer 304 to `If-None-Match`.

**Acting.** One POST for each operation. `If-Match` names the version that was seen, or `*`: \
428 without it, 412 when the record was changed since. `Idempotency-Key` makes a call safe to send \
again. GET at the same address says what it takes from you for that record.

**Refusals** are `application/problem+json` (RFC 9457) with a stable `code` and a sentence in the \
language of `Accept-Language` (en, vi, fr). `/api/v1/problems/` lists the codes, and so does \
`x-codes` of each kind of refusal. A method that an address does not have belongs to no call that \
is described: it is answered 405, and its code stands in `x-codes` here.

**Limits.** A body has at most 2.5 MB, more where a file is sent. It is nested at most {depth} \
deep (400 `too_deep`) and holds at most {values} values (413 `too_many_values`). A list has at \
most `maxItems` members, {list} where none is named (`too_many`). An address has at most 1,000 \
parameters. A refusal tells at most {told} faults, and `more_problems` says how many more there are.

**What is promised.** Within version 1, nothing that is described is taken away or narrowed, and \
nothing more is asked for. New addresses, fields of answers, values of closed sets, codes and \
optional inputs may come: take no notice of what you do not know.
""".format(depth=DEEPEST, values=f"{MOST_VALUES:,}", list=f"{LONGEST_LIST:,}", told=MOST_TOLD)
INFO: Final[Schema] = {
    "description": ABOUT,
    "contact": {"name": "Whoever runs this server: the Consular Department at headquarters"},
}
SERVERS: Final = [{"url": "/", "description": "The server that gave out this description."}]
OTHER_TAGS: Final = {
    "board": "The situation: open cases by mission, stage and what they wait for.",
    "bulk": "The same act on up to 200 records by one call.",
    "configuration": "How this installation is set up, told by digests.",
    "documents": "The code of a passport, read and kept nowhere.",
    "figure-definitions": "The figures there are, by the rule each is counted by.",
    "money": "What was spent, by who pays.",
    "problems": "The codes of refusals, each with what it says.",
    "root": "Where to begin.",
}


def finished(result: Schema, generator: Any, request: Any, public: bool) -> Schema:
    """Complete a description; the last of the generator's hooks."""
    result["info"] |= INFO
    result["servers"] = SERVERS
    result["tags"] = [{"name": name, "description": tag_words(name)} for name in tags_in(result)]
    components = result["components"]
    codes = codes_by_status()
    for status, said in STATUSES.items():
        if said.name in components.get("responses", {}):
            components["responses"][said.name]["x-codes"] = codes.get(status, {})
    result["info"] = result["info"] | {"x-codes": codes_of_no_call()}
    problem = components["schemas"]["Problem"]["properties"]["problems"]["items"]
    problem["x-codes"] = codes_in_fields()
    components["schemas"] = with_samples(components["schemas"], answered(result))
    return result


def tags_in(result: Schema) -> list[str]:
    """Return the groups of addresses that there are."""
    found = {
        tag
        for path in result["paths"].values()
        for method in path.values()
        for tag in method["tags"]
    }
    return sorted(found)


def tag_words(name: str) -> str:
    """Return what a group of addresses is about: what a row of its table means."""
    if name in OTHER_TAGS:
        return OTHER_TAGS[name]
    listed = list_views().get(name)
    kind = RESOURCES[name].model if name in RESOURCES else getattr(listed, "model", None)
    return first_line(kind.__doc__) if kind is not None else ""


def answered(result: Schema) -> set[str]:
    """Return the names of the components that are answers themselves."""
    names: set[str] = set()
    for path in result["paths"].values():
        for method in path.values():
            for status, answer in method["responses"].items():
                if status.startswith("2"):
                    names |= references_in(answer)
    return {name for name in names if not is_part(name, result["components"]["schemas"])}


def is_part(name: str, schemas: Mapping[str, Schema]) -> bool:
    """Return whether a schema is another one of which fields were left out."""
    return name.endswith("Part") and name.removesuffix("Part") in schemas


def references_in(value: Any) -> set[str]:
    """Return the names of the schemas that a part of the description refers to itself."""
    if isinstance(value, dict):
        named = value.get("$ref", "")
        found = {named.rsplit("/", 1)[1]} if "/schemas/" in named else set()
        return found.union(*(references_in(row) for row in value.values()))
    if isinstance(value, list):
        return set().union(*(references_in(row) for row in value))
    return set()
