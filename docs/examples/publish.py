#!/usr/bin/env python3
"""Publishes the texts and pictures of a folder, each with a title and tags of its own.

    pip install ./python
    export VITRINE_TOKEN=vtr_…
    python3 publish.py ./birds lumen/birds

Adapt `items` to your data. Run it again after any failure: files that have arrived are not sent again, and there is
never a second revision. A folder without further facts needs no program: python3 -m vitrine publish.
"""

import pathlib
import sys

import vitrine


def items(folder):
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".jpg"):
            name = path.relative_to(folder)
            yield {"key": str(name), "title": name.stem.title(), "tags": list(name.parts[:-1]), "file": name}


folder, dataset = pathlib.Path(sys.argv[1]), sys.argv[2]
try:
    published = vitrine.publish(items(folder), dataset, root=folder, on_event=vitrine.show_progress())
except vitrine.VitrineError as error:
    sys.exit(str(error))
print(f"{dataset}@{published.revision}")
