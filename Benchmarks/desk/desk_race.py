#!/usr/bin/env python3
"""Coordinators accept offers at the same time; no booking is lost, and no time is given twice.

Each coordinator asks for offers and accepts one, in threads that all begin together and want few of the same times.
What was answered with 201 must be in the book and in the journal with that arrival and advisor; what was taken
meanwhile must be answered with 409 and fresh offers. When the book is full, coordinators cancel some of their own
bookings. At the end the desk is told to end, the journal is rebuilt, and the exported book is verified.
"""
from __future__ import annotations

import random
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from desk.running import (Client, Desk, Failures, booked_twice, caller, demo_desk, desk_parser, feasible, job_names,
                          together)
from support.project import Json, percentile, read_json


@dataclass
class Race:
    """What all coordinators know and count."""

    wanted: int
    jobs: list[str]
    days: list[str]
    failures: Failures = field(default_factory=Failures)
    lock: threading.Lock = field(default_factory=threading.Lock)
    booked: dict[str, tuple[str, str]] = field(default_factory=dict)
    cancelled: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    answers: Counter[str] = field(default_factory=Counter)
    times: dict[str, list[float]] = field(default_factory=lambda: {"offers": [], "accept": []})
    number: int = 0
    #: Refused as taken, though the fresh offers have the same time and advisor.
    again: int = 0
    end: float = float("inf")

    def next_number(self) -> int | None:
        with self.lock:
            self.number += 1
            if self.number % 100 == 0:
                print(f"  {self.number} callers, {dict(self.answers)}, offered again {self.again}", flush=True)
            return self.number if self.number <= self.wanted and time.monotonic() < self.end else None

    def count(self, kind: str, seconds: float | None = None, name: str = "") -> None:
        with self.lock:
            self.answers[kind] += 1
            if seconds is not None:
                self.times[name].append(seconds)


class Coordinator:
    def __init__(self, race: Race, client: Client, dice: random.Random) -> None:
        self.race, self.client, self.dice = race, client, dice
        self.own: list[str] = []

    def work(self) -> None:
        while (number := self.race.next_number()) is not None:
            said = caller(self.dice, number, self.race.jobs)
            said["at"] = f"{self.dice.choice(self.race.days)} {self.dice.choice(('9:00', '10:00', '14:00'))}"
            answer = self.client.post("/api/offers", said)
            self.race.count(f"offers {answer.status}", answer.seconds, "offers")
            if answer.status != 200:
                self.race.failures.add("offers", f"{said} {answer.status} {answer.text}")
            elif answer.json["offers"]:
                self.accept(answer.json)
            else:
                self.race.count("full")
                self.make_room()

    def accept(self, listed: Json, tries: int = 3) -> None:
        """Takes one of the offers; if it has gone, one of the fresh ones."""
        offer = self.dice.choice(listed["offers"])
        place = (offer["arrival"], offer["advisor"]["id"])
        answer = self.client.post("/api/bookings", {"request": listed["request"], "arrival": place[0],
                                                    "advisor": place[1]})
        self.race.count(f"accept {answer.status}", answer.seconds, "accept")
        if answer.status == 201:
            booked = answer.json
            if (booked["arrival"], booked["advisor"]["id"]) != place:
                self.race.failures.add("another place", f"{place} {booked}")
            with self.race.lock:
                if booked["visit"] in self.race.booked:
                    self.race.failures.add("id given twice", booked["visit"])
                self.race.booked[booked["visit"]] = place
            self.own.append(booked["visit"])
        elif answer.status == 409 and answer.code == "taken":
            fresh = answer.json.get("offers")
            if fresh is None:
                self.race.failures.add("409 without offers", answer.text)
                return
            if any((each["arrival"], each["advisor"]["id"]) == place for each in fresh["offers"]):
                with self.race.lock:
                    self.race.again += 1
                self.race.failures.add("409 offers the same", answer.text)
            if fresh["offers"] and tries > 1:
                self.accept(fresh, tries - 1)
        else:
            self.race.failures.add("accept", f"{place} {answer.status} {answer.text}")

    def make_room(self) -> None:
        for _ in range(min(5, len(self.own))):
            visit = self.own.pop(self.dice.randrange(len(self.own)))
            answer = self.client.post(f"/api/visits/{visit}/status", {"status": "cancelled", "reason": "test"})
            self.race.count(f"cancel {answer.status}")
            with self.race.lock:
                (self.race.cancelled if answer.status == 200 else self.race.unknown).add(visit)
            if answer.status != 200:
                self.race.failures.add("cancel", f"{visit} {answer.status} {answer.text}")


