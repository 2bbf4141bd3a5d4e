#!/usr/bin/env python3
"""Compares `bayline verify` with the independent referee on many damaged schedules.

    damaged_schedules.py [--count N] [--seed S] [--own N] [--referee REFEREE.py] [--bayline PROGRAM] CASE ...

A CASE is a folder with `site.json` and `demand.json`. It starts from its `schedule.json` where there is one, from
schedules that are put together at random otherwise, and from N that the program makes. Each schedule is damaged at random by its seed; both judges
shall then name the same rules as often, the same points for every term, and as many differences from a stated cost.

Exit status: 0 they agree, 1 they do not (the files in question are kept and named).
"""
from __future__ import annotations

import argparse
import copy
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from judging import load_referee

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parents[2]
DAY = 1440
FIRST, LAST = DAY, 3_652_060 * DAY - 1  # the minutes of the years 1 to 9999



class Case:
    """A site and a demand, with what the damages need to know of them."""

    def __init__(self, referee: ModuleType, folder: Path) -> None:
        self.referee, self.folder = referee, folder
        site_node, demand_node = (referee.load(str(folder / name)) for name in ("site.json", "demand.json"))
        self.site = referee.read_site(site_node)
        self.demand = referee.read_demand(demand_node, self.site)
        self.jobs: dict[str, Json] = {job["id"]: job for job in demand_node.value["appointments"]}
        self.advisors = sorted(self.site.advisors)
        self.bays = sorted(self.site.bays)
        self.technicians = sorted(self.site.technicians)
        self.empty = referee.Referee(self.site, self.demand, referee.Schedule([], [], None, {}))

    def minute(self, text: str) -> int:
        return self.referee.Node("", "$", text).time()

    def stamp(self, minute: int) -> str:
        return self.referee.stamp(min(max(minute, FIRST), LAST))

    def judge(self, schedule: Json) -> Any:
        """The referee's verdict; site and demand are read once."""
        self.referee.read_site = lambda node: self.site
        self.referee.read_demand = lambda node, site: self.demand
        return self.referee.judge(None, None, self.referee.Node("schedule", "$", schedule))


# ---------------------------------------------------------------- a schedule to start from

