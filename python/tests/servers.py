"""Servers for tests: the one that the environment names, and one that answers what a test wants."""

from __future__ import annotations

import contextlib
import http.server
import json
import os
import threading

ENDPOINT = os.environ.get("VITRINE_ENDPOINT", "")
TOKEN = os.environ.get("VITRINE_TOKEN", "")
ORGANIZATION = os.environ.get("VITRINE_ORGANIZATION", "lumen")


@contextlib.contextmanager
def stranger(answer):
    """Starts a server. `answer(number, body)` returns a status, headers and bytes for each request, from 1."""
    seen = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_all(self):
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            seen.append((self.command, self.path, dict(self.headers), body))
            status, headers, content = answer(len(seen), body)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(content)

        do_GET = do_POST = do_PUT = handle_all

        def handle(self):
            with contextlib.suppress(OSError):  # A client may close its connection at any time.
                super().handle()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", seen
    finally:
        server.shutdown()
        server.server_close()


def graphql(data=None, *, status=200, errors=None, **headers):
    """Returns the answer of an API."""
    body = {"data": data} if errors is None else {"data": data, "errors": errors}
    return status, {"content-type": "application/json", "x-request-id": "request-1", **headers}, json.dumps(body).encode()
