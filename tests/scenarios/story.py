"""Reads and plays *.test: a story is blocks of text between blank lines.

    as 柯桥干部                               who acts from here on (live/county.py lists the cadres)

    POST /api/v1/members                      a request: method and address, headers as `> Name: value`, then the body
    > Idempotency-Key: k1
    {"name": "王建国", "union_id": "@甲厂", "identity_number": "@证件1"}
    ----
    201                                       the status, then what the answer has and has not
    has "standing":"active"
    hasnot @证件1
    keep 王 = id                              a value of the answer, by its path, for later as @王

`UPLOAD name.csv` sends the lines that follow as a file; `50x POST …` sends the same request 50 times at once and every
answer must fit; `WORKER 王 = @手机1` signs somebody in by phone, later `as 王`; `CODE 码 = @手机1` keeps the code last sent to that phone, read from the outbox as an operator does; `until …` after the status asks again, for at most 20 s, until the answer has that text; `sheet has …` and
`sheet hasnot …` look into a workbook that was answered, and `keep 编号 = sheet 编号：` keeps what stands there behind these words. @名称 is a union of the county or a kept value, @证件N a made-up number, @今天 today in China, @今天+30 a month later, @月日+30 its month and day, @毫秒-3 three days ago in milliseconds. `200 or
409`: either status will do, for requests sent at once of which one succeeds.
"""
import os
import re
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

from live.browser import Browser
from live.county import browser_of, found
from live.program import Program, Server
from live.workbook import identity_number, read_book


class Words:
    """@names and what they stand for."""

    def __init__(self, ids):
        self.kept = dict(ids)

    def put(self, text):
        china = datetime.now(timezone(timedelta(hours=8)))
        text = re.sub(r"@今天([+-]\d+)?", lambda m: (china + timedelta(days=int(m[1] or 0))).strftime("%Y-%m-%d"), text)
        text = re.sub(r"@月日\+(\d+)", lambda m: (china + timedelta(days=int(m[1]))).strftime("%m-%d"), text)
        text = re.sub(r"@毫秒([+-]\d+)", lambda m: str(int((china + timedelta(days=int(m[1]))).timestamp() * 1000)), text)
        text = re.sub(r"@证件(\d+)", lambda m: identity_number(int(m[1])), text)
        text = re.sub(r"@手机(\d+)", lambda m: f"139{int(m[1]):08}", text)
        for name in sorted(self.kept, key=len, reverse=True):
            text = text.replace("@" + name, str(self.kept[name]))
        return text


class Block:
    def __init__(self, path, number, lines):
        self.where = f"{path.name}:{number}"
        self.ask, self.expect = lines, []
        if "----" in lines:
            at = lines.index("----")
            self.ask, self.expect = lines[:at], lines[at + 1:]


def read_story(path):
    blocks, lines, began = [], [], 1
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() + [""], 1):
        if line.strip() == "":
            if lines:
                blocks.append(Block(path, began, lines))
            lines = []
        elif not line.startswith("#"):
            began = number if not lines else began
            lines.append(line)
    return blocks


def value_at(answer, path):
    value = answer.headers.get(path[7:]) if path.startswith("header.") else answer.json
    if path.startswith("header."):
        return value
    for step in path.split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def book_text(answer):
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(answer.raw)
        file.flush()
        return "\n".join("\t".join(c) for rows in read_book(file.name).values() for c in rows.values())


def after_words(answer, words):
    """What follows these words in a workbook, up to a blank."""
    found = re.search(re.escape(words) + r"([^\s　]+)", book_text(answer))
    if not found:
        raise KeyError(words)
    return found[1]


