"""Lists of any length in files, and work in threads."""
