"""Reads folders by the rules of a folder, for docs/examples/folder-cases.test.ts.

Each line of the input is `{"folder": …, "pairing": …}`. Each line of the output has the items, warnings and issues.
"""

import json
import pathlib
import sys
import tempfile
import threading

from vitrine.errors import ValidationFailed
from vitrine.folder.drafts import Reading
from vitrine.folder.find_file import open_folder
from vitrine.folder.options import FolderOptions
from vitrine.folder.read_source import drafts_in, read_source
from vitrine.folder.reports import IssueLog, Notices
from vitrine.hash.hash_cache import HashCache
from vitrine.hash.hash_drafts import Hashing, HashTally, hash_drafts


def read(case):
    options = FolderOptions(
        pairing=case.get("pairing", True),
        include=case.get("include", []),
        exclude=case.get("exclude", []),
        types=[(each["pattern"], each["type"]) for each in case.get("types", [])],
    )
    log, notices = IssueLog(), Notices()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        reading = Reading(open_folder(case["folder"]), folder, options, log, notices)
        items = []
        try:
            source = read_source(reading, None, lambda: None)
            for draft in drafts_in(source.spool):
                assets = [f"{each['role']} {each['path']} {each['contentType']}" for each in draft.assets or []]
                items.append({**draft.item, "assets": assets})
            hashing = Hashing(HashCache(None, ""), HashTally(), notices, log, threading.Event())
            hash_drafts(hashing, source, folder, lambda: None)
        except ValidationFailed as error:
            return {"issues": sorted({issue.code for issue in error.issues})}
    return {"items": items, "warnings": sorted([each.code, each.path] for each in notices.warnings)}


for line in sys.stdin:
    print(json.dumps(read(json.loads(line))), flush=True)
