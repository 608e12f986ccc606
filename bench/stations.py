#!/usr/bin/env python3
"""bench/stations.py register COUNT | ledger COUNT STATIONS [QUARTER]: a register of stations, or a ledger of services of a
year or of a quarter of it, as CSV on stdout. The same numbers give the same rows; no person is real."""
import csv
import random
import sys

what, count = sys.argv[1], int(sys.argv[2])
dice = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 20211103)
out = csv.writer(sys.stdout, lineterminator="\r\n")
HOURS = ("8:30-17:00", "24小时", "周一至周五8:30-17:30，周末休息", "早8点到晚8点", "冬季8:30-17:00 夏季8:00-17:30", "7:00~22:00", "9:00-17:30（周日休息）")
KITS = ("桌椅、饮水机、微波炉、充电", "饮水机、充电、厕所、应急药箱", "微波炉、冰箱、Wi-Fi、AED、空调", "电动车换电、充气泵、书报")
ITEMS = ("义诊", "手机贴膜", "法律咨询", "免费理发", "清凉包", "热饭", "充电", "反诈宣传")
if what == "register":
    out.writerow(("站点编号", "站点名称", "品牌", "地址", "经度", "纬度", "坐标系", "开放时间", "设施清单", "启用日期", "状态"))
    for n in range(count):
        out.writerow((f"S{n:06}", f"试验站{n:06}", "小哥驿站", f"玉山路{n}号", f"{120 + dice.random():.6f}", f"{29 + dice.random():.6f}", "WGS84",
                      dice.choice(HOURS), dice.choice(KITS), "2021-01-04", "在用"))
else:
    stations, quarter = int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 0
    first, months = (1, 12) if quarter == 0 else (3 * quarter - 2, 3)
    out.writerow(("时间", "站点", "服务项目", "服务对象", "手机", "人次", "登记人"))
    for n in range(count):
        month, day = first + n * months // count, 1 + dice.randrange(28)
        who = dice.randrange(200_000)
        named = dice.random() < 0.6
        out.writerow((f"2025-{month:02}-{day:02} {8 + dice.randrange(10):02}:{dice.randrange(60):02}", f"S{dice.randrange(stations):06}", dice.choice(ITEMS),
                      f"职工{who}" if named else "", f"139{who:08}" if named else "", 1 if named else dice.randrange(1, 30), "值班员"))
