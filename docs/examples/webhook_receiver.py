"""Receives webhooks of Vitrine, and prints each event once. Needs only the standard library.

    WEBHOOK_SECRET=whsec_... python3 webhook_receiver.py 8080
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
LONGEST_BODY = 1_000_000
handled = set()  # A real receiver keeps the ids where they survive a restart.


def is_signed(headers, body):
    """Returns whether a delivery comes from Vitrine, and not from long ago."""
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > 300:
        return False
    content = f"{headers.get('webhook-id', '')}.{timestamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.new(KEY, content, hashlib.sha256).digest())
    given = headers.get("webhook-signature", "").encode().split()
    return any(hmac.compare_digest(expected, each) for each in given)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("content-length", "0"))
        body = self.rfile.read(length) if 0 <= length <= LONGEST_BODY else b""
        if not is_signed(self.headers, body):
            return self.answer(401)
        event = json.loads(body)
        if event["id"] not in handled:
            handled.add(event["id"])
            print(event["type"], event["subject"], flush=True)
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver)
    print("listening", server.server_address[1], flush=True)
    server.serve_forever()