class Builder:
    """Puts appointments one after the other into free time; whatever does not fit is left out."""

    def __init__(self, case: Case, rng: random.Random) -> None:
        self.case, self.rng = case, rng
        self.busy: dict[str, list[tuple[int, int]]] = {}
        self.slots: dict[str, list[int]] = {}
        self.loaners = case.site.loaners
        self.stock = Counter({name: on_hand for name, (on_hand, _) in case.demand.parts.items()})

    def build(self) -> Json:
        assignments, unscheduled = [], []
        jobs = list(self.case.demand.appointments.values())
        self.rng.shuffle(jobs)
        jobs.sort(key=lambda job: not job.dear)
        for job in jobs:
            for op in job.operations:
                if op.locked:
                    self.hold(op.locked.bay, op.locked.technicians, op.locked.start, self.locked_end(job, op))
        for job in jobs:
            placed = self.visit(job) if self.rng.random() < 0.95 and self.take(job) else None
            if placed:
                assignments.append(placed)
            else:
                unscheduled.append({"appointment": job.id, "reason": "capacity"})
        schedule = {"format": "bayline.schedule/1", "assignments": assignments, "unscheduled": unscheduled}
        put_in_order(self.case, schedule)
        verdict = self.case.judge(schedule)
        schedule["cost"] = {"total": verdict.total, "terms": verdict.terms}
        return schedule

    def placed(self, job: Any, op: Any, bay: str | None, technicians: tuple[str, ...], start: int) -> Any:
        return self.case.referee.Placed(job.id, op, bay, technicians, start, start)

    def locked_end(self, job: Any, op: Any) -> int:
        crew = tuple(sorted(op.locked.technicians))
        end = self.case.empty.end_by_h9(self.placed(job, op, op.locked.bay, crew, op.locked.start))
        return end if end is not None else op.locked.start + 60

    def hold(self, bay: str | None, technicians: Any, start: int, end: int) -> None:
        for name in [f"bay {bay}"] * (bay is not None) + [f"technician {name}" for name in technicians]:
            self.busy.setdefault(name, []).append((start, end))

    def free(self, name: str, start: int, end: int) -> bool:
        return all(high <= start or end <= low for low, high in self.busy.get(name, ()))

    def reception(self, job: Any) -> tuple[int, str] | None:
        case, booking, demand = self.case, self.case.site.booking, self.case.demand
        for _ in range(200 if case.advisors else 0):
            advisor = self.rng.choice(case.advisors)
            if job.booked:
                at = job.booked[0]
            else:
                low, high = self.rng.choice(job.availability)
                low = max(low, demand.start, demand.now)
                high = min(high, (demand.first_day + demand.arrival_days) * DAY)
                if low >= high:
                    return None
                at = self.rng.randrange(low, high) // booking["slotMinutes"] * booking["slotMinutes"]
            who, end, taken = case.site.advisors[advisor], at + booking["receptionMinutes"], self.slots.setdefault(advisor, [])
            if (job.kind in who.kinds and all(abs(at - other) >= 20 for other in taken)
                    and all(times.holds(at, end) for times in (case.empty.hours, case.empty.working(who.calendar)))):
                taken.append(at)
                return at, advisor
        return None

    def take(self, job: Any) -> bool:
        """Whether there are parts and a loan vehicle for it; takes them."""
        needs = Counter[str]() if job.picked else job.parts
        if job.loaner and self.loaners <= 0 or any(self.stock[part] < n for part, n in needs.items()):
            return job.dear or self.rng.random() < 0.1
        self.loaners -= job.loaner
        self.stock.subtract(needs)
        return True

    def visit(self, job: Any) -> Json | None:
        case = self.case
        assignment: Json = {"appointment": job.id}
        if job.arrived is not None:
            time = max(case.demand.now, job.arrived)
        else:
            found = self.reception(job)
            if found is None:
                return None
            assignment.update(arrival=case.stamp(found[0]), advisor=found[1])
            time = found[0] + case.site.booking["receptionMinutes"]
        operations = []
        for op in job.operations:
            if op.locked:
                bay, crew, start = op.locked.bay, tuple(sorted(op.locked.technicians)), op.locked.start
                end = self.locked_end(job, op)
            else:
                place = self.place(job, op, time)
                if place is None:
                    return None
                bay, crew, start, end = place
                self.hold(bay, crew, start, end)
            time = max(time, end)
            operations.append({"operation": op.id, **({"bay": bay} if bay is not None else {}),
                               "technicians": list(crew), "start": case.stamp(start), "end": case.stamp(end)})
        ready = case.minute(operations[-1]["end"]) + case.site.booking["finishMinutes"]
        return {**assignment, "ready": case.stamp(ready), "operations": operations}

    def place(self, job: Any, op: Any, time: int) -> tuple[str | None, tuple[str, ...], int, int] | None:
        case, rng = self.case, self.rng
        able = [name for name in case.technicians if case.empty.able(name, op)]
        bays = [name for name in case.bays if op.bay in case.site.bays[name].types]
        for start in range(time, case.demand.end, 5):
            for _ in range(6):
                if op.alternatives:
                    bay, technician = rng.choice(sorted(op.alternatives, key=str))
                    crew = (technician,) if technician is not None else ()
                elif len(able) < op.crew or (op.bay and not bays):
                    return None
                else:
                    bay = rng.choice(bays) if op.bay else None
                    crew = tuple(sorted(rng.sample(able, op.crew)))
                trial = self.placed(job, op, bay, crew, start)
                end = case.empty.end_by_h9(trial)
                if (end is not None and all(self.free(f"technician {name}", start, end) for name in crew)
                        and (bay is None or self.free(f"bay {bay}", start, end))
                        and (op.splittable or all(times.holds(start, end) for times in case.empty.work_times(trial)))):
                    return bay, crew, start, end
        return None


def put_in_order(case: Case, schedule: Json) -> None:
    """The order that the format asks for."""
    schedule["assignments"].sort(key=lambda item: ("arrival" in item, item.get("arrival", ""), item["appointment"]))


# ---------------------------------------------------------------- damages

