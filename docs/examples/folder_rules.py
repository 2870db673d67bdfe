"""Makes items of the files of a folder, by the rules of docs/folder-rules.md, as the command line does."""

import functools
import json
import os
import pathlib
import re
import unicodedata

TABLES = json.loads((pathlib.Path(__file__).parent / "folder-tables.json").read_text(encoding="utf-8"))
LITTER = {"Thumbs.db", "desktop.ini", "__MACOSX"}
LONGEST_SIDECAR = 1024**2
LANGUAGE = re.compile(r"\.[a-z]{2,3}(-[a-z0-9]{2,8})?$", re.IGNORECASE)
ACCENT = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0640]"
)
LONGEST_LEVEL = 200


def items_of(folder, pairing=True):
    """Yields `(item, [(role, path, content type), …])` for each item, in the natural order of the paths."""
    groups = {}
    for path in files_in(folder):
        groups.setdefault(stem_of(path), []).append(path)
    # As JavaScript compares strings: by UTF-16 code units.
    for stem in sorted(groups, key=lambda stem: utf16(natural_key(stem) + "\0" + stem)):
        yield from items_of_group(folder, sorted(groups[stem], key=utf16), pairing)


def warnings_of(folder):
    """Returns a warning for each file at the top of the folder whose name is almost that of a manifest."""
    near = re.compile(TABLES["nearManifestName"], re.IGNORECASE)
    for name in sorted(entry.name for entry in os.scandir(folder)):
        if name != "manifest.ndjson" and near.match(name):
            shown = json.dumps(name, ensure_ascii=False)
            yield (
                f"{shown} is published as a file. To be read as the manifest, it must be called manifest.ndjson "
                "and hold one JSON object per line."
            )


def files_in(folder, prefix=""):
    for entry in os.scandir(os.path.join(folder, prefix)):
        path = f"{prefix}/{entry.name}" if prefix else entry.name
        if entry.name.startswith(".") or entry.name in LITTER:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(folder, path)
        elif entry.is_file():
            yield path


def items_of_group(folder, paths, pairing):
    contents = [path for path in paths if not is_transcript(path) and extension_of(path) != "json"]
    recordings = [path for path in contents if type_of(path) in ("AUDIO", "VIDEO")]
    beside = [path for path in paths if extension_of(path) == "json"]
    is_of_media = pairing and len(contents) == 1 and type_of(contents[0]) in ("IMAGE", "VIDEO", "AUDIO")
    use, value = read_json(os.path.join(folder, beside[0])) if is_of_media and len(beside) == 1 else (None, None)
    transcripts = []
    if pairing and len(recordings) == 1:
        order = TABLES["transcriptExtensions"]
        transcripts = sorted(filter(is_transcript, paths), key=lambda path: (order.index(extension_of(path)), utf16(path)))
        transcripts += beside if use == "transcript" else []
    metadata = beside[0] if use == "metadata" else None
    primaries = [path for path in paths if path not in transcripts and path != metadata]
    for primary in primaries:
        key = without_extension(primary) if len(primaries) == 1 else primary
        content_type = content_type_in(folder, primary)
        item = {"key": compose(key), "type": TABLES["itemTypes"][content_type]}
        tags = list(dict.fromkeys(compose(primary).split("/")[:-1]))
        if tags:
            item["tags"] = tags
        if metadata and primary == contents[0]:
            item["metadata"] = value
        files = [("PRIMARY", primary, content_type)]
        if recordings and primary == recordings[0]:
            roles = ["TRANSCRIPT"] + ["ATTACHMENT"] * len(transcripts)
            files += [(role, path, content_type_of(path)) for role, path in zip(roles, transcripts)]
        yield item, files


def content_type_of(path):
    name = base_of(path).lower()
    if name in TABLES["textFileNames"]:
        return "text/plain"
    return TABLES["extensions"].get(extension_of(path), "application/octet-stream")


