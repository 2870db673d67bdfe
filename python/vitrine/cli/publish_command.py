"""`python -m vitrine publish`: the options of `vitrine publish`."""

from __future__ import annotations

import argparse
import sys
import threading
from typing import Tuple

from ..errors import ProcessingFailed, counted
from ..folder.options import ITEM_TYPES
from ..format import format_bytes, format_seconds
from ..progress import show_progress, write_json
from ..publish import Published, publish


def add_publish(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", help="with a manifest.ndjson, or with files that items are derived from")
    add("--org", required=True, help="the organization")
    add("--dataset", required=True, help="the dataset; created if it is not there")
    add("--name", help="what the dataset is called, should it be created")
    add("--description", help="what it is, should it be created")
    add("--no-create", action="store_true", help="fail if the dataset is not there")
    add("--append", action="store_true", help="keep the items that are not in the folder")
    add("--message", help="what the revision says of itself")
    add("--dry-run", action="store_true", help="send the files and validate everything, but publish nothing")
    add("--concurrency", type=_number(1, 64), default=8, help="files sent at once")
    add("--expect-revision", type=_number(0, 2**31 - 1), help="fail unless the dataset is at this revision, 0 for none")
    add("--no-resume", action="store_true", help="begin a new session even if an earlier run left one")
    add("--wait", action="store_true", help="wait until the server has processed the files")
    add("--include", action="append", default=[], help="publish only files that match, as in a .gitignore")
    add("--exclude", action="append", default=[], help="leave out files that match")
    add("--type", action="append", default=[], type=_typed, help="PATTERN=TYPE: the type of items whose files match")
    add("--no-pairing", action="store_true", help="make each file an item, whatever lies beside it")
    add("--allow-empty", action="store_true", help="accept a manifest without items")
    add("--strict", action="store_true", help="refuse files that are not what their names say, instead of warning")
    add("--json", action="store_true", help="write events as JSON lines")
    add("--endpoint", help="of the API; else VITRINE_ENDPOINT, or the one of `vitrine login`")
    add("--token", help="better given as VITRINE_TOKEN, which others on this machine cannot see")
    parser.set_defaults(run=run_publish)


def run_publish(options: argparse.Namespace, stopped: threading.Event) -> None:
    published = publish(
        options.folder,
        f"{options.org}/{options.dataset}",
        token=options.token,
        endpoint=options.endpoint,
        name=options.name,
        description=options.description,
        create=not options.no_create,
        message=options.message,
        append=options.append,
        expect_revision=options.expect_revision,
        dry_run=options.dry_run,
        wait=options.wait,
        resume=not options.no_resume,
        pairing=not options.no_pairing,
        include=options.include,
        exclude=options.exclude,
        types=options.type,
        strict=options.strict,
        allow_empty=options.allow_empty,
        concurrency=options.concurrency,
        on_event=write_json() if options.json else show_progress(),
        stopped=stopped,
    )
    if not options.json:
        print(_summary(published), file=sys.stderr)
        if published.revision is not None:
            print(f"{options.org}/{options.dataset}@{published.revision}")
    if published.failed_files:
        raise ProcessingFailed(published.failed_files)


def _summary(published: Published) -> str:
    files = f"{counted(published.items, 'item')}, {counted(published.files, 'file')}, {format_bytes(published.bytes)}"
    how = f"{format_bytes(published.sent_bytes)} sent, {format_seconds(published.seconds)}"
    if published.dry_run:
        return f"Valid: {files} can be published ({how})."
    if published.noop:
        return f"Nothing has changed since revision {published.revision}: {files} ({how})."
    return f"Published revision {published.revision}: {files} ({how})."


class _number:
    """Reads whole numbers within bounds."""

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def __call__(self, text: str) -> int:
        if text.strip().isdecimal() and self._least <= int(text) <= self._most:
            return int(text)
        raise argparse.ArgumentTypeError(f"It must be a whole number from {self._least} to {self._most}.")


def _typed(text: str) -> Tuple[str, str]:
    pattern, _, name = text.rpartition("=")
    if pattern and name.upper() in ITEM_TYPES:
        return pattern, name.upper()
    raise argparse.ArgumentTypeError(f"It looks like '*.dat=TEXT', with one of {', '.join(ITEM_TYPES)}.")
