"""A full disk and one that cannot be flushed: refused with a sentence, what was acknowledged stands, and it goes on after."""
import json
import os
import subprocess
import time

from crashes import Burst, total_of
from live.county import browser_of
from live.program import REALM, Program, Server
from live.workbook import identity_number, person_name, write_book
from luck import Luck

ROOM_MB, REFUSALS = 96, ("store.full", "store.disk")
HEADER = ["姓名", "证件号码", "移动电话", "所属工会名称", "入会日期", "会籍状态"]


class SmallDisk:
    """A file system of its own with little room; `fill` leaves none of it."""

    def __init__(self, folder):
        self.folder = os.path.join(folder, "small")
        os.makedirs(self.folder)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM_MB}m", "niangjia-small", self.folder], check=True,
                       capture_output=True, timeout=20)
        self.ballast = os.path.join(self.folder, "ballast")

    def fill(self):
        with open(self.ballast, "ab", buffering=0) as file:
            try:
                while file.write(bytes(65536)):
                    pass
            except OSError:
                pass

    def clear(self):
        os.remove(self.ballast)

    def close(self):
        subprocess.run(["umount", "-l", self.folder], check=False, capture_output=True, timeout=20)


def join(cadre, ids, count, key):
    body = {"name": person_name(count), "identity_number": identity_number(count), "union_id": ids["甲厂"],
            "joined_on": "2021-03-01"}
    return cadre.send("POST", "/api/v1/members", body, {"Idempotency-Key": key}, timeout=30)


def check_refused(tally, where, answer):
    tally.check(answer.status in (503, 507) and any(r in answer.text for r in REFUSALS),
                f"{where}: refused as a full or broken disk", (answer.status, answer.text[:300]))
    tally.check("没有保存" in answer.text and "problem+json" in answer.headers.get("content-type", ""),
                f"{where}: a Chinese sentence says that nothing was kept", answer.text[:300])


def check_whole(tally, where, program, ids, acknowledged):
    with Server(program) as server:
        cadre = browser_of(server.port, "柯桥干部")
        lost = [m for m in acknowledged if cadre.send("GET", f"/api/v1/members/{m}").status != 200]
        tally.check(acknowledged and not lost, f"{where}: all {len(acknowledged)} acknowledged members stand", lost[:3])
        tally.equal(total_of(cadre, ids["甲厂"]), len(acknowledged), f"{where}: and nobody else")
    tally.equal(program.violations(), [], f"{where}: all identities hold")
    tally.check(program.answer("verify")["ok"], f"{where}: the journal is whole")


def fill_and_clear(tally, program, ids, disk):
    where = "a full disk"
    with Server(program) as server:
        cadre = browser_of(server.port, "柯桥干部")
        acknowledged = [join(cadre, ids, c, f"full-{c}").json["id"] for c in range(100)]
        disk.fill()
        answers = []
        for count in range(100, 300):  # the log that stands may still have room for some
            answers.append(join(cadre, ids, count, f"full-{count}"))
            if answers[-1].status != 201:
                break
        acknowledged += [a.json["id"] for a in answers[:-1]]
        check_refused(tally, where, answers[-1])
        tally.equal(cadre.send("GET", f"/api/v1/members/{acknowledged[0]}").status, 200, f"{where}: reading goes on")
        upload = put_book(cadre, disk)
        tally.check(upload.status in (503, 507), f"{where}: an upload is refused", (upload.status, upload.text[:300]))
        tally.check("空间" in upload.text or "磁盘" in upload.text, f"{where}: the upload is told why", upload.text[:300])
        disk.clear()
        count = 100 + len(answers) - 1
        again = join(cadre, ids, count, f"full-{count}")
        tally.equal(again.status, 201, f"{where}: with room again, the same request is done ({again.text[:200]})")
        acknowledged.append(again.json["id"])
    check_whole(tally, where, program, ids, acknowledged)


def rows_of_members(first, count):
    return [[person_name(i), identity_number(i, "330682"), f"139{i:08}", "乙厂工会委员会", "2020-03-01", "在会"]
            for i in range(first, first + count)]


def put_book(cadre, disk):
    path = write_book(os.path.join(os.path.dirname(disk.folder), "上传.xlsx"), [HEADER] + rows_of_members(0, 2000))
    return cadre.upload(path, "上传.xlsx", "members")


def import_on_a_full_disk(tally, program, disk):
    """The command says why it stopped; run again with room, the figures are those of one import."""
    where = "an import on a full disk"
    path = write_book(os.path.join(os.path.dirname(disk.folder), "会员信息采集表.xlsx"), [HEADER] + rows_of_members(0, 20_000))
    words = program.command("import", *REALM, "--kind", "members", "--report-folder", program.engine.folder, path, "--json")
    disk.fill()
    with open(disk.ballast, "r+b") as file:  # room for the job, not for its rows
        file.truncate(max(0, os.path.getsize(disk.ballast) - (3 << 20)))
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    tally.equal(done.returncode, 3, f"{where}: ends with 'try again': {done.stdout[:200]} {done.stderr[:200]}")
    tally.check("没有保存" in done.stdout, f"{where}: says why in Chinese", done.stdout[:300])
    tally.equal(program.violations(), [], f"{where}: all identities hold")
    disk.clear()
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    told = json.loads(done.stdout.splitlines()[0])
    tally.equal((done.returncode, told["accepted"] + told["merged"] + told["skipped"]), (0, 20_000),
                f"{where}: with room, all of it is in ({done.stdout[:300]})")
    tally.equal(program.violations(), [], f"{where}: all identities hold after")


def flush_fails(tally, program, ids, luck):
    """fsync answers EIO for a while: whoever was acknowledged is on disk, nobody else is told so."""
    where = "a disk that cannot be flushed"
    with Server(program, environment=luck.environment) as server:
        burst = Burst(server.port, ids["甲厂"], 2000)
        time.sleep(0.5)
        luck.set(flush_fails=True)
        time.sleep(0.2)
        kept = len(burst.acknowledged)
        time.sleep(0.5)
        tally.equal(len(burst.acknowledged), kept, f"{where}: nothing is acknowledged meanwhile")
        check_refused(tally, where, burst.join_one(90_001))
        luck.set(flush_fails=False)
        time.sleep(0.3)
        burst.end()
        tally.check(len(burst.acknowledged) > kept > 5, f"{where}: it goes on after", (kept, len(burst.acknowledged)))
    check_whole(tally, where, program, ids, list(burst.acknowledged.values()))


def run(tally, binary, seed, ids):
    if seed.engine.url:
        return  # the disk of PostgreSQL is PostgreSQL's; its word for "full" is a row of the store's test
    program = seed.copy()
    flush_fails(tally, program, ids, Luck(seed.engine.folder))
    seed.engine.drop(program.database)
    if os.geteuid() != 0:
        tally.say("no small disk without root: a full disk is not tried")
        return
    disk = SmallDisk(seed.engine.folder)
    try:
        for act in (lambda p: fill_and_clear(tally, p, ids, disk), lambda p: import_on_a_full_disk(tally, p, disk)):
            database = os.path.join(disk.folder, "county.db")
            with open(seed.database, "rb") as source, open(database, "wb") as target:
                target.write(source.read())
            program = Program(binary, seed.engine, database, seed.keys)
            act(program)
            seed.engine.drop(database)
    finally:
        disk.close()
