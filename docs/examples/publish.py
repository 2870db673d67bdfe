#!/usr/bin/env python3
"""Publishes a folder as the next revision of a dataset, with the standard library of Python alone (3.9 or later).

    export VITRINE_TOKEN=vtr_…
    python3 publish.py ./photos --org lumen --dataset photos

The files become items by the rules of docs/folder-rules.md, as with the command line. A folder that was published by one
of the two is unchanged for the other. Adapt `manifest_of` to add titles or annotations. Copy folder_rules.py and
folder-tables.json with this file.

Run it again after any failure. Files that have arrived are not sent again, and there is never a second revision.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import random
import sys
import time
import urllib.error
import urllib.request

import folder_rules

BATCH = 100  # Number of upload URLs that are requested at once. Each is fresh when it is used.
ATTEMPTS = 6

class Failed(Exception):
    """A failure that another attempt does not mend."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--org", required=True)
    parser.add_argument("--dataset", required=True)
    parser.add_argument("--message", default="")
    parser.add_argument("--no-pairing", action="store_true", help="make each file an item, whatever lies beside it")
    parser.add_argument("--endpoint", default=os.environ.get("VITRINE_ENDPOINT", "http://localhost:4000/graphql"))
    options = parser.parse_args()
    api = Api(options.endpoint, os.environ.get("VITRINE_TOKEN") or sys.exit("Set VITRINE_TOKEN."))

    for name in ("manifest.ndjson", ".vitrineignore"):
        if (options.folder / name).exists():
            raise Failed(f"{options.folder / name}: this script does not read it. Use `vitrine publish`.")
    for warning in folder_rules.warnings_of(options.folder):
        print(f"Warning: {warning}", file=sys.stderr)
    items = list(folder_rules.items_of(options.folder, not options.no_pairing))
    find_dataset(api, options.org, options.dataset, create=False)  # Refuses bad names and tokens before files are read.
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        files = [(options.folder / path, content_type) for _, files in items for _, path, content_type in files]
        uploads = list(pool.map(describe, *zip(*files)))
        manifest = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in manifest_of(items, uploads))
        revision = publish(api, pool, options, uploads, manifest.encode())
    print(f"{options.org}/{options.dataset}@{revision}")


