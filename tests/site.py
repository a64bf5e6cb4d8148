"""The site as a browser asks it, answered within the transaction of the test.

`live_server` answers in threads with connections of their own: each test commits its world, which
is deleted after it. `site` answers in the thread of the test while that waits for the browser, one
request at a time; so a file can make its world once (`made_for_the_file`). What is done after a
commit is not done here, and no two requests meet: tests of those ask for `live_server`.
"""

import contextvars
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test.testcases import LiveServerThread

HOST = "localhost"
Answer = tuple[str, list[tuple[str, str]], bytes]
GONE: Answer = ("503 Service Unavailable", [], b"")


@contextmanager
def connection_stays() -> Iterator[None]:
    """Let no request close the connection, which is in the middle of the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


class InTheTest:
    """Hands what is asked to the loop of Playwright, which runs in the thread of the test."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()
        self.loop: Any = None
        """The loop while a test asks for the site; nothing between tests."""
        self.context = contextvars.copy_context()
        """In which the test runs: its connection to the database is in there."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        asked: Future[Answer] = Future()
        loop = self.loop
        if loop is None:
            asked.set_result(GONE)
        else:
            test = self.context
            loop.call_soon_threadsafe(self.answer, environ, asked, test, context=test.copy())
        status, headers, content = asked.result()
        start_response(status, headers)
        return [content]

    def answer(self, environ: dict[str, Any], asked: "Future[Answer]", test: Any) -> None:
        """Answer, unless the test that asked has ended."""
        if test is not self.context:
            asked.set_result(GONE)
            return
        started: list[Any] = []
        try:
            with connection_stays():
                response = self.handler(environ, lambda *said: started.extend(said[:2]))
                content = b"".join(response)
                response.close()
            asked.set_result((started[0], started[1], content))
        except BaseException as fault:
            asked.set_exception(fault)
            raise


@pytest.fixture(scope="session")
def answering() -> Iterator[tuple[InTheTest, str]]:
    """The server of all tests that ask for the site, and its address."""
    answers = InTheTest()
    thread = LiveServerThread(HOST, lambda _handler: StaticFilesHandler(answers))
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None
    yield answers, f"http://{HOST}:{thread.port}"
    thread.terminate()


@pytest.fixture
def site(db: None, browser: Any, answering: tuple[InTheTest, str], settings: Any) -> Iterator[str]:
    """The address of the site."""
    answers, address = answering
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, HOST]
    answers.loop, answers.context = browser._loop, contextvars.copy_context()
    yield address
    for context in browser.contexts:
        context.close()
    answers.loop, answers.context = None, contextvars.copy_context()
