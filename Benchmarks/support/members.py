"""Small days on which every member of the site and the demand may occur, drawn at random from a larger case.

A few visits of the case meet few resources: limits, shared equipment, drivers, lags, kept and left bays, parts of single
operations, locks, promises, rotating shifts and closed dates are added, so that they get in each other's way. What the
referee's reader refuses is taken out again.
"""
from __future__ import annotations

import copy
import random
import re
from collections.abc import Sequence
from typing import Any

from support.project import Json

VISITS = 4, 7, 10, 14
DATES = "closed", "sat", "fri"


class SmallDay:
    """A site and a demand made from a larger case."""

    def __init__(self, referee: Any, site: Json, demand: Json, rng: random.Random) -> None:
        self.referee, self.rng = referee, rng
        self.site, self.demand = copy.deepcopy(site), copy.deepcopy(demand)
        self.start: int = self.node(self.demand["horizon"]["from"] + "T00:00").time()
        visits = self.demand["appointments"]
        self.demand["appointments"] = rng.sample(visits, min(len(visits), rng.choice(VISITS)))
        if rng.random() < 0.3:
            self.demand["now"] = self.time(0, rng.choice((490, 605, 780)))
        self.thin_out()
        self.restrict()
        self.change_calendars()
        self.demand.setdefault("parts", []).append(
            {"id": "few", "onHand": rng.choice((0, 1, 3)), "inbound": [{"at": self.time(0, 660), "quantity": 2}]})
        self.forget_the_absent()
        for visit in self.demand["appointments"]:
            self.change_visit(visit)
            for place, operation in enumerate(visit["operations"]):
                self.change_operation(visit["operations"], place, operation)
            self.settle(visit)
        self.drop_the_refused()

    def node(self, value: Any) -> Any:
        return self.referee.Node("", "$", value)

    def time(self, day: int, minute: int) -> str:
        """A time of a day of the horizon."""
        return self.referee.stamp(self.start + day * 1440 + minute)

    def chance(self, percent: int) -> bool:
        return self.rng.random() * 100 < percent

    def ids(self, name: str) -> list[str]:
        return [item["id"] for item in self.site.get(name, [])]

    # ---------------------------------------------------------------- the site

    def thin_out(self) -> None:
        """Leaves a part of the bays and people, usually one at least of each bay type and trade."""
        for name in ("advisors", "bays", "technicians"):
            if self.chance(60):
                items = self.rng.sample(self.site[name], len(self.site[name]))
                kept = items[:max(1, int(len(items) * self.rng.choice((0.15, 0.3, 0.5))))]
                for item in items[len(kept):]:
                    if not self.abilities(item) <= {ability for one in kept for ability in self.abilities(one)}:
                        kept += [item] if self.chance(80) else []
                self.site[name] = kept

    @staticmethod
    def abilities(item: Json) -> set[str]:
        """The bay types of a bay, the trades of a technician."""
        return {*item.get("types", ()), *item.get("skills", ())}

    def restrict(self) -> None:
        """Booking rules, equipment, loan vehicles, drivers and weights."""
        rng, rules = self.rng, self.site.setdefault("booking", {})
        rules |= {"moveMinutes": rng.choice((0, 5, 20)), "loanerTurnaroundMinutes": rng.choice((0, 60)),
                  "reservePercent": rng.choice((0, 15, 40)), "finishMinutes": rng.choice((0, 15)),
                  "advisorGapMinutes": rng.choice((0, 15, 30)), "siteBookingsPerHour": rng.choice((None, 2, 4))}
        teams = sorted({who["team"] for who in self.site["technicians"] if who.get("team")})
        rules["teamReservePercent"] = {team: rng.choice((0, 20, 60)) for team in teams if self.chance(40)}
        kinds = sorted({visit["kind"] for visit in self.demand["appointments"]})
        rules["limits"] = [self.limit(f"L{i}", kinds) for i in range(rng.choice((0, 0, 1, 2, 3)))]
        self.site |= {"equipment": [{"id": "E1"}, {"id": "E2", "count": 2}], "drivers": rng.choice((0, 1, 1, 2)),
                      "loaners": rng.choice((0, 1, 2))}
        policy = self.site.setdefault("policy", {})
        policy |= {"move": rng.choice((0, 40, 200)), "balance": rng.choice((0, 1, 7)),
                   "makespan": rng.choice((0, 0, 0, 3))}
        for advisor in self.site["advisors"]:
            if self.chance(15):
                advisor["kinds"] = rng.sample(kinds, (len(kinds) + 1) // 2)
            if self.chance(15):
                advisor["bookingsPerHour"], advisor["bookingsPerDay"] = rng.choice((1, 2)), rng.choice((2, 4))

    def limit(self, name: str, kinds: Sequence[str]) -> Json:
        limit: Json = {"id": name, "most": self.rng.choice((0, 1, 2, 3))}
        if self.chance(50):
            limit["kinds"] = self.rng.sample(kinds, 1)
        if self.chance(40):
            limit["waiting"] = self.chance(50)
        if self.chance(50):
            limit |= {"from": "09:00", "to": "11:30"}
        if self.chance(30):
            limit["weekdays"] = ["mon", "tue", "sun"]
        return limit

    def change_calendars(self) -> None:
        """Rotations, a closed or exchanged date, and bays with hours of their own."""
        calendars = self.site["calendars"]
        monday = self.referee.stamp(self.start - (self.start // 1440 - 1) % 7 * 1440)[:10]
        for name in sorted(calendars):
            week = calendars[name].get("weekly")
            if week is not None and name != self.site["hours"] and self.chance(30):
                del calendars[name]["weekly"]
                other = {day: spans for day, spans in week.items() if self.chance(70)}
                calendars[name]["rotation"] = {"from": monday, "weeks": self.rng.sample([week, other], 2)}
        if self.chance(30):
            dates = self.site.setdefault("dates", {})
            dates[self.time(self.rng.choice((0, 1, 2)), 0)[:10]] = self.rng.choice(DATES)
        for bay in self.site["bays"]:
            if self.chance(15):
                bay["calendar"] = self.rng.choice(sorted(calendars))

    # ---------------------------------------------------------------- the demand

    def forget_the_absent(self) -> None:
        """Takes out what names a bay or somebody who is not there any more."""
        advisors, bays, technicians = map(self.ids, ("advisors", "bays", "technicians"))

        def is_there(place: Json) -> bool:
            return place.get("bay", None) in (None, *bays) and set(place.get("technicians", ())) <= {*technicians}

        for visit in self.demand["appointments"]:
            for member, there in (("preferredAdvisor", advisors), ("receivedBy", advisors),
                                  ("preferredTechnician", technicians), ("originalTechnician", technicians)):
                if visit.get(member) not in there:
                    visit.pop(member, None)
            if visit.get("booked", {}).get("advisor") not in advisors:
                visit.get("booked", {}).pop("advisor", None)
            for operation in visit["operations"]:
                for member in ("locked", "previous"):
                    if member in operation and not is_there(operation[member]):
                        del operation[member]

    def change_visit(self, visit: Json) -> None:
        rng = self.rng
        for member, percent, values in (
                ("collect", 15, ({"minutes": 20}, {"minutes": 60})), ("deliver", 15, ({"minutes": 20}, {"minutes": 60})),
                ("priority", 20, (1, 50, 333, 1000)), ("loaner", 10, (True,)), ("waiting", 12, (True,)),
                ("walkIn", 5, (True,)), ("dropCost", 10, (0, 500, 40000)),
                ("preferredAdvisor", 10, self.ids("advisors")), ("preferredTechnician", 10, self.ids("technicians")),
                ("readyBy", 15, [self.time(day, 1020) for day in (0, 1)])):
            if self.chance(percent):
                visit[member] = copy.deepcopy(rng.choice(values))
        if self.chance(10) and "arrived" not in visit:
            visit["booked"] = {"arrival": self.time(0, rng.choice((480, 525, 600, 840, 1980)))}
        if self.chance(10):
            visit["arrived"] = self.time(0, rng.choice((-300, 480, 600)))
            visit.pop("booked", None)
            if self.chance(50):
                visit["receivedBy"] = rng.choice(self.ids("advisors"))

    def change_operation(self, operations: list[Json], place: int, operation: Json) -> None:
        rng = self.rng
        operation["equipment"] = [name for name in self.ids("equipment") if self.chance(12)]
        operation.pop("bayAfter", None)
        operation.pop("lag", None)
        if self.chance(20):
            operation["parts"] = [{"part": "few", "quantity": rng.choice((1, 1, 2))}]
        if place > 0 and self.chance(30):
            least = rng.choice((0, 0, 30, 120))
            operation["lag"] = {"min": least} | ({"max": least + rng.choice((0, 15, 60, 600))} if self.chance(50) else {})
        if self.chance(10):
            operation["splittable"] = True
        if self.chance(15):
            operation["bayAfter"] = "leave"
        elif (place + 1 < len(operations) and operation.get("bay") and self.chance(40)
              and operations[place + 1].get("bay") == operation["bay"]):
            operation["bayAfter"] = "keep"
        place_now = self.place(operation)
        if place_now and self.chance(8):
            operation["previous"] = self.place(operation)
        if place_now and "locked" not in operation and self.chance(6):
            start = rng.choice((480, 510, 600, 700, 840))
            operation["locked"] = place_now | {"start": self.time(0, start)}
            if self.chance(30):
                operation["locked"]["end"] = self.time(0, start + rng.choice((10, 45, 200)))
        if place_now and not {"locked", "previous"} & operation.keys() and self.chance(5):
            self.name_the_ways(operation)

    def place(self, operation: Json) -> Json | None:
        """A bay and a crew that could do a standard operation."""
        if "alternatives" in operation:
            return None
        able = [who["id"] for who in self.site["technicians"]
                if who["skills"].get(operation.get("trade"), 0) >= operation.get("level", 1)
                and {*operation.get("certifications", ())} <= {*who.get("certifications", ())}]
        bays = [bay["id"] for bay in self.site["bays"] if operation.get("bay") in bay["types"]]
        crew = operation.get("crew", 1) if operation.get("trade") else 0
        if len(able) < crew or (operation.get("bay") and not bays):
            return None
        bay = {"bay": self.rng.choice(bays)} if operation.get("bay") else {}
        return bay | {"technicians": self.rng.sample(able, crew)}

    def name_the_ways(self, operation: Json) -> None:
        """Turns a standard operation into alternatives."""
        ways = {}
        for _ in range(self.rng.choice((1, 2, 4))):
            place = self.place(operation)
            if place and len(place["technicians"]) < 2:
                technician = {"technician": place["technicians"][0]} if place["technicians"] else {}
                way = {name: place[name] for name in ("bay",) if name in place} | technician
                ways[tuple(sorted(way.items()))] = way | {"minutes": self.rng.choice((20, 45, 90))}
        if ways:
            for member in ("bay", "trade", "level", "certifications", "crew", "minutes"):
                operation.pop(member, None)
            operation["alternatives"] = list(ways.values())

    def settle(self, visit: Json) -> None:
        """The vehicle of locked work is usually there."""
        is_locked = any("locked" in operation for operation in visit["operations"])
        if is_locked and not {"arrived", "booked"} & visit.keys() and self.chance(60):
            visit["arrived"] = self.time(0, 450)

    def drop_the_refused(self) -> None:
        """Takes out the visits that the referee's reader refuses."""
        site = self.referee.read_site(self.node(self.site))
        while True:
            try:
                self.referee.read_demand(self.node(self.demand), site)
                return
            except self.referee.InputError as error:
                found = re.search(r"appointments\[(\d+)\]", str(error))
                if not found:
                    raise
                del self.demand["appointments"][int(found[1])]


def small_day(referee: Any, site: Json, demand: Json, rng: random.Random) -> tuple[Json, Json]:
    """A small day of a case with every member, as a site and a demand."""
    day = SmallDay(referee, site, demand, rng)
    return day.site, day.demand
