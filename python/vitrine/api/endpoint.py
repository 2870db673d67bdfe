"""The address of the API."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from ..errors import VitrineError

DEFAULT_ENDPOINT = "http://localhost:4000/graphql"


def endpoint_of(given: str) -> str:
    """Returns the URL of the API: the given one, or `/graphql` below the URL of a server, which may have a path."""
    try:
        scheme, host, path, query, _ = urlsplit(given.strip())
        is_address = scheme in ("http", "https") and bool(urlsplit(given).hostname) and "@" not in host
        urlsplit(given).port  # Raises for a port that is not a number.
    except ValueError:
        is_address = False
    if not is_address:
        raise VitrineError(
            "INVALID_INPUT", f"{given} is not a valid API URL.", hint="Use a URL such as https://vitrine.example/graphql."
        )
    path = path.rstrip("/")
    host = host.lower()
    default_port = ":443" if scheme == "https" else ":80"
    if host.endswith(default_port):
        host = host[: -len(default_port)]
    return urlunsplit((scheme, host, path if path.endswith("/graphql") else f"{path}/graphql", query, ""))
