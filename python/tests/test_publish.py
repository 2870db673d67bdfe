"""Publishes to the server that the environment names."""

import json
import os
import pathlib
import tempfile
import unittest

import vitrine
from servers import ENDPOINT, ORGANIZATION
from vitrine.api.backoff import Backoff

SOON = Backoff(0.005, 0.05)
OPTIONS = {"cache": False, "backoff": SOON}


@unittest.skipUnless(ENDPOINT, "VITRINE_ENDPOINT names no server")
class Publishes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.dataset = f"{ORGANIZATION}/{self._testMethodName.replace('_', '-')[:60]}"

    def write(self, files):
        for path, content in files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())

    def publish(self, source=None, **options):
        return vitrine.publish(self.folder if source is None else source, self.dataset, **OPTIONS, **options)

    def test_a_folder_twice_is_one_revision(self):
        self.write({"robin.txt": "A robin.", "sea/puffin.txt": "A puffin.", "same.txt": "A robin.", "empty.txt": ""})
        events = []
        first = self.publish(on_event=events.append)
        self.assertEqual((first.revision, first.noop, first.items, first.files), (1, False, 4, 4))
        again = self.publish()
        self.assertEqual((again.revision, again.noop, again.sent_bytes), (1, True, 0))
        kinds = list(dict.fromkeys(event["type"] for event in events))
        self.assertEqual([kind for kind in kinds if kind not in ("verify", "validate", "publish")],
                         ["scan", "hash", "warning", "session", "upload", "done"])
        json.dumps(events)

    def test_a_large_file_goes_in_parts(self):
        self.write({"song.bin": os.urandom(6 * 1024**2 + 1)})
        self.assertEqual(self.publish().revision, 1)

    def test_items_of_an_iterator(self):
        self.write({"robin.txt": "A robin."})
        items = (
            {"key": "robin", "title": "A robin", "tags": ["bird"], "metadata": {"seen": 3}, "file": "robin.txt"},
            {"key": "note", "assets": [{"data": b"A note.", "filename": "note.md"}]},
        )
        published = self.publish(iter(items), root=self.folder)
        self.assertEqual((published.revision, published.items), (1, 2))
        self.assertTrue(self.publish(iter(items), root=self.folder).noop)
        appended = self.publish([{"key": "wren", "file": b"A wren."}], append=True, expect_revision=1)
        self.assertEqual(appended.revision, 2)

    def test_more_items_than_fit_into_a_request(self):
        items = ({"key": f"note {n}", "assets": [{"data": b"%d" % n, "filename": f"{n}.txt"}]} for n in range(600))
        self.assertEqual(self.publish(items).revision, 1)

    def test_a_dry_run_publishes_nothing(self):
        self.write({"robin.txt": "A robin."})
        self.assertIsNone(self.publish(dry_run=True).revision)
        with self.assertRaises(vitrine.VitrineError) as caught:
            self.publish(create=False)
        self.assertEqual(caught.exception.code, "NOT_FOUND")
        self.assertIsNotNone(caught.exception.request_id)

    def test_issues_of_the_server_name_their_items(self):
        items = [{"key": "a", "file": b"x"}, {"key": "b", "file": b"y", "metadata": {"deep": [[[1]]]}, "titel": 1}]
        with self.assertRaises(vitrine.ValidationFailed) as caught:
            self.publish(items)
        error = caught.exception
        self.assertEqual([(issue.line, issue.key) for issue in error.issues], [(2, "b")])
        self.assertEqual(error.issue_count, 1)

    def test_another_revision_than_expected(self):
        self.write({"robin.txt": "A robin."})
        self.publish()
        with self.assertRaises(vitrine.VersionConflict) as caught:
            self.publish(expect_revision=0)
        self.assertEqual(caught.exception.current_revision, 1)

    def test_keys_that_stand_twice_are_found_before_anything_is_sent(self):
        with self.assertRaises(vitrine.ValidationFailed) as caught:
            self.publish([{"key": "a", "file": b"x"}, {"key": "a", "file": b"y"}])
        self.assertEqual(caught.exception.counts, {"DUPLICATE_KEY": 1})

    def test_a_bad_token_is_refused(self):
        self.write({"robin.txt": "A robin."})
        with self.assertRaises(vitrine.VitrineError) as caught:
            self.publish(token="vtr_no")
        self.assertEqual(caught.exception.code, "UNAUTHENTICATED")

    def test_waits_for_processing(self):
        self.write({"robin.txt": "A robin."})
        self.assertEqual(self.publish(wait=True).failed_files, 0)


if __name__ == "__main__":
    unittest.main()
