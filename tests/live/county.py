"""A small county: two townships with one basic union each, and a cadre for each role."""
from live.browser import Browser
from live.program import Server

PASSWORD = "Shengren-2021-x"
UNIONS = (  # short name, name, type, parent, township
    ("柯桥", "柯桥街道总工会", "federation", "区", "330603001"),
    ("柯岩", "柯岩街道总工会", "federation", "区", "330603002"),
    ("甲厂", "甲厂工会委员会", "single_basic", "柯桥", "330603001"),
    ("乙厂", "乙厂工会委员会", "single_basic", "柯岩", "330603002"),
)
CADRES = {  # title: login, role, at
    "区干部": ("qu.ganbu", "county_organiser", "柯桥区总工会"), "领导": ("lingdao", "county_leader", "柯桥区总工会"),
    "系统": ("xitong", "system_admin", "柯桥区总工会"), "安全": ("anquan", "security_admin", "柯桥区总工会"),
    "审计": ("shenji", "audit_admin", "柯桥区总工会"), "柯桥干部": ("keqiao", "township_organiser", "柯桥街道总工会"),
    "柯岩干部": ("keyan", "township_organiser", "柯岩街道总工会"),
    "甲厂主席": ("jia.zhuxi", "union_chair", "甲厂工会委员会"),
    "甲厂管理员": ("jia.guanli", "union_keeper", "甲厂工会委员会"),
}


def browser_of(port, title):
    return Browser(port, CADRES[title][0], PASSWORD)


def union_body(name, kind, parent_id, township):
    return {"name": name, "type": kind, "parent_id": parent_id, "township_code": township, "founded_on": "2019-05-01",
            "approved_on": "2019-05-01", "approval_number": "柯总工〔2019〕12号", "chair_name": "高一鸣"}


def found(program):
    """Makes the county in an empty database; {short name: id}. Nobody has the database open afterwards."""
    program.add_account("qu.ganbu", "county_organiser", password=PASSWORD)
    ids = {}
    with Server(program) as server:
        cadre = browser_of(server.port, "区干部")
        roots = cadre.send("GET", "/api/v1/unions/tree")
        ids["区"] = roots.json["items"][0]["id"]
        for short, name, kind, parent, township in UNIONS:
            made = cadre.send("POST", "/api/v1/unions", union_body(name, kind, ids[parent], township))
            if made.status != 201:
                raise AssertionError(f"{name}: {made.status} {made.text}")
            ids[short] = made.json["id"]
    for login, role, union in list(CADRES.values())[1:]:
        program.add_account(login, role, union, PASSWORD)
    return ids
