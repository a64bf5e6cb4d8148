"""`python -m tests.briefings`: behind `make sentences`; prints each sentence to be read."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consular.settings")


def main() -> None:
    """Print the table of all sentences, those that nothing is said of left out."""
    django.setup()
    # Words are read when they are imported: not before the settings are.
    from cases.core.translations.catalogues import compile_catalogues  # noqa: PLC0415
    from tests.briefings.sentences import composed  # noqa: PLC0415

    compile_catalogues()
    for kind, name, words in composed():
        if any(words.values()):
            lines = (f"  {language}  {text}\n" for language, text in words.items())
            sys.stdout.write(f"{kind}: {name}\n{''.join(lines)}\n")


if __name__ == "__main__":
    main()
