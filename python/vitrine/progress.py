"""Progress on a terminal: a bar, or else an occasional line, or JSON."""

from __future__ import annotations

import sys
import time
from typing import Any, Callable, Dict, NamedTuple, Optional, TextIO

from .errors import counted
from .format import format_bytes, format_seconds, printable, printable_json
from .reporter import Event, OnEvent

_EVERY_SECONDS = 5.0
_BAR_WIDTH = 28
_SHOWN_WARNINGS = 20


class _State(NamedTuple):
    title: str
    detail: str
    part: float = 0.0
    """Finished share of the phase."""


def show_progress(stream: Optional[TextIO] = None) -> OnEvent:
    """Returns a receiver of events that shows a bar on a terminal, and an occasional line elsewhere."""
    out = stream or sys.stderr
    return _Bar(out) if out.isatty() else _Lines(out)


def write_json(stream: Optional[TextIO] = None) -> OnEvent:
    """Returns a receiver that writes events as JSON lines."""
    out = stream or sys.stdout

    def write(event: Event) -> None:
        out.write(f"{printable_json(event)}\n")
        out.flush()

    return write


class _Shown:
    """Prints notices and the first warnings."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self._warnings = 0

    def say(self, text: str) -> None:
        self.out.write(f"{text}\n")
        self.out.flush()

    def say_notice(self, event: Event, state: _State) -> None:
        self._warnings += event["type"] == "warning"
        if event["type"] == "notice" or self._warnings <= _SHOWN_WARNINGS:
            self.say(f"{state.title}: {printable(state.detail)}")
        elif self._warnings == _SHOWN_WARNINGS + 1:
            self.say("There are more warnings. Use --json to print all of them.")


class _Lines(_Shown):
    def __init__(self, out: TextIO) -> None:
        super().__init__(out)
        self._last = ""
        self._at = 0.0
        self._was_whole = False

    def __call__(self, event: Event) -> None:
        state = _describe(event)
        if state is None:
            return
        if event["type"] in ("notice", "warning"):
            self.say_notice(event, state)
            return
        now, is_whole = time.monotonic(), state.part >= 1
        is_due = event["type"] != self._last or now - self._at >= _EVERY_SECONDS or (is_whole and not self._was_whole)
        if is_due:
            self._last, self._at, self._was_whole = event["type"], now, is_whole
            self.say(f"{state.title}: {printable(state.detail)}")


class _Bar(_Shown):
    def __init__(self, out: TextIO) -> None:
        super().__init__(out)
        self._shown = ""

    def __call__(self, event: Event) -> None:
        state = _describe(event)
        if state is None or event["type"] in ("notice", "warning"):
            self._end()
            if state:
                self.say_notice(event, state)
            return
        if event["type"] != self._shown:
            self._end()
            self._shown = event["type"]
        full = round(min(1.0, state.part) * _BAR_WIDTH)
        bar = "━" * full + "─" * (_BAR_WIDTH - full)
        self.out.write(f"\r\x1b[2K{state.title:<10} {bar} {printable(state.detail)}")
        self.out.flush()

    def _end(self) -> None:
        if self._shown:
            self.out.write("\n")
            self.out.flush()
        self._shown = ""


def _describe(event: Event) -> Optional[_State]:
    """Describes an event in words."""
    describe = _PHASES.get(event["type"])
    return describe(event) if describe else None


def _describe_process(event: Event) -> _State:
    total = sum(event[name] for name in ("pending", "running", "done", "failed"))
    settled = event["done"] + event["failed"]
    failed = f", {event['failed']:,} failed" if event["failed"] else ""
    return _State("Processing", f"{settled:,} of {counted(total, 'file')}{failed}", _part(settled, total))


def _transfer(title: str, event: Event) -> _State:
    rate = event["bytesPerSecond"]
    rest = event["totalBytes"] - event["bytes"]
    left = f", {format_seconds(rest / rate)} left" if rate > 0 and rest > 0 else ""
    retries = f", {event['retries']:,} tried again" if event.get("retries") else ""
    detail = (
        f"{event['files']:,} of {counted(event['totalFiles'], 'file')}, {format_bytes(event['bytes'])} of "
        f"{format_bytes(event['totalBytes'])}, {format_bytes(rate)}/s{left}{retries}"
    )
    return _State(title, detail, _part(event["bytes"], event["totalBytes"]))


def _part(done: float, total: float) -> float:
    return done / total if total else 1.0


_PHASES: Dict[str, Callable[[Dict[str, Any]], Optional[_State]]] = {
    "scan": lambda e: _State("Reading", f"{counted(e['items'], 'item')}, {counted(e['files'], 'file')}"),
    "hash": lambda e: _transfer("Hashing", e),
    "session": lambda e: _State("Resuming", "continuing the publish of an earlier run", 1) if e["resumed"] else None,
    "upload": lambda e: _transfer("Sending", e),
    "verify": lambda e: _State(
        "Verifying",
        f"{e['filesVerified']:,} of {counted(e['filesDeclared'], 'file')}",
        _part(e["filesVerified"], e["filesDeclared"]),
    ),
    "validate": lambda e: _State("Validating", counted(e["items"], "item")),
    "publish": lambda e: _State(
        "Publishing", f"{e['itemsStaged']:,} of {counted(e['items'], 'item')}", _part(e["itemsStaged"], e["items"])
    ),
    "export": lambda e: _State("Exporting", counted(e["itemsWritten"], "item"), _part(e["itemsWritten"], e["itemsExpected"] or 0)),
    "process": _describe_process,
    "warning": lambda e: _State("Warning", e["message"]),
    "notice": lambda e: _State("Notice", e["message"]),
}
