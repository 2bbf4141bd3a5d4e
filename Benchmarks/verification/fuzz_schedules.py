"""Mutates schedules at random and compares the verdicts of `bayline verify` and the referee.

A CASE is a folder with `site.json` and `demand.json`. The mutations start from its `schedule.json` if there is one, or else
from schedules put together at random, and from `--own` schedules that the program makes. Both must report the same
violations, by rule, subject and time, the same points for each term, and the same number of differences from the stated
cost. With `--small-days N`, N small days with every member are made from each CASE (support/members.py) and used instead.

The exit status is 1 if they disagree; the schedules in question are kept and named.
"""
from __future__ import annotations

import argparse
import copy
import json
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from support.members import small_day
from support.project import (
    DAY, Case, Json, ProgramError, argument_parser, keep_files, load_referee, read_json, run, run_checked, write_json)

FIRST_MINUTE, LAST_MINUTE = DAY, 3_652_060 * DAY - 1  # of the years 1 to 9999
SHOWN = "name", "plate", "customer", "vehicle"  # without them every sentence names the ids


def without_names(value: Any) -> Any:
    """A copy of a list of a site or a demand without what is only shown."""
    if isinstance(value, dict):
        return {name: without_names(item) for name, item in value.items() if name not in SHOWN}
    return [without_names(item) for item in value] if isinstance(value, list) else value


def write_case(folder: Path, site: Json, demand: Json) -> None:
    """Writes a case in which people and things have ids alone."""
    for name, file in (("site", site), ("demand", demand)):
        lists = {member: without_names(file[member]) for member in file if isinstance(file[member], list) or member == "booking"}
        write_json(folder / f"{name}.json", file | lists)


def remember_calendars(site: Any) -> None:
    """Lets the calendars of a site give the same working time again without computing it: most of the referee's time."""
    for calendar in site.calendars.values():
        object.__setattr__(calendar, "working", cache(calendar.working))


class Problem:
    """A site and a demand as the referee reads them."""

    def __init__(self, referee: Any, folder: Path) -> None:
        self.referee, self.files = referee, Case(folder)
        site_node, demand_node = (referee.load(str(path)) for path in (self.files.site, self.files.demand))
        self.site = referee.read_site(site_node)
        self.demand = referee.read_demand(demand_node, self.site)
        self.jobs: dict[str, Json] = {job["id"]: job for job in demand_node.value["appointments"]}
        self.advisors = sorted(self.site.advisors)
        self.bays = sorted(self.site.bays)
        self.technicians = sorted(self.site.technicians)
        self.empty = referee.Referee(self.site, self.demand, referee.Schedule([], [], None, {}))
        self.first_day: str = self.stamp(self.demand.start)[:10]
        remember_calendars(self.site)

    def minute(self, text: str) -> int:
        return self.referee.Node("", "$", text).time()

    def stamp(self, minute: int) -> str:
        return self.referee.stamp(min(max(minute, FIRST_MINUTE), LAST_MINUTE))

    def judge(self, schedule: Json) -> Any:
        """The referee's verdict, with the site and demand that were read before."""
        self.referee.read_site = lambda node: self.site
        self.referee.read_demand = lambda node, site: self.demand
        return self.referee.judge(None, None, self.referee.Node("schedule", "$", schedule))


# ---------------------------------------------------------------- random schedules

