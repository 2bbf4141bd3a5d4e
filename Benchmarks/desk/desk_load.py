#!/usr/bin/env python3
"""A day's people at the desk at once, while it plans tomorrow: how long they wait, and how much memory it takes.

Coordinators take calls, supervisors start and end work, advisors receive, parts are picked, managers look at the load,
boards on the wall are read again and live pages listen, each with a pause to think. A search for tomorrow's plan
runs all the time. Times are from sending a request to the last byte of its answer; a live update is from sending the
change to its event at a listener.
"""
from __future__ import annotations

import http.client
import random
import sys
import threading
import time
from collections import Counter, defaultdict

from desk.running import Client, Desk, Failures, caller, demo_desk, desk_parser, job_names
from support.project import percentile

#: Milliseconds at the 95th percentile.
TARGETS = {"offers": 150, "page": 100, "live": 1000}


class Day:
    """What all people share."""

    def __init__(self, desk: Desk, tokens: dict[str, str], options: object) -> None:
        self.desk, self.tokens, self.options = desk, tokens, options
        self.failures, self.lock = Failures(), threading.Lock()
        self.times: dict[str, list[float]] = defaultdict(list)
        self.answers: Counter[str] = Counter()
        self.end = time.monotonic() + options.seconds
        self.jobs: list[str] = []
        #: When a version was sent for, by the version that came of it; and when listeners saw a version first and last.
        self.sent: dict[int, float] = {}
        self.seen: dict[int, float] = {}

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self.end

    def note(self, kind: str, seconds: float) -> None:
        with self.lock:
            self.times[kind].append(seconds)


class Person(threading.Thread):
    """Somebody who does one thing after another, with pauses."""

    def __init__(self, day: Day, role: str, number: int) -> None:
        super().__init__(daemon=True)
        self.day, self.role = day, role
        self.dice = random.Random(f"{day.options.seed}-{role}-{number}")
        self.client = day.desk.client(day.tokens.get(role))

    def run(self) -> None:
        time.sleep(self.dice.random() * self.day.options.think)
        while not self.day.is_over:
            try:
                getattr(self, self.role)()
            except (OSError, http.client.HTTPException) as error:
                self.day.failures.add("connection", f"{self.role}: {error!r}")
                time.sleep(1)
            except Exception as error:
                self.day.failures.add("client", f"{self.role}: {error!r}")
            time.sleep(self.dice.expovariate(1 / self.day.options.think))

    def call(self, kind: str, method: str, path: str, body: object = None):
        begin = time.monotonic()
        answer = self.client.call(method, path, body)
        self.day.note(kind, answer.seconds)
        with self.day.lock:
            self.day.answers[f"{answer.status // 100}xx"] += 1
        if answer.status >= 500 or answer.status in (401, 403, 404, 405):
            self.day.failures.add(f"{answer.status}", f"{method} {path} {answer.text[:300]}")
        if kind == "change" and answer.status < 300:
            version = answer.json.get("version")
            with self.day.lock:
                if version:
                    self.day.sent.setdefault(version, begin)
        return answer

    # ------------------------------------------------------------ what people do

    def coordinator(self) -> None:
        said = caller(self.dice, self.dice.randrange(10**8), self.day.jobs)
        self.call("page", "GET", "/call")
        self.call("lookup", "GET", f"/api/customers?q={self.dice.randrange(1000)}")
        self.call("lookup", "GET", f"/api/jobs?q={said['jobs'][:2].strip()}")
        listed = self.call("offers", "POST", "/api/offers", said)
        if listed.status == 200 and listed.json["offers"]:
            offer = self.dice.choice(listed.json["offers"])
            self.call("change", "POST", "/api/bookings",
                      {"request": listed.json["request"], "arrival": offer["arrival"],
                       "advisor": offer["advisor"]["id"]})
        self.call("page", "GET", self.dice.choice(("/", "/calls", "/roster")))

    def supervisor(self) -> None:
        self.call("page", "GET", "/board")
        self.step("inWork" if self.dice.random() < 0.5 else "ready", {"arrived", "inWork"})

    def advisor(self) -> None:
        self.call("page", "GET", "/mine")
        self.step("arrived" if self.dice.random() < 0.7 else "handedOver", {"booked", "confirmed", "reminded", "ready"})

    def parts(self) -> None:
        self.call("page", "GET", "/parts")
        if visit := self.visit(lambda visit: visit["appointment"].get("parts") and visit["status"] == "confirmed"):
            self.call("change", "POST", f"/api/visits/{visit}/picked", {"picked": self.dice.random() < 0.7})

    def manager(self) -> None:
        self.call("page", "GET", self.dice.choice(("/load", "/statistics", "/journal", "/settings")))
        self.call("lookup", "GET", "/api/capacity")

    def display(self) -> None:
        self.call("page", "GET", self.dice.choice(("/wall/welcome", "/wall/workshop", "/board")))

    def step(self, status: str, of: set[str]) -> None:
        if visit := self.visit(lambda visit: visit["status"] in of):
            self.call("change", "POST", f"/api/visits/{visit}/status", {"status": status})

    def visit(self, suits) -> str | None:
        """A visit of today that suits."""
        answer = self.call("lookup", "GET", f"/api/book?day={self.day.options.today}")
        found = [visit["id"] for visit in answer.json["visits"] if suits(visit)]
        return self.dice.choice(found) if found else None


