#!/usr/bin/env python3
"""Makes the records of past days worse on purpose and asks whether `bayline backtest` shows it.

    worse_record.py HISTORY [--minutes N] [--bayline PROGRAM] [--iterations N]

Copies the history, lets every operation and every ready time of the records be N minutes later (45 unless said otherwise), and holds both against
themselves and against Bayline's plans. The record as plan must show no difference in either; the wait for the work must be N minutes longer in
the worse one, to the minute; the cost of its days must be higher, and with it what a plan gains. Exit status 1 if not.

Needs Python 3.11 and its standard library only.
"""
from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any


def later(time: str, minutes: int) -> str:
    return (datetime.fromisoformat(time) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")


def worsen(record: dict[str, Any], minutes: int) -> None:
    for visit in record["visits"]:
        for work in visit.get("operations", []):
            work["start"], work["end"] = later(work["start"], minutes), later(work["end"], minutes)
        if "ready" in visit:
            visit["ready"] = later(visit["ready"], minutes)


def backtest(history: Path, plan: str, options: argparse.Namespace) -> dict[str, Any]:
    command = [
        options.bayline, "backtest", "--site", str(history / "site.json"), str(history), "--plan", plan, "--iterations",
        str(options.iterations), "--json", "--quiet",
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"{history}: exit {done.returncode}: {done.stderr[:2000]}")
    return json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("history", type=Path)
    parser.add_argument("--minutes", type=int, default=45)
    parser.add_argument("--bayline", default=".build/release/bayline")
    parser.add_argument("--iterations", type=int, default=300)
    options = parser.parse_args()
    failed = False

    with tempfile.TemporaryDirectory() as place:
        worse = Path(place) / "worse"
        shutil.copytree(options.history, worse)
        for file in worse.glob("*/actual.json"):
            record = json.loads(file.read_text(encoding="utf-8"))
            worsen(record, options.minutes)
            file.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")

        def check(what: str, holds: bool) -> None:
            nonlocal failed
            failed |= not holds
            print(f"{'yes' if holds else 'NO '}  {what}")

        results = {name: {plan: backtest(folder, plan, options) for plan in ("record", "bayline")}
                   for name, folder in (("record", options.history), ("worse", worse))}
        for name, result in results.items():
            differences = result["record"]["plans"][0]["differences"]
            check(f"{name} as plan: no difference in {len(differences)} figures",
                  all(difference["mean"] == 0 for difference in differences.values()))
        means = {name: result["bayline"]["record"] for name, result in results.items()}
        wait = means["worse"]["workWait"] - means["record"]["workWait"]
        check(f"wait for the work longer by {wait:.3f} minutes", abs(wait - options.minutes) < 1e-6)
        check(f"cost of a day {means['record']['points']:.0f} -> {means['worse']['points']:.0f}",
              means["worse"]["points"] > means["record"]["points"])
        gains = {name: result["bayline"]["plans"][0]["differences"]["points"] for name, result in results.items()}
        for name, gain in gains.items():
            print(f"     Bayline less {name}: {gain['mean']:.0f} [{gain.get('low', 0):.0f}, {gain.get('high', 0):.0f}] points a day")
        check("a plan gains more against the worse record", gains["worse"]["mean"] < gains["record"]["mean"])
    sys.exit(1 if failed else 0)


main()
