"""kill -9 in the middle of joining (the form of a phone, the decision, a list taken on the spot) and of founding (each step,
and the approval that makes the union): nothing stands half, what was answered stands, and asked again the answer is the same."""
import random
import time
from concurrent.futures import ThreadPoolExecutor

from live.browser import Browser
from live.county import browser_of
from live.program import Server
from live.workbook import identity_number, person_name

PHONES, SPOT_ROWS, SPOT_LISTS, FOUNDINGS = 60, 30, 8, 3


def phone(count):
    return f"139{count:08}"


def heard(send):
    """An answer, or None when the server was gone before it came."""
    try:
        return send()
    except Exception:
        return None


def killed_while(server, acts, wait_s):
    """Sends all at once, kills the server after a while; what was answered, in order, None for what was not."""
    with ThreadPoolExecutor(len(acts)) as pool:
        sent = [pool.submit(heard, act) for act in acts]
        time.sleep(wait_s)
        server.kill()
        return [one.result() for one in sent]


def sound(tally, program, where):
    tally.equal(program.violations(), [], f"{where}: all identities hold")
    tally.check(program.answer("verify")["ok"], f"{where}: the journal is whole")


# --- joining ---
def form(program, token, count):
    body = {"name": person_name(count), "identity_number": identity_number(count), "phone": phone(count),
            "code": program.code_sent_to(phone(count)), "category": 13, "consents": ["membership"]}
    return f"/api/v1/join/{token}/applications", body, {"Idempotency-Key": f"form-{count}"}


def made_poster(program, ids):
    with Server(program) as server:
        made = browser_of(server.port, "甲厂主席").send(
            "POST", "/api/v1/posters", {"campaign": "集中入会", "union_id": ids["甲厂"]})
        token = made.json["token"]
        phones = Browser(server.port)
        for count in range(PHONES):
            phones.send("POST", f"/api/v1/join/{token}/code", {"phone": phone(count)})
    return token


def applications(cadre):
    return cadre.send("GET", "/api/v1/applications?limit=200").json


def kill_forms(tally, program, token, dice, where):
    forms = [form(program, token, count) for count in range(PHONES)]

    def acts(port):
        return [lambda f=f: Browser(port).send("POST", *f, timeout=15) for f in forms]
    server = Server(program)
    first = killed_while(server, acts(server.port), dice.uniform(0.01, 0.02))
    with Server(program) as server:
        kept = applications(browser_of(server.port, "甲厂主席"))["total"]
        answered = sum(a is not None and a.status == 201 for a in first)
        tally.check(answered <= kept <= PHONES, f"{where}: what was answered is kept", (answered, kept))
        second, third = [[act() for act in acts(server.port)] for _ in range(2)]
        tally.equal({a.status for a in second + third}, {201}, f"{where}: every form sent again is answered")
        changed = [a.text for a, b in zip(first, second) if a is not None and a.status == 201 and a.text != b.text]
        tally.check(not changed, f"{where}: with the answer it had", changed[:1])
        tally.equal([a.text for a in second], [a.text for a in third], f"{where}: and so a third time")
        tally.equal(applications(browser_of(server.port, "甲厂主席"))["total"], PHONES, f"{where}: nobody applied twice")
    sound(tally, program, where)
    return answered


def kill_decisions(tally, program, ids, dice, where):
    server = Server(program)
    chair = browser_of(server.port, "甲厂主席")
    rows = [a["id"] for a in applications(chair)["items"]]

    def decisions(cadre):
        return [lambda i=i: cadre.send("POST", f"/api/v1/applications/{i}/decide", {"decision": "accept"}, timeout=15) for i in rows]
    first = killed_while(server, decisions(chair), dice.uniform(0.01, 0.03))
    with Server(program) as server:
        chair = browser_of(server.port, "甲厂主席")
        shown = {a["id"]: a for a in applications(chair)["items"]}
        for row, answer in zip(rows, first):
            one = shown[row]
            whole = one["state"] == "waiting" and not one["person_id"] or one["state"] == "accepted" and one["person_id"]
            tally.check(whole, f"{where}: decided with its member, or not at all", one)
            if answer is not None and answer.status == 200:
                tally.equal(one["person_id"], answer.json["person_id"], f"{where}: what was answered stands")
        again = [act() for act in decisions(chair)]
        expected = [200 if shown[row]["state"] == "waiting" else 409 for row in rows]
        tally.equal([a.status for a in again], expected, f"{where}: decided again only what was not")
        tally.equal({(a.status, a.json["reason"]) for a in (act() for act in decisions(chair))},
                    {(409, "application.settled")}, f"{where}: and then settled for good")
        total = chair.send("GET", f"/api/v1/members?union={ids['甲厂']}&total=1&limit=1").json["total"]
        tally.equal(total, PHONES, f"{where}: everybody is a member once")
    sound(tally, program, where)
    return sum(a is not None for a in first)


