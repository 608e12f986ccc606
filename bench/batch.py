#!/usr/bin/env python3
"""bench/batch.py PORT COOKIE CSRF SHEET PEOPLE: the first PEOPLE members of the sheet are moved to one union in one batch, by their
identity numbers, and taken back. Meanwhile somebody opens one member again and again. Prints lines of a name and a number."""
import http.client
import json
import os
import re
import sys
import threading
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests"))
from live.workbook import read_book  # noqa: E402

port, cookie, csrf, sheet, people = sys.argv[1:6]


class Line:
    def __init__(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=120)

    def send(self, method, path, body=None):
        raw = json.dumps(body).encode() if body is not None else None
        self.connection.request(method, "/api/v1" + path, raw,
                                {"Content-Type": "application/json", "Cookie": cookie, "x-csrf-token": csrf})
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status not in (200, 201):
            raise SystemExit(f"{method} {path}: {answer.status} {text[:300]!r}")
        return json.loads(text)


def numbers():
    found = []
    for rows in read_book(sheet).values():
        for cells in rows.values():
            found += [c for c in cells if re.fullmatch(r"\d{17}[0-9X]", c)]
            if len(found) >= int(people):
                return found[:int(people)]
    return found


def wait_for(line, batch, state):
    begun = time.perf_counter()
    while True:
        row = line.send("GET", f"/transfer-batches/{batch}")
        if row["state"] == state:
            return time.perf_counter() - begun, row
        if row["message"]:
            raise SystemExit(row["message"])
        time.sleep(0.02)


class Onlooker:
    """Somebody who opens a member while the batch runs."""

    def __init__(self, member):
        self.path, self.took, self.over = f"/members/{member}", [], threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def _look(self):
        line = Line()
        while not self.over.is_set():
            begun = time.perf_counter()
            line.send("GET", self.path)
            self.took.append((time.perf_counter() - begun) * 1000)
            time.sleep(0.02)

    def end(self):
        self.over.set()
        self.thread.join()
        return sorted(self.took)


line = Line()
root = line.send("GET", "/unions/tree")["items"][0]["id"]
member = line.send("GET", "/members?limit=1")["items"][0]["id"]
pasted = "\n".join(numbers())
onlooker = Onlooker(member)
begun = time.perf_counter()
batch = line.send("POST", "/transfer-batches", {"act": "move", "identity_numbers": pasted, "to_union_id": root,
                                                "reason": "单位关闭，会员整体转出"})["id"]
handed_in = time.perf_counter() - begun
tried, row = wait_for(line, batch, "checked")
ready = row["counts"]["ready"]
line.send("POST", f"/transfer-batches/{batch}/steer", {"verb": "run"})
ran, row = wait_for(line, batch, "done")
line.send("POST", f"/transfer-batches/{batch}/steer", {"verb": "undo", "reason": "名单弄错了"})
undone, row = wait_for(line, batch, "undone")
took = onlooker.end()
print("ready", ready)
print("undone", row["counts"].get("undone", 0))
print(f"try_s {handed_in + tried:.2f}")
print(f"run_s {ran:.2f}")
print(f"undo_s {undone:.2f}")
print(f"look_p99_ms {took[int(len(took) * 0.99)]:.1f}")
