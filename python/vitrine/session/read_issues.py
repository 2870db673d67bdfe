"""Issues that the server found in a manifest."""

from __future__ import annotations

from typing import Dict, List, Optional

from ..api.client import Client
from ..api.pages import next_cursor
from ..errors import Issue, ValidationFailed

_KEPT = 1_000


def validation_failed(client: Client, session: str, has_lines: bool, request_id: Optional[str]) -> ValidationFailed:
    """Returns the error of the last validation: the first thousand issues in full, and the counts of all."""
    issues: List[Issue] = []
    counts: Dict[str, int] = {}
    issue_count = 0
    after: Optional[str] = None
    while len(issues) < _KEPT:
        node = client.ask("SessionIssues", {"session": session, "after": after}).data["node"]
        if not node or not node.get("issues"):
            break
        issue_count = node["issueCount"]
        counts = {group["code"]: group["count"] for group in node["issueGroups"]}
        for edge in node["issues"]["edges"]:
            # The publisher has never seen the lines of a manifest that was made of files.
            issues.append(Issue(**{**edge["node"], **({} if has_lines else {"line": None})}))
        after = next_cursor(node["issues"], after)
        if after is None:
            break
    hint = f"Fix these issues, then run the same command again. All issues: vitrine issues {session}"
    return ValidationFailed(issues, issue_count or len(issues), counts, request_id=request_id, hint=hint)