class Builder:
    """Schedules the appointments one after the other in free time; those that do not fit stay unscheduled."""

    def __init__(self, problem: Problem, rng: random.Random) -> None:
        self.problem, self.rng = problem, rng
        self.busy: dict[str, list[tuple[int, int]]] = {}
        self.slots: dict[str, list[int]] = {}
        self.loaners = problem.site.loaners
        self.stock = Counter({name: on_hand for name, (on_hand, _) in problem.demand.parts.items()})

    def build(self) -> Json:
        assignments, unscheduled = [], []
        jobs = list(self.problem.demand.appointments.values())
        self.rng.shuffle(jobs)
        jobs.sort(key=lambda job: not job.dear)
        for job in jobs:
            for op in job.operations:
                if op.locked:
                    self.hold(op.locked.bay, op.locked.technicians, op.locked.start, self.locked_end(job, op))
        for job in jobs:
            placed = self.visit(job) if self.rng.random() < 0.95 and self.reserve(job) else None
            if placed:
                assignments.append(placed)
            else:
                unscheduled.append({"appointment": job.id, "reason": "capacity"})
        schedule: Json = {"format": "bayline.schedule/1", "assignments": assignments, "unscheduled": unscheduled}
        sort_assignments(schedule)
        verdict = self.problem.judge(schedule)
        schedule["cost"] = {"total": verdict.total, "terms": verdict.terms}
        return schedule

    def placed(self, job: Any, op: Any, bay: str | None, technicians: tuple[str, ...], start: int) -> Any:
        return self.problem.referee.Placed(job.id, op, bay, technicians, start, start)

    def locked_end(self, job: Any, op: Any) -> int:
        crew = tuple(sorted(op.locked.technicians))
        end = self.problem.empty.end_by_h9(self.placed(job, op, op.locked.bay, crew, op.locked.start))
        return end if end is not None else op.locked.start + 60

    def hold(self, bay: str | None, technicians: Any, start: int, end: int) -> None:
        for name in [f"bay {bay}"] * (bay is not None) + [f"technician {name}" for name in technicians]:
            self.busy.setdefault(name, []).append((start, end))

    def free(self, name: str, start: int, end: int) -> bool:
        return all(high <= start or end <= low for low, high in self.busy.get(name, ()))

    def reception(self, job: Any) -> tuple[int, str] | None:
        problem, booking, demand = self.problem, self.problem.site.booking, self.problem.demand
        for _ in range(200 if problem.advisors else 0):
            advisor = self.rng.choice(problem.advisors)
            if job.booked:
                at = job.booked[0]
            else:
                low, high = self.rng.choice(job.availability)
                low = max(low, demand.start, demand.now)
                high = min(high, (demand.first_day + demand.arrival_days) * DAY)
                if low >= high:
                    return None
                at = self.rng.randrange(low, high) // booking["slotMinutes"] * booking["slotMinutes"]
            who, end = problem.site.advisors[advisor], at + booking["receptionMinutes"]
            taken = self.slots.setdefault(advisor, [])
            hours = problem.empty.hours, problem.empty.working(who.calendar)
            if (job.kind in who.kinds and all(abs(at - other) >= 20 for other in taken)
                    and all(times.holds(at, end) for times in hours)):
                taken.append(at)
                return at, advisor
        return None

    def reserve(self, job: Any) -> bool:
        """Reserves parts and a loan vehicle; returns whether the visit can be scheduled."""
        needs = Counter[str]() if job.picked else job.parts
        if job.loaner and self.loaners <= 0 or any(self.stock[part] < n for part, n in needs.items()):
            return job.dear or self.rng.random() < 0.1
        self.loaners -= job.loaner
        self.stock.subtract(needs)
        return True

    def visit(self, job: Any) -> Json | None:
        problem = self.problem
        assignment: Json = {"appointment": job.id}
        if job.arrived is not None:
            time = max(problem.demand.now, job.arrived)
        else:
            found = self.reception(job)
            if found is None:
                return None
            assignment.update(arrival=problem.stamp(found[0]), advisor=found[1])
            time = found[0] + problem.site.booking["receptionMinutes"]
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
                               "technicians": list(crew), "start": problem.stamp(start), "end": problem.stamp(end)})
        ready = problem.minute(operations[-1]["end"]) + problem.site.booking["finishMinutes"]
        return {**assignment, "ready": problem.stamp(ready), "operations": operations}

    def place(self, job: Any, op: Any, time: int) -> tuple[str | None, tuple[str, ...], int, int] | None:
        problem, rng = self.problem, self.rng
        able = [name for name in problem.technicians if problem.empty.able(name, op)]
        bays = [name for name in problem.bays if op.bay in problem.site.bays[name].types]
        for start in range(time, problem.demand.end, 5):
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
                end = problem.empty.end_by_h9(trial)
                if (end is not None and all(self.free(f"technician {name}", start, end) for name in crew)
                        and (bay is None or self.free(f"bay {bay}", start, end))
                        and (op.splittable or all(times.holds(start, end) for times in problem.empty.work_times(trial)))):
                    return bay, crew, start, end
        return None


def sort_assignments(schedule: Json) -> None:
    """Puts the assignments in the order that the format requires."""
    schedule["assignments"].sort(key=lambda item: ("arrival" in item, item.get("arrival", ""), item["appointment"]))


# ---------------------------------------------------------------- mutations

