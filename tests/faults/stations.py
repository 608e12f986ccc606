"""Stations and what they give under bad luck: photos far too large, and a counter that syncs while the server dies."""
import random
import socket
import time
from threading import Thread

from live.county import browser_of
from live.program import Server

PHOTO_MB = 50
STATION = {"name": "试验驿站", "brand": "职工驿站", "township_code": "330603001", "address": "路1号", "written_position": "120.4873,30.0851",
         "datum": "gcj02", "hours_text": "24小时", "services": ["义诊"]}
ROUNDS, ROWS, BATCH = 3, 400, 20


def run(tally, seed):
    photos(tally, seed)
    for _ in range(ROUNDS):
        killed_syncs(tally, seed)


def new_station(cadre):
    return cadre.send("POST", "/api/v1/stations", STATION).json["id"]


def photos(tally, seed):
    where = f"{seed.engine.name}: a photo of {PHOTO_MB} MB"
    program = seed.copy()
    with Server(program) as server:
        cadre = browser_of(server.port, "柯桥干部")
        station = new_station(cadre)
        address = f"/api/v1/stations/{station}/photos?check=sck_0000000000000&subject=check"
        before = server.peak_mb()
        head = (f"POST {address} HTTP/1.1\r\nHost: a\r\nContent-Type: image/jpeg\r\nContent-Length: {PHOTO_MB << 20}\r\n\r\n").encode()
        answer = told_early(server.port, head)
        tally.check(b" 413 " in answer[:20], f"{where} is refused before a byte of it is sent", answer[:80])
        tally.check("最多接受".encode() in answer, f"{where} is refused with a sentence that says how much is taken", answer[-300:])
        chunked = head.replace(f"Content-Length: {PHOTO_MB << 20}".encode(), b"Transfer-Encoding: chunked")
        answer = pour(server.port, chunked)
        tally.check(answer == b"" or b" 413 " in answer[:20], f"{where} without a length is refused on the way or cut", answer[:80])
        tally.check(server.peak_mb() - before < 20, f"{where} takes no memory to speak of", server.peak_mb() - before)
        row = cadre.send("GET", f"/api/v1/stations/{station}").json
        tally.equal(row["photos"], [], f"{where} leaves nothing")
    seed.engine.drop(program.database)


def told_early(port, head):
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(head)
        answer = b""
        try:
            while b"}" not in answer:
                piece = line.recv(4096)
                if not piece:
                    break
                answer += piece
        except OSError:
            pass
        return answer


def pour(port, head):
    """What is answered to a body of unknown length; nothing when the line was cut."""
    piece = b"10000\r\n" + b"\xff" * 65536 + b"\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        try:
            line.sendall(head)
            for _ in range((PHOTO_MB << 20) // 65536):
                line.sendall(piece)
            line.sendall(b"0\r\n\r\n")
            return line.recv(4096)
        except OSError:
            return b""


def batches(station):
    dice = random.Random(7)
    rows = [{"client_key": f"late-{n:08}", "station_id": station, "item": "义诊", "amount": 1 + n % 3} for n in range(ROWS)]
    dice.shuffle(rows)
    return [rows[at:at + BATCH] for at in range(0, ROWS, BATCH)]


def sync_all(cadre, parts, taken):
    for part in parts:
        try:
            answer = cadre.send("POST", "/api/v1/services/sync", {"rows": part})
        except OSError:
            return
        if answer.status == 200:
            taken.update(row["client_key"] for row in answer.json["items"] if row["outcome"] != "refused")


def killed_syncs(tally, seed):
    where = f"{seed.engine.name}: a counter that syncs as the server dies"
    program, taken = seed.copy(), set()
    server = Server(program)
    cadre = browser_of(server.port, "柯桥干部")
    station = new_station(cadre)
    parts = batches(station)
    counter = Thread(target=sync_all, args=(cadre, parts, taken))
    counter.start()
    deadline = time.monotonic() + 10
    while len(taken) < BATCH * 3 and time.monotonic() < deadline:
        time.sleep(0.002)
    server.kill()
    counter.join()
    tally.check(BATCH * 3 <= len(taken) < ROWS, f"{where}: it was under way", len(taken))
    with Server(program) as again:
        cadre = browser_of(again.port, "柯桥干部")
        kept = cadre.send("GET", "/api/v1/services").json
        tally.check(kept["total"] >= len(taken), f"{where}: what was acknowledged is there", (kept["total"], len(taken)))
        for _ in range(2):  # everything once more, twice
            sync_all(cadre, list(reversed(parts)), taken)
        kept = cadre.send("GET", "/api/v1/services").json
        tally.equal((kept["total"], kept["times"]), (ROWS, sum(row["amount"] for part in parts for row in part)), f"{where}: no row twice, none lost")
    tally.equal(program.violations(), [], f"{where}: all identities hold")
    seed.engine.drop(program.database)
