"""Replans days after random events and checks every result with the referee.

`single` lets one event of each kind happen at a random minute of a generated day. Checked of the new schedule: it is
feasible for the site from then on and, unless that is written, for the site as it was; its stated cost is correct; what
had begun stays where it was; every promised arrival stays, or its visit is unscheduled and listed. Measured: how many of
the operations that the event does not affect get another bay or crew, and the total compared with a new schedule of the
same site and demand, in which promises are the same.

`days` lets 6 to 12 random events happen in the course of a day; after each, the rest of the day is replanned from the
files of the step before. Also checked: no vehicle is lost. Every vehicle of the demand and of the events is scheduled,
unscheduled with a reason, or called off in the end.

An event affects the operations of the visit that it names, those planned with the absent technician or in the closed bay
during that time, those of visits that need the late part, and those that should have begun but had not. The searches are
limited by iterations, so the figures are the same on any machine; one second is about 4,000 iterations.
"""
from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from support.markdown import table_header, table_row
from support.project import (
    Case, Json, argument_parser, generate, judge_files, keep_files, load_referee, make_schedule, names, objections,
    percentile, read_json, run, write_json)

KINDS = ["absent", "back", "bayClosed", "bayOpen", "overrun", "finished", "partLate", "partArrived", "noShow", "cancelled",
         "late", "arrived", "addedWork", "walkIn", "urgentReturn", "request"]
SITE_KINDS = {"absent", "back", "bayClosed", "bayOpen"}
# Members of a visit that belong to its own day, and those of its operations.
DAY_MEMBERS = ("parts", "picked", "booked", "arrived", "receivedBy", "walkIn", "availability", "preferredArrival", "readyBy",
               "preferredAdvisor", "preferredTechnician", "originalTechnician", "loaner", "waiting", "note")
SCHEDULE_MEMBERS = ("locked", "previous")
TARGET_MOVED, TARGET_RATIO = 10, 1.05
SHIFTED_SECONDS = 900

# The events, and the time from which to replan.
Occurrence = tuple[list[Json], datetime]


def parsed(text: str) -> datetime:
    return datetime.fromisoformat(text)


