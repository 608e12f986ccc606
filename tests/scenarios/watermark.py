"""Files taken out are opened by other programs (openpyxl, LibreOffice, where they are installed): every sheet prints who took
it, when and under which number, and a file handed in again is read as if nothing stood there."""
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from live.county import browser_of, found
from live.program import Program, Server
from live.workbook import identity_number, person_name, read_book, write_book

try:
    import openpyxl
except ImportError:
    openpyxl = None

HEADS = ["姓名", "证件号码", "联系电话", "所属工会", "入会日期", "会籍状态"]
BOOKS = ("/api/v1/members?format=xlsx", "/api/v1/unions?format=xlsx", "/api/v1/units?format=xlsx", "/api/v1/outlets?format=xlsx",
         "/api/v1/applications?format=xlsx", "/api/v1/foundings?format=xlsx", "/api/v1/transfers?format=xlsx",
         "/api/v1/duplicates?format=xlsx", "/api/v1/board/workbook", "/api/v1/registrations?format=xlsx",
         "/api/v1/registration-duties?format=xlsx")


def rows_of_members(count):
    good = [[person_name(i), identity_number(i), f"139{i:08}", "甲厂工会委员会", "2020-03-01", "在会"] for i in range(61, 61 + count)]
    return [HEADS, *good, ["王坏号", "330603199001010012", "13900000099", "甲厂工会委员会", "2020-03-01", "在会"]]


def printed_by_openpyxl(path):
    """For each sheet, what it prints above and below."""
    book = openpyxl.load_workbook(path)
    return [" ".join((s.oddHeader.left.text or "", s.oddFooter.left.text or "", s.oddFooter.center.text or "")) for s in book]


def printed_by_office(path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf", "--outdir",
                        folder, path], capture_output=True, timeout=120)
        if not Path(folder, Path(path).stem + ".pdf").exists():
            return None  # an office without its spreadsheet program
        text = subprocess.run(["pdftotext", "-layout", f"{folder}/{Path(path).stem}.pdf", "-"], check=True, capture_output=True,
                              timeout=60).stdout.decode()
    return text.split("\f")[:-1]


def check_book(tally, raw, login, where, in_office):
    """Number of the taking, read from the file."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(raw)
        file.flush()
        cells = " ".join(c for rows in read_book(file.name).values() for row in rows.values() for c in row)
        number = re.search(r"编号：(jrn_[0-9a-z]{13})", cells)
        tally.check(number and f"（{login}）" in cells, f"{where}: a line on the sheet says who took it, and its number", cells[-300:])
        number = number[1] if number else "-"
        if openpyxl:
            for sheet in printed_by_openpyxl(file.name):
                tally.check(number in sheet and f"（{login}）" in sheet and "&P" in sheet, f"{where}: openpyxl finds it in print", sheet)
        if in_office and shutil.which("soffice") and shutil.which("pdftotext"):
            pages = printed_by_office(file.name)
            for page in pages or []:
                flat = page.replace(" ", "")
                tally.check(number in flat and f"（{login}）" in flat and "内部资料" in flat, f"{where}: LibreOffice prints it", page[:400])
            tally.check(pages is None or len(pages) > 0, f"{where}: LibreOffice prints a page")
            if pages is None:
                tally.say(f"{where}: the office program here opens no spreadsheets; not printed")
    return number


def import_file(cadre, path, name):
    made = cadre.upload(path, name)
    job = f"/api/v1/imports/{made.json['id']}"
    for _ in range(200):
        answer = cadre.send("GET", job)
        if answer.json["state"] in ("checked", "failed"):
            break
        time.sleep(0.05)
    return job, answer


def check_returned(tally, server, folder, where):
    """The workbook that goes back to its sender, mended and handed in again."""
    cadre = browser_of(server.port, "柯桥干部")
    first = write_book(f"{folder}/会员信息采集表.xlsx", rows_of_members(3))
    job, told = import_file(cadre, first, "会员信息采集表.xlsx")
    tally.equal((told.json["accepted"], told.json["rejected"]), (3, 1), f"{where}: the file as it was")
    book = cadre.send("GET", job + "/workbook")
    number = check_book(tally, book.raw, "keqiao", f"{where} returned workbook", True)
    again = Path(folder) / "退回后再交.xlsx"
    again.write_bytes(book.raw)
    _, retold = import_file(cadre, str(again), again.name)
    for what in ("rows", "accepted", "rejected"):
        tally.equal(retold.json.get(what), told.json.get(what), f"{where}: handed in again as it is: {what}")
    cadre.send("POST", job + "/commit", {})
    return number


def check_exported(tally, server, folder, where):
    cadre = browser_of(server.port, "区干部")
    for address in BOOKS:
        answer = cadre.send("GET", address)
        if tally.equal(answer.status, 200, f"{where} {address}"):
            check_book(tally, answer.raw, "qu.ganbu", f"{where} {address}", address.startswith("/api/v1/members"))


def check_member_list(tally, server, folder, where):
    """The list of members, exported and handed in: its note is no row, its masked numbers are refused by what they are."""
    cadre = browser_of(server.port, "区干部")
    for _ in range(200):
        if cadre.send("GET", "/api/v1/members?total=1").json["total"] == 3:
            break
        time.sleep(0.05)
    taken = Path(folder) / "members.xlsx"
    taken.write_bytes(cadre.send("GET", "/api/v1/members?format=xlsx").raw)
    _, told = import_file(cadre, str(taken), "members.xlsx")
    tally.equal(told.json.get("rows"), 3, f"{where}: an exported list has as many rows as members")


def run(tally, binary, engine):
    if not openpyxl:
        tally.say("python3-openpyxl is not installed: workbooks are opened by LibreOffice only")
    program = Program(binary, engine, engine.fresh())
    found(program)
    where = f"watermark on {engine.name}"
    with tempfile.TemporaryDirectory() as folder, Server(program) as server:
        check_returned(tally, server, folder, where)
        check_member_list(tally, server, folder, where)
        check_exported(tally, server, folder, where)
    tally.equal(program.violations(), [], f"{where}: all identities hold afterwards")
    engine.drop(program.database)
