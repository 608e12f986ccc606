"""A ledger of services longer than what comes back whole, cut off in the middle by kill -9 and handed in again: nothing is lost,
nothing stands twice, and the workbook that comes back tells only the rows that want a look, with their numbers."""
import os
import random
import signal
import subprocess
import time

from live.program import Program
from live.workbook import read_book

ROWS, BAD = 210_000, {777: "没有的站", 123_456: "也没有的站"}
KILLS = 3


def write_files(folder):
    """Both files, and how many of the ledger's rows say exactly what the row before says: the clerk's doubles."""
    register, ledger = os.path.join(folder, "站点.csv"), os.path.join(folder, "长台账_2021年11月.csv")
    with open(register, "w", encoding="utf-8-sig") as file:
        file.write("站点编号,站点名称,启用日期,状态\n" + "".join(f"33060390{n},长账站{n},2020-01-01,在用\n" for n in range(8)))
    dice, before, doubles = random.Random(330603), "", 0
    with open(ledger, "w", encoding="utf-8-sig") as file:
        file.write("时间,站点,服务项目,服务对象,手机,人次\n")
        for n in range(1, ROWS + 1):
            who = dice.randrange(5_000)
            station = BAD.get(n, f"长账站{dice.randrange(8)}")
            line = (f"2021-{1 + n * 10 // ROWS:02}-{1 + dice.randrange(28):02} {dice.randrange(8, 18):02}:{dice.randrange(60):02},{station},充电,职工{who},"
                    f"139{who:08},1\n")
            doubles, before = doubles + (line == before), line
            file.write(line)
    return register, ledger, doubles


def kill_ledger(tally, binary, engine):
    where, folder = f"{engine.name} ledger", os.path.join(engine.folder, "ledger-" + engine.name)
    os.makedirs(folder, exist_ok=True)
    register, ledger, doubles = write_files(folder)
    program, dice, killed = Program(binary, engine, engine.fresh()), random.Random(4), 0
    program.imports([register], folder, timeout=60)
    words = program.command("import", "--realm", "柯桥区总工会", "--division", "330603", "--report-folder", folder, ledger, "--json")
    for _ in range(KILLS):
        child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(dice.uniform(1.0, 4.0))
        killed += child.poll() is None
        child.send_signal(signal.SIGKILL)
        child.wait()
    tally.check(killed > 0, f"{where}: kills met a running import", killed)
    answer = program.imports([ledger], folder, timeout=300)[0]
    tally.equal((answer["rows"], answer["rejected"], answer["pending"]), (ROWS, len(BAD), 0), f"{where}: handed in again, only bad rows are refused")
    times = {f["code"]: f["value"] for f in program.figures("2021-01-01", "2021-12-31")}
    tally.equal(times["service.times"], ROWS - len(BAD) - doubles, f"{where}: 人次 are those of the rows, once")
    tally.equal(program.violations(), [], f"{where}: all identities hold")
    check_report(tally, program, folder, register, where)
    engine.drop(program.database)


def check_report(tally, program, folder, register, where):
    """Into a library of its own, so that only what is bad is told."""
    fresh = Program(program.binary, program.engine, program.engine.fresh())
    fresh.imports([register], folder, timeout=60)
    answer = fresh.imports([os.path.join(folder, "长台账_2021年11月.csv")], folder, timeout=300)[0]
    rows = next(iter(read_book(answer["report"]).values())).values()
    told = [row for row in rows if any(str(cell) in BAD.values() for cell in row)]
    tally.equal([(row[1], row[6], int(float(row[8]))) for row in told], [(word, "否", n + 1) for n, word in BAD.items()],
                f"{where}: a long file comes back with the rows that want a look, and their numbers")
    tally.check(len(rows) < 60, f"{where}: and without the others", len(rows))
    program.engine.drop(fresh.database)
