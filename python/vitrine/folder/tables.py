"""Tables that the command line and this package share. Made by `npm run codegen`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict

TABLES: Dict[str, Any] = json.loads((Path(__file__).parent / "tables.json").read_text(encoding="utf-8"))
