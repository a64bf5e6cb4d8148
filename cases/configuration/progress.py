"""How far the load of a set is."""

from typing import Any, Final

from cases.configuration.choices import LoadState
from cases.configuration.models import ConfigurationLoad
from cases.core.progress import WorkState, WorkUnit, progress

STATES: Final = {
    LoadState.LOADING: WorkState.RUNNING,
    LoadState.LOADED: WorkState.DONE,
    LoadState.STOPPED: WorkState.STOPPED,
}


def progress_on(load: ConfigurationLoad) -> dict[str, Any]:
    """Return how many entries of how many are written."""
    state = STATES.get(LoadState(load.state), WorkState.IDLE)
    return progress(state, load.done, load.writes, WorkUnit.ENTRIES)
