"""What every field adds to a Django form field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.core.actor import Actor
from cases.core.fields.inner import wrong_type

Narrowing = tuple[Actor, Any]


class SaidBoundField(forms.BoundField):
    """A bound field whose value comes from JSON when the form was bound to JSON."""

    form: Any

    @property
    def data(self) -> Any:
        """The raw value: from the JSON body, else from the widget."""
        said = getattr(self.form, "said", None)
        if said is not None:
            return said.get(self.name)
        return super().data


class Field(forms.Field):
    """Base of the fields: `schema` for OpenAPI, `read` for JSON, `narrow` for actor and target."""

    expected = "string"
    bound_field_class = SaidBoundField
    empty: Any = ""

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the value (OpenAPI 3.1)."""
        return {"type": "string"}

    def described(self) -> dict[str, Any]:
        """Return the schema with label, help and null where the field may be left out."""
        schema = dict(self.schema())
        if self.label:
            schema["title"] = str(self.label)
        if self.help_text:
            schema["description"] = str(self.help_text)
        if not self.required and isinstance(schema.get("type"), str):
            schema["type"] = [schema["type"], "null"]
            if "enum" in schema:
                schema["enum"] = [*schema["enum"], None]
        return schema

    def read(self, value: Any) -> Any:
        """Return what `clean` takes for a JSON value; ValidationError for a wrong type."""
        if not isinstance(value, str):
            raise self.wrong_type()
        return value

    def wrong_type(self) -> ValidationError:
        """Return the error of a value of another JSON type."""
        return wrong_type(self.expected)

    def narrow(self, actor: Actor, target: Any) -> None:
        """Restrict the choices to what `actor` may pick for `target`."""

    def shown(self, value: Any) -> Any:
        """Return the initial value for the widget of a stored value."""
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether what was typed differs from what was shown."""
        return str("" if initial is None else initial) != str("" if data is None else data).strip()
