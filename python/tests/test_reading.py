"""Reads from the server that the environment names."""

import base64
import errno
import hashlib
import importlib.util
import io
import json
import pathlib
import pickle
import sys
import tempfile
import types
import unittest
from unittest import mock

import vitrine
from servers import ENDPOINT, ORGANIZATION, graphql, stranger
from vitrine.api.backoff import Backoff
from vitrine.reading.download import Download
from vitrine.reading.filters import item_filter

SOON = Backoff(0.005, 0.05)
COUNT = 1_150
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DATASET = f"{ORGANIZATION}/reading"
published = []


def content_of(number):
    """Several items have the same bytes, which are sent once."""
    return (f"Note {number % 97}. " * (1 + number % 97 % 7)).encode()


def publish_once():
    """Publishes the dataset of these tests, at two revisions."""
    if published:
        return
    items = (
        {
            "key": f"note/{number:05}",
            "title": f"Note {number}",
            "tags": ["even" if number % 2 == 0 else "odd"],
            "metadata": {"number": number, "third": number % 3},
            "assets": [{"data": content_of(number), "filename": f"{number}.txt"}],
        }
        for number in range(COUNT)
    )
    vitrine.publish(items, DATASET, cache=False, backoff=SOON)
    change = [
        {"key": "note/00000", "title": "Another title", "file": content_of(0)},
        {"key": "note/00001", "remove": True},
        {"key": "dot", "assets": [{"data": PICTURE, "filename": "dot.png"}]},
        {"key": "large", "assets": [{"data": bytes(range(256)) * 12_000, "filename": "large.bin"}]},
    ]
    vitrine.publish(change, DATASET, append=True, cache=False, backoff=SOON)
    published.append(True)


