"""A backup while a writer runs, restored into each engine, is whole."""
import os
import time

from crashes import Burst, total_of
from live.county import browser_of
from live.program import Program, Server


def run(tally, binary, seed, ids, engines):
    where = "backup of " + seed.engine.name
    program = seed.copy()
    target = os.path.join(seed.engine.folder, f"backup-{seed.engine.name}.db")
    with Server(program) as server:
        burst = Burst(server.port, ids["甲厂"], 50_000)
        time.sleep(0.4)
        before = len(burst.acknowledged)
        done = program.run("backup", target)
        after = len(burst.sent)
        time.sleep(0.2)
        burst.end()
        tally.equal(done.returncode, 0, f"{where} while a writer runs: {done.stdout}{done.stderr}")
        tally.check(before > 0 and len(burst.acknowledged) > before, f"{where}: the writer ran all along")
    tally.equal(program.run("backup", target).returncode, 1, f"{where}: an older backup is not written over")
    for engine in engines:
        copy = Program(binary, engine, engine.fresh(), seed.keys)
        done = copy.run("restore", target)
        tally.equal(done.returncode, 0, f"{where} into {engine.name}: {done.stdout}{done.stderr}")
        tally.equal(copy.violations(), [], f"{where} into {engine.name}: all identities hold")
        tally.check(copy.answer("verify")["ok"], f"{where} into {engine.name}: the journal is whole")
        with Server(copy) as server:
            kept = total_of(browser_of(server.port, "柯桥干部"), ids["甲厂"])
            tally.check(before <= kept <= after, f"{where} into {engine.name}: {before} <= members <= {after}", kept)
        tally.equal(copy.run("restore", target).returncode, 1, f"{where} into {engine.name}: not over what stands")
        engine.drop(copy.database)
    engine = seed.engine
    engine.drop(program.database)
