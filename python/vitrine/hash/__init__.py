"""Digests of files, and the manifest that names files by digest."""
