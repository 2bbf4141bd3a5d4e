"""Schedules generated days and compares the verdicts of `bayline verify` and the referee on every schedule.

With `--profile`, cases are generated from seed `--seed` on until their horizons have `--days` days on which vehicles may
arrive (6 for `week`, 28 for `month` and `huge`, 1 for `small`); the profile `history` takes the first days of its record
from 2020-01-01 on, all from one seed. Otherwise each CASE is a folder with `demand.json` and `site.json`, which may be one
folder up. With `--small-days`, `--days` small days with every member are made from the CASEs in turn instead
(support/members.py).

Checked of each schedule:

- the program exits with status 0 within the time limit;
- neither verdict has a violation, and both have the stated cost, term by term;
- vehicles that had arrived come first, sorted by id, then the others by arrival and id;
- unscheduled visits are in the order of the demand with a known reason; `earliest` is a slot within the hours of the site
  and of an advisor for the kind, not before `now` and at most 28 days after the start of the horizon.

With `--continue N`, the day of each Nth schedule goes on: the best offer for another visit is accepted; the rest is replanned
at noon, when a customer cancels, another one has to be asked, and equipment and a driver are not there. The referee
accepts what each of these commands writes, for the site and demand that it writes with it.

Prints counts; the exit status is 1 if any check failed.
"""
from __future__ import annotations

import argparse
import json
import random
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

from support.members import small_day
from support.project import (
    DAY, Case, Json, ProgramError, argument_parser, generate, judge_files, keep_files, load_referee, objections, read_json,
    run, run_checked, write_json)

EARLIEST_DAYS = 28
# What a request does not have of the visit that it is made from.
SETTLED = "booked", "arrived", "receivedBy", "walkIn", "picked"
HISTORY = "2020-01-01", "2023-08-09"
REASONS = {"technician", "bay", "equipment", "parts", "availability", "advisor", "limit", "booked", "locked", "loaner",
           "driver", "reserve", "capacity"}


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


# ---------------------------------------------------------------- the day goes on

def judged(referee: Any, what: str, *paths: Path) -> Iterator[str]:
    yield from (f"{what}: {text}" for text in objections(judge_files(referee, *paths)))


def offer_failures(case: Case, options: argparse.Namespace, referee: Any) -> Iterator[str]:
    """Asks for a time for the first visit once more and accepts the best offer, if there is one."""
    request = read_json(case.demand)["appointments"][0]
    operations = [{name: member for name, member in operation.items() if name not in ("locked", "previous")}
                  for operation in request["operations"]]
    folder, again = case.folder, without(request, SETTLED) | {"id": "again", "plate": "again", "operations": operations}
    files = folder / "offer-demand.json", folder / "offer-schedule.json"
    done = run(options.bayline, "offer", *case.arguments, "--schedule", case.schedule, "--request",
               write_json(folder / "request.json", again), "--accept", 1, "--out", files[0], "--schedule-out", files[1],
               "--quiet", timeout=options.timeout)
    if done.returncode not in (0, 1):
        yield f"offer exited with {done.returncode}: {done.stderr.strip()[:500]}"
    elif done.returncode == 0:
        yield from judged(referee, "offer", case.site, *files)


def noon_events(site: Json, demand: Json, schedule: Json, now: str) -> list[Json]:
    """A visit that is to come is cancelled, another one waits for the customer, equipment and a driver are not there."""
    coming = [visit["appointment"] for visit in schedule["assignments"] if visit.get("arrival", "") > now]
    events = [{"type": "cancelled", "appointment": name} for name in coming[:1]]
    events += [{"type": "hold", "appointment": name, "until": now[:11] + "15:00"} for name in coming[1:2]]
    events += [{"type": "equipmentBroken", "equipment": item["id"], "until": now[:11] + "16:00"}
               for item in site.get("equipment", [])[:1]]
    events += [{"type": "driverAway"}] * (site.get("drivers", 0) > 0)
    return [event | {"at": now} for event in events]


