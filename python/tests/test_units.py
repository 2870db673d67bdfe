"""Parts that need no server."""

import contextlib
import hashlib
import json
import os
import pathlib
import tempfile
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

from vitrine.credentials import find_credentials
from vitrine.errors import VitrineError
from vitrine.folder.names import shorten_filename
from vitrine.format import printable
from vitrine.hash.file_state import file_state
from vitrine.hash.hash_cache import HashCache
from vitrine.reading.file_cache import FileCache
from vitrine.streams.sort_lines import sort_lines


@contextlib.contextmanager
def folder():
    with tempfile.TemporaryDirectory() as path:
        yield pathlib.Path(path)


class Streams(unittest.TestCase):
    def test_more_lines_than_fit_into_memory_are_sorted(self):
        lines = [f"{n * 7919 % 1_000:04}\n{n}" for n in range(1_000)] + ["\U0001f426", "\uffee"]
        with folder() as path:
            self.assertEqual(list(sort_lines(lines, path, held=64))[:1_000], sorted(lines[:1_000]))
            # As JavaScript sorts them: by UTF-16 code units.
            self.assertEqual(list(sort_lines(lines, path, held=64))[1_000:], ["\U0001f426", "\uffee"])


class Caches(unittest.TestCase):
    def test_digests_are_found_again_until_a_file_changes(self):
        with folder() as path:
            file = path / "a.txt"
            file.write_text("A robin.")
            os.utime(file, (time.time() - 60, time.time() - 60))
            state = file_state(os.stat(file))
            cache = HashCache(path / "cache", "/folder")
            for n in range(30_000):
                cache.remember(f"{n}", state, f"{n:064x}")
            cache.close()
            again = HashCache(path / "cache", "/folder")
            found = [again.find(f"{n}", state) for n in range(30_000)]
            self.assertEqual(found, [f"{n:064x}" for n in range(30_000)])
            self.assertIsNone(again.find("1", state._replace(byte_size=9)))
            again.close()

    def test_threads_share_one_temporary_folder(self):
        def slow(**options):
            time.sleep(0.01)
            return made(**options)

        made = tempfile.TemporaryDirectory
        content = [f"{n}".encode() for n in range(8)]
        digests = [hashlib.sha256(each).hexdigest() for each in content]
        with mock.patch("tempfile.TemporaryDirectory", slow), ThreadPoolExecutor(8) as pool:
            cache = FileCache(None)
            paths = list(pool.map(lambda n: cache.store(digests[n], lambda out: out.write(content[n])), range(8)))
            self.assertEqual([path.read_bytes() for path in paths], content)

    @unittest.skipUnless(os.name == "posix", "needs the modes of POSIX")
    def test_other_users_cannot_read_a_new_cache(self):
        with folder() as path:
            FileCache(path / "cache").store("0" * 64, lambda out: out.write(b"A robin."))
            self.assertEqual((path / "cache").stat().st_mode & 0o077, 0)

    def test_a_file_of_a_moment_ago_is_not_remembered(self):
        with folder() as path:
            (path / "a.txt").write_text("A robin.")
            state = file_state(os.stat(path / "a.txt"))
            cache = HashCache(path / "cache", "/folder")
            cache.remember("a.txt", state, "0" * 64)
            self.assertIsNone(cache.find("a.txt", state))
            cache.close()


class Credentials(unittest.TestCase):
    def test_what_is_given_comes_before_the_environment_and_the_saved_login(self):
        with folder() as home:
            (home / "vitrine").mkdir()
            config = home / "vitrine/config.json"
            saved = {"endpoint": "https://saved.example/graphql", "tokens": {"https://saved.example/graphql": "vtr_saved"}}
            config.write_text(json.dumps(saved))
            config.chmod(0o600)
            with mock.patch.dict(os.environ, {"XDG_CONFIG_HOME": str(home)}, clear=True):
                self.assertEqual(find_credentials(), ("https://saved.example/graphql", "vtr_saved"))
                # A token is only sent to the endpoint it was stored for.
                with self.assertRaises(VitrineError) as caught:
                    find_credentials("https://other.example")
                self.assertEqual(caught.exception.code, "UNAUTHENTICATED")
            more = {"XDG_CONFIG_HOME": str(home), "VITRINE_TOKEN": " vtr_env ", "VITRINE_ENDPOINT": "http://env.example/x"}
            with mock.patch.dict(os.environ, more, clear=True):
                self.assertEqual(find_credentials(), ("http://env.example/x/graphql", "vtr_env"))
                self.assertEqual(find_credentials("http://a.example", "vtr_b"), ("http://a.example/graphql", "vtr_b"))


class Texts(unittest.TestCase):
    def test_hidden_characters_are_shown(self):
        self.assertEqual(printable("a\u202eb\nc\x1b[31m"), "a\\u{202e}b\\x0ac\\x1b[31m")

    def test_long_names_keep_their_extension(self):
        self.assertEqual(len(shorten_filename("a" * 300 + ".jpeg")), 255)
        self.assertTrue(shorten_filename("\U0001f426" * 300 + ".jpeg").endswith("\U0001f426.jpeg"))


if __name__ == "__main__":
    unittest.main()
