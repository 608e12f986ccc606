"""A plan that is being solved when the program is killed says so afterwards, and starts again; a list of hundreds of places is
handed in as a file; a running plan is called off at once."""
import random
import time

from live.county import browser_of, found
from live.program import Program, Server

HARD = {"kind": "nearest", "new_sites": 18, "radius_m": 0, "uses_capacity": True, "seconds": 600}


def sheet(head, rows):
    return ("\ufeff" + "\r\n".join(",".join(map(str, row)) for row in [head, *rows]) + "\r\n").encode()


def places(count, column, values):
    draw = random.Random(5)
    rows = [(f"{column}{i}", f"{120.4 + draw.random() * 0.2:.6f}", f"{30.0 + draw.random() * 0.2:.6f}", "GPS", draw.choice(values)) for i in range(count)]
    return sheet(("场所名称", "经度", "纬度", "坐标系", column), rows)


def hand_in(cadre, kind, raw, write):
    path = f"/api/v1/siting-places/list?kind={kind}" + ("&write=1" if write else "")
    return cadre.send("POST", path, raw, {"Content-Type": "application/octet-stream"})


def until(cadre, plan, states, seconds):
    end = time.monotonic() + seconds
    while True:
        answer = cadre.send("GET", "/api/v1/siting-plans/" + plan)
        if answer.json["state"] in states or time.monotonic() > end:
            return answer.json
        time.sleep(0.1)


def enter_lists(tally, where, cadre):
    tried = hand_in(cadre, "host", places(60, "可容纳人数", (60, 70, 85)), False)
    tally.check(tried.status == 200 and tried.json["added"] == 60, f"{where}: a trial says what a list would do", tried.text)
    none = cadre.send("GET", "/api/v1/siting-places?kind=host")
    tally.equal(none.json["total"], 0, f"{where}: and writes nothing")
    hand_in(cadre, "host", places(60, "可容纳人数", (60, 70, 85)), True)
    crowds = hand_in(cadre, "crowd", places(150, "人数", (3, 5, 8, 11)), True)
    tally.equal(crowds.json["added"], 150, f"{where}: a list of demand points is written")
    again = hand_in(cadre, "crowd", places(150, "人数", (3, 5, 8, 11)), True)
    tally.equal((again.json["added"], again.json["same"]), (0, 150), f"{where}: handed in again it adds nothing")
    refused = hand_in(cadre, "host", b"PK\x03\x04 no workbook", True)
    tally.check(refused.status == 422, f"{where}: a broken file is refused", refused.text)


def cut_and_again(tally, where, program, server):
    cadre = browser_of(server.port, "区干部")
    asked = cadre.send("POST", "/api/v1/siting-plans", HARD)
    if not tally.check(asked.status == 201, f"{where}: a hard plan is asked", asked.text):
        return
    plan = asked.json["id"]
    tally.equal(until(cadre, plan, ("running", "done"), 10)["state"], "running", f"{where}: it is being solved")
    server.kill()
    with Server(program) as second:
        cadre = browser_of(second.port, "区干部")
        cut = until(cadre, plan, ("cut",), 30)
        tally.check(cut["state"] == "cut" and "重新开始" in cut["message"], f"{where}: killed, it says so after the start", cut)
        again = cadre.send("POST", f"/api/v1/siting-plans/{plan}/again", {})
        tally.equal(again.json["id"], plan, f"{where}: and starts again with what it was asked with")
        tally.equal(until(cadre, plan, ("running",), 10)["state"], "running", f"{where}: it is being solved again")
        cancelled = cadre.send("POST", f"/api/v1/siting-plans/{plan}/cancel", {})
        tally.equal(cancelled.json["state"], "cancelled", f"{where}: called off")
        easy = cadre.send("POST", "/api/v1/siting-plans", {"kind": "cover", "new_sites": 5, "radius_m": 1500, "seconds": 30})
        done = until(cadre, easy.json["id"], ("done", "failed"), 60)
        tally.check(done["state"] == "done" and done["covered_after"] > done["covered_before"], f"{where}: the next one is solved at once", done)
    tally.equal(second.child.returncode, 0, f"{where}: the server stops when asked")
    tally.equal(program.violations(), [], f"{where}: what is kept holds")


def run(tally, binary, engine):
    program = Program(binary, engine, engine.fresh())
    found(program)
    with Server(program) as server:
        enter_lists(tally, f"{engine.name} siting", browser_of(server.port, "区干部"))
        cut_and_again(tally, f"{engine.name} siting", program, server)
    engine.drop(program.database)
    tally.say(f"siting on {engine.name}")
