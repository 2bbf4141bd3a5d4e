"""Schedules generated days and compares the verdicts of `bayline verify` and the referee on every schedule.

With `--profile`, cases are generated from seed `--seed` on until their horizons have `--days` days on which vehicles may
arrive (6 for `week`, 28 for `month` and `huge`, 1 for `small`); the profile `history` takes the first days of its record
from 2020-01-01 on, all from one seed. Otherwise each CASE is a folder with `demand.json` and `site.json`, which may be one
folder up.

Checked of each schedule:

- the program exits with status 0 within the time limit;
- neither verdict has a violation, and both have the stated cost, term by term;
- vehicles that had arrived come first, sorted by id, then the others by arrival and id;
- unscheduled visits are in the order of the demand with a known reason; `earliest` is a slot within the hours of the site
  and of an advisor for the kind, not before `now` and at most 28 days after the start of the horizon.

Prints counts; the exit status is 1 if any check failed.
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
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from support.project import (
    DAY, Case, Json, ProgramError, argument_parser, generate, judge_files, keep_files, load_referee, objections, read_json,
    run, run_checked)

EARLIEST_DAYS = 28
HISTORY = "2020-01-01", "2023-08-09"
REASONS = {"technician", "bay", "parts", "availability", "advisor", "booked", "locked", "loaner", "reserve", "capacity"}


# ---------------------------------------------------------------- checks beyond the rules

def order_failures(schedule: Json, demand: Any) -> Iterator[str]:
    keys = [(visit.get("arrival", ""), visit["appointment"]) for visit in schedule["assignments"]]
    if keys != sorted(keys):
        yield "ORDER: the assignments are not in the order of the format"
    position = {name: i for i, name in enumerate(demand.appointments)}
    unscheduled = [position[item["appointment"]] for item in schedule["unscheduled"]]
    if unscheduled != sorted(unscheduled):
        yield "ORDER: the unscheduled visits are not in the order of the demand"


def earliest_failure(item: Json, referee: Any, site: Any, demand: Any) -> str | None:
    """What is wrong with the `earliest` of an unscheduled visit."""
    at = referee.Node("", "$", item["earliest"]).time()
    job = demand.appointments[item["appointment"]]
    reception = site.booking["receptionMinutes"]
    days = demand.start // DAY, demand.start // DAY + EARLIEST_DAYS + 1

    def is_open(calendar: str) -> bool:
        return site.calendars[calendar].working(*days).holds(at, at + reception)

    if at < demand.now:
        return "before now"
    if at > demand.start + EARLIEST_DAYS * DAY:
        return f"more than {EARLIEST_DAYS} days after the start"
    if at % DAY % site.booking["slotMinutes"]:
        return "not on the grid"
    if not is_open(site.hours):
        return "outside the site's hours"
    if not any(job.kind in advisor.kinds and is_open(advisor.calendar) for advisor in site.advisors.values()):
        return "no advisor on duty for the kind"
    return None


def reason_failures(schedule: Json, referee: Any, site: Any, demand: Any) -> Iterator[str]:
    for item in schedule["unscheduled"]:
        name = item["appointment"]
        if item["reason"] not in REASONS:
            yield f"REASON {name}: {item['reason']}"
        failure = earliest_failure(item, referee, site, demand) if "earliest" in item else None
        if failure:
            yield f"EARLIEST {name} {item['earliest']}: {failure}"


def verdict_failures(verdict: Any, answer: Json) -> Iterator[str]:
    """What either verdict objects to, and where they differ."""
    yield from (f"referee: {text}" for text in objections(verdict))
    yield from (f"verify: {text}" for text in answer["violations"] + answer["differences"])
    ours = answer["cost"]["terms"], answer["cost"]["total"], answer["feasible"], answer["unscheduled"]
    theirs = verdict.terms, verdict.total, not verdict.violations, verdict.unscheduled
    for what, our, their in zip(("terms", "total", "feasible", "unscheduled"), ours, theirs):
        if our != their:
            yield f"{what}: verify {our}, the referee {their}"


# ---------------------------------------------------------------- one case

def check_case(case: Case, options: argparse.Namespace) -> tuple[Counter[str], list[str]]:
    """Schedules a case; the counts of its schedule, and what is wrong with it."""
    begin = time.monotonic()
    try:
        run_checked(options.bayline, "schedule", *case.arguments, "--iterations", options.iterations, "--threads",
                    options.threads, "--quiet", "--out", case.schedule, timeout=options.timeout)
        seconds = time.monotonic() - begin
        verified = run(options.bayline, "verify", *case.arguments, "--json", case.schedule, timeout=options.timeout)
    except ProgramError as error:
        return Counter(), [str(error)]
    except subprocess.TimeoutExpired as error:
        return Counter(), [f"{error.cmd[1]}: no end within {options.timeout:g} s"]
    if verified.returncode not in (0, 1):
        return Counter(), [f"verify exited with {verified.returncode}: {verified.stderr.strip()[:500]}"]
    referee = load_referee(options.referee)
    verdict = judge_files(referee, case.site, case.demand, case.schedule)
    site = referee.read_site(referee.load(str(case.site)))
    demand = referee.read_demand(referee.load(str(case.demand)), site)
    schedule = read_json(case.schedule)
    failures = [*verdict_failures(verdict, json.loads(verified.stdout)), *order_failures(schedule, demand),
                *reason_failures(schedule, referee, site, demand)]
    if "cost" not in schedule:
        failures.append("no stated cost")
    unscheduled = schedule["unscheduled"]
    counts = Counter({"vehicles": len(demand.appointments), "unscheduled": len(unscheduled)})
    counts.update(item["reason"] for item in unscheduled)
    counts["earliest"] = sum("earliest" in item for item in unscheduled)
    counts["milliseconds"] = round(seconds * 1000)
    return counts, failures


def check(source: Path | tuple[str, int], options: argparse.Namespace) -> tuple[str, Counter[str], list[str]]:
    """The label, counts and failures of a folder, or of a case that is generated from a profile and a seed."""
    if isinstance(source, Path):
        return str(source), *check_case(Case(source), options)
    profile, seed = source
    with tempfile.TemporaryDirectory() as name:
        try:
            counts, failures = check_case(generate(options.bayline, Path(name), profile, seed), options)
        except ProgramError as error:
            counts, failures = Counter(), [str(error)]
        if failures:
            keep_files(Path(name), options.keep, f"{profile}-{seed}")
    return f"{profile} {seed}", counts, failures


# ---------------------------------------------------------------- the cases

def arrival_days(profile: str, options: argparse.Namespace) -> int:
    """The days on which vehicles may arrive in a case of a profile."""
    with tempfile.TemporaryDirectory() as name:
        return read_json(generate(options.bayline, Path(name), profile).demand)["horizon"].get("days", 1)


def history_days(folder: Path, options: argparse.Namespace) -> list[Path]:
    first, last = HISTORY
    generate(options.bayline, folder, "history", options.seed, "--from", first, "--to", last)
    return sorted(path.parent for path in folder.glob("*/demand.json"))[:options.days]


def copy_cases(cases: list[Path], folder: Path) -> list[Path]:
    """Copies of cases, so that the schedules are not written beside the originals."""
    copies = []
    for i, case in enumerate(map(Case, cases)):
        copy = folder / f"{i:04}-{case.name}"
        copy.mkdir()
        shutil.copy(case.site, copy / "site.json")
        shutil.copy(case.demand, copy / "demand.json")
        copies.append(copy)
    return copies


def main() -> int:
    parser = argument_parser(__doc__, referee=True, keep=True)
    parser.add_argument("cases", nargs="*", type=Path, metavar="CASE")
    parser.add_argument("--profile", help="a profile of bayline generate")
    parser.add_argument("--days", type=int, default=1000, help="days to generate")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first case")
    parser.add_argument("--iterations", type=int, default=50, help="iterations of each search thread")
    parser.add_argument("--threads", type=int, default=1, help="threads of each search")
    parser.add_argument("--jobs", type=int, default=1, help="cases in parallel")
    parser.add_argument("--timeout", type=float, default=60, help="seconds for each run of the program")
    options = parser.parse_args()
    if bool(options.cases) == bool(options.profile):
        parser.error("name either --profile or cases")

    begin = time.monotonic()
    totals, failed, slowest = Counter[str](), 0, (0, "")
    with tempfile.TemporaryDirectory() as name:
        sources: list[Any]
        days_of_each = 1
        if options.profile == "history":
            sources = history_days(Path(name), options)
        elif options.profile:
            days_of_each = arrival_days(options.profile, options)
            sources = [(options.profile, options.seed + i) for i in range(-(-options.days // days_of_each))]
        else:
            sources = copy_cases(options.cases, Path(name))
        with ProcessPoolExecutor(options.jobs) as pool:
            for source, (label, counts, failures) in zip(sources, pool.map(check, sources, [options] * len(sources))):
                totals += counts
                slowest = max(slowest, (counts["milliseconds"], label))
                if failures:
                    failed += 1
                    if isinstance(source, Path):
                        shutil.copy(Case(source).site, keep_files(source, options.keep, source.name))
                for failure in failures:
                    print(f"{label}: {failure}", flush=True)
    reasons = ", ".join(f"{name} {totals[name]}" for name in sorted(REASONS) if totals[name])
    seconds = totals["milliseconds"] / 1000 / max(1, len(sources))
    print(f"{options.profile or 'cases'}: {len(sources)} cases, {days_of_each * len(sources)} days, "
          f"{totals['vehicles']} vehicles, {totals['unscheduled']} unscheduled ({reasons or '-'}; {totals['earliest']} with "
          f"earliest); "
          f"failed: {failed} of {len(sources)}; schedule {seconds:.2f} s on average, "
          f"slowest {slowest[0] / 1000:.2f} s ({Path(slowest[1]).name}); {time.monotonic() - begin:.0f} s in total")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
