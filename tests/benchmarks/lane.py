"""One lane of `lanes.py`, as a process: it works until nothing of the list is left.

It says that it is ready, takes the arguments of the job as a line, and says how long its longest
chunk took.
"""

import json
import sys
import time

import django


def work() -> None:
    """Be one lane."""
    django.setup()
    from cases.core.context import eyes  # noqa: PLC0415 - models are loaded by now
    from cases.intake.lists.jobs import check_list, eyes_of  # noqa: PLC0415

    print("ready", flush=True)  # noqa: T201 - read by the parent
    arguments = json.loads(sys.stdin.readline())
    longest = 0.0
    while arguments is not None:
        begun = time.perf_counter()
        with eyes(eyes_of(**arguments)):
            arguments = check_list.func(**arguments)
        longest = max(longest, time.perf_counter() - begun)
    print(longest, flush=True)  # noqa: T201


if __name__ == "__main__":
    work()
