"""Datasets as iterators of items with lazy files."""
