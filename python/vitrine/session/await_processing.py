"""Waits until the server has processed the files of a revision: previews, transcripts and other derived files."""

from __future__ import annotations

from typing import Optional

from ..dataset_name import DatasetName
from ..errors import VitrineError
from .deadline import ProgressDeadline
from .publish_session import Waiting


def await_processing(waiting: Waiting, named: DatasetName, revision: int) -> Optional[int]:
    """Returns the number of failed files. None if a later revision ends the wait, because it has other files."""
    deadline = ProgressDeadline("The server has stopped processing files.", waiting.patience_seconds)
    pause = 0.25
    while True:
        variables = {"organization": named.organization, "dataset": named.dataset}
        answer = waiting.client.ask("RevisionProcessing", variables)
        if not answer.data["dataset"]:
            raise VitrineError("NOT_FOUND", "The dataset no longer exists.", request_id=answer.request_id)
        found = answer.data["dataset"]["revision"]
        if not found or found["number"] != revision:
            return None
        counts = found["processing"]
        if counts:
            names = ("pending", "running", "done", "failed")
            waiting.reporter.tell({"type": "process", **{name: counts[name] for name in names}})
            if counts["pending"] + counts["running"] == 0:
                return int(counts["failed"])
        # The server counts the files a moment after the publish.
        deadline.advance(counts["done"] + counts["failed"] if counts else 0)
        waiting.pause(pause)
        pause = min(2.0, pause * 1.5)
