"""The whole problem as a CP-SAT model: every hard rule H1-H18 and every term of the cost, exactly.

Every visit has a literal that is true if it is scheduled, and constraints that need not hold otherwise are enforced by it.
Costs are equations, not bounds, so that the objective of any solution is exactly its cost.
"""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from quality.cpsat_operations import Expression, Literal, Operations, Placed
from quality.cpsat_shared import SharedResources
from quality.cpsat_stays import Stays
from quality.cpsat_workshop import Visit, Workshop
from support.project import DAY, Json

TERMS = ("unscheduled", "delay", "deviation", "stay", "lateness", "advisor", "technician", "original", "handover",
         "moves", "overskill", "overload", "balance", "moved", "makespan")


@dataclass
class ModelVisit:
    """A visit of the model."""
    visit: Visit
    present: Literal
    # The time of arrival, which is past for a vehicle that has arrived.
    arrival: Expression = 0
    advisors: dict[str, Literal] = field(default_factory=dict)
    operations: list[Placed] = field(default_factory=list)
    # For each operation, the literals of which one is true if the vehicle moves for it.
    moves: list[list[Literal]] = field(default_factory=list)

    @property
    def completion(self) -> Expression:
        return self.operations[-1].end


class Model:
    """The model of a workshop."""

    def __init__(self, shop: Workshop) -> None:
        self.shop = shop
        self.model = cp_model.CpModel()
        self.parts = Operations(self.model, shop)
        self.costs: dict[str, list[Expression]] = {term: [] for term in TERMS}
        self.flag, self.number = self.parts.flag, self.parts.number
        self.slots = self.arrival_slots()
        self.day_numbers: dict[int, Expression] = {}
        for visit in shop.visits:
            for operation in visit.operations:
                if operation.lock:
                    self.parts.hold(operation, shop.lock_end(operation))
        self.visits = [self.add_visit(visit) for visit in shop.visits]
        self.parts.no_overlap()
        SharedResources(self.parts, self.visits).add()
        self.limit_arrivals()
        self.limit_parts()
        self.limit_loaners()
        self.limit_reserve()
        for one in self.visits:
            self.costs["unscheduled"].append(one.visit.drop * (1 - one.present))
            if one.operations:
                self.add_visit_cost(one)
        self.add_workload_costs()
        self.add_makespan_cost()
        self.model.minimize(sum(sum(points) for points in self.costs.values()))

    # ------------------------------------------------------------ one visit

    def arrival_slots(self) -> list[int]:
        """The slots within the site's hours on the arrival days, from now on (H1)."""
        booking, shop = self.shop.booking, self.shop
        return [day * DAY + at for day in range(shop.arrival_days) for at in range(0, DAY, booking["slotMinutes"])
                if day * DAY + at >= shop.now
                and shop.hours.contains(day * DAY + at, day * DAY + at + booking["receptionMinutes"])]

    def add_visit(self, visit: Visit) -> ModelVisit:
        """The variables of a visit; one that cannot be scheduled has no operations."""
        one = ModelVisit(visit, self.flag())
        ends = [self.shop.lock_end(o) if o.lock else 0 for o in visit.operations]
        is_possible = all(end is not None and end <= self.shop.end for end in ends) and self.add_arrival(one)
        placed: list[Placed] = []
        for operation, end in zip(visit.operations, ends) if is_possible else ():
            found = (self.parts.locked(operation, end or 0, one.present) if operation.lock
                     else self.parts.free(operation, one.present))
            if found is None:
                is_possible = False
                break
            placed.append(found)
        if not is_possible or not self.fits(one, placed):
            self.model.add(one.present == 0)
            return one
        one.operations = placed
        one.moves = Stays(self.parts).add(visit, placed, one.present)
        self.add_order(one)
        if visit.waiting and visit.operations[-1].lock is None:
            self.add_closing_time(one)
        return one

    def fits(self, one: ModelVisit, placed: list[Placed]) -> bool:
        """Whether the work fits into the horizon; if so, adds its minimum duration for the relaxation."""
        if any(operation.operation.lock is not None for operation in placed):
            return True
        work = sum(operation.min_duration for operation in placed)
        visit = one.visit
        if visit.arrived is not None:
            begin = max(self.shop.now, visit.arrived, 0)
        else:
            begin = visit.booked if visit.booked is not None else min(
                at for at in self.slots if any(low <= at < high for low, high in visit.availability))
            begin = max(begin + self.shop.booking["receptionMinutes"], self.shop.now, 0)
        if begin + work > self.shop.end:
            return False
        for operation in placed:
            self.model.add(operation.end >= operation.start + operation.min_duration)
        return True

    def add_arrival(self, one: ModelVisit) -> bool:
        """Adds the arrival and the advisor (H1, H5, H15); returns whether any are possible."""
        visit, shop = one.visit, self.shop
        reception = shop.booking["receptionMinutes"]
        if visit.arrived is not None:
            one.arrival = visit.arrived
            return True
        if visit.booked is not None:
            one.arrival = visit.booked
            one.advisors = {name: self.flag() for name, advisor in shop.advisors.items()
                            if advisor.hours.contains(visit.booked, visit.booked + reception)}
        else:
            available = [at for at in self.slots if any(low <= at < high for low, high in visit.availability)
                         and (visit.collect is None or shop.hours.contains(at - visit.collect, at))]
            open_at = {name: [at for at in available if advisor.hours.contains(at, at + reception)]
                       for name, advisor in shop.advisors.items()
                       if advisor.kinds is None or visit.kind in advisor.kinds}
            possible = sorted({at for slots in open_at.values() for at in slots})
            if not possible:
                return False
            one.arrival = self.model.new_int_var_from_domain(cp_model.Domain.from_values(possible), "")
            for name, slots in open_at.items():
                if slots:
                    one.advisors[name] = self.flag()
                    if len(slots) < len(possible):
                        self.model.add_linear_expression_in_domain(
                            one.arrival, cp_model.Domain.from_values(slots)).only_enforce_if(one.advisors[name])
        self.model.add(sum(one.advisors.values()) == one.present)
        return bool(one.advisors)

    def add_order(self, one: ModelVisit) -> None:
        """H6: operations in order, with the time that shall or may pass between them, after the reception."""
        first = one.operations[0]
        if first.operation.lock is None:
            begin = (max(self.shop.now, one.arrival) if one.visit.arrived is not None
                     else one.arrival + self.shop.booking["receptionMinutes"])
            self.add_precedence(one, begin, first.start)
        for before, after, moves in zip(one.operations, one.operations[1:], one.moves[1:]):
            if before.operation.lock is not None and after.operation.lock is not None:
                continue
            least, most = after.operation.lag
            self.add_precedence(one, before.end + least, after.start)
            if self.shop.booking["moveMinutes"] > least:
                for move in moves:
                    self.model.add(after.start >= before.end + self.shop.booking["moveMinutes"]).only_enforce_if(move)
            if most is not None:
                self.model.add(after.start <= before.end + most).only_enforce_if(one.present)

    def add_precedence(self, one: ModelVisit, end: Expression, start: Expression) -> None:
        """Without locks the order can hold even if the visit is not scheduled, which helps the relaxation."""
        rule = self.model.add(start >= end)
        if any(placed.operation.lock is not None for placed in one.operations):
            rule.only_enforce_if(one.present)

    def add_closing_time(self, one: ModelVisit) -> None:
        """H13: a waiting customer's vehicle is ready on the day of the arrival, before the site closes."""
        ready = one.completion + self.shop.booking["finishMinutes"]
        for day, literal in self.arrival_days(one).items():
            closing = max((min(high, (day + 1) * DAY) for low, high in self.shop.hours.intervals
                           if low < (day + 1) * DAY and high > day * DAY), default=None)
            if closing is None:
                self.model.add(literal == 0)
            else:
                self.model.add(ready <= closing).only_enforce_if(literal)

    def arrival_days(self, one: ModelVisit) -> dict[int, Literal]:
        """A literal for each possible day of arrival; the first day of the horizon for an earlier arrival."""
        if one.visit.arrived is not None:
            return {max(one.visit.arrived, 0) // DAY: one.present}
        if one.visit.booked is not None:
            return {one.visit.booked // DAY: one.present}
        days = sorted({at // DAY for at in self.slots
                       if any(low <= at < high for low, high in one.visit.availability)})
        if len(days) == 1:
            return {days[0]: one.present}
        on = {day: self.flag() for day in days}
        self.model.add(sum(on.values()) == one.present)
        for day, literal in on.items():
            self.model.add_linear_constraint(one.arrival, day * DAY, (day + 1) * DAY - 1).only_enforce_if(literal)
        return on

    # ------------------------------------------------------------ rules between visits

    def limit_arrivals(self) -> None:
        """H2-H4: the gap between arrivals of an advisor, and the arrivals in an hour and a day."""
        shop = self.shop
        gap = max(shop.booking["advisorGapMinutes"], shop.booking["receptionMinutes"])
        free: dict[str, list[tuple[Expression, Literal]]] = defaultdict(list)
        settled: dict[str, list[tuple[int, Literal]]] = defaultdict(list)
        for one in self.visits:
            if one.visit.arrived is not None and one.visit.received_by is not None:
                settled[one.visit.received_by].append((one.visit.arrived, 1))
            for name, literal in one.advisors.items():
                (free if one.visit.booked is None else settled)[name].append((one.arrival, literal))
        for name, arrivals in free.items():
            advisor = shop.advisors[name]
            self.limit_window(1, gap, arrivals, settled[name])
            if advisor.per_hour * gap < 60:
                self.limit_window(advisor.per_hour, 60, arrivals, settled[name])
            day_of = [(self.day_number(arrival), literal) for arrival, literal in arrivals]
            self.limit_window(advisor.per_day, 1, day_of, [(at // DAY, literal) for at, literal in settled[name]])
        limit = shop.booking["siteBookingsPerHour"]
        if limit is not None:
            received = [one for one in self.visits if one.advisors]
            free_arrivals = [(one.arrival, one.present) for one in received if one.visit.booked is None]
            settled_arrivals = [(one.arrival, one.present) for one in received if one.visit.booked is not None]
            settled_arrivals += [(one.visit.arrived, 1) for one in self.visits
                                 if one.visit.arrived is not None and one.visit.received_by is not None]
            self.limit_window(limit, 60, free_arrivals, settled_arrivals)

    def day_number(self, arrival: Expression) -> Expression:
        if self.shop.arrival_days == 1:
            return 0
        if id(arrival) not in self.day_numbers:
            day = self.number(0, self.shop.arrival_days - 1)
            self.model.add_linear_constraint(arrival - DAY * day, 0, DAY - 1)
            self.day_numbers[id(arrival)] = day
        return self.day_numbers[id(arrival)]

    def limit_window(self, limit: int, length: int, free: list[tuple[Expression, Literal]],
                     settled: list[tuple[int, Literal]]) -> None:
        """Limits the arrivals in every window of a length that has a free arrival in it.

        An arrival occupies the window that begins with it, so too many arrivals in a window are too many occupants at
        one time. Settled arrivals may exceed the limit by themselves, so they never occupy more than the limit.
        """
        if len(free) + len(settled) <= limit or not free:
            return
        if all(isinstance(at, int) for at, _ in free) and not settled:
            self.model.add(sum(literal for _, literal in free) <= limit)
            return
        intervals = [self.model.new_optional_fixed_size_interval_var(at, length, literal, "") for at, literal in free]
        demands: list[Expression] = [1] * len(free)
        cuts = sorted({cut for at, _ in settled for cut in (at, at + length)})
        for low, high in zip(cuts, cuts[1:]):
            inside = [literal for at, literal in settled if at <= low < at + length]
            if not inside:
                continue
            certain = sum(1 for literal in inside if isinstance(literal, int))
            occupied: Expression = self.number(min(certain, limit), min(len(inside), limit))
            self.model.add_min_equality(occupied, [sum(inside), limit])
            intervals.append(self.model.new_fixed_size_interval_var(low, high - low, ""))
            demands.append(occupied)
        self.model.add_cumulative(intervals, demands, limit)

    def limit_parts(self) -> None:
        """H11: stock only grows, so it suffices to limit the needs before each delivery, and all of them."""
        needs: dict[str, list[tuple[ModelVisit, Expression, int]]] = defaultdict(list)
        for one in self.visits:
            if not one.operations or one.visit.picked:
                continue
            free = [placed for placed in one.operations if placed.operation.lock is None]
            wanted = [(placed.start, placed.operation.parts) for placed in free]
            if one.visit.arrived is None:
                wanted.append((one.arrival - self.shop.booking["partsLeadMinutes"], one.visit.parts))
            elif free:
                wanted.append((free[0].start, one.visit.parts))
            for needed, parts in wanted:
                for part, quantity in parts.items():
                    needs[part].append((one, needed, quantity))
        for part, demand in needs.items():
            on_hand, inbound = self.shop.parts[part]
            for until in [*sorted({at for at, _ in inbound}), None]:
                supply = on_hand + sum(quantity for at, quantity in inbound if until is None or at < until)
                if sum(quantity for _, _, quantity in demand) > supply:
                    self.model.add(sum(quantity * self.needed_before(one, needed, until)
                                       for one, needed, quantity in demand) <= supply)

    def needed_before(self, one: ModelVisit, needed: Expression, until: int | None) -> Literal:
        """A literal that is true if parts that the visit needs at one time are needed before another one."""
        if until is None:
            return one.present
        if isinstance(needed, int):
            return one.present if needed < until else 0
        before = self.flag()
        self.model.add(needed >= until).only_enforce_if(one.present, ~before)
        return before

    def limit_loaners(self) -> None:
        """H12: loan vehicles in use at the same time."""
        intervals = []
        for one in self.visits:
            if not one.visit.loaner or not one.operations:
                continue
            start = one.arrival if one.visit.arrived is None else max(one.visit.arrived, 0)
            ready = (one.completion + self.shop.booking["finishMinutes"]
                     + self.shop.booking["loanerTurnaroundMinutes"])
            if isinstance(start, int) and isinstance(ready, int) and ready <= start:
                continue
            longest = 2 * self.shop.end + self.shop.booking["loanerTurnaroundMinutes"]
            length = self.number(0, longest)
            # A locked end may be before the arrival.
            until = self.number(-self.shop.end, longest)
            self.model.add_max_equality(until, [start, ready])
            intervals.append(self.model.new_optional_interval_var(start, length, until, one.present, ""))
        if len(intervals) > self.shop.loaners:
            self.model.add_cumulative(intervals, [1] * len(intervals), self.shop.loaners)

    def limit_reserve(self) -> None:
        """H14: the booked minutes of each day from now on, without walk-ins; only locked work may exceed the limit."""
        shop = self.shop
        groups = [(set(shop.technicians), shop.booking["reservePercent"])]
        for team, percent in shop.booking["teamReservePercent"].items():
            groups.append(({name for name, one in shop.technicians.items() if one.team == team}, percent))
        for names, percent in groups:
            for day in range(max(0, shop.now // DAY), shop.days):
                total = sum(shop.shift(name, day, shop.now) for name in names)
                self.limit_minutes(names, day, (100 - percent) * total // 100)

    def limit_minutes(self, names: set[str], day: int, limit: int) -> None:
        """Limits the booked minutes of some technicians on a day."""
        booked: list[Expression] = []
        unlocked: list[Expression] = []
        locked = 0
        for one in self.visits:
            for placed in one.operations if not one.visit.walk_in else ():
                if placed.operation.lock is not None:
                    minutes = self.parts.locked_minutes(placed.operation, placed.end, self.shop.now).get(day, 0)
                    minutes *= len(names & placed.technicians.keys())
                    booked.append(minutes * one.present)
                    locked += minutes
                elif placed.operation.alternatives is None and placed.technicians.keys() <= names:
                    # The whole crew, which is tighter in the relaxation than its members.
                    if day in placed.minutes:
                        unlocked.append(placed.operation.crew * placed.minutes[day])
                else:
                    unlocked += [used for (name, on), used in placed.uses.items() if on == day and name in names]
        if not unlocked:
            return
        if locked <= limit:
            self.model.add(sum(booked) + sum(unlocked) <= limit)
        else:
            fits = self.flag()
            self.model.add(sum(booked) + sum(unlocked) <= limit).only_enforce_if(fits)
            self.model.add(sum(unlocked) == 0).only_enforce_if(~fits)

    # ------------------------------------------------------------ costs

    def if_present(self, present: Literal, value: Expression, high: int) -> Expression:
        """A value of at most `high` that counts only if the visit is scheduled and only if it is positive."""
        if isinstance(value, int):
            return max(0, value) * present
        found = self.number(0, high)
        positive = self.number(0, high)
        self.model.add_max_equality(positive, [0, value])
        self.model.add(found == positive).only_enforce_if(present)
        # The same for the relaxation, which ignores constraints that are enforced by a literal.
        self.model.add(found <= high * present)
        self.model.add(found >= positive - high * (1 - present))
        return found

    def open_minutes(self, time: Expression, low: int, high: int) -> Expression:
        """The site's open minutes before a time in [low, high]."""
        hours = self.shop.hours
        if isinstance(time, int):
            return hours.minutes_before(time)
        # Piecewise linear, for the relaxation: a time is the left end of its piece and some minutes more.
        cuts = sorted({low, high, *(cut for pair in hours.intervals for cut in pair if low < cut < high)})
        pieces: list[Literal] = []
        times: list[Expression] = []
        minutes: list[Expression] = []
        for left, right in zip(cuts, cuts[1:]):
            # The piece is (left, right], the first one also includes its left end.
            inside, offset = self.flag(), self.number(0, right - left)
            self.model.add(offset <= (right - left) * inside)
            if left > low:
                self.model.add(offset >= inside)
            before = hours.minutes_before(left)
            pieces.append(inside)
            times.append(left * inside + offset)
            minutes.append(before * inside + (offset if hours.minutes_before(right) > before else 0))
        self.model.add_exactly_one(pieces)
        self.model.add(sum(times) == time)
        return sum(minutes)

    def add_visit_cost(self, one: ModelVisit) -> None:
        """The terms that depend on one visit."""
        visit, shop, present, weights = one.visit, self.shop, one.present, self.shop.weights
        finish, latest = shop.booking["finishMinutes"], shop.end + shop.booking["finishMinutes"]
        ready = one.completion + finish
        before = self.open_minutes(ready, finish, latest)
        hours = shop.hours
        delay = shop.kinds[visit.kind][1] * visit.priority
        if delay:
            since, least = self.open_since(one)
            minutes = self.if_present(present, before - since, max(0, hours.minutes_before(latest) - least))
            self.costs["delay"].append(self.quotient(delay * minutes, 100, delay * max(
                0, hours.minutes_before(latest) - least)))
        if visit.preferred is not None and visit.booked is None and visit.arrived is None:
            difference = self.open_minutes(one.arrival, 0, shop.end) - hours.minutes_before(visit.preferred)
            distance = self.number(0, latest)
            self.model.add_abs_equality(distance, difference)
            self.costs["deviation"].append(weights["deviation"] * self.if_present(present, distance, latest))
        if visit.waiting:
            since = one.arrival if visit.arrived is None else max(visit.arrived, 0)
            high = latest - min(0, since) if isinstance(since, int) else latest
            self.costs["stay"].append(weights["stay"] * self.if_present(present, ready - since, high))
        if visit.ready_by is not None:
            self.add_lateness_cost(one, ready, before)
        if visit.preferred_advisor is not None and one.advisors:
            others = [literal for name, literal in one.advisors.items() if name != visit.preferred_advisor]
            self.costs["advisor"].append(weights["advisor"] * sum(others))
        self.add_original_technician_cost(one)
        self.add_crew_costs(one)

    def open_since(self, one: ModelVisit) -> tuple[Expression, int]:
        """The site's open minutes before the earliest time at which the work on a visit could have begun, and the least of
        them."""
        visit, hours = one.visit, self.shop.hours
        latest = self.shop.begin(visit)
        since = hours.minutes_before(latest)
        if visit.arrived is not None or visit.booked is not None or visit.preferred is None or visit.preferred != latest:
            return since, since
        # An arrival before the first choice counts from the arrival.
        begin = self.number(0, latest)
        self.model.add_min_equality(begin, [one.arrival, latest])
        return self.open_minutes(begin, 0, latest), 0

    def quotient(self, value: Expression, divisor: int, high: int) -> Expression:
        """A value from 0 to `high`, divided and rounded down."""
        if isinstance(value, int):
            return value // divisor
        found = self.number(0, high // divisor)
        self.model.add_linear_constraint(value - divisor * found, 0, divisor - 1)
        return found

    def add_lateness_cost(self, one: ModelVisit, ready: Expression, before: Expression) -> None:
        promised, weights = one.visit.ready_by, self.shop.weights
        assert promised is not None
        latest = self.shop.end + self.shop.booking["finishMinutes"]
        since = self.shop.hours.minutes_before(promised)
        if isinstance(ready, int):
            points = weights["late"] + weights["lateness"] * (before - since) if ready > promised else 0
            self.costs["lateness"].append(points * one.present)
            return
        late = self.flag()
        self.model.add_implication(late, one.present)
        self.model.add(ready > promised).only_enforce_if(late)
        self.model.add(ready <= promised).only_enforce_if(one.present, ~late)
        over = self.number(0, latest)
        self.model.add(over == before - since).only_enforce_if(late)
        self.model.add(over == 0).only_enforce_if(~late)
        self.costs["lateness"].append(weights["late"] * late + weights["lateness"] * over)

    def add_original_technician_cost(self, one: ModelVisit) -> None:
        visit, shop = one.visit, self.shop
        if visit.kind != "return" or visit.original_technician is None:
            return
        duty = shop.calendars[shop.technicians[visit.original_technician].calendar]
        weight = shop.weights["original"]
        arrival = one.arrival if visit.arrived is None else max(shop.now, visit.arrived)
        if isinstance(arrival, int):
            self.costs["original"].append(0 if duty.contains(arrival, arrival + 1) else weight * one.present)
            return
        away = self.flag()
        on = [at for at in self.slots if duty.contains(at, at + 1)]
        off = [at for at in self.slots if not duty.contains(at, at + 1)]
        self.model.add_implication(away, one.present)
        self.model.add_linear_expression_in_domain(
            arrival, cp_model.Domain.from_values(off)).only_enforce_if(away)
        self.model.add_linear_expression_in_domain(
            arrival, cp_model.Domain.from_values(on)).only_enforce_if(one.present, ~away)
        self.costs["original"].append(weight * away)

    def add_crew_costs(self, one: ModelVisit) -> None:
        """Preferred technician, handovers, overskill, moves of the vehicle, and changes since the previous schedule."""
        visit, shop, weights = one.visit, self.shop, self.shop.weights
        works: dict[str, list[Literal]] = defaultdict(list)
        for placed, moves in zip(one.operations, one.moves):
            if placed.operation.lock is None:
                self.costs["moves"].append(weights["move"] * sum(moves))
        for placed in one.operations:
            operation, preferred = placed.operation, visit.preferred_technician
            if preferred is not None and shop.able(preferred, operation):
                self.costs["technician"].append(
                    weights["technician"] * (one.present - placed.technicians.get(preferred, 0)))
            for name, literal in placed.technicians.items():
                works[name].append(literal)
                if operation.trade is not None and visit.kind != "return":
                    above = max(0, shop.technicians[name].skills.get(operation.trade, 0) - operation.level)
                    self.costs["overskill"].append(weights["overskill"] * above * literal)
            if operation.previous is not None:
                self.costs["moved"].append(weights["moved"] * self.moved(one, placed))
        if works:
            used = []
            for literals in works.values():
                works_on_it = literals[0]
                if len(literals) > 1:
                    works_on_it = self.flag()
                    self.model.add_max_equality(works_on_it, literals)
                used.append(works_on_it)
            # At least one technician works on a scheduled visit, unless an alternative may need none.
            self.costs["handover"].append(weights["handover"] * (
                self.if_present(one.present, sum(used) - 1, len(used)) if any(
                    placed.operation.alternatives is not None for placed in one.operations)
                else sum(used) - one.present))

    def moved(self, one: ModelVisit, placed: Placed) -> Literal:
        """Whether the bay or the crew differ from those of the previous schedule."""
        operation = placed.operation
        assert operation.previous is not None
        bay, crew = operation.previous
        if operation.lock is not None:
            return 0 if (operation.lock.bay, set(operation.lock.technicians)) == (bay, crew) else one.present
        size = operation.crew if operation.alternatives is None else len(crew)
        same_place = [placed.technicians.get(name) for name in sorted(crew)] + (
            [placed.bays.get(bay)] if bay is not None else [])
        # Without a bay, or without a crew, all others must be unused.
        others = (list(placed.bays.values()) if bay is None else []) + (
            list(placed.technicians.values()) if not crew else [])
        if len(crew) != size or any(literal is None for literal in same_place):
            return one.present
        same = self.flag()
        literals = [*same_place, *(~literal for literal in others), one.present]
        self.model.add_bool_and(*literals).only_enforce_if(same)
        self.model.add_bool_or(*(~literal for literal in literals)).only_enforce_if(~same)
        return one.present - same

    def add_workload_costs(self) -> None:
        """The technicians' days: `overload` and `balance`."""
        shop, weights = self.shop, self.shop.weights
        uses: dict[tuple[str, int], list[Expression]] = defaultdict(list)
        for one in self.visits:
            for placed in one.operations:
                for key, minutes in placed.uses.items():
                    uses[key].append(minutes)
        for (name, day), minutes in uses.items():
            shift = shop.shift(name, day)
            booked, over = self.number(0, 2 * DAY), self.number(0, 2 * DAY)
            self.model.add(booked == sum(minutes))
            self.model.add_max_equality(over, [0, booked - weights["overloadPercent"] * shift // 100])
            self.costs["overload"].append(weights["overload"] * over)
            if shift and weights["balance"]:
                square = self.number(0, 4 * DAY * DAY)
                self.model.add_multiplication_equality(square, [booked, booked])
                self.costs["balance"].append(self.quotient(
                    weights["balance"] * square, 10 * shift, weights["balance"] * 4 * DAY * DAY))

    def add_makespan_cost(self) -> None:
        if not self.shop.weights["makespan"]:
            return
        ends = [self.if_present(one.present, one.completion, self.shop.end) for one in self.visits if one.operations]
        latest = self.number(0, self.shop.end)
        self.model.add_max_equality(latest, [0, *ends])
        self.costs["makespan"].append(self.shop.weights["makespan"] * latest)

    # ------------------------------------------------------------ schedules

    def hint(self, schedule: Json) -> None:
        """Adds a schedule to start from."""
        given = {one["appointment"]: one for one in schedule["assignments"]}
        for one in self.visits:
            found = given.get(one.visit.id)
            self.model.add_hint(one.present, found is not None)
            if found is None:
                continue
            if one.visit.arrived is None and one.visit.booked is None and one.operations:
                self.model.add_hint(one.arrival, self.shop.minute(found["arrival"]))
            for name, literal in one.advisors.items():
                self.model.add_hint(literal, name == found.get("advisor"))
            for placed, given_operation in zip(one.operations, found["operations"]):
                if placed.operation.lock is not None:
                    continue
                self.model.add_hint(placed.start, self.shop.minute(given_operation["start"]))
                self.model.add_hint(placed.end, self.shop.minute(given_operation["end"]))
                for literals, names in ((placed.technicians, given_operation["technicians"]),
                                        (placed.bays, [given_operation.get("bay")])):
                    for name, literal in literals.items():
                        self.model.add_hint(literal, name in names)

    def schedule(self, solver: cp_model.CpSolver) -> Json:
        """The solution of the solver as a schedule file."""
        shop, value = self.shop, solver.value
        finish = shop.booking["finishMinutes"]
        scheduled, unscheduled = [], []
        for one in self.visits:
            if not value(one.present):
                unscheduled.append({"appointment": one.visit.id, "reason": "capacity"})
                continue
            arrival = None if one.visit.arrived is not None else value(one.arrival)
            entry: Json = {"appointment": one.visit.id}
            if arrival is not None:
                entry["arrival"] = shop.text(arrival)
                entry["advisor"] = next(name for name, literal in one.advisors.items() if value(literal))
            entry["ready"] = shop.text(value(one.completion) + finish)
            entry["operations"] = []
            for placed in one.operations:
                bay = next((name for name, literal in placed.bays.items() if value(literal)), None)
                entry["operations"].append({
                    "operation": placed.operation.id, **({"bay": bay} if bay else {}),
                    "technicians": [name for name, literal in placed.technicians.items() if value(literal)],
                    "start": shop.text(value(placed.start)), "end": shop.text(value(placed.end))})
            scheduled.append((arrival if arrival is not None else -10 ** 9, one.visit.id, entry))
        terms = {term: sum(int(value(points)) for points in found) for term, found in self.costs.items()}
        assignments = [entry for _, _, entry in sorted(scheduled, key=lambda item: item[:2])]
        return {"format": "bayline.schedule/1", "assignments": assignments, "unscheduled": unscheduled,
                "cost": {"total": sum(terms.values()), "terms": terms}}