class Mutator:
    """Mutates one schedule in place."""

    def __init__(self, problem: Problem, schedule: Json, rng: random.Random) -> None:
        self.problem, self.schedule, self.rng = problem, schedule, rng

    def visit(self) -> Json | None:
        return self.rng.choice(self.schedule["assignments"]) if self.schedule["assignments"] else None

    def operation(self) -> Json | None:
        visit = self.visit()
        return self.rng.choice(visit["operations"]) if visit else None

    def shift(self) -> int:
        """A number of minutes, usually small, with a sign."""
        return self.rng.choice((-1, 1)) * self.rng.choice((1, 5, 10, 15, 30, 45, 60, 90, 240, DAY, 3 * DAY, 7 * DAY))

    def move(self, item: Json | None, *members: str, by: int | None = None) -> None:
        by = self.shift() if by is None else by
        for member in members:
            if item is not None and member in item:
                item[member] = self.problem.stamp(self.problem.minute(item[member]) + by)

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
            visit["advisor"] = self.rng.choice(self.problem.advisors)

    def crowd(self) -> None:
        """Several arrivals at one advisor at nearly the same time."""
        visits = [visit for visit in self.schedule["assignments"] if "arrival" in visit]
        if len(visits) > 1:
            chosen = self.rng.sample(visits, min(len(visits), self.rng.randint(2, 18)))
            step = self.rng.choice((0, 5, 15, 15, 20, 30))
            for i, visit in enumerate(chosen):
                visit["advisor"] = chosen[0]["advisor"]
                visit["arrival"] = self.problem.stamp(self.problem.minute(chosen[0]["arrival"]) + i * step)

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
        """Two vehicles swap their arrivals."""
        one, other = self.visit(), self.visit()
        if one and other and "arrival" in one and "arrival" in other:
            for member in ("arrival", "advisor"):
                one[member], other[member] = other[member], one[member]

    def change_bay(self) -> None:
        operation = self.operation()
        if operation:
            operation.pop("bay", None)
            if self.problem.bays and self.rng.random() < 0.8:
                operation["bay"] = self.rng.choice(self.problem.bays)

    def change_crew(self) -> None:
        operation = self.operation()
        if operation and self.problem.technicians:
            names = operation["technicians"]
            change = self.rng.randrange(4)
            if change == 0 and names:
                names.pop(self.rng.randrange(len(names)))
            elif change == 1:
                names.append(self.rng.choice(self.problem.technicians))
            elif change == 2 and names:
                names.append(self.rng.choice(names))
            else:
                operation["technicians"] = [self.rng.choice(self.problem.technicians) for _ in names or [0]]

    def same_start(self) -> None:
        """All operations of one technician start at the same time."""
        if self.problem.technicians:
            name = self.rng.choice(self.problem.technicians)
            operations = [operation for visit in self.schedule["assignments"] for operation in visit["operations"]
                          if name in operation["technicians"]]
            for operation in operations:
                operation["start"] = operations[0]["start"]

    def reverse_visit(self) -> None:
        visit = self.visit()
        if visit:
            times = [(operation["start"], operation["end"]) for operation in visit["operations"]]
            for operation, (start, end) in zip(visit["operations"], reversed(times)):
                operation.update(start=start, end=end)

    def overtime(self) -> None:
        """Many operations take longer."""
        for visit in self.schedule["assignments"]:
            for operation in visit["operations"]:
                if self.rng.random() < 0.3:
                    self.move(operation, "end", by=self.rng.choice((30, 120, 600)))

    def restore_lock(self) -> None:
        """Locked operations of a visit are placed as locked, or moved away from their lock."""
        visit = self.visit()
        if visit:
            job = self.problem.jobs[visit["appointment"]]
            for operation, requested in zip(visit["operations"], job["operations"]):
                if "locked" in requested:
                    operation.update(copy.deepcopy(requested["locked"]))
                    if self.rng.random() < 0.5:
                        self.move(operation, self.rng.choice(("start", "end")))

    def change_promise(self) -> None:
        """The customer is told another time, or none."""
        visit = self.visit()
        if visit and visit.pop("promise", None) is None:
            visit["promise"] = visit["ready"]
            self.move(visit, "promise")

    def delay_rest(self) -> None:
        """An operation and all after it begin later or earlier: the lag before it changes."""
        visit = self.visit()
        if visit:
            by = self.shift()
            for operation in visit["operations"][self.rng.randrange(len(visit["operations"])):]:
                self.move(operation, "start", "end", by=by)
            self.move(visit, "ready", by=by)

    def one_bay(self) -> None:
        """The vehicle stays in one bay, or moves between two of them."""
        visit, names = self.visit(), self.problem.bays
        if visit and names:
            chosen = self.rng.sample(names, min(len(names), self.rng.choice((1, 2))))
            for operation in visit["operations"]:
                if "bay" in operation:
                    operation["bay"] = self.rng.choice(chosen)

    def share_equipment(self) -> None:
        """Operations that need one equipment begin at the same time."""
        users = [(operation, name) for visit in self.schedule["assignments"]
                 for operation, asked in zip(visit["operations"], self.problem.jobs[visit["appointment"]]["operations"])
                 for name in asked.get("equipment", ())]
        if users:
            first, name = self.rng.choice(users)
            for operation in [operation for operation, other in users if other == name][:4]:
                self.move(operation, "start", "end",
                          by=self.problem.minute(first["start"]) - self.problem.minute(operation["start"]))

    def ready_together(self) -> None:
        """Vehicles are ready at the same time: their deliveries and loan vehicles meet."""
        visits = self.schedule["assignments"]
        if visits:
            chosen = self.rng.sample(visits, min(len(visits), 4))
            for visit in chosen:
                last = visit["operations"][-1]
                by = self.problem.minute(chosen[0]["operations"][-1]["end"]) - self.problem.minute(last["end"])
                self.move(last, "start", "end", by=by)
                self.move(visit, "ready", by=by)

    def drop(self) -> None:
        for _ in range(self.rng.choice((1, 1, 1, 2, 10))):
            if self.schedule["assignments"]:
                visit = self.schedule["assignments"].pop(self.rng.randrange(len(self.schedule["assignments"])))
                self.schedule["unscheduled"].append({"appointment": visit["appointment"], "reason": "capacity"})

    def insert(self) -> None:
        """An unscheduled appointment is squeezed in somewhere."""
        if self.schedule["unscheduled"]:
            unscheduled = self.schedule["unscheduled"]
            job = self.problem.jobs[unscheduled.pop(self.rng.randrange(len(unscheduled)))["appointment"]]
            time = self.problem.demand.start + self.rng.randrange(7 * 60, 18 * 60) // 5 * 5
            visit: Json = {"appointment": job["id"], "operations": []}
            if "arrived" not in job:
                if not self.problem.advisors:
                    unscheduled.append({"appointment": job["id"], "reason": "advisor"})
                    return
                visit.update(arrival=self.problem.stamp(time), advisor=self.rng.choice(self.problem.advisors))
            for requested in job["operations"]:
                start, time = time, time + requested.get("minutes", 60)
                placed: Json = {"operation": requested["id"], "technicians": [], "start": self.problem.stamp(start),
                                "end": self.problem.stamp(time)}
                if self.problem.technicians and requested.get("trade"):
                    placed["technicians"] = [self.rng.choice(self.problem.technicians)]
                if self.problem.bays and requested.get("bay"):
                    placed["bay"] = self.rng.choice(self.problem.bays)
                visit["operations"].append(placed)
            visit["ready"] = self.problem.stamp(time + 15)
            self.schedule["assignments"].append(visit)

    def change_cost(self) -> None:
        cost = self.schedule.get("cost")
        if cost:
            change = self.rng.randrange(4)
            if change == 0:
                del self.schedule["cost"]
            elif change == 1:
                cost["total"] += self.shift()
            else:
                term = self.rng.choice(sorted(cost["terms"]))
                cost["terms"][term] = max(0, cost["terms"][term] + self.shift())

    def correct_cost(self) -> None:
        """The schedule states its actual cost."""
        sort_assignments(self.schedule)
        verdict = self.problem.judge(self.schedule)
        self.schedule["cost"] = {"total": verdict.total, "terms": verdict.terms}