def replan_failures(case: Case, options: argparse.Namespace, referee: Any) -> Iterator[str]:
    """Replans from noon on."""
    site, demand, schedule = (read_json(path) for path in (case.site, case.demand, case.schedule))
    now = max(demand["horizon"]["from"] + "T12:00", demand.get("now", ""))
    events = {"format": "bayline.events/1", "events": noon_events(site, demand, schedule, now)}
    files = [case.folder / f"replan-{name}.json" for name in ("site", "demand", "schedule")]
    done = run(options.bayline, "replan", *case.arguments, "--schedule", case.schedule, "--events",
               write_json(case.folder / "events.json", events), "--now", now, "--iterations", options.iterations,
               "--threads", 1, "--site-out", files[0], "--demand-out", files[1], "--out", files[2], "--quiet",
               timeout=options.timeout)
    if done.returncode != 0:
        yield f"replan exited with {done.returncode}: {done.stderr.strip()[:500]}"
    else:
        yield from judged(referee, "replan", *files)


def without(value: Json, members: tuple[str, ...]) -> Json:
    return {name: member for name, member in value.items() if name not in members}


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


def continue_day(case: Case, options: argparse.Namespace) -> tuple[Counter[str], list[str]]:
    """The counts of what followed a schedule, and what is wrong with it."""
    referee = load_referee(options.referee)
    try:
        failures = [*offer_failures(case, options, referee), *replan_failures(case, options, referee)]
    except subprocess.TimeoutExpired as error:
        failures = [f"{error.cmd[1]}: no end within {options.timeout:g} s"]
    return Counter({name: (case.folder / f"{name}-schedule.json").exists() for name in ("offer", "replan")}), failures


def check_whole(case: Case, options: argparse.Namespace, goes_on: bool) -> tuple[Counter[str], list[str]]:
    """Schedules a case and, if it goes on and the schedule is right, what follows."""
    counts, failures = check_case(case, options)
    if goes_on and not failures:
        more, failures = continue_day(case, options)
        counts += more
    return counts, failures


def check(source: Path | tuple[str, int], options: argparse.Namespace, goes_on: bool
          ) -> tuple[str, Counter[str], list[str]]:
    """The label, counts and failures of a folder, or of a case that is generated from a profile and a seed."""
    if isinstance(source, Path):
        return str(source), *check_whole(Case(source), options, goes_on)
    profile, seed = source
    with tempfile.TemporaryDirectory() as name:
        try:
            counts, failures = check_whole(generate(options.bayline, Path(name), profile, seed), options, goes_on)
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


def small_days(options: argparse.Namespace, folder: Path) -> list[Path]:
    """Small days with every member, made from the cases in turn."""
    referee, made = load_referee(options.referee), []
    files = [(case, read_json(case.site), read_json(case.demand)) for case in map(Case, options.cases)]
    for i in range(options.days):
        case, site, demand = files[i % len(files)]
        day = folder / f"{case.name}-{options.seed}-{i}"
        day.mkdir()
        made_site, made_demand = small_day(referee, site, demand, random.Random(day.name))
        write_json(day / "site.json", made_site)
        write_json(day / "demand.json", made_demand)
        made.append(day)
    return made


def main() -> int:
    parser = argument_parser(__doc__, referee=True, keep=True)
    parser.add_argument("cases", nargs="*", type=Path, metavar="CASE")
    parser.add_argument("--profile", help="a profile of bayline generate")
    parser.add_argument("--small-days", action="store_true", help="make --days small days with every member from the cases")
    parser.add_argument("--continue", dest="each", type=int, default=0, metavar="N",
                        help="go on with the day of every Nth schedule: an offer, a replan")
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
        elif options.small_days:
            sources = small_days(options, Path(name))
        else:
            sources = copy_cases(options.cases, Path(name))
        goes_on = [options.each > 0 and i % options.each == 0 for i in range(len(sources))]
        with ProcessPoolExecutor(options.jobs) as pool:
            for source, (label, counts, failures) in zip(
                    sources, pool.map(check, sources, [options] * len(sources), goes_on)):
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
          f"earliest); {totals['offer']} offers accepted, {totals['replan']} replanned; "
          f"failed: {failed} of {len(sources)}; schedule {seconds:.2f} s on average, "
          f"slowest {slowest[0] / 1000:.2f} s ({Path(slowest[1]).name}); {time.monotonic() - begin:.0f} s in total")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