def compare(race: Race, desk: Desk, client: Client) -> None:
    """Looks for every booking in the running desk's book."""
    for visit, place in race.booked.items():
        answer = client.get(f"/api/visits/{visit}")
        if answer.status != 200:
            race.failures.add("lost", f"{visit} {answer.status}")
            continue
        record = answer.json
        if visit in race.cancelled:
            if record["status"] != "cancelled":
                race.failures.add("not cancelled", record["status"])
            continue
        reception = record["appointment"].get("booked", {})
        if record["status"] != "booked" or (reception.get("arrival"), reception.get("advisor")) != place:
            race.failures.add("lost", f"{visit} {place} {record['status']} {reception}")


def main() -> int:
    parser = desk_parser(__doc__)
    parser.add_argument("--accepts", type=int, default=2000, help="the callers of all coordinators together")
    parser.add_argument("--threads", type=int, default=16, help="the coordinators")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="of the race, at most")
    options = parser.parse_args()
    with demo_desk(options, ("manager", "coordinator")) as (desk, tokens):
        desk.start()
        client = desk.client(tokens["manager"])
        horizon = client.get("/api/capacity?days=6").json["days"]
        race = Race(options.accepts, job_names(client), [day[5:] for day in horizon[1:]])
        begin = time.monotonic()
        race.end = begin + options.seconds
        coordinators = [Coordinator(race, desk.client(tokens["coordinator"]), random.Random(f"{options.seed}-{index}"))
                        for index in range(options.threads)]
        together(options.threads, lambda index: coordinators[index].work())
        seconds = time.monotonic() - begin
        compare(race, desk, client)
        peak = desk.peak_megabytes
        if desk.stop() != 0:
            race.failures.add("stop")
        desk.check(race.failures)
        judges = verify(race, desk, options)
    times = {name: f"{percentile(values, 50) * 1000:.0f}/{percentile(values, 95) * 1000:.0f} ms"
             for name, values in race.times.items() if values}
    accepts = sum(count for name, count in race.answers.items() if name.startswith("accept"))
    print(f"desk-race: {accepts} acceptances, {options.threads} coordinators, {seconds:.0f} s: {len(race.booked)} booked, "
          f"{race.answers['accept 409']} taken meanwhile ({race.again} of them offered again), {len(race.cancelled)} cancelled; "
          f"offers {times.get('offers')}, accept {times.get('accept')} (p50/p95); {peak:.0f} MB; verified by {judges}; "
          f"failures: {race.failures}")
    return 1 if race.failures.count else 0


def verify(race: Race, desk: Desk, options: object) -> str:
    """Judges the exported book, in which every booking is and no advisor has two vehicles at a time."""
    folder = desk.store.parent / "book"
    desk.command("export", "--out", folder)
    demand, schedule = (read_json(folder / f"{name}.json") for name in ("demand", "schedule"))
    for place in booked_twice(demand, schedule):
        race.failures.add("double", place)
    booked = {visit["id"]: (visit["booked"]["arrival"], visit["booked"].get("advisor"))
              for visit in demand["appointments"] if "booked" in visit}
    for visit, place in race.booked.items():
        if visit not in race.cancelled and booked.get(visit) != place:
            race.failures.add("lost in the export", f"{visit} {place} {booked.get(visit)}")
        if visit in race.cancelled and visit in booked:
            race.failures.add("cancelled, but exported", visit)
    return feasible(Path(folder), options, race.failures)


if __name__ == "__main__":
    sys.exit(main())
