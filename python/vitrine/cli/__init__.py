"""The command line: `python -m vitrine`."""
