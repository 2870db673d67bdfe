"""HTTP on kept connections. Never follows a redirect, and never reads more bytes than the caller allows."""

from __future__ import annotations

import base64
import http.client
import socket
import ssl
import threading
import urllib.request
from collections import deque
from typing import Deque, Dict, Iterable, Mapping, Optional, Tuple, Union
from urllib.parse import SplitResult, unquote, urlsplit

Body = Union[bytes, Iterable[bytes]]
Origin = Tuple[str, str, int]

_SILENCE_SECONDS = 60.0
_IDLE_CONNECTIONS = 64


class AnswerTooLarge(Exception):
    """A response with more bytes than the limit."""

    def __init__(self, byte_size: int) -> None:
        super().__init__(f"The server sent a response of more than {byte_size:,} bytes.")


class Response:
    """A response whose body has not been read. Use it in a `with` block."""

    def __init__(self, transport: Transport, origin: Origin, connection: http.client.HTTPConnection) -> None:
        self._transport, self._origin, self._connection = transport, origin, connection
        self._response = connection.getresponse()
        self.status = self._response.status
        self.headers = self._response.headers

    def read(self, byte_size: int) -> bytes:
        """Returns up to this many bytes. Empty at the end of the body."""
        return self._response.read(byte_size)

    def read_all(self, limit: int) -> bytes:
        """Returns the body. Raises `AnswerTooLarge` as soon as it is longer than the limit."""
        length = self._response.length
        if length is not None and length <= limit:
            return self._response.read()
        body = self._response.read(limit + 1)
        if len(body) > limit:
            raise AnswerTooLarge(limit)
        return body

    def __enter__(self) -> Response:
        return self

    def __exit__(self, *_: object) -> None:
        # A body that was not read to its end leaves the connection unusable.
        if self._response.length == 0:
            self._response.read()
        if self._response.isclosed() and not self._response.will_close:
            self._transport.keep(self._origin, self._connection)
        else:
            self._connection.close()


class Transport:
    """Connections of a client. Safe to use from several threads, each of which uses one connection at a time."""

    def __init__(self, silence_seconds: float = _SILENCE_SECONDS) -> None:
        self._silence_seconds = silence_seconds
        self._idle: Dict[Origin, Deque[http.client.HTTPConnection]] = {}
        self._lock = threading.Lock()
        self._tls: Optional[ssl.SSLContext] = None

    def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: Optional[Body] = None,
        *,
        seconds: Optional[float] = None,
    ) -> Response:
        """Sends a request. Raises `OSError` or `http.client.HTTPException` if no response arrives."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise OSError(f"{parts.scheme or url!r} is not http or https")
        origin = (parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        all_headers = {"Host": parts.netloc, **headers}
        proxy = _proxy_for("http", parts.hostname) if parts.scheme == "http" else None
        if proxy:  # Plain HTTP has no tunnel: the proxy reads the whole URL.
            target = f"http://{parts.netloc}{target}"
            all_headers.update(_proxy_headers(proxy))
        while True:
            connection, is_used = self._connection(origin)
            try:
                self._set_timeout(connection, seconds)
                connection.request(method, target, body, all_headers)
                return Response(self, origin, connection)
            except (http.client.RemoteDisconnected, ConnectionError, http.client.CannotSendRequest):
                connection.close()
                # The server may close a kept connection at any time. Then the request goes out on another.
                if not is_used or not (body is None or isinstance(body, bytes)):
                    raise
            except BaseException:
                connection.close()
                raise

    def keep(self, origin: Origin, connection: http.client.HTTPConnection) -> None:
        with self._lock:
            idle = self._idle.setdefault(origin, deque())
            if len(idle) < _IDLE_CONNECTIONS:
                idle.append(connection)
                return
        connection.close()

    def close(self) -> None:
        with self._lock:
            for idle in self._idle.values():
                while idle:
                    idle.pop().close()

    def __del__(self) -> None:
        self.close()

    def _connection(self, origin: Origin) -> Tuple[http.client.HTTPConnection, bool]:
        with self._lock:
            idle = self._idle.get(origin)
            if idle:
                return idle.pop(), True
        return self._open(origin), False

    def _open(self, origin: Origin) -> http.client.HTTPConnection:
        scheme, host, port = origin
        proxy = _proxy_for(scheme, host)
        if scheme == "http":
            where = (proxy.hostname or "", proxy.port or 80) if proxy else (host, port)
            return http.client.HTTPConnection(*where, timeout=self._silence_seconds)
        if self._tls is None:
            self._tls = ssl.create_default_context()
        where = (proxy.hostname or "", proxy.port or 80) if proxy else (host, port)
        connection = http.client.HTTPSConnection(*where, timeout=self._silence_seconds, context=self._tls)
        if proxy:
            connection.set_tunnel(host, port, _proxy_headers(proxy))
        return connection

    def _set_timeout(self, connection: http.client.HTTPConnection, seconds: Optional[float]) -> None:
        timeout = self._silence_seconds if seconds is None else seconds
        if connection.timeout != timeout:
            connection.timeout = timeout
            if connection.sock is not None:
                connection.sock.settimeout(timeout)


_proxies: Dict[Tuple[str, str], Optional[SplitResult]] = {}


def _proxy_for(scheme: str, host: str) -> Optional[SplitResult]:
    """Returns the proxy that the environment names for a host, as `urllib` does."""
    if (scheme, host) not in _proxies:
        named = urllib.request.getproxies().get(scheme)
        is_used = named and not urllib.request.proxy_bypass(host)
        _proxies[(scheme, host)] = urlsplit(named) if named and is_used else None
    return _proxies[(scheme, host)]


def _proxy_headers(proxy: SplitResult) -> Dict[str, str]:
    if not proxy.username:
        return {}
    name = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": "Basic " + base64.b64encode(name.encode()).decode()}


def reason(error: BaseException) -> str:
    """Returns why a request got no response, for people."""
    if isinstance(error, (socket.timeout, TimeoutError)):
        return "the request timed out"
    if isinstance(error, ssl.SSLError):
        return f"the TLS connection failed ({error.reason or error})"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