class Damage:
    """One schedule that is being damaged."""

    def __init__(self, case: Case, schedule: Json, rng: random.Random) -> None:
        self.case, self.schedule, self.rng = case, schedule, rng

    def visit(self) -> Json | None:
        return self.rng.choice(self.schedule["assignments"]) if self.schedule["assignments"] else None

    def operation(self) -> Json | None:
        visit = self.visit()
        return self.rng.choice(visit["operations"]) if visit else None

    def shift(self) -> int:
        """Some minutes, mostly few."""
        return self.rng.choice((-1, 1)) * self.rng.choice((1, 5, 10, 15, 30, 45, 60, 90, 240, DAY, 3 * DAY, 7 * DAY))

    def move(self, item: Json | None, *members: str, by: int | None = None) -> None:
        by = self.shift() if by is None else by
        for member in members:
            if item is not None and member in item:
                item[member] = self.case.stamp(self.case.minute(item[member]) + by)

    def move_arrival(self) -> None:
        self.move(self.visit(), "arrival")

    def move_visit(self) -> None:
        visit, by = self.visit(), self.shift()
        self.move(visit, "arrival", "ready", by=by)
        for operation in visit["operations"] if visit else ():
            self.move(operation, "start", "end", by=by)

    def move_operation(self) -> None:
        self.move(self.operation(), "start", "end")

    def move_start(self) -> None:
        self.move(self.operation(), "start")

    def move_end(self) -> None:
        self.move(self.operation(), "end")

    def move_ready(self) -> None:
        self.move(self.visit(), "ready")

    def move_far(self) -> None:
        operation = self.operation()
        if operation:
            member = self.rng.choice(("start", "end"))
            operation[member] = self.rng.choice(("0001-01-01T00:00", "9999-12-31T23:59", "2027-03-01T10:00",
                                                 "2026-01-05T10:00"))

    def empty_operation(self) -> None:
        operation = self.operation()
        if operation:
            operation["end"] = operation["start"]

    def change_advisor(self) -> None:
        visit = self.visit()
        if visit and "advisor" in visit:
            visit["advisor"] = self.rng.choice(self.case.advisors)

    def crowd(self) -> None:
        """Some arrivals at one advisor at nearly one time."""
        visits = [visit for visit in self.schedule["assignments"] if "arrival" in visit]
        if len(visits) > 1:
            chosen = self.rng.sample(visits, min(len(visits), self.rng.randint(2, 18)))
            step = self.rng.choice((0, 5, 15, 15, 20, 30))
            for i, visit in enumerate(chosen):
                visit["advisor"] = chosen[0]["advisor"]
                visit["arrival"] = self.case.stamp(self.case.minute(chosen[0]["arrival"]) + i * step)

    def swap(self, member: str) -> None:
        one, other = self.operation(), self.operation()
        if one and other:
            values = one.get(member), other.get(member)
            for item, value in zip((other, one), values):
                if value is None:
                    item.pop(member, None)
                else:
                    item[member] = value

    def swap_technicians(self) -> None:
        self.swap("technicians")

    def swap_bays(self) -> None:
        self.swap("bay")

    def swap_starts(self) -> None:
        self.swap("start")

    def swap_visits(self) -> None:
        """Two vehicles change their arrivals."""
        one, other = self.visit(), self.visit()
        if one and other and "arrival" in one and "arrival" in other:
            for member in ("arrival", "advisor"):
                one[member], other[member] = other[member], one[member]

    def change_bay(self) -> None:
        operation = self.operation()
        if operation:
            operation.pop("bay", None)
            if self.case.bays and self.rng.random() < 0.8:
                operation["bay"] = self.rng.choice(self.case.bays)

    def change_crew(self) -> None:
        operation = self.operation()
        if operation and self.case.technicians:
            names = operation["technicians"]
            deed = self.rng.randrange(4)
            if deed == 0 and names:
                names.pop(self.rng.randrange(len(names)))
            elif deed == 1:
                names.append(self.rng.choice(self.case.technicians))
            elif deed == 2 and names:
                names.append(self.rng.choice(names))
            else:
                operation["technicians"] = [self.rng.choice(self.case.technicians) for _ in names or [0]]

    def same_start(self) -> None:
        """Everything that one technician does begins at once."""
        if self.case.technicians:
            name = self.rng.choice(self.case.technicians)
            mine = [operation for visit in self.schedule["assignments"] for operation in visit["operations"]
                    if name in operation["technicians"]]
            for operation in mine:
                operation["start"] = mine[0]["start"]

    def reverse_visit(self) -> None:
        visit = self.visit()
        if visit:
            times = [(operation["start"], operation["end"]) for operation in visit["operations"]]
            for operation, (start, end) in zip(visit["operations"], reversed(times)):
                operation.update(start=start, end=end)

    def overtime(self) -> None:
        """Many operations of a day get longer."""
        for visit in self.schedule["assignments"]:
            for operation in visit["operations"]:
                if self.rng.random() < 0.3:
                    self.move(operation, "end", by=self.rng.choice((30, 120, 600)))

    def as_locked(self) -> None:
        """A locked operation leaves its lock, or one comes back to it."""
        visit = self.visit()
        if visit:
            job = self.case.jobs[visit["appointment"]]
            for operation, wanted in zip(visit["operations"], job["operations"]):
                if "locked" in wanted:
                    operation.update({name: value for name, value in copy.deepcopy(wanted["locked"]).items()})
                    if self.rng.random() < 0.5:
                        self.move(operation, self.rng.choice(("start", "end")))

    def drop(self) -> None:
        for _ in range(self.rng.choice((1, 1, 1, 2, 10))):
            if self.schedule["assignments"]:
                visit = self.schedule["assignments"].pop(self.rng.randrange(len(self.schedule["assignments"])))
                self.schedule["unscheduled"].append({"appointment": visit["appointment"], "reason": "capacity"})

    def insert(self) -> None:
        """An appointment that was left out is squeezed in somewhere."""
        if self.schedule["unscheduled"]:
            left = self.schedule["unscheduled"]
            job = self.case.jobs[left.pop(self.rng.randrange(len(left)))["appointment"]]
            time = self.case.demand.start + self.rng.randrange(7 * 60, 18 * 60) // 5 * 5
            visit: Json = {"appointment": job["id"], "operations": []}
            if "arrived" not in job:
                if not self.case.advisors:
                    left.append({"appointment": job["id"], "reason": "advisor"})
                    return
                visit.update(arrival=self.case.stamp(time), advisor=self.rng.choice(self.case.advisors))
            for wanted in job["operations"]:
                start, time = time, time + wanted.get("minutes", 60)
                placed: Json = {"operation": wanted["id"], "technicians": [], "start": self.case.stamp(start),
                                "end": self.case.stamp(time)}
                if self.case.technicians and wanted.get("trade"):
                    placed["technicians"] = [self.rng.choice(self.case.technicians)]
                if self.case.bays and wanted.get("bay"):
                    placed["bay"] = self.rng.choice(self.case.bays)
                visit["operations"].append(placed)
            visit["ready"] = self.case.stamp(time + 15)
            self.schedule["assignments"].append(visit)

    def change_cost(self) -> None:
        cost = self.schedule.get("cost")
        if cost:
            deed = self.rng.randrange(4)
            if deed == 0:
                del self.schedule["cost"]
            elif deed == 1:
                cost["total"] += self.shift()
            else:
                term = self.rng.choice(sorted(cost["terms"]))
                cost["terms"][term] = max(0, cost["terms"][term] + self.shift())

    def right_cost(self) -> None:
        """The cost of the damaged schedule, so that nothing differs."""
        put_in_order(self.case, self.schedule)
        verdict = self.case.judge(self.schedule)
        self.schedule["cost"] = {"total": verdict.total, "terms": verdict.terms}


