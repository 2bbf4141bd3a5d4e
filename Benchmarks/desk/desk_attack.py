#!/usr/bin/env python3
"""Attacks a running desk: rights, sessions, other origins, scripts in fields, paths, sizes, and mutated bodies.

Nothing may be answered with 5xx, nothing shown or changed without the right to it, and the desk must neither crash nor
wait. At the end the journal must give the state, and the book must be feasible. docs/desk-security.md lists what is
tried.
"""
from __future__ import annotations

import http.client
import json
import random
import sys
import threading
import time
from collections import Counter
from urllib.parse import quote

from desk.attacks import ATTACKS, Target
from desk.running import Failures, caller, demo_desk, desk_parser, feasible, job_names, together
from support.mutation import mutate_bytes
from support.project import Json

TOKENS = [b"null", b"true", b"-1", b"0", b"1e400", b"9223372036854775808", b'""', b"[]", b"{}", b'"', b"{", b"}", b"[", b"]", b",",
          b":", b"\\", b"\\ud800", b"\\u0000", b"\xc3\x28", b"\x00", b"2026-02-30T25:61", b"9999-12-31T23:59", b"0000-01-01T00:00",
          "的".encode(), b"x-", b"<script>"]


def templates(target: Target) -> list[tuple[str, str, Json]]:
    """A valid body for each route that takes one, with how often it is used by how long it takes."""
    manager, dice = target.client("manager"), random.Random(7)
    jobs = job_names(manager)
    said = caller(dice, 1, jobs) | {"at": "12-24 10:00", "note": "n", "advisor": "", "mileage": "1000"}
    request = manager.post("/api/offers", caller(dice, 2, jobs)).json["request"]
    visit, now = target.visit, target.book["now"]
    site = manager.get("/api/settings/site").json
    event = {"at": now, "type": "absent", "technician": site["technicians"][0]["id"], "until": now[:10] + "T17:00"}
    late = {"at": now, "type": "late", "appointment": visit, "arrival": now[:10] + "T15:00"}
    advisor = site["advisors"][0]["id"]
    status = {"status": "arrived", "operation": "1", "bay": "B01", "technicians": ["T01"], "reason": "r"}
    small = {name: site[name] for name in site if name != "x"}
    return [
        ("POST", "/api/offers", said), ("POST", "/api/bookings", {"request": request, "arrival": now, "advisor": advisor}),
        ("POST", "/api/bookings", {"request": target.book["visits"][5]["appointment"], "arrival": now, "advisor": advisor}),
        ("POST", "/api/requests", {"request": request, "declined": "d", "callBack": now}),
        ("POST", f"/api/visits/{visit}/move", {"arrival": now, "advisor": advisor}),
        ("POST", f"/api/visits/{visit}/status", status),
        ("POST", f"/api/visits/{visit}/contacts", {"occasion": "o", "outcome": "done", "retry": now, "note": "n"}),
        ("POST", f"/api/visits/{visit}/picked", {"picked": True}),
        ("POST", "/api/previews", {"events": [event, late], "detail": "d"}),
        ("POST", "/api/previews/x/take-over", {}), ("POST", "/api/plan", {"day": now[:10], "seconds": 1}),
        ("POST", "/api/roll-over", {}), ("POST", "/api/password", {"old": "o", "new": "new password"}),
        ("PUT", "/api/settings/site", small),
        ("PUT", "/api/settings/desk", {"days": 14, "catalogue": "name,minutes\na,1\n", "directions": "d", "recalls": [
            {"number": "1", "title": "t", "appliesTo": ["v"], "notice": "n"}]}),
        ("PUT", "/api/accounts/fuzz", {"role": "display", "password": "p", "advisor": advisor}),
        ("POST", f"/api/feeds/advisor/{advisor}", {}),
    ]


def values(json_value: object, path: tuple = ()) -> list[tuple]:
    """The places of all values within a JSON value."""
    found = [path]
    items = json_value.items() if isinstance(json_value, dict) else enumerate(json_value) if isinstance(
        json_value, list) else ()
    for key, value in items:
        found += values(value, (*path, key))
    return found


def changed(body: Json, dice: random.Random) -> bytes:
    """A body with some values replaced by others, of other types too."""
    copy = json.loads(json.dumps(body))
    odd = [None, True, -1, 0, 2**63, 1.5, "", "x" * 300, [], {}, [[]], {"x": 1}, "2026-12-31T12:00", "\u0000", "🚗", "A001"]
    for _ in range(dice.randint(1, 2)):
        place = dice.choice(values(copy))
        if not place:
            return json.dumps(dice.choice(odd)).encode()
        parent = copy
        for key in place[:-1]:
            parent = parent[key]
        if dice.random() < 0.25:
            del parent[place[-1]]
        else:
            parent[place[-1]] = dice.choice(odd)
    return json.dumps(copy).encode()


