"""Requests to an API that fails, overloads, lies or does not end."""

import os
import threading
import time
import unittest
from unittest import mock

from servers import graphql, stranger
from vitrine.api.backoff import Backoff
from vitrine.api.client import Client
from vitrine.api.endpoint import endpoint_of
from vitrine.errors import Stopped, VitrineError
from vitrine.reporter import Reporter
from vitrine.session.publish_session import Waiting, publish_when_verified

SOON = Backoff(0.001, 0.002)
NAMES = {"organization": "lumen", "dataset": "birds"}
FOUND = {"dataset": {"revision": {"number": 1, "processing": None}}}


def ask(endpoint, backoff=SOON, **given):
    client = Client(endpoint, "vtr_x", backoff=backoff, **given)
    try:
        return client.ask("RevisionProcessing", NAMES)
    finally:
        client.transport.close()


class Retries(unittest.TestCase):
    def test_a_server_that_recovers_is_asked_again(self):
        answers = [
            (502, {}, b"Bad gateway"),
            graphql(None, status=200, errors=[{"message": "No", "extensions": {"code": "DATABASE_UNAVAILABLE"}}]),
            graphql(None, status=429, errors=[{"message": "Wait"}], **{"retry-after": "0"}),
            graphql(FOUND),
        ]
        with stranger(lambda number, _: answers[number - 1]) as (url, seen):
            answer = ask(url)
        self.assertEqual(answer.data, FOUND)
        self.assertEqual(answer.request_id, "request-1")
        self.assertEqual([path for _, path, _, _ in seen], ["/graphql"] * 4)
        self.assertEqual(seen[0][2]["Authorization"], "Bearer vtr_x")

    def test_retry_after_is_kept_to(self):
        answers = [graphql(None, status=429, errors=[{"message": "Wait"}], **{"retry-after": "0.3"}), graphql(FOUND)]
        began = time.monotonic()
        with stranger(lambda number, _: answers[number - 1]) as (url, _):
            ask(url)
        self.assertGreaterEqual(time.monotonic() - began, 0.3)

    def test_a_proxy_of_plain_http_gets_the_whole_url_and_its_password(self):
        with stranger(lambda *_: graphql(FOUND)) as (url, seen):
            with mock.patch.dict(os.environ, {"http_proxy": url.replace("//", "//ada:a%20b@"), "no_proxy": ""}):
                ask("http://vitrine.test")
        _, path, headers, _ = seen[0]
        self.assertEqual((path, headers["Host"]), ("http://vitrine.test/graphql", "vitrine.test"))
        self.assertEqual(headers["Proxy-Authorization"], "Basic YWRhOmEgYg==")

    def test_after_seven_attempts_the_failure_has_its_code_and_request(self):
        failure = [{"message": "Broken", "extensions": {"code": "INTERNAL_SERVER_ERROR", "requestId": "r-7"}}]
        with stranger(lambda *_: graphql(None, status=500, errors=failure)) as (url, seen):
            with self.assertRaises(VitrineError) as caught:
                ask(url)
        self.assertEqual((caught.exception.code, caught.exception.request_id, len(seen)), ("SERVER_ERROR", "r-7", 7))

    def test_a_refusal_is_not_tried_again(self):
        for status, code in ((401, "UNAUTHENTICATED"), (200, "FORBIDDEN"), (400, "LIMIT_EXCEEDED")):
            failure = [{"message": "No", "extensions": {"code": code}}]
            with stranger(lambda *_: graphql(None, status=status, errors=failure)) as (url, seen):
                with self.assertRaises(VitrineError) as caught:
                    ask(url)
            self.assertEqual((caught.exception.code, len(seen)), (code, 1))

    def test_a_server_that_is_not_there_is_a_network_failure(self):
        with self.assertRaises(VitrineError) as caught:
            ask("http://127.0.0.1:1")
        self.assertEqual(caught.exception.code, "NETWORK")

    def test_stopping_ends_a_wait(self):
        stopped = threading.Event()
        threading.Timer(0.1, stopped.set).start()
        began = time.monotonic()
        with stranger(lambda *_: (503, {}, b"")) as (url, _), self.assertRaises(Stopped):
            ask(url, Backoff(60, 60), stopped=stopped)
        self.assertLess(time.monotonic() - began, 30)


