"""Bad requests: each is answered with a problem a person can read, none ends the server, slow clients are cut off."""
import socket
import time
from concurrent.futures import ThreadPoolExecutor

from live.browser import Browser
from live.county import browser_of
from live.program import Server

LIMIT_S = 20  # the server waits 15 s for a head


def bodies():
    yield "{", (400, 422)
    yield "", (400, 422)
    yield "[]", (400, 422)
    yield "null", (400, 422)
    yield '{"name": 7, "identity_number": [], "union_id": {}}', (422,)
    yield '{"name": "王建国", "identity_number": "1", "union_id": "uni_0000000000000", "joined_on": "2021-02-30"}', (422,)
    yield '{"name": "\ud800"}'.encode("utf-8", "surrogatepass"), (400, 422)
    yield b'{"name": "\xff\xfe"}', (400, 422)
    yield '{"no_such_field": 1, "realm_id": "rlm_0000000000001", "version": 99}', (422,)
    yield "[" * 100_000, (400, 422)
    yield '{"name": "' + "王" * 200_000 + '"}', (422,)
    yield '{"joined_on": 99999999999999999999999999}', (400, 422)


ADDRESSES = (
    ("/api/v1/members?q=" + "王" * 1000, (422,)), ("/api/v1/members?" + "&".join(f"a{i}=1" for i in range(1000)), (200, 400, 422)),
    ("/api/v1/members?limit=-1", (200, 422)), ("/api/v1/members?limit=999999999999999999999", (200, 422)),
    ("/api/v1/members?after=%00%ff", (200, 400, 422)), ("/api/v1/members?after=AAAA.mem_zzzzzzzzzzzzz", (200, 422)),
    ("/api/v1/members?union=mem_0000000000001", (422,)), ("/api/v1/members/" + "a" * 500, (404,)),
    ("/api/v1/members/%2e%2e%2f%2e%2e", (400, 404)), ("/api/v1/../../etc/passwd", (400, 404)),
    ("/..%2f..%2fetc/passwd", (400, 404)), ("/api/v1/unions/uni_0000000000001", (404,)),
    ("/api/v1/imports/job_0000000000001", (404,)), ("/api/v1/members/acc_0000000000001", (404,)),
    ("/api/v1/figures?from=0000-00-00&to=9999-99-99", (422,)), ("/api/v1/figures?from=2021-12-31&to=2021-01-01", (200, 422)),
    ("/api/v1/no-such-thing", (404,)), ("/" + "a" * 40_000, (400, 404, 414, 431)),
)


def check_problem(tally, where, answer, statuses):
    tally.check(answer.status in statuses, f"{where} is answered by {statuses}", (answer.status, answer.text[:200]))
    if answer.status >= 400:
        kind = answer.headers.get("content-type", "")
        tally.check("problem+json" in kind, f"{where} is told as a problem", (answer.status, kind))
        tally.check(answer.json is not None and answer.json.get("status") == answer.status, f"{where} says its status",
                    answer.text[:200])
        tally.check("SELECT" not in answer.text and "sqlite" not in answer.text.lower(), f"{where} tells nothing of the inside")


def try_requests(tally, server, ids, where):
    cadre = browser_of(server.port, "柯桥干部")
    for body, statuses in bodies():
        answer = cadre.send("POST", "/api/v1/members", body)
        check_problem(tally, f"{where}: POST members {body[:40]!r}", answer, statuses)
    for address, statuses in ADDRESSES:
        check_problem(tally, f"{where}: GET {address[:60]}", cadre.send("GET", address), statuses)
    check_problem(tally, f"{where}: DELETE members", cadre.send("DELETE", "/api/v1/members"), (405,))
    check_problem(tally, f"{where}: an odd method", cadre.send("BREW", "/api/v1/members"), (405, 501))
    tally.check(declared_huge(server.port) in (413, 0, 401, 403), f"{where}: a declared terabyte is refused")
    try:
        answer = cadre.send("POST", "/api/v1/members", b"{" + b" " * (8 << 20))
        check_problem(tally, f"{where}: a body of 8 MB", answer, (413,))
    except OSError:  # cut while sending: also a refusal
        tally.check(True, f"{where}: a body of 8 MB is cut")
    foreign = {"name": "王建国", "identity_number": "11010119900307793X", "union_id": ids["乙厂"]}
    check_problem(tally, f"{where}: a foreign union", cadre.send("POST", "/api/v1/members", foreign), (403, 404, 422))


def raw_exchange(port, text, wait_s=5):
    """Status of the answer; 0: closed without one; None: neither within the time."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait_s) as line:
        try:
            line.sendall(text)
            answer = line.recv(4096)
        except socket.timeout:
            return None
        except OSError:
            return 0
    return int(answer.split()[1]) if answer.startswith(b"HTTP/") else 0


def declared_huge(port):
    return raw_exchange(port, b"POST /api/v1/members HTTP/1.1\r\nHost: a\r\nContent-Length: 1099511627776\r\n\r\n{")


WIRE = (
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), "a TLS greeting"),
    (b"GET / HTTP/9.9\r\n\r\n", "an unknown version"), (b"GET /api/v1/session HTTP/1.1\r\n\r\n", "no host"),
    (b"GET /healthz HTTP/1.1\r\nHost: a\r\n" + b"X: " + b"a" * 100_000 + b"\r\n\r\n", "a head of 100 kB"),
    (b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "two lengths"),
    (b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n", "a negative length"),
    (b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n", "a bad chunk"),
)


def try_wire(tally, server, where):
    for text, name in WIRE:
        status = raw_exchange(server.port, text)
        tally.check(status is not None and (status == 0 or 400 <= status < 600), f"{where}: {name} is refused", status)


def drip(port):
    """Sends a head byte by byte; seconds until the server hangs up."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ")
        line.settimeout(0.5)
        while time.monotonic() - began < LIMIT_S + 5:
            try:
                line.sendall(b"a")
                if line.recv(4096) == b"":
                    break
            except socket.timeout:
                continue
            except OSError:
                break
    return time.monotonic() - began


def try_slow(tally, server, where):
    with ThreadPoolExecutor(60) as pool:
        slow = [pool.submit(drip, server.port) for _ in range(60)]
        time.sleep(1)
        began = time.monotonic()
        answers = [Browser(server.port).send("GET", "/healthz").status for _ in range(20)]
        tally.check(answers == [200] * 20 and time.monotonic() - began < 5, f"{where}: others are served beside 60 slow ones")
        longest = max(s.result() for s in slow)
    tally.check(longest < LIMIT_S, f"{where}: slow heads are cut off within {LIMIT_S} s", longest)


def run(tally, seed, ids):
    where = seed.engine.name
    program = seed.copy()
    with Server(program) as server:
        try_requests(tally, server, ids, where)
        try_wire(tally, server, where)
        if not seed.engine.url:  # the edge knows no engine: once is enough
            try_slow(tally, server, where)
        tally.equal(Browser(server.port).send("GET", "/healthz").status, 200, f"{where}: the server lives on")
        tally.check(server.peak_mb() < 300, f"{where}: the server took less than 300 MB", server.peak_mb())
    tally.equal(program.violations(), [], f"{where}: all identities hold after bad requests")
    seed.engine.drop(program.database)
