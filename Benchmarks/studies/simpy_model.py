"""A second simulation of a planned day, after docs/simulation.md, with SimPy and its own random numbers.

`Day` reads the files of a day with the default uncertainty of docs/uncertainty.md; `Day.run(seed)` plays it once and returns the
figures of docs/figures.md. The study `second-simulation` compares them with those of `bayline simulate`.
"""
from __future__ import annotations

import datetime
import math
import random
from bisect import bisect_right

DAY = 1440
AFTERMATH = 28
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
HOURS = [0] * 8 + [5.49, 14.58, 16.97, 15.23, 8.74, 9.53, 9.46, 8.01, 6.5, 3.9, 1.59] + [0] * 5
LONG_KINDS = {"repair", "return", "accident"}
ADDED = {"maintenance": 20, "inspection": 10, "firstService": 5, "recall": 5}
ADDED_OTHERS, NO_SHOW, LATE, LATE_MEAN, EARLY, EARLY_MEAN = 15, 15, 25, 12, 35, 10
RESERVE_SHARE, DISPERSION, PATIENCE, OVERTIME = 70, 2, 45, 60
LATE_PARTS, LATE_PARTS_MEAN, APPROVAL_MEAN = 10, 240, 20
FOREVER = 1 << 40


def lognormal(rng: random.Random, mean: float, variation: float) -> float:
    variance = math.log(1 + (variation / 100) ** 2)
    return rng.lognormvariate(math.log(mean) - variance / 2, math.sqrt(variance))


class Hours:
    """Working time: disjoint ascending intervals in minutes."""

    def __init__(self, intervals):
        merged = []
        for start, end in sorted(intervals):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            elif start < end:
                merged.append([start, end])
        self.intervals = [tuple(pair) for pair in merged]
        self.starts = [start for start, _ in self.intervals]

    def __and__(self, other):
        both, i, k = [], 0, 0
        while i < len(self.intervals) and k < len(other.intervals):
            (a, b), (c, d) = self.intervals[i], other.intervals[k]
            if max(a, c) < min(b, d):
                both.append((max(a, c), min(b, d)))
            i, k = (i + 1, k) if b < d else (i, k + 1)
        return Hours(both)

    def interval(self, time):
        """The interval that holds a minute, if any."""
        place = bisect_right(self.starts, time) - 1
        return self.intervals[place] if place >= 0 and time < self.intervals[place][1] else None

    def covers(self, start, end):
        found = self.interval(start)
        return found is not None and end <= found[1]

    def from_(self, time):
        """The intervals from a time on, cut at it."""
        for start, end in self.intervals[max(0, bisect_right(self.starts, time) - 1):]:
            if end > time:
                yield max(start, time), end

    def next(self, time):
        return next((start for start, _ in self.from_(time)), None)

    def minutes(self, start, end):
        return sum(max(0, min(end, b) - a) for a, b in self.from_(start) if a < end) if end > start else 0

    def after(self, work, start):
        """The time at which some minutes of it have passed."""
        for a, b in self.from_(start):
            if work <= b - a:
                return a + work
            work -= b - a
        return None

    def first_fit(self, work, start, before=FOREVER):
        return next((a for a, b in self.from_(start) if a < before and b - a >= work), None)

    def breaks(self, start, end):
        """The minutes of [start, end) between two intervals of one day."""
        total = 0
        for (_, a), (b, _) in zip(self.intervals, self.intervals[1:]):
            if (a - 1) // DAY == b // DAY:
                total += max(0, min(end, b) - max(start, a))
        return total


ALWAYS = Hours([(-FOREVER, FOREVER)])


class Work:
    """An operation with what the plan says of it; without a plan `start` is None."""

    def __init__(self, visit, operation, place):
        self.visit, self.operation, self.place = visit, operation, place
        self.crew, self.bay, self.start, self.end, self.minutes = [], None, None, None, 0
        self.state, self.left_shifted, self.parts_at = "unassigned", False, -FOREVER
        self.time, self.mode, self.expected_end, self.bays, self.kept = ALWAYS, "broken", 0, None, 0
        self.most_lag = operation.get("lag", {}).get("max")
        self.least_lag = operation.get("lag", {}).get("min", 0)
        self.after = operation.get("bayAfter")
        self.followed = False


