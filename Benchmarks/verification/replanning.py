#!/usr/bin/env python3
"""Replans half-run days after events of every kind, and whole days event by event, and has all of it judged by the referee.

    replans.py single [--profiles demo,medium,replan,week] [--cases N] [--seed S] [--iterations I] [--afresh Y]
    replans.py days   [--profiles demo] [--days N] [--seed S] [--iterations I]
                      (both) [--bayline PROGRAM] [--referee REFEREE.py] [--keep DIR]

`single`: a day is generated and scheduled, and one event of each kind happens at a random minute of it. Asked of the new
schedule: it is feasible with the site from then on and, where that is not kept, with the site as it was, and its stated cost is
right (referee); what had begun is where it was; every promised arrival is the same or its visit is left out and listed. Measured:
how many of the operations that the event does not concern have another bay or crew, and the total against a schedule made
afresh (`bayline schedule --iterations Y`) of the same site and demand, where promises are the same.

`days`: 6 to 12 random events at increasing times of a day; after each the rest is replanned from what the step before wrote.
Asked besides: nothing is lost, so every vehicle of the first demand and of the events is in the last schedule,
planned or left out with a reason, or was called off.

Concerned by an event are the operations of the visit that it names, those planned with the absent technician or in
the closed bay during that time, those of visits that need the late part, and those that should have begun but had not.
Limits are iterations, so that the figures do not depend on what else the machine does: 4,000 or so take a second.
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
import time
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from generated_days import ROOT  # noqa: E402
from judging import load_referee  # noqa: E402

KINDS = ["absent", "back", "bayClosed", "bayOpen", "overrun", "finished", "partLate", "partArrived", "noShow", "cancelled",
         "late", "arrived", "addedWork", "walkIn", "urgentReturn", "request"]
SITE_KINDS = {"absent", "back", "bayClosed", "bayOpen"}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def said(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M")


def run(*command: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, encoding="utf-8", timeout=600)


def read(path: Path) -> Any:
    return json.loads(path.read_bytes())


# ---------------------------------------------------------------- events

class Day:
    """A site, a demand and its schedule, as files and as values."""

    def __init__(self, site: Path, demand: Path, schedule: Path) -> None:
        self.paths = site, demand, schedule
        self.site, self.demand, self.schedule = (read(path) for path in self.paths)
        self.visits = {visit["id"]: visit for visit in self.demand["appointments"]}
        self.plan = {visit["appointment"]: visit for visit in self.schedule["assignments"]}
        self.now = at(self.demand.get("now") or self.demand["horizon"]["from"] + "T00:00")

    def arrivals(self, first: datetime, last: datetime) -> list[str]:
        """Visits that are planned to arrive in `[first, last]`."""
        return [name for name, plan in self.plan.items() if "arrival" in plan and first <= at(plan["arrival"]) <= last]

    def present(self, when: datetime) -> list[str]:
        return [name for name, plan in self.plan.items()
                if at(plan.get("arrival") or self.visits[name]["arrived"]) <= when < at(plan["ready"])]

    def under_way(self, when: datetime) -> list[tuple[str, dict[str, Any]]]:
        here = set(self.present(when))
        return [(name, work) for name, plan in self.plan.items() if name in here for work in plan["operations"]
                if at(work["start"]) < when < at(work["end"])]

    def grace(self) -> int:
        return self.site.get("booking", {}).get("graceMinutes", 15)


def newcomer(kind: str, day: Day, pool: list[dict[str, Any]], when: datetime, name: str, draw: random.Random) -> dict[str, Any]:
    """A visit like one of another day, without parts that this day may not have."""
    visit = dict(draw.choice(pool))
    for member in ("parts", "picked", "booked", "arrived", "receivedBy", "walkIn", "availability", "preferredArrival", "readyBy",
                   "preferredAdvisor", "preferredTechnician", "originalTechnician", "loaner", "waiting", "note"):
        visit.pop(member, None)
    visit["operations"] = [{key: value for key, value in work.items() if key not in ("locked", "previous")}
                           for work in visit["operations"][:3]]
    visit["id"] = name
    visit["kind"] = "return" if kind == "urgentReturn" else "maintenance"
    if kind == "urgentReturn" and draw.random() < 0.5:
        visit["originalTechnician"] = draw.choice(day.site["technicians"])["id"]
    if kind == "walkIn" and draw.random() < 0.5:
        visit["waiting"] = True
    return visit


def make(kind: str, day: Day, when: datetime, pool: list[dict[str, Any]], name: str, draw: random.Random) -> tuple[list[dict[str, Any]], datetime] | None:
    """Events of a kind around a time, and the time from which to replan; nothing where the day has no case for it."""
    def event(moment: datetime, type: str, **members: Any) -> dict[str, Any]:
        return {"at": said(moment), "type": type, **members}

    if kind in ("absent", "back"):
        busy = sorted({who for plan in day.plan.values() for work in plan["operations"] for who in work["technicians"]
                       if at(work["end"]) > when and at(work["start"]).date() == when.date()})
        if not busy:
            return None
        who = draw.choice(busy)
        if kind == "absent":
            until = {"until": said(when + timedelta(minutes=draw.randint(30, 240)))} if draw.random() < 0.4 else {}
            return [event(when, "absent", technician=who, **until)], when
        return [event(when - timedelta(minutes=draw.randint(10, 60)), "absent", technician=who),
                event(when, "back", technician=who)], when
    if kind in ("bayClosed", "bayOpen"):
        used = sorted({work["bay"] for plan in day.plan.values() for work in plan["operations"]
                       if "bay" in work and at(work["end"]) > when and at(work["start"]).date() == when.date()})
        if not used:
            return None
        bay = draw.choice(used)
        if kind == "bayClosed":
            until = {"until": said(when + timedelta(minutes=draw.randint(30, 240)))} if draw.random() < 0.5 else {}
            return [event(when, "bayClosed", bay=bay, **until)], when
        return [event(when - timedelta(minutes=draw.randint(10, 60)), "bayClosed", bay=bay), event(when, "bayOpen", bay=bay)], when
    if kind in ("overrun", "finished"):
        works = day.under_way(when)
        if not works:
            return None
        visit, work = draw.choice(works)
        if kind == "finished":
            return [event(when, "finished", appointment=visit, operation=work["operation"])], when
        end = at(work["end"]) + timedelta(minutes=draw.randint(10, 90))
        return [event(when, "overrun", appointment=visit, operation=work["operation"], end=said(end))], when
    if kind in ("partLate", "partArrived"):
        parts = [part for part in day.demand.get("parts", []) if any(at(new["at"]) > when for new in part.get("inbound", []))]
        if not parts:
            return None
        part = draw.choice(parts)
        if kind == "partArrived":
            return [event(when, "partArrived", part=part["id"], quantity=draw.randint(1, 3))], when
        due = min(at(new["at"]) for new in part["inbound"] if at(new["at"]) > when)
        later = None if draw.random() < 0.3 else said(due + timedelta(minutes=draw.randint(30, 600)))
        return [event(when, "partLate", part=part["id"], arrival=later)], when
    if kind == "noShow":
        waited = day.arrivals(max(day.now, when - timedelta(minutes=120)), when - timedelta(minutes=day.grace()))
        if not waited:
            return None
        visit = draw.choice(waited)
        when = at(day.plan[visit]["arrival"]) + timedelta(minutes=day.grace())
        return ([event(when, "noShow", appointment=visit)], when) if when > day.now else None
    if kind == "cancelled":
        known = day.arrivals(when, when + timedelta(days=1)) + (day.present(when) if draw.random() < 0.3 else [])
        return ([event(when, "cancelled", appointment=draw.choice(known))], when) if known else None
    if kind == "late":
        soon = day.arrivals(when - timedelta(minutes=day.grace()), when + timedelta(minutes=120))
        if not soon:
            return None
        visit = draw.choice(soon)
        arrival = at(day.plan[visit]["arrival"]) + timedelta(minutes=draw.choice([10, 15, 20, 30, 45, 60, 90]))
        return ([event(when, "late", appointment=visit, arrival=said(arrival))], when) if arrival > when else None
    if kind == "arrived":
        soon = day.arrivals(when + timedelta(minutes=1), when + timedelta(minutes=60))
        return ([event(when, "arrived", appointment=draw.choice(soon))], when) if soon else None
    if kind == "addedWork":
        here = day.present(when)
        if not here:
            return None
        visit = draw.choice(here)
        work = dict(draw.choice([work for other in pool for work in other["operations"]]))
        work = {key: value for key, value in work.items() if key not in ("locked", "previous")} | {"id": f"{name}-added"}
        return [event(when, "addedWork", appointment=visit, operations=[work])], when
    return [event(when, kind, appointment=newcomer(kind, day, pool, when, name, draw))], when


# ---------------------------------------------------------------- judging

def judge(referee: Any, site: Path, demand: Path, schedule: Path, priced: bool = True) -> list[str]:
    verdict = referee.judge(*(referee.load(str(path)) for path in (site, demand, schedule)))
    return [f"{site.name}: {text}" for text in verdict.violations + (verdict.differences if priced else [])]


def concerned(day: Day, events: list[dict[str, Any]], now: datetime) -> set[tuple[str, str]]:
    """Operations of the plan that the events are about."""
    result = set()
    named = {event["appointment"] for event in events if isinstance(event.get("appointment"), str)}
    late = {event["part"] for event in events if event["type"] == "partLate"}
    named |= {name for name, visit in day.visits.items() if late & {need["part"] for need in visit.get("parts", [])}}
    away = [(event.get("technician"), event.get("bay"), at(event.get("from", event["at"])),
             at(event["until"]) if "until" in event else at(event["at"][:10] + "T00:00") + timedelta(days=1))
            for event in events if event["type"] in ("absent", "bayClosed")]
    for name, plan in day.plan.items():
        for work in plan["operations"]:
            hit = any((who in work["technicians"] or bay == work.get("bay", ())) and start < at(work["end"]) and at(work["start"]) < end
                      for who, bay, start, end in away)
            if name in named or hit or at(work["start"]) < now:
                result.add((name, work["operation"]))
    return result


def faults_of_step(day: Day, events: list[dict[str, Any]], now: datetime, after: Day, changes: dict[str, Any]) -> list[str]:
    """What has moved that must not."""
    wrong = []
    named = {event["appointment"] for event in events if isinstance(event.get("appointment"), str)}
    listed = {call["appointment"] for call in changes["calls"]} | {off["appointment"] for off in changes["calledOff"]}
    for name, plan in day.plan.items():
        new = after.plan.get(name)
        if "arrival" in plan and at(plan["arrival"]) > now and name not in named:
            if new is None and name not in listed:
                wrong.append(f"PROMISE {name}: left out and not listed")
            if new is not None and new.get("arrival") != plan["arrival"]:
                wrong.append(f"PROMISE {name}: {plan['arrival']} became {new.get('arrival')}")
    for name, visit in day.visits.items():
        for work in visit["operations"]:
            lock = work.get("locked")
            if not lock or at(lock["start"]) >= day.now or name not in after.visits:
                continue
            still = next((other.get("locked") for other in after.visits[name]["operations"] if other["id"] == work["id"]), None)
            if still is None or (still["start"], still.get("bay"), still["technicians"]) != (lock["start"], lock.get("bay"), lock["technicians"]):
                wrong.append(f"LOCK {name}/{work['id']}: {lock} became {still}")
    # What the plan had begun and nothing is known of is where it was.
    if not events or all(event["type"] not in SITE_KINDS | {"overrun", "finished", "partLate"} for event in events):
        for name, plan in day.plan.items():
            if name in named or name not in after.visits or at(plan.get("arrival") or day.visits[name]["arrived"]) > now:
                continue
            for work in plan["operations"]:
                if at(work["start"]) >= now:
                    continue
                still = next((other.get("locked") for other in after.visits[name]["operations"] if other["id"] == work["operation"]), None)
                if still is None or (still["start"], still.get("bay"), sorted(still["technicians"])) != (work["start"], work.get("bay"), sorted(work["technicians"])):
                    wrong.append(f"BEGUN {name}/{work['operation']}: {work} became {still}")
    return wrong


def disturbance(day: Day, hit: set[tuple[str, str]], after: Day) -> tuple[int, int, int]:
    """Operations that no event is about: all, those with another bay or crew, those that start a quarter of an hour later or earlier."""
    count = moved = shifted = 0
    for name, plan in day.plan.items():
        new = {work["operation"]: work for work in after.plan.get(name, {}).get("operations", [])}
        for work in plan["operations"]:
            if (name, work["operation"]) in hit or name not in after.visits:
                continue
            count += 1
            other = new.get(work["operation"])
            if other is None:
                moved += 1
            else:
                moved += (other.get("bay"), sorted(other["technicians"])) != (work.get("bay"), sorted(work["technicians"]))
                shifted += abs((at(other["start"]) - at(work["start"])).total_seconds()) >= 900
    return count, moved, shifted


# ---------------------------------------------------------------- cases

class Bench:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.referee = load_referee(options.referee)
        self.failures = 0
        self.keep = options.keep

    def fail(self, label: str, texts: list[str], folder: Path) -> None:
        self.failures += 1
        for text in texts[:8]:
            print(f"{label}: {text}", flush=True)
        shutil.copytree(folder, self.keep / label.replace(" ", "-"), dirs_exist_ok=True)

    def generate(self, profile: str, seed: int, folder: Path) -> Day:
        made = run(self.options.bayline, "generate", "--profile", profile, "--seed", seed, "--quiet", "--force", "--out", folder)
        assert made.returncode == 0, made.stderr
        plan = folder / "plan.json"
        made = run(self.options.bayline, "schedule", "--site", folder / "site.json", "--demand", folder / "demand.json", "--iterations",
                   self.options.plan, "--threads", 1, "--no-bound", "--quiet", "--out", plan)
        assert made.returncode == 0, made.stderr
        return Day(folder / "site.json", folder / "demand.json", plan)

    def replan(self, day: Day, events: list[dict[str, Any]], now: datetime, folder: Path, keep_site: bool) -> tuple[Day | None, dict[str, Any], list[str]]:
        """The day after replanning, the changes, and what is wrong."""
        (folder / "events.json").write_text(json.dumps({"format": "bayline.events/1", "events": events}, ensure_ascii=False))
        site, demand, schedule = folder / "site2.json", folder / "demand2.json", folder / "plan2.json"
        site.unlink(missing_ok=True)
        kept = ["--site-out", site] if keep_site else []
        done = run(self.options.bayline, "replan", "--site", day.paths[0], "--demand", day.paths[1], "--schedule", day.paths[2],
                   "--events", folder / "events.json", "--now", said(now), "--out", schedule, "--demand-out", demand, *kept,
                   "--threads", 1, "--quiet", "--json", "--iterations", self.options.iterations)
        if done.returncode != 0:
            return None, {}, [f"replan ended with {done.returncode}: {done.stderr.strip()[:600]}"]
        used = site if keep_site else day.paths[0]
        wrong = judge(self.referee, used, demand, schedule)
        after, changes = Day(used, demand, schedule), json.loads(done.stdout)
        return after, changes, wrong + faults_of_step(day, events, now, after, changes)


def moment(day: Day, draw: random.Random) -> datetime:
    """A random minute of an arrival day, in which something is left to do."""
    days = day.demand["horizon"].get("days", 1)
    date = at(day.demand["horizon"]["from"] + "T00:00") + timedelta(days=draw.randrange(days))
    first = max(day.now + timedelta(minutes=5), date + timedelta(hours=8, minutes=15))
    last = date + timedelta(hours=16, minutes=30)
    return first + timedelta(minutes=draw.randrange(max(1, int((last - first).total_seconds() // 60))))


def singles(bench: Bench) -> None:
    options = bench.options
    shares, ratios, shifts, broken, took = (defaultdict(list) for _ in range(5))
    skipped = Counter[str]()
    pool = None
    for profile in options.profiles.split(","):
        for case in range(options.cases):
            seed = options.seed + case
            draw = random.Random(f"{profile} {seed}")
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                day = bench.generate(profile, seed, folder)
                pool = [visit for visit in day.visits.values() if visit["kind"] == "maintenance"] or list(day.visits.values())
                for kind in options.kinds.split(","):
                    made = None
                    for _ in range(8):
                        made = make(kind, day, moment(day, draw), pool, "N1", draw)
                        if made:
                            break
                    if not made:
                        skipped[kind] += 1
                        continue
                    events, now = made
                    label = f"{profile} {seed} {kind}"
                    begin = time.monotonic()
                    after, changes, wrong = bench.replan(day, events, now, folder, kind in SITE_KINDS)
                    took[profile].append(time.monotonic() - begin)
                    if wrong or after is None:
                        bench.fail(label, wrong, folder)
                        continue
                    count, moved, shifted = disturbance(day, concerned(day, events, now), after)
                    if count:
                        shares[profile].append(100 * moved / count)
                        shares[kind].append(100 * moved / count)
                        shifts[profile].append(100 * shifted / count)
                    broken[profile].append(sum(call["cause"] == "promiseBroken" for call in changes["calls"]))
                    fresh = folder / "afresh.json"
                    run(options.bayline, "schedule", "--site", after.paths[0], "--demand", after.paths[1], "--iterations", options.afresh,
                        "--threads", 1, "--no-bound", "--quiet", "--out", fresh)
                    best = read(fresh)["cost"]["total"]
                    ratio = after.schedule["cost"]["total"] / max(1, best)
                    ratios[profile].append(ratio)
                    ratios[kind].append(ratio)
                    if options.verbose:
                        print(f"{label} {said(now)}: moved {moved}/{count}, cost {after.schedule['cost']['total']} afresh {best} ({ratio:.3f})", flush=True)
                    if kind in SITE_KINDS:
                        _, _, wrong = bench.replan(day, events, now, folder, False)
                        if wrong:
                            bench.fail(label + " site", wrong, folder)

    def spread(values: list[float], digits: int) -> str:
        values = sorted(values)
        p95 = values[min(len(values) - 1, int(0.95 * len(values)))]
        return f"{statistics.median(values):.{digits}f} | {p95:.{digits}f} | {values[-1]:.{digits}f}"

    print("\n| | n | moved %: median | p95 | max (target 10) | over 10 | cost to afresh: median | p95 | max (target 1.05) | over 1.05 |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for key in [*options.profiles.split(","), *options.kinds.split(",")]:
        if shares[key] and ratios[key]:
            over = sum(value > 10 for value in shares[key]), sum(value > 1.05 for value in ratios[key])
            print(f"| {key} | {len(ratios[key])} | {spread(shares[key], 1)} | {over[0]} | {spread(ratios[key], 3)} | {over[1]} |")
    for profile in options.profiles.split(","):
        if took[profile]:
            print(f"{profile}: {statistics.median(took[profile]):.2f} s a run; shifted by 15 min or more, median "
                  f"{statistics.median(shifts[profile]):.1f}%; promises broken: {sum(broken[profile])} in {len(broken[profile])} runs")
    print(f"no case for: {dict(skipped)}; wrong: {bench.failures}")


def whole_days(bench: Bench) -> None:
    options = bench.options
    steps = events_in_all = called_off = left_out = 0
    kinds = Counter[str]()
    profiles = options.profiles.split(",")
    for number in range(options.days):
        profile, seed = profiles[number % len(profiles)], options.seed + number // options.sequences
        draw = random.Random(f"day {profile} {options.seed + number}")
        label = f"day {profile} {options.seed + number}"
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            day = bench.generate(profile, seed, folder)
            pool = [visit for visit in day.visits.values() if visit["kind"] == "maintenance"] or list(day.visits.values())
            everybody = set(day.visits)
            gone: set[str] = set()
            first = max(day.now, at(day.demand["horizon"]["from"] + "T08:00"))
            count = draw.randint(6, 12)
            span = int((at(day.demand["horizon"]["from"] + "T17:30") - first).total_seconds() // 60)
            for step, minute in enumerate(sorted(draw.sample(range(5, span), count))):
                now = first + timedelta(minutes=minute)
                if now < day.now:
                    continue
                made = None
                for _ in range(8):
                    kind = draw.choice(KINDS)
                    made = make(kind, day, now, pool, f"N{step}", draw)
                    if made and made[1] >= day.now:
                        break
                    made = None
                if not made:
                    continue
                events, now = made
                place = folder / str(step)
                place.mkdir()
                after, changes, wrong = bench.replan(day, events, now, place, True)
                kinds[kind] += 1
                steps += 1
                if wrong or after is None:
                    bench.fail(f"{label} step {step} {kind}", wrong, folder)
                    break
                everybody |= {event["appointment"]["id"] for event in events if isinstance(event.get("appointment"), dict)}
                gone |= {off["appointment"] for off in changes["calledOff"]}
                named = set(after.plan) | {left["appointment"] for left in after.schedule["unscheduled"]}
                lost = everybody - named - gone
                if lost:
                    bench.fail(f"{label} step {step} {kind}", [f"LOST {sorted(lost)}"], folder)
                    break
                day = after
            else:
                left_out += len(day.schedule["unscheduled"])
            events_in_all += count
            called_off += len(gone)
    print(f"{options.days} days, {steps} events replanned ({', '.join(f'{kind} {n}' for kind, n in sorted(kinds.items()))}); at the end "
          f"{left_out} visits left out with a reason, {called_off} called off, 0 lost unless named above; wrong: {bench.failures}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["single", "days"])
    parser.add_argument("--profiles", default="demo,medium,replan,week")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--cases", type=int, default=3, help="of each profile (single)")
    parser.add_argument("--days", type=int, default=500, help="sequences of events (days)")
    parser.add_argument("--sequences", type=int, default=1, help="sequences on one generated day")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plan", type=int, default=12000, help="iterations for the schedule that the day follows")
    parser.add_argument("--iterations", type=int, default=6000, help="of each replanning")
    parser.add_argument("--afresh", type=int, default=15000, help="iterations for the schedule made afresh (single)")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--referee", type=Path, default=ROOT / "../shared/referee/referee.py")
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    parser.add_argument("--keep", type=Path, default=Path("disagreements"), help="folder for the files of what is wrong")
    options = parser.parse_args()
    bench = Bench(options)
    singles(bench) if options.what == "single" else whole_days(bench)
    return 1 if bench.failures else 0


if __name__ == "__main__":
    sys.exit(main())
