"""The program as an operator meets it: commands, and a server as a child process."""
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.parse

REALM = ["--realm", "柯桥区总工会", "--division", "330603"]


class Engine:
    """Makes empty databases: files, or databases of one PostgreSQL server."""

    def __init__(self, name, folder, url=""):
        self.name, self.folder, self.url = name, folder, url
        self.made, self.count = [], 0

    def fresh(self):
        self.count += 1
        if not self.url:
            return os.path.join(self.folder, f"county{self.count}.db")
        database = f"niangjia_{self.name}_{os.getpid()}_{self.count}"
        self._sql(f'CREATE DATABASE "{database}"')
        self.made.append(database)
        return self._address(database)

    def copy(self, database):
        """A new database with the contents of one that nobody has open."""
        if not self.url:
            made = self.fresh()
            shutil.copyfile(database, made)
            return made
        self.count += 1
        name = f"niangjia_{self.name}_{os.getpid()}_{self.count}"
        source = urllib.parse.urlsplit(database).path.lstrip("/")
        self._sql(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        self.made.append(name)
        return self._address(name)

    def keys(self, database):
        """The key file, named so that a backup can be opened in the other engine."""
        return os.path.join(self.folder, f"{self.name}{re.sub('[^0-9A-Za-z]', '_', database)[-60:]}.keys")

    def drop(self, database):
        if self.url:
            name = urllib.parse.urlsplit(database).path.lstrip("/")
            self._sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        else:
            for end in ("", "-wal", "-shm", ".files"):
                path = database + end
                shutil.rmtree(path) if os.path.isdir(path) else os.path.exists(path) and os.remove(path)

    def close(self):
        for database in self.made:
            self._sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def _address(self, database):
        parts = urllib.parse.urlsplit(self.url)
        return urllib.parse.urlunsplit(parts._replace(path="/" + database))

    def _sql(self, text):
        subprocess.run(["psql", "-q", self.url, "-c", text], check=True, capture_output=True, timeout=60)


class Scratch:
    """A folder and the engines to test on; all of it is gone afterwards."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="niangjia-suite-")
        self.engines = [Engine("sqlite", self.folder)]
        url = os.environ.get("NIANGJIA_TEST_PG", "")
        if url:
            self.engines.append(Engine("postgres", self.folder, url))
        return self

    def __exit__(self, *_):
        for engine in self.engines:
            engine.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Program:
    def __init__(self, binary, engine, database, keys=""):
        self.binary, self.engine, self.database = binary, engine, database
        self.keys = keys or engine.keys(database)
        self.place = ["--db", database, "--keys", self.keys]

    def command(self, *words):
        return [self.binary, words[0], *self.place, *words[1:]]

    def copy(self):
        return Program(self.binary, self.engine, self.engine.copy(self.database), self.keys)

    def run(self, *words, timeout=180):
        return subprocess.run(self.command(*words), capture_output=True, text=True, timeout=timeout, errors="replace")

    def answer(self, *words, timeout=180):
        """Standard output as JSON; more than one line: a list of objects."""
        done = self.run(*words, "--json", timeout=timeout)
        try:
            return json.loads(done.stdout)
        except ValueError:
            pass
        try:
            return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
        except ValueError:
            raise AssertionError(f"{words[:2]}: status {done.returncode}: {done.stdout[:300]} {done.stderr[:300]}")

    def imports(self, files, reports=None, timeout=180):
        more = ["--report-folder", reports] if reports else ["--report-folder", self.engine.folder]
        answers = self.answer("import", *REALM, *more, *files, timeout=timeout)
        return answers if isinstance(answers, list) else [answers]

    def code_sent_to(self, phone):
        """The one-time code of the newest message to a phone."""
        for notice in self.answer("notices", "--to", phone):
            if notice["template_code"] == "phone_code":
                return re.search(r"验证码 (\d{6})", notice["text"])[1]
        raise AssertionError("no code was sent to " + phone)

    def figures(self, begin, end, union="", by=""):
        words = ["figures", "--from", begin, "--to", end]
        words += ["--union", union] if union else []
        words += ["--by", by] if by else []
        return self.answer(*words)

    def violations(self):
        told = self.answer("check")
        told = told[0] if isinstance(told, list) else told
        return [] if told["ok"] else told["violations"]

    def add_account(self, login, role, union="", password="Shengren-2021-x"):
        done = self.run("account", "create", *REALM, "--login", login, "--name", login, "--password", password)
        if done.returncode:
            raise AssertionError(done.stdout + done.stderr)
        done = self.run("account", "role", "--login", login, "--role", role, *(["--union", union] if union else []))
        if done.returncode:
            raise AssertionError(done.stdout + done.stderr)
        return password


class Server:
    """`niangjia serve` on a free port."""

    def __init__(self, program, *more, environment=None):
        words = program.command("serve", "--port", "0", "--no-demo", *REALM, *more)
        self.log = open(os.path.join(program.engine.folder, "serve.log"), "ab")
        self.child = subprocess.Popen(words, stdout=self.log, stderr=subprocess.PIPE,
                                      env={**os.environ, **(environment or {})})
        self.port = self._read_port()
        threading.Thread(target=self._drain, daemon=True).start()

    def _read_port(self):
        said = b""
        while True:
            line = self.child.stderr.readline()
            if not line:
                raise AssertionError("the server did not start: " + said.decode(errors="replace"))
            said += line
            found = re.search(rb"http://[0-9.]+:(\d+)", line)
            if found:
                return int(found[1])

    def _drain(self):
        for _ in self.child.stderr:
            pass

    def peak_mb(self):
        return peak_mb(self.child.pid)

    def kill(self):
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()
        self.log.close()

    def stop(self, timeout=20):
        """Asks politely; the exit status."""
        self.child.send_signal(signal.SIGTERM)
        try:
            return self.child.wait(timeout)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
            return None
        finally:
            self.log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.child.poll() is None:
            self.stop()


def peak_mb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def measured(words, timeout=120):
    """Runs a command; (status, stdout, stderr, peak memory in MB)."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(words, stdout=out, stderr=err)
        peak, end = 0.0, time.monotonic() + timeout
        while child.poll() is None:
            try:
                peak = max(peak, peak_mb(child.pid))
            except OSError:
                pass
            if time.monotonic() > end:
                child.kill()
                child.wait()
                return None, "", "timed out", peak
            time.sleep(0.01)
        out.seek(0), err.seek(0)
        return child.returncode, out.read().decode(errors="replace"), err.read().decode(errors="replace"), peak
