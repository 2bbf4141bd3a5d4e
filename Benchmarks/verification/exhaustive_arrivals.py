"""Every arrival at which a visit fits into a schedule with everything else as it stands: for `offers.py`.

Written apart from the solver. Whether a slot, an advisor, parts and a loan vehicle can be had is asked of the referee's own
rules, with the visit put into the schedule. Where its operations can go is found from rows of minutes, whole numbers of
Python with a bit a minute: all crews, all bays, all starts. Without the reserve the chain that ends each operation first is
the best there is; where the reserve is in its way, chains are compared by end and by the minutes that they use of each day.
"""
from __future__ import annotations

from itertools import combinations
from typing import Any, Iterator

DAY = 1440


class EveryArrival:
    """The arrivals of one request; the schedule names it among the unscheduled."""

    def __init__(self, referee: Any, site: Any, demand: Any, schedule: Any, request: str) -> None:
        self.referee, self.site, self.demand = referee, site, demand
        self.job = demand.appointments[request]
        self.book = referee.Referee(site, demand, schedule)
        self.rest = [job for job in schedule.unscheduled if job.id != request]
        self.length = demand.end - demand.start
        self.all = (1 << self.length) - 1
        self.rows: dict[tuple[str, str | None], tuple[int, int]] = {}  # working, occupied
        self.known: dict[tuple[int, int], int] = {}
        occupied: dict[tuple[str, str | None], int] = {}
        for placed in self.book.held:
            bits = self.span(placed.start, placed.end)
            for row in [("bay", placed.bay), *(("technician", name) for name in placed.technicians)]:
                occupied[row] = occupied.get(row, 0) | bits
        for name, technician in site.technicians.items():
            self.rows["technician", name] = self.working(technician.calendar), occupied.get(("technician", name), 0)
        for name, bay in site.bays.items():
            always = self.all if bay.calendar is None else self.working(bay.calendar)
            self.rows["bay", name] = always, occupied.get(("bay", name), 0)
        self.rows["bay", None] = self.all, 0
        self.ways = [list(self.ways_of(op)) for op in self.job.operations]
        self.limits = self.reserve()

    # ---------------------------------------------------------------- rows of minutes

    def span(self, start: int, end: int) -> int:
        low = min(max(start - self.demand.start, 0), self.length)
        high = min(max(end - self.demand.start, 0), self.length)
        return (1 << high) - (1 << low) if low < high else 0

    def working(self, calendar: str) -> int:
        bits = 0
        for low, high in self.book.working(calendar).within(self.demand.start, self.demand.end):
            bits |= self.span(low, high)
        return bits

    def runs(self, open_minutes: int, length: int) -> int:
        """The minutes from which on `length` minutes are open."""
        key = open_minutes, length
        if key not in self.known:
            have = 1
            while have < length:
                step = min(have, length - have)
                open_minutes &= open_minutes >> step
                have += step
            self.known[key] = open_minutes
        return self.known[key]

    @staticmethod
    def first(bits: int, at: int) -> int | None:
        later = bits >> at
        return None if not later else at + (later & -later).bit_length() - 1

    # ---------------------------------------------------------------- ways to do an operation

    def crews_and_bays(self, op: Any) -> Iterator[tuple[tuple[str, ...], str | None, int]]:
        if op.alternatives is not None:
            for (bay, technician), minutes in op.alternatives.items():
                yield (() if technician is None else (technician,)), bay, minutes
            return
        bays = [None] if op.bay is None else [name for name, bay in self.site.bays.items() if op.bay in bay.types]
        crews: list[tuple[str, ...]] = [()]
        if op.trade is not None:
            crews = list(combinations([name for name in self.site.technicians if self.book.able(name, op)], op.crew))
        for crew in crews:
            work = max((-(-op.minutes * 100 // self.site.technicians[name].efficiency) for name in crew),
                       default=op.minutes)
            for bay in bays:
                yield crew, bay, work

    def ways_of(self, op: Any) -> Iterator[tuple[tuple[str, ...], str | None, int, dict[int, int] | None, int]]:
        """(crew, bay, work, ends by start if it may pause, starts as bits)."""
        for crew, bay, work in self.crews_and_bays(op):
            rows = [self.rows["technician", name] for name in crew] + [self.rows["bay", bay]]
            if not op.splittable:
                starts = self.all
                for working, occupied in rows:
                    starts &= self.runs(working & ~occupied, work)
                yield crew, bay, work, None, starts
                continue
            common, occupied = self.all, 0
            for working, taken in rows:
                common &= working
                occupied |= taken
            minutes = [at for at in range(self.length) if common >> at & 1]
            ends, starts = {}, 0
            for low, high in zip(minutes, minutes[work - 1:]):
                if not occupied & ((1 << high + 1) - (1 << low)):
                    ends[low] = high + 1
                    starts |= 1 << low
            yield crew, bay, work, ends, starts

    # ---------------------------------------------------------------- chains

    def chain(self, start: int) -> list[Any] | None:
        """The operations from a time on, the last one ending as early as it can; None if there is no way."""
        places: list[Any] | None = []
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
            places.append(self.placed(op, best))
        if all(minutes <= self.limits.get(day, 0) for day, minutes in self.used(places).items()):
            return places
        return self.saving_chain(start)

    def placed(self, op: Any, place: tuple[int, int, tuple[str, ...], str | None]) -> Any:
        end, at, crew, bay = place
        return self.referee.Placed(self.job.id, op, bay, crew, at + self.demand.start, end + self.demand.start)

    def saving_chain(self, start: int) -> list[Any] | None:
        """The same where the reserve is short: chains that another one beats in end and in every day are dropped."""
        labels: list[tuple[int, dict[int, int], list[Any]]] = [(start - self.demand.start, {}, [])]
        for op, ways in zip(self.job.operations, self.ways):
            longer = []
            for end, _, places in labels:
                begin = max(end, self.demand.now - self.demand.start)
                for crew, bay, work, ends, starts in ways:
                    for at in self.starts_that_differ(starts, begin, work, ends):
                        made = places + [self.placed(op, ((ends[at] if ends else at + work), at, crew, bay))]
                        used = self.used(made)
                        if all(minutes <= self.limits.get(day, 0) for day, minutes in used.items()):
                            longer.append((made[-1].end - self.demand.start, used, made))
            labels = []
            for label in sorted(longer, key=lambda label: label[0]):
                if not any(all(label[1].get(day, 0) >= minutes for day, minutes in kept[1].items()) for kept in labels):
                    labels.append(label)
        return labels[0][2] if labels else None

    def starts_that_differ(self, starts: int, begin: int, work: int, ends: dict[int, int] | None) -> Iterator[int]:
        """The first start of each day, and every start of what does not end on its day."""
        last = -1
        at = self.first(starts, begin)
        while at is not None:
            crosses = ((ends[at] if ends else at + work) - 1) // DAY != at // DAY
            if at // DAY != last or crosses:
                yield at
            last = at // DAY
            at = self.first(starts, at + 1 if crosses else (at // DAY + 1) * DAY)

    def reserve(self) -> dict[int, int]:
        """Minutes that are left to book on each day (H14)."""
        left = {}
        for day in range(self.demand.start // DAY, self.demand.end // DAY):
            shifts = sum(self.book.shift(name, day, self.demand.now) for name in self.site.technicians)
            left[day] = (100 - self.site.booking["reservePercent"]) * shifts // 100
        booked, locked = dict.fromkeys(left, 0), dict.fromkeys(left, 0)
        for placed in self.book.placed:
            if placed.technicians and not self.demand.appointments[placed.visit].walk_in:
                for day, used in self.book.uses(placed, self.demand.now):
                    booked[day] += used * len(placed.technicians)
                    locked[day] += used * len(placed.technicians) if placed.op.locked else 0
        return {day: max(most, locked[day]) - booked[day] for day, most in left.items()}

    def used(self, places: list[Any]) -> dict[int, int]:
        used: dict[int, int] = {}
        for placed in places if not self.job.walk_in else []:
            for day, minutes in self.book.uses(placed, self.demand.now) if placed.technicians else ():
                used[day] = used.get(day, 0) + minutes * len(placed.technicians)
        return used

    # ---------------------------------------------------------------- arrivals

    def slots(self) -> Iterator[int]:
        grid = self.site.booking["slotMinutes"]
        for at in range(self.demand.start, self.demand.start + self.demand.arrival_days * DAY, 1):
            if at % DAY % grid == 0 and at >= self.demand.now and any(
                    low <= at < high for low, high in self.job.availability):
                yield at

    def judged(self, at: int, advisor: str, places: list[Any]) -> Any:
        finish = self.site.booking["finishMinutes"]
        visit = self.referee.Visit(self.job, at, advisor, places[-1].end + finish, tuple(places), finish)
        schedule = self.referee.Schedule(self.book.visits + [visit], self.rest, None, {})
        return self.referee.Referee(self.site, self.demand, schedule)

    def arrivals(self) -> dict[int, str]:
        """Every arrival with an advisor for it, each judged by the referee in full."""
        found: dict[int, str] = {}
        for at in self.slots():
            places = self.chain(at + self.site.booking["receptionMinutes"])
            if places is None or places[-1].end > self.demand.end:
                continue
            for advisor in self.site.advisors:
                judge = self.judged(at, advisor, places)
                rules = judge.h1, judge.h2, judge.h3, judge.h4, judge.h5, judge.h11, judge.h12, judge.h13
                if any(True for rule in rules for _ in rule()):
                    continue
                wrong = judge.violations()
                assert not wrong, f"{self.job.id} at {at} with {advisor}: {wrong[0]}"
                found[at] = advisor
                break
        return found
