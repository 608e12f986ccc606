"""One signed-in cadre: a cookie, a token against forgery, and answers as JSON."""
import http.client
import json
import urllib.parse


class Answer:
    def __init__(self, status, headers, raw):
        self.status, self.headers, self.raw = status, headers, raw
        self.text = raw.decode("utf-8", "replace")
        try:
            self.json = json.loads(self.text)
        except ValueError:
            self.json = None


class Browser:
    def __init__(self, port, login="", password=""):
        self.port, self.cookie, self.csrf = port, "", ""
        self.session = self.enter(login, password) if login else None

    def enter(self, login, password):
        answer = self.send("POST", "/api/v1/session", {"login": login, "password": password})
        if answer.status != 200:
            raise AssertionError(f"{login} may not enter: {answer.status} {answer.text[:200]}")
        self.cookie = answer.headers["set-cookie"].split(";")[0]
        self.csrf = answer.json["csrf"]
        return answer

    def send(self, method, path, body=None, headers=None, timeout=60):
        given = {"Cookie": self.cookie} if self.cookie else {}
        if self.csrf:
            given["X-CSRF-Token"] = self.csrf
        if isinstance(body, (dict, list)):
            body = json.dumps(body, ensure_ascii=False).encode()
        if isinstance(body, str):
            body = body.encode()
        if body is not None:
            given["Content-Type"] = "application/json"
        given.update(headers or {})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, urllib.parse.quote(path, safe="/?&=%:.,+-_~"), body, given)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def upload(self, path, name, kind=""):
        with open(path, "rb") as file:
            raw = file.read()
        given = {"Content-Type": "application/octet-stream", "X-File-Name": urllib.parse.quote(name)}
        return self.send("POST", "/api/v1/imports" + (f"?kind={kind}" if kind else ""), raw, given)