class Player:
    def __init__(self, tally, program, server, ids, title):
        self.tally, self.program, self.server, self.title = tally, program, server, title
        self.words, self.browsers, self.now = Words(ids), {}, Browser(server.port)

    def play(self, block):
        head = block.ask[0]
        if head.startswith("as "):
            self.become(head[3:].strip())
            return
        if head.startswith("CODE "):
            name, phone = (part.strip() for part in self.words.put(head[5:]).split(" = "))
            self.words.kept[name] = self.program.code_sent_to(phone)
            return
        if head.startswith("WORKER "):
            self.enter_worker(*(part.strip() for part in self.words.put(head[7:]).split(" = ")))
            return
        try:
            answers = self.send(block)
        except Exception as error:  # a broken connection is a failed check, not the end of the suite
            self.tally.check(False, f"{self.title} {block.where} {head}", repr(error))
            return
        for answer in answers:
            for line in block.expect[1:]:
                self.expect(answer, self.words.put(line), block)
        for answer in answers:
            wanted = [int(word) for word in block.expect[0].split() if word != "or"]
            self.tally.check(answer.status in wanted,
                             f"{self.title} {block.where} {head}: expected {block.expect[0]}", f"{answer.status} {answer.text[:200]}")

    def become(self, login):
        if login == "nobody":
            self.now = Browser(self.server.port)
            return
        if login not in self.browsers:
            self.browsers[login] = browser_of(self.server.port, login)
        self.now = self.browsers[login]

    def enter_worker(self, title, phone):
        self.now = self.browsers[title] = Browser(self.server.port)
        self.now.send("POST", "/api/v1/me/code", {"phone": phone})
        body = {"phone": phone, "code": self.program.code_sent_to(phone)}
        answer = self.now.send("POST", "/api/v1/me/session", body)
        if not self.tally.check(answer.status == 200, f"{self.title} {title} enters by phone", answer.text):
            return
        self.now.cookie = answer.headers["set-cookie"].split(";")[0]
        self.now.csrf = answer.json["csrf"]

    def send(self, block):
        times, head = 1, self.words.put(block.ask[0])
        if match := re.match(r"(\d+)x (.*)", head):
            times, head = int(match[1]), match[2]
        method, address = head.split(" ", 1)
        headers = dict(line[2:].split(": ", 1) for line in map(self.words.put, block.ask[1:]) if line.startswith("> "))
        body = self.words.put("\n".join(line for line in block.ask[1:] if not line.startswith("> "))) or None
        if method == "UPLOAD":
            return [self.upload(address, body)]
        until = [self.words.put(line[6:]) for line in block.expect if line.startswith("until ")]
        with ThreadPoolExecutor(min(times, 50)) as pool:
            asked = [pool.submit(self.ask_until, method, address, body, headers, until) for _ in range(times)]
            return [a.result() for a in asked]

    def ask_until(self, method, address, body, headers, until):
        end = time.monotonic() + 20
        while True:
            answer = self.now.send(method, address, body, headers)
            if all(text in answer.text for text in until) or time.monotonic() > end:
                return answer
            time.sleep(0.1)

    def upload(self, name, text):
        with tempfile.NamedTemporaryFile(suffix=os.path.splitext(name)[1]) as file:
            file.write(("\ufeff" + text + "\n").encode())
            file.flush()
            return self.now.upload(file.name, name)

    def expect(self, answer, line, block):
        where = f"{self.title} {block.where}: {line}"
        word, _, rest = line.partition(" ")
        if word in ("has", "until"):
            self.tally.check(rest in answer.text, where, answer.text)
        elif word == "hasnot":
            self.tally.check(rest not in answer.text, where, answer.text)
        elif word == "sheet":
            wanted, _, text = rest.partition(" ")
            self.tally.check((text in book_text(answer)) == (wanted == "has"), where, book_text(answer))
        elif word == "keep":
            name, _, path = rest.partition(" = ")
            try:
                self.words.kept[name] = after_words(answer, path[6:]) if path.startswith("sheet ") else value_at(answer, path)
            except (KeyError, IndexError, TypeError):
                self.tally.check(False, where, answer.text)
        else:
            self.tally.check(False, where + " is not understood")


def run(tally, binary, engine, here, names):
    paths = [p for p in sorted(Path(here).glob("**/*.test")) if not names or any(n in str(p) for n in names)]
    if not paths:
        return
    seed = Program(binary, engine, engine.fresh())
    ids = found(seed)
    for path in paths:
        program = seed.copy()
        with Server(program) as server:
            player = Player(tally, program, server, ids, f"{engine.name} {path.parent.name}/{path.name}")
            for block in read_story(path):
                player.play(block)
        tally.equal(server.child.returncode, 0, f"{engine.name} {path.name}: the server stops when asked")
        tally.equal(program.violations(), [], f"{engine.name} {path.name}: all identities hold afterwards")
        engine.drop(program.database)
    engine.drop(seed.database)
    tally.say(f"{len(paths)} stories on {engine.name}")
