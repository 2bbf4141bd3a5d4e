#!/usr/bin/env python3
"""Asks `bayline explain` random "why not" questions and has every answer judged by the referee.

    why_not.py [--questions N] [--profiles P,P,…] [--each N] [--seed S] [--iterations N] [--exhaustive N] [--jobs N]
               [--referee REFEREE.py] [--bayline PROGRAM] [--keep DIR]

Cases are made by `bayline generate` and scheduled by few iterations; each is asked `--each` questions: about a random
visit, scheduled or not, at a random time on or off the grid, with or without an advisor, a technician and a bay. Of each
answer it is asked that

- *rules*: the referee finds in the forced schedule exactly the rules that were named, and the told total;
- *possible*: where it says possible the referee finds none, and the told extra cost is exact, term by term;
- *enough*: the site and the demand with the told changes (applied here, by code of our own) and the visit at the told place
  make a schedule without a violation, at the asked place and at the told total;

and of every `--exhaustive`-th question, by a search of our own over advisors, crews, bays and starts, that

- *truth*: a place without a break exists exactly where it says possible;
- *fewest*: no place breaks fewer rules than were named;
- *smallest*: neither a part of a told set of changes nor the set with an amount smaller by one is enough.

Prints a table; exit status 1 if anything was otherwise, and then the files are kept in DIR.
Needs Python 3.11 and its standard library only.
"""
from __future__ import annotations

import argparse
import copy
import itertools
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, Iterator

from judging import load_referee

ROOT = Path(__file__).resolve().parents[2]
DAY = 1440
PROFILES = "demo,small,medium,scarce,week,replan,body"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RULES = [f"H{number}" for number in range(1, 16)]



def minute(text: str) -> int:
    return date.fromisoformat(text[:10]).toordinal() * DAY + int(text[11:13]) * 60 + int(text[14:16])


def stamp(at: int) -> str:
    return f"{date.fromordinal(at // DAY).isoformat()}T{at % DAY // 60:02}:{at % DAY % 60:02}"


# ---------------------------------------------------------------- changes of a case

