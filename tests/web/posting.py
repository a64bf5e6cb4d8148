"""Turns JSON arguments into what a browser would post."""

from base64 import b64decode
from typing import Any

from cases.casework.protection.forms.answers import ASKED, SAID, Answers
from cases.core.fields import Codes, Moment, Named, Partial, Refs, Several, Upload, YesNo
from cases.core.fields.files import as_words
from cases.core.registry import Declared
from cases.procedures.fields import Money


def as_posted(declared: Declared, json: dict[str, Any]) -> dict[str, Any]:
    """Return the form data that says the same as `json`."""
    posted: dict[str, Any] = {}
    for name, value in json.items():
        field = declared.form.base_fields[name]
        if isinstance(field, Moment):
            day, _sep, time = str(value).partition("T")
            posted |= {f"{name}_day": day, f"{name}_time": time[:5]}
        elif isinstance(field, Partial):
            parts = [*str(value).split("-"), "", ""][:3]
            posted |= dict(
                zip([f"{name}_year", f"{name}_month", f"{name}_day"], parts, strict=True)
            )
        elif isinstance(field, Codes | Refs | Named):
            posted[name] = list(value)
        elif isinstance(field, YesNo):
            posted |= {name: "on"} if value else {}
        elif isinstance(field, Several):
            posted[name] = [str(item) for item in value]
        elif isinstance(field, Upload):
            posted[name] = as_words(value["name"], b64decode(value["content"]))
        elif isinstance(field, Money):
            posted |= {f"{name}_{part}": said for part, said in value.items()}
        elif isinstance(field, Answers):
            for code, said in value.items():
                posted[ASKED + code] = said["answer"]
                posted[SAID + code] = said.get("words", "")
        else:
            posted[name] = as_text(value)
    return posted


def as_text(value: Any) -> str:
    """Return a value as it is typed; of several objects a line each."""
    if isinstance(value, list):
        return "\n".join(" ".join(map(str, row.values())) for row in value)
    return "" if value is None else str(value)


def as_shown(form: Any) -> dict[str, Any]:
    """Return what a browser would post of a form that nobody touched."""
    posted: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if hasattr(bound.field.widget, "decompress"):
            names = bound.field.widget.widgets_names
            parts = bound.field.widget.decompress(value)
            posted |= {
                f"{bound.name}{end}": str(part or "")
                for end, part in zip(names, parts, strict=True)
            }
        elif isinstance(bound.field, Codes | Several | Refs):
            posted[bound.name] = [str(item) for item in value or []]
        else:
            posted[bound.name] = "" if value is None else str(value)
    return posted