NAMES = ("move_arrival move_visit move_operation move_start move_end move_ready move_far empty_operation change_advisor "
         "crowd swap_technicians swap_bays swap_starts swap_visits change_bay change_crew same_start reverse_visit "
         "overtime as_locked drop insert change_cost right_cost").split()


def damaged(case: Case, start: Json, rng: random.Random) -> tuple[Json, list[str]]:
    schedule = copy.deepcopy(start)
    damage = Damage(case, schedule, rng)
    deeds = [rng.choice(NAMES) for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5, 12)))]
    for name in deeds:
        getattr(damage, name)()
    put_in_order(case, schedule)
    return schedule, deeds


# ---------------------------------------------------------------- the comparison

def rule(violation: str) -> str:
    return violation.split()[0]


def disagreement(verdict: Any, answer: Json, key: Callable[[str], str] = rule) -> list[str]:
    """What the two judges say differently."""
    found = []
    ours, theirs = Counter(map(key, answer["violations"])), Counter(map(key, verdict.violations))
    for name in sorted(ours.keys() | theirs.keys()):
        if ours[name] != theirs[name]:
            found.append(f"{name}: {ours[name]} times, the referee {theirs[name]} times")
    for term in verdict.terms:
        if answer["cost"]["terms"].get(term) != verdict.terms[term]:
            found.append(f"{term}: {answer['cost']['terms'].get(term)}, the referee {verdict.terms[term]}")
    for what, our, their in (
            ("total", answer["cost"]["total"], verdict.total),
            ("differences", len(answer["differences"]), len(verdict.differences)),
            ("feasible", answer["feasible"], not verdict.violations),
            ("unscheduled", answer["unscheduled"], verdict.unscheduled)):
        if our != their:
            found.append(f"{what}: {our}, the referee {their}")
    return found