def kill_lists(tally, program, ids, dice, where):
    """Lists of one cadre, all sent at once; each list stands as a whole person by person, and sent again is the same."""
    lists = [{"union_id": ids["甲厂"], "rows": [
        {"row_key": f"r{count}", "name": person_name(count), "identity_number": identity_number(count), "category": 13}
        for count in range(1000 + SPOT_ROWS * n, 1000 + SPOT_ROWS * (n + 1))]} for n in range(SPOT_LISTS)]

    def syncs(cadre):
        return [lambda b=b: cadre.send("POST", "/api/v1/spot-joinings", b, timeout=15) for b in lists]
    server = Server(program)
    first = killed_while(server, syncs(browser_of(server.port, "甲厂主席")), dice.uniform(0.02, 0.06))
    with Server(program) as server:
        chair = browser_of(server.port, "甲厂主席")
        second, third = [[act() for act in syncs(chair)] for _ in range(2)]
        people = [[row["person_id"] for row in a.json["items"]] for a in second]
        tally.equal({row["outcome"] for a in second for row in a.json["items"]} - {"joined", "repeated"}, set(),
                    f"{where}: every row is taken")
        tally.equal([[row["person_id"] for row in a.json["items"]] for a in third], people, f"{where}: the same people again")
        tally.equal({row["outcome"] for a in third for row in a.json["items"]}, {"repeated"}, f"{where}: and nobody new")
        for answer, then in zip(first, people):
            if answer is not None and answer.status == 200:
                tally.equal([row["person_id"] for row in answer.json["items"]], then, f"{where}: what was answered stands")
        total = chair.send("GET", f"/api/v1/members?union={ids['甲厂']}&total=1&limit=1").json["total"]
        tally.equal(total, PHONES + SPOT_ROWS * SPOT_LISTS, f"{where}: everybody is a member once")
    sound(tally, program, where)
    return sum(a is not None for a in first)


# --- founding ---
def steps_of():
    """Each step as (verb, body of the case, state after)."""
    group = [{"body": "group", "name": n, "post": p} for n, p in (("赵一", "leader"), ("钱二", "member"), ("孙三", "member"))]
    slate = [{"body": "committee", "name": n, "post": p}
             for n, p in (("钱二", "chair"), ("孙三", "member"), ("李四", "member"), ("周五", "member"))]

    def votes(row):
        found = [p["id"] for p in row["people"] if p["body"] == "committee"]
        return {"meeting": "members", "due_count": 12, "present_count": 10,
                "ballots": [{"body": "committee", "issued": 10, "returned": 10, "valid": 10}],
                "votes": [{"id": i, "votes": v} for i, v in zip(found, (10, 9, 7, 4))]}
    return (("request", lambda _: {"opinion": "均同意", "people": group}, "requested"),
            ("prepare", lambda _: {"word": "柯街总工"}, "preparing"),
            ("nominate", lambda _: {"ballots": [{"body": "committee", "seats": 3}], "people": slate}, "nominated"),
            ("approve_nominations", lambda _: {}, "electing"), ("elect", votes, "elected"),
            ("report", lambda _: {"term_years": 5}, "reported"), ("approve", lambda _: {}, "founded"))


