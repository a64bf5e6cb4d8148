"""Services that are to run all the time: started again, with pauses, and given up at last."""

import pytest

from consular import supervisor as supervising
from consular.supervisor import Service, Supervisor


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Stub:
    """A service of which the test says when it ends."""

    def __init__(self) -> None:
        self.starts = 0
        self.is_running = False

    def start(self) -> None:
        self.starts += 1
        self.is_running = True

    def has_ended(self) -> bool:
        return not self.is_running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def supervisor(clock: Clock) -> Supervisor:
    return Supervisor(clock)


@pytest.fixture
def web(supervisor: Supervisor) -> Stub:
    """A service that runs already."""
    stub = Stub()
    supervisor.add(Service("web server", stub.start, stub.has_ended))
    supervisor.look()
    return stub


def end_and_start_again(supervisor: Supervisor, clock: Clock, stub: Stub) -> float:
    """Returns after how many seconds it runs again."""
    stub.is_running = False
    supervisor.look()
    ended = clock.now
    while not stub.is_running:
        clock.now += 0.25
        supervisor.look()
    return clock.now - ended


def test_a_service_is_started_by_the_first_look(web: Stub):
    assert web.starts == 1


def test_a_service_that_runs_already_is_only_watched(supervisor: Supervisor, clock: Clock):
    stub = Stub()
    stub.is_running = True
    supervisor.add(Service("database", stub.start, stub.has_ended, starts_at=None))

    supervisor.look()

    assert stub.starts == 0
    assert end_and_start_again(supervisor, clock, stub) == 0.5


def test_one_that_ended_is_started_again_with_a_sentence(
    supervisor: Supervisor, clock: Clock, web: Stub, capsys: pytest.CaptureFixture[str]
):
    end_and_start_again(supervisor, clock, web)

    assert web.starts == 2
    said = capsys.readouterr().out
    assert said == "The web server ended by itself; it is started again ...\n"


def test_each_pause_is_twice_as_long(supervisor: Supervisor, clock: Clock, web: Stub):
    pauses = [end_and_start_again(supervisor, clock, web) for _ in range(4)]

    assert pauses == [0.5, 1, 2, 4]


def test_one_that_ends_five_times_in_a_minute_stops_the_demo(
    supervisor: Supervisor, clock: Clock, web: Stub
):
    supervisor.settle()
    for _ in range(4):
        end_and_start_again(supervisor, clock, web)
    web.is_running = False

    with pytest.raises(SystemExit, match="The demo stopped: the web server ends again and again"):
        supervisor.look()


def test_an_end_is_forgotten_after_a_minute(supervisor: Supervisor, clock: Clock, web: Stub):
    supervisor.settle()

    for _ in range(10):
        clock.now += 20
        end_and_start_again(supervisor, clock, web)

    assert web.starts == 11


def test_no_end_is_forgotten_before_the_first_answer(
    supervisor: Supervisor, clock: Clock, web: Stub
):
    for _ in range(4):
        clock.now += 100
        end_and_start_again(supervisor, clock, web)
    web.is_running = False

    with pytest.raises(SystemExit, match="ends again and again"):
        supervisor.look()


def test_one_that_is_down_does_not_hold_up_another(supervisor: Supervisor, clock: Clock, web: Stub):
    worker = Stub()
    supervisor.add(Service("worker", worker.start, worker.has_ended))
    supervisor.look()
    for _ in range(3):
        end_and_start_again(supervisor, clock, web)
    web.is_running = False
    supervisor.look()

    assert end_and_start_again(supervisor, clock, worker) == 0.5
    assert not web.is_running


def test_it_looks_until_it_is_stopped(
    supervisor: Supervisor, web: Stub, monkeypatch: pytest.MonkeyPatch
):
    def stop(_seconds: float) -> None:
        raise SystemExit(0)

    monkeypatch.setattr(supervising, "pause", stop)

    with pytest.raises(SystemExit):
        supervisor.run()