def content_type_in(folder, path):
    """Returns the content type of a file, by its name, and by its bytes if the name is ambiguous."""
    named = content_type_of(path)
    second = TABLES["secondMeanings"].get(extension_of(path))
    sound_alone = TABLES["soundAlone"].get(named)
    if not second and not sound_alone:
        return named
    try:
        with open(os.path.join(folder, path), "rb") as file:
            if second:
                return second if has_second_meaning(second, file.read(1_024)) else named
            kinds = kinds_in_boxes(file) if sound_alone == "audio/mp4" else kinds_in_matroska(file.read(65_536))
            return sound_alone if kinds == {"SOUND"} else named
    except OSError:
        return named


def has_second_meaning(content_type, head):
    if content_type == "video/ogg":
        return head.startswith(b"OggS") and b"\x80theora" in head[:512]
    return any(all(head[at : at + 1] == b"G" for at in (begin, begin + first, begin + 2 * first)) for begin, first in ((0, 188), (4, 192)))


def kinds_in_boxes(file):
    """Returns the kinds of tracks of an ISO media file: moov/trak/mdia/hdlr."""
    kinds = set()
    boxes = 0
    rest = [(0, file.seek(0, 2))]
    while rest:
        at, end = rest.pop()
        while at + 8 <= end and boxes < 1_000:
            boxes += 1
            file.seek(at)
            head = file.read(20)
            if len(head) < 8:
                break
            box, short = head[4:8], int.from_bytes(head[:4], "big")
            is_long = short == 1 and len(head) >= 16
            size = int.from_bytes(head[8:16], "big") if is_long else short or end - at
            if size < 8:
                break
            if box in (b"moov", b"trak", b"mdia"):
                rest.append((at + (16 if is_long else 8), min(end, at + size)))
            if box == b"hdlr":
                kinds |= {b"vide": {"PICTURE"}, b"soun": {"SOUND"}}.get(head[16:20], set())
            at += size
    return kinds


def kinds_in_matroska(head):
    """Returns the kinds of tracks of a Matroska or WebM file, by the codecs that its beginning names."""
    codecs = {kind: re.compile("|".join(names).encode()) for kind, names in TABLES["matroskaCodecs"].items()}
    return {kind for kind, names in codecs.items() if names.search(head)}


def type_of(path):
    return TABLES["itemTypes"][content_type_of(path)]


def stem_of(path):
    stem = compose(without_extension(path))
    return LANGUAGE.sub("", stem) if is_transcript(path) and LANGUAGE.search(base_of(stem)) else stem


def is_transcript(path):
    return extension_of(path) in TABLES["transcriptExtensions"]


def base_of(path):
    return path[path.rfind("/") + 1 :]


def extension_of(path):
    match = re.search(r"\.([^./\\]+)$", path)
    return match[1].lower() if match else ""


def without_extension(path):
    dot = path.rfind(".")
    return path[:dot] if dot > path.rfind("/") + 1 else path


def compose(text):
    return unicodedata.normalize("NFC", text)


def read_json(path):
    """Returns the role of a JSON file beside media: ("metadata", its object), ("transcript", …) or (None, None)."""
    try:
        if os.path.getsize(path) > LONGEST_SIDECAR:
            return None, None
        with open(path, encoding="utf-8-sig") as file:
            value = json.loads(
                file.read(), object_pairs_hook=once, parse_constant=refuse, parse_int=kept_int, parse_float=kept_float
            )
    except (OSError, ValueError, RecursionError):
        return None, None
    if not isinstance(value, dict):
        return None, None
    segments = value.get("segments")
    if isinstance(segments, list) and segments and all(map(is_cue, segments)):
        return "transcript", value
    return ("metadata", value) if can_be_metadata(value) else (None, None)


def is_cue(cue):
    number = lambda value: isinstance(value, (int, float)) and not isinstance(value, bool)
    return (
        isinstance(cue, dict) and number(cue.get("start")) and number(cue.get("end")) and isinstance(cue.get("text"), str)
    )


