"""Worsens the records of past days on purpose and checks that `bayline backtest` shows it.

HISTORY is a folder of past days with `site.json`. In a copy, every operation and every ready time of the records is
`--minutes` later. Both histories are compared with themselves and with Bayline's plans. Checked:

- the record as the plan shows no difference in either history;
- in the worsened one the wait for the work is longer by exactly these minutes, and its days cost more;
- against the worsened one a plan gains more.

The exit status is 1 if any check failed.
"""
from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from support.project import DATASETS, Json, argument_parser, read_json, run_checked, write_json


def later(time: str, minutes: int) -> str:
    return (datetime.fromisoformat(time) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")


def worsen(record: Json, minutes: int) -> None:
    for visit in record["visits"]:
        for work in visit.get("operations", []):
            work["start"], work["end"] = later(work["start"], minutes), later(work["end"], minutes)
        if "ready" in visit:
            visit["ready"] = later(visit["ready"], minutes)


def worsened(history: Path, minutes: int, folder: Path) -> Path:
    """A copy of a history with later work."""
    copy = folder / "worsened"
    shutil.copytree(history, copy)
    for path in copy.glob("*/actual.json"):
        record = read_json(path)
        worsen(record, minutes)
        write_json(path, record)
    return copy


def backtest(history: Path, plan: str, options: argparse.Namespace) -> Json:
    return json.loads(run_checked(
        options.bayline, "backtest", "--site", history / "site.json", history, "--plan", plan, "--iterations",
        options.iterations, "--json", "--quiet", timeout=3600))


def main() -> int:
    parser = argument_parser(__doc__)
    parser.add_argument("history", type=Path, nargs="?", default=DATASETS / "history", metavar="HISTORY",
                        help="past days with site.json")
    parser.add_argument("--minutes", type=int, default=45, help="how much later the work is")
    parser.add_argument("--iterations", type=int, default=300, help="iterations of each plan")
    options = parser.parse_args()
    has_failed = False

    def check(what: str, holds: bool) -> None:
        nonlocal has_failed
        has_failed |= not holds
        print(f"{'passed' if holds else 'FAILED'}  {what}")

    with tempfile.TemporaryDirectory() as folder:
        histories = {"original": options.history, "worsened": worsened(options.history, options.minutes, Path(folder))}
        results = {name: {plan: backtest(history, plan, options) for plan in ("record", "bayline")}
                   for name, history in histories.items()}
    for name, result in results.items():
        differences = result["record"]["plans"][0]["differences"]
        check(f"{name} record as the plan: no difference in {len(differences)} figures",
              all(difference["mean"] == 0 for difference in differences.values()))
    original, changed = (results[name]["bayline"]["record"] for name in ("original", "worsened"))
    wait = changed["workWait"] - original["workWait"]
    check(f"the wait for the work is {wait:.3f} minutes longer", abs(wait - options.minutes) < 1e-6)
    check(f"the cost per day rises from {original['points']:.0f} to {changed['points']:.0f}",
          changed["points"] > original["points"])
    gains = {name: result["bayline"]["plans"][0]["differences"]["points"] for name, result in results.items()}
    for name, gain in gains.items():
        print(f"        Bayline against the {name} record: {gain['mean']:.0f} "
              f"[{gain.get('low', 0):.0f}, {gain.get('high', 0):.0f}] points per day")
    check("a plan gains more against the worsened record", gains["worsened"]["mean"] < gains["original"]["mean"])
    return 1 if has_failed else 0


if __name__ == "__main__":
    sys.exit(main())