MUTATIONS = ("move_arrival move_visit move_operation move_start move_end move_ready move_far empty_operation change_advisor "
             "crowd swap_technicians swap_bays swap_starts swap_visits change_bay change_crew same_start reverse_visit "
             "overtime restore_lock change_promise delay_rest one_bay share_equipment ready_together drop insert "
             "change_cost correct_cost").split()


def mutate(problem: Problem, original: Json, rng: random.Random) -> tuple[Json, list[str]]:
    """A mutated copy of a schedule, and the names of the mutations."""
    schedule = copy.deepcopy(original)
    mutator = Mutator(problem, schedule, rng)
    mutations = [rng.choice(MUTATIONS) for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5, 12)))]
    for name in mutations:
        getattr(mutator, name)()
    sort_assignments(schedule)
    return schedule, mutations


# ---------------------------------------------------------------- the comparison

def rule(violation: str) -> str:
    return violation.split()[0]


def claim(violation: str) -> tuple[str, str]:
    """The rule and the subject of a violation; both judges write them first, an operation as `visit/operation`."""
    heading = violation.partition(": ")[0]
    name, _, subject = heading.partition(" ")
    return name, subject


RULES_OF_DAYS = {"H4", "H14", "H17"}
# How verify names subjects that the referee names otherwise.
SUBJECTS = {"loan vehicles": "loaners"}


