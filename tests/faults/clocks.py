"""A clock that jumps: ids stay unique and in order, a session does not live longer, a code is not right twice."""
import base64
import hashlib
import hmac
import struct
import time

from disks import join
from live.browser import Browser
from live.county import PASSWORD, browser_of
from live.program import Server
from luck import Luck

DAY_S = 86_400


def code_at(secret, moment):
    """RFC 6238, six digits, 30 s."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(moment) // 30), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def check_ids(tally, where, cadre, ids, luck):
    made = []
    for jump, count in ((0, 3000), (7200, 3010), (-7200, 3020), (600, 3030)):
        luck.set(clock_s=jump if jump in (0, 600) else jump // 8)  # within what a session bears
        made += [join(cadre, ids, count + i, f"clock-{count + i}") for i in range(5)]
    luck.set()
    tally.equal([a.status for a in made if a.status != 201], [], f"{where}: joining goes on while the clock jumps")
    names = [a.json["id"] for a in made if a.status == 201]
    tally.check(len(set(names)) == 20 and names == sorted(names), f"{where}: ids are unique and in order", names)


def check_sessions(tally, where, server, luck):
    for jump, word in ((-365 * DAY_S, "a year back"), (DAY_S, "a day on")):
        cadre = browser_of(server.port, "柯岩干部")
        tally.equal(cadre.send("GET", "/api/v1/session").status, 200, f"{where}: a fresh session is good")
        luck.set(clock_s=jump)
        tally.equal(cadre.send("GET", "/api/v1/session").status, 401, f"{where}: it ends when the clock goes {word}")
        luck.set()
    luck.set(clock_s=DAY_S)
    cadre = browser_of(server.port, "柯岩干部")
    luck.set()
    tally.equal(cadre.send("GET", "/api/v1/session").status, 401, f"{where}: a session of tomorrow is none today")


def check_codes(tally, where, server, luck):
    cadre = browser_of(server.port, "领导")
    secret = cadre.send("POST", "/api/v1/session/totp", {"password": PASSWORD}).json["secret"]
    now = time.time()
    tally.check(cadre.send("PUT", "/api/v1/session/totp", {"code": code_at(secret, now - 30)}).status < 300,
                f"{where}: the code is enrolled")

    def enter(code):
        return Browser(server.port).send("POST", "/api/v1/session", {"login": "lingdao", "password": PASSWORD, "totp": code})
    used = code_at(secret, now + 30)
    tally.equal(enter(used).status, 200, f"{where}: a right code opens")
    tally.equal(enter(used).status, 401, f"{where}: and opens once")
    luck.set(clock_s=-60)
    tally.equal(enter(used).status, 401, f"{where}: not again when the clock goes back")
    tally.equal(enter(code_at(secret, now - 60)).status, 401, f"{where}: nor does an older one")
    luck.set()


def run(tally, seed, ids):
    where, program, luck = f"{seed.engine.name}: clock", seed.copy(), Luck(seed.engine.folder)
    with Server(program, environment=luck.environment) as server:
        check_ids(tally, where, browser_of(server.port, "柯桥干部"), ids, luck)
        check_sessions(tally, where, server, luck)
        check_codes(tally, where, server, luck)
    tally.equal(program.violations(), [], f"{where}: all identities hold")
    tally.check(program.answer("verify")["ok"], f"{where}: the journal is whole")
    seed.engine.drop(program.database)