def clock(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def longer(site: dict[str, Any], calendar: str, edit: dict[str, Any]) -> str:
    """A new calendar of the site: an old one, at work in a stretch of one day as well."""
    new = copy.deepcopy(site["calendars"][calendar])
    weekday = WEEKDAYS[date.fromisoformat(edit["day"]).weekday()]
    day = new.get("dates", {}).get(edit["day"], new.get("weekly", {}).get(weekday, []))
    minutes = [False] * (DAY + 1)
    for start, end in [*day, [edit["from"], edit["to"]]]:
        minutes[clock(start):clock(end)] = [True] * (clock(end) - clock(start))
    edges = [at for at in range(DAY + 1) if minutes[at] != (at > 0 and minutes[at - 1])]
    texts = [f"{at // 60:02}:{at % 60:02}" for at in edges]
    new.setdefault("dates", {})[edit["day"]] = [list(pair) for pair in zip(texts[::2], texts[1::2])]
    name = f"{calendar} longer {len(site['calendars'])}"
    site["calendars"][name] = new
    return name


def find(items: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(item for item in items if item["id"] == name)


def apply(edit: dict[str, Any], site: dict[str, Any], demand: dict[str, Any]) -> None:
    booking, kind = site.setdefault("booking", {}), edit["edit"]
    visit = find(demand["appointments"], edit["appointment"]) if "appointment" in edit else {}
    if kind in ("bookingsPerHour", "bookingsPerDay"):
        find(site["advisors"], edit["advisor"])[kind] = edit["most"]
    elif kind == "receives":
        find(site["advisors"], edit["advisor"])["kinds"].append(edit["kind"])
    elif kind in ("advisorHours", "technicianHours", "bayHours"):
        item = find(site[{"a": "advisors", "t": "technicians", "b": "bays"}[kind[0]]], edit[kind[:-5]])
        item["calendar"] = longer(site, item["calendar"], edit)
    elif kind == "openingHours":
        site["hours"] = longer(site, site["hours"], edit)
    elif kind in ("oneMoreAdvisor", "oneMoreTechnician", "oneMoreBay"):
        items = site[kind[7:].lower() + "s"]
        items.append({**copy.deepcopy(find(items, edit["like"])), "id": edit["id"]})
    elif kind == "newTechnician":
        site["technicians"].append({"id": edit["id"], "skills": {edit["trade"]: edit["level"]},
                                    "certifications": edit["certifications"], "calendar": site["hours"]})
    elif kind == "newBay":
        site["bays"].append({"id": edit["id"], "types": [edit["type"]]})
    elif kind == "bayType":
        find(site["bays"], edit["bay"])["types"].append(edit["type"])
    elif kind == "ability":
        item = find(site["technicians"], edit["technician"])
        item["skills"][edit["trade"]] = max(edit["level"], item["skills"].get(edit["trade"], 0))
        item["certifications"] = sorted({*item.get("certifications", []), *edit["certifications"]})
    elif kind in ("advisorGap", "slotGrid", "partsLead"):
        booking[{"advisorGap": "advisorGapMinutes", "slotGrid": "slotMinutes", "partsLead": "partsLeadMinutes"}[kind]] = edit["minutes"]
    elif kind == "siteBookingsPerHour":
        booking[kind] = edit["most"]
    elif kind == "reservePercent":
        booking[kind] = edit["percent"]
    elif kind == "loaners":
        site[kind] = edit["count"]
    elif kind == "onHand":
        find(demand["parts"], edit["part"])["onHand"] = edit["quantity"]
    elif kind == "delivery":
        find(demand["parts"], edit["part"])["inbound"][edit["position"]]["at"] = edit["at"]
    elif kind == "availability":
        visit["availability"].append({"from": edit["from"], "to": edit["to"]})
    elif kind == "promise" and edit["arrival"] is None:
        del visit["booked"]
    elif kind == "promise":
        visit["booked"]["arrival"] = edit["arrival"]
    elif kind in ("notWaiting", "withoutLoaner"):
        visit[{"notWaiting": "waiting", "withoutLoaner": "loaner"}[kind]] = False
    elif kind == "splittable":
        find(visit["operations"], edit["operation"])["splittable"] = True
    elif kind == "unlocked":
        del find(visit["operations"], edit["operation"])["locked"]
    elif kind == "arrivalDays":
        horizon = demand["horizon"]
        days = horizon.get("days", 1) + horizon.get("carryOverDays", 2)
        horizon.update(days=edit["days"], carryOverDays=max(0, days - edit["days"]))
    elif kind == "carryOverDays":
        demand["horizon"][kind] = edit["days"]
    else:
        raise ValueError(f"no such edit: {kind}")


def smaller(edit: dict[str, Any], site: dict[str, Any], demand: dict[str, Any]) -> dict[str, Any] | None:
    """The change with an amount smaller by one; None if it has no amount, or becomes none."""
    less, kind = dict(edit), edit["edit"]

    def moved(name: str, by: int) -> dict[str, Any]:
        at = clock(edit[name]) + by
        return {**edit, name: f"{at // 60:02}:{at % 60:02}"}

    if kind in ("bookingsPerHour", "bookingsPerDay", "siteBookingsPerHour"):
        less["most"] -= 1
    elif kind == "reservePercent":
        less["percent"] += 1
    elif kind == "onHand":
        less["quantity"] -= 1
    elif kind in ("advisorGap", "partsLead"):
        less["minutes"] += 1
    elif kind == "delivery":
        less["at"] = stamp(minute(edit["at"]) + 1)
    elif kind in ("technicianHours", "bayHours"):
        calendar = find(site["technicians" if kind[0] == "t" else "bays"], edit[kind[:-5]])["calendar"]
        weekday = WEEKDAYS[date.fromisoformat(edit["day"]).weekday()]
        old = site["calendars"][calendar]
        day = old.get("dates", {}).get(edit["day"], old.get("weekly", {}).get(weekday, []))
        if not day or (edit["from"] > day[0][0] and edit["to"] < day[-1][1]):
            return None
        less = moved("to", -1) if edit["from"] >= day[-1][1] else moved("from", 1)
        return less if less["from"] < less["to"] else None
    else:
        return None
    return less


# ---------------------------------------------------------------- a search of our own

class Insertion:
    """All places for one visit in a schedule, everything else as it stands.

    An operation starts as early as it can after the one before, or as early as it can on a later day: nothing else helps. The
    earliest start is the end of something, or the beginning of a shift, so that these are all that is tried.
    """

    def __init__(self, referee: ModuleType, site: Any, demand: Any, schedule: Any, name: str, asked: dict[str, str]) -> None:
        self.referee, self.site, self.demand, self.asked = referee, site, demand, asked
        self.job = demand.appointments[name]
        self.others = [visit for visit in schedule.visits if visit.appointment.id != name]
        left = [job for job in schedule.unscheduled if job.id != name]
        again = [demand.appointments[visit.appointment.id] for visit in self.others]
        self.others = [self.rebound(visit, job) for visit, job in zip(self.others, again)]
        left = [demand.appointments[job.id] for job in left] + [self.job]
        self.left = left
        self.book = referee.Referee(site, demand, referee.Schedule(self.others, left, None, {}))
        self.held: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for placed in self.book.held:
            for resource in {*placed.technicians, *([placed.bay] if placed.bay else [])}:
                self.held[resource].append((placed.start, placed.end))
        self.booked: Counter[int] = Counter()
        self.locked: Counter[int] = Counter()
        for placed in self.book.placed:
            if placed.technicians and not demand.appointments[placed.visit].walk_in:
                for day, used in self.book.uses(placed, demand.now):
                    self.booked[day] += used * len(placed.technicians)
                    self.locked[day] += used * len(placed.technicians) if placed.op.locked else 0
        self.memory: dict[Any, Any] = {}

    def rebound(self, visit: Any, job: Any) -> Any:
        placed = tuple(self.referee.replace(one, op=op) for one, op in zip(visit.placed, job.operations))
        return self.referee.replace(visit, appointment=job, placed=placed, finish=self.site.booking["finishMinutes"])

    def possible(self, aside: frozenset[str] = frozenset()) -> bool:
        booking = self.site.booking
        if self.job.arrived is not None:
            start = max(self.demand.now, self.job.arrived, self.demand.start)
            return self.chain(start, self.job.arrived, aside, need_parts=True)
        if "arrival" in self.asked:
            arrivals = [minute(self.asked["arrival"])]
        elif self.job.booked is not None and "H15" not in aside:
            arrivals = [self.job.booked[0]]
        else:
            first = self.demand.start
            arrivals = list(range(first, first + self.demand.arrival_days * DAY, booking["slotMinutes"]))
        for at in arrivals:
            if any(self.arrival_rules(advisor, at) <= aside for advisor in self.site.advisors
                   if self.asked.get("advisor", advisor) == advisor):
                if self.chain(at + booking["receptionMinutes"], at, aside, need_parts=False):
                    return True
        return False

    def arrival_rules(self, advisor: str, at: int) -> set[str]:
        key = advisor, at
        if key not in self.memory:
            visit = self.referee.Visit(self.job, at, advisor, at, (), 0)
            book = self.referee.Referee(self.site, self.demand, self.referee.Schedule([*self.others, visit], [], None, {}))
            checks = book.h1, book.h2, book.h3, book.h4, book.h5, book.h11, book.h15
            self.memory[key] = {violation.rule for check in checks for violation in check()}
        return self.memory[key]

    # ------------------------------------------------------------ chains

    def limit(self, since: int, aside: frozenset[str]) -> int:
        limit = self.demand.end + (7 * DAY if "H10" in aside else 0)
        if self.job.waiting and "H13" not in aside and self.job.operations[-1].locked is None:
            midnight = max(self.demand.start, since) // DAY * DAY
            opening = self.book.hours.within(midnight, midnight + DAY)
            limit = min(limit, opening[-1][1] - self.site.booking["finishMinutes"]) if opening else 0
        return limit

    def chain(self, start: int, since: int, aside: frozenset[str], need_parts: bool) -> bool:
        limit = self.limit(since, aside)
        parts_from = start
        if need_parts and "H11" not in aside and not self.job.picked:
            at = self.parts_from()
            if at is None:
                return False
            parts_from = max(start, at)
        labels: dict[Any, int] = {((), "technician" not in self.asked, "bay" not in self.asked): start}
        for position, op in enumerate(self.job.operations):
            following: dict[Any, int] = {}
            for (used, has_technician, has_bay), end in labels.items():
                for crew, bay, begin, finish in self.places(position, op, max(end, parts_from), limit, aside, end):
                    minutes = Counter(dict(used))
                    if crew and "H14" not in aside and not self.job.walk_in:
                        placed = self.referee.Placed(self.job.id, op, bay, tuple(crew), begin, finish)
                        for day, more in self.book.uses(placed, self.demand.now):
                            minutes[day] += more * len(crew)
                        if not self.keeps_reserve(minutes):
                            continue
                    key = (tuple(sorted((day, n) for day, n in minutes.items() if self.is_tight(day))),
                           has_technician or self.asked.get("technician") in crew,
                           has_bay or self.asked.get("bay") == bay)
                    following[key] = min(finish, following.get(key, finish))
            labels = following
            if op.locked is None:
                parts_from = start
        finish = self.site.booking["finishMinutes"]
        return any(has_technician and has_bay and end <= limit and (not self.job.loaner or "H12" in aside or
                                                                   self.has_loaner(max(since, self.demand.start), end + finish))
                   for (_, has_technician, has_bay), end in labels.items())

    def is_tight(self, day: int) -> bool:
        most = sum(op.minutes * 2 * max(1, op.crew) if op.alternatives is None else 2 * max(op.alternatives.values())
                   for op in self.job.operations)
        return self.booked[day] + most > self.most(day)

    def most(self, day: int) -> int:
        if ("most", day) not in self.memory:
            shifts = sum(self.book.shift(name, day, self.demand.now) for name in self.site.technicians)
            self.memory["most", day] = (100 - self.site.booking["reservePercent"]) * shifts // 100
        return self.memory["most", day]

    def keeps_reserve(self, minutes: Counter[int]) -> bool:
        return all(self.booked[day] + used <= max(self.most(day), self.locked[day]) for day, used in minutes.items() if used)

    def parts_from(self) -> int | None:
        times = [self.demand.start - 10 * DAY] + [at for name in self.job.parts for at, _ in self.demand.parts[name][1]]
        needs = [(self.book.needed_at(visit), visit.appointment.parts) for visit in self.others]
        for at in sorted(times):
            later = [at, *(when for when, _ in needs if when is not None and when > at), *(t for t in times if t > at)]
            if all(sum(q for when, q in self.demand.parts[name][1] if when <= t) + self.demand.parts[name][0]
                   >= quantity + sum(parts[name] for when, parts in needs if when is not None and when <= t)
                   for name, quantity in self.job.parts.items() for t in later):
                return at
        return None

    def has_loaner(self, start: int, end: int) -> bool:
        stays = [(visit.here(self.demand.start), visit.due) for visit in self.others if visit.appointment.loaner]
        times = {start, *(at for at, _ in stays if start <= at < end)}
        return all(sum(low <= at < high for low, high in stays) < self.site.loaners for at in times) or start >= end

    # ------------------------------------------------------------ places of an operation

    def places(self, position: int, op: Any, start: int, limit: int, aside: frozenset[str], before: int
               ) -> Iterator[tuple[tuple[str, ...], str | None, int, int]]:
        if op.locked is not None:
            lock = op.locked
            end = self.book.end_by_h9(self.referee.Placed(self.job.id, op, lock.bay, tuple(lock.technicians), lock.start, 0))
            late = position > 0 and self.job.operations[position - 1].locked is None and before > lock.start
            if end is not None and (not late or "H6" in aside):
                yield tuple(lock.technicians), lock.bay, lock.start, end
            return
        for crew, bay in self.ways(op, aside):
            begin = max(start, self.demand.now, self.demand.start)
            while (found := self.earliest(op, crew, bay, begin, limit, aside)) is not None:
                yield crew, bay, *found
                if not self.is_tight(found[0] // DAY) and not self.is_tight((found[1] - 1) // DAY):
                    break
                begin = found[0] + 1 if found[0] // DAY != (found[1] - 1) // DAY else (found[0] // DAY + 1) * DAY

    def ways(self, op: Any, aside: frozenset[str]) -> list[tuple[tuple[str, ...], str | None]]:
        if op.alternatives is not None:
            return [((technician,) if technician else (), bay) for bay, technician in op.alternatives]
        able = [name for name in self.site.technicians if self.book.able(name, op)] if op.trade else []
        crews = [tuple(crew) for crew in itertools.combinations(able, op.crew)]
        if "H8" in aside:
            asked = self.asked.get("technician")
            if len(able) < op.crew:
                crews = [tuple(able)]
            if asked is not None and asked not in able:
                crews.append((asked, *[name for name in able if name != asked][:max(0, op.crew - 1)]))
        bays = [name for name, bay in self.site.bays.items() if op.bay in bay.types] if op.bay else [None]
        if "H7" in aside:
            if not bays:
                bays = list(self.site.bays) or [None]
            if self.asked.get("bay") is not None and self.asked["bay"] not in bays:
                bays = [*bays, self.asked["bay"]]
        return [(crew, bay) for crew in crews for bay in bays]

    def earliest(self, op: Any, crew: tuple[str, ...], bay: str | None, start: int, limit: int, aside: frozenset[str]
                 ) -> tuple[int, int] | None:
        relaxed = aside & {"H7", "H8", "H9"}
        key = op.id, crew, bay, start, limit, relaxed
        if key not in self.memory:
            self.memory[key] = self.find_earliest(op, crew, bay, start, limit, relaxed)
        return self.memory[key]

    def find_earliest(self, op: Any, crew: tuple[str, ...], bay: str | None, start: int, limit: int, aside: frozenset[str]
                      ) -> tuple[int, int] | None:
        placed = self.referee.Placed(self.job.id, op, bay, crew, start, start)
        work = self.book.work(placed)
        if work is None:
            work = min(op.alternatives.values())
        crew_times, all_times = self.book.crew_times(placed), self.book.work_times(placed)
        bay_times = all_times[len(crew_times):]
        busy = [] if "H8" in aside else [span for name in crew for span in self.held[name]]
        busy += [] if "H7" in aside or bay is None else self.held[bay]
        events = {start, *(end for _, end in busy if end > start),
                  *(low for times in all_times for low, _ in times.intervals if low > start)}
        for begin in sorted(events):
            if begin >= limit:
                return None
            if op.splittable and "H9" not in aside:
                end = self.referee.end_of_work(all_times, begin, work)
            else:
                end = begin + work
                if "H9" not in aside and not all(times.holds(begin, end) for times in crew_times):
                    continue
                if not op.splittable and "H7" not in aside and not all(times.holds(begin, end) for times in bay_times):
                    continue
            if end is None or end > limit or any(low < end and begin < high for low, high in busy):
                continue
            return begin, end
        return None


# ---------------------------------------------------------------- one question

class Case:
    def __init__(self, folder: Path, referee: ModuleType) -> None:
        self.folder, self.referee = folder, referee
        self.paths = [folder / name for name in ("site.json", "demand.json", "schedule.json")]
        self.site, self.demand, self.schedule = (json.loads(path.read_bytes()) for path in self.paths)
        self.total = self.judge(self.site, self.demand, self.schedule).total

    def node(self, value: Any) -> Any:
        return self.referee.Node("", "$", value)

    def judge(self, site: Any, demand: Any, schedule: Any) -> Any:
        return self.referee.judge(self.node(site), self.node(demand), self.node(schedule))

    def insertion(self, edits: list[dict[str, Any]], name: str, asked: dict[str, str]) -> Insertion:
        site, demand = copy.deepcopy(self.site), copy.deepcopy(self.demand)
        for edit in edits:
            apply(edit, site, demand)
        place = self.referee.read_site(self.node(site))
        wanted = self.referee.read_demand(self.node(demand), place)
        plain = self.referee.read_site(self.node(self.site))
        schedule = self.referee.read_schedule(self.node(self.schedule), plain, self.referee.read_demand(self.node(self.demand), plain))
        return Insertion(self.referee, place, wanted, schedule, name, asked)

    def with_visit(self, placement: dict[str, Any]) -> dict[str, Any]:
        name = placement["appointment"]
        assignments = [one for one in self.schedule["assignments"] if one["appointment"] != name] + [placement]
        assignments.sort(key=lambda one: (one.get("arrival", ""), one["appointment"]))
        return {"format": self.schedule["format"], "assignments": assignments,
                "unscheduled": [one for one in self.schedule["unscheduled"] if one["appointment"] != name]}


def is_as_asked(placement: dict[str, Any], asked: dict[str, str]) -> bool:
    people = {name for op in placement["operations"] for name in op["technicians"]}
    bays = {op.get("bay") for op in placement["operations"]}
    return (all(placement.get(name) == asked[name] for name in ("arrival", "advisor") if name in asked)
            and asked.get("technician", next(iter(people), "")) in people | {""} and asked.get("bay", None) in bays | {None})


def question(case: Case, draw: random.Random) -> tuple[str, dict[str, str]]:
    """A visit and what is asked of its place."""
    left = [one["appointment"] for one in case.schedule["unscheduled"]]
    # Whoever works on what is locked cannot be asked for otherwise.
    open_visits = [one for one in case.demand["appointments"] if not all("locked" in op for op in one["operations"])]
    left = [name for name in left if any(one["id"] == name for one in open_visits)]
    visit = draw.choice(open_visits)
    if left and draw.random() < 0.3:
        visit = find(case.demand["appointments"], draw.choice(left))
    asked: dict[str, str] = {}
    horizon = case.demand["horizon"]
    if "arrived" not in visit:
        if draw.random() < 0.8:
            first = date.fromisoformat(horizon["from"]).toordinal() + draw.randrange(horizon.get("days", 1))
            at = first * DAY + draw.randrange(7 * 4, 19 * 4) * 15
            if draw.random() < 0.1:
                at += draw.randrange(1, 15)
            asked["at"] = stamp(at)
        if draw.random() < 0.4:
            asked["advisor"] = draw.choice(case.site["advisors"])["id"]
    if draw.random() < 0.3 or "arrived" in visit:
        asked["technician"] = draw.choice(case.site["technicians"])["id"]
    if draw.random() < 0.15:
        asked["bay"] = draw.choice(case.site["bays"])["id"]
    if not asked and visit["id"] not in left:
        asked["advisor"] = draw.choice(case.site["advisors"])["id"]
    return visit["id"], asked


def ask(case: Case, name: str, asked: dict[str, str], program: Path) -> tuple[dict[str, Any], dict[str, Any], float]:
    forced = case.folder / "forced.json"
    options = [word for key, value in asked.items() for word in (f"--{key}", value)]
    begin = time.monotonic()
    made = subprocess.run([str(program), "explain", "--site", str(case.paths[0]), "--demand", str(case.paths[1]), "--schedule",
                           str(case.paths[2]), name, *options, "--json", "--out-forced", str(forced), "--lang", "en"],
                          capture_output=True, encoding="utf-8", timeout=300)
    took = time.monotonic() - begin
    if made.returncode != 0:
        raise RuntimeError(f"explain ended with {made.returncode}: {made.stderr.strip()[:300]}")
    return json.loads(made.stdout), json.loads(forced.read_bytes()), took


def check(case: Case, name: str, told: dict[str, Any], forced: dict[str, Any], exhaustive: bool, counts: Counter[str]) -> Iterator[str]:
    """What is wrong with an answer."""
    answer, asked = told["answer"], told["asked"]
    if told["total"] != case.total:
        yield f"total told {told['total']}, it is {case.total}"
    verdict = case.judge(case.site, case.demand, forced)
    broken = {text.split()[0] for text in verdict.violations}
    if broken != set(answer["rules"]) or broken != {one["rule"] for one in answer["violations"]}:
        yield f"rules: told {answer['rules']}, the referee finds {sorted(broken)}"
    if answer["possible"] != (not broken):
        yield f"possible is {answer['possible']}, the referee finds {sorted(broken)}"
    if verdict.differences or answer["total"] != verdict.total or answer["change"]["total"] != verdict.total - case.total:
        yield f"cost: told {answer['total']} ({answer['change']['total']:+}), it is {verdict.total}"
    if answer["placement"] not in forced["assignments"] or not is_as_asked(answer["placement"], asked):
        yield "the place is not as asked, or not that of the schedule"
    counts["possible"] += answer["possible"]
    counts["rules"] += len(broken)
    sets = answer.get("relaxations", {}).get("sets", [])
    counts["with sets"] += bool(sets)
    counts["incomplete"] += not answer.get("relaxations", {}).get("complete", True)
    for one in sets:
        site, demand = copy.deepcopy(case.site), copy.deepcopy(case.demand)
        for edit in one["edits"]:
            apply(edit, site, demand)
        verdict = case.judge(site, demand, case.with_visit(one["placement"]))
        counts["sets"] += 1
        if verdict.violations:
            yield f"not enough: {one['edits']}: {verdict.violations[:3]}"
        if verdict.total != one["total"] or case.total - verdict.total != one["gain"]:
            yield f"gain: told {one['total']} ({one['gain']}), it is {verdict.total}"
        if not is_as_asked(one["placement"], asked):
            yield f"not as asked: {one['placement']}"
    if exhaustive:
        yield from check_all(case, name, answer, asked, counts)


def check_all(case: Case, name: str, answer: dict[str, Any], asked: dict[str, str], counts: Counter[str]) -> Iterator[str]:
    counts["exhaustive"] += 1
    book = case.insertion([], name, asked)
    if book.possible() != answer["possible"]:
        yield f"truth: possible is {answer['possible']}, our own search says otherwise"
    for size in range(1, min(len(answer["rules"]), 4)):
        for rules in itertools.combinations(RULES, size):
            counts["smaller rule sets"] += 1
            if book.possible(frozenset(rules)):
                yield f"fewest: told {answer['rules']}, but {rules} alone would do"
    for one in answer.get("relaxations", {}).get("sets", [])[:4]:
        edits = one["edits"]
        counts["sets, exhaustive"] += 1
        if not case.insertion(edits, name, asked).possible():
            yield f"own search finds no place with {edits}"
        for size in range(1, len(edits)):
            for part in itertools.combinations(edits, size):
                counts["parts"] += 1
                if case.insertion(list(part), name, asked).possible():
                    yield f"smallest: {part} is enough of {edits}"
        for position, edit in enumerate(edits):
            less = smaller(edit, case.site, case.demand)
            if less is not None:
                counts["smaller amounts"] += 1
                if case.insertion([*edits[:position], less, *edits[position + 1:]], name, asked).possible():
                    yield f"smallest: {less} is enough instead of {edit} in {edits}"


def one(work: tuple[str, int, int], options: argparse.Namespace) -> tuple[str, Counter[str], list[str], list[float]]:
    profile, seed, questions = work
    referee = load_referee(options.referee)
    draw = random.Random(f"{profile} {seed} {options.seed}")
    counts, wrong, times = Counter[str](), [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = ["--site", str(folder / "site.json"), "--demand", str(folder / "demand.json")]
        for command in (["generate", "--profile", profile, "--seed", str(seed), "--quiet", "--out", name],
                        ["schedule", *files, "--iterations", str(options.iterations), "--threads", "1", "--quiet", "--out",
                         str(folder / "schedule.json")]):
            made = subprocess.run([str(options.bayline), *command], capture_output=True, encoding="utf-8", timeout=300)
            if made.returncode != 0:
                return profile, counts, [f"{command[0]}: {made.stderr.strip()[:300]}"], times
        case = Case(folder, referee)
        for number in range(questions):
            visit, asked = question(case, draw)
            counts["questions"] += 1
            label = f"{profile} {seed}: {visit} {asked}"
            try:
                told, forced, took = ask(case, visit, asked, options.bayline)
                times.append(took)
                counts["questions"] += 0
                exhaustive = options.exhaustive > 0 and number % options.exhaustive == 0
                found = [f"{label}: {text}" for text in check(case, visit, told, forced, exhaustive, counts)]
            except (RuntimeError, subprocess.TimeoutExpired) as fault:
                found = [f"{label}: {fault}"]
            if found:
                wrong += found
                counts["wrong"] += 1
                shutil.copytree(folder, options.keep / f"{profile}-{seed}", dirs_exist_ok=True)
    return profile, counts, wrong, times


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--profiles", default=PROFILES)
    parser.add_argument("--each", type=int, default=20, help="questions of a case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--iterations", type=int, default=200, help="of each schedule")
    parser.add_argument("--exhaustive", type=int, default=4, help="every so many questions are searched exhaustively; 0: none")
    parser.add_argument("--jobs", type=int, default=1, help="cases side by side")
    parser.add_argument("--referee", type=Path, default=ROOT / "../shared/referee/referee.py")
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    parser.add_argument("--keep", type=Path, default=Path("disagreements"), help="folder for the files of what is wrong")
    options = parser.parse_args()
    profiles = options.profiles.split(",")
    cases = -(-options.questions // options.each)
    works = [(profiles[i % len(profiles)], options.seed + i // len(profiles),
              min(options.each, options.questions - i * options.each)) for i in range(cases)]
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    times: dict[str, list[float]] = defaultdict(list)
    with ProcessPoolExecutor(options.jobs) as pool:
        for profile, counts, wrong, took in pool.map(one, works, [options] * len(works)):
            totals[profile] += counts
            times[profile] += took
            for text in wrong:
                print(text, flush=True)
    names = ["questions", "possible", "rules", "sets", "exhaustive", "smaller rule sets", "parts", "smaller amounts",
             "incomplete", "wrong"]
    print(f"{'profile':<9}" + "".join(f"{name:>18}" for name in names) + f"{'median s':>10}{'most s':>9}")
    for profile in [*profiles, "all"]:
        row = sum(totals.values(), Counter()) if profile == "all" else totals[profile]
        took = sorted(itertools.chain(*times.values()) if profile == "all" else times[profile]) or [0.0]
        print(f"{profile:<9}" + "".join(f"{row[name]:>18}" for name in names) + f"{took[len(took) // 2]:>10.2f}{took[-1]:>9.2f}")
    return 1 if any(row["wrong"] for row in totals.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