def compare(case: Case, program: str, schedules: list[Json], folder: Path, seen: Counter[str],
            key: Callable[[str], str] = rule) -> list[tuple[int, list[str]]]:
    """The schedules that the judges see differently, by their place in the batch."""
    paths = [folder / f"{i:04}.json" for i in range(len(schedules))]
    for path, schedule in zip(paths, schedules):
        path.write_text(json.dumps(schedule, ensure_ascii=False), encoding="utf-8")
    run = subprocess.run(
        [program, "verify", "--site", str(case.folder / "site.json"), "--demand", str(case.folder / "demand.json"),
         "--json", *map(str, paths)], capture_output=True, encoding="utf-8", check=False)
    lines = run.stdout.splitlines()
    if run.returncode not in (0, 1) or len(lines) != len(schedules):
        raise SystemExit(f"{program} ended with {run.returncode} after {len(lines)} of {len(schedules)} answers: "
                         f"{run.stderr.strip()[:2000]}")
    bad = []
    for i, (schedule, line) in enumerate(zip(schedules, lines)):
        verdict = case.judge(schedule)
        seen.update({rule(violation) for violation in verdict.violations} or {"feasible"})
        seen.update(["stated cost wrong"] if verdict.differences else [])
        found = disagreement(verdict, json.loads(line), key)
        if found:
            bad.append((i, found))
    return bad


def own_schedule(case: Case, program: str, seed: int) -> Json:
    """A schedule that the program makes: the even seeds only construct one, the odd ones search."""
    run = subprocess.run(
        [program, "schedule", "--site", str(case.folder / "site.json"), "--demand", str(case.folder / "demand.json"),
         "--seed", str(seed), "--iterations", str(seed % 2 * 50 * seed), "--threads", "1", "--quiet"],
        capture_output=True, encoding="utf-8", check=False)
    if run.returncode != 0:
        raise SystemExit(f"{program} ended with {run.returncode}: {run.stderr.strip()[:2000]}")
    return json.loads(run.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares bayline verify with the referee on damaged schedules.")
    parser.add_argument("cases", nargs="+", type=Path, metavar="CASE")
    parser.add_argument("--referee", type=Path, default=ROOT / "../shared/referee/referee.py")
    parser.add_argument("--bayline", default=str(ROOT / ".build/release/bayline"))
    parser.add_argument("--count", type=int, default=500, help="damaged schedules for each case")
    parser.add_argument("--batch", type=int, default=500, help="files in one call")
    parser.add_argument("--starts", type=int, default=5, help="random start schedules for each case")
    parser.add_argument("--own", type=int, default=0, help="start schedules for each case that the program makes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("damaged"), help="where disagreements are kept")
    options = parser.parse_args()
    referee = load_referee(options.referee)
    readers = referee.read_site, referee.read_demand
    total, wrong = 0, 0
    for folder in options.cases:
        referee.read_site, referee.read_demand = readers
        case, seen = Case(referee, folder), Counter[str]()
        rng = random.Random(f"{options.seed} {folder.name}")
        given = folder / "schedule.json"
        starts = ([json.loads(given.read_text(encoding="utf-8"))] if given.exists()
                  else [Builder(case, rng).build() for _ in range(options.starts)])
        starts += [own_schedule(case, options.bayline, seed) for seed in range(options.own)]
        for begin in range(0, options.count, options.batch):
            batch = [damaged(case, rng.choice(starts), rng) for _ in range(min(options.batch, options.count - begin))]
            with tempfile.TemporaryDirectory() as name:
                bad = compare(case, options.bayline, [schedule for schedule, _ in batch], Path(name), seen)
                for i, found in bad:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    kept = options.keep / f"{folder.name}-{options.seed}-{begin + i}.json"
                    shutil.copy(Path(name) / f"{i:04}.json", kept)
                    print(f"{kept} ({', '.join(batch[i][1])}): " + "; ".join(found))
            total, wrong = total + len(batch), wrong + len(bad)
        print(f"{folder.name}: {options.count} schedules; " + ", ".join(
            f"{name} {seen[name]}" for name in sorted(seen, key=lambda name: (len(name), name))), flush=True)
    print(f"{total} damaged schedules, {wrong} disagreements")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
