"""Times the real server: two workers, asked by eight clients at once, or twenty times a second."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Final

from django.conf import settings

from consular.env import ROOT
from consular.postgres.access import free_port
from tests.benchmarks.clients import HOST, BenchError, Headers
from tests.benchmarks.reads import Reader
from tests.benchmarks.timing import Timing, timing_of

CLIENTS: Final = 8
PACE: Final = 20.0
START_SECONDS: Final = 30.0
STOP_SECONDS: Final = 30.0
CALLS_A_SECOND: Final = 50
GRANIAN: Final = ("--interface", "wsgi", "--workers", "2", "--blocking-threads", "4")
NAMES: Final = {
    "HTTP_COOKIE": "Cookie",
    "HTTP_AUTHORIZATION": "Authorization",
    "HTTP_IF_MATCH": "If-Match",
    "HTTP_IDEMPOTENCY_KEY": "Idempotency-Key",
    "CONTENT_TYPE": "Content-Type",
}


@dataclass(frozen=True)
class Asked:
    """What a client asks for: an address that may change from call to call, and its headers."""

    title: str
    address: Callable[[], str]
    headers: Headers


def asked_by(reader: Reader) -> list[Asked]:
    """Return what is asked of the server: work list, case page, a list and a case of the API."""
    references, number = reader.samples.references(), count()
    caller = reader.caller

    def case_page() -> str:
        return f"/cases/{references[next(number) % len(references)]}/"

    def api_case() -> str:
        return f"/api/v1{case_page()}"

    return [
        Asked("Worklist", lambda: "/cases/", caller.session),
        Asked("Case page", case_page, caller.session),
        Asked("API, list of 50", lambda: "/api/v1/cases/", caller.token),
        Asked("API, case", api_case, caller.token),
    ]


@contextmanager
def server(database_url: str) -> Iterator[int]:
    """Run the site on the bench's database; yield its port."""
    port = free_port()
    variables = os.environ | {
        "DATABASE_URL": database_url,
        "DATABASE_OWNER_URL": database_url,
        "SECRET_KEY": settings.SECRET_KEY,
        "API_CALLS_A_MINUTE": "reads=9999999, writes=9999999",
    }
    program = [sys.executable, "-m", "granian", *GRANIAN, "--port", str(port)]
    running = subprocess.Popen(
        [*program, "--log-level", "error", "consular.wsgi:application"],
        cwd=ROOT,
        env=variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(port, running)
        yield port
    finally:
        stop(running)


def stop(running: "subprocess.Popen[bytes]") -> None:
    """End the server; its workers too where it did not do so itself within a while."""
    running.terminate()
    try:
        running.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def wait_for(port: int, running: "subprocess.Popen[bytes]") -> None:
    """Return when the server answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and running.poll() is None:
        try:
            Visitor(port).get("/alive/", {})
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
    raise BenchError("The server of the bench does not answer.")


class Visitor:
    """One client with one connection kept open."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection(HOST, port, timeout=30)

    def get(self, address: str, headers: Headers) -> float:
        """Ask once; return the seconds until the whole answer was here."""
        before = time.perf_counter()
        self.ask("GET", address, headers)
        return time.perf_counter() - before

    def post(self, address: str, headers: Headers, body: bytes) -> None:
        """Send something once."""
        self.ask("POST", address, headers, body)

    def ask(self, method: str, address: str, headers: Headers, body: bytes | None = None) -> None:
        """Send one request and read the whole answer, which is that it worked."""
        sent = {NAMES[name]: value for name, value in headers.items()}
        self.connection.request(method, address, body=body, headers=sent)
        answer = self.connection.getresponse()
        said = answer.read()
        if answer.status != 200:
            raise BenchError(f"{address} answered {answer.status}: {said[:300]!r}")


def in_a_loop(port: int, asked: Asked, calls: int) -> Timing:
    """Let eight clients ask without a pause."""
    seconds = calls / CALLS_A_SECOND

    def work(_number: int) -> list[float]:
        visitor = Visitor(port)
        visitor.get(asked.address(), asked.headers)
        times: list[float] = []
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline or not times:
            times.append(visitor.get(asked.address(), asked.headers))
        return times

    with ThreadPoolExecutor(CLIENTS) as pool:
        return timing_of([taken for part in pool.map(work, range(CLIENTS)) for taken in part])


def at_a_pace(port: int, asked: Asked, calls: int) -> Timing:
    """Ask twenty times a second, whether or not the answers before have come."""
    visitors = [Visitor(port) for _ in range(CLIENTS)]
    for visitor in visitors:
        visitor.get(asked.address(), asked.headers)
    begun = time.perf_counter()

    def work(number: int) -> list[float]:
        times = []
        for turn in range(number, max(calls // 2, CLIENTS), CLIENTS):
            due = begun + turn / PACE
            time.sleep(max(0.0, due - time.perf_counter()))
            visitors[number].get(asked.address(), asked.headers)
            times.append(time.perf_counter() - max(due, begun))
        return times

    with ThreadPoolExecutor(CLIENTS) as pool:
        return timing_of([taken for part in pool.map(work, range(CLIENTS)) for taken in part])
