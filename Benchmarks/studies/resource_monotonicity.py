#!/usr/bin/env python3
"""Asks whether one more of a resource ever makes the planned cost worse, over random sites.

    one_more.py [--sites N] [--seed S] [--iterations N] [--noise K] [--jobs N] [--bayline PROGRAM] [--keep DIR]

Makes N sites by `bayline generate`, profiles and seeds drawn by S, and lets `bayline whatif` add one more of each resource by
turns: technicians by trade, level and papers, bays by type, advisors, loan vehicles, parts that are short. Each plan is searched for the same
iterations. What is added can be left alone, so the best plan never costs more; plans that are searched for can, by the luck of the search, which is
measured: today's day is planned with K more seeds, and `noise.margin` is the half-width of the 95% interval of a difference by luck alone.

A row that costs more than that is searched again with ten times the iterations; one that again costs more than the
noise, which is smaller by then, is wrong: exit status 1, and its files are kept in DIR.

Prints a line a profile: sites, rows, rows that cost less or more beyond the noise, and the noise in percent of the cost.
Needs Python 3.11 and its standard library only.
"""
from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# Profiles with the share of the sites that they make.
PROFILES = {"small": 40, "demo": 20, "medium": 15, "scarce": 15, "replan": 10}


def whatif(case: Path, iterations: int, seed: int, options: argparse.Namespace) -> dict[str, Any]:
    command = [
        options.bayline, "whatif", "--site", case / "site.json", "--demand", case / "demand.json", "--iterations", iterations,
        "--replications", 1, "--noise", options.noise, "--seed", seed, "--threads", 1, "--json", "--quiet",
    ]
    done = subprocess.run([str(word) for word in command], capture_output=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"{case}: exit {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)


def extra(row: dict[str, Any]) -> float:
    """By how much a row costs more than today."""
    return row["differences"]["cost"]["mean"]


def one_site(profile: str, seed: int, options: argparse.Namespace) -> dict[str, Any]:
    case = Path(tempfile.mkdtemp(prefix=f"{profile}-{seed}-"))
    subprocess.run(
        [options.bayline, "generate", "--profile", profile, "--seed", str(seed), "--out", case, "--quiet"], check=True)
    result = whatif(case, options.iterations, 1, options)
    margin = result["noise"]["margin"]
    dearer = [row["name"] for row in result["oneMore"] if extra(row) > margin]
    wrong: list[str] = []
    if dearer:
        again = whatif(case, 10 * options.iterations, 2, options)
        wrong = [
            f"{profile} {seed}: {row['name']} costs {extra(row):.0f} more, noise {again['noise']['margin']:.0f}"
            for row in again["oneMore"] if row["name"] in dearer and extra(row) > again["noise"]["margin"]
        ]
    if wrong and options.keep:
        shutil.copytree(case, Path(options.keep) / case.name)
    shutil.rmtree(case)
    return {
        "profile": profile, "rows": [(row["resource"]["type"], extra(row)) for row in result["oneMore"]], "margin": margin,
        "cost": result["today"]["cost"]["total"], "dearer": len(dearer), "wrong": wrong,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sites", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--iterations", type=int, default=2000)
    parser.add_argument("--noise", type=int, default=8)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--bayline", default=ROOT / ".build/release/bayline")
    parser.add_argument("--keep")
    options = parser.parse_args()

    draw = random.Random(options.seed)
    names = draw.choices(list(PROFILES), weights=list(PROFILES.values()), k=options.sites)
    cases = [(name, draw.randrange(1, 1_000_000)) for name in names]
    with ThreadPoolExecutor(options.jobs) as pool:
        sites = list(pool.map(lambda case: one_site(*case, options), cases))

    print("| profile | sites | rows | less, beyond the noise | within the noise | more, beyond it | again with ten times the search | "
          "noise, % of the cost, median |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for site in sites:
        groups[site["profile"]].append(site)
    for name, group in [*sorted(groups.items()), ("all", sites)]:
        rows = [(points, site["margin"]) for site in group for _, points in site["rows"]]
        less = sum(points < -margin for points, margin in rows)
        more = sum(points > margin for points, margin in rows)
        noise = statistics.median(100 * site["margin"] / max(1, site["cost"]) for site in group)
        wrong = sum(len(site["wrong"]) for site in group)
        print(f"| {name} | {len(group)} | {len(rows)} | {less} | {len(rows) - less - more} | {more} | {wrong} | {noise:.1f} |")
    kinds: Counter[str] = Counter()
    useful: Counter[str] = Counter()
    for site in sites:
        for kind, points in site["rows"]:
            kinds[kind] += 1
            useful[kind] += points < -site["margin"]
    print("\nclearly useful: " + ", ".join(f"{kind} {useful[kind]} of {kinds[kind]}" for kind in sorted(kinds)))
    wrong = [line for site in sites for line in site["wrong"]]
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
