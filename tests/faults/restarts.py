"""PostgreSQL of our own is started again in the middle of a burst and of an import, politely and not."""
import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time

from crashes import Burst, check_burst
from disks import HEADER, rows_of_members
from live.county import browser_of, found
from live.program import Engine, Program, Server
from live.workbook import write_book
from twins import ROWS, wait_for


class Cluster:
    def __init__(self):
        self.bin = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.folder = tempfile.mkdtemp(prefix="niangjia-restart-")
        os.chmod(self.folder, 0o755)
        self.place = os.path.join(self.folder, "server")
        os.mkdir(self.place)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        if os.geteuid() == 0:
            shutil.chown(self.place, self._user())
        self._do("initdb", "-D", self.place + "/data", "-U", "niangjia", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust")
        self.start()
        self.url = f"postgresql://niangjia@127.0.0.1:{self.port}/postgres"

    @staticmethod
    def _user():
        return "postgres" if any(p.pw_name == "postgres" for p in pwd.getpwall()) else "nobody"

    def _do(self, name, *words):
        first = ["runuser", "-u", self._user(), "--"] if os.geteuid() == 0 else []
        subprocess.run([*first, os.path.join(self.bin, name), *words], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=90, cwd="/")

    def start(self):
        self._do("pg_ctl", "-D", self.place + "/data", "-l", self.place + "/log", "-w", "-t", "60", "start", "-o",
                 f"-p {self.port} -k {self.place} -c listen_addresses=127.0.0.1")

    def stop(self, how):
        self._do("pg_ctl", "-D", self.place + "/data", "-m", how, "-w", "stop")

    def close(self):
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


class PatientBurst(Burst):
    """Goes on when it is told to try again later."""

    def _write(self):
        while not self.over.is_set():
            super()._write()


def restart_in_a_burst(tally, cluster, seed, ids, how):
    where, program = f"PostgreSQL stopped ({how}) in a burst", seed.copy()
    with Server(program) as server:
        burst = PatientBurst(server.port, ids["甲厂"], 6000)
        time.sleep(0.5)
        cluster.stop(how)
        time.sleep(0.3)
        refused = burst.join_one(99_000)
        tally.check(refused.status == 503 and "稍后再试" in refused.text, f"{where}: told in Chinese to try again",
                    (refused.status, refused.text[:200]))
        cluster.start()
        before, end = len(burst.acknowledged), time.monotonic() + 15
        while len(burst.acknowledged) < before + 20 and time.monotonic() < end:
            time.sleep(0.05)
        tally.check(len(burst.acknowledged) >= before + 20, f"{where}: the server goes on by itself", len(burst.acknowledged))
        burst.end()
        tally.equal(burst.join_one(99_001).status, 201, f"{where}: no stale connection is left")
    burst.sent.append(99_001)
    check_burst(tally, program, ids, burst, where)
    seed.engine.drop(program.database)


def restart_in_an_import(tally, cluster, seed, how):
    where, program = f"PostgreSQL stopped ({how}) in an import", seed.copy()
    path = write_book(os.path.join(seed.engine.folder, "重启会员.xlsx"), [HEADER] + rows_of_members(0, ROWS))
    with Server(program) as server:
        cadre = browser_of(server.port, "区干部")
        job = cadre.upload(path, "重启会员.xlsx", "members").json["id"]
        wait_for(cadre, job, ("checked",))
        cadre.send("POST", f"/api/v1/imports/{job}/commit", {})
        end = time.monotonic() + 30
        while time.monotonic() < end and not cadre.send("GET", f"/api/v1/imports/{job}").json.get("done_rows"):
            time.sleep(0.02)
        cluster.stop(how)
        cluster.start()
        told = wait_for(cadre, job, ("done", "failed"))
        tally.equal(told.get("state"), "done", f"{where}: it goes on by itself ({str(told)[:300]})")
    joined = next(f["value"] for f in program.figures("2020-01-01", "2021-12-31", union="乙厂工会委员会")
                  if f["code"] == "member.joined")
    tally.equal(joined, ROWS, f"{where}: each row is in once")
    tally.equal(program.violations(), [], f"{where}: all identities hold")
    tally.check(program.answer("verify")["ok"], f"{where}: the journal is whole")
    seed.engine.drop(program.database)


def run(tally, binary, engine):
    if not engine.url:
        return
    cluster = Cluster()
    try:
        own = Engine("restart", engine.folder, cluster.url)
        seed = Program(binary, own, own.fresh())
        ids = found(seed)
        for how in ("fast", "immediate"):
            restart_in_a_burst(tally, cluster, seed, ids, how)
            restart_in_an_import(tally, cluster, seed, how)
    finally:
        cluster.close()
