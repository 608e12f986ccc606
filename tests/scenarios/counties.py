"""Registers of stations and ledgers of services as other counties write them: other words, orders, encodings and mistakes. Each data row says
beside itself what a careful cadre would make of it."""
import os
import sqlite3

from keqiao import marks_of
from live.program import Program
from live.workbook import write_book

HEAD = ["序号", "编号", "驿站全称", "所属乡镇", "详细地址", "纬度（高德）", "经度（高德）", "服务时间", "配备设施", "使用状态", "投用时间"]
# name, position as written (latitude, longitude), hours, kit, status, day: then outcome, hours, datum, kit counted, status
REGISTER = (
    (("湖边驿站", "30.092072", "120.486521", "全天", "桌椅2套、饮水机1台", "在用", "2021年5月"), ("是", "Mo-Su 00:00-24:00", "gcj02", 2, "in_use")),
    (("桥头驿站", "120.491551", "30.091617", "早七晚九", "1.桌椅 2.饮水机 3.AED", "运行中", "2021.5.4"), ("是", "Mo-Su 07:00-21:00", "gcj02", 3, "in_use")),
    (("东门驿站", "30°5′29″", "120°29′11″", "6月1日-9月30日 8:00-18:00，其余8:30-17:00", "微波炉/冰箱", "√", "20210504"),
     ("是", "06-01..09-30 Mo-Su 08:00-18:00; 10-01..05-31 Mo-Su 08:30-17:00", "gcj02", 2, "in_use")),
    (("西门驿站", "", "N30.0921 E120.4865", "逢周一闭馆，其余9:00-17:00", "微波炉（损坏）、饮水机×2", "停用", ""), ("跳过", "Tu-Su 09:00-17:00", "gcj02", 2, "paused")),
    (("北门驿站", "30.0", "120.5", "营业时间同网点", "无", "筹建中", ""), ("跳过", "", "gcj02", 0, "planned")),
    (("湖边驿站", "30.092072", "120.486521", "全天", "", "在用", ""), ("合并", None, None, None, None)),
    (("", "30.092072", "120.486521", "全天", "", "在用", ""), ("否", None, None, None, None)),
)
LEDGER_HEAD = ["日期", "时间", "驿站", "服务内容", "姓名", "联系电话", "人次", "值班员"]
LEDGER = (  # the row, then its 人次, or what becomes of it instead
    (("2021-06-01", "9:05", "湖边爱心站", "义诊", "张三", "13800000001", "1", "李"), 1),
    (("2021/6/1", "14:05", "330603801", "爱心理发", "王五", "13800000002", "", "李"), 1),
    (("2021年6月2日", "上午", "河边爱心站", "手机贴膜", "匿名", "", "3人次", "李"), 3),
    (("2021.6.3", "8:05", "330603801湖边爱心站", "疫苗接种", "", "", "三", "李"), 3),
    (("6月5日", "上午", "桥边小哥站", "免费贴膜服务", "赵六", "138 0000 0003", "约20", "李"), 20),
    (("20210604", "", "湖边爱心站（330603801）", "健康\n义诊", "赵六", "13800000003", "１２", "李"), 12),
    (("2021-06-06", "9:00", "桥边小哥站", "打麻将", "赵六", "13800000003", "1", "李"), "否"),
    (("2021-06-06", "9:00", "没有的站", "义诊", "赵六", "13800000003", "1", "李"), "否"),
    (("2021-06-06", "9:00", "桥边小哥站", "义诊", "赵六", "13800000003", "0", "李"), "否"),
    (("2021-06-06", "9:00", "桥边小哥站", "义诊", "赵六", "13800000003", "-1", "李"), "否"),
    (("2021-04-30", "9:00", "桥边小哥站", "义诊", "赵六", "13800000003", "1", "李"), "否"),
    (("2021-12-30", "9:00", "桥边小哥站", "义诊", "赵六", "13800000003", "1", "李"), "否"),
    (("2021-06-31", "9:00", "桥边小哥站", "义诊", "赵六", "13800000003", "1", "李"), "否"),
    (("", "9:00", "桥边小哥站", "义诊", "赵六", "13800000003", "1", "李"), "否"),
    (("2021-06-07", "10:00", "桥边小哥站", "充电", "孙七", "13800000004", "2", "李"), 2),
    (("2021-06-07", "10:00", "桥边小哥站", "充电", "孙七", "13800000004", "2", "李"), "合并"),
)
# What a spreadsheet program writes: encoding, separator, line end, byte order mark.
WAYS = {"utf8": ("utf-8", ",", "\r\n", b"\xef\xbb\xbf"), "gbk": ("gbk", ";", "\n", b""), "utf16": ("utf-16-le", "\t", "\r\n", b"\xff\xfe"),
        "rare": ("gb18030", ",", "\n", b"")}


