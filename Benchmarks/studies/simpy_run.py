"""One day played by SimPy: the processes, and the decisions of the shop."""
from __future__ import annotations

import math

import simpy

from studies.simpy_model import (
    ADDED, ADDED_OTHERS, ALWAYS, APPROVAL_MEAN, DAY, DISPERSION, EARLY, EARLY_MEAN, FOREVER, HOURS, LATE, LATE_MEAN,
    LATE_PARTS, LATE_PARTS_MEAN, LONG_KINDS, NO_SHOW, OVERTIME, PATIENCE, Open, Visit, Work, lognormal)

SHOP_LAST = 9  # the shop decides after all events of a minute


class Run:
    def __init__(self, day, rng):
        self.day, self.rng, self.rules = day, rng, day.rules
        self.env = simpy.Environment(initial_time=0)
        self.visits, self.due, self.open, self.line = [], [], [], []
        self.busy_people, self.free_at = [0] * len(day.people), [0] * len(day.people)
        self.busy_bays, self.bay_free_at = [0] * len(day.bays), [0] * len(day.bays)
        self.holds, self.standing = [0] * len(day.bays), [None] * len(day.bays)
        self.used = dict.fromkeys(day.equipment, 0)
        self.busy_until, self.receptions = [-FOREVER] * len(day.advisors), [0] * len(day.advisors)
        self.queues = [[] for _ in day.advisors]
        self.promised, self.loaners_out, self.lost, self.missing, self.parts_waits = {}, 0, 0, 0, 0
        self.in_shift = self.outside = self.breaks = self.standard = self.worked = self.bay_minutes = 0
        self.trips, self.drivers_out, self.running, self.held = [], 0, [], {}
        self.asked = None
        self.arrival_end = day.days * DAY
        self.limits = [dict(limit, accepted=[0] * day.days) for limit in self.rules["limits"]]

    @property
    def now(self):
        return int(self.env.now)

    # The clock

    def at(self, time, action, *arguments):
        """Does something at a time, or now, and lets the shop decide then."""
        def process():
            if time > self.env.now:
                yield self.env.timeout(time - self.env.now)
            action(*arguments)
            self.ask()
            yield self.env.timeout(0)
        self.env.process(process())

    def ask(self):
        """Lets the shop decide once all events of this minute are over."""
        if self.asked == self.env.now:
            return
        self.asked = self.env.now
        event = self.env.event()
        event._ok, event._value = True, None
        event.callbacks.append(lambda _: self.decide())
        self.env.schedule(event, priority=SHOP_LAST)

    def decide(self):
        self.asked = None
        while self.receive() or self.begin():
            pass

    def figures(self):
        self.compile_plan()
        self.draw_parts()
        for visit in self.visits:
            self.expect(visit)
        self.draw_walk_ins()
        self.wake()
        self.env.run(until=self.day.last)
        return self.count()

    def wake(self):
        wakes = set()
        for hours in [*self.day.shifts, *self.day.bay_hours, *self.day.duty, self.day.open]:
            wakes.update(start for start in hours.starts if self.day.now <= start < self.day.last)
        for visit in self.visits:
            wakes.update(work.start for work in visit.works if work.start is not None)
            wakes.add(visit.arrival or 0)
        for time in wakes:
            self.at(time, lambda: None)

    # The plan

    def compile_plan(self):
        day = self.day
        requests = {request["id"]: request for request in day.demand["appointments"]}
        for assignment in day.schedule["assignments"]:
            request = requests[assignment["appointment"]]
            visit = Visit(request, self.rules["finishMinutes"])
            visit.is_planned = True
            visit.arrival = day.minute(assignment["arrival"])
            visit.advisor = day.desk[assignment["advisor"]]
            visit.ready_by = day.minute(request["readyBy"]) if "readyBy" in request else None
            visit.promise = day.minute(assignment["promise"]) if "promise" in assignment else None
            visit.earliest = self.earliest(request, visit.arrival)
            for place, (operation, placed) in enumerate(zip(request["operations"], assignment["operations"])):
                visit.works.append(self.planned_work(visit, operation, place, placed))
            day.handle(visit.works)
            self.visits.append(visit)
            self.queues[visit.advisor].append(visit)
        order = {request["id"]: place for place, request in enumerate(day.demand["appointments"])}
        self.visits.sort(key=lambda visit: order[visit.id])
        for queue in self.queues:
            queue.sort(key=lambda visit: visit.arrival)
        self.shift_left()
        for limit in self.limits:
            for visit in self.visits:
                self.count_arrival(limit, visit, visit.arrival, 1)

    def earliest(self, request, arrival):
        day = self.day
        least = max(day.now, day.open.next(0) or 0)
        starts = [day.minute(window["from"]) for window in request.get("availability", [])]
        wish = [min(day.minute(request["preferredArrival"]), arrival)] if "preferredArrival" in request else []
        return max([least, *([min(starts)] if starts else []), *wish])

    def planned_work(self, visit, operation, place, placed):
        day, work = self.day, Work(visit, operation, place)
        work.crew = [day.person[name] for name in placed["technicians"]]
        work.bay = day.bay[placed["bay"]] if "bay" in placed else None
        work.start, work.end, work.state = day.minute(placed["start"]), day.minute(placed["end"]), "planned"
        work.time, work.mode = day.common(work.crew, work.bay), self.mode(operation, work.crew, work.bay)
        work.minutes = work.time.minutes(work.start, work.end) if work.mode == "pausable" else work.end - work.start
        return work

    def mode(self, operation, crew, bay):
        if not crew and (bay is None or "calendar" not in self.day.bays[bay]):
            return "clock"
        return "pausable" if operation.get("splittable") else "broken"

    def shift_left(self):
        """Marks the works that only those before them keep from starting earlier."""
        works = sorted((work for visit in self.visits for work in visit.works), key=lambda work: work.start)
        self.person_queue = [[] for _ in self.day.people]
        self.bay_queue = [[] for _ in self.day.bays]
        self.tool_queue = {name: [] for name in self.day.equipment}
        people, bays = [-FOREVER] * len(self.day.people), [-FOREVER] * len(self.day.bays)
        tools = {name: [-FOREVER] * count for name, count in self.day.equipment.items()}
        for work in works:
            free = self.soonest(work)
            for person in work.crew:
                self.person_queue[person].append(work)
                free, people[person] = max(free, people[person]), max(people[person], work.end)
            if work.bay is not None:
                self.bay_queue[work.bay].append(work)
                free, bays[work.bay] = max(free, bays[work.bay]), max(bays[work.bay], work.end)
            for tool in work.operation.get("equipment", []):
                self.tool_queue[tool].append(work)
                first = tools[tool].index(min(tools[tool]))
                free, tools[tool][first] = max(free, tools[tool][first]), max(tools[tool][first], work.end)
            if not work.followed:
                free = max(free, self.day.now)
                start = {"clock": free, "pausable": work.time.next(free)}.get(work.mode, None)
                if work.mode == "broken":
                    start = work.time.first_fit(work.minutes, free)
                work.left_shifted = start == work.start

    def soonest(self, work):
        if work.place == 0:
            return work.visit.arrival + self.rules["receptionMinutes"]
        before, gap = work.visit.works[:work.place], work.least_lag
        last = next((other for other in reversed(before) if other.bay is not None), None)
        if work.bay is not None and last is not None and (last.bay != work.bay or last.after == "leave"):
            gap = max(gap, self.rules["moveMinutes"])
        return before[-1].end + gap

    # Random events

    def draw_parts(self):
        for part in self.day.demand.get("parts", []):
            deliveries = []
            for delivery in part.get("inbound", []):
                at = self.day.minute(delivery["at"])
                if at > self.day.now and self.rng.random() * 100 < LATE_PARTS:
                    at += round(self.rng.expovariate(1 / LATE_PARTS_MEAN))
                deliveries.append((at, delivery["quantity"]))
            if not deliveries:
                continue
            needs = []
            for place, visit in enumerate(self.visits):
                if visit.request.get("picked"):
                    continue
                own = sum(need["quantity"] for need in visit.request.get("parts", []) if need["part"] == part["id"])
                if own:
                    needs.append((visit.arrival - self.rules["partsLeadMinutes"], place, -1, own, visit))
                for work in visit.works:
                    own = sum(need["quantity"] for need in work.operation.get("parts", []) if need["part"] == part["id"])
                    if own:
                        needs.append((work.start, place, work.place, own, work))
            deliveries.sort()
            stock, last = part.get("onHand", 0), -FOREVER
            for _, _, _, quantity, subject in sorted(needs, key=lambda need: need[:3]):
                stock -= quantity
                while stock < 0 and deliveries:
                    last, more = deliveries.pop(0)
                    stock += more
                subject.parts_at = max(subject.parts_at, last)

    def draw_added(self, visit, places):
        if self.rng.random() * 100 < ADDED.get(visit.kind, ADDED_OTHERS) and places:
            visit.trigger = self.rng.choice(places)

    def expect(self, visit):
        self.draw_added(visit, [work for work in visit.works if work.crew])
        visit.no_show = self.rng.random() * 100 < NO_SHOW
        draw, visit.arrived = self.rng.random() * 100, visit.arrival
        if draw < LATE:
            visit.arrived += round(self.rng.expovariate(1 / LATE_MEAN))
        elif draw >= 100 - EARLY:
            visit.arrived -= round(self.rng.expovariate(1 / EARLY_MEAN))
        grace = visit.arrival + self.rules["graceMinutes"]
        collect = visit.request.get("collect")
        if collect:
            visit.arrived = visit.arrival
            self.at(grace, self.expire, visit)
            self.at(visit.arrival - collect["minutes"], self.trip_due, visit, False, collect["minutes"])
            return
        if not visit.no_show:
            self.at(max(self.day.now, visit.arrived), self.arrive, visit)
        if visit.no_show or visit.arrived > grace:
            self.at(grace, self.expire, visit)

    def draw_walk_ins(self):
        day, names = self.day, list(self.day.jobs)
        for number in range(day.days):
            mean = day.walk_in_mean(number)
            if mean <= 0:
                continue
            count = self.poisson(self.rng.gammavariate(mean / (DISPERSION - 1), DISPERSION - 1))
            spans = [(a, b, weight) for hour, weight in enumerate(HOURS) if weight
                     for a, b in day.open.from_(number * DAY + hour * 60) if a < number * DAY + (hour + 1) * 60
                     for b in [min(b, number * DAY + (hour + 1) * 60)]]
            for place in range(count if spans else 0):
                a, b, _ = self.rng.choices(spans, [(b - a) * weight for a, b, weight in spans])[0]
                at = min(b - 1, a + int(self.rng.random() * (b - a)))
                kind = self.rng.choices(names, [len(day.jobs[name]) for name in names])[0]
                job = self.rng.choice(day.jobs[kind])
                visit = Visit(job, self.rules["finishMinutes"])
                visit.id, visit.arrived = f"walk-in {number} {place}", at
                visit.works = [Work(visit, operation, index) for index, operation in enumerate(job["operations"])]
                day.handle(visit.works)
                self.draw_added(visit, [work for work in visit.works if day.crew_size(work.operation)])
                self.visits.append(visit)
                self.at(at, self.arrive, visit)

    def poisson(self, mean):
        limit, count, product = math.exp(-mean), 0, self.rng.random()
        while product > limit:
            count, product = count + 1, product * self.rng.random()
        return count

    # The counter

    def arrive(self, visit):
        if visit.phase == "expected":
            visit.phase = "waiting"
            if not visit.is_planned or visit.expired:
                self.line_up(visit)

    def line_up(self, visit):
        def later(other):
            if visit.is_return != other.is_return:
                return visit.is_return
            return visit.priority > other.priority
        place = next((index for index, other in enumerate(self.line) if later(other)), len(self.line))
        self.line.insert(place, visit)
        self.at(self.now + PATIENCE, self.renege, visit)

    def renege(self, visit):
        if visit.phase == "waiting" and visit in self.line:
            self.line.remove(visit)
            self.lost += 1
            self.depart(visit)

    def depart(self, visit):
        visit.phase = "departed"
        self.leave_bay(visit)

    def expire(self, visit):
        if visit.phase != "expected" or visit.expired:
            return
        visit.expired = True
        for work in visit.works:
            if work.state == "planned":
                work.state = "unassigned"
        if visit.no_show:
            for limit in self.limits:
                self.count_arrival(limit, visit, visit.arrival, -1)
            self.depart(visit)

    def is_held(self, visit):
        return visit.phase in ("expected", "waiting") and not visit.expired

    def receive(self):
        received = False
        for advisor, queue in enumerate(self.queues):
            received |= self.receive_booked(advisor, [visit for visit in queue if self.is_held(visit)])
        for visit in list(self.line):
            advisor = self.advisor_for(visit)
            if advisor is not None:
                self.line.remove(visit)
                self.start_reception(visit, advisor)
                received = True
        return received

    def receive_booked(self, advisor, held):
        received, duty = False, self.day.duty[advisor]
        for place in reversed(range(len(held))):
            visit = held[place]
            if visit.phase != "waiting":
                continue
            is_due = visit.arrival <= self.now
            if is_due and not duty.covers(self.now, self.now + 1):
                visit.expired = True
                self.line_up(visit)
                continue
            free = self.busy_until[advisor] <= self.now or is_due and self.is_double(visit, advisor)
            first = next(other for other in held if self.is_held(other))
            if free and (is_due or first is visit and duty.covers(self.now, self.now + 1)):
                self.start_reception(visit, advisor)
                received = True
        return received

    def is_double(self, visit, advisor):
        return any(other is not visit and abs(other.arrival - visit.arrival) < self.rules["receptionMinutes"]
                   for other in self.queues[advisor])

    def advisor_for(self, visit):
        best, end = None, self.now + self.rules["receptionMinutes"]
        for advisor, duty in enumerate(self.day.duty):
            kinds = self.day.advisors[advisor].get("kinds")
            if self.busy_until[advisor] > self.now or kinds is not None and visit.kind not in kinds:
                continue
            if not duty.covers(self.now, end):
                continue
            held = next((other for other in self.queues[advisor] if self.is_held(other)), None)
            if held is not None and held.arrival < end:
                continue
            if best is None or self.receptions[advisor] < self.receptions[best]:
                best = advisor
        return best

    def start_reception(self, visit, advisor):
        visit.phase, visit.received = "reception", self.now
        self.receptions[advisor] += 1
        self.busy_until[advisor] = self.now + self.rules["receptionMinutes"]
        self.at(self.busy_until[advisor], self.end_reception, visit)

    def end_reception(self, visit):
        has_slot = visit.is_planned and not visit.expired
        if not has_slot and not visit.is_return:
            if not self.has_room(visit) or not visit.is_planned and self.is_over_limit(visit):
                self.lost += 1
                return self.depart(visit)
        if not visit.is_planned:
            for limit in self.limits:
                self.count_arrival(limit, visit, visit.arrived, 1)
        visit.phase, visit.available = "house", self.now
        if not has_slot:
            for work in self.unassigned(visit):
                self.promise_work(work.operation, 1)
        if visit.request.get("loaner"):
            if self.loaners_out < self.day.site.get("loaners", 0):
                self.loaners_out, visit.has_loaner = self.loaners_out + 1, True
            else:
                self.missing += 1
        self.make_ready(visit)

    def promise_work(self, operation, sign):
        trade = self.day.trade(operation)
        self.promised[trade] = self.promised.get(trade, 0) + sign * self.day.standard(operation)

    def unassigned(self, visit):
        return [work for work in visit.works if work.state == "unassigned"]

    def has_room(self, visit):
        midnight = (self.now // DAY + 1) * DAY
        for work in self.unassigned(visit):
            if not self.day.crew_size(work.operation):
                continue
            people = {way[0] for way in self.day.ways(work.operation) if way[0] is not None}
            free = sum(self.free_minutes(person, midnight) for person in people)
            if free - self.promised.get(self.day.trade(work.operation), 0) < self.day.standard(work.operation):
                return False
        return True

    def free_minutes(self, person, midnight):
        free = self.day.shifts[person].minutes(self.now, midnight)
        for crew, end in self.running:
            if end > self.now and person in crew:
                free -= min(end, midnight) - self.now
        for work in self.person_queue[person]:
            if work.start < midnight and work.state in ("planned", "due"):
                free -= work.minutes
        return max(0, free)

    def limit_day(self, limit, visit, time):
        number, clock = time // DAY, time % DAY
        if "kinds" in limit and visit.kind not in limit["kinds"] or limit.get("waiting", visit.is_waiting) != visit.is_waiting:
            return None
        def minute(text):
            return int(text[:2]) * 60 + int(text[3:])
        if not 0 <= number < self.day.days or not minute(limit.get("from", "00:00")) <= clock < minute(limit.get("to", "24:00")):
            return None
        weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][(self.day.first.weekday() + number) % 7]
        return number if weekday in limit.get("weekdays", [weekday]) else None

    def count_arrival(self, limit, visit, time, sign):
        number = self.limit_day(limit, visit, time)
        if number is not None:
            limit["accepted"][number] += sign

    def is_over_limit(self, visit):
        days = [(limit, self.limit_day(limit, visit, visit.arrived)) for limit in self.limits]
        return any(number is not None and limit["accepted"][number] >= limit["most"] for limit, number in days)

    # Ready to begin

    def make_ready(self, visit):
        if visit.phase != "house":
            return
        if visit.finding is not None:
            if visit.finding.since > self.now:
                return
            found, visit.finding = visit.finding, None
            return self.add_open(found)
        while visit.next < len(visit.works) and visit.works[visit.next].state == "done":
            visit.next += 1
        if visit.next == len(visit.works):
            return self.finish(visit)
        work = visit.works[visit.next]
        if work.state not in ("planned", "unassigned"):
            return
        ready = self.earliest_start(work, work.bay, visit)
        if ready > self.now:
            return self.at(ready, self.make_ready, visit)
        parts = max(visit.parts_at, work.parts_at)
        if parts > self.now:
            if not visit.waits and (work.state == "unassigned" or parts > work.start):
                visit.waits, self.parts_waits = True, self.parts_waits + 1
            return self.at(parts, self.make_ready, visit)
        if work.state == "planned":
            work.state = "due"
            self.due.append(work)
            self.due.sort(key=lambda other: other.start)
        else:
            self.add_open(Open(visit, work.operation, work, 100, self.now))
            work.state = "open"

    def add_open(self, work):
        self.open.append(work)
        self.open.sort(key=lambda one: (not one.visit.is_return, self.gives_way(one), -one.visit.priority, one.since))
        if work.visit.last_end is not None:
            self.at(work.visit.last_end + self.rules["moveMinutes"], lambda: None)

    def gives_way(self, work):
        visit = work.visit
        if visit.is_return or visit.holds_since is not None or self.now >= work.since + DAY:
            return False
        return not visit.is_planned or visit.expired

    def earliest_start(self, work, bay, visit):
        if visit.last_end is None:
            return -FOREVER
        moves = bay is not None and visit.last_bay_work is not None and visit.bay != bay
        return visit.last_end + max(work.least_lag if work else 0, self.rules["moveMinutes"] if moves else 0)

    def finish(self, visit):
        visit.phase, visit.ready = "done", self.now + visit.finish
        if visit.has_loaner:
            def give_back():
                self.loaners_out -= 1
            self.at(visit.ready + self.rules["loanerTurnaroundMinutes"], give_back)
        deliver = visit.request.get("deliver") if visit.is_planned else None
        if deliver:
            self.at(visit.ready, self.trip_due, visit, True, deliver["minutes"])

    # Beginning

    def begin(self):
        began = False
        for work in list(self.open):
            if work.crew and work in self.open:
                place = self.same_crew(work)
                if place:
                    self.begin_open(work, place)
                    began = True
        for work in list(self.due):
            if self.can_begin(work) and not self.is_too_early(work, work.start, self.planned_end(work)):
                self.due.remove(work)
                self.begin_planned(work)
                began = True
        for work in list(self.open):
            place = self.place_for(work)
            if place and not self.open_too_early(work, place):
                self.begin_open(work, place)
                began = True
        return began

    def planned_end(self, work):
        return self.end_of(self.now, work.minutes, work.mode, work.time)

    def has_equipment(self, operation):
        return all(self.used[tool] < self.day.equipment[tool] for tool in operation.get("equipment", []))

    def is_free(self, bay, visit):
        if self.busy_bays[bay]:
            return False
        return not self.holds[bay] or visit.holds_since is not None and visit.bay == bay

    def can_begin(self, work):
        visit = work.visit
        if any(self.busy_people[person] for person in work.crew):
            return False
        if work.bay is not None and not self.is_free(work.bay, visit) or not self.has_equipment(work.operation):
            return False
        if self.earliest_start(work, work.bay, visit) > self.now:
            return False
        dragged = work.most_lag is not None and visit.last_end is not None and visit.last_end + work.most_lag < work.start
        if self.now >= work.start or dragged:
            return self.fits(work.minutes, work.mode, work.time)
        if not work.left_shifted or not self.is_next(work):
            return False
        return work.mode == "clock" or work.time.covers(self.now, self.now + (1 if work.mode == "pausable" else work.minutes))

    def is_next(self, work):
        queues = [self.person_queue[person] for person in work.crew]
        queues += [self.tool_queue[tool] for tool in work.operation.get("equipment", [])]
        queues += [self.bay_queue[work.bay]] if work.bay is not None else []
        for queue in queues:
            for other in queue:
                if other is work:
                    break
                if other.state in ("planned", "due") and other.start >= self.now:
                    return False
        return True

    def fits(self, minutes, mode, time):
        if mode == "clock":
            return True
        interval = time.interval(self.now)
        if interval is None:
            return False
        if mode == "pausable" or self.now + minutes <= interval[1] + OVERTIME:
            return True
        start = time.first_fit(minutes - OVERTIME, interval[1], interval[1] + 14 * DAY)
        if start is None:
            return True
        today = self.now // DAY
        return (start + minutes) // DAY > today and self.end_of(self.now, minutes, "broken", time) // DAY == today

    def end_of(self, start, minutes, mode, time):
        if mode == "clock":
            return start + minutes
        if mode == "pausable":
            return time.after(minutes, start) or self.day.last
        for a, b in time.from_(start):
            if minutes <= b - a + OVERTIME:
                return a + minutes
            minutes -= b - a
        return self.day.last

    # Work without a plan

    def next_start(self, queue, work):
        first = FOREVER
        for other in queue:
            if other.state not in ("planned", "due"):
                continue
            if other.start > self.now:
                return min(first, other.start)
            if self.gives_way(work):
                start = self.expected_start(other)
                if start is not None:
                    first = min(first, start)
        return first

    def minutes_for(self, minutes, work):
        return max(1, round_half_up(minutes * work.percent / 100))

    def place_for(self, work):
        """Crew, bay, minutes, common time and expected minutes of open work."""
        operation, best, best_end, best_rank = work.need, None, None, None
        if not self.has_equipment(operation):
            return None
        if self.day.crew_size(operation) > 1:
            return self.team_for(work)
        for person, bays, way_minutes, rank in self.day.ways(operation):
            if best and rank > best_rank:
                break
            minutes, until = self.minutes_for(way_minutes, work), FOREVER
            if person is not None:
                if self.busy_people[person] or not self.day.shifts[person].covers(self.now, self.now + 1):
                    continue
                until = self.next_start(self.person_queue[person], work)
                if not work.visit.is_return and self.now + minutes > until:
                    continue
            place = self.bay_for(bays, work, minutes)
            if place is None or not work.visit.is_return and not self.leaves_equipment(operation, self.now + minutes):
                continue
            bay, bay_until = place
            crew = [person] if person is not None else []
            time = self.day.common(crew, bay)
            if not self.fits(minutes, self.mode(operation, crew, bay), time):
                continue
            end = min(until, bay_until)
            if best is None or end < best_end:
                best, best_end, best_rank = (crew, bay, way_minutes, time), end, rank
        return best

    def team_for(self, work):
        operation, crew, longest = work.need, [], 1
        for person, _, way_minutes, _ in self.day.ways(operation):
            if len(crew) == self.day.crew_size(operation) or self.busy_people[person]:
                continue
            minutes = round_half_up(way_minutes * work.percent / 100)
            until = self.next_start(self.person_queue[person], work)
            if work.visit.is_return or self.now + minutes <= until:
                if self.day.shifts[person].covers(self.now, self.now + 1):
                    crew.append(person)
                    longest = max(longest, way_minutes)
        if len(crew) < self.day.crew_size(operation):
            return None
        minutes = self.minutes_for(longest, work)
        place = self.bay_for(self.day.ways(operation)[0][1], work, minutes)
        if place is None or not work.visit.is_return and not self.leaves_equipment(operation, self.now + minutes):
            return None
        time = self.day.common(crew, place[0])
        return (crew, place[0], longest, time) if self.fits(minutes, self.mode(operation, crew, place[0]), time) else None

    def bay_for(self, bays, work, minutes):
        if not bays:
            return None, FOREVER
        visit, best = work.visit, None
        allowed = self.allowed_bays(work)
        minutes += work.work.kept if work.work else 0
        for bay in bays:
            if not self.is_free(bay, visit) or allowed is not None and bay not in allowed:
                continue
            until = self.next_start(self.bay_queue[bay], work)
            if not work.visit.is_return and self.now + minutes > until:
                continue
            if not self.day.bay_hours[bay].covers(self.now, self.now + 1) or self.earliest_start(work.work, bay, visit) > self.now:
                continue
            if visit.bay == bay:
                return bay, until
            if best is None or until < best[1]:
                best = bay, until
        return best

    def allowed_bays(self, work):
        visit = work.visit
        if visit.holds_since is not None:
            return [visit.bay]
        if work.work is None:
            return None
        if work.work.after == "keep" and work.work.place + 1 < len(visit.works):
            following = visit.works[work.work.place + 1]
            if following.state not in ("unassigned", "open") and following.bay is not None:
                return [following.bay]
        return work.work.bays

    def leaves_equipment(self, operation, end):
        for tool in operation.get("equipment", []):
            coming = sum(other.state in ("planned", "due") and self.now < other.start < end for other in self.tool_queue[tool])
            if self.used[tool] + coming >= self.day.equipment[tool]:
                return False
        return True

    def same_crew(self, work):
        if any(self.busy_people[person] for person in work.crew) or not self.has_equipment(work.need):
            return None
        if work.bay is not None and not self.is_free(work.bay, work.visit):
            return None
        if self.earliest_start(None, work.bay, work.visit) > self.now:
            return None
        own = [way[2] for way in self.day.ways(work.need) if way[0] in work.crew]
        minutes = max(own) if own else self.day.mean_minutes(work.need)
        time = self.day.common(work.crew, work.bay)
        if not self.fits(self.minutes_for(minutes, work), self.mode(work.need, work.crew, work.bay), time):
            return None
        return work.crew, work.bay, minutes, time

    # Expected times

    def expected_start(self, work):
        visit, now = work.visit, self.now
        if visit.open_finding or visit.phase in ("done", "departed"):
            return None
        time = {"expected": now + self.rules["receptionMinutes"], "waiting": now + self.rules["receptionMinutes"],
                "reception": (visit.received or 0) + self.rules["receptionMinutes"]}.get(visit.phase, now)
        for other in visit.works[:work.place]:
            if other.state == "begun":
                time = max(time, other.expected_end)
            elif other.state in ("planned", "due"):
                expected = self.expected_time(other, time)
                if expected is None:
                    return None
                time = expected[1]
            elif other.state != "done":
                return None
        expected = self.expected_time(work, time)
        return expected and expected[0]

    def expected_time(self, work, time):
        visit = work.visit
        if max(visit.parts_at, work.parts_at) > self.now:
            return None
        start = max(time + work.least_lag, self.earliest_start(work, work.bay, visit))
        for person in work.crew:
            if self.busy_people[person]:
                start = max(start, self.free_at[person])
        if work.bay is not None and self.busy_bays[work.bay]:
            start = max(start, self.bay_free_at[work.bay])
        if work.mode == "clock":
            return start, start + work.minutes
        room = 0 if work.mode == "pausable" else work.minutes - OVERTIME
        fit = work.time.first_fit(room, start)
        start = work.time.next(start) if fit is None else fit
        end = start is not None and work.time.after(work.minutes, start)
        return (start, end) if end else None

    # Holding back for the work that must follow

    def is_too_early(self, work, since, end):
        return work.followed and self.now > work.start and self.is_held_back(work, since, end)

    def open_too_early(self, work, place):
        if work.work is None or not work.work.followed:
            return False
        crew, bay, minutes, time = place
        return self.is_held_back(work.work, work.since, self.end_of(self.now, minutes, self.mode(work.need, crew, bay), time))

    def is_held_back(self, work, since, end):
        if self.now >= since + DAY:
            return False
        if self.held.get(work, 0) > self.now:
            return True
        late = self.lateness_after(work, end)
        if late <= 0 or self.now + late >= since + DAY:
            return False
        self.held[work] = self.now + late
        self.at(self.now + late, lambda: None)
        return True

    def lateness_after(self, work, end):
        for following in work.visit.works[work.place + 1:]:
            if following.most_lag is None:
                break
            time = self.first_time(following, end + following.least_lag)
            if time is None:
                return 0
            if time[0] > end + following.most_lag:
                return time[0] - end - following.most_lag
            end = time[1]
        return 0

    def first_time(self, work, time):
        if work.state not in ("unassigned", "open"):
            return self.span(work.minutes, work.mode, work.time, time)
        spans = []
        for person, _, minutes, _ in self.day.ways(work.operation):
            crew = [person] if person is not None else []
            shift = self.day.shifts[person] if crew else ALWAYS
            spans.append(self.span(minutes, self.mode(work.operation, crew, None), shift, time))
        return min((span for span in spans if span), default=None, key=lambda span: span[0])

    def span(self, minutes, mode, hours, time):
        if mode == "clock":
            return time, time + minutes
        start = hours.next(time) if mode == "pausable" else hours.first_fit(minutes, time)
        if start is None:
            return None
        end = hours.after(minutes, start) if mode == "pausable" else start + minutes
        return (start, end) if end else None

    # Work

    def draw_minutes(self, minutes, kind):
        variation = 35 if kind in LONG_KINDS else 25
        return max(1, round_half_up(minutes * lognormal(self.rng, 100, variation) / 100))

    def begin_planned(self, work):
        minutes = self.draw_minutes(work.minutes, work.visit.kind)
        work.state = "begun"
        end = self.end_of(self.now, minutes, work.mode, work.time)
        self.tally(work.crew, work.bay, end, minutes, self.day.standard(work.operation), work.mode, work.time)
        self.occupy(work.visit, work.operation, work, work.crew, work.bay, end, self.planned_end(work), work.minutes)

    def begin_open(self, work, place):
        self.open.remove(work)
        crew, bay, way_minutes, time = place
        planned = self.minutes_for(way_minutes, work)
        minutes, mode = self.draw_minutes(planned, work.visit.kind), self.mode(work.need, crew, bay)
        end = self.end_of(self.now, minutes, mode, time)
        if work.work:
            self.promise_work(work.need, -1)
            work.work.state = "begun"
        standard = round_half_up(self.day.standard(work.need) * work.percent / 100)
        self.tally(crew, bay, end, minutes, standard, mode, time)
        self.occupy(work.visit, work.need, work.work, crew, bay, end, self.end_of(self.now, planned, mode, time), planned)

    def occupy(self, visit, operation, work, crew, bay, end, expected, planned):
        expected = max(self.now + 1, expected)
        for person in crew:
            self.busy_people[person] += 1
            self.free_at[person] = expected
        for tool in operation.get("equipment", []):
            self.used[tool] += 1
        if bay is not None:
            self.enter(bay, visit)
            self.busy_bays[bay] += 1
            self.bay_free_at[bay] = expected
            if work:
                visit.last_bay_work = work
        if work:
            work.expected_end = expected
        else:
            visit.open_finding = False
        visit.begun = self.now if visit.begun is None else visit.begun
        self.running.append((crew, end))
        self.at(end, self.end_work, visit, operation, work, crew, bay, planned)

    def tally(self, crew, bay, end, minutes, standard, mode, time):
        if bay is not None:
            self.bay_minutes += self.day.open.minutes(self.now, min(end, self.arrival_end))
        if not crew:
            return
        common = time.minutes(self.now, end)
        over = end - self.now - common if mode == "clock" else max(0, minutes - common)
        breaks = time.breaks(self.now if mode == "clock" else end - over, end)
        self.in_shift += len(crew) * time.minutes(self.now, min(end, self.arrival_end))
        self.breaks += len(crew) * breaks
        self.outside += len(crew) * (over - breaks)
        self.standard += standard
        self.worked += len(crew) * (common + over)

    def end_work(self, visit, operation, work, crew, bay, planned):
        for person in crew:
            self.busy_people[person] -= 1
        for tool in operation.get("equipment", []):
            self.used[tool] -= 1
        visit.last_end = self.now
        if work:
            work.state = "done"
            if visit.trigger is work:
                self.find(visit, operation, crew, bay, planned)
        if bay is not None:
            self.busy_bays[bay] -= 1
            visit.in_bays -= 1
        self.settle(visit)
        if visit.finding is None:
            self.make_ready(visit)

    def find(self, visit, operation, crew, bay, planned):
        percent = lognormal(self.rng, 60, 60) * planned / max(1, self.day.mean_minutes(operation))
        wait = round(self.rng.expovariate(1 / APPROVAL_MEAN))
        visit.open_finding = True
        visit.finding = Open(visit, operation, None, percent, self.now + wait, crew, bay)
        self.at(self.now + wait, self.make_ready, visit)

    # Bays

    def enter(self, bay, visit):
        if visit.bay == bay:
            self.release(visit)
        else:
            self.leave_bay(visit)
        other = self.standing[bay]
        if other is not None and other is not visit:
            other.bay = None
        self.standing[bay] = None
        visit.bay = bay
        visit.in_bays += 1

    def leave_bay(self, visit):
        if visit.bay is None:
            return
        self.release(visit)
        if self.standing[visit.bay] is visit:
            self.standing[visit.bay] = None
        visit.bay = None

    def release(self, visit):
        if visit.holds_since is not None and visit.bay is not None:
            self.holds[visit.bay] -= 1
            self.bay_minutes += self.day.open.minutes(visit.holds_since, min(self.now, self.arrival_end))
            visit.holds_since = None

    def settle(self, visit):
        if visit.bay is None or visit.last_bay_work is None or visit.in_bays:
            return
        what = self.rest(visit)
        if what == "leaves":
            self.leave_bay(visit)
        elif what == "holds":
            if visit.holds_since is None:
                if self.standing[visit.bay] is visit:
                    self.standing[visit.bay] = None
                visit.holds_since = self.now
                self.holds[visit.bay] += 1
        else:
            self.release(visit)
            other = self.standing[visit.bay]
            if other is not None and other is not visit:
                other.bay = None
            self.standing[visit.bay] = visit

    def rest(self, visit):
        last = visit.last_bay_work
        otherwise = "stands" if visit.open_finding else "leaves"
        if last.after == "leave":
            return otherwise
        for work in visit.works[last.place + 1:]:
            if work.state in ("planned", "due") and work.bay is not None:
                return "holds" if work.bay == visit.bay else otherwise
            if work.state in ("unassigned", "open") and any(way[1] for way in self.day.ways(work.operation)):
                return "holds" if last.after == "keep" else "stands"
        return otherwise

    # Drivers

    def trip_due(self, visit, is_delivery, minutes):
        trip = {"visit": visit, "delivery": is_delivery, "minutes": minutes, "due": self.now, "began": None}
        self.trips.append(trip)
        self.start_trips()

    def collections(self):
        for visit in self.visits:
            collect = visit.request.get("collect") if visit.is_planned else None
            if collect:
                yield visit, visit.arrival - collect["minutes"], collect["minutes"]

    def start_trips(self):
        waiting = [trip for trip in self.trips if trip["began"] is None]
        for trip in sorted(waiting, key=lambda trip: (trip["due"], trip["delivery"])):
            if self.can_start(trip):
                trip["began"] = self.now
                self.drivers_out += 1
                self.at(self.now + trip["minutes"], self.end_trip, trip)

    def can_start(self, trip):
        if self.drivers_out >= self.day.site.get("drivers", 0):
            return False
        if not trip["delivery"] and trip["due"] == self.now:
            return True
        if not self.day.open.covers(self.now, self.now + trip["minutes"]):
            start = self.day.open.first_fit(trip["minutes"], self.now)
            if start is not None and start > self.now:
                self.at(start, self.start_trips)
                return False
        return not trip["delivery"] or self.leaves_drivers(self.now + trip["minutes"])

    def leaves_drivers(self, end):
        due = [(start, minutes) for _, start, minutes in self.collections() if start >= self.now]
        out = [(trip["began"], trip["minutes"]) for trip in self.trips if trip["began"] is not None]
        for start, _ in due:
            if start < end and sum(a <= start < a + minutes for a, minutes in out + due) >= self.day.site.get("drivers", 0):
                return False
        return True

    def end_trip(self, trip):
        self.drivers_out -= 1
        visit = trip["visit"]
        if trip["delivery"]:
            visit.delivered = self.now
        elif not visit.no_show:
            visit.arrived = self.now
            self.arrive(visit)
        self.start_trips()

    # Figures

    def count(self):
        day, last = self.day, self.day.last
        for visit in self.visits:
            if visit.phase == "house":
                visit.ready = last
        received = [visit for visit in self.visits if visit.ready is not None]
        closings = []
        for number in range(day.days):
            ends = [b for a, b in day.open.from_(number * DAY) if a < (number + 1) * DAY]
            closings += ends[-1:]
        booked = [visit for visit in self.visits if visit.is_planned]
        shown = [visit for visit in booked if not visit.no_show]
        returns = [visit for visit in received if visit.is_return]
        open_minutes = day.open.minutes(day.now, self.arrival_end)
        shifts = sum(shift.minutes(day.now, self.arrival_end) for shift in day.shifts)
        duties = sum(duty.minutes(number * DAY, (number + 1) * DAY) > 0 for duty in day.duty for number in range(day.days))

        def share(part, whole, percent=100):
            return percent * part / whole if whole else None

        def mean(numbers):
            numbers = list(numbers)
            return sum(numbers) / len(numbers) if numbers else None

        def closing(time):
            return next((end for end in closings if end > time and end // DAY == time // DAY), FOREVER)

        def handed(visit):
            return visit.delivered or last if visit.request.get("deliver") else visit.ready

        told = [visit for visit in received if visit.promise is not None]
        due = [visit for visit in received if visit.ready_by is not None]
        return {
            "served": sum(visit.ready <= day.horizon_end for visit in received),
            "onTime": share(sum(visit.ready <= visit.ready_by for visit in due), len(due)),
            "promisesKept": share(sum(handed(visit) <= visit.promise for visit in told), len(told)),
            "waiting": mean(min(visit.ready, closing(visit.arrived)) - visit.arrived for visit in received if visit.is_waiting),
            "receptionWait": mean(max(0, visit.received - max(visit.arrived, visit.arrival or 0)) for visit in received),
            "workWait": mean(max(0, visit.begun - visit.available) for visit in received if visit.begun is not None),
            "returnDelay": mean(day.open.minutes(visit.arrived if visit.earliest is None else visit.earliest, visit.ready)
                                for visit in returns),
            "sameDayReturns": share(sum(visit.ready <= (visit.arrived // DAY + 1) * DAY for visit in returns), len(returns)),
            "utilisation": share(self.in_shift, shifts), "overtime": share(self.outside, len(closings), 1),
            "breakWork": share(self.breaks, len(closings), 1), "efficiency": share(self.standard, self.worked),
            "bayUse": share(self.bay_minutes, open_minutes * len(day.bays)),
            "carryOver": share(sum(visit.available < end < visit.ready for visit in received for end in closings), len(closings), 1),
            "lost": self.lost, "showRate": share(len(shown), len(booked)),
            "receivedInGrace": share(sum(visit.phase != "departed" and visit.received <= visit.arrival + self.rules["graceMinutes"]
                                         for visit in shown), len(shown)),
            "bookingShare": share(sum(visit.is_planned for visit in received), len(received)),
            "advisorVehicles": share(sum(self.receptions), duties, 1), "partsWaits": self.parts_waits,
            "loanersMissing": self.missing,
            "loanersOut": share(sum(day.open.minutes(visit.available, min(visit.ready, self.arrival_end))
                                    for visit in received if visit.has_loaner), open_minutes, 1),
        }


def round_half_up(number):
    return int(math.floor(number + 0.5))
