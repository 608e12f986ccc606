"""kill -9 and SIGTERM at bad moments: what was acknowledged stands, nothing stands twice, and the work can be sent again."""
import json
import os
import random
import signal
import subprocess
import threading
import time

from live.county import browser_of
from live.program import Program, Server
from live.workbook import identity_number, person_name

KILLS, ROUNDS_OF_CREATES, WRITERS = 15, 4, 12


def figures_of(program):
    """All sums, without what an earlier half-import may tell of itself."""
    return json.dumps([program.figures("2015-01-01", "2021-12-31"), program.figures("2021-01-01", "2021-12-31", by="month"),
                       program.figures("2021-01-01", "2021-12-31", by="township")], ensure_ascii=False)


def write_demo(binary, folder):
    out = os.path.join(folder, "demo")
    told = subprocess.run([binary, "demo-data", "--out", out, "--members", "5000", "--json"], capture_output=True,
                          text=True, check=True, timeout=60)
    return json.loads(told.stdout)["files"]


def import_words(program, files):
    return program.command("import", "--realm", "柯桥区总工会", "--division", "330603", "--report-folder",
                           program.engine.folder, *files, "--json")


def kill_imports(tally, binary, engine, files):
    whole = Program(binary, engine, engine.fresh())
    began = time.monotonic()
    done = subprocess.run(import_words(whole, files), capture_output=True, text=True, timeout=120)
    length = time.monotonic() - began
    tally.equal(done.returncode, 0, f"{engine.name}: the import without a crash ends well")
    expected, dice, killed = figures_of(whole), random.Random(20211103), 0
    tally.check('"value":0' not in expected.split("member.standing")[1][:60], f"{engine.name}: there is something to lose")
    for _ in range(KILLS // 3):
        program = Program(binary, engine, engine.fresh())
        for _ in range(3):
            child = subprocess.Popen(import_words(program, files), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0.02, length))
            killed += child.poll() is None
            child.send_signal(signal.SIGKILL)
            child.wait()
        done = subprocess.run(import_words(program, files), capture_output=True, text=True, timeout=120)
        tally.equal(done.returncode, 0, f"{engine.name}: sent again after three kills, the import ends well: {done.stdout[-300:]}")
        tally.check(figures_of(program) == expected, f"{engine.name}: figures after kills are those without them")
        tally.equal(program.violations(), [], f"{engine.name}: all identities hold after kills")
        tally.check(program.answer("verify")["ok"], f"{engine.name}: the journal is whole after kills")
        engine.drop(program.database)
    tally.check(killed >= KILLS // 3, f"{engine.name}: kills met a running import", killed)
    tally.say(f"{engine.name}: {killed} of {KILLS} kills met a running import of {length:.1f} s")


class Burst:
    """Writers that join members one after another, each with its own key, and remember what was acknowledged."""

    def __init__(self, port, union_id, first):
        self.port, self.union_id, self.next, self.lock = port, union_id, first, threading.Lock()
        self.sent, self.acknowledged, self.over = [], {}, threading.Event()
        self.cadre = browser_of(port, "柯桥干部")
        self.threads = [threading.Thread(target=self._write) for _ in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def join_one(self, count):
        body = {"name": person_name(count), "identity_number": identity_number(count), "union_id": self.union_id,
                "joined_on": "2021-03-01"}
        return self.cadre.send("POST", "/api/v1/members", body, {"Idempotency-Key": f"burst-{count:08}"}, timeout=15)

    def _write(self):
        while not self.over.is_set():
            with self.lock:
                count, self.next = self.next, self.next + 1
                self.sent.append(count)
            try:
                answer = self.join_one(count)
            except Exception:  # the server is gone: not acknowledged
                return
            if answer.status == 201:
                with self.lock:
                    self.acknowledged[count] = answer.json["id"]
            time.sleep(0.005)  # the same writers look at every row afterwards, within the limit of requests a minute

    def end(self):
        self.over.set()
        for thread in self.threads:
            thread.join()


def total_of(cadre, union_id):
    return cadre.send("GET", f"/api/v1/members?union={union_id}&total=1&limit=1").json["total"]


def interrupt_creates(tally, seed, ids, way):
    """`way`: how the server ends in the middle of the burst."""
    engine, dice = seed.engine, random.Random(way)
    for _ in range(ROUNDS_OF_CREATES):
        program = seed.copy()
        server = Server(program)
        burst = Burst(server.port, ids["甲厂"], 1000)
        time.sleep(dice.uniform(0.2, 0.8))
        status = server.stop() if way == "SIGTERM" else server.kill()
        burst.end()
        if way == "SIGTERM":
            tally.equal(status, 0, f"{engine.name}: SIGTERM in a burst ends well")
        check_burst(tally, program, ids, burst, f"{engine.name} {way}")
        engine.drop(program.database)


def check_burst(tally, program, ids, burst, where):
    tally.check(len(burst.acknowledged) > 5, f"{where}: the burst was under way", len(burst.acknowledged))
    with Server(program) as server:
        cadre = burst.cadre = browser_of(server.port, "柯桥干部")
        kept = total_of(cadre, ids["甲厂"])
        tally.check(len(burst.acknowledged) <= kept <= len(burst.sent),
                    f"{where}: acknowledged {len(burst.acknowledged)} <= kept <= sent {len(burst.sent)}", kept)
        lost = [c for c, member in burst.acknowledged.items()
                if cadre.send("GET", f"/api/v1/members/{member}").status != 200]
        tally.check(not lost, f"{where}: every acknowledged member is there", lost[:5])
        again = {c: burst.join_one(c) for c in burst.sent}
        other = [c for c, a in again.items() if a.status != 201]
        tally.check(not other, f"{where}: each sent again under its key is answered 201", [again[c].text for c in other[:2]])
        moved = [c for c, member in burst.acknowledged.items() if (again[c].json or {}).get("id") != member]
        tally.check(not moved, f"{where}: sent again, the answer is the first one", moved[:5])
        tally.equal(total_of(cadre, ids["甲厂"]), len(burst.sent), f"{where}: nobody stands twice")
    tally.equal(program.violations(), [], f"{where}: all identities hold")
    tally.check(program.answer("verify")["ok"], f"{where}: the journal is whole")
