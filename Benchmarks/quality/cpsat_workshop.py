"""A site and its demand as the CP-SAT model reads them: sections 1 and 2 of the problem.

The files must be valid, as `bayline schedule` checks. Times are minutes from the start of the horizon, intervals are
half-open. Independent of the solver and the referee.
"""
from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from support.project import DAY, WEEKDAYS, Json, read_json, spans_of_day

BOOKING = {"slotMinutes": 15, "receptionMinutes": 15, "advisorGapMinutes": 15, "advisorBookingsPerHour": 3,
           "advisorBookingsPerDay": 15, "siteBookingsPerHour": None, "finishMinutes": 15, "moveMinutes": 5,
           "partsLeadMinutes": 60, "reservePercent": 15, "teamReservePercent": {}, "limits": [],
           "loanerTurnaroundMinutes": 0}
WEIGHTS = {"deviation": 2, "stay": 3, "late": 100, "lateness": 10, "advisor": 60, "technician": 120, "original": 240,
           "handover": 20, "move": 40, "overskill": 5, "overload": 1, "overloadPercent": 85, "balance": 1, "moved": 5,
           "makespan": 0}
KINDS = {"return": (20000, 10), "recall": (8000, 3), "accident": (5000, 1), "repair": (4000, 1),
         "warranty": (4000, 1), "firstService": (3000, 1), "maintenance": (3000, 1), "inspection": (1500, 1)}

Interval = tuple[int, int]


class Hours:
    """Disjoint working intervals in ascending order; adjacent ones are merged."""

    def __init__(self, intervals: list[Interval]) -> None:
        self.intervals: list[Interval] = []
        for low, high in intervals:
            if self.intervals and self.intervals[-1][1] == low:
                low = self.intervals.pop()[0]
            self.intervals.append((low, high))
        self.starts = [low for low, _ in self.intervals]
        self.before = [0]
        for low, high in self.intervals:
            self.before.append(self.before[-1] + high - low)

    def minutes_before(self, time: int) -> int:
        """Working minutes before a time."""
        i = bisect_right(self.starts, time) - 1
        return 0 if i < 0 else self.before[i] + min(time, self.intervals[i][1]) - self.starts[i]

    def minutes(self, start: int, end: int) -> int:
        """Working minutes of [start, end)."""
        return self.minutes_before(end) - self.minutes_before(start) if end > start else 0

    def contains(self, start: int, end: int) -> bool:
        """Whether one interval contains [start, end), and at least its start."""
        i = bisect_right(self.starts, start) - 1
        return i >= 0 and max(end, start + 1) <= self.intervals[i][1]

    def end_of_work(self, start: int, work: int) -> int | None:
        """The earliest end such that [start, end) has `work` working minutes; None if there are not as many."""
        target = self.minutes_before(start) + work
        for i, (low, _) in enumerate(self.intervals):
            if self.before[i] < target <= self.before[i + 1]:
                return low + target - self.before[i]
        return None

    def intersection(self, other: Hours) -> Hours:
        found, theirs = [], iter(other.intervals)
        head = next(theirs, None)
        for low, high in self.intervals:
            while head is not None and head[1] <= low:
                head = next(theirs, None)
            while head is not None and head[0] < high:
                found.append((max(low, head[0]), min(high, head[1])))
                if head[1] > high:
                    break
                head = next(theirs, None)
        return Hours(found)


@dataclass(frozen=True)
class Advisor:
    id: str
    hours: Hours
    per_hour: int
    per_day: int
    kinds: frozenset[str] | None


@dataclass(frozen=True)
class Limit:
    """Most arrivals in a part of each day; None stands for all."""
    kinds: frozenset[str] | None
    waiting: bool | None
    weekdays: frozenset[str] | None
    begin: int
    end: int
    most: int


@dataclass(frozen=True)
class Bay:
    id: str
    types: frozenset[str]
    calendar: str | None


@dataclass(frozen=True)
class Technician:
    id: str
    skills: dict[str, int]
    certifications: frozenset[str]
    efficiency: int
    calendar: str
    team: str | None


@dataclass(frozen=True)
class Lock:
    bay: str | None
    technicians: tuple[str, ...]
    start: int
    end: int | None


@dataclass(frozen=True)
class Operation:
    id: str
    minutes: int
    bay: str | None
    trade: str | None
    level: int
    certifications: frozenset[str]
    crew: int
    splittable: bool
    alternatives: list[tuple[str | None, str | None, int]] | None
    lock: Lock | None
    previous: tuple[str | None, frozenset[str]] | None
    equipment: tuple[str, ...]
    parts: Counter[str]
    # The least and the most time after the operation before.
    lag: tuple[int, int | None]
    bay_after: str | None


@dataclass(frozen=True)
class Visit:
    id: str
    kind: str
    operations: list[Operation]
    parts: Counter[str]
    picked: bool
    availability: list[Interval]
    preferred: int | None
    ready_by: int | None
    waiting: bool
    loaner: bool
    preferred_technician: str | None
    original_technician: str | None
    preferred_advisor: str | None
    booked: int | None
    arrived: int | None
    received_by: str | None
    walk_in: bool
    drop: int
    # Percent.
    priority: int
    # Minutes of the trips to collect and to deliver the vehicle.
    collect: int | None
    deliver: int | None