@unittest.skipUnless(ENDPOINT, "VITRINE_ENDPOINT names no server")
class Reads(unittest.TestCase):
    def setUp(self):
        publish_once()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.dataset = vitrine.open(f"{DATASET}@1", cache=self.folder, backoff=SOON)
        self.addCleanup(self.dataset.source.client.transport.close)

    @property
    def requests(self):
        return self.dataset.source.client.requests

    def test_all_items_in_order_with_a_request_for_each_990(self):
        self.assertEqual((len(self.dataset), self.dataset.revision), (COUNT, 1))
        keys = [item.key for item in self.dataset]
        self.assertEqual(keys, [f"note/{number:05}" for number in range(COUNT)])
        self.assertEqual(self.requests, 2 + 2)

    def test_files_are_read_and_checked_by_threads(self):
        contents = list(self.dataset.items.map(lambda item: (item.key, item.read())))
        self.assertEqual(contents, [(f"note/{number:05}", content_of(number)) for number in range(COUNT)])
        self.assertEqual(self.requests, 2 + 2)

    def test_a_loop_that_opens_files_signs_them_by_the_thousand(self):
        for number, item in enumerate(self.dataset):
            with item.open() as file:
                self.assertEqual(file.read(), content_of(number))
        self.assertLessEqual(self.requests, 2 + 2 + 2)

    def test_filters(self):
        found = self.dataset.filter(tags="even", metadata={"third": 0, "number": (10, 1_000)})
        expected = [number for number in range(10, 1_001) if number % 6 == 0]
        self.assertEqual([item.metadata["number"] for item in found], expected)
        newest = found.order_by("key", descending=True)
        self.assertEqual([item.metadata["number"] for item in newest], expected[::-1])
        either = self.dataset.filter(where={"or": [{"keys": ["note/00007"]}, {"titleContains": "note 1149"}]})
        self.assertEqual([item.key for item in either], ["note/00007", "note/01149"])
        self.assertEqual(list(self.dataset.filter(tags="none")), [])

    def test_shuffle_is_random_and_the_same_for_a_seed(self):
        def keys(seed):
            return [item.key for item in self.dataset.shuffle(seed)]

        first = keys(1)
        self.assertEqual(first, keys(1))
        self.assertNotEqual(first, keys(2))
        self.assertEqual(sorted(first), [f"note/{number:05}" for number in range(COUNT)])
        neighbours = sum(abs(int(a[-5:]) - int(b[-5:])) == 1 for a, b in zip(first, first[1:]))
        self.assertLess(neighbours, COUNT / 50)

    def test_resumes_anywhere(self):
        for items in (self.dataset.items, self.dataset.shuffle("a"), self.dataset.filter(tags="odd").shuffle(3)):
            whole = [item.key for item in items]
            for stop in (0, 990, 991, len(whole)):
                if stop > len(whole):
                    continue
                reader = iter(items)
                begun = [next(reader).key for _ in range(stop)]
                self.assertEqual(begun + [item.key for item in items.resume(reader.cursor)], whole)
        other = iter(self.dataset.items).cursor
        for list_of in (self.dataset.shuffle(1), self.dataset.filter(tags="odd"), vitrine.open(DATASET, cache=False)):
            with self.assertRaises(vitrine.VitrineError) as caught:
                list(getattr(list_of, "items", list_of).resume(other))
            self.assertEqual(caught.exception.code, "INVALID_INPUT")

    def test_parts_are_disjoint_and_whole(self):
        for items in (self.dataset.items, self.dataset.shuffle(5), self.dataset.filter(tags="even")):
            parts = [[item.key for item in items.shard(index, 3)] for index in range(3)]
            self.assertEqual(sorted(key for part in parts for key in part), sorted(item.key for item in items))
            self.assertLess(max(map(len, parts)) - min(map(len, parts)), 300)

    def test_one_item_and_its_files(self):
        item = vitrine.open(DATASET, cache=self.folder).item("large")
        content = bytes(range(256)) * 12_000
        with item.open() as file:
            file.seek(1_000_000)
            self.assertEqual(file.read(10), content[1_000_000:1_000_010])
            file.seek(0)
            self.assertEqual(file.read(), content)
        self.assertEqual(item.file.read_range(5, 3), content[5:8])
        self.assertEqual(item.file.read_range(len(content) - 2, 30), content[-2:])
        path = item.path()
        self.assertEqual(path.read_bytes(), content)
        self.assertEqual(path.name, hashlib.sha256(content).hexdigest())
        self.assertEqual([(file.role, file.filename) for file in item.files() if not file.derived], [("PRIMARY", "large.bin")])
        self.assertEqual(list(item.annotations()), [])
        with self.assertRaises(vitrine.VitrineError) as caught:
            self.dataset.item("none")
        self.assertEqual(caught.exception.code, "NOT_FOUND")

    def test_the_cache_serves_files_and_is_checked(self):
        item = self.dataset.item("note/00003")
        path = item.path()
        requests = self.requests
        self.assertEqual(self.dataset.item("note/00003").read(), content_of(3))
        path.write_bytes(b"x" * len(content_of(3)))
        again = vitrine.open(f"{DATASET}@1", cache=self.folder).item("note/00003")
        self.assertEqual(again.path().read_bytes(), content_of(3))
        self.assertEqual(self.requests, requests + 1)

    def test_urls_that_have_expired_are_signed_anew(self):
        items = [item for _, item in zip(range(5), self.dataset.items)]
        for item in items:
            item.file._address = ("http://127.0.0.1:1/expired", 0.0)
        self.assertEqual([item.read() for item in items], [content_of(number) for number in range(5)])
        items[0].file._address = (items[1].file.url() + "x", 1e12)  # The store refuses its signature.
        self.assertEqual(items[0].read(), content_of(0))

    def test_differences(self):
        changes = {change.key: change for change in vitrine.open(f"{DATASET}@2").diff(since=1)}
        self.assertEqual({key: change.kind for key, change in changes.items()},
                         {"note/00000": "CHANGED", "note/00001": "REMOVED", "large": "ADDED", "dot": "ADDED"})
        self.assertEqual(changes["note/00000"].before.title, "Note 0")
        self.assertEqual(changes["note/00000"].after.title, "Another title")
        self.assertIsNone(changes["large"].before)

    def test_exports(self):
        events = []
        made = self.dataset.export(self.folder / "notes.ndjson", on_event=events.append)
        lines = made.path.read_text().splitlines()
        self.assertEqual((made.item_count, len(lines), made.data), (COUNT, COUNT, None))
        self.assertEqual(json.loads(lines[7])["key"], "note/00007")
        self.assertEqual(events[-1]["itemsWritten"], COUNT)
        few = self.dataset.export(self.folder / "few.json", "croissant", filter=item_filter(keys=["note/00001"]))
        self.assertEqual(json.loads(few.path.read_text())["@type"], "sc:Dataset")
        self.assertEqual(len(few.data.read_text().splitlines()), 1)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir() if path.is_file()),
                         ["few.data.ndjson", "few.json", "notes.ndjson"])

    def test_search(self):
        found = [match for match in vitrine.search("another title", organization=ORGANIZATION)]
        self.assertIn((DATASET, "note/00000"), [(match.dataset, match.item.key) for match in found])

    def test_what_is_not_there(self):
        for name in (f"{DATASET}@9", f"{ORGANIZATION}/none", "nowhere/none"):
            with self.assertRaises(vitrine.VitrineError) as caught:
                vitrine.open(name)
            self.assertEqual(caught.exception.code, "NOT_FOUND")
            self.assertIsNotNone(caught.exception.request_id)

    def test_rows(self):
        rows = self.dataset.filter(keys=["note/00004"]).rows(expand=True)
        self.assertEqual(rows[0]["metadata.third"], 1)
        self.assertEqual(rows[0]["sha256"], hashlib.sha256(content_of(4)).hexdigest())
        self.assertEqual(rows[0]["created_at"].tzinfo is not None, True)

    @unittest.skipUnless(importlib.util.find_spec("pandas"), "pandas is not installed")
    def test_a_table_of_pandas(self):
        table = self.dataset.filter(keys=["note/00004", "note/00005"]).to_pandas(expand=True)
        self.assertEqual(list(table["metadata.number"]), [4, 5])
        self.assertEqual(str(table["created_at"].dt.tz), "UTC")

    @unittest.skipUnless(importlib.util.find_spec("PIL"), "Pillow is not installed")
    def test_a_picture_of_pillow(self):
        self.assertEqual(vitrine.open(DATASET).item("dot").image().size, (1, 1))

    def test_workers_of_torch_share_the_items(self):
        workers = types.SimpleNamespace(now=None)
        data = types.ModuleType("torch.utils.data")
        data.IterableDataset = object
        data.get_worker_info = lambda: workers.now
        modules = {"torch": types.ModuleType("torch"), "torch.utils": types.ModuleType("torch.utils"), "torch.utils.data": data}
        with mock.patch.dict(sys.modules, modules):
            samples = self.dataset.shuffle(1).as_torch(lambda item: item.metadata["number"])
            alone = list(samples)
            parts = []
            for index in range(2):
                workers.now = types.SimpleNamespace(id=index, num_workers=2)
                copy = pickle.loads(pickle.dumps(samples.items))
                samples.items = copy
                parts += list(samples)
            sys.modules.pop("vitrine.reading.torch_items", None)
        self.assertEqual(sorted(alone), list(range(COUNT)))
        self.assertEqual(sorted(parts), list(range(COUNT)))

    def test_packages_that_are_missing_are_named(self):
        with mock.patch.dict(sys.modules, {"pandas": None, "PIL": None, "PIL.Image": None, "torch": None}):
            for use, package in (
                (lambda: self.dataset.items.to_pandas(), "pandas"),
                (lambda: self.dataset.items.as_torch(len), "torch"),
                (lambda: self.dataset.item("note/00002").image(), "Pillow"),
            ):
                with self.assertRaises(vitrine.MissingPackage) as caught:
                    use()
                self.assertIn(f"needs the package {package}", str(caught.exception))
                self.assertIsInstance(caught.exception, ImportError)


