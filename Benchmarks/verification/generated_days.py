#!/usr/bin/env python3
"""Generates days, schedules them and has every schedule judged twice: by `bayline verify` and by the referee.

    generated_days.py --profile PROFILE [--days N] [--seed S] [--iterations N] [--jobs N] [--referee REFEREE.py]
                      [--bayline PROGRAM] [--keep DIR]
    generated_days.py [the same options] CASE ...

The first form makes cases by `bayline generate` until their horizons have N days on which vehicles may arrive (6 each for
`week`, 28 for `month` and `huge`, 1 for `small`); the seeds are S, S + 1 and so on. The profile `history`
takes the first N days of its record from 2020-01-01 on, all by seed S. The second form takes folders with `site.json` (it may
lie one folder up) and `demand.json`.

Of each schedule it is asked that

- the program ends within the time limit with exit code 0;
- both judges find no violation, and the stated cost, term by term, to be theirs;
- vehicles that had arrived come first, by id, then the others by arrival and id;
- the visits left out follow the demand, have a known reason, and their `earliest` is a slot of the site's hours and of
  an advisor for the kind, not before `now` nor more than 28 days after the start of the horizon.

Prints counts; exit status 1 if anything was otherwise, and then the files are kept in DIR.
Needs Python 3.11 and its standard library only.
"""
from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any, Iterator

from judging import load_referee

ROOT = Path(__file__).resolve().parents[2]
DAY = 1440
DAYS_AHEAD = 28
HISTORY = "2020-01-01", "2023-08-09"
REASONS = {"technician", "bay", "parts", "availability", "advisor", "booked", "locked", "loaner", "reserve", "capacity"}



def site_of(case: Path) -> Path:
    return case / "site.json" if (case / "site.json").exists() else case.parent / "site.json"


# ---------------------------------------------------------------- checks beyond the rules

def order_faults(schedule: dict[str, Any], demand: Any) -> Iterator[str]:
    keys = [(visit.get("arrival", ""), visit["appointment"]) for visit in schedule["assignments"]]
    if keys != sorted(keys):
        yield "ORDER: the assignments are not in the order of the format"
    position = {name: i for i, name in enumerate(demand.appointments)}
    left = [position[item["appointment"]] for item in schedule["unscheduled"]]
    if left != sorted(left):
        yield "ORDER: the visits left out do not follow the demand"


def earliest_fault(item: dict[str, Any], referee: ModuleType, site: Any, demand: Any) -> str | None:
    """What is wrong with the `earliest` of a visit left out."""
    at = referee.Node("", "$", item["earliest"]).time()
    job = demand.appointments[item["appointment"]]
    reception = site.booking["receptionMinutes"]
    days = demand.start // DAY, demand.start // DAY + DAYS_AHEAD + 1

    def holds(calendar: str) -> bool:
        return site.calendars[calendar].working(*days).holds(at, at + reception)

    if at < demand.now:
        return "before now"
    if at > demand.start + DAYS_AHEAD * DAY:
        return "more than 28 days after the start"
    if at % DAY % site.booking["slotMinutes"]:
        return "not on the grid"
    if not holds(site.hours):
        return "outside the site's hours"
    if not any(job.kind in advisor.kinds and holds(advisor.calendar) for advisor in site.advisors.values()):
        return "no advisor on duty for the kind"
    return None


def reason_faults(schedule: dict[str, Any], referee: ModuleType, site: Any, demand: Any) -> Iterator[str]:
    for item in schedule["unscheduled"]:
        name = item["appointment"]
        if item["reason"] not in REASONS:
            yield f"REASON {name}: {item['reason']}"
        fault = earliest_fault(item, referee, site, demand) if "earliest" in item else None
        if fault:
            yield f"EARLIEST {name} {item['earliest']}: {fault}"


def differences(verdict: Any, answer: dict[str, Any]) -> Iterator[str]:
    """What a judge finds, and where the two differ."""
    yield from (f"referee: {text}" for text in verdict.violations + verdict.differences)
    yield from (f"verify: {text}" for text in answer["violations"] + answer["differences"])
    ours = answer["cost"]["terms"], answer["cost"]["total"], answer["feasible"], answer["unscheduled"]
    theirs = verdict.terms, verdict.total, not verdict.violations, verdict.unscheduled
    for what, our, their in zip(("terms", "total", "feasible", "unscheduled"), ours, theirs):
        if our != their:
            yield f"{what}: verify {our}, the referee {their}"


# ---------------------------------------------------------------- one case

def run(command: list[Any], seconds: float) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, encoding="utf-8", timeout=seconds)


def schedule_and_judge(case: Path, options: argparse.Namespace) -> tuple[Counter[str], list[str]]:
    """Counts of a case's schedule, and what is wrong with it."""
    site, demand, out = site_of(case), case / "demand.json", case / options.name
    files = ["--site", site, "--demand", demand]
    begin = time.monotonic()
    try:
        made = run([options.bayline, "schedule", *files, "--iterations", options.iterations, "--threads",
                    options.threads, "--quiet", "--out", out], options.seconds)
        seconds = time.monotonic() - begin
        if made.returncode != 0:
            return Counter(), [f"schedule ended with {made.returncode}: {made.stderr.strip()[:500]}"]
        judged = run([options.bayline, "verify", *files, "--json", out], options.seconds)
    except subprocess.TimeoutExpired as late:
        return Counter(), [f"{late.cmd[1]}: no end within {options.seconds:g} s"]
    if judged.returncode not in (0, 1):
        return Counter(), [f"verify ended with {judged.returncode}: {judged.stderr.strip()[:500]}"]
    referee = options.module
    nodes = [referee.load(str(path)) for path in (site, demand, out)]
    verdict = referee.judge(*nodes)
    place = referee.read_site(nodes[0])
    wanted, schedule = referee.read_demand(nodes[1], place), nodes[2].value
    wrong = [*differences(verdict, json.loads(judged.stdout)), *order_faults(schedule, wanted),
             *reason_faults(schedule, referee, place, wanted)]
    if "cost" not in schedule:
        wrong.append("no stated cost")
    counts = Counter({"vehicles": len(wanted.appointments), "left out": len(schedule["unscheduled"])})
    counts.update(item["reason"] for item in schedule["unscheduled"])
    counts["earliest"] = sum("earliest" in item for item in schedule["unscheduled"])
    counts["milliseconds"] = round(seconds * 1000)
    return counts, wrong


