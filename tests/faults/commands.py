"""Commands written wrongly are told in Chinese with exit code 2; each command explains itself."""
import json
import os
import re

COMMANDS = ("serve", "import", "figures", "check", "verify", "backup", "restore", "account", "demo-data", "site")
WRONG = (["import", "--bogus"], ["figures", "stray"], ["serve", "--port", "99999"], ["serve", "--node", "5000"],
         ["account", "fly", "--login", "a"], ["demo-data", "--out", "x", "--members", "many"], ["backup"],
         ["import", "--kind", "unheard-of", "a.csv"], ["figures", "--from", "2021-13-01"])


def is_chinese(text):
    return re.search("[\u4e00-\u9fff]{4,}", text) is not None


def run(tally, seed):
    where = seed.engine.name
    for words in WRONG:
        name = f"{where}: niangjia {' '.join(words)}"
        done = seed.run(*words, timeout=20)
        tally.check(done.returncode == 2 and is_chinese(done.stderr), f"{name}: code 2 and a Chinese sentence",
                    (done.returncode, done.stderr[:200]))
        done = seed.run(*words, "--json", timeout=20)
        try:
            told = json.loads(done.stdout)["error"]["message"]
        except (ValueError, KeyError):
            told = done.stdout
        tally.check(done.returncode == 2 and is_chinese(told), f"{name} --json: the same as JSON", (done.returncode, done.stdout))
    for command in COMMANDS:
        done = seed.run(command, "--help", timeout=20)
        tally.check(done.returncode == 0 and is_chinese(done.stdout) and "退出码" in done.stdout,
                    f"{where}: {command} --help explains itself and the exit codes", done.stdout[:200])
    absent = os.path.join(seed.engine.folder, "none", "backup.db")
    tally.equal(seed.run("backup", absent).returncode, 3, f"{where}: a backup to nowhere is code 3")
    tally.equal(seed.run("restore", absent).returncode, 1, f"{where}: a backup that is not there is code 1")
    for command in ("check", "verify", "figures"):
        done = seed.run(command, "--json", timeout=60)
        tally.check(done.returncode == 0 and json.loads(done.stdout) is not None, f"{where}: {command} --json is JSON")