class Workshop:
    """A site and a demand."""

    def __init__(self, site_path: Path, demand_path: Path) -> None:
        site, demand = read_json(site_path), read_json(demand_path)
        horizon = demand["horizon"]
        self.first = date.fromisoformat(horizon["from"])
        self.origin = datetime.combine(self.first, datetime.min.time())
        self.arrival_days = horizon.get("days", 1)
        self.days = self.arrival_days + horizon.get("carryOverDays", 2)
        self.end = self.days * DAY
        self.now = self.minute(demand["now"]) if "now" in demand else 0
        # Calendars extend beyond the horizon to every time in the demand.
        self.span = self._span(demand)
        dates = site.get("dates", {})
        self.calendars = {name: self._hours(calendar, dates) for name, calendar in site["calendars"].items()}
        self.hours = self.calendars[site["hours"]]
        self.booking = BOOKING | site.get("booking", {})
        policy = site.get("policy", {})
        self.weights = {name: policy.get(name, default) for name, default in WEIGHTS.items()}
        self.kinds = dict(KINDS)
        for name, kind in policy.get("kinds", {}).items():
            drop, delay = KINDS.get(name, (0, 0))
            self.kinds[name] = kind.get("drop", drop), kind.get("delay", delay)
        self.loaners = site.get("loaners", 0)
        self.drivers = site.get("drivers", 0)
        self.equipment = {one["id"]: one.get("count", 1) for one in site.get("equipment", [])}
        self.limits = [self._limit(one) for one in self.booking["limits"]]
        self.advisors = {one["id"]: Advisor(
            one["id"], self.calendars[one["calendar"]],
            one.get("bookingsPerHour", self.booking["advisorBookingsPerHour"]),
            one.get("bookingsPerDay", self.booking["advisorBookingsPerDay"]),
            frozenset(one["kinds"]) if "kinds" in one else None) for one in site.get("advisors", [])}
        self.bays = {one["id"]: Bay(one["id"], frozenset(one["types"]), one.get("calendar"))
                     for one in site.get("bays", [])}
        self.technicians = {one["id"]: Technician(
            one["id"], one["skills"], frozenset(one.get("certifications", [])), one.get("efficiency", 100),
            one["calendar"], one.get("team")) for one in site.get("technicians", [])}
        self.parts = {one["id"]: (one["onHand"], sorted((self.minute(delivery["at"]), delivery["quantity"])
                                                        for delivery in one.get("inbound", [])))
                      for one in demand.get("parts", [])}
        self.visits = [self._visit(one) for one in demand["appointments"]]

    # ------------------------------------------------------------ times

    def minute(self, text: str) -> int:
        return round((datetime.fromisoformat(text) - self.origin).total_seconds()) // 60

    def text(self, minute: int) -> str:
        return (self.origin + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M")

    def _span(self, demand: Json) -> tuple[int, int]:
        times = [0, self.end, self.now]
        for one in demand["appointments"]:
            times += [self.minute(one[name]) for name in ("readyBy", "preferredArrival", "arrived") if name in one]
            times += [self.minute(one["booked"]["arrival"])] if "booked" in one else []
            times += [self.minute(o["locked"]["start"]) for o in one["operations"] if "locked" in o]
        return max(min(times) // DAY - 1, -3660), min(max(times) // DAY + 8, self.days + 3660)

    def _limit(self, one: Json) -> Limit:
        def names(member: str) -> frozenset[str] | None:
            return frozenset(one[member]) if member in one else None

        begin, end = (int(clock[:2]) * 60 + int(clock[3:])
                      for clock in (one.get("from", "00:00"), one.get("to", "24:00")))
        return Limit(names("kinds"), one.get("waiting"), names("weekdays"), begin, end, one["most"])

    def _hours(self, calendar: Json, dates: Json) -> Hours:
        found: list[Interval] = []
        for day in range(self.span[0], self.span[1] + 1):
            for span in spans_of_day(calendar, self.first + timedelta(days=day), dates):
                low, high = (int(clock[:2]) * 60 + int(clock[3:]) for clock in span)
                found.append((day * DAY + low, day * DAY + high))
        return Hours(found)

    def shift(self, technician: str, day: int, since: int = 0) -> int:
        """The working minutes of a technician on a day from a time on."""
        return self.calendars[self.technicians[technician].calendar].minutes(max(day * DAY, since), (day + 1) * DAY)

    def weekday(self, day: int) -> str:
        """The weekday of a day of the horizon by the civil calendar."""
        return WEEKDAYS[(self.first + timedelta(days=day)).weekday()]

    # ------------------------------------------------------------ the demand

    @staticmethod
    def _needs(one: Json) -> Counter[str]:
        needs: Counter[str] = Counter()
        for need in one.get("parts", []):
            needs[need["part"]] += need["quantity"]
        return needs

    def _visit(self, one: Json) -> Visit:
        needs, priority = self._needs(one), one.get("priority", 100)
        booked = one.get("booked", {})
        window = [(self.minute(w["from"]), self.minute(w["to"])) for w in one.get("availability", [])]
        time = {name: self.minute(one[name]) if name in one else None
                for name in ("preferredArrival", "readyBy", "arrived")}
        return Visit(
            one["id"], one["kind"], [self._operation(o) for o in one["operations"]], needs, one.get("picked", False),
            window or [(0, self.end)], time["preferredArrival"], time["readyBy"], one.get("waiting", False),
            one.get("loaner", False), one.get("preferredTechnician"), one.get("originalTechnician"),
            booked.get("advisor") or one.get("preferredAdvisor"),
            # Once the vehicle has arrived, the promised arrival is past.
            self.minute(booked["arrival"]) if booked and "arrived" not in one else None,
            time["arrived"], one.get("receivedBy"), one.get("walkIn", False),
            one.get("dropCost", self.kinds[one["kind"]][0]) * priority // 100
            * (3 if booked or "arrived" in one or any("locked" in o for o in one["operations"]) else 1),
            priority, one["collect"]["minutes"] if "collect" in one else None,
            one["deliver"]["minutes"] if "deliver" in one else None)

    def _operation(self, one: Json) -> Operation:
        lock = one.get("locked")
        previous = one.get("previous")
        trade = one.get("trade")
        return Operation(
            one["id"], one.get("minutes", 0), one.get("bay"), trade, one.get("level", 1),
            frozenset(one.get("certifications", [])), one.get("crew", 1) if trade else 0,
            one.get("splittable", False),
            [(a.get("bay"), a.get("technician"), a["minutes"]) for a in one["alternatives"]]
            if "alternatives" in one else None,
            Lock(lock.get("bay"), tuple(lock["technicians"]), self.minute(lock["start"]),
                 self.minute(lock["end"]) if "end" in lock else None) if lock else None,
            (previous.get("bay"), frozenset(previous["technicians"])) if previous else None,
            tuple(one.get("equipment", [])), self._needs(one),
            (one.get("lag", {}).get("min", 0), one.get("lag", {}).get("max")), one.get("bayAfter"))

    # ------------------------------------------------------------ derived values

    def able(self, technician: str, operation: Operation) -> bool:
        """Whether a technician may do an operation (H8)."""
        if operation.alternatives is not None:
            return any(technician == other for _, other, _ in operation.alternatives)
        who = self.technicians[technician]
        return (operation.trade is not None and who.skills.get(operation.trade, 0) >= operation.level
                and operation.certifications <= who.certifications)

    def work(self, operation: Operation, technicians: tuple[str, ...], bay: str | None) -> int | None:
        """The minutes of work of a crew in a bay (H9); None if there is no such alternative."""
        if operation.alternatives is not None:
            if len(technicians) > 1:
                return None
            key = bay, technicians[0] if technicians else None
            return next((minutes for b, t, minutes in operation.alternatives if (b, t) == key), None)
        return max((-(-operation.minutes * 100 // self.technicians[name].efficiency) for name in technicians),
                   default=operation.minutes)

    def common_time(self, calendars: frozenset[str]) -> Hours | None:
        """The intersection of calendars; None if there are none, which means always."""
        found: Hours | None = None
        for name in sorted(calendars):
            found = self.calendars[name] if found is None else found.intersection(self.calendars[name])
        return found

    def calendars_of(self, technicians: tuple[str, ...], bay: str | None) -> frozenset[str]:
        """The calendars in whose common time splittable work proceeds."""
        names = {self.technicians[name].calendar for name in technicians}
        calendar = self.bays[bay].calendar if bay is not None else None
        return frozenset(names | ({calendar} if calendar is not None else set()))

    def lock_end(self, operation: Operation) -> int | None:
        """The end of a locked operation (H9, H15); None if there is none."""
        lock = operation.lock
        assert lock is not None
        if lock.end is not None:
            return lock.end
        work = self.work(operation, lock.technicians, lock.bay)
        if work is None or not operation.splittable:
            return None if work is None else lock.start + work
        time = self.common_time(self.calendars_of(lock.technicians, lock.bay))
        return lock.start + work if time is None else time.end_of_work(lock.start, work)

    def left_for_a_lock(self, visit: Visit, operation: Operation, end: int) -> bool:
        """Whether a locked operation is left because one of another visit is locked in its bay afterwards."""
        lock = operation.lock
        return lock is not None and lock.bay is not None and any(
            other.lock is not None and other.lock.bay == lock.bay and other.lock.start >= end
            for one in self.visits if one is not visit for other in one.operations)

    def begin(self, visit: Visit) -> int:
        """The earliest time at which the work on a visit could have begun, `e_j`, the arrival aside: one before the
        first choice makes it earlier."""
        opening = next((max(low, 0) for low, high in self.hours.intervals if high > 0 and low < self.end), 0)
        earliest = max(self.now, opening)
        if visit.arrived is not None:
            return max(earliest, visit.arrived)
        if visit.booked is not None:
            return visit.booked
        return max(earliest, visit.preferred if visit.preferred is not None else earliest,
                   min(low for low, _ in visit.availability))