class Visit:
    def __init__(self, request, finish):
        self.request, self.finish = request, finish
        self.kind, self.id = request["kind"], request["id"]
        self.works, self.phase, self.next = [], "expected", 0
        self.arrival = self.advisor = self.promise = self.ready_by = None
        self.arrived = self.received = self.available = self.begun = self.ready = self.delivered = None
        self.is_planned = self.no_show = self.expired = self.has_loaner = self.waits = False
        self.earliest, self.parts_at, self.trigger, self.finding = None, -FOREVER, None, None
        self.open_finding = False
        self.last_end = self.last_bay_work = self.bay = self.holds_since = None
        self.in_bays = 0
        self.is_return = self.kind == "return"
        self.is_waiting = request.get("waiting", False)
        self.priority = request.get("priority", 100)


class Open:
    """Work without a plan that is ready."""

    def __init__(self, visit, need, work, percent, since, crew=(), bay=None):
        self.visit, self.need, self.work, self.percent, self.since = visit, need, work, percent, since
        self.crew, self.bay = list(crew), bay


class Day:
    """A planned day of arrivals, compiled to be played many times."""

    def __init__(self, site, demand, schedule):
        self.site, self.demand, self.schedule = site, demand, schedule
        horizon = demand["horizon"]
        self.first = datetime.date.fromisoformat(horizon["from"])
        self.days, self.carry = horizon.get("days", 1), horizon.get("carryOverDays", 2)
        self.last = (self.days + self.carry + AFTERMATH) * DAY
        self.horizon_end = (self.days + self.carry) * DAY
        self.now = max(0, self.minute(demand["now"])) if "now" in demand else 0
        self.rules = {"receptionMinutes": 15, "finishMinutes": 15, "moveMinutes": 5, "partsLeadMinutes": 60,
                      "reservePercent": 15, "loanerTurnaroundMinutes": 0, "graceMinutes": 15, "limits": [],
                      **site.get("booking", {})}
        calendars = {name: self.hours(calendar) for name, calendar in site["calendars"].items()}
        self.open = calendars[site["hours"]]
        self.people = site.get("technicians", [])
        self.shifts = [calendars[person["calendar"]] for person in self.people]
        self.bays = site.get("bays", [])
        self.bay_hours = [calendars[bay["calendar"]] if "calendar" in bay else ALWAYS for bay in self.bays]
        self.advisors = site.get("advisors", [])
        self.duty = [calendars[advisor["calendar"]] for advisor in self.advisors]
        self.equipment = {item["id"]: item.get("count", 1) for item in site.get("equipment", [])}
        self.person = {person["id"]: index for index, person in enumerate(self.people)}
        self.bay = {bay["id"]: index for index, bay in enumerate(self.bays)}
        self.desk = {advisor["id"]: index for index, advisor in enumerate(self.advisors)}
        self.ways_of = {}
        self.jobs = self.possible_jobs()

    def minute(self, text):
        date, clock = text.split("T")
        hour, minute = clock.split(":")[:2]
        days = (datetime.date.fromisoformat(date) - self.first).days
        return days * DAY + int(hour) * 60 + int(minute)

    def hours(self, calendar):
        intervals = []
        for day in range(-2, self.days + self.carry + AFTERMATH + 1):
            date = self.first + datetime.timedelta(days=day)
            for start, end in self.intervals(calendar, date):
                clock = [int(text[:2]) * 60 + int(text[3:]) for text in (start, end)]
                intervals.append((day * DAY + clock[0], day * DAY + clock[1]))
        return Hours(intervals)

    def intervals(self, calendar, date):
        if date.isoformat() in calendar.get("dates", {}):
            return calendar["dates"][date.isoformat()]
        weekly = calendar.get("weekly", {})
        if "rotation" in calendar:
            weeks = calendar["rotation"]["weeks"]
            since = (date - datetime.date.fromisoformat(calendar["rotation"]["from"])).days
            weekly = weeks[since // 7 % len(weeks)]
        day = self.site.get("dates", {}).get(date.isoformat(), WEEKDAYS[date.weekday()])
        return [] if day == "closed" else weekly.get(day, [])

    # What operations require

    def ways(self, operation):
        """The ways to do an operation, best first: (person, bays, minutes, rank)."""
        key = id(operation)
        if key not in self.ways_of:
            self.ways_of[key] = self.find_ways(operation)
        return self.ways_of[key]

    def find_ways(self, operation):
        if "alternatives" in operation:
            ways = [(self.person.get(way.get("technician")), [self.bay[way["bay"]]] if "bay" in way else [],
                     way["minutes"], way["minutes"]) for way in operation["alternatives"]]
            return sorted(ways, key=lambda way: way[3])
        bays = []
        if operation.get("bay") is not None:
            bays = [index for index, bay in enumerate(self.bays) if operation["bay"] in bay["types"]]
            if not bays:
                return []
        if operation.get("trade") is None:
            return [(None, bays, operation["minutes"], 0)]
        ways = []
        for index, person in enumerate(self.people):
            level = person["skills"].get(operation["trade"], 0)
            if level >= max(1, operation.get("level", 1)) and level > 0 and set(operation.get("certifications", [])) <= set(
                    person.get("certifications", [])):
                minutes = -(-operation["minutes"] * 100 // person.get("efficiency", 100))
                ways.append((index, bays, minutes, level))
        return sorted(ways, key=lambda way: (way[3], way[0]))

    def crew_size(self, operation):
        if "alternatives" in operation:
            return 1 if any("technician" in way for way in operation["alternatives"]) else 0
        return 0 if operation.get("trade") is None else operation.get("crew", 1)

    def standard(self, operation):
        """Standard minutes of the whole crew."""
        size = self.crew_size(operation)
        if "alternatives" in operation:
            return min(way["minutes"] for way in operation["alternatives"]) if size else 0
        return operation["minutes"] * size

    def mean_minutes(self, operation):
        ways = self.ways(operation)
        return sum(way[2] for way in ways) // len(ways)

    def crew_minutes(self, operation, crew, bay):
        able = [way[2] for way in self.ways(operation)
                if (way[0] in crew if way[0] is not None else not crew) and (bay in way[1] if bay is not None else not way[1])]
        return max(able) if able else self.mean_minutes(operation)

    def trade(self, operation):
        return " named" if "alternatives" in operation else operation.get("trade") or ""

    def handle(self, works):
        """Which bays may be chosen for works whose vehicle then keeps its bay, and how long it keeps it."""
        for one, other in zip(works, works[1:]):
            one.followed = other.most_lag is not None
        for place in reversed(range(len(works) - 1)):
            one, other = works[place], works[place + 1]
            if one.after != "keep":
                continue
            possible = [{bay for way in self.ways(work.operation) for bay in way[1]} for work in (one, other)]
            if other.bays is not None:
                possible[1] = set(other.bays)
            one.bays = sorted(possible[0] & possible[1])
            one.kept = other.least_lag + self.mean_minutes(other.operation) + other.kept

    def possible_jobs(self):
        jobs = {}
        for request in self.demand["appointments"]:
            operations = request["operations"]
            works = [Work(None, operation, place) for place, operation in enumerate(operations)]
            if all(len(self.ways(operation)) >= max(1, self.crew_size(operation)) for operation in operations):
                self.handle(works)
                if all(work.bays != [] for work in works):
                    jobs.setdefault(request["kind"], []).append(request)
        return dict(sorted(jobs.items()))

    def walk_in_mean(self, day):
        total = sum(len(jobs) for jobs in self.jobs.values())
        if not total:
            return 0
        work = sum(self.standard(operation) for jobs in self.jobs.values() for job in jobs for operation in job["operations"])
        shifts = sum(shift.minutes(day * DAY, (day + 1) * DAY) for shift in self.shifts)
        reserve = shifts * self.rules["reservePercent"] / 100
        return reserve * RESERVE_SHARE / 100 / max(1, work / total)

    def common(self, crew, bay):
        time = ALWAYS if bay is None else self.bay_hours[bay]
        for person in crew:
            time = time & self.shifts[person]
        return time

    def run(self, seed):
        from studies.simpy_run import Run
        return Run(self, random.Random(seed)).figures()
