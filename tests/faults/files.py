"""Bad files: each is refused or read with a Chinese sentence, in bounded memory, and leaves nothing half written."""
import json
import os
import random
import re
import zlib

from live.program import REALM, measured
from live.workbook import identity_number, sheet_xml, write_book

HEADER = ["姓名", "证件号码", "移动电话", "所属工会名称", "入会日期", "会籍状态"]
PEAK_MB = 300


def member(count, name="王建国"):
    return [name, identity_number(count), f"139{count:08}", "甲厂工会委员会", "2020-03-01", "在会"]


def put(folder, name, raw):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(raw)
    return path


def bomb_sheet():
    """Three hundred million characters that deflate to a third of a megabyte."""
    head, tail = list(sheet_xml([HEADER]))[:-1], "</sheetData></worksheet>"
    yield from head
    yield '<row r="2"><c r="A2" t="inlineStr"><is><t>'
    for _ in range(300):
        yield b"A" * 1_000_000
    yield "</t></is></c></row>" + tail


def blank_sheet():
    parts = list(sheet_xml([HEADER, member(7001)]))
    yield from parts[:-1]
    for number in range(3, 200_003):
        yield f'<row r="{number}" spans="1:6"><c r="A{number}" s="1"/><c r="B{number}" s="1"/></row>'
    yield parts[-1]


def bad_files(folder):
    """(path, accepted rows): nothing accepted means the whole file is refused; None: refused or read, as it likes."""
    dice, wide = random.Random(7), HEADER + [f"其他列{i}" for i in range(294)]
    book = write_book(os.path.join(folder, "好的会员表.xlsx"), [HEADER] + [member(7100 + i) for i in range(50)])
    with open(book, "rb") as file:
        good = file.read()
    rows = [",".join(HEADER), ",".join(member(7200)), ",".join(member(7201))]
    text = "\n".join(rows) + "\n"
    yield put(folder, "空文件.xlsx", b""), 0
    yield put(folder, "空文件.csv", b""), 0
    yield put(folder, "一封信.xlsx", "关于报送会员信息的通知\n各镇街总工会：\n请于月底前报送。\n".encode()), 0
    yield put(folder, "随机字节.xlsx", dice.randbytes(200_000)), 0
    yield put(folder, "随机字节.csv", dice.randbytes(200_000)), 0
    yield put(folder, "旧格式.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096)), 0
    encrypted = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024) + "EncryptedPackage".encode("utf-16-le") + bytes(4096)
    yield put(folder, "加密.xlsx", encrypted), 0
    yield put(folder, "截断.xlsx", good[:len(good) // 2]), 0
    yield put(folder, "翻转.xlsx", flip(good)), None
    yield write_book(os.path.join(folder, "炸弹.xlsx"), [], bomb_sheet()), 0
    yield put(folder, "压缩流.xlsx", b"PK\x03\x04" + zlib.compress(bytes(10_000_000))), 0
    yield put(folder, "二进制会员.csv", text.encode().replace(b"\n", b"\n\0\0")), None
    yield put(folder, "编码不对.csv", text.encode("utf-16-le")), None
    yield put(folder, "坏编码.csv", b"\xff\xfe\xfa\x80" + text.encode()[:-20] + b"\xc3\x28\xff"), None
    yield write_book(os.path.join(folder, "三百列.xlsx"), [wide, member(7300) + ["值"] * 294]), None
    yield write_book(os.path.join(folder, "二十万空行.xlsx"), [], blank_sheet()), 1
    formula = member(7400)
    formula[0] = ('CONCATENATE("王","建国")', "王建国")
    yield write_book(os.path.join(folder, "公式.xlsx"), [HEADER, formula]), 1
    injected = member(7401, "=cmd|'/c calc'!A1")
    yield write_book(os.path.join(folder, "注入.xlsx"), [HEADER, injected]), None
    yield write_book(os.path.join(folder, "长单元格.xlsx"), [HEADER, member(7402, "王" * 100_000)]), None


def flip(raw):
    raw = bytearray(raw)
    for at in range(60, len(raw) - 60, 97):
        raw[at] ^= 0x55
    return bytes(raw)


def told_chinese(text):
    return re.search("[\u4e00-\u9fff]{4,}", text) is not None


def run(tally, seed, folder):
    for path, accepted in bad_files(folder):
        program = seed.copy()
        where = f"{seed.engine.name}: {os.path.basename(path)}"
        before = program.figures("2019-01-01", "2021-12-31")
        words = program.command("import", *REALM, "--kind", "members", "--report-folder", folder, path, "--json")
        status, out, err, peak = measured(words, timeout=60)
        said = out + err
        tally.check(status in (0, 1), f"{where}: ends with status 0 or 1", (status, said))
        tally.check(peak < PEAK_MB, f"{where}: takes less than {PEAK_MB} MB", peak)
        check_answer(tally, where, status, said, accepted)
        if status == 1:
            tally.check(program.figures("2019-01-01", "2021-12-31") == before, f"{where}: refused, nothing is written")
        tally.equal(program.violations(), [], f"{where}: all identities hold")
        program.engine.drop(program.database)
    done = seed.run("import", *REALM, os.path.join(folder, "没有这个文件.xlsx"))
    tally.check(done.returncode == 1 and told_chinese(done.stdout + done.stderr), "a missing file is refused with a sentence")


def check_answer(tally, where, status, said, accepted):
    if accepted == 0:
        tally.equal(status, 1, f"{where}: is refused ({said[:200]})")
    if status == 1:
        tally.check(told_chinese(said), f"{where}: says in Chinese what is wrong", said)
    if accepted:
        try:
            told = json.loads(said.splitlines()[0])
        except (ValueError, IndexError):
            told = {}
        told = told[0] if isinstance(told, list) else told
        tally.equal((status, told.get("accepted")), (0, accepted), f"{where}: is read ({said[:200]})")