def listen(day: Day) -> None:
    """Reads live updates until the end."""
    connection = http.client.HTTPConnection("127.0.0.1", day.desk.port, timeout=60)
    connection.request("GET", "/live", headers={"Authorization": f"Bearer {day.tokens['display']}"})
    response = connection.getresponse()
    while not day.is_over:
        line = response.fp.readline()
        if not line:
            day.failures.add("live ended")
            return
        if line.startswith(b"data: "):
            with day.lock:
                day.seen[int(line[6:])] = time.monotonic()


def plan_all_the_time(day: Day, tomorrow: str) -> None:
    client = day.desk.client(day.tokens["supervisor"])
    while not day.is_over:
        if client.get("/api/plan").json["state"] != "searching":
            answer = client.post("/api/plan", {"day": tomorrow, "seconds": 20})
            if answer.status == 202:
                day.note("searches", 0)
        time.sleep(1)


def figures(day: Day) -> str:
    """Times by kind, checked against the targets."""
    # A listener may see only the last of several versions at once.
    for version, begin in day.sent.items():
        later = [seen for other, seen in day.seen.items() if other >= version]
        if later:
            day.note("live", max(0, min(later) - begin))
    parts = []
    for kind, values in sorted(day.times.items()):
        if kind == "searches":
            continue
        p95 = percentile(values, 95) * 1000
        parts.append(f"{kind} {percentile(values, 50) * 1000:.0f}/{p95:.0f} ms ({len(values)})")
        if p95 > TARGETS.get(kind, float("inf")):
            day.failures.add("target", f"{kind}: {p95:.0f} ms, not {TARGETS[kind]} ms")
    return "; ".join(parts)


def main() -> int:
    parser = desk_parser(__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--listeners", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=8, metavar="SECONDS", help="the mean pause of a person")
    parser.add_argument("--megabytes", type=float, default=300, help="the memory that is allowed")
    parser.add_argument("--no-plan", action="store_true", help="search for no plan meanwhile")
    options = parser.parse_args()
    shares = {"coordinator": 30, "supervisor": 15, "advisor": 20, "parts": 10, "manager": 10, "display": 15}
    roles = [role for role, share in shares.items() for _ in range(max(1, round(share * options.people / 100)))]
    with demo_desk(options) as (desk, tokens):
        desk.start()
        client = Client(desk.port, tokens["manager"])
        days = client.get("/api/capacity?days=5").json["days"]
        options.today = days[0]
        day = Day(desk, tokens, options)
        day.jobs = job_names(client)
        threads = [Person(day, role, number) for number, role in enumerate(roles)]
        threads += [threading.Thread(target=listen, args=(day,), daemon=True) for _ in range(options.listeners)]
        if not options.no_plan:
            threads.append(threading.Thread(target=plan_all_the_time, args=(day, days[1]), daemon=True))
        for thread in threads:
            thread.start()
        while not day.is_over and desk.is_running:
            time.sleep(0.5)
        for thread in threads[:len(roles)]:
            thread.join(30)
        if not desk.is_running:
            day.failures.add("crash", desk.log.read_text()[-2000:])
        peak, now = desk.peak_megabytes, desk.megabytes
        if peak > options.megabytes:
            day.failures.add("memory", f"{peak:.0f} MB")
        if desk.stop() != 0:
            day.failures.add("stop")
        desk.check(day.failures)
        text = figures(day)
    print(f"desk-load: {len(roles)} people, {options.listeners} listeners, {options.seconds:.0f} s, "
          f"{len(day.times['searches'])} searches, p50/p95: {text}; {dict(day.answers)}; "
          f"{now:.0f} MB, at most {peak:.0f} MB; failures: {day.failures}")
    return 1 if day.failures.count else 0


if __name__ == "__main__":
    sys.exit(main())