def quoted(value, separator):
    needs = any(c in value for c in separator + '"\n')
    return '"' + value.replace('"', '""') + '"' if needs else value


def write_csv(path, rows, way):
    encoding, separator, end, mark = WAYS[way]
    text = "".join(separator.join(quoted(c, separator) for c in row) + end for row in rows)
    with open(path, "wb") as file:
        file.write(mark + text.encode(encoding))
    return path


def check_register(tally, program, folder, where):
    rows = [["某县户外劳动者驿站情况汇总表"], ["填报单位：某县总工会", "", "", "填报日期：2021-11-12"], HEAD]
    for n, ((name, lat, lon, hours, kit, status, day), _) in enumerate(REGISTER, 1):
        rows.append([str(n), f"{n:03}" if name != "湖边驿站" else "001", name, "柯桥", "某路1号", lat, lon, hours, kit, status, day])
    rows += [["合计", "", f"{len(REGISTER)}个"], [], ["填表人：张三", "", "", "审核人：李四"]]
    answer = program.imports([write_book(os.path.join(folder, "驿站汇总.xlsx"), rows)], folder, timeout=60)[0]
    tally.equal(answer["kind"], "stations", f"{where}: the register is known for one")
    marks = [mark for _, (mark, _) in sorted(marks_of(answer["report"]).items()) if mark]
    tally.equal(marks[:len(REGISTER)], [told[0] for _, told in REGISTER], f"{where}: what becomes of each row of the register")
    if program.engine.name == "sqlite":
        check_rows(tally, program, where)


def check_rows(tally, program, where):
    house = sqlite3.connect(program.database)
    for (name, *_), (_, hours, datum, kit, status) in REGISTER:
        if hours is None:
            continue
        row = house.execute("SELECT hours, datum, (SELECT count(*) FROM station_kit k WHERE k.station_id = s.id), status FROM station s "
                            "WHERE name = ?", (name,)).fetchone()
        tally.equal(row, (hours, datum, kit, status), f"{where}: {name} as it is kept")
    house.close()


def check_ledgers(tally, binary, engine, folder, where):
    register = os.path.join(folder, "站点.csv")
    write_csv(register, [["站点编号", "站点名称", "启用日期", "状态"], ["330603801", "湖边爱心站", "2021-03-01", "在用"],
                         ["330603802", "河边爱心站", "", "在用"], ["330603803", "桥边小哥站", "2021年5月1日", "在用"]], "utf8")
    for way in WAYS:
        program = Program(binary, engine, engine.fresh())
        program.imports([register], folder, timeout=60)
        body = [list(row) for row, _ in LEDGER]
        if way == "rare":
            body[0][4] = "张𠮷"  # four bytes, which a reader of GBK cannot hold
        path = write_csv(os.path.join(folder, f"服务台账_{way}_2021年11月.csv"), [LEDGER_HEAD, *body], way)
        answer = program.imports([path], folder, timeout=60)[0]
        marks = [mark for _, (mark, _) in sorted(marks_of(answer["report"]).items()) if mark]
        tally.equal(marks[:len(LEDGER)], ["是" if isinstance(told, int) else told for _, told in LEDGER], f"{where}: rows of the ledger in {way}")
        figures = {f["code"]: f["value"] for f in program.figures("2021-01-01", "2021-11-12")}
        tally.equal((figures["service.times"], figures["service.people"]), (sum(t for _, t in LEDGER if isinstance(t, int)), 4),
                    f"{where}: 人次 and 人 of the ledger in {way}")
        tally.equal(program.violations(), [], f"{where}: all identities hold after {way}")
        engine.drop(program.database)


def run(tally, binary, engine):
    where, folder = "counties on " + engine.name, os.path.join(engine.folder, "counties-" + engine.name)
    os.makedirs(folder, exist_ok=True)
    program = Program(binary, engine, engine.fresh())
    check_register(tally, program, folder, where)
    engine.drop(program.database)
    check_ledgers(tally, binary, engine, folder, where)