class Strangers(unittest.TestCase):
    """A store that sends other bytes than the API has declared."""

    def read(self, content, declared=b"A robin.", status=200, use=lambda item: item.read(), **headers):
        asset = {"id": "YQ==", "role": "PRIMARY", "sha256": hashlib.sha256(declared).hexdigest(), "byteSize": len(declared)}
        more = {"contentType": "text/plain", "filename": "robin.txt", "width": None, "height": None, "durationSeconds": None}
        item = {"id": "aQ==", "key": "robin", "type": "TEXT", "title": None, "tags": [], "metadata": {},
                "createdAt": "2026-11-29T10:00:00.000Z",
                "content": {"__typename": "TextContent", "primary": {**asset, **more}}}
        revision = {"number": 1, "itemCount": 1, "byteSize": 8}

        def answer(_, body):
            if not body:
                return status, headers, content
            query = json.loads(body)["query"]
            if "OpenDataset" in query:
                return graphql({"dataset": {"id": "ZA==", "name": "Birds", "revision": revision, "pinned": revision}})
            if "OneItem" in query:
                return graphql({"dataset": {"item": item}})
            signed = {"url": f"{place[0]}/file", "expiresInSeconds": 60}
            return graphql({"n0": [{"__typename": "Asset", "signedUrl": signed}]})

        place = []
        with stranger(answer) as (url, seen):
            place.append(url)
            dataset = vitrine.open("lumen/birds@1", endpoint=url, token="vtr_x", cache=False, backoff=Backoff(0.001, 0.002))
            try:
                return use(dataset.item("robin")), seen
            finally:
                dataset.source.client.transport.close()

    def refused(self, *args, **given):
        with self.assertRaises(vitrine.DownloadFailed) as caught:
            self.read(*args, **given)
        return str(caught.exception)

    def test_the_declared_bytes_are_taken(self):
        content, seen = self.read(b"A robin.")
        self.assertEqual(content, b"A robin.")
        # The token is for the API alone.
        self.assertNotIn("Authorization", seen[-1][2])

    def test_other_bytes_are_refused(self):
        self.assertIn("not those of the digest", self.refused(b"A r0bin."))
        self.assertIn("ended early", self.refused(b"A rob"))
        self.assertIn("more than the 8 bytes", self.refused(b"A robin." * 1_000))
        self.assertIn("answered 404", self.refused(b"", status=404))

    def test_a_full_disk_ends_a_download(self):
        class FullDisk(io.BytesIO):
            def write(self, _):
                raise OSError(errno.ENOSPC, "No space left on device")

        said = self.refused(b"A robin.", use=lambda item: Download(item.file).to_file(FullDisk()))
        self.assertIn("cannot be written: No space left on device", said)

    def test_a_redirect_of_the_store_is_not_followed(self):
        for location in ("http://127.0.0.1:1/", "file:///etc/passwd"):
            self.assertIn("answered 302", self.refused(b"", status=302, location=location))


class Filters(unittest.TestCase):
    def test_keywords(self):
        self.assertEqual(
            item_filter(types="IMAGE", tags=["a"], no_tags=["b"], byte_size=(None, 9), created_from="2026-01-01T00:00:00Z",
                        metadata={"camera.iso": {"gte": 100}, "lens": ["x", "y"], "note": ..., "n": 1}, label="eye",
                        has_transcript=False, changed_since=3),
            {
                "types": ["IMAGE"],
                "tags": {"all": ["a"], "none": ["b"]},
                "metadata": [
                    {"path": ["camera", "iso"], "range": {"gte": 100}},
                    {"path": ["lens"], "in": ["x", "y"]},
                    {"path": ["note"], "exists": True},
                    {"path": ["n"], "equals": 1},
                ],
                "annotation": {"label": "eye"},
                "hasTranscript": False,
                "createdAt": {"from": "2026-01-01T00:00:00Z"},
                "byteSize": {"lte": 9},
                "changedSinceRevisionNumber": 3,
            },
        )
        with self.assertRaises(TypeError):
            item_filter(tag="typing error")


if __name__ == "__main__":
    unittest.main()
