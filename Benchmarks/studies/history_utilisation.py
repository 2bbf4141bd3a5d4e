#!/usr/bin/env python3
"""Schedules past days of a workshop one by one and says how full they were and who was served.

    two_years.py [--from DATE] [--to DATE] [--seed S] [--iterations N] [--referee REFEREE.py] [--bayline PROGRAM]

The days are those of `bayline generate --profile history`: how many vehicles of which kind came is a real workshop's
record. What is scheduled is what was known the evening before: bookings, some of which will fail, and vehicles that
stayed overnight, which stand in the demands of all days until they are ready. Every schedule is judged by the referee.
Each day stands alone: a visit that is left out does not come back.
Load is counted in technicians' minutes at efficiency 100, each member of a crew and each walk-in counted, against the
technicians' working minutes of the day.

Exit status 1 if a run failed or the referee found anything. Needs Python 3.11 and its standard library only.
"""
from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any, Iterable

from generated_days import ROOT, load_referee

DAY = 1440


def work(appointments: Iterable[Any]) -> int:
    """Technicians' minutes at efficiency 100; of alternatives, the quickest."""
    total = 0
    for op in (op for job in appointments for op in job.operations):
        if op.alternatives is not None:
            total += min((minutes for (_, who), minutes in op.alternatives.items() if who is not None), default=0)
        elif op.trade is not None:
            total += op.minutes * op.crew
    return total


def staffed(site: Any, day: int) -> int:
    """Minutes of all technicians' working intervals on a day."""
    return sum(high - low for technician in site.technicians.values()
               for low, high in site.calendars[technician.calendar].working(day, day).intervals)


def percentile(values: list[float], percent: int) -> float:
    """The least value that so many percent of all do not exceed."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="first", default="2021-01-01")
    parser.add_argument("--to", dest="last", default="2022-12-31")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--iterations", type=int, default=200)
    parser.add_argument("--referee", type=Path, default=ROOT / "../shared/referee/referee.py")
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    options = parser.parse_args()
    referee = load_referee(options.referee)

    def bayline(*words: Any) -> str:
        done = subprocess.run([str(word) for word in (options.bayline, *words, "--quiet")], capture_output=True, encoding="utf-8")
        return "" if done.returncode == 0 else f"{words[0]} ended with {done.returncode}: {done.stderr.strip()[:300]}"

    begin = time.monotonic()
    failures, seconds, reasons = 0, [], Counter[str]()
    days = {"all": 0, "weekdays": 0}
    kinds, left_kinds = Counter[str](), Counter[str]()
    asked: list[float] = []
    served: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fault = bayline("generate", "--profile", "history", "--seed", options.seed, "--from", options.first, "--to",
                        options.last, "--out", folder)
        if fault:
            raise SystemExit(fault)
        site_node = referee.load(str(folder / "site.json"))
        site = referee.read_site(site_node)
        for path in sorted(folder.glob("*/demand.json")):
            out = path.with_name("schedule.json")
            started = time.monotonic()
            fault = bayline("schedule", "--site", folder / "site.json", "--demand", path, "--iterations", options.iterations,
                            "--threads", 1, "--out", out)
            seconds.append(time.monotonic() - started)
            if fault:
                print(f"{path.parent.name}: {fault}")
                failures += 1
                continue
            demand_node, schedule = referee.load(str(path)), referee.load(str(out))
            verdict = referee.judge(site_node, demand_node, schedule)
            if verdict.violations or verdict.differences:
                print(f"{path.parent.name}: {'; '.join(verdict.violations + verdict.differences)}")
                failures += 1
            demand = referee.read_demand(demand_node, site)
            left = {item["appointment"]: item["reason"] for item in schedule.value["unscheduled"]}
            reasons.update(left.values())
            kinds.update(job.kind for job in demand.appointments.values())
            left_kinds.update(demand.appointments[name].kind for name in left)
            days["all"] += 1
            if date.fromisoformat(path.parent.name).weekday() < 5:
                days["weekdays"] += 1
                time_there = staffed(site, demand.first_day)
                asked.append(100 * work(demand.appointments.values()) / time_there)
                served.append(100 * work(job for name, job in demand.appointments.items() if name not in left) / time_there)
    vehicles, out_of = kinds.total(), left_kinds.total()
    print(f"days {days['all']}, weekdays {days['weekdays']}, failed or refused by the referee {failures}")
    print(f"vehicles {vehicles}, served {vehicles - out_of} ({100 * (vehicles - out_of) / vehicles:.1f}%), left out {out_of}: "
          + ", ".join(f"{reason} {count}" for reason, count in reasons.most_common()))
    print("left out by kind: " + ", ".join(f"{kind} {left_kinds[kind]} of {count}" for kind, count in kinds.most_common()))
    for what, values in (("asked for", asked), ("served", served)):
        print(f"load of weekdays, {what}: mean {mean(values):.0f}%, 95th percentile {percentile(values, 95):.0f}%")
    print(f"schedule: {sum(seconds):.0f} s in all, {mean(seconds):.2f} s a day, {max(seconds):.2f} s at most; "
          f"with making and judging {time.monotonic() - begin:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