def can_be_metadata(value):
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if "\\u0000" in text or any("\ud800" <= character <= "\udfff" for character in text):
        return False
    return len(text.encode()) <= TABLES["metadata"]["byteSize"] and depth_of(value) <= TABLES["metadata"]["depth"]


def depth_of(value):
    if isinstance(value, dict):
        return 1 + max(map(depth_of, value.values()), default=0)
    return 1 + max(map(depth_of, value), default=0) if isinstance(value, list) else 0


def once(pairs):
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a member stands there twice")
    return dict(pairs)


def refuse(name):
    raise ValueError(f"{name} is not JSON")


def kept_int(digits):
    if abs(int(digits[:400])) > 2**53 - 1:
        raise ValueError("a whole number loses digits")
    return int(digits)


def kept_float(digits):
    number = float(digits)
    if number in (float("inf"), float("-inf")) or (number == 0 and re.search("[1-9]", re.split("[eE]", digits)[0])):
        raise ValueError("a number cannot be kept")
    # JSON.parse does not distinguish 3 from 3.0, and the command line refuses whole numbers that lose digits.
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def utf16(text):
    return text.encode("utf-16-be", "surrogatepass")


@functools.lru_cache(maxsize=4096)
def natural_key(name):
    """Returns the sort key of formats/natural-order.ts: numbers by value, accents second, case and leading zeros third."""
    letters, accents, cases = levels_of(name)
    levels = [cut(letters), cut(accents.rstrip("0")), cut(cases.rstrip("0"))]
    while len(levels) > 1 and levels[-1] == "":
        levels.pop()
    return "\u0001".join(levels)


def levels_of(name):
    plain = re.sub("[\u0000-\u001f\u007f]+", " ", name)
    letters, accents, cases = "", "", ""
    folded_letters = TABLES["naturalOrder"]["foldedLetters"]
    punctuation, typographic = TABLES["naturalOrder"]["punctuation"], TABLES["naturalOrder"]["typographic"]
    for token in re.findall(r"\d+|.", unicodedata.normalize("NFKD", plain), re.DOTALL):
        if token[0].isdecimal():
            value = "".join(str(unicodedata.decimal(digit)) for digit in token)
            significant = value.lstrip("0")
            length = len(significant)
            letters += (str(length) if length < 9 else "9" + str(min(length, 99_999)).zfill(5)) + significant
            accents += "0"
            cases += str(min(9, len(value) - max(1, length)))
        elif ACCENT.match(token):
            last = accents[-1:]
            accents = accents[:-1] + ("1" if last == "0" else last) + token
        elif (common := typographic.get(token, token)) in punctuation or unicodedata.category(common)[0] in "PSZC":
            index = punctuation.find(common)
            first = 0x30 - len(punctuation)
            letters += chr(first + index) if index >= 0 else chr(first - 1)
            accents += "0"
            cases += "0" if common == token else "1"
        else:
            small = token.lower()
            letter, marks = small[:1], small[1:]
            folded = folded_letters.get(letter, letter)
            letters += folded + "".join(mark for mark in marks if not ACCENT.match(mark))
            accents += "0" if folded == letter else f"1{letter}"
            cases += "0" if small == token else "1"
    return unicodedata.normalize("NFC", letters), accents, cases


def cut(level):
    units = utf16(level)
    return level if len(units) <= 2 * LONGEST_LEVEL else units[: 2 * LONGEST_LEVEL].decode("utf-16-be", "ignore")


if __name__ == "__main__":
    import sys

    for warning in warnings_of(sys.argv[1]):
        print(warning, file=sys.stderr)
    for found, files in items_of(sys.argv[1], "--no-pairing" not in sys.argv):
        assets = [
            {"role": role, "path": path, "contentType": content_type, "filename": compose(base_of(path))}
            for role, path, content_type in files
        ]
        print(json.dumps(found | {"assets": assets}, ensure_ascii=False))
