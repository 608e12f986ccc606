"""kill -9 in the middle of a batch, and while it is taken back: the next start goes on where the disk says, and everybody
moves once."""
import os
import random
import time

from live.county import browser_of
from live.program import Server
from live.workbook import identity_number, person_name, write_book

PEOPLE, KILLS = 6000, 4


def with_members(seed):
    """A copy of the county in which 甲厂 has many members."""
    program = seed.copy()
    path = os.path.join(program.engine.folder, "会员信息采集表.xlsx")
    rows = [["姓名", "证件类型", "证件号码", "移动电话", "所属工会", "会籍状态", "入会日期"]]
    rows += [[person_name(n), "居民身份证", identity_number(n), f"138{n:08}", "甲厂工会委员会", "在会", "2021-03-01"]
             for n in range(1, PEOPLE + 1)]
    told = program.imports([write_book(path, rows)])[0]
    if told["accepted"] != PEOPLE:
        raise AssertionError(told)
    return program


def batch_at(cadre, batch):
    return cadre.send("GET", f"/api/v1/transfer-batches/{batch}").json


def wait_for(cadre, batch, state, limit_s=60):
    end = time.monotonic() + limit_s
    while (row := batch_at(cadre, batch))["state"] != state:
        if time.monotonic() > end:
            raise AssertionError(f"the batch stays at {row['state']}: {row['message']}")
        time.sleep(0.05)
    return row


def steer(cadre, batch, verb):
    answer = cadre.send("POST", f"/api/v1/transfer-batches/{batch}/steer", {"verb": verb, "reason": "名单弄错了"})
    if answer.status != 200:
        raise AssertionError(answer.text)


def killed_in(program, batch, verb, dice):
    """Starts the work and kills the server in it, several times; how many kills met a batch that was under way."""
    met, begun = 0, False
    for _ in range(KILLS):
        server = Server(program)
        cadre = browser_of(server.port, "区干部")
        if not begun:
            steer(cadre, batch, verb)
            begun = True
        time.sleep(dice.uniform(0.05, 0.25))
        met += batch_at(cadre, batch)["state"] in ("running", "undoing")
        server.kill()
    return met


def check_end(tally, program, ids, batch, state, stands, where):
    with Server(program) as server:
        cadre = browser_of(server.port, "区干部")
        row = wait_for(cadre, batch, state)
        outcome = "done" if state == "done" else "undone"
        tally.equal(row["counts"], {outcome: PEOPLE}, f"{where}: everybody is told once")
        total = cadre.send("GET", f"/api/v1/members?union={ids[stands]}&state=active&total=1&limit=1").json["total"]
        tally.equal(total, PEOPLE, f"{where}: everybody stands at {stands}")
        member = cadre.send("GET", f"/api/v1/members?union={ids[stands]}&limit=1").json["items"][0]["id"]
        kinds = [e["type"] for e in cadre.send("GET", f"/api/v1/members/{member}/history").json["items"]]
        expected = ["join", "transfer_out", "transfer_in"] if state == "done" else ["join"]
        tally.equal(kinds, expected, f"{where}: the history of one of them")
    tally.equal(program.violations(), [], f"{where}: all identities hold")
    tally.check(program.answer("verify")["ok"], f"{where}: the journal is whole")


def run(tally, seed, ids):
    program, dice, where = with_members(seed), random.Random(20261124), seed.engine.name
    with Server(program) as server:
        cadre = browser_of(server.port, "区干部")
        pasted = "\n".join(identity_number(n) for n in range(1, PEOPLE + 1))
        made = cadre.send("POST", "/api/v1/transfer-batches",
                          {"act": "move", "identity_numbers": pasted, "to_union_id": ids["柯岩"], "reason": "单位关闭"})
        tally.equal(made.status, 201, f"{where}: a list of {PEOPLE} numbers is handed in ({made.text[:200]})")
        batch = made.json["id"]
        wait_for(cadre, batch, "checked")
    met = killed_in(program, batch, "run", dice)
    check_end(tally, program, ids, batch, "done", "柯岩", f"{where}: killed while moving")
    met_back = killed_in(program, batch, "undo", dice)
    check_end(tally, program, ids, batch, "undone", "甲厂", f"{where}: killed while taking back")
    tally.check(met >= 1 and met_back >= 1, f"{where}: kills met the work", (met, met_back))
    seed.engine.drop(program.database)
