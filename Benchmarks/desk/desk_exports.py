#!/usr/bin/env python3
"""Exports the book at random moments of a random day; verifier and referee accept every export.

Calls, arrivals, work that begins and ends, absences, closed bays, late vehicles, cancellations and moves happen in random order.
Every few steps site, demand and schedule are exported and judged: feasible, and with the cost that is stated.
"""
from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

from desk.running import Client, Failures, booked_twice, caller, demo_desk, desk_parser, feasible, job_names
from support.project import Json, keep_files


class RandomDay:
    def __init__(self, client: Client, dice: random.Random, failures: Failures) -> None:
        self.client, self.dice, self.failures = client, dice, failures
        self.answers: Counter[str] = Counter()
        self.jobs = job_names(client)
        self.site = client.get("/api/export/site.json").json

    def post(self, path: str, body: Json) -> Json | None:
        answer = self.client.post(path, body)
        self.answers[f"{answer.status // 100}xx"] += 1
        if answer.status >= 500:
            self.failures.add("server error", f"{path} {body} {answer.text}")
        return answer.json if answer.status < 300 else None

    def step(self) -> None:
        book = self.client.get("/api/book").json
        visits = book["visits"]
        self.dice.choice((self.call, self.call, self.progress, self.progress, self.progress, self.move,
                          self.disturb))(book, visits)

    def call(self, book: Json, visits: list[Json]) -> None:
        listed = self.post("/api/offers", caller(self.dice, self.dice.randrange(10**8), self.jobs))
        if listed and listed["offers"]:
            offer = self.dice.choice(listed["offers"])
            self.post("/api/bookings", {"request": listed["request"], "arrival": offer["arrival"],
                                        "advisor": offer["advisor"]["id"]})

    def progress(self, book: Json, visits: list[Json]) -> None:
        wanted = self.dice.choice(("arrived", "inWork", "inWork", "ready", "ready", "handedOver", "noShow", "cancelled",
                                   "calledOff"))
        suits = {"inWork": ("arrived", "inWork"), "ready": ("inWork",), "handedOver": ("ready",)}.get(
            wanted, ("booked", "confirmed", "reminded"))
        found = [visit for visit in visits if visit["status"] in suits]
        if wanted in ("arrived", "noShow"):
            found = [visit for visit in found if visit["appointment"].get("booked", {}).get("arrival", "")[:10]
                     == book["now"][:10]]
        if not found:
            return
        visit = self.dice.choice(found)
        body = {"status": wanted, "reason": "test"}
        if wanted == "ready" and visit["work"] and self.dice.random() < 0.5:
            body["operation"] = self.dice.choice(list(visit["work"]))
        self.post(f"/api/visits/{visit['id']}/status", body)

    def move(self, book: Json, visits: list[Json]) -> None:
        found = [visit for visit in visits if visit["status"] in ("requested", "booked", "confirmed", "calledOff")]
        if not found:
            return
        visit = self.dice.choice(found)["id"]
        listed = self.client.get(f"/api/visits/{visit}/offers")
        if listed.status >= 500:
            self.failures.add("server error", f"offers of {visit} {listed.text}")
        if listed.status == 200 and listed.json["offers"]:
            offer = self.dice.choice(listed.json["offers"])
            self.post(f"/api/visits/{visit}/move", {"arrival": offer["arrival"], "advisor": offer["advisor"]["id"]})

    def disturb(self, book: Json, visits: list[Json]) -> None:
        event: Json = {"at": book["now"]}
        kind = self.dice.choice(("absent", "back", "bayClosed", "bayOpen", "advisorAbsent", "advisorBack", "late",
                                 "overrun"))
        event["type"] = kind
        if kind in ("absent", "back"):
            event["technician"] = self.dice.choice(self.site["technicians"])["id"]
        elif kind in ("bayClosed", "bayOpen"):
            event["bay"] = self.dice.choice(self.site["bays"])["id"]
        elif kind in ("advisorAbsent", "advisorBack"):
            event["advisor"] = self.dice.choice(self.site["advisors"])["id"]
        elif kind == "late":
            due = [visit for visit in visits if visit["status"] in ("confirmed", "reminded")
                   and visit["appointment"].get("booked", {}).get("arrival", "")[:10] == book["now"][:10]]
            if not due:
                return
            event |= {"appointment": self.dice.choice(due)["id"],
                      "arrival": f"{book['now'][:10]}T{self.dice.randrange(13, 16)}:{self.dice.choice(('00', '30'))}"}
        else:
            running = [(visit["id"], operation) for visit in visits for operation, work in visit["work"].items()
                       if "end" not in work]
            if not running:
                return
            event["appointment"], event["operation"] = self.dice.choice(running)
            event["end"] = f"{book['now'][:10]}T{self.dice.randrange(13, 17)}:30"
        shown = self.post("/api/previews", {"events": [event]})
        if shown:
            self.post(f"/api/previews/{shown['id']}/take-over", {})


def export(client: Client, folder: Path) -> bool:
    """Writes the files of one version of the book; false if it has moved on between them."""
    folder.mkdir(exist_ok=True)
    version = client.get("/api/book?day=2000-01-01").json["version"]
    for name in ("site", "demand", "schedule"):
        (folder / f"{name}.json").write_bytes(client.get(f"/api/export/{name}.json").body)
    return client.get("/api/book?day=2000-01-01").json["version"] == version


def main() -> int:
    parser = desk_parser(__doc__)
    parser.add_argument("--exports", type=int, default=40)
    parser.add_argument("--steps", type=int, default=6, help="changes between exports, at most")
    parser.add_argument("--keep", type=Path, default=Path("failures"), metavar="DIR")
    options = parser.parse_args()
    failures, dice, made = Failures(), random.Random(options.seed), 0
    judges = "nobody"
    with demo_desk(options, ("manager",)) as (desk, tokens):
        desk.start()
        client = desk.client(tokens["manager"])
        day = RandomDay(client, dice, failures)
        for number in range(options.exports):
            for _ in range(dice.randrange(1, options.steps + 1)):
                day.step()
            folder = desk.store.parent / "export"
            if not export(client, folder):
                continue
            made += 1
            before = failures.count
            judges = feasible(folder, options, failures)
            demand, schedule = (client.get(f"/api/export/{name}.json").json for name in ("demand", "schedule"))
            for place in booked_twice(demand, schedule):
                failures.add("double", place)
            if failures.count > before:
                keep_files(folder, options.keep, f"desk-export-{options.seed}-{number}")
        version = client.get("/api/book?day=2000-01-01").json["version"]
        desk.stop()
        desk.check(failures)
    print(f"desk-exports: {made} exports of {version} versions accepted by {judges}; answers {dict(day.answers)}; "
          f"failures: {failures}")
    return 1 if failures.count else 0


if __name__ == "__main__":
    sys.exit(main())
