"""Which items a folder makes: docs/folder-rules.md."""
