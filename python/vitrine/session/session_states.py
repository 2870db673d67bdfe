"""States of a session. One that this client does not know is in no group: then the server is asked for the result."""

from __future__ import annotations

TAKES_FILES = frozenset({"OPEN"})
"""States in which files can be sent."""
PUBLISHING = frozenset({"PUBLISHING"})
"""States in which the server works on a publish."""
ENDED_WITHOUT_REVISION = frozenset({"FAILED", "ABANDONED"})