def our_claim(violation: str) -> tuple[str, str]:
    name, subject = claim(violation)
    if subject.startswith("operation "):
        _, visit, operation = subject.split(" ", 2)
        subject = f"operation {visit}/{operation.removeprefix('#')}"
    return name, SUBJECTS.get(subject, subject)


def their_claim(violation: str) -> tuple[str, str, str]:
    """The rule, the subject and the time of a violation that the referee reports."""
    heading = re.match(r"(\S+) (.*?) (\d{4}-\d\d-\d\dT\d\d:\d\d|minute -?\d+): ", violation)
    assert heading is not None, violation
    return heading[1], heading[2], heading[3]


def is_told(time: str, violation: str, problem: Problem) -> bool:
    """Whether a line of verify names the time of a violation, or names none where the subject alone tells it."""
    day, _, clock = time.partition("T")
    rule, subject = claim(violation)
    if rule in RULES_OF_DAYS:
        return day[5:] in violation
    shown = time if not clock else clock if day == problem.first_day else f"{day[5:]} {clock}"
    names_times = rule != "H15" and re.search(r"\d\d:\d\d", violation)  # H15 names those of the lock or promise
    return shown in violation or (subject.startswith(("operation ", "appointment ")) and not names_times)


def different_claims(problem: Problem, ours: list[str], theirs: list[str]) -> list[str]:
    """The violations that one of the judges reports and the other does not."""
    told: dict[tuple[str, str], list[str]] = {}
    for violation in ours:
        told.setdefault(our_claim(violation), []).append(violation)
    found = []
    for violation in theirs:
        name, subject, time = their_claim(violation)
        same = [one for one in told.get((name, subject), ()) if is_told(time, one, problem)]
        if same:
            told[name, subject].remove(same[0])
        else:
            found.append(f"only the referee: {violation}")
    return found + [f"only verify: {one}" for left in told.values() for one in left]


def disagreements(problem: Problem, verdict: Any, answer: Json) -> list[str]:
    """How the verdict of the referee and the answer of `bayline verify` differ."""
    found = different_claims(problem, answer["violations"], verdict.violations)
    for term in verdict.terms:
        if answer["cost"]["terms"].get(term) != verdict.terms[term]:
            found.append(f"{term}: verify {answer['cost']['terms'].get(term)}, the referee {verdict.terms[term]}")
    for what, our, their in (
            ("total", answer["cost"]["total"], verdict.total),
            ("differences", len(answer["differences"]), len(verdict.differences)),
            ("feasible", answer["feasible"], not verdict.violations),
            ("unscheduled", answer["unscheduled"], verdict.unscheduled)):
        if our != their:
            found.append(f"{what}: verify {our}, the referee {their}")
    return found


def compare(problem: Problem, bayline: Path, schedules: list[Json], folder: Path, seen: Counter[str]
            ) -> list[tuple[int, list[str]]]:
    """The indices of schedules with different verdicts, and the differences; counts the rules that the referee names."""
    paths = [write_json(folder / f"{i:04}.json", schedule) for i, schedule in enumerate(schedules)]
    done = run(bayline, "verify", *problem.files.arguments, "--lang", "en", "--quiet", "--json", *paths)
    lines = done.stdout.splitlines()
    if done.returncode not in (0, 1) or len(lines) != len(schedules):
        raise ProgramError(f"verify exited with {done.returncode} after {len(lines)} of {len(schedules)} answers: "
                           f"{done.stderr.strip()[:2000]}")
    found = []
    for i, (schedule, line) in enumerate(zip(schedules, lines)):
        verdict = problem.judge(schedule)
        seen.update({rule(violation) for violation in verdict.violations} or {"feasible"})
        seen.update(["wrong stated cost"] if verdict.differences else [])
        different = disagreements(problem, verdict, json.loads(line))
        if different:
            found.append((i, different))
    return found


