"""Operations in the CP-SAT model: crew, bay, equipment, start, end, and the minutes that they use on each day (H7-H10, H14,
H16).

A *way* to do an operation determines its duration: the calendars of its crew and bay, and the minutes of work. Each way
has a literal; exactly one of them is true if the visit is scheduled.
"""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from ortools.sat.python import cp_model

from quality.cpsat_workshop import Hours, Operation, Workshop
from support.project import DAY

Literal = Any
Expression = Any


@dataclass
class Way:
    literal: Literal
    work: int
    calendars: frozenset[str]
    # For splittable work: the common working time, and the start as working minutes before it.
    time: Hours | None = None
    clock: Expression = None


@dataclass
class Placed:
    """An operation of the model. Its literals are true only if the visit is scheduled."""
    operation: Operation
    start: Expression
    end: Expression
    technicians: dict[str, Literal]
    bays: dict[str, Literal]
    # True if it has a bay.
    in_bay: Literal = 0
    min_duration: int = 0
    # Minutes of each technician of the crew, by day of the horizon.
    minutes: dict[int, Expression] = field(default_factory=dict)
    # The same by technician: 0 for those who are not in the crew.
    uses: dict[tuple[str, int], Expression] = field(default_factory=dict)


class Operations:
    """Adds operations to a model and keeps the intervals that occupy each bay and technician."""

    def __init__(self, model: cp_model.CpModel, shop: Workshop) -> None:
        self.model, self.shop = model, shop
        self.intervals: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
        self.locks: dict[str, list[tuple[int, int]]] = defaultdict(list)
        # By equipment: the operations that need it, and those that are locked.
        self.equipment: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
        self.locked_equipment: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.earliest = max(shop.now, 0)

    def flag(self) -> Literal:
        return self.model.new_bool_var("")

    def number(self, low: int, high: int) -> Expression:
        return self.model.new_int_var(low, high, "")

    def both(self, one: Literal, other: Literal) -> Literal:
        """A literal that is true exactly if both are."""
        found = self.flag()
        self.model.add_bool_and(one, other).only_enforce_if(found)
        self.model.add_bool_or(~one, ~other).only_enforce_if(~found)
        return found

    def any_of(self, literals: list[Literal]) -> Literal:
        """A literal that is true exactly if one of the literals is; never are two of them."""
        if len(literals) == 1:
            return literals[0]
        found = self.flag()
        self.model.add(sum(literals) == found)
        return found

    # ------------------------------------------------------------ locked

    def hold(self, operation: Operation, end: int | None) -> None:
        """Occupies the bay and technicians of a locked operation, whether or not its visit is scheduled."""
        lock = operation.lock
        assert lock is not None
        span = max(lock.start, 0), min(self.shop.end if end is None else end, self.shop.end)
        if span[0] < span[1]:
            for name in ["t " + name for name in lock.technicians] + (["b " + lock.bay] if lock.bay else []):
                self.locks[name].append(span)
            for name in operation.equipment:
                self.locked_equipment[name].append(span)

    def locked(self, operation: Operation, end: int, present: Literal) -> Placed:
        lock = operation.lock
        assert lock is not None
        placed = Placed(operation, lock.start, end, {name: present for name in lock.technicians},
                        {lock.bay: present} if lock.bay else {}, present if lock.bay else 0)
        for day, minutes in self.locked_minutes(operation, end, 0).items():
            placed.minutes[day] = minutes * present
            for name in lock.technicians:
                placed.uses[name, day] = minutes * present
        return placed

    def locked_minutes(self, operation: Operation, end: int, since: int) -> dict[int, int]:
        """The working minutes of a locked operation from a time on, by day of the horizon."""
        lock = operation.lock
        assert lock is not None
        if not lock.technicians:
            return {}
        time = (self.shop.common_time(self.shop.calendars_of(lock.technicians, lock.bay))
                if operation.splittable else None)
        found = {}
        for day in range(self.shop.days):
            low, high = max(lock.start, since, day * DAY), min(end, (day + 1) * DAY)
            minutes = (time.minutes(low, high) if time else high - low) if low < high else 0
            if minutes:
                found[day] = minutes
        return found

    # ------------------------------------------------------------ free

    def free(self, operation: Operation, present: Literal) -> Placed | None:
        """An operation that is not locked; None if no crew or bay can do it."""
        found = (self.by_alternatives(operation, present) if operation.alternatives is not None
                 else self.by_skill(operation, present))
        if found is None:
            return None
        placed, ways = found
        if not all(way.literal is present for way in ways):
            self.model.add(sum(way.literal for way in ways) == present)
        works = {way.work for way in ways}
        placed.min_duration = min(works)
        size: Expression
        if operation.splittable:
            size = self.number(min(works), self.shop.end)
        else:
            size = works.pop() if len(works) == 1 else self.model.new_int_var_from_domain(
                cp_model.Domain.from_values(sorted(works)), "")
        for kind, literals in ("t ", placed.technicians), ("b ", placed.bays):
            for name, literal in literals.items():
                self.intervals[kind + name].append(
                    self.model.new_optional_interval_var(placed.start, size, placed.end, literal, ""))
        for way in ways:
            time = self.shop.common_time(way.calendars)
            if operation.splittable and time is not None:
                self.with_pauses(placed, way, time)
            else:
                self.without_pause(placed, way, time)
        for name in operation.equipment:
            self.equipment[name].append(
                self.model.new_optional_interval_var(placed.start, size, placed.end, present, ""))
        placed.in_bay = self.in_bay(placed, present)
        if placed.technicians:
            self.count_minutes(placed, ways, size, present)
        return placed

    def in_bay(self, placed: Placed, present: Literal) -> Literal:
        alternatives = placed.operation.alternatives
        if not placed.bays:
            return 0
        if alternatives is None or all(bay for bay, _, _ in alternatives):
            return present
        return self.any_of(list(placed.bays.values()))

    def by_alternatives(self, operation: Operation, present: Literal) -> tuple[Placed, list[Way]] | None:
        assert operation.alternatives is not None
        ways = []
        crews: dict[str, list[Literal]] = defaultdict(list)
        bays: dict[str, list[Literal]] = defaultdict(list)
        for bay, technician, minutes in operation.alternatives:
            crew = (technician,) if technician else ()
            way = Way(self.flag(), minutes, self.shop.calendars_of(crew, bay))
            ways.append(way)
            if bay:
                bays[bay].append(way.literal)
            if technician:
                crews[technician].append(way.literal)
        return self.variables(operation, {name: self.any_of(literals) for name, literals in crews.items()},
                              {name: self.any_of(literals) for name, literals in bays.items()}), ways

    def by_skill(self, operation: Operation, present: Literal) -> tuple[Placed, list[Way]] | None:
        able = [name for name in self.shop.technicians if self.shop.able(name, operation)]
        bays = [bay.id for bay in self.shop.bays.values() if operation.bay in bay.types]
        if operation.crew > len(able) or (operation.bay is not None and not bays):
            return None
        crew = {name: self.flag() for name in able} if operation.crew else {}
        rooms = {name: self.flag() for name in bays} if operation.bay is not None else {}
        if crew:
            self.model.add(sum(crew.values()) == operation.crew * present)
        if rooms:
            self.model.add(sum(rooms.values()) == present)
        by_crew = self.crew_ways(operation, crew, present)
        by_calendar: dict[str | None, list[Literal]] = defaultdict(list)
        for name, literal in rooms.items():
            by_calendar[self.shop.bays[name].calendar].append(literal)
        by_bay = ([Way(self.any_of(literals), 0, frozenset({name} if name else ()))
                   for name, literals in by_calendar.items()] if len(by_calendar) > 1
                  else [Way(present, 0, frozenset(name for name in by_calendar if name))])
        return self.variables(operation, crew, rooms), self.combined_ways(by_crew, by_bay)

    def variables(self, operation: Operation, crew: dict[str, Literal], bays: dict[str, Literal]) -> Placed:
        return Placed(operation, self.number(self.earliest, self.shop.end),
                      self.number(self.earliest, self.shop.end), crew, bays)

    def crew_ways(self, operation: Operation, crew: dict[str, Literal], present: Literal) -> list[Way]:
        """The ways of a crew: the calendars of its members, and the work of its slowest member (H9)."""
        if not crew:
            return [Way(present, operation.minutes, frozenset())]
        groups: dict[tuple[str, int], list[Literal]] = defaultdict(list)
        for name, literal in crew.items():
            work = self.shop.work(operation, (name,), None)
            assert work is not None
            groups[self.shop.technicians[name].calendar, work].append(literal)
        if len(groups) == 1:
            (calendar, work), = groups
            return [Way(present, work, frozenset({calendar}))]
        if operation.crew == 1:
            return [Way(self.any_of(literals), work, frozenset({calendar}))
                    for (calendar, work), literals in groups.items()]
        ways = []
        calendars = sorted({calendar for calendar, _ in groups})
        for size in range(1, min(operation.crew, len(calendars)) + 1):
            for chosen in combinations(calendars, size):
                for work in sorted({work for _, work in groups}):
                    way = self.crew_way(groups, frozenset(chosen), work, operation.crew)
                    if way:
                        ways.append(way)
        return ways

    def crew_way(self, groups: dict[tuple[str, int], list[Literal]], calendars: frozenset[str], work: int,
                 size: int) -> Way | None:
        inside = {key: literals for key, literals in groups.items() if key[0] in calendars and key[1] <= work}
        needed = [[literal for key, literals in inside.items() if key[1] == work for literal in literals]]
        needed += [[literal for key, literals in inside.items() if key[0] == name for literal in literals]
                   for name in calendars]
        if not all(needed) or sum(map(len, inside.values())) < size:
            return None
        way = Way(self.flag(), work, calendars)
        outside = [literal for key, literals in groups.items() if key not in inside for literal in literals]
        if outside:
            self.model.add_bool_and(*(~literal for literal in outside)).only_enforce_if(way.literal)
        for literals in needed:
            self.model.add_bool_or(literals).only_enforce_if(way.literal)
        return way

    def combined_ways(self, crews: list[Way], bays: list[Way]) -> list[Way]:
        """The ways of crews and bays combined."""
        if len(bays) == 1 or len(crews) == 1:
            return [Way(crew.literal if len(bays) == 1 else bay.literal, crew.work, crew.calendars | bay.calendars)
                    for crew in crews for bay in bays]
        grid = {(i, k): self.flag() for i in range(len(crews)) for k in range(len(bays))}
        for i, crew in enumerate(crews):
            self.model.add(sum(grid[i, k] for k in range(len(bays))) == crew.literal)
        for k, bay in enumerate(bays):
            self.model.add(sum(grid[i, k] for i in range(len(crews))) == bay.literal)
        return [Way(grid[i, k], crew.work, crew.calendars | bay.calendars)
                for i, crew in enumerate(crews) for k, bay in enumerate(bays)]

    # ------------------------------------------------------------ start and end

    def without_pause(self, placed: Placed, way: Way, time: Hours | None) -> None:
        """Work without a pause, in one working interval of each calendar."""
        self.model.add(placed.end == placed.start + way.work).only_enforce_if(way.literal)
        if time is not None:
            starts = [[max(low, self.earliest), min(high, self.shop.end) - way.work]
                      for low, high in time.intervals]
            domain = cp_model.Domain.from_intervals([pair for pair in starts if pair[0] <= pair[1]])
            self.model.add_linear_expression_in_domain(placed.start, domain).only_enforce_if(way.literal)

    def with_pauses(self, placed: Placed, way: Way, time: Hours) -> None:
        """Work with pauses takes exactly its minutes on the clock of the common working time.

        The start is in a working interval, and the end in, or at the end of, the one with the last minute of work.
        """
        clock = self.clock(time)
        begins, ends = [], []
        for (low, high), before in zip(time.intervals, time.before):
            last = before + high - low
            if high <= self.earliest or low >= self.shop.end:
                continue
            inside = self.flag()
            self.model.add(placed.start - clock == low - before).only_enforce_if(inside)
            self.model.add_linear_constraint(clock, before, last - 1).only_enforce_if(inside)
            begins.append(inside)
            inside = self.flag()
            self.model.add(placed.end - clock == low - before + way.work).only_enforce_if(inside)
            self.model.add_linear_constraint(clock, before + 1 - way.work, last - way.work).only_enforce_if(inside)
            ends.append(inside)
        self.model.add(sum(begins) == way.literal)
        self.model.add(sum(ends) == way.literal)
        way.time, way.clock = time, clock

    def clock(self, time: Hours) -> Expression:
        return self.number(time.minutes_before(self.earliest), time.minutes_before(self.shop.end))

    # ------------------------------------------------------------ minutes by day

    def count_minutes(self, placed: Placed, ways: list[Way], size: Expression, present: Literal) -> None:
        if not placed.operation.splittable and not any(self.crosses_midnight(way) for way in ways):
            self.minutes_of_one_day(placed, ways, size, present)
        else:
            self.minutes_of_several_days(placed, ways, present)

    def crosses_midnight(self, way: Way) -> bool:
        time = self.shop.common_time(way.calendars)
        return time is None or any(low // DAY != (high - 1) // DAY for low, high in time.intervals
                                   if high - low >= way.work and high > 0 and low < self.shop.end)

    def minutes_of_one_day(self, placed: Placed, ways: list[Way], size: Expression, present: Literal) -> None:
        """All minutes count on the day of the start."""
        days = set()
        for way in ways:
            time = self.shop.common_time(way.calendars)
            assert time is not None
            days |= {low // DAY for low, high in time.intervals
                     if min(high, self.shop.end) - max(low, self.earliest) >= way.work}
        on = {day: present if len(days) == 1 else self.flag() for day in sorted(days)}
        if not days:
            self.model.add(present == 0)
        if len(days) > 1:
            self.model.add(sum(on.values()) == present)
        longest = max(way.work for way in ways)
        for day, literal in on.items():
            self.model.add_linear_constraint(placed.start, day * DAY, (day + 1) * DAY - 1).only_enforce_if(literal)
            if isinstance(size, int):
                placed.minutes[day] = size * literal
            else:
                placed.minutes[day] = self.number(0, longest)
                self.model.add(placed.minutes[day] == size).only_enforce_if(literal)
                self.model.add(placed.minutes[day] == 0).only_enforce_if(~literal)
            for name, member in placed.technicians.items():
                # A technician alone takes their own minutes; in a larger crew the slowest counts.
                work = self.shop.work(placed.operation, (name,), None) if placed.operation.crew == 1 else size
                if work is None or not isinstance(work, int):
                    placed.uses[name, day] = self.product(placed.minutes[day], member, longest)
                else:
                    placed.uses[name, day] = work * (member if literal is present else self.both(member, literal))

    def minutes_of_several_days(self, placed: Placed, ways: list[Way], present: Literal) -> None:
        longest = max(way.work for way in ways)
        days = range(self.earliest // DAY, self.shop.days)
        for day in days:
            placed.minutes[day] = self.number(0, longest)
            self.model.add(placed.minutes[day] == 0).only_enforce_if(~present)
        for way in ways:
            clock, time = (way.clock, way.time) if way.time else (placed.start, None)
            # The work done before each midnight, on the clock of the way.
            done = [clock]
            for day in list(days)[1:]:
                midnight = time.minutes_before(day * DAY) if time else day * DAY
                late, cut = self.number(0, 2 * self.shop.end), self.number(0, 2 * self.shop.end)
                self.model.add_max_equality(late, [clock, midnight])
                self.model.add_min_equality(cut, [late, clock + way.work])
                done.append(cut)
            done.append(clock + way.work)
            for day, before, after in zip(days, done, done[1:]):
                self.model.add(placed.minutes[day] == after - before).only_enforce_if(way.literal)
        for day in days:
            for name, member in placed.technicians.items():
                placed.uses[name, day] = self.product(placed.minutes[day], member, longest)

    def product(self, number: Expression, literal: Literal, high: int) -> Expression:
        """A number of at most `high` if the literal is true, and 0 otherwise."""
        found = self.number(0, high)
        self.model.add(found == number).only_enforce_if(literal)
        self.model.add(found == 0).only_enforce_if(~literal)
        return found

    # ------------------------------------------------------------ bays and technicians

    def no_overlap(self) -> None:
        """H7 and H8: only locked operations may overlap, and only with each other."""
        for name, intervals in self.intervals.items():
            merged: list[tuple[int, int]] = []
            for low, high in sorted(self.locks[name]):
                if merged and low <= merged[-1][1]:
                    low, high = merged[-1][0], max(high, merged.pop()[1])
                merged.append((low, high))
            self.model.add_no_overlap(
                intervals + [self.model.new_fixed_size_interval_var(low, high - low, "") for low, high in merged])
