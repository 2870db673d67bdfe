"""Cursors of lists."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from .check_answer import invalid_answer


def next_cursor(page: Mapping[str, Any], after: Optional[str]) -> Optional[str]:
    """Returns the cursor of the next page, or None after the last. Raises for a page that could repeat for ever."""
    if not page["pageInfo"]["hasNextPage"]:
        return None
    end: Optional[str] = page["pageInfo"]["endCursor"]
    if end is not None and end != after and (page.get("edges") or page.get("nodes")):
        return end
    raise invalid_answer("a page announces a next page without a usable cursor")
