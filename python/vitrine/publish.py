"""Publishes items as the next revision of a dataset: all of them at once, or none."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, FrozenSet, Iterable, Iterator, List, Optional, Sequence, Tuple, Union

from .api.backoff import Backoff
from .api.client import Client
from .credentials import cache_folder, find_credentials
from .dataset_name import DatasetName, parse_dataset_name
from .errors import Cause, UploadFailed, VitrineError
from .folder.find_file import open_folder
from .folder.given_drafts import NewItem
from .folder.options import FolderOptions
from .hash.hash_drafts import HashedManifest, LocalFile, files_in
from .hash.prepare import Prepared, Preparing, prepare
from .reporter import Event, OnEvent, Reporter
from .session.await_processing import await_processing
from .session.deadline import DEFAULT_PATIENCE_SECONDS
from .session.find_dataset import Intent, create_dataset, find_target
from .session.open_session import open_session, refuse_message
from .session.publish_session import PublishAnswer, Waiting, publish_when_verified
from .streams.meter import Meter
from .upload.sending import UploadTally
from .upload.upload_files import upload_files

Source = Union[str, "os.PathLike[str]", Iterable[NewItem]]

_MAX_INLINE_ITEMS = 500
_MAX_INLINE_BYTES = 500_000
_UPLOAD_ROUNDS = 3
"""Maximum number of times that files missing on the server are sent."""
_UNCHECKED = (
    "Not checked: metadata against the organization's schemas, files that are given only by their SHA-256, and the "
    "limits of the server."
)


@dataclass(frozen=True)
class Published:
    """The result of a publish."""

    revision: Optional[int]
    """Revision that readers see. None after a dry run."""
    noop: bool
    """Whether the publish changed nothing."""
    dry_run: bool
    items: int
    files: int
    bytes: int
    sent_bytes: int
    seconds: float
    failed_files: Optional[int] = None
    """Number of files that could not be processed. Only if the caller waited for that."""

    def as_event(self) -> Event:
        event = {
            "type": "done",
            "items": self.items,
            "files": self.files,
            "bytes": self.bytes,
            "seconds": self.seconds,
            "revision": self.revision,
            "noop": self.noop,
            "dryRun": self.dry_run,
            "sentBytes": self.sent_bytes,
        }
        return event if self.failed_files is None else {**event, "failedFiles": self.failed_files}


def publish(
    source: Source,
    dataset: str,
    *,
    token: Optional[str] = None,
    endpoint: Optional[str] = None,
    name: Optional[str] = None,
    description: Optional[str] = None,
    create: bool = True,
    message: Optional[str] = None,
    append: bool = False,
    expect_revision: Optional[int] = None,
    dry_run: bool = False,
    wait: bool = False,
    resume: bool = True,
    pairing: bool = True,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    types: Sequence[Tuple[str, str]] = (),
    strict: bool = False,
    allow_empty: bool = False,
    root: Union[str, "os.PathLike[str]"] = ".",
    concurrency: int = 8,
    cache: Union[str, "os.PathLike[str]", None, bool] = True,
    on_event: OnEvent = lambda event: None,
    stopped: Optional[threading.Event] = None,
    backoff: Backoff = Backoff(),
    patience_seconds: float = DEFAULT_PATIENCE_SECONDS,
) -> Published:
    """Publishes a folder, or the items of an iterator, as the next revision of a dataset such as `lumen/birds`.

    A run may stop at any point and be repeated. Files that arrived are not sent again, and there is never a second
    revision. The options are those of `vitrine publish` (docs/cli.md). `root` is the folder of relative paths of an
    iterator. `cache` is the folder for digests of unchanged files, or False. `on_event` receives the progress, such as
    `vitrine.show_progress()`. `stopped` ends the work when it is set. Raises `VitrineError`.
    """
    named = parse_dataset_name(dataset)
    if named.revision is not None:
        raise VitrineError("INVALID_INPUT", f"{dataset} names a revision. A publish makes the next one.")
    credentials = find_credentials(endpoint, token)
    client = Client(*credentials, backoff=backoff, stopped=stopped or threading.Event())
    is_folder = isinstance(source, (str, os.PathLike))
    folder = open_folder(source if is_folder else root)  # type: ignore[arg-type]
    temporary = Path(tempfile.mkdtemp(prefix="vitrine-"))
    job = _Job(
        client,
        Reporter(on_event),
        named,
        Intent(create, expect_revision, name, description),
        Preparing(
            folder,
            None if is_folder else source,  # type: ignore[arg-type]
            temporary,
            FolderOptions(pairing, include, exclude, types, strict, allow_empty),
            _cache_path(cache),
            client.stopped,
        ),
        message=message,
        mode="APPEND" if append else "REPLACE",
        dry_run=dry_run,
        wait=wait,
        resume=resume,
        allow_empty=allow_empty,
        concurrency=concurrency,
        patience_seconds=patience_seconds,
    )
    try:
        return job.run()
    finally:
        client.transport.close()
        shutil.rmtree(temporary, ignore_errors=True)


@dataclass
class _Job:
    client: Client
    reporter: Reporter
    named: DatasetName
    intent: Intent
    preparing: Preparing
    message: Optional[str]
    mode: str
    dry_run: bool
    wait: bool
    resume: bool
    allow_empty: bool
    concurrency: int
    patience_seconds: float
    began: float = field(default_factory=time.monotonic)

    def run(self) -> Published:
        client, named = self.client, self.named
        refuse_message(self.message)
        asked = find_target(client, named, self.intent)
        prepared = prepare(self.preparing, self.reporter)
        if not asked.dataset and self.dry_run:
            said = f"{named} does not exist yet and would be created. {_UNCHECKED}"
            self.reporter.tell({"type": "notice", "message": said})
            return self._done(prepared, PublishAnswer("dryRunPassed"), 0)
        # Hashing takes time, and another client may have published meanwhile.
        target = find_target(client, named, self.intent)
        dataset = target.dataset or create_dataset(client, named, self.intent, target)
        sha256 = prepared.hashed.manifest.sha256
        session = open_session(
            client, dataset, mode=self.mode, message=self.message, sha256=sha256, resume=self.resume
        )
        opened = {"id": session.id, "resumed": session.resumed, "datasetCreated": dataset.created}
        self.reporter.tell({"type": "session", **opened})
        waiting = Waiting(client, self.reporter, session.id, prepared.hashed.has_lines, self.patience_seconds)
        answer, sent_bytes = self._send_and_publish(waiting, prepared, session.takes_files)
        failed = await_processing(waiting, named, answer.revision) if self.wait and answer.revision is not None else None
        return self._done(prepared, answer, sent_bytes, failed)

    def _send_and_publish(self, waiting: Waiting, prepared: Prepared, takes_files: bool) -> Tuple[PublishAnswer, int]:
        """Sends the files and publishes. If the server then reports missing files, sends only those again."""
        manifest = _manifest_input(prepared.hashed)
        with_manifest = "sha256" in manifest
        request = {
            "session": waiting.session,
            "manifest": manifest,
            "expectedRevision": self.intent.expected_revision,
            "dryRun": self.dry_run,
            "allowEmpty": self.allow_empty,
        }
        missing: Optional[FrozenSet[str]] = None
        sent_bytes = 0
        for attempt in range(1, _UPLOAD_ROUNDS + 1):
            if takes_files or attempt > 1:
                sent_bytes += self._upload(waiting.session, prepared, with_manifest, missing)
            answer = publish_when_verified(waiting, request)
            if answer.kind != "uploadsMissing":
                return answer, sent_bytes
            missing = answer.filenames
            if attempt < _UPLOAD_ROUNDS:
                self.reporter.tell({"type": "notice", "message": answer.message})
        cause = Cause(prepared.hashed.manifest.path, "UPLOADS_MISSING", answer.message)
        raise UploadFailed("UPLOAD_FAILED", answer.missing_count, [cause])

    def _upload(
        self, session: str, prepared: Prepared, with_manifest: bool, only: Optional[FrozenSet[str]]
    ) -> int:
        """Sends files. Returns the number of bytes that were sent."""
        tally = UploadTally()
        meter = Meter()
        manifest = prepared.hashed.manifest

        def snapshot() -> Event:
            return {
                "type": "upload",
                "totalFiles": prepared.total_files + with_manifest,
                "totalBytes": prepared.total_bytes + (manifest.byte_size if with_manifest else 0),
                "files": tally.files,
                "bytes": tally.bytes,
                "storedFiles": tally.stored_files,
                "retries": tally.retries,
                "bytesPerSecond": meter.rate(tally.bytes - tally.stored_bytes),
            }

        files = _files_of(prepared.hashed, with_manifest, only)
        try:
            upload_files(
                self.client, session, self.concurrency, files, tally, lambda: self.reporter.tell_sometimes(snapshot)
            )
        except VitrineError as error:
            # An earlier run's request to publish took effect meanwhile: the next request shows the outcome.
            if error.code == "SESSION_CLOSED":
                return 0
            raise
        self.reporter.tell(snapshot())
        return tally.bytes - tally.stored_bytes

    def _done(
        self, prepared: Prepared, answer: PublishAnswer, sent_bytes: int, failed_files: Optional[int] = None
    ) -> Published:
        published = Published(
            answer.revision,
            answer.noop,
            self.dry_run,
            prepared.hashed.items,
            prepared.total_files,
            prepared.total_bytes,
            sent_bytes,
            time.monotonic() - self.began,
            failed_files,
        )
        self.reporter.tell(published.as_event())
        return published


def _files_of(hashed: HashedManifest, with_manifest: bool, only: Optional[FrozenSet[str]]) -> Iterator[LocalFile]:
    for file in files_in(hashed.files):
        if only is None or file.filename in only:
            yield file
    if with_manifest and (only is None or hashed.manifest.filename in only):
        yield hashed.manifest


def _manifest_input(hashed: HashedManifest) -> Dict[str, Any]:
    """Returns a short manifest inline, else its digest.

    One with blank lines is not sent inline: the line numbers of issues would not match the publisher's file.
    """
    is_short = hashed.items <= _MAX_INLINE_ITEMS and hashed.manifest.byte_size <= _MAX_INLINE_BYTES
    if not is_short or hashed.has_blank_lines:
        return {"sha256": hashed.manifest.sha256}
    with open(hashed.manifest.location, "rb") as file:
        items: List[Any] = [json.loads(line) for line in file]
    return {"items": items}


def _cache_path(cache: Union[str, "os.PathLike[str]", None, bool]) -> Optional[Path]:
    if cache is True:
        return cache_folder()
    return None if cache is False or cache is None else Path(cache)
