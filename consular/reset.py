"""`python -m consular.reset data|stop`: behind `make demo-reset` and `make clean`."""

import shutil
import sys

from consular.env import LOCAL
from consular.postgres import EMBEDDED, discard
from consular.server import ACCOUNTS, only_demo
from consular.terminal import say


def main(arguments: list[str]) -> None:
    """Refuses while a demo runs or a server is in use; ends what a killed demo left behind."""
    with only_demo() as sessions:
        sessions.end_leftovers()
        match arguments:
            case ["data"]:
                discard("demo", with_data=True)
                # They seal the record that is gone; the next one would not fit them.
                shutil.rmtree(LOCAL / "seals", ignore_errors=True)
                shutil.rmtree(LOCAL / "files", ignore_errors=True)
                ACCOUNTS.unlink(missing_ok=True)
                say("The demo's data is gone; make demo starts over.")
            case ["stop"]:
                for mode in EMBEDDED:
                    discard(mode, with_data=False)
            case _:
                raise SystemExit("Say data or stop.")


if __name__ == "__main__":
    main(sys.argv[1:])
