"""The command line of this package."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from types import FrameType
from typing import Any, NoReturn, Optional, Sequence

from ..errors import Stopped, VitrineError
from ..format import printable_json
from ..version import VERSION
from .exit_codes import INTERRUPTED, TERMINATED, UNEXPECTED, USAGE
from .publish_command import add_publish
from .show_failure import show_failure


def main(arguments: Optional[Sequence[str]] = None) -> NoReturn:
    """Runs a command and ends the process with its exit code."""
    code = run(sys.argv[1:] if arguments is None else arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads may still wait for a network that does not answer.
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Runs a command and returns its exit code."""
    parser = argparse.ArgumentParser("python -m vitrine", description="Publish datasets to Vitrine.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(dest="command", required=True)
    described = "Publishes a folder as the next revision of a dataset, atomically. You can stop it and run it again."
    publishing = commands.add_parser("publish", help="publish a folder", description=described, allow_abbrev=False)
    add_publish(publishing)
    try:
        options = parser.parse_args(arguments)
    except SystemExit as error:
        return USAGE if error.code else 0
    stopped = threading.Event()
    received = _stop_on_signals(stopped)
    try:
        options.run(options, stopped)
        return 0
    except VitrineError as error:
        return show_failure(error, options.json)
    except (Stopped, KeyboardInterrupt):
        print("Stopped. Run the same command again to continue.", file=sys.stderr)
        return TERMINATED if signal.SIGTERM in received else INTERRUPTED
    except BrokenPipeError:
        return 0  # `… | head` ends when head has seen enough.
    except Exception as error:
        if options.json:
            print(printable_json({"type": "error", "code": "UNEXPECTED", "message": str(error)}))
        sys.excepthook(type(error), error, error.__traceback__)
        return UNEXPECTED


def _stop_on_signals(stopped: threading.Event) -> "list[int]":
    """The first signal asks for an orderly end, the second ends the process."""
    received: "list[int]" = []

    def stop(number: int, _frame: Optional[FrameType]) -> Any:
        if received:
            os._exit(TERMINATED if number == signal.SIGTERM else INTERRUPTED)
        received.append(number)
        stopped.set()
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return received
