#!/usr/bin/env python3
"""Asks `bayline offer` for random appointments and holds every answer against the referee.

    offers.py [--requests N] [--profiles P,P,...] [--seed S] [--each N] [--iterations N] [--all-arrivals PERCENT]
              [--referee REFEREE.py] [--bayline PROGRAM] [--keep DIR]

Days are made by `bayline generate`, some visits are held out, the rest is scheduled, and the visits held out ask for a time
with changed wishes: windows, first choice, waiting, loan vehicle, advisor, technician, kind, promise; on some days it is
late morning already. Of each answer it is asked that

- the exit code is 0 with offers and 1 without, no time is offered twice, and none outside the availability but what is opened
  today for a return;
- each offer, accepted, gives a demand and a schedule that the referee finds right, to the point; `extraCost` is what the
  referee says that the total grows by; `moves` is all that differs; every other arrival and advisor stays, and nobody's
  promise becomes late, or later;
- the first offer is kept when the schedule is searched on from there (`schedule --from`);
- where fewer than two were offered, an exhaustive search over slots, advisors, crews, bays and starts with everything else as it
  stands (`every_arrival.py`) finds no other arrival; and likewise for a share of all other requests.

Prints a row for each profile; exit status 1 if anything was otherwise, and then the files are kept in DIR.
Needs Python 3.11 and its standard library only.
"""
from __future__ import annotations

import argparse
import copy
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from every_arrival import EveryArrival

from judging import load_referee

ROOT = Path(__file__).resolve().parents[2]
DAY = 1440
PROFILES = "demo,small,medium,scarce,week,replan"



class Wrong(Exception):
    """What an answer should not have been."""