class Sessions(unittest.TestCase):
    """A server whose sessions do not end, or have states that this client does not know."""

    def publish(self, state, answer):
        progress = {"filesDeclared": 1, "filesMismatched": 0, "filesMissing": 0, "filesVerified": 1}
        session = {"__typename": "IngestSession", "state": state, "phase": "VERIFYING", "itemCount": 1, "itemsStaged": 0}
        followed = graphql({"node": {**session, "failure": None, "progress": progress}})
        published = graphql({"publishIngestSession": answer})
        with stranger(lambda _, body: followed if b"FollowSession" in body else published) as (url, _):
            client = Client(url, "vtr_x", backoff=SOON)
            try:
                waiting = Waiting(client, Reporter(lambda _: None), "YQ==", has_lines=False, patience_seconds=0.1)
                return publish_when_verified(waiting, {"session": "YQ=="})
            finally:
                client.transport.close()

    def test_a_server_that_waits_for_files_for_ever_is_left(self):
        missing = {"__typename": "UploadsMissing", "code": "UPLOADS_MISSING", "message": "Wait", "missingCount": 1}
        for state in ("OPEN", "REVIEWING"):
            with self.assertRaisesRegex(VitrineError, "already verified"):
                self.publish(state, {**missing, "filenames": []})

    def test_a_publish_that_stays_in_an_unknown_state_is_left(self):
        pending = {"__typename": "PublishIngestSessionSuccess", "outcome": {"__typename": "PublishPending"}}
        with self.assertRaisesRegex(VitrineError, "stopped making progress"):
            self.publish("REVIEWING", pending)


class Strangers(unittest.TestCase):
    def refused(self, answer):
        with stranger(answer) as (url, seen), self.assertRaises(VitrineError) as caught:
            ask(url)
        return caught.exception, seen

    def test_a_redirect_is_not_followed(self):
        for location in ("http://127.0.0.1:1/graphql", "file:///etc/passwd"):
            error, seen = self.refused(lambda *_: (307, {"location": location}, b""))
            self.assertEqual((error.code, len(seen)), ("NETWORK", 1))

    def test_an_answer_with_another_shape_is_refused(self):
        shapes = [
            ({"dataset": {"revision": {"number": "1", "processing": None}}}, "revision.number"),
            ({"dataset": {"revision": {"number": -1, "processing": None}}}, "revision.number"),
            ({"dataset": {"revision": {"number": True, "processing": None}}}, "revision.number"),
            ({"dataset": {"revision": {"processing": None}}}, "revision.number is missing"),
            ({"dataset": []}, "data.dataset is not an object"),
            ({"other": 1}, "data.dataset is missing"),
        ]
        for data, place in shapes:
            error, seen = self.refused(lambda *_: graphql(data))
            self.assertEqual((error.code, len(seen)), ("INVALID_ANSWER", 1), data)
            self.assertIn(place, error.message)

    def test_an_answer_without_end_is_refused(self):
        def endless(*_):
            return 200, {}, b" " * (65 * 1024**2)

        error, _ = self.refused(endless)
        self.assertEqual(error.code, "INVALID_ANSWER")
        self.assertIn("more than", error.message)

    def test_a_page_of_html_is_not_an_api(self):
        error, _ = self.refused(lambda *_: (404, {}, b"<html>Not here</html>"))
        self.assertEqual(error.code, "NETWORK")
        self.assertIn("HTTP 404", error.message)


class Endpoints(unittest.TestCase):
    def test_an_address_may_have_a_path(self):
        for given, expected in (
            ("http://localhost:4000", "http://localhost:4000/graphql"),
            ("https://Data.example/vitrine/", "https://data.example/vitrine/graphql"),
            ("https://data.example:443/a/graphql", "https://data.example/a/graphql"),
        ):
            self.assertEqual(endpoint_of(given), expected)

    def test_other_addresses_are_refused(self):
        for given in ("", "data.example", "ftp://data.example", "http://", "http://a:b", "http://user@host"):
            with self.assertRaises(VitrineError, msg=given) as caught:
                endpoint_of(given)
            self.assertEqual(caught.exception.code, "INVALID_INPUT")


if __name__ == "__main__":
    unittest.main()