def describe(path, content_type):
    """The declaration of a file: its size, type and digest."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return {
        "path": path,
        "filename": folder_rules.compose(path.name),
        "contentType": content_type,
        "byteSize": path.stat().st_size,
        "sha256": digest.hexdigest(),
    }


def manifest_of(items, uploads):
    """Yields one line of the manifest for each item. The publisher chooses the key, which never changes."""
    described = iter(uploads)
    for item, files in items:
        assets = [{"role": role} | pick(next(described), "sha256", "contentType", "filename") for role, *_ in files]
        yield item | {"assets": assets}


def pick(file, *names):
    return {name: file[name] for name in names}


def publish(api, pool, options, uploads, manifest):
    dataset = find_dataset(api, options.org, options.dataset)
    revision = (dataset["revision"] or {"number": 0})["number"]
    digest = hashlib.sha256(manifest).hexdigest()

    # The same folder on the same revision is the same publish, so a new run finds the session of an earlier one.
    session = api.mutate(
        "openIngestSession",
        """mutation ($input: OpenIngestSessionInput!) {
             openIngestSession(input: $input) {
               __typename
               ... on OpenIngestSessionSuccess { session { id } }
               ... on Error { code message }
             }
           }""",
        {
            "datasetId": dataset["id"],
            "mode": "REPLACE",
            "message": options.message,
            "idempotencyKey": f"publish.py-{revision}-{digest}",
        },
    )["session"]["id"]

    manifest_file = {
        "bytes": manifest,
        "filename": "manifest.ndjson",
        "contentType": "application/x-ndjson",
        "byteSize": len(manifest),
        "sha256": digest,
    }
    send_all(api, pool, session, [*uploads, manifest_file])

    while True:
        answer = api.mutate(
            "publishIngestSession",
            """mutation ($input: PublishIngestSessionInput!) {
                 publishIngestSession(input: $input) {
                   __typename
                   ... on PublishIngestSessionSuccess {
                     outcome { __typename ... on PublishSucceeded { revision { number } } }
                   }
                   ... on UploadsMissing { filenames }
                   ... on Error { code message }
                 }
               }""",
            {"sessionId": session, "manifest": {"sha256": digest}},
            expected=("UploadsMissing",),
        )
        if answer["__typename"] == "UploadsMissing" and answer["filenames"]:
            raise Failed(f"{answer['message']} Such as {answer['filenames'][0]}.")
        if answer.get("outcome", {}).get("__typename") == "PublishSucceeded":
            return answer["outcome"]["revision"]["number"]
        time.sleep(1)  # A worker is at it, or large files are still being read; asking again gives the answer.


def find_dataset(api, org, slug, create=True):
    found = api.ask(
        """query ($org: String!, $slug: String!) {
             organization(slug: $org) { id }
             dataset(organizationSlug: $org, slug: $slug) { id revision { number } }
           }""",
        {"org": org, "slug": slug},
    )
    if found["dataset"]:
        return found["dataset"]
    if not found["organization"]:
        raise Failed(f"There is no organization {org}, or the token is not good there.")
    if not create:
        return None
    created = api.mutate(
        "createDataset",
        """mutation ($input: CreateDatasetInput!) {
             createDataset(input: $input) {
               __typename
               ... on CreateDatasetSuccess { dataset { id } }
               ... on Error { code message }
             }
           }""",
        {"organizationId": found["organization"]["id"], "slug": slug, "name": slug},
    )
    return {"id": created["dataset"]["id"], "revision": None}


def send_all(api, pool, session, files):
    """Sends files until all have arrived. Those that fail get fresh URLs in the next round."""
    waiting = files
    for attempt in range(ATTEMPTS):
        if attempt > 0:
            time.sleep(random.uniform(0, 2**attempt))
        failed = []
        for start in range(0, len(waiting), BATCH):
            batch = waiting[start : start + BATCH]
            targets = request_uploads(api, session, batch)
            for file, problem in zip(batch, pool.map(lambda pair: send(api, *pair), zip(batch, targets))):
                if problem:
                    failed.append((file, problem))
        if not failed:
            return
        waiting = [file for file, _ in failed]
        print(f"{len(failed)} files are tried again: {failed[0][1]}", file=sys.stderr)
    raise Failed(f"{len(waiting)} files could not be sent, such as {waiting[0]['filename']}.")


def request_uploads(api, session, files):
    declared = [
        {"clientRef": str(index), **{key: file[key] for key in ("filename", "contentType", "byteSize", "sha256")}}
        for index, file in enumerate(files)
    ]
    return api.mutate(
        "requestUploads",
        """mutation ($input: RequestUploadsInput!) {
             requestUploads(input: $input) {
               __typename
               ... on RequestUploadsSuccess {
                 answers {
                   __typename
                   ... on UploadTarget { url headers { name value } }
                   ... on MultipartUploadTarget { uploadId partByteSize partCount arrivedPartNumbers }
                   ... on UploadRejected { code message }
                 }
               }
               ... on Error { code message }
             }
           }""",
        {"sessionId": session, "files": declared},
    )["answers"]


def send(api, file, target):
    """Sends one file. Returns None, or the reason of a failure that another attempt may mend."""
    kind = target["__typename"]
    if kind == "AlreadyStored":
        return None
    if kind == "UploadRejected":
        raise Failed(f"{file['filename']}: {target['message']}")
    if kind == "UploadTarget":
        return put(target, piece(file, 0, file["byteSize"]))
    for number in range(1, target["partCount"] + 1):
        if number in target["arrivedPartNumbers"]:
            continue
        start = (number - 1) * target["partByteSize"]
        data = piece(file, start, min(start + target["partByteSize"], file["byteSize"]))
        part = {"partNumber": number, "byteSize": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        problem = put(request_part(api, target["uploadId"], part), data)
        if problem:
            return problem
    # The parts need not be listed: the server knows which have arrived, and reads the whole file once more.
    api.mutate(
        "completeMultipartUpload",
        """mutation ($input: CompleteMultipartUploadInput!) {
             completeMultipartUpload(input: $input) { __typename ... on Error { code message } }
           }""",
        {"uploadId": target["uploadId"]},
    )
    return None


def request_part(api, upload_id, part):
    return api.mutate(
        "requestUploadParts",
        """mutation ($input: RequestUploadPartsInput!) {
             requestUploadParts(input: $input) {
               __typename
               ... on RequestUploadPartsSuccess { targets { url headers { name value } } }
               ... on Error { code message }
             }
           }""",
        {"uploadId": upload_id, "parts": [part]},
    )["targets"][0]


def piece(file, start, end):
    if "bytes" in file:
        return file["bytes"][start:end]
    with open(file["path"], "rb") as opened:
        opened.seek(start)
        return opened.read(end - start)


def put(target, data):
    """Sends bytes with PUT. The store refuses bytes that differ from the declared ones."""
    headers = {header["name"]: header["value"] for header in target["headers"]}
    request = urllib.request.Request(target["url"], data=data, method="PUT", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=300):
            return None
    except urllib.error.HTTPError as error:
        if error.code == 412:  # It is there: an earlier answer was lost.
            return None
        return f"the store answered {error.code}: {error.read()[:300].decode(errors='replace')}"
    except OSError as error:
        return str(error)


class Api:
    def __init__(self, endpoint, token):
        self.endpoint, self.token = endpoint, token

    def mutate(self, name, query, input, expected=()):
        """Returns the success of a mutation, or an expected error. Raises all other errors."""
        result = self.ask(query, {"input": input})[name]
        if not result["__typename"].endswith("Success") and result["__typename"] not in expected:
            raise Failed(f"{result['code']}: {result['message']}")
        return result

    def ask(self, query, variables):
        body = json.dumps({"query": query, "variables": variables}).encode()
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        for attempt in range(ATTEMPTS):
            if attempt > 0:
                time.sleep(random.uniform(0, 2**attempt))
            request = urllib.request.Request(self.endpoint, data=body, headers=headers)
            try:
                with urllib.request.urlopen(request, timeout=120) as response:
                    answer = json.load(response)
            except urllib.error.HTTPError as error:
                problem = f"HTTP {error.code}: {error.read()[:300].decode(errors='replace')}"
                if error.code < 500 and error.code != 429:
                    raise Failed(problem) from error
                continue
            except OSError as error:
                problem = str(error)
                continue
            if "errors" in answer:
                request_id = response.headers.get("x-request-id")
                raise Failed(f"{answer['errors'][0]['message']} (request {request_id})")
            return answer["data"]
        raise Failed(f"{self.endpoint} does not answer: {problem}")


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        sys.exit(str(failure))
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}" if error.filename else str(error))
