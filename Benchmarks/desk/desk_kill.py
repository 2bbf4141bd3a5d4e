#!/usr/bin/env python3
"""Kills the desk at random moments of a busy day; every change that was acknowledged is there when it opens again.

Each round opens the store that the last one left, has clients book, keep, move, receive, note and disturb, kills the
desk (SIGKILL), opens the store with another program (`check`: the journal gives the state) and then with the desk, and
looks for every change that was answered with success. What was not answered may be there or not, but never half.
"""
from __future__ import annotations

import http.client
import random
import sys
import threading
import time
from dataclasses import dataclass, field

from desk.running import Client, Desk, Failures, caller, demo_desk, desk_parser, feasible, job_names
from support.project import Json

#: How far a visit has come; a later state says that the earlier one was there.
LIFE = ("requested", "booked", "confirmed", "reminded", "arrived", "inWork", "ready", "handedOver")


@dataclass
class Known:
    """What the desk has acknowledged, by visit."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)
    contacts: dict[str, set[str]] = field(default_factory=dict)
    #: Visits with a change that was sent and not answered.
    open: set[str] = field(default_factory=set)
    #: The largest version of the book that was answered.
    version: int = 0
    changes: int = 0
    refused: int = 0

    def saw(self, answer: Json) -> None:
        with self.lock:
            self.version = max(self.version, answer.get("version", 0))
            self.changes += 1


class Busy(threading.Thread):
    """Somebody who changes the book until the desk is gone."""

    def __init__(self, client: Client, known: Known, jobs: list[str], seed: float, failures: Failures, own: list[str]
                 ) -> None:
        super().__init__(daemon=True)
        self.client, self.known, self.jobs, self.failures = client, known, jobs, failures
        self.dice = random.Random(seed)
        #: Visits that nobody else changes.
        self.own = own

    def run(self) -> None:
        try:
            while True:
                self.dice.choice((self.book, self.book, self.keep, self.note, self.note, self.step, self.move,
                                  self.disturb))()
        except (OSError, http.client.HTTPException):
            return
        except Exception as error:
            self.failures.add("client", repr(error))

    def change(self, path: str, body: Json, visit: str | None, good: int) -> Json | None:
        """Sends a change; its visit is open until the answer is there."""
        if visit:
            with self.known.lock:
                self.known.open.add(visit)
        answer = self.client.post(path, body)
        if visit:
            with self.known.lock:
                self.known.open.discard(visit)
        if answer.status == good:
            self.known.saw(answer.json)
            return answer.json
        if answer.status >= 500:
            self.failures.add("server error", f"{path} {body} {answer.status} {answer.text}")
        with self.known.lock:
            self.known.refused += 1
        return None

    def book(self) -> None:
        said = caller(self.dice, self.dice.randrange(10**8), self.jobs)
        listed = self.client.post("/api/offers", said)
        if listed.status != 200 or not listed.json["offers"]:
            return
        offer = listed.json["offers"][0]
        done = self.change("/api/bookings", {"request": listed.json["request"], "arrival": offer["arrival"],
                                             "advisor": offer["advisor"]["id"]}, None, 201)
        if done:
            self.own.append(done["visit"])
            with self.known.lock:
                self.known.places[done["visit"]] = (done["arrival"], done["advisor"]["id"])
                self.known.status[done["visit"]] = "booked"

    def keep(self) -> None:
        listed = self.client.post("/api/offers", caller(self.dice, self.dice.randrange(10**8), self.jobs))
        if listed.status != 200:
            return
        done = self.change("/api/requests", {"request": listed.json["request"], "declined": "too late"}, None, 201)
        if done:
            with self.known.lock:
                self.known.status[done["visit"]] = "declined"

    def note(self) -> None:
        if not self.own:
            return
        visit, text = self.dice.choice(self.own), f"note {self.dice.random()}"
        if self.change(f"/api/visits/{visit}/contacts",
                       {"occasion": "reminder", "outcome": "noAnswer", "note": text}, visit, 201):
            with self.known.lock:
                self.known.contacts.setdefault(visit, set()).add(text)

    def step(self) -> None:
        if not self.own:
            return
        visit = self.own.pop(self.dice.randrange(len(self.own)))
        status = self.dice.choice(("confirmed", "reminded", "cancelled"))
        if self.change(f"/api/visits/{visit}/status", {"status": status, "reason": "test"}, visit, 200):
            with self.known.lock:
                self.known.status[visit] = status

    def move(self) -> None:
        if not self.own:
            return
        visit = self.own.pop(self.dice.randrange(len(self.own)))
        listed = self.client.get(f"/api/visits/{visit}/offers")
        if listed.status != 200 or not listed.json["offers"]:
            return
        offer = listed.json["offers"][-1]
        done = self.change(f"/api/visits/{visit}/move",
                           {"arrival": offer["arrival"], "advisor": offer["advisor"]["id"]}, visit, 200)
        if done:
            with self.known.lock:
                self.known.places[visit] = (done["arrival"], done["advisor"]["id"])
                self.known.status[visit] = "booked"

    def disturb(self) -> None:
        book = self.client.get("/api/settings/site")
        if book.status != 200:
            return
        technician = self.dice.choice(book.json["technicians"])["id"]
        now = self.client.get("/api/book?day=2000-01-01").json["now"]
        kind = self.dice.choice(("absent", "back"))
        shown = self.client.post("/api/previews",
                                 {"events": [{"at": now, "type": kind, "technician": technician}]})
        if shown.status == 201:
            self.change(f"/api/previews/{shown.json['id']}/take-over", {}, None, 200)


def compare(client: Client, known: Known, failures: Failures) -> None:
    """Looks for everything acknowledged in the book that was opened again."""
    version = client.get("/api/book?day=2000-01-01").json["version"]
    if version < known.version:
        failures.add("version lost", f"{version} < {known.version}")
    for visit in set(known.status) - known.open:
        answer = client.get(f"/api/visits/{visit}")
        if answer.status != 200:
            failures.add("visit lost", f"{visit} {answer.status} {answer.text}")
            continue
        record, status = answer.json, known.status[visit]
        # Who was reminded has confirmed: the later status stays.
        if record["status"] != status and (status, record["status"]) != ("confirmed", "reminded"):
            failures.add("status lost", f"{visit}: {status} was acknowledged, {record['status']} is there")
        # A disturbance may leave a visit without a place in the plan, but never without its promise.
        promise = record["appointment"].get("booked", {})
        place = (promise.get("arrival"), promise.get("advisor"))
        if status in LIFE and visit in known.places and place != known.places[visit]:
            failures.add("place lost", f"{visit}: {known.places[visit]} was acknowledged, {place} is there")
        notes = {contact.get("note") for contact in record["contacts"]}
        if not known.contacts.get(visit, set()) <= notes:
            failures.add("note lost", visit)


def killed_round(desk: Desk, token: str, known: Known, jobs: list[str], dice: random.Random, options: object,
                 failures: Failures) -> None:
    book = desk.client(token).get("/api/book").json
    later = [visit["id"] for visit in book["visits"] if visit["status"] in ("booked", "confirmed", "reminded")
             and visit["appointment"].get("booked", {"arrival": ""})["arrival"][:10] > book["now"][:10]]
    people = [Busy(desk.client(token), known, jobs, dice.random(), failures, later[index::options.clients])
              for index in range(options.clients)]
    for person in people:
        person.start()
    time.sleep(dice.uniform(0.05, options.longest))
    if not desk.is_running:
        failures.add("crash", desk.log.read_text()[-2000:])
    desk.kill()
    for person in people:
        person.join(90)
    desk.check(failures)


def main() -> int:
    parser = desk_parser(__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--clients", type=int, default=6)
    parser.add_argument("--longest", type=float, default=3.0, metavar="SECONDS", help="until the kill, at most")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="of all rounds, at most")
    options = parser.parse_args()
    failures, dice, known, openings = Failures(), random.Random(options.seed), Known(), []
    with demo_desk(options, ("manager",)) as (desk, tokens):
        token = tokens["manager"]
        desk.start()
        jobs = job_names(desk.client(token))
        end = time.monotonic() + options.seconds
        while len(openings) < options.rounds and time.monotonic() < end:
            if len(openings) % 10 == 0:
                print(f"  {len(openings)} kills, {known.changes} changes", flush=True)
            killed_round(desk, token, known, jobs, dice, options, failures)
            openings.append(desk.start())
            compare(desk.client(token), known, failures)
            # What was open when the desk was killed may be there or not: from here on it is not looked at.
            for visit in known.open:
                known.status.pop(visit, None)
            known.open.clear()
        desk.stop()
        desk.check(failures)
        desk.command("export", "--out", desk.store.parent / "book")
        judges = feasible(desk.store.parent / "book", options, failures)
    print(f"desk-kill: {len(openings)} kills, {options.clients} clients: {known.changes} changes acknowledged, "
          f"{known.refused} refused, version {known.version}; open again in {max(openings):.1f} s at most; "
          f"verified by {judges}; failures: {failures}")
    return 1 if failures.count else 0


if __name__ == "__main__":
    sys.exit(main())
