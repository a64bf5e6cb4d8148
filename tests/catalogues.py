"""Pages in Vietnamese and French need the compiled catalogues, which no checkout holds."""

import pytest

from cases.core.translations.catalogues import compile_catalogues


def pytest_configure(config: pytest.Config) -> None:
    """Once, before any worker starts; nothing to do when it is up to date."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()
