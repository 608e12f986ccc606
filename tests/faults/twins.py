"""Two servers on one database: one answer to a key, one person to a number, one session everywhere, one run of an import."""
import os
import time
from concurrent.futures import ThreadPoolExecutor

from crashes import total_of
from disks import HEADER, join, rows_of_members
from live.county import browser_of
from live.program import Server
from live.workbook import write_book

ROWS, PAIRS = 30_000, 40


def shared_session(tally, where, one, other):
    cadre = browser_of(one.port, "柯桥干部")
    there = browser_of(one.port, "区干部")
    there.port = other.port
    tally.equal(there.send("GET", "/api/v1/session").status, 200, f"{where}: a session of one is good at the other")
    there.send("DELETE", "/api/v1/session")
    there.port = one.port
    tally.equal(there.send("GET", "/api/v1/session").status, 401, f"{where}: left at the other, it is over at the first")
    return cadre


def same_key_at_both(tally, where, cadre, twin, ids):
    """The same request under the same key, and the same person under two keys, at the same moment."""
    with ThreadPoolExecutor(8) as pool:
        def both(count, keys):
            return [pool.submit(join, c, ids, count, k) for c, k in zip((cadre, twin), keys)]
        same = [[f.result() for f in both(4000 + i, (f"twin-{i}", f"twin-{i}"))] for i in range(PAIRS)]
        person = [[f.result() for f in both(5000 + i, (f"left-{i}", f"right-{i}"))] for i in range(PAIRS)]
    for pair in same:
        made = {a.json["id"] for a in pair if a.status == 201}
        odd = [(a.status, a.text[:120]) for a in pair if a.status not in (201, 409)]
        if len(made) != 1 or odd:
            tally.check(False, f"{where}: one key makes one member", (made, odd))
    tally.check(all(join(c, ids, 4000, "twin-0").status == 201 for c in (cadre, twin)), f"{where}: the kept answer is told at both")
    wrong = [[(a.status, a.text[:120]) for a in p] for p in person if [a.status for a in p].count(201) != 1]
    tally.check(not wrong, f"{where}: a person created at both stands once", wrong[:2])
    tally.equal(total_of(cadre, ids["甲厂"]), 2 * PAIRS, f"{where}: as many members as people")


def wait_for(cadre, job, states, limit_s=90):
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        told = cadre.send("GET", f"/api/v1/imports/{job}").json or {}
        if told.get("state") in states:
            return told
        time.sleep(0.1)
    return told


def import_is_taken_over(tally, where, program, one, folder):
    """The first server dies in the middle of an import; two more start on the database: together they finish it once."""
    cadre = browser_of(one.port, "区干部")
    path = write_book(os.path.join(folder, "双机会员.xlsx"), [HEADER] + rows_of_members(0, ROWS))
    job = cadre.upload(path, "双机会员.xlsx", "members").json["id"]
    tally.equal(wait_for(cadre, job, ("checked",)).get("state"), "checked", f"{where}: the file is checked")
    cadre.send("POST", f"/api/v1/imports/{job}/commit", {})
    end = time.monotonic() + 30
    while time.monotonic() < end and not cadre.send("GET", f"/api/v1/imports/{job}").json.get("done_rows"):
        time.sleep(0.02)
    one.kill()
    with Server(program, "--node", "3") as left, Server(program, "--node", "4"):
        told = wait_for(browser_of(left.port, "区干部"), job, ("done", "failed"))
        tally.equal(told.get("state"), "done", f"{where}: the others finish the import ({str(told)[:200]})")
        counts = told.get("counts") or told
        tally.equal(counts.get("accepted"), ROWS, f"{where}: each row is counted once ({str(told)[:300]})")
        members = program.figures("2020-01-01", "2021-12-31", union="乙厂工会委员会")
        joined = next(f["value"] for f in members if f["code"] == "member.joined")
        tally.equal(joined, ROWS, f"{where}: each joining is counted once")


def run(tally, seed, ids):
    where, program = f"{seed.engine.name}: two servers", seed.copy()
    one = Server(program, "--node", "1")
    try:
        with Server(program, "--node", "2") as other:
            cadre = shared_session(tally, where, one, other)
            twin = browser_of(other.port, "甲厂主席")
            twin.cookie, twin.csrf = cadre.cookie, cadre.csrf
            same_key_at_both(tally, where, cadre, twin, ids)
        import_is_taken_over(tally, where, program, one, seed.engine.folder)
    finally:
        if one.child.poll() is None:
            one.stop()
    tally.equal(program.violations(), [], f"{where}: all identities hold")
    tally.check(program.answer("verify")["ok"], f"{where}: the journal is whole")
    seed.engine.drop(program.database)
