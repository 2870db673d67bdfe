"""Reads the files of a dataset by 16 threads, through the package and by bare range requests. Prints JSON lines.

    python3 loader.py lumen/loader --threads 16 --rounds 3
"""

import argparse
import http.client
import itertools
import json
import queue
import threading
import time
from urllib.parse import urlsplit

import vitrine


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dataset")
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for _ in range(options.rounds):
        before = bare(options)
        requests, count, byte_size, seconds = loader(options)
        after = bare(options)
        plain = (before + after) / 2
        print(json.dumps({"bare": plain, "loader": seconds, "requests": requests, "items": count, "bytes": byte_size}), flush=True)


def loader(options):
    """Each file is fetched and checked against its digest."""
    began = time.monotonic()
    dataset = vitrine.open(options.dataset, cache=False)
    sizes = [len(content) for content in dataset.items.map(lambda item: item.read(), options.threads)]
    return dataset.source.client.requests, len(sizes), sum(sizes), time.monotonic() - began


def bare(options):
    """The same files by GET with a range, on kept connections. Signs before the measurement, and checks nothing."""
    seconds = 0.0
    items = iter(vitrine.open(options.dataset, cache=False).items)
    while batch := list(itertools.islice(items, 990)):
        places = queue.SimpleQueue()
        for item in batch:
            places.put((item.file.url(), item.file.byte_size))
        began = time.monotonic()
        threads = [threading.Thread(target=fetch, args=(places,)) for _ in range(options.threads)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds += time.monotonic() - began
    return seconds


def fetch(places):
    connection = None
    while True:
        try:
            url, byte_size = places.get_nowait()
        except queue.Empty:
            break
        parts = urlsplit(url)
        if connection is None:
            connection = http.client.HTTPConnection(parts.hostname, parts.port)
        connection.request("GET", f"{parts.path}?{parts.query}", headers={"Range": f"bytes=0-{byte_size - 1}"})
        response = connection.getresponse()
        if response.status != 206 or len(response.read()) != byte_size:
            raise RuntimeError(f"The store answered {response.status}.")
    if connection:
        connection.close()


main()
