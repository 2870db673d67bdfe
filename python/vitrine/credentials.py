"""The endpoint and the token: given, from the environment, or stored by `vitrine login`."""

from __future__ import annotations

import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any, Dict, NamedTuple, Optional

from .api.endpoint import DEFAULT_ENDPOINT, endpoint_of
from .errors import VitrineError


class Credentials(NamedTuple):
    endpoint: str
    token: str


def find_credentials(endpoint: Optional[str] = None, token: Optional[str] = None) -> Credentials:
    """Finds the endpoint and the token, in the order of the command line. An empty variable counts as not set."""
    config = _read_config()
    saved = config.get("endpoint")
    named = endpoint or os.environ.get("VITRINE_ENDPOINT") or os.environ.get("VITRINE_URL") or saved
    found = endpoint_of(named if isinstance(named, str) else DEFAULT_ENDPOINT)
    tokens = config.get("tokens")
    stored = tokens.get(found) if isinstance(tokens, dict) else None
    use = token or os.environ.get("VITRINE_TOKEN") or stored
    if isinstance(use, str) and use.strip():
        return Credentials(found, use.strip())
    raise VitrineError(
        "UNAUTHENTICATED",
        f"No token is set for {found}.",
        hint="Run `vitrine login`, set VITRINE_TOKEN, or create one with `vitrine token create` on the machine of the server.",
    )


def config_file() -> Path:
    """Returns the file in which `vitrine login` stores tokens, by the conventions of the system."""
    return _system_folder("config") / "config.json"


def cache_folder() -> Path:
    """Returns the folder for digests and fetched files."""
    return _system_folder("cache")


def _system_folder(kind: str) -> Path:
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA" if kind == "config" else "LOCALAPPDATA") or home)
        return base / "vitrine" / kind.capitalize()
    if sys.platform == "darwin":
        return home / "Library" / ("Preferences" if kind == "config" else "Caches") / "vitrine"
    return Path(os.environ.get(f"XDG_{kind.upper()}_HOME") or home / f".{kind}") / "vitrine"


def _read_config() -> Dict[str, Any]:
    file = config_file()
    try:
        text = file.read_text(encoding="utf-8")
        if os.name == "posix" and file.stat().st_mode & 0o077:
            warnings.warn(f"Other users can read the tokens in {file}. Restrict access with: chmod 600 {file}", stacklevel=3)
        config = json.loads(text)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise VitrineError("INVALID_INPUT", f"{file} cannot be read: {error}") from error
    return config if isinstance(config, dict) else {}
