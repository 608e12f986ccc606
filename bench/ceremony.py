#!/usr/bin/env python3
"""bench/ceremony.py PORT BINARY DB KEYS COOKIE CSRF PHONES: a joining ceremony behind one address. Every phone opens the poster,
asks for a code and hands in its form, 32 at a time; then a cadre opens the list and the inbox. Prints lines of a name and a number."""
import http.client
import json
import re
import subprocess
import sys
import threading
import time

port, binary, db, keys, cookie, csrf, phones = sys.argv[1:8]
count = int(phones)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(n):
    digits = f"330727{1960 + n // 12 // 1000 % 40:04}{n % 12 + 1:02}{n // 12 % 28 + 1:02}{n % 1000:03}"
    return digits + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, digits)) % 11]


class Line:
    def __init__(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)

    def send(self, method, path, body=None, headers=None):
        raw = json.dumps(body).encode() if body is not None else None
        self.connection.request(method, path, raw, {"Content-Type": "application/json", **(headers or {})})
        answer = self.connection.getresponse()
        return answer.status, json.loads(answer.read() or b"{}")


def each(act, threads=32):
    """Runs act(line, n) for every phone; seconds, milliseconds of each, statuses that were not wanted."""
    took, refused, lock, numbers = [], [], threading.Lock(), iter(range(count))

    def work():
        line = Line()
        while True:
            with lock:
                n = next(numbers, None)
            if n is None:
                return
            begun = time.perf_counter()
            status, body = act(line, n)
            with lock:
                took.append((time.perf_counter() - begun) * 1000)
                if status not in (200, 201):
                    refused.append((status, body))

    begun = time.perf_counter()
    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return time.perf_counter() - begun, sorted(took), refused


def phone(n):
    return f"139{n:08}"


cadre = {"Cookie": cookie, "X-CSRF-Token": csrf}
line = Line()
status, poster = line.send("POST", "/api/v1/posters", {"campaign": "集体入会仪式"}, cadre)
assert status == 201, poster
join = f"/api/v1/join/{poster['token']}"
opened = each(lambda l, n: l.send("GET", join))
codes = each(lambda l, n: l.send("POST", join + "/code", {"phone": phone(n)}))
told = json.loads(subprocess.run([binary, "notices", "--db", db, "--keys", keys, "--json", "--limit", str(count * 2)],
                                 capture_output=True, check=True).stdout)
known = {t["address"]: re.search(r"验证码 (\d{6})", t["text"])[1] for t in told if t["template_code"] == "phone_code"}


def apply(l, n):
    return l.send("POST", join + "/applications", {
        "name": "试员" + "".join("〇一二三四五六七八九"[int(c)] for c in str(n)), "identity_number": identity(n), "phone": phone(n), "code": known[phone(n)], "category": 13,
        "consents": ["membership"]}, {"Idempotency-Key": f"ceremony-{n}"})


applied = each(apply)


def middle(path):
    took = []
    for _ in range(21):
        begun = time.perf_counter()
        status, _body = line.send("GET", path, headers=cadre)
        assert status == 200, path
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)[10]


def p99(took):
    return took[len(took) * 99 // 100]


print(f"seconds {opened[0] + codes[0] + applied[0]:.2f}")
print(f"apply_p99_ms {p99(applied[1]):.1f}")
print(f"refused {len(opened[2]) + len(codes[2]) + len(applied[2])}")
print(f"list_ms {middle('/api/v1/applications?state=waiting&limit=50'):.2f}")
print(f"inbox_ms {middle('/api/v1/inbox'):.2f}")