def formatted(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M")


class Day:
    """A site, a demand and its schedule, as files and as values."""

    def __init__(self, site: Path, demand: Path, schedule: Path) -> None:
        self.paths = site, demand, schedule
        self.site, self.demand, self.schedule = (read_json(path) for path in self.paths)
        self.visits = {visit["id"]: visit for visit in self.demand["appointments"]}
        self.plan = {visit["appointment"]: visit for visit in self.schedule["assignments"]}
        self.now = parsed(self.demand.get("now") or self.demand["horizon"]["from"] + "T00:00")
        self.grace = timedelta(minutes=self.site.get("booking", {}).get("graceMinutes", 15))

    def arrivals(self, first: datetime, last: datetime) -> list[str]:
        """The visits that are planned to arrive in `[first, last]`."""
        return [name for name, plan in self.plan.items() if "arrival" in plan and first <= parsed(plan["arrival"]) <= last]

    def present(self, time: datetime) -> list[str]:
        """The visits whose vehicles are planned to be on the premises."""
        return [name for name, plan in self.plan.items() if self.arrival(name) <= time < parsed(plan["ready"])]

    def arrival(self, name: str) -> datetime:
        """The planned arrival of a scheduled visit, or the actual one."""
        return parsed(self.plan[name].get("arrival") or self.visits[name]["arrived"])

    def under_way(self, time: datetime) -> list[tuple[str, Json]]:
        """The visits and operations that are planned to be under way."""
        return [(name, work) for name in self.present(time) for work in self.plan[name]["operations"]
                if parsed(work["start"]) < time < parsed(work["end"])]

    def remaining_today(self, time: datetime) -> list[Json]:
        """The operations that start on the same day and end after a time."""
        return [work for plan in self.plan.values() for work in plan["operations"]
                if parsed(work["end"]) > time and parsed(work["start"]).date() == time.date()]

    def lock(self, visit: str, operation: str) -> Json | None:
        return next((work.get("locked") for work in self.visits[visit]["operations"] if work["id"] == operation), None)


# ---------------------------------------------------------------- events

def without(value: Json, members: tuple[str, ...]) -> Json:
    return {name: member for name, member in value.items() if name not in members}


class EventMaker:
    """Draws events of a day."""

    def __init__(self, day: Day, pool: list[Json], rng: random.Random) -> None:
        self.day, self.pool, self.rng = day, pool, rng

    def make(self, kind: str, time: datetime, name: str) -> Occurrence | None:
        """Events of a kind around a time; a new visit has the name. None if the day has no occasion for it."""
        match kind:
            case "absent" | "back":
                return self.resource_event(kind, "absent", "technician", time, until_share=0.4, candidates={
                    technician for work in self.day.remaining_today(time) for technician in work["technicians"]})
            case "bayClosed" | "bayOpen":
                return self.resource_event(kind, "bayClosed", "bay", time, until_share=0.5, candidates={
                    work["bay"] for work in self.day.remaining_today(time) if "bay" in work})
            case "overrun" | "finished":
                return self.progress_event(kind, time)
            case "partLate" | "partArrived":
                return self.part_event(kind, time)
            case "noShow" | "late" | "arrived":
                return self.arrival_event(kind, time)
            case "cancelled":
                candidates = self.day.arrivals(time, time + timedelta(days=1))
                candidates += self.day.present(time) if self.rng.random() < 0.3 else []
                return ([event(time, kind, appointment=self.rng.choice(candidates))], time) if candidates else None
            case "addedWork":
                return self.added_work(time, name)
            case _:
                return [event(time, kind, appointment=self.new_visit(kind, name))], time

    def resource_event(self, kind: str, absence: str, resource: str, time: datetime, until_share: float,
                       candidates: set[str]) -> Occurrence | None:
        """A technician or bay becomes unavailable, or is available again after a while."""
        if not candidates:
            return None
        who = {resource: self.rng.choice(sorted(candidates))}
        if kind == absence:
            has_end = self.rng.random() < until_share
            until = {"until": formatted(time + timedelta(minutes=self.rng.randint(30, 240)))} if has_end else {}
            return [event(time, kind, **who, **until)], time
        return [event(time - timedelta(minutes=self.rng.randint(10, 60)), absence, **who), event(time, kind, **who)], time

    def progress_event(self, kind: str, time: datetime) -> Occurrence | None:
        works = self.day.under_way(time)
        if not works:
            return None
        visit, work = self.rng.choice(works)
        members = {"appointment": visit, "operation": work["operation"]}
        if kind == "overrun":
            members["end"] = formatted(parsed(work["end"]) + timedelta(minutes=self.rng.randint(10, 90)))
        return [event(time, kind, **members)], time

    def part_event(self, kind: str, time: datetime) -> Occurrence | None:
        def due(part: Json) -> list[datetime]:
            return [parsed(delivery["at"]) for delivery in part.get("inbound", []) if parsed(delivery["at"]) > time]

        parts = [part for part in self.day.demand.get("parts", []) if due(part)]
        if not parts:
            return None
        part = self.rng.choice(parts)
        if kind == "partArrived":
            return [event(time, kind, part=part["id"], quantity=self.rng.randint(1, 3))], time
        is_unknown = self.rng.random() < 0.3
        arrival = None if is_unknown else formatted(min(due(part)) + timedelta(minutes=self.rng.randint(30, 600)))
        return [event(time, kind, part=part["id"], arrival=arrival)], time

    def arrival_event(self, kind: str, time: datetime) -> Occurrence | None:
        day, minutes = self.day, timedelta(minutes=1)
        first, last = {"noShow": (max(day.now, time - 120 * minutes), time - day.grace),
                       "late": (time - day.grace, time + 120 * minutes),
                       "arrived": (time + minutes, time + 60 * minutes)}[kind]
        candidates = day.arrivals(first, last)
        if not candidates:
            return None
        visit = self.rng.choice(candidates)
        planned = parsed(day.plan[visit]["arrival"])
        if kind == "noShow":
            time = planned + day.grace
            return ([event(time, kind, appointment=visit)], time) if time > day.now else None
        if kind == "late":
            arrival = planned + self.rng.choice([10, 15, 20, 30, 45, 60, 90]) * minutes
            return ([event(time, kind, appointment=visit, arrival=formatted(arrival))], time) if arrival > time else None
        return [event(time, kind, appointment=visit)], time

    def added_work(self, time: datetime, name: str) -> Occurrence | None:
        present = self.day.present(time)
        if not present:
            return None
        visit = self.rng.choice(present)
        work = self.rng.choice([work for other in self.pool for work in other["operations"]])
        work = without(work, SCHEDULE_MEMBERS) | {"id": f"{name}-added"}
        return [event(time, "addedWork", appointment=visit, operations=[work])], time

    def new_visit(self, kind: str, name: str) -> Json:
        """A visit like one of the day, without parts, which the day may not have."""
        visit = without(self.rng.choice(self.pool), DAY_MEMBERS)
        visit["operations"] = [without(work, SCHEDULE_MEMBERS) for work in visit["operations"][:3]]
        visit["id"] = name
        visit["kind"] = "return" if kind == "urgentReturn" else "maintenance"
        if kind == "urgentReturn" and self.rng.random() < 0.5:
            visit["originalTechnician"] = self.rng.choice(self.day.site["technicians"])["id"]
        if kind == "walkIn" and self.rng.random() < 0.5:
            visit["waiting"] = True
        return visit


def event(time: datetime, kind: str, **members: Any) -> Json:
    return {"at": formatted(time), "type": kind, **members}


def named_visits(events: list[Json]) -> set[str]:
    """The visits of the demand that events name."""
    return {one["appointment"] for one in events if isinstance(one.get("appointment"), str)}


def new_visits(events: list[Json]) -> set[str]:
    return {one["appointment"]["id"] for one in events if isinstance(one.get("appointment"), dict)}


# ---------------------------------------------------------------- checks and measures

def affected_operations(day: Day, events: list[Json], now: datetime) -> set[tuple[str, str]]:
    """The planned operations that the events affect."""
    late_parts = {one["part"] for one in events if one["type"] == "partLate"}
    visits = named_visits(events) | {
        name for name, visit in day.visits.items() if late_parts & {need["part"] for need in visit.get("parts", [])}}
    closures = [(one.get("technician"), one.get("bay"), parsed(one.get("from", one["at"])),
                 parsed(one["until"]) if "until" in one else parsed(one["at"][:10] + "T00:00") + timedelta(days=1))
                for one in events if one["type"] in ("absent", "bayClosed")]

    def is_closed(work: Json) -> bool:
        return any((technician in work["technicians"] or bay == work.get("bay", ()))
                   and start < parsed(work["end"]) and parsed(work["start"]) < end
                   for technician, bay, start, end in closures)

    return {(name, work["operation"]) for name, plan in day.plan.items() for work in plan["operations"]
            if name in visits or is_closed(work) or parsed(work["start"]) < now}


def promise_failures(day: Day, named: set[str], now: datetime, after: Day, changes: Json) -> list[str]:
    """Promised arrivals that moved, or that are missing without being listed."""
    failures = []
    listed = {one["appointment"] for one in changes["calls"] + changes["calledOff"]}
    for name, plan in day.plan.items():
        if "arrival" not in plan or parsed(plan["arrival"]) <= now or name in named:
            continue
        new = after.plan.get(name)
        if new is None and name not in listed:
            failures.append(f"PROMISE {name}: unscheduled and not listed")
        if new is not None and new.get("arrival") != plan["arrival"]:
            failures.append(f"PROMISE {name}: {plan['arrival']} became {new.get('arrival')}")
    return failures


def lock_failures(day: Day, after: Day) -> list[str]:
    """Locked operations that had begun and are locked elsewhere now."""
    failures = []
    for name, visit in day.visits.items():
        for work in visit["operations"]:
            lock = work.get("locked")
            if not lock or parsed(lock["start"]) >= day.now or name not in after.visits:
                continue
            new = after.lock(name, work["id"])
            if new is None or any(new.get(key) != lock.get(key) for key in ("start", "bay", "technicians")):
                failures.append(f"LOCK {name}/{work['id']}: {lock} became {new}")
    return failures


def begun_failures(day: Day, events: list[Json], now: datetime, after: Day) -> list[str]:
    """Operations that had begun by the plan, which no event contradicts, and that are not locked there now."""
    if any(one["type"] in SITE_KINDS | {"overrun", "finished", "partLate"} for one in events):
        return []
    failures, named = [], named_visits(events)
    for name, plan in day.plan.items():
        if name in named or name not in after.visits or day.arrival(name) > now:
            continue
        for work in plan["operations"]:
            if parsed(work["start"]) >= now:
                continue
            new = after.lock(name, work["operation"])
            place = work["start"], work.get("bay"), sorted(work["technicians"])
            if new is None or (new["start"], new.get("bay"), sorted(new["technicians"])) != place:
                failures.append(f"BEGUN {name}/{work['operation']}: {work} became {new}")
    return failures


def disturbance(day: Day, affected: set[tuple[str, str]], after: Day) -> tuple[int, int, int]:
    """The operations that no event affects: all, those with another bay or crew, those that start at another time."""
    count = moved = shifted = 0
    for name, plan in day.plan.items():
        new = {work["operation"]: work for work in after.plan.get(name, {}).get("operations", [])}
        for work in plan["operations"]:
            if (name, work["operation"]) in affected or name not in after.visits:
                continue
            count += 1
            other = new.get(work["operation"])
            if other is None:
                moved += 1
                continue
            place = work.get("bay"), sorted(work["technicians"])
            moved += (other.get("bay"), sorted(other["technicians"])) != place
            difference = parsed(other["start"]) - parsed(work["start"])
            shifted += abs(difference.total_seconds()) >= SHIFTED_SECONDS
    return count, moved, shifted


# ---------------------------------------------------------------- runs

class Bench:
    """Generates and replans days, and counts what fails."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.referee = load_referee(options.referee)
        self.failed = 0

    def fail(self, label: str, failures: list[str], folder: Path) -> None:
        self.failed += 1
        for failure in failures[:8]:
            print(f"{label}: {failure}", flush=True)
        keep_files(folder, self.options.keep, label)

    def generate(self, profile: str, seed: int, folder: Path) -> Day:
        case = generate(self.options.bayline, folder, profile, seed)
        make_schedule(self.options.bayline, case, self.options.plan)
        return Day(case.site, case.demand, case.schedule)

    def replan(self, day: Day, events: list[Json], now: datetime, folder: Path, writes_site: bool
               ) -> tuple[Day | None, Json, list[str]]:
        """The day after replanning, the changes, and what is wrong with them."""
        path = write_json(folder / "events.json", {"format": "bayline.events/1", "events": events})
        new_site, demand, schedule = folder / "site2.json", folder / "demand2.json", folder / "schedule2.json"
        new_site.unlink(missing_ok=True)
        site, site_options = (new_site, ["--site-out", new_site]) if writes_site else (day.paths[0], [])
        done = run(self.options.bayline, "replan", "--site", day.paths[0], "--demand", day.paths[1], "--schedule",
                   day.paths[2], "--events", path, "--now", formatted(now), "--out", schedule, "--demand-out", demand,
                   *site_options, "--threads", 1, "--quiet", "--json", "--iterations", self.options.iterations)
        if done.returncode != 0:
            return None, {}, [f"replan exited with {done.returncode}: {done.stderr.strip()[:600]}"]
        failures = [f"{site.name}: {text}" for text in objections(judge_files(self.referee, site, demand, schedule))]
        after, changes = Day(site, demand, schedule), json.loads(done.stdout)
        failures += promise_failures(day, named_visits(events), now, after, changes)
        failures += lock_failures(day, after) + begun_failures(day, events, now, after)
        return after, changes, failures


def event_pool(day: Day) -> list[Json]:
    """The visits from which new ones are made."""
    return [visit for visit in day.visits.values() if visit["kind"] == "maintenance"] or list(day.visits.values())


def random_time(day: Day, rng: random.Random) -> datetime:
    """A random minute of an arrival day, with some work left to do."""
    horizon = day.demand["horizon"]
    date = parsed(horizon["from"] + "T00:00") + timedelta(days=rng.randrange(horizon.get("days", 1)))
    first = max(day.now + timedelta(minutes=5), date + timedelta(hours=8, minutes=15))
    last = date + timedelta(hours=16, minutes=30)
    return first + timedelta(minutes=rng.randrange(max(1, int((last - first).total_seconds() // 60))))


def spread(values: list[float], digits: int) -> list[str]:
    return [f"{value:.{digits}f}" for value in (statistics.median(values), percentile(values, 95), max(values))]


class SingleEvents:
    """One event of each kind on each day."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.options = bench, bench.options
        self.moved: dict[str, list[float]] = defaultdict(list)
        self.ratios: dict[str, list[float]] = defaultdict(list)
        self.shifted: dict[str, list[float]] = defaultdict(list)
        self.broken: dict[str, list[int]] = defaultdict(list)
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.skipped = Counter[str]()

    def run(self) -> None:
        for profile in self.options.profiles:
            for seed in range(self.options.seed, self.options.seed + self.options.cases):
                rng = random.Random(f"{profile} {seed}")
                with tempfile.TemporaryDirectory() as name:
                    day = self.bench.generate(profile, seed, Path(name))
                    maker = EventMaker(day, event_pool(day), rng)
                    for kind in self.options.kinds:
                        tries = (maker.make(kind, random_time(day, rng), "N1") for _ in range(8))
                        occurrence = next((one for one in tries if one), None)
                        if occurrence:
                            self.replan(profile, seed, kind, day, occurrence, Path(name))
                        else:
                            self.skipped[kind] += 1
        self.report()

    def replan(self, profile: str, seed: int, kind: str, day: Day, occurrence: Occurrence, folder: Path) -> None:
        events, now = occurrence
        label = f"{profile} {seed} {kind}"
        begin = time.monotonic()
        after, changes, failures = self.bench.replan(day, events, now, folder, kind in SITE_KINDS)
        self.seconds[profile].append(time.monotonic() - begin)
        if failures or after is None:
            self.bench.fail(label, failures, folder)
            return
        count, moved, shifted = disturbance(day, affected_operations(day, events, now), after)
        if count:
            self.moved[profile].append(100 * moved / count)
            self.moved[kind].append(100 * moved / count)
            self.shifted[profile].append(100 * shifted / count)
        self.broken[profile].append(sum(call["cause"] == "promiseBroken" for call in changes["calls"]))
        total, new_total = after.schedule["cost"]["total"], self.new_total(after, folder)
        ratio = total / max(1, new_total)
        self.ratios[profile].append(ratio)
        self.ratios[kind].append(ratio)
        if self.options.verbose:
            print(f"{label} {formatted(now)}: moved {moved}/{count}, cost {total}, new schedule {new_total} ({ratio:.3f})",
                  flush=True)
        if kind in SITE_KINDS:
            _, _, failures = self.bench.replan(day, events, now, folder, False)
            if failures:
                self.bench.fail(label + " site", failures, folder)

    def new_total(self, after: Day, folder: Path) -> int:
        """The total of a new schedule of the same site and demand."""
        new = folder / "new"
        new.mkdir(exist_ok=True)
        for name, path in zip(("site", "demand"), after.paths):
            (new / f"{name}.json").write_bytes(path.read_bytes())
        return read_json(make_schedule(self.options.bayline, Case(new), self.options.new))["cost"]["total"]

    def report(self) -> None:
        print("\n" + table_header([
            "", "n", "moved %: median", "p95", f"max (target {TARGET_MOVED})", f"over {TARGET_MOVED}",
            "cost / new schedule: median", "p95", f"max (target {TARGET_RATIO})", f"over {TARGET_RATIO}"]))
        for key in [*self.options.profiles, *self.options.kinds]:
            moved, ratios = self.moved[key], self.ratios[key]
            if moved and ratios:
                print(table_row([key, len(ratios), *spread(moved, 1), sum(value > TARGET_MOVED for value in moved),
                                 *spread(ratios, 3), sum(value > TARGET_RATIO for value in ratios)]))
        for profile in self.options.profiles:
            if self.seconds[profile] and self.shifted[profile]:
                print(f"{profile}: median {statistics.median(self.seconds[profile]):.2f} s for a run; shifted by 15 minutes "
                      f"or more: median {statistics.median(self.shifted[profile]):.1f}%; "
                      f"{sum(self.broken[profile])} promises broken in {len(self.broken[profile])} runs")
        print(f"no occasion for: {dict(self.skipped)}; failed: {self.bench.failed}")


def replan_days(bench: Bench) -> None:
    """Days with several events, each replanned from the files of the step before."""
    options = bench.options
    steps = called_off_total = unscheduled = 0
    kinds = Counter[str]()
    for number in range(options.days):
        profile = options.profiles[number % len(options.profiles)]
        label = f"day {profile} {options.seed + number}"
        rng = random.Random(label)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            day = bench.generate(profile, options.seed + number // options.sequences, folder)
            pool = event_pool(day)
            expected, called_off = set(day.visits), set[str]()
            first = max(day.now, parsed(day.demand["horizon"]["from"] + "T08:00"))
            count = rng.randint(6, 12)
            span = int((parsed(day.demand["horizon"]["from"] + "T17:30") - first).total_seconds() // 60)
            for step, minute in enumerate(sorted(rng.sample(range(5, span), count))):
                occurrence, kind = None, ""
                for _ in range(8 if first + timedelta(minutes=minute) >= day.now else 0):
                    kind = rng.choice(KINDS)
                    occurrence = EventMaker(day, pool, rng).make(kind, first + timedelta(minutes=minute), f"N{step}")
                    if occurrence and occurrence[1] >= day.now:
                        break
                    occurrence = None
                if not occurrence:
                    continue
                events, now = occurrence
                place = folder / str(step)
                place.mkdir()
                after, changes, failures = bench.replan(day, events, now, place, True)
                kinds[kind] += 1
                steps += 1
                if after is not None and not failures:
                    expected |= new_visits(events)
                    called_off |= {one["appointment"] for one in changes["calledOff"]}
                    scheduled = set(after.plan) | {one["appointment"] for one in after.schedule["unscheduled"]}
                    lost = expected - scheduled - called_off
                    failures = [f"LOST {sorted(lost)}"] if lost else []
                if after is None or failures:
                    bench.fail(f"{label} step {step} {kind}", failures, folder)
                    break
                day = after
            else:
                unscheduled += len(day.schedule["unscheduled"])
            called_off_total += len(called_off)
    by_kind = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    print(f"{options.days} days, {steps} events replanned ({by_kind}); at the end {unscheduled} visits unscheduled with a "
          f"reason, {called_off_total} called off; failed: {bench.failed}")


def main() -> int:
    parser = argument_parser(__doc__, referee=True, keep=True)
    parser.add_argument("mode", choices=["single", "days"], help="single events, or whole days of them")
    parser.add_argument("--profiles", type=names, default=["demo", "medium", "replan", "week"], metavar="P,P,…",
                        help="profiles of bayline generate")
    parser.add_argument("--kinds", type=names, default=KINDS, metavar="K,K,…", help="kinds of events (single)")
    parser.add_argument("--cases", type=int, default=3, help="cases of each profile (single)")
    parser.add_argument("--days", type=int, default=500, help="sequences of events (days)")
    parser.add_argument("--sequences", type=int, default=1, help="sequences for each generated day (days)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first case")
    parser.add_argument("--plan", type=int, default=12000, help="iterations of the schedule that the day follows")
    parser.add_argument("--iterations", type=int, default=6000, help="iterations of each replanning")
    parser.add_argument("--new", type=int, default=15000, help="iterations of the new schedule to compare with (single)")
    parser.add_argument("--verbose", action="store_true", help="print a line for each event (single)")
    options = parser.parse_args()
    bench = Bench(options)
    if options.mode == "single":
        SingleEvents(bench).run()
    else:
        replan_days(bench)
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
