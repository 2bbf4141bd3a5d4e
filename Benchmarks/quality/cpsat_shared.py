"""Equipment, drivers and limits of arrivals in the CP-SAT model (H16-H18)."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from quality.cpsat_operations import Expression, Literal, Operations
from quality.cpsat_workshop import Limit
from support.project import DAY

if TYPE_CHECKING:
    from quality.cpsat_model import ModelVisit

# An interval that was settled before, and whether it counts.
Settled = tuple[int, int, Literal]


class SharedResources:
    """Adds what visits share beside technicians, bays and advisors."""

    def __init__(self, parts: Operations, visits: list[ModelVisit]) -> None:
        self.parts, self.visits = parts, visits
        self.model, self.shop = parts.model, parts.shop

    def add(self) -> None:
        for name, count in self.shop.equipment.items():
            self.limit(self.parts.equipment[name], [(*span, 1) for span in self.parts.locked_equipment[name]], count)
        self.limit_trips()
        for limit in self.shop.limits:
            for day in range(self.shop.arrival_days):
                self.limit_arrivals(limit, day)

    def limit(self, free: list[cp_model.IntervalVar], settled: list[Settled], most: int) -> None:
        """At most so many intervals at a time, unless all of them are settled ones.

        Settled ones never take more than the limit, so that free ones find no room beside too many of them.
        """
        if not free or len(free) + len(settled) <= most:
            return
        intervals, demands = list(free), [1] * len(free)
        cuts = sorted({cut for low, high, _ in settled for cut in (low, high)})
        for low, high in zip(cuts, cuts[1:]):
            inside = [literal for start, end, literal in settled if start <= low < end]
            if not inside:
                continue
            certain = sum(1 for literal in inside if isinstance(literal, int))
            taken: Expression = self.parts.number(min(certain, most), min(len(inside), most))
            self.model.add_min_equality(taken, [sum(inside), most])
            intervals.append(self.model.new_fixed_size_interval_var(low, high - low, ""))
            demands.append(taken)
        self.model.add_cumulative(intervals, demands, most)

    # ------------------------------------------------------------ drivers

    def limit_trips(self) -> None:
        """H18: vehicles that drivers collect and bring back."""
        free: list[cp_model.IntervalVar] = []
        settled: list[Settled] = []
        for one in self.visits:
            visit = one.visit
            if not one.operations:
                continue
            if visit.collect is not None and visit.arrived is None:
                if visit.booked is not None:
                    settled.append((visit.booked - visit.collect, visit.booked, one.present))
                else:
                    free.append(self.model.new_optional_fixed_size_interval_var(
                        one.arrival - visit.collect, visit.collect, one.present, ""))
            if visit.deliver is not None:
                start = self.delivery(one, visit.deliver)
                free.append(self.model.new_optional_fixed_size_interval_var(start, visit.deliver, one.present, ""))
        self.limit(free, settled, self.shop.drivers)
        if self.shop.drivers == 0:
            for one in self.visits:
                if one.operations and (one.visit.deliver is not None or one.visit.collect is not None
                                       and one.visit.arrived is None and one.visit.booked is None):
                    self.model.add(one.present == 0)

    def delivery(self, one: ModelVisit, minutes: int) -> Expression:
        """When the vehicle is brought back: as soon as the trip fits into the site's hours."""
        ready = one.completion + self.shop.booking["finishMinutes"]
        ends = [high - minutes for low, high in self.shop.hours.intervals if high - low >= minutes]
        starts = [low for low, high in self.shop.hours.intervals if high - low >= minutes]
        latest = self.shop.end + self.shop.booking["finishMinutes"]
        start = self.parts.number(min(starts, default=0), max(ends, default=0))
        chosen = []
        before = None
        for low, last in zip(starts, ends):
            # The vehicle waits for the opening, or leaves at once.
            waits, leaves = self.parts.flag(), self.parts.flag()
            self.model.add(ready <= low).only_enforce_if(waits)
            if before is not None:
                self.model.add(ready > before).only_enforce_if(waits)
            self.model.add(start == low).only_enforce_if(waits)
            self.model.add_linear_constraint(ready, low + 1, last).only_enforce_if(leaves)
            self.model.add(start == ready).only_enforce_if(leaves)
            chosen += [waits, leaves]
            if before is not None and before >= latest:
                break
            before = last
        self.model.add(sum(chosen) == one.present)
        return start

    # ------------------------------------------------------------ limits

    def limit_arrivals(self, limit: Limit, day: int) -> None:
        """H17: the arrivals of some visits in a part of a day; more only if they are all promised."""
        if limit.weekdays is not None and self.shop.weekday(day) not in limit.weekdays:
            return
        low, high = day * DAY + limit.begin, day * DAY + limit.end
        free: list[Literal] = []
        booked: list[Literal] = []
        for one in self.visits:
            visit = one.visit
            if (not one.operations or visit.arrived is not None
                    or limit.kinds is not None and visit.kind not in limit.kinds
                    or limit.waiting is not None and visit.waiting != limit.waiting):
                continue
            if visit.booked is None:
                free.append(self.arrives(one, low, high))
            elif low <= visit.booked < high:
                booked.append(one.present)
        if len(free) + len(booked) <= limit.most or not free:
            return
        total = sum(free) + sum(booked)
        if len(booked) <= limit.most:
            self.model.add(total <= limit.most)
        else:
            fits = self.parts.flag()
            self.model.add(total <= limit.most).only_enforce_if(fits)
            self.model.add(sum(free) == 0).only_enforce_if(~fits)

    def arrives(self, one: ModelVisit, low: int, high: int) -> Literal:
        """Whether a visit arrives in [low, high)."""
        inside = self.parts.flag()
        self.model.add_implication(inside, one.present)
        self.model.add_linear_constraint(one.arrival, low, high - 1).only_enforce_if(inside)
        outside = cp_model.Domain.from_intervals([[-DAY * 4000, low - 1], [high, DAY * 4000]])
        self.model.add_linear_expression_in_domain(one.arrival, outside).only_enforce_if(one.present, ~inside)
        return inside
