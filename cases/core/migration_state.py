"""Migrating with models rendered as rarely as the tables allow.

After each operation Django renders the model it changed and, for a foreign key, everything that
model can be reached from: here nearly every model, hundreds of times. What a statement about a
table needs to know is the table itself and the tables it points to, so the operations that make up
nearly all of our migrations render the one model they change; an index or a constraint is noted on
the model that is there. Whatever alters or removes something keeps Django's way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db.migrations.state import ModelState, ProjectState
from django.db.models.fields import NOT_PROVIDED


def add_listed(
    state: ProjectState, app_label: str, model_name: str, option_name: str, obj: Any
) -> None:
    """Note an index or a constraint, in the state and on the model that is rendered."""
    options = state.models[app_label, model_name].options
    options[option_name] = [*options[option_name], obj]
    if "apps" in state.__dict__:
        rendered = state.apps.get_model(app_label, model_name)
        setattr(rendered._meta, option_name, options[option_name])


def add_model(state: ProjectState, model_state: ModelState) -> None:
    """Add a new model: nothing points to it yet."""
    key = model_state.app_label, model_state.name_lower
    state.models[key] = model_state
    render(state, *key)


def add_field(state: ProjectState, *added: Any) -> None:
    """Add a column; of the models that point to this one no statement asks anything now."""
    app_label, model_name, name, field, preserve_default = added
    if not preserve_default:
        field = field.clone()
        field.default = NOT_PROVIDED
    key = app_label, model_name
    state.models[key].fields[name] = field
    render(state, *key)


def render(state: ProjectState, app_label: str, model_name: str) -> None:
    """Render one model anew; whoever runs Python in a migration gets all of them anew.

    Which models point to which is found again when somebody asks.
    """
    vars(state)["_relations"] = None
    if "apps" not in state.__dict__:
        return
    state.is_delayed = True
    with state.apps.bulk_update():
        state.apps.unregister_model(app_label, model_name)
    state.apps.render_multiple([state.models[app_label, model_name]])


SPARING: Final = {"_append_option": add_listed, "add_model": add_model, "add_field": add_field}


@contextmanager
def rendered_sparingly() -> Iterator[None]:
    """Within this, states render as above; a subclass would be lost where a state copies itself."""
    before = {name: getattr(ProjectState, name) for name in SPARING}
    for name, method in SPARING.items():
        setattr(ProjectState, name, method)
    try:
        yield
    finally:
        for name, method in before.items():
            setattr(ProjectState, name, method)
