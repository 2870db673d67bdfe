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
    add("folder", help="folder to publish, with or without a manifest.ndjson")
    add("--org", required=True, help="slug of the organization")
    add("--dataset", required=True, help="slug of the dataset; created if it does not exist")
    add("--name", help="name of the dataset, if it is created")
    add("--description", help="description of the dataset, if it is created")
    add("--no-create", action="store_true", help="fail if the dataset does not exist")
    add("--append", action="store_true", help="keep the items that are not in the folder")
    add("--message", help="message of the revision")
    add("--dry-run", action="store_true", help="send the files and validate everything, but publish nothing")
    add("--concurrency", type=_number(1, 64), default=8, help="maximum number of parallel uploads")
    expected = "fail unless the dataset is at this revision; 0 before the first publish"
    add("--expect-revision", type=_number(0, 2**31 - 1), help=expected)
    add("--no-resume", action="store_true", help="start a new session instead of resuming that of an earlier run")
    add("--wait", action="store_true", help="wait until the server has processed the files")
    add("--include", action="append", default=[], help="publish only files that match, as in a .gitignore")
    add("--exclude", action="append", default=[], help="leave out files that match")
    add("--type", action="append", default=[], type=_typed, help="PATTERN=TYPE: item type of the files that match; may be repeated")
    add("--no-pairing", action="store_true", help="publish each file as a separate item")
    add("--allow-empty", action="store_true", help="accept a manifest without items")
    add("--strict", action="store_true", help="fail, instead of warning, if the content of a file does not match its name")
    add("--json", action="store_true", help="write events as JSON lines")
    add("--endpoint", help="URL of the API; else VITRINE_ENDPOINT, or the one of `vitrine login`")
    add("--token", help="API token; prefer the variable VITRINE_TOKEN, which other users of this machine cannot see")
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
    raise argparse.ArgumentTypeError(f"Use the form '*.dat=TEXT', with one of {', '.join(ITEM_TYPES)}.")