def own_schedule(problem: Problem, bayline: Path, seed: int) -> Json:
    """A schedule of the program: constructed only for an even seed, improved by the search for an odd one."""
    iterations = seed % 2 * 50 * seed
    return json.loads(run_checked(bayline, "schedule", *problem.files.arguments, "--seed", seed, "--iterations", iterations,
                                  "--threads", 1, "--nominal", "--no-bound", "--quiet"))


def sources(options: argparse.Namespace, referee: Any, folder: Path) -> Iterator[tuple[str, Path, list[Json]]]:
    """The name, the folder and the given schedules of each case, or of each small day made from it."""
    for case in map(Case, options.cases):
        site, demand = read_json(case.site), read_json(case.demand)
        if not options.small_days:
            write_case(folder, site, demand)
            yield case.name, folder, [read_json(case.schedule)] if case.schedule.exists() else []
        for i in range(options.small_days):
            rng = random.Random(f"{options.seed} {case.name} {i}")
            write_case(folder, *small_day(referee, site, demand, rng))
            yield f"{case.name} {i}", folder, []


def check(label: str, folder: Path, given: list[Json], options: argparse.Namespace) -> tuple[int, Counter[str]]:
    """Compares the verdicts on mutated schedules of a case: how many differ, and the rules that were broken."""
    problem, seen, failed = Problem(load_referee(options.referee), folder), Counter[str](), 0
    rng = random.Random(f"{options.seed} {label}")
    starts = given or [Builder(problem, rng).build() for _ in range(options.starts)]
    starts += [own_schedule(problem, options.bayline, seed) for seed in range(options.own)]
    for begin in range(0, options.count, options.batch):
        batch = [mutate(problem, rng.choice(starts), rng) for _ in range(min(options.batch, options.count - begin))]
        with tempfile.TemporaryDirectory() as name:
            found = compare(problem, options.bayline, [schedule for schedule, _ in batch], Path(name), seen)
            for i, differences in found:
                shutil.copy(Path(name) / f"{i:04}.json", folder / f"{begin + i}.json")
                kept = keep_files(folder, options.keep, f"{label}-{options.seed}") / f"{begin + i}.json"
                (folder / f"{begin + i}.json").unlink()
                print(f"{kept} ({', '.join(batch[i][1])}): " + "; ".join(differences))
        failed += len(found)
    return failed, seen


def main() -> int:
    parser = argument_parser(__doc__, referee=True, keep=True)
    parser.add_argument("cases", nargs="+", type=Path, metavar="CASE")
    parser.add_argument("--count", type=int, default=500, help="mutated schedules for each case or small day")
    parser.add_argument("--batch", type=int, default=500, help="files in one call of the program")
    parser.add_argument("--starts", type=int, default=5, help="random schedules to start from, for each case")
    parser.add_argument("--own", type=int, default=0, help="schedules of the program to start from, for each case")
    parser.add_argument("--small-days", type=int, default=0, metavar="N", help="small days with every member from each case")
    parser.add_argument("--seed", type=int, default=1, help="seed of the small days and the mutations")
    options = parser.parse_args()
    referee = load_referee(options.referee)
    readers = referee.read_site, referee.read_demand
    total, failed, broken = 0, 0, Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        for label, folder, given in sources(options, referee, Path(name)):
            wrong, seen = check(label, folder, given, options)
            referee.read_site, referee.read_demand = readers
            total, failed, broken = total + options.count, failed + wrong, broken + seen
            if not options.small_days:
                print(f"{label}: {options.count} schedules; {listed(seen)}", flush=True)
    print(f"{total} mutated schedules, {failed} disagreements; {listed(broken)}")
    return 1 if failed else 0


def listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {counts[name]}" for name in sorted(counts, key=lambda name: (len(name), name)))


if __name__ == "__main__":
    sys.exit(main())