def one(case: Path | tuple[str, int], options: argparse.Namespace) -> tuple[str, Counter[str], list[str], int]:
    """A case's name, counts, faults and milliseconds; a generated one is made first and removed again."""
    if not hasattr(options, "module"):
        options.module = load_referee(options.referee)
    if isinstance(case, Path):
        counts, wrong = schedule_and_judge(case, options)
        return str(case), counts, wrong, counts.pop("milliseconds", 0)
    profile, seed = case
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = run([options.bayline, "generate", "--profile", profile, "--seed", seed, "--quiet", "--out", folder], 60)
        if made.returncode != 0:
            return f"{profile} {seed}", Counter(), [f"generate: {made.stderr.strip()[:500]}"], 0
        counts, wrong = schedule_and_judge(folder, options)
        if wrong:
            shutil.copytree(folder, options.keep / f"{profile}-{seed}", dirs_exist_ok=True)
        return f"{profile} {seed}", counts, wrong, counts.pop("milliseconds", 0)


def arrival_days(options: argparse.Namespace) -> int:
    """Days on which vehicles may arrive in a case of the profile."""
    with tempfile.TemporaryDirectory() as name:
        made = run([options.bayline, "generate", "--profile", options.profile, "--quiet", "--out", name], 60)
        if made.returncode != 0:
            raise SystemExit(f"generate ended with {made.returncode}: {made.stderr.strip()}")
        return json.loads((Path(name) / "demand.json").read_bytes())["horizon"].get("days", 1)


def past_days(folder: Path, options: argparse.Namespace) -> list[Path]:
    made = run([options.bayline, "generate", "--profile", "history", "--seed", options.seed, "--from", HISTORY[0],
                "--to", HISTORY[1], "--quiet", "--out", folder], 600)
    if made.returncode != 0:
        raise SystemExit(f"generate ended with {made.returncode}: {made.stderr.strip()}")
    days = sorted(path.parent for path in folder.glob("*/demand.json"))
    return days[:options.days]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="*", type=Path, metavar="CASE")
    parser.add_argument("--profile", help="a profile of bayline generate")
    parser.add_argument("--days", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--iterations", type=int, default=50, help="of each search thread")
    parser.add_argument("--threads", type=int, default=1, help="of each schedule")
    parser.add_argument("--jobs", type=int, default=1, help="cases side by side")
    parser.add_argument("--seconds", type=float, default=60, help="time limit of a run of the program")
    parser.add_argument("--referee", type=Path, default=ROOT / "../shared/referee/referee.py")
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    parser.add_argument("--keep", type=Path, default=Path("disagreements"), help="folder for the files of what is wrong")
    options = parser.parse_args()
    if bool(options.cases) == bool(options.profile):
        parser.error("either --profile or cases")
    options.name = "schedule.json"

    with tempfile.TemporaryDirectory() as name:
        temporary = Path(name)
        cases: list[Any] = []
        for i, case in enumerate(options.cases):  # schedules of given cases are written beside copies of them
            copy = temporary / f"{i:04}-{case.resolve().name}"
            copy.mkdir()
            shutil.copy(site_of(case), copy / "site.json")
            shutil.copy(case / "demand.json", copy / "demand.json")
            cases.append(copy)
        if options.profile == "history":
            cases = past_days(temporary, options)
            days = len(cases)
        elif options.profile:
            each = arrival_days(options)
            cases = [(options.profile, options.seed + i) for i in range(-(-options.days // each))]
            days = each * len(cases)
        else:
            days = len(cases)
        totals, failures, slowest = Counter[str](), 0, (0, "")
        begin = time.monotonic()
        with ProcessPoolExecutor(options.jobs) as pool:
            for case, (label, counts, wrong, took) in zip(cases, pool.map(one, cases, [options] * len(cases))):
                totals += counts
                slowest = max(slowest, (took, label))
                totals["milliseconds"] += took
                if wrong:
                    failures += 1
                    if isinstance(case, Path):
                        shutil.copytree(case, options.keep / case.name, dirs_exist_ok=True)
                        shutil.copy(site_of(case), options.keep / case.name)
                for text in wrong:
                    print(f"{label}: {text}", flush=True)
    reasons = ", ".join(f"{name} {totals[name]}" for name in sorted(REASONS) if totals[name])
    print(f"{options.profile or 'cases'}: {len(cases)} cases, {days} days, {totals['vehicles']} vehicles, "
          f"{totals['left out']} left out ({reasons}; earliest given {totals['earliest']}); "
          f"wrong: {failures} of {len(cases)}; schedule {totals['milliseconds'] / 1000 / max(1, len(cases)):.2f} s in the mean, "
          f"{slowest[0] / 1000:.2f} s at most ({Path(slowest[1]).name}); {time.monotonic() - begin:.0f} s in all")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
