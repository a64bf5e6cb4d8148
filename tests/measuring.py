"""Coverage at the price of the measured code alone, on Python 3.12 and 3.13 too.

The trace function that coverage.py takes there is called for every line of Django as well, which
made the suite cost half as much again. From 3.14 it uses `sys.monitoring`, whose events are asked
for one code object at a time and silenced once seen; older Pythons miss only the two events that
silence each way of a branch alone. They tell a branch and where it goes in one event: it is
silenced here when both ways have been seen. Everything else is coverage.py's own.
"""

import sys
from types import CodeType
from typing import Any

import coverage.control
from coverage.bytecode import bytes_to_lines
from coverage.core import Core
from coverage.disposition import FileDisposition
from coverage.sysmon import CodeInfo, SysMonitor

EVENTS, SILENCE = sys.monitoring.events, sys.monitoring.DISABLE


class BranchMonitor(SysMonitor):
    """coverage.py's monitor, told of branches by the one event of the older Pythons."""

    def __init__(self) -> None:
        super().__init__()
        self.first_ways: dict[tuple[int, int], int] = {}

    def start(self) -> None:
        super().start()
        sys.monitoring.register_callback(self.myid, EVENTS.BRANCH, self.branch)

    def sysmon_py_start(self, code: CodeType, instruction_offset: int) -> Any:
        """Decide once for each code object whether its lines and branches are told."""
        self._activity = True
        if id(code) in self.code_infos:
            return SILENCE
        name = code.co_filename
        place = self.should_trace_cache.get(name)
        if place is None:
            place = self.should_trace_cache[name] = self.should_trace(name, sys._getframe(1))
        info = CodeInfo(
            tracing=place.trace, file_data=None, byte_to_line=None, branch_resolver=None
        )
        if place.trace:
            info.file_data = self.data.setdefault(place.source_filename, set())
            info.byte_to_line = bytes_to_lines(code)
        self.code_infos[id(code)] = info
        self.code_objects.append(code)  # keeps its id from being given to another
        if place.trace:
            wanted = EVENTS.LINE | EVENTS.PY_RETURN | EVENTS.BRANCH
            sys.monitoring.set_local_events(self.myid, code, wanted)
        return SILENCE

    def branch(self, code: CodeType, offset: int, destination: int) -> Any:
        """Keep the way that was taken; go on listening until the other one is."""
        first = self.first_ways.setdefault((id(code), offset), destination)
        self.sysmon_branch_either(code, offset, destination)
        return None if first == destination else SILENCE


class MonitoringCore(Core):
    """What coverage.py sets for `sysmon`, with the monitor above."""

    def __init__(self, **_how: Any) -> None:
        self.tracer_class = BranchMonitor
        self.tracer_kwargs = {}
        self.file_disposition_class = FileDisposition
        self.supports_plugins = self.supports_dynamic_contexts = False
        self.packed_arcs = self.systrace = False


def coverage_init(_registry: object, _options: object) -> None:
    """coverage.py calls this before it chooses its core."""
    if not hasattr(EVENTS, "BRANCH_LEFT"):
        coverage.control.Core = MonitoringCore
