"""Finds every arrival at which a visit fits into a schedule while all other visits stay where they are.

Independent of the solver. The referee's own rules decide whether a slot, an advisor, parts and a loan vehicle are
available, with the visit inserted into the schedule. The operations are placed with bit sets, Python integers with one bit
per minute: every crew, every bay, every start. Without the reserve (H14), the chain in which each operation ends as early
as possible is best; where the reserve is short, chains are compared by their end and by the minutes used on each day.
"""
from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from support.project import DAY
from verification.reserve import booked_minutes, minute_limit, minutes_by_day

Crew = tuple[str, ...]
# Crew, bay, minutes of work, ends by start if the work may pause, and the possible starts as a bit set.
Way = tuple[Crew, str | None, int, dict[int, int] | None, int]


class ExhaustiveArrivals:
    """The search for one request, which the schedule lists as unscheduled."""

    def __init__(self, referee: Any, site: Any, demand: Any, schedule: Any, request: str) -> None:
        self.referee, self.site, self.demand = referee, site, demand
        self.job = demand.appointments[request]
        self.book = referee.Referee(site, demand, schedule)
        self.unscheduled = [job for job in schedule.unscheduled if job.id != request]
        self.length = demand.end - demand.start
        self.all_minutes = (1 << self.length) - 1
        self.rows: dict[tuple[str, str | None], tuple[int, int]] = {}  # working and occupied minutes
        self.known_starts: dict[tuple[int, int], int] = {}
        occupied: dict[tuple[str, str | None], int] = {}
        for placed in self.book.held:
            bits = self.span(placed.start, placed.end)
            for row in [("bay", placed.bay), *(("technician", name) for name in placed.technicians)]:
                occupied[row] = occupied.get(row, 0) | bits
        for name, technician in site.technicians.items():
            self.rows["technician", name] = self.working(technician.calendar), occupied.get(("technician", name), 0)
        for name, bay in site.bays.items():
            working = self.all_minutes if bay.calendar is None else self.working(bay.calendar)
            self.rows["bay", name] = working, occupied.get(("bay", name), 0)
        self.rows["bay", None] = self.all_minutes, 0
        self.ways = [list(self.ways_of(op)) for op in self.job.operations]
        booked, locked = booked_minutes(self.book)
        self.remaining = {day: max(minute_limit(self.book, day), locked[day]) - booked[day]
                          for day in range(demand.start // DAY, demand.end // DAY)}

    # ---------------------------------------------------------------- bit sets of minutes

    def span(self, start: int, end: int) -> int:
        low = min(max(start - self.demand.start, 0), self.length)
        high = min(max(end - self.demand.start, 0), self.length)
        return (1 << high) - (1 << low) if low < high else 0

    def working(self, calendar: str) -> int:
        bits = 0
        for low, high in self.book.working(calendar).within(self.demand.start, self.demand.end):
            bits |= self.span(low, high)
        return bits

    def starts_of_runs(self, open_minutes: int, length: int) -> int:
        """The minutes that begin `length` open minutes in a row."""
        key = open_minutes, length
        if key not in self.known_starts:
            covered = 1
            while covered < length:
                step = min(covered, length - covered)
                open_minutes &= open_minutes >> step
                covered += step
            self.known_starts[key] = open_minutes
        return self.known_starts[key]

    @staticmethod
    def first(bits: int, start: int) -> int | None:
        """The first minute of a bit set that is not before `start`."""
        later = bits >> start
        return None if not later else start + (later & -later).bit_length() - 1

    # ---------------------------------------------------------------- ways to do an operation

    def crews_and_bays(self, op: Any) -> Iterator[tuple[Crew, str | None, int]]:
        """Every crew and bay with the minutes that the work takes there."""
        if op.alternatives is not None:
            for (bay, technician), minutes in op.alternatives.items():
                yield (() if technician is None else (technician,)), bay, minutes
            return
        bays = [None] if op.bay is None else [name for name, bay in self.site.bays.items() if op.bay in bay.types]
        crews: list[Crew] = [()]
        if op.trade is not None:
            crews = list(combinations([name for name in self.site.technicians if self.book.able(name, op)], op.crew))
        for crew in crews:
            work = max((-(-op.minutes * 100 // self.site.technicians[name].efficiency) for name in crew),
                       default=op.minutes)
            for bay in bays:
                yield crew, bay, work

    def ways_of(self, op: Any) -> Iterator[Way]:
        for crew, bay, work in self.crews_and_bays(op):
            rows = [self.rows["technician", name] for name in crew] + [self.rows["bay", bay]]
            if not op.splittable:
                starts = self.all_minutes
                for working, occupied in rows:
                    starts &= self.starts_of_runs(working & ~occupied, work)
                yield crew, bay, work, None, starts
                continue
            common, busy = self.all_minutes, 0
            for working, occupied in rows:
                common &= working
                busy |= occupied
            minutes = [minute for minute in range(self.length) if common >> minute & 1]
            ends, starts = {}, 0
            for first, last in zip(minutes, minutes[work - 1:]):
                if not busy & ((1 << last + 1) - (1 << first)):
                    ends[first] = last + 1
                    starts |= 1 << first
            yield crew, bay, work, ends, starts

    # ---------------------------------------------------------------- chains

    def chain(self, start: int) -> list[Any] | None:
        """The operations from a time on, with the earliest possible end; None if they do not fit."""
        placements: list[Any] = []
        end = start - self.demand.start
        for op, ways in zip(self.job.operations, self.ways):
            begin = max(end, self.demand.now - self.demand.start)
            best = None
            for crew, bay, work, ends, starts in ways:
                at = self.first(starts, begin)
                if at is not None and (best is None or (ends[at] if ends else at + work) < best[0]):
                    best = (ends[at] if ends else at + work), at, crew, bay
            if best is None:
                return None
            end = best[0]
            placements.append(self.placed(op, *best))
        if self.is_within_reserve(minutes_by_day(self.book, placements)):
            return placements
        return self.chain_within_reserve(start)

    def placed(self, op: Any, end: int, start: int, crew: Crew, bay: str | None) -> Any:
        return self.referee.Placed(self.job.id, op, bay, crew, start + self.demand.start, end + self.demand.start)

    def chain_within_reserve(self, start: int) -> list[Any] | None:
        """The same where the reserve is short: drops the partial chains that another one dominates in end and use."""
        labels: list[tuple[int, dict[int, int], list[Any]]] = [(start - self.demand.start, {}, [])]
        for op, ways in zip(self.job.operations, self.ways):
            extended = []
            for end, _, placements in labels:
                begin = max(end, self.demand.now - self.demand.start)
                for crew, bay, work, ends, starts in ways:
                    for at in self.relevant_starts(starts, begin, work, ends):
                        longer = placements + [self.placed(op, ends[at] if ends else at + work, at, crew, bay)]
                        used = minutes_by_day(self.book, longer)
                        if self.is_within_reserve(used):
                            extended.append((longer[-1].end - self.demand.start, used, longer))
            labels = []
            for label in sorted(extended, key=lambda label: label[0]):
                if not any(all(label[1].get(day, 0) >= minutes for day, minutes in kept[1].items()) for kept in labels):
                    labels.append(label)
        return labels[0][2] if labels else None

    def relevant_starts(self, starts: int, begin: int, work: int, ends: dict[int, int] | None) -> Iterator[int]:
        """The first start on each day, and every start of work that does not end on the same day."""
        last_day = -1
        at = self.first(starts, begin)
        while at is not None:
            crosses_midnight = ((ends[at] if ends else at + work) - 1) // DAY != at // DAY
            if at // DAY != last_day or crosses_midnight:
                yield at
            last_day = at // DAY
            at = self.first(starts, at + 1 if crosses_midnight else (at // DAY + 1) * DAY)

    def is_within_reserve(self, used: dict[int, int]) -> bool:
        return all(minutes <= self.remaining.get(day, 0) for day, minutes in used.items())

    # ---------------------------------------------------------------- arrivals

    def slots(self) -> Iterator[int]:
        grid = self.site.booking["slotMinutes"]
        for at in range(self.demand.start, self.demand.start + self.demand.arrival_days * DAY):
            if at % DAY % grid == 0 and at >= self.demand.now and any(
                    low <= at < high for low, high in self.job.availability):
                yield at

    def with_visit(self, arrival: int, advisor: str, placements: list[Any]) -> Any:
        """The referee of the schedule with the visit inserted."""
        finish = self.site.booking["finishMinutes"]
        visit = self.referee.Visit(self.job, arrival, advisor, placements[-1].end + finish, None, tuple(placements),
                                   finish)
        schedule = self.referee.Schedule(self.book.visits + [visit], self.unscheduled, None, {})
        return self.referee.Referee(self.site, self.demand, schedule)

    def arrivals(self) -> dict[int, str]:
        """Every possible arrival with an advisor for it; the referee judges each of them in full."""
        found: dict[int, str] = {}
        for at in self.slots():
            placements = self.chain(at + self.site.booking["receptionMinutes"])
            if placements is None or placements[-1].end > self.demand.end:
                continue
            for advisor in self.site.advisors:
                book = self.with_visit(at, advisor, placements)
                rules = book.h1, book.h2, book.h3, book.h4, book.h5, book.h11, book.h12, book.h13
                if any(True for rule in rules for _ in rule()):
                    continue
                violations = book.violations()
                assert not violations, f"{self.job.id} at {at} with {advisor}: {violations[0]}"
                found[at] = advisor
                break
        return found
