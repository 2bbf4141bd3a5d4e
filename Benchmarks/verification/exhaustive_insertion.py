"""Decides whether a visit can be inserted into a schedule while all other visits stay where they are.

Independent of the solver. An operation starts as early as possible after the one before, or as early as possible on a
later day: no other start can help. The earliest start is at the end of an operation or at the beginning of a shift, so the
search tries these alone. Rules in `ignored` may be broken.
"""
from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from support.project import DAY
from verification.edits import minute
from verification.reserve import booked_minutes, minute_limit, minutes_by_day

Crew = tuple[str, ...]


class Insertion:
    """The search for one visit and a requested place: `arrival`, `advisor`, `technician`, `bay`, or some of them."""

    def __init__(self, referee: Any, site: Any, demand: Any, schedule: Any, name: str, requested: dict[str, str]
                 ) -> None:
        self.referee, self.site, self.demand, self.requested = referee, site, demand, requested
        self.job = demand.appointments[name]
        self.others = [self.rebound(visit) for visit in schedule.visits if visit.appointment.id != name]
        unscheduled = [demand.appointments[job.id] for job in schedule.unscheduled if job.id != name] + [self.job]
        self.book = referee.Referee(site, demand, referee.Schedule(self.others, unscheduled, None, {}))
        self.held: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for placed in self.book.held:
            for resource in {*placed.technicians, *([placed.bay] if placed.bay else [])}:
                self.held[resource].append((placed.start, placed.end))
        self.booked, self.locked = booked_minutes(self.book)
        self.cache: dict[Any, Any] = {}

    def rebound(self, visit: Any) -> Any:
        """A visit of the schedule, bound to the demand, which may have been edited."""
        job = self.demand.appointments[visit.appointment.id]
        placed = tuple(self.referee.replace(one, op=op) for one, op in zip(visit.placed, job.operations))
        return self.referee.replace(visit, appointment=job, placed=placed, finish=self.site.booking["finishMinutes"])

    def is_possible(self, ignored: frozenset[str] = frozenset()) -> bool:
        booking = self.site.booking
        if self.job.arrived is not None:
            start = max(self.demand.now, self.job.arrived, self.demand.start)
            return self.has_chain(start, self.job.arrived, ignored, needs_parts=True)
        if "arrival" in self.requested:
            arrivals = [minute(self.requested["arrival"])]
        elif self.job.booked is not None and "H15" not in ignored:
            arrivals = [self.job.booked[0]]
        else:
            first = self.demand.start
            arrivals = list(range(first, first + self.demand.arrival_days * DAY, booking["slotMinutes"]))
        advisors = [name for name in self.site.advisors if self.requested.get("advisor", name) == name]
        return any(any(self.arrival_violations(advisor, at) <= ignored for advisor in advisors)
                   and self.has_chain(at + booking["receptionMinutes"], at, ignored, needs_parts=False) for at in arrivals)

    def arrival_violations(self, advisor: str, at: int) -> set[str]:
        """The rules that an arrival breaks, whatever follows it."""
        key = advisor, at
        if key not in self.cache:
            visit = self.referee.Visit(self.job, at, advisor, at, None, (), 0)
            schedule = self.referee.Schedule([*self.others, visit], [], None, {})
            book = self.referee.Referee(self.site, self.demand, schedule)
            checks = book.h1, book.h2, book.h3, book.h4, book.h5, book.h11, book.h15
            self.cache[key] = {violation.rule for check in checks for violation in check()}
        return self.cache[key]

    # ------------------------------------------------------------ chains

    def latest_end(self, since: int, ignored: frozenset[str]) -> int:
        """The latest end of the last operation (H10, H13)."""
        latest = self.demand.end + (7 * DAY if "H10" in ignored else 0)
        if self.job.waiting and "H13" not in ignored and self.job.operations[-1].locked is None:
            midnight = max(self.demand.start, since) // DAY * DAY
            opening = self.book.hours.within(midnight, midnight + DAY)
            latest = min(latest, opening[-1][1] - self.site.booking["finishMinutes"]) if opening else 0
        return latest

    def has_chain(self, start: int, since: int, ignored: frozenset[str], needs_parts: bool) -> bool:
        """Whether the operations fit from a time on; the vehicle arrives at `since`."""
        latest = self.latest_end(since, ignored)
        parts_from = start
        if needs_parts and "H11" not in ignored and not self.job.picked:
            at = self.parts_available_from()
            if at is None:
                return False
            parts_from = max(start, at)
        # The earliest end by minutes used on days where the reserve is short, and by whether the request is met.
        labels: dict[Any, int] = {((), "technician" not in self.requested, "bay" not in self.requested): start}
        for position, op in enumerate(self.job.operations):
            extended: dict[Any, int] = {}
            for (used, has_technician, has_bay), end in labels.items():
                for crew, bay, begin, finish in self.placements(position, op, max(end, parts_from), latest, ignored, end):
                    minutes = Counter(dict(used))
                    if crew and "H14" not in ignored and not self.job.walk_in:
                        placed = self.referee.Placed(self.job.id, op, bay, tuple(crew), begin, finish)
                        minutes += minutes_by_day(self.book, [placed])
                        if not self.is_within_reserve(minutes):
                            continue
                    key = (tuple(sorted((day, count) for day, count in minutes.items() if self.is_tight(day))),
                           has_technician or self.requested.get("technician") in crew,
                           has_bay or self.requested.get("bay") == bay)
                    extended[key] = min(finish, extended.get(key, finish))
            labels = extended
            if op.locked is None:
                parts_from = start
        finish = self.site.booking["finishMinutes"]

        def has_loaner(end: int) -> bool:
            return (not self.job.loaner or "H12" in ignored
                    or self.has_loaner(max(since, self.demand.start), end + finish))

        return any(has_technician and has_bay and end <= latest and has_loaner(end)
                   for (_, has_technician, has_bay), end in labels.items())

    # ------------------------------------------------------------ reserve, parts, loan vehicles

    def limit(self, day: int) -> int:
        if ("limit", day) not in self.cache:
            self.cache["limit", day] = minute_limit(self.book, day)
        return self.cache["limit", day]

    def is_tight(self, day: int) -> bool:
        """Whether the visit's work might exceed what can be booked on a day."""
        work = sum(op.minutes * 2 * max(1, op.crew) if op.alternatives is None else 2 * max(op.alternatives.values())
                   for op in self.job.operations)
        return self.booked[day] + work > self.limit(day)

    def is_within_reserve(self, minutes: Counter[int]) -> bool:
        return all(self.booked[day] + used <= max(self.limit(day), self.locked[day])
                   for day, used in minutes.items() if used)

    def parts_available_from(self) -> int | None:
        """The earliest time from which the visit's parts are on hand without taking those of others."""
        deliveries = self.demand.parts
        times = [self.demand.start - 10 * DAY] + [at for name in self.job.parts for at, _ in deliveries[name][1]]
        needs = [(self.book.needed_at(visit), visit.appointment.parts) for visit in self.others]

        def suffices(name: str, quantity: int, at: int) -> bool:
            on_hand, inbound = deliveries[name]
            supply = on_hand + sum(amount for time, amount in inbound if time <= at)
            return supply >= quantity + sum(parts[name] for time, parts in needs if time is not None and time <= at)

        for at in sorted(times):
            later = [at, *(time for time, _ in needs if time is not None and time > at), *(t for t in times if t > at)]
            if all(suffices(name, quantity, time) for name, quantity in self.job.parts.items() for time in later):
                return at
        return None

    def has_loaner(self, start: int, end: int) -> bool:
        stays = [(visit.here(self.demand.start), visit.due) for visit in self.others if visit.appointment.loaner]
        times = {start, *(at for at, _ in stays if start <= at < end)}
        return start >= end or all(sum(low <= at < high for low, high in stays) < self.site.loaners for at in times)

    # ------------------------------------------------------------ placements of an operation

    def placements(self, position: int, op: Any, start: int, latest: int, ignored: frozenset[str], previous_end: int
                   ) -> Iterator[tuple[Crew, str | None, int, int]]:
        if op.locked is not None:
            lock = op.locked
            crew = tuple(lock.technicians)
            end = self.book.end_by_h9(self.referee.Placed(self.job.id, op, lock.bay, crew, lock.start, 0))
            is_late = position > 0 and self.job.operations[position - 1].locked is None and previous_end > lock.start
            if end is not None and (not is_late or "H6" in ignored):
                yield crew, lock.bay, lock.start, end
            return
        for crew, bay in self.ways(op, ignored):
            begin = max(start, self.demand.now, self.demand.start)
            while (found := self.earliest(op, crew, bay, begin, latest, ignored)) is not None:
                yield crew, bay, *found
                first_day, last_day = found[0] // DAY, (found[1] - 1) // DAY
                if not self.is_tight(first_day) and not self.is_tight(last_day):
                    break
                begin = found[0] + 1 if first_day != last_day else (first_day + 1) * DAY

    def ways(self, op: Any, ignored: frozenset[str]) -> list[tuple[Crew, str | None]]:
        if op.alternatives is not None:
            return [((technician,) if technician else (), bay) for bay, technician in op.alternatives]
        able = [name for name in self.site.technicians if self.book.able(name, op)] if op.trade else []
        crews = [tuple(crew) for crew in itertools.combinations(able, op.crew)]
        if "H8" in ignored:
            requested = self.requested.get("technician")
            if len(able) < op.crew:
                crews = [tuple(able)]
            if requested is not None and requested not in able:
                crews.append((requested, *[name for name in able if name != requested][:max(0, op.crew - 1)]))
        bays = [name for name, bay in self.site.bays.items() if op.bay in bay.types] if op.bay else [None]
        if "H7" in ignored:
            if not bays:
                bays = list(self.site.bays) or [None]
            if self.requested.get("bay") is not None and self.requested["bay"] not in bays:
                bays = [*bays, self.requested["bay"]]
        return [(crew, bay) for crew in crews for bay in bays]

    def earliest(self, op: Any, crew: Crew, bay: str | None, start: int, latest: int, ignored: frozenset[str]
                 ) -> tuple[int, int] | None:
        relevant = ignored & {"H7", "H8", "H9"}
        key = op.id, crew, bay, start, latest, relevant
        if key not in self.cache:
            self.cache[key] = self.find_earliest(op, crew, bay, start, latest, relevant)
        return self.cache[key]

    def find_earliest(self, op: Any, crew: Crew, bay: str | None, start: int, latest: int, ignored: frozenset[str]
                      ) -> tuple[int, int] | None:
        placed = self.referee.Placed(self.job.id, op, bay, crew, start, start)
        work = self.book.work(placed)
        if work is None:
            work = min(op.alternatives.values())
        crew_times, all_times = self.book.crew_times(placed), self.book.work_times(placed)
        bay_times = all_times[len(crew_times):]
        busy = [] if "H8" in ignored else [span for name in crew for span in self.held[name]]
        busy += [] if "H7" in ignored or bay is None else self.held[bay]
        starts = {start, *(end for _, end in busy if end > start),
                  *(low for times in all_times for low, _ in times.intervals if low > start)}
        for begin in sorted(starts):
            if begin >= latest:
                return None
            if op.splittable and "H9" not in ignored:
                end = self.referee.end_of_work(all_times, begin, work)
            else:
                end = begin + work
                if "H9" not in ignored and not all(times.holds(begin, end) for times in crew_times):
                    continue
                if not op.splittable and "H7" not in ignored and not all(times.holds(begin, end) for times in bay_times):
                    continue
            if end is not None and end <= latest and not any(low < end and begin < high for low, high in busy):
                return begin, end
        return None