class Desk:
    """A day with its schedule, and the program that answers for it."""

    def __init__(self, options: argparse.Namespace, folder: Path, profile: str, seed: int, rng: random.Random) -> None:
        self.options, self.folder, self.rng, self.referee = options, folder, rng, options.module
        self.run("generate", "--profile", profile, "--seed", seed, "--out", folder, "--quiet", "--force")
        self.site_json = json.loads((folder / "site.json").read_bytes())
        self.demand_json = json.loads((folder / "demand.json").read_bytes())
        if profile != "replan" and rng.random() < 0.3:
            self.demand_json["now"] = self.demand_json["horizon"]["from"] + rng.choice(["T09:40", "T11:00", "T13:30"])
            for visit in self.demand_json["appointments"]:  # what was wished for this morning is past
                visit.pop("availability", None)
                visit.pop("preferredArrival", None)
        visits = self.demand_json["appointments"]
        free = [visit for visit in visits if not ({"arrived", "booked"} & visit.keys())
                and not any("locked" in op for op in visit["operations"])]
        self.pool = rng.sample(free, min(len(free), max(4, len(visits) // 6)))
        # The book is full or has room: some or all of those held out are gone from it.
        gone = {visit["id"] for visit in self.pool}
        visits[:] = [visit for visit in visits if visit["id"] not in gone]
        self.write("d.json", self.demand_json)
        made = self.run("schedule", *self.files("d.json"), "--iterations", options.iterations, "--threads", 1, "--quiet",
                        "--no-bound", "--out", folder / "o.json")
        if made.returncode != 0:
            raise Wrong(f"schedule: {made.stderr}")
        self.schedule = json.loads((folder / "o.json").read_bytes())
        self.site = self.referee.read_site(self.node(self.site_json))
        self.before = self.judge(self.demand_json, self.schedule)
        if self.before.violations or self.before.differences:
            raise Wrong("the schedule at the start is not right")

    def write(self, name: str, value: Any) -> Path:
        path = self.folder / name
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return path

    def files(self, demand: str) -> list[Any]:
        return ["--site", self.folder / "site.json", "--demand", self.folder / demand]

    def run(self, *command: Any) -> subprocess.CompletedProcess[str]:
        words = [str(self.options.bayline), *map(str, command)]
        return subprocess.run(words, capture_output=True, encoding="utf-8", timeout=120)

    def node(self, value: Any) -> Any:
        return self.referee.Node("", "$", value)

    def judge(self, demand: Any, schedule: Any, compare: bool = True) -> Any:
        return self.referee.judge(self.node(self.site_json), self.node(demand), self.node(schedule), compare)

    # ---------------------------------------------------------------- requests

    def time(self, minute: int) -> str:
        return self.referee.stamp(minute)

    def request(self) -> dict[str, Any]:
        """A visit that was held out, with other wishes."""
        rng = self.rng
        visit = copy.deepcopy(rng.choice(self.pool))
        horizon = self.demand_json["horizon"]
        start = self.node(horizon["from"] + "T00:00").time()
        now = self.node(self.demand_json.get("now", horizon["from"] + "T00:00")).time()
        days = horizon.get("days", 1)

        def window() -> dict[str, str]:
            day = start + rng.randrange(days) * DAY
            low = day + 15 * rng.randrange(28, 66)
            high = low + rng.choice([15, 30, 60, 120, 240, 240, 480])
            return {"from": self.time(low), "to": self.time(high)}

        wish = rng.random()
        if wish < 0.75:
            visit["availability"] = [window() for _ in range(rng.choice([1, 1, 1, 2, 3]))]
        elif wish < 0.9:
            visit.pop("availability", None)
        visit.pop("preferredArrival", None)
        if rng.random() < 0.6:
            low = self.node(visit["availability"][0]["from"]).time() if "availability" in visit else max(now, start + 480)
            visit["preferredArrival"] = self.time(low + 15 * rng.randrange(8))
        for flag, share in (("waiting", 0.35), ("loaner", 0.15)):
            visit.pop(flag, None)
            if rng.random() < share:
                visit[flag] = True
        if rng.random() < 0.2:
            visit["preferredAdvisor"] = rng.choice(self.site_json["advisors"])["id"]
        if rng.random() < 0.2:
            visit["preferredTechnician"] = rng.choice(self.site_json["technicians"])["id"]
        if rng.random() < 0.15:
            visit["kind"] = "return"
            visit["originalTechnician"] = rng.choice(self.site_json["technicians"])["id"]
        visit.pop("readyBy", None)
        if rng.random() < 0.3:
            low = self.node(visit["availability"][0]["from"]).time() if "availability" in visit else start + 600
            visit["readyBy"] = self.time(low + 30 * rng.randrange(1, 20))
        return visit

    # ---------------------------------------------------------------- answers

    def ask(self, request: dict[str, Any], counts: Counter[str], times: list[tuple[float, float]]) -> None:
        count = self.rng.choice([1, 2, 3, 3, 3, 5])
        self.write("r.json", request)
        command = ["offer", *self.files("d.json"), "--schedule", self.folder / "o.json", "--request",
                   self.folder / "r.json", "--count", count]
        cpu, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        answered = self.run(*command, "--json")
        took, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append((took, after.ru_utime + after.ru_stime - cpu.ru_utime - cpu.ru_stime))
        if answered.returncode not in (0, 1):
            raise Wrong(f"exit {answered.returncode}: {answered.stderr}")
        answer = json.loads(answered.stdout)
        offers = answer["offers"]
        if bool(offers) != (answered.returncode == 0) or len(offers) > count:
            raise Wrong(f"exit {answered.returncode} with {len(offers)} of {count} offers")
        if len({offer["arrival"] for offer in offers}) < len(offers):
            raise Wrong("a time is offered twice")
        own = [offer for offer in offers if not offer["opened"]]
        ranks = [(not offer["firstChoice"], offer["extraCost"]) for offer in own]
        if ranks != sorted(ranks) or [offer["number"] for offer in offers] != list(range(1, len(offers) + 1)):
            raise Wrong("not the best first")
        counts["requests"] += 1
        counts["offers"] += len(offers)
        counts["moving"] += sum(bool(offer["moves"]) for offer in offers)
        counts["opened"] += len(offers) - len(own)
        if "preferredArrival" in request:
            counts["wished"] += 1
            counts["first"] += any(offer["firstChoice"] for offer in offers)
        for offer in offers:
            self.accept(request, offer, command)
        few = len(own) < min(2, count)
        counts["few"] += few
        counts["none"] += not offers
        if len(own) < count or self.rng.random() * 100 < self.options.all_arrivals:
            self.compare(request, own, count, counts)
            counts["confirmed"] += few
        if offers and self.rng.random() < 0.3:
            self.go_on(self.rng.choice(offers), request, command)
            counts["gone on"] += 1

    def accept(self, request: dict[str, Any], offer: dict[str, Any], command: list[Any]) -> None:
        number = offer["number"]
        d2, o2 = self.folder / "d2.json", self.folder / "o2.json"
        done = self.run(*command, "--accept", number, "--out", d2, "--schedule-out", o2)
        if done.returncode != 0:
            raise Wrong(f"--accept {number}: exit {done.returncode}: {done.stderr}")
        demand, schedule = json.loads(d2.read_bytes()), json.loads(o2.read_bytes())
        verdict = self.judge(demand, schedule)
        if verdict.violations or verdict.differences:
            raise Wrong(f"offer {number}: {(verdict.violations + verdict.differences)[0]}")
        if [a["id"] for a in demand["appointments"]] != [a["id"] for a in self.demand_json["appointments"]] + [request["id"]]:
            raise Wrong(f"offer {number}: the demand has other appointments")
        booked = demand["appointments"][-1]
        if booked["booked"] != {"arrival": offer["arrival"], "advisor": offer["advisor"]} or booked["readyBy"] != offer["readyBy"]:
            raise Wrong(f"offer {number}: booked otherwise than offered")
        if offer["readyBy"] < offer["ready"]:
            raise Wrong(f"offer {number}: told too early")
        # The total of the demand as asked, before the promise.
        asked = copy.deepcopy(self.demand_json)
        wanted = copy.deepcopy(request)
        if offer["opened"]:
            wanted["availability"] = booked["availability"]
        asked["appointments"].append(wanted)
        unpriced = {name: value for name, value in schedule.items() if name != "cost"}
        free = self.judge(asked, unpriced)
        if free.violations:
            raise Wrong(f"offer {number}: {free.violations[0]}")
        if free.total - self.before.total != offer["extraCost"]:
            raise Wrong(f"offer {number}: extraCost {offer['extraCost']}, it is {free.total - self.before.total}")
        self.compare_schedules(schedule, offer, request["id"])
        if number == 1:
            self.keeps(d2, o2, request, offer)

    def go_on(self, offer: dict[str, Any], request: dict[str, Any], command: list[Any]) -> None:
        """Books an offer for good: the next caller is answered against the new book."""
        d2, o2 = self.folder / "d.json", self.folder / "o.json"
        done = self.run(*command, "--accept", offer["number"], "--out", d2, "--schedule-out", o2)
        if done.returncode != 0:
            raise Wrong(f"--accept {offer['number']}: exit {done.returncode}: {done.stderr}")
        self.demand_json, self.schedule = json.loads(d2.read_bytes()), json.loads(o2.read_bytes())
        self.before = self.judge(self.demand_json, self.schedule)
        self.pool = [visit for visit in self.pool if visit["id"] != request["id"]]

    def compare_schedules(self, schedule: Any, offer: dict[str, Any], name: str) -> None:
        before = {visit["appointment"]: visit for visit in self.schedule["assignments"]}
        after = {visit["appointment"]: visit for visit in schedule["assignments"]}
        new = after.pop(name)
        if new["operations"] != offer["operations"] or new["ready"] != offer["ready"]:
            raise Wrong("the visit is not scheduled as offered")
        if before.keys() != after.keys() or schedule["unscheduled"] != self.schedule["unscheduled"]:
            raise Wrong("other visits are served")
        wishes = {visit["id"]: visit.get("readyBy") for visit in self.demand_json["appointments"]}
        moves = []
        for visit, then in before.items():
            now = after[visit]
            if (then.get("arrival"), then.get("advisor")) != (now.get("arrival"), now.get("advisor")):
                raise Wrong(f"{visit}: another arrival or advisor")
            if wishes[visit] and now["ready"] > max(wishes[visit], then["ready"]):
                raise Wrong(f"{visit}: a promise becomes late")
            moves += [(visit, op["operation"]) for op, other in zip(now["operations"], then["operations"]) if op != other]
        if sorted(moves) != sorted((move["appointment"], move["operation"]) for move in offer["moves"]):
            raise Wrong("`moves` is not what differs")

    def keeps(self, demand: Path, schedule: Path, request: dict[str, Any], offer: dict[str, Any]) -> None:
        made = self.run("schedule", "--site", self.folder / "site.json", "--demand", demand, "--from", schedule,
                        "--iterations", 30, "--threads", 1, "--quiet", "--no-bound")
        if made.returncode != 0:
            raise Wrong(f"schedule --from: exit {made.returncode}: {made.stderr}")
        found = json.loads(made.stdout)
        verdict = self.judge(json.loads(demand.read_bytes()), found)
        if verdict.violations or verdict.differences:
            raise Wrong(f"schedule --from: {(verdict.violations + verdict.differences)[0]}")
        if not any(visit["appointment"] == request["id"] and visit["arrival"] == offer["arrival"]
                   for visit in found["assignments"]):
            raise Wrong("schedule --from gives the promise up")

    def compare(self, request: dict[str, Any], own: list[dict[str, Any]], count: int, counts: Counter[str]) -> None:
        """Holds the offers against all arrivals that there are with everything else as it stands."""
        asked = copy.deepcopy(self.demand_json)
        asked["appointments"].append(request)
        book = copy.deepcopy(self.schedule)
        book["unscheduled"].append({"appointment": request["id"], "reason": "capacity"})
        demand = self.referee.read_demand(self.node(asked), self.site)
        schedule = self.referee.read_schedule(self.node(book), self.site, demand)
        there = set(EveryArrival(self.referee, self.site, demand, schedule, request["id"]).arrivals())
        offered = {self.node(offer["arrival"]).time(): offer for offer in own}
        missing = there - offered.keys()
        counts["compared"] += 1
        if missing and len(own) < count - (request["kind"] == "return"):
            raise Wrong(f"{len(own)} of {count} offered, but {self.time(min(missing))} would fit as well")
        for at, offer in offered.items():
            if at not in there and not offer["moves"]:
                raise Wrong(f"{offer['arrival']} is offered without moves, but the exhaustive search does not find it")


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] * 1000


def row(label: str, counts: Counter[str], times: list[tuple[float, float]], wrong: int) -> str:
    walls, cpus = [wall for wall, _ in times], [cpu for _, cpu in times]
    first = f"{counts['first']}/{counts['wished']}"
    return (f"| {label} | {counts['requests']} | {counts['offers']} | {first} | {counts['moving']} | {counts['opened']} | "
            f"{counts['none']} | {counts['few']} | {counts['confirmed']} | {counts['compared']} | {wrong} | "
            f"{percentile(walls, .5):.0f} / {percentile(walls, .95):.0f} / {max(walls) * 1000:.0f} | "
            f"{percentile(cpus, .5):.0f} / {percentile(cpus, .95):.0f} / {max(cpus) * 1000:.0f} |")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=1000, help="requests in all")
    parser.add_argument("--profiles", default=PROFILES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=8, help="requests to one day's schedule")
    parser.add_argument("--iterations", type=int, default=300, help="iterations of the schedules at the start")
    parser.add_argument("--all-arrivals", type=float, default=20, help="percent of other requests that are compared in full")
    parser.add_argument("--referee", type=Path, default=ROOT / "../shared/referee/referee.py")
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    parser.add_argument("--keep", type=Path, default=Path("disagreements"), help="folder for the files of what is wrong")
    options = parser.parse_args()
    options.module = load_referee(options.referee)
    profiles = options.profiles.split(",")
    print("| profile | requests | offers | first choice had | by moving | opened | none | fewer than two | of these confirmed | "
          "compared in full | wrong | wall ms p50 / p95 / max | CPU ms p50 / p95 / max |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|---|")
    total, all_times, failures = Counter[str](), [], 0
    for position, profile in enumerate(profiles):
        quota = options.requests // len(profiles) + (position < options.requests % len(profiles))
        counts, times, wrong, seed = Counter[str](), [], 0, options.seed
        while counts["asked"] < quota:
            rng = random.Random(f"{profile} {seed}")
            with tempfile.TemporaryDirectory() as name:
                desk = Desk(options, Path(name), profile, seed, rng)
                for _ in range(min(options.each, quota - counts["asked"], len(desk.pool))):
                    request = desk.request()
                    counts["asked"] += 1
                    try:
                        desk.ask(request, counts, times)
                    except Wrong as fault:
                        wrong += 1
                        kept = options.keep / f"{profile}-{seed}-{counts['asked']}"
                        shutil.copytree(name, kept, dirs_exist_ok=True)
                        print(f"{kept}: {fault}", flush=True)
            seed += 1
        print(row(profile, counts, times, wrong), flush=True)
        total += counts
        all_times += times
        failures += wrong
    if len(profiles) > 1:
        print(row("all", total, all_times, failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