class Fuzz:
    """Random bodies for every route, from several threads. What takes long is sent less often, so that each kind of request
    takes as much of the time as every other."""

    def __init__(self, target: Target, options: object) -> None:
        self.target, self.options = target, options
        self.templates = templates(target)
        #: Requests and seconds by template; the last one is for those without a body.
        self.taken = [[1, 0.001] for _ in range(len(self.templates) + 1)]
        self.begin = time.monotonic()
        self.routes = [(method, path) for method, path, _ in target.routes()
                       if method == "GET" and path not in ("/api/export/store.sqlite", "/live")]
        self.answers: Counter[str] = Counter()
        self.lock, self.left = threading.Lock(), options.mutations

    def take(self) -> bool:
        with self.lock:
            self.left -= 1
            done = self.options.mutations - self.left
            if done % 10_000 == 0:
                print(f"  {done} mutations, {done / (time.monotonic() - self.begin):.0f} a second", flush=True)
            return self.left >= 0 and time.monotonic() - self.begin < self.options.seconds

    def run(self, thread: int) -> None:
        dice, client = random.Random(f"{self.options.seed}-{thread}"), self.target.client("manager")
        while self.take():
            kind = self.kind(dice)
            method, path, body = self.request(kind, dice)
            try:
                answer = client.call(method, path, body, {"Content-Type": "application/json"} if body else {})
            except (OSError, http.client.HTTPException) as error:
                self.target.failures.add("no answer", f"{method} {path} {body!r}: {error!r}")
                if not self.target.desk.is_running:
                    return
                continue
            with self.lock:
                self.answers[str(answer.status)] += 1
                self.taken[kind][0] += 1
                self.taken[kind][1] += answer.seconds
            if answer.status >= 500 or answer.status == 401:
                self.target.failures.add(f"{answer.status}", f"{method} {path} {body!r} {answer.text[:300]}")
            if answer.seconds > 20:
                self.target.failures.add("slow answer", f"{method} {path} {body!r} {answer.seconds:.0f} s")

    def kind(self, dice: random.Random) -> int:
        """The number of a template, by how long its requests have taken."""
        return dice.choices(range(len(self.taken)), [count / seconds for count, seconds in self.taken])[0]

    def request(self, kind: int, dice: random.Random) -> tuple[str, str, bytes | None]:
        if kind == len(self.templates):
            method, path = dice.choice(self.routes)
            query = mutate_bytes(b"q=a&day=2026-12-02&at=2026-12-02T10:00&days=3&visit=A001&limit=5&from=2026-12-01", dice, TOKENS)[0]
            return method, path + ("&" if "?" in path else "?") + quote(query, safe="=&%"), None
        method, path, body = self.templates[kind]
        if dice.random() < 0.03:
            path = quote(mutate_bytes(path.encode(), dice, TOKENS)[0], safe="/%")
            path = path if path.startswith("/") and "/accounts" not in path else "/api/visits/x/move"
        if dice.random() < 0.6:
            return method, path, changed(body, dice)
        return method, path, mutate_bytes(json.dumps(body).encode(), dice, TOKENS)[0]


def main() -> int:
    parser = desk_parser(__doc__)
    parser.add_argument("--mutations", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="of mutations, at most")
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--only", choices=[attack.__name__ for attack in ATTACKS] + ["mutations"], action="append")
    options = parser.parse_args()
    with demo_desk(options) as (desk, tokens):
        failures = Failures()
        desk.start()
        target = Target(desk, tokens, failures)
        answers: Counter[str] = Counter()
        for attack in ATTACKS:
            if not options.only or attack.__name__ in options.only:
                attack(target)
            if not desk.is_running:
                break
        if not options.only or "mutations" in options.only:
            fuzz = Fuzz(target, options)
            answers = fuzz.answers
            together(options.threads, fuzz.run)
        judges = "nobody"
        if not desk.is_running:
            failures.add("crash", desk.log.read_text()[-3000:])
        else:
            desk.stop()
            desk.check(failures)
            desk.command("export", "--out", desk.store.parent / "book")
            judges = feasible(desk.store.parent / "book", options, failures)
        logged = desk.log.read_text().count("error")
    print(f"desk-attack: {target.tried} attacks, {sum(answers.values())} mutations "
          f"({dict(sorted(answers.items()))}); {logged} errors in the log; verified by {judges}; failures: {failures}")
    return 1 if failures.count else 0


if __name__ == "__main__":
    sys.exit(main())