def open_case(cadre, ids, count):
    name = f"风行速递{count}号有限公司"
    unit = cadre.send("POST", "/api/v1/units", {"name": name, "township_code": "330603001", "address": "金柯桥大道1号"})
    body = {"name": name + "工会委员会", "type": "single_basic", "parent_id": ids["柯桥"], "township_code": "330603001",
            "workers": 40, "women_workers": 6, "units": [{"unit_id": unit.json["id"], "employees": 40}]}
    made = cadre.send("POST", "/api/v1/foundings", body)
    if made.status != 201:
        raise AssertionError(made.text)
    return made.json["id"]


def with_members(cadre, row, count):
    rows = [{"row_key": f"f{count}-{n}", "name": person_name(n), "identity_number": identity_number(5000 + 100 * count + n),
             "category": 13} for n in range(12)]
    told = cadre.send("POST", "/api/v1/spot-joinings", {"union_id": row["union_id"], "rows": rows})
    if told.status != 200 or "wrong" in told.text:
        raise AssertionError(told.text)


def kill_step(tally, program, case, step, dice, count, where):
    """True when the kill came before the answer."""
    verb, body_of, after = step
    address = f"/api/v1/foundings/{case}"
    server = Server(program)
    cadre = browser_of(server.port, "柯桥干部")
    row = cadre.send("GET", address).json
    if verb == "nominate":
        with_members(cadre, row, count)
    before, body = row["state"], body_of(row)
    answer = killed_while(server, [lambda: cadre.send("POST", f"{address}/{verb}", body, timeout=15)], dice.uniform(0.0, 0.004))[0]
    with Server(program) as server:
        cadre = browser_of(server.port, "柯桥干部")
        row = cadre.send("GET", address).json
        tally.check(row["state"] in (before, after), f"{where} {verb}: done, or not begun", row["state"])
        if answer is not None and answer.status == 200:
            tally.equal(row["state"], after, f"{where} {verb}: what was answered stands")
        if verb == "approve":
            union = cadre.send("GET", f"/api/v1/unions/{row['union_id']}").json
            tally.equal(union["status"], "active" if row["state"] == after else "preparing",
                        f"{where}: the union stands when its approval does")
        again = [cadre.send("POST", f"{address}/{verb}", body_of(row)) for _ in range(2)]
        expected = [200, 409] if row["state"] == before else [409, 409]
        tally.equal([a.status for a in again], expected, f"{where} {verb}: asked again, it is done once ({again[0].text[:200]})")
        tally.equal(cadre.send("GET", address).json["state"], after, f"{where} {verb}: and the case goes on")
    return answer is None


def kill_founding(tally, program, ids, dice, where):
    met = 0
    for count in range(FOUNDINGS):
        with Server(program) as server:
            case = open_case(browser_of(server.port, "柯桥干部"), ids, count)
        for step in steps_of():
            met += kill_step(tally, program, case, step, dice, count, where)
        with Server(program) as server:
            row = browser_of(server.port, "柯桥干部").send("GET", f"/api/v1/foundings/{case}").json
            tally.equal(row["papers"], ["request", "prepare", "report", "approve"], f"{where}: each paper once")
        sound(tally, program, where)
    return met


def run(tally, seed, ids):
    began, dice, where = time.monotonic(), random.Random(20261124), seed.engine.name
    program = seed.copy()
    token = made_poster(program, ids)
    answered = kill_forms(tally, program, token, dice, f"{where} forms")
    decided = kill_decisions(tally, program, ids, dice, f"{where} decisions")
    listed = kill_lists(tally, program, ids, dice, f"{where} lists on the spot")
    met = kill_founding(tally, program, ids, dice, f"{where} founding")
    tally.check(answered + decided + listed < 2 * PHONES + SPOT_LISTS, f"{where}: kills met the joining", (answered, decided, listed))
    tally.check(met >= 1, f"{where}: a kill met a step of a founding", met)
    tally.say(f"{where}: {answered} of {PHONES} forms, {decided} decisions and {listed} of {SPOT_LISTS} lists answered before "
              f"the kill, {met} of {7 * FOUNDINGS} steps killed before their answer, {time.monotonic() - began:.0f} s")
    seed.engine.drop(program.database)
