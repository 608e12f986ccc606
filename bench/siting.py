#!/usr/bin/env python3
"""bench/siting.py FOLDER: mclp.json (2,000 points, 300 sites), the same as mclp.lp for a solver alone, median.json (900 points)."""
import json
import math
import random
import sys

folder, dice = sys.argv[1], random.Random(20211103)
points = [{"id": f"d{i}", "weight": dice.randrange(1, 60), "x": dice.random() * 10000, "y": dice.random() * 10000} for i in range(2000)]
sites = [{"id": f"s{j}", "x": dice.random() * 10000, "y": dice.random() * 10000} for j in range(300)]
with open(f"{folder}/mclp.json", "w", encoding="utf-8") as file:
    json.dump({"kind": "mclp", "p": 20, "radius": 900, "demand": points, "sites": sites}, file)
near = [[j for j, s in enumerate(sites) if math.hypot(p["x"] - s["x"], p["y"] - s["y"]) <= 900] for p in points]
with open(f"{folder}/mclp.lp", "w", encoding="utf-8") as file:
    file.write("Maximize\n obj: " + "\n + ".join(f"{p['weight']} y{i}" for i, p in enumerate(points) if near[i]) + "\nSubject To\n")
    for i, reach in enumerate(near):
        if reach:
            file.write(f" c{i}: y{i} - " + " - ".join(f"x{j}" for j in reach) + " <= 0\n")
    file.write(" count: " + "\n + ".join(f"x{j}" for j in range(300)) + " = 20\nBounds\n")
    file.writelines(f" y{i} <= 1\n" for i in range(2000) if near[i])
    file.write("Binaries\n" + "\n".join(f" x{j}" for j in range(300)) + "\nEnd\n")
spots = [{"id": f"v{i}", "x": dice.randrange(1000), "y": dice.randrange(1000)} for i in range(900)]
apart = [[round(math.hypot(a["x"] - b["x"], a["y"] - b["y"])) for b in spots] for a in spots]
with open(f"{folder}/median.json", "w", encoding="utf-8") as file:
    json.dump({"kind": "p-median", "p": 90, "seconds": 60, "demand": spots, "sites": spots, "distances": apart}, file)
