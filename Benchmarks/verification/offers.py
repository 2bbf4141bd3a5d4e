"""Asks `bayline offer` for random appointments and checks every answer with the referee and an exhaustive search.

Some visits of a generated day are held back, the rest is scheduled, and those held back ask for a time with changed
requests: windows, first choice, waiting, loan vehicle, advisor, technician, kind, promise. On some days it is late morning
already. Checked of each answer:

- the exit status is 0 with offers and 1 without, the best offers come first, and no time is offered twice;
- each offer, when accepted, gives a demand and a schedule without violations and with the correct cost; `extraCost` is
  exactly the increase of the total, `moves` exactly the difference of the schedules; every other arrival and advisor
  stays, and no other promise becomes late or later;
- `schedule --from` keeps the first offer when it searches on;
- for requests with fewer offers than asked for, and a share of the others, an exhaustive search over slots, advisors,
  crews, bays and starts (exhaustive_arrivals.py) finds no other arrival without moving other visits.

Prints a row for each profile; the exit status is 1 if any check failed.
"""
from __future__ import annotations

import argparse
import copy
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from support.markdown import table_header, table_row
from support.project import (
    DAY, Case, Json, argument_parser, generate, judge, keep_files, load_referee, make_schedule, names, objections,
    percentile, read_json, run, run_checked, write_json)
from verification.exhaustive_arrivals import ExhaustiveArrivals

PROFILES = ["demo", "small", "medium", "scarce", "week", "replan"]
COLUMNS = ("profile", "requests", "offers", "first choice offered", "with moves", "opened", "no offer", "fewer than two",
           "of these confirmed", "compared in full", "failed", "wall ms p50 / p95 / max", "CPU ms p50 / p95 / max")


class CheckFailed(Exception):
    """An answer is wrong."""


class Desk:
    """A day with its schedule, and the program that answers requests for it."""

    def __init__(self, options: argparse.Namespace, folder: Path, profile: str, seed: int, rng: random.Random) -> None:
        self.options, self.folder, self.rng = options, folder, rng
        self.referee = load_referee(options.referee)
        self.case = generate(options.bayline, folder, profile, seed)
        self.site, self.demand = read_json(self.case.site), read_json(self.case.demand)
        visits = self.demand["appointments"]
        if profile != "replan" and rng.random() < 0.3:
            self.demand["now"] = self.demand["horizon"]["from"] + rng.choice(["T09:40", "T11:00", "T13:30"])
            for visit in visits:  # what was requested for the morning is past
                visit.pop("availability", None)
                visit.pop("preferredArrival", None)
        free = [visit for visit in visits if not ({"arrived", "booked"} & visit.keys())
                and not any("locked" in operation for operation in visit["operations"])]
        self.held_back = rng.sample(free, min(len(free), max(4, len(visits) // 6)))
        held_back = {visit["id"] for visit in self.held_back}
        visits[:] = [visit for visit in visits if visit["id"] not in held_back]
        write_json(self.case.demand, self.demand)
        make_schedule(options.bayline, self.case, options.iterations)
        self.schedule = read_json(self.case.schedule)
        self.read_site = self.referee.read_site(self.node(self.site))
        self.before = self.judge(self.demand, self.schedule)
        if objections(self.before):
            raise CheckFailed(f"the first schedule: {objections(self.before)[0]}")

    def run(self, *command: Any) -> subprocess.CompletedProcess[str]:
        return run(self.options.bayline, *command, timeout=120)

    def node(self, value: Any) -> Any:
        return self.referee.Node("", "$", value)

    def judge(self, demand: Json, schedule: Json) -> Any:
        return judge(self.referee, self.site, demand, schedule)

    def minute(self, text: str) -> int:
        return self.node(text).time()

    def stamp(self, minute: int) -> str:
        return self.referee.stamp(minute)

    # ---------------------------------------------------------------- requests

    def request(self) -> Json:
        """A visit that was held back, with other requests."""
        rng = self.rng
        visit = copy.deepcopy(rng.choice(self.held_back))
        horizon = self.demand["horizon"]
        start = self.minute(horizon["from"] + "T00:00")
        now = self.minute(self.demand.get("now", horizon["from"] + "T00:00"))
        days = horizon.get("days", 1)

        def window() -> Json:
            low = start + rng.randrange(days) * DAY + 15 * rng.randrange(28, 66)
            high = low + rng.choice([15, 30, 60, 120, 240, 240, 480])
            return {"from": self.stamp(low), "to": self.stamp(high)}

        def first_available(default: int) -> int:
            return self.minute(visit["availability"][0]["from"]) if "availability" in visit else default

        draw = rng.random()
        if draw < 0.75:
            visit["availability"] = [window() for _ in range(rng.choice([1, 1, 1, 2, 3]))]
        elif draw < 0.9:
            visit.pop("availability", None)
        visit.pop("preferredArrival", None)
        if rng.random() < 0.6:
            visit["preferredArrival"] = self.stamp(first_available(max(now, start + 480)) + 15 * rng.randrange(8))
        for flag, share in (("waiting", 0.35), ("loaner", 0.15)):
            visit.pop(flag, None)
            if rng.random() < share:
                visit[flag] = True
        if rng.random() < 0.2:
            visit["preferredAdvisor"] = rng.choice(self.site["advisors"])["id"]
        if rng.random() < 0.2:
            visit["preferredTechnician"] = rng.choice(self.site["technicians"])["id"]
        if rng.random() < 0.15:
            visit["kind"] = "return"
            visit["originalTechnician"] = rng.choice(self.site["technicians"])["id"]
        visit.pop("readyBy", None)
        if rng.random() < 0.3:
            visit["readyBy"] = self.stamp(first_available(start + 600) + 30 * rng.randrange(1, 20))
        return visit

    # ---------------------------------------------------------------- answers

    def check(self, request: Json, counts: Counter[str], times: list[tuple[float, float]]) -> None:
        """Asks for offers and checks the answer; sometimes books one, for the requests that follow."""
        limit = self.rng.choice([1, 2, 3, 3, 3, 5])
        path = write_json(self.folder / "request.json", request)
        command = ["offer", *self.case.arguments, "--schedule", self.case.schedule, "--request", path, "--count", limit]
        usage, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        done = self.run(*command, "--json")
        seconds, used = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append((seconds, used.ru_utime + used.ru_stime - usage.ru_utime - usage.ru_stime))
        if done.returncode not in (0, 1):
            raise CheckFailed(f"exit status {done.returncode}: {done.stderr}")
        offers = json.loads(done.stdout)["offers"]
        if bool(offers) != (done.returncode == 0) or len(offers) > limit:
            raise CheckFailed(f"exit status {done.returncode} with {len(offers)} of {limit} offers")
        if len({offer["arrival"] for offer in offers}) < len(offers):
            raise CheckFailed("a time is offered twice")
        available = [offer for offer in offers if not offer["opened"]]
        ranks = [(not offer["firstChoice"], offer["extraCost"]) for offer in available]
        if ranks != sorted(ranks) or [offer["number"] for offer in offers] != list(range(1, len(offers) + 1)):
            raise CheckFailed("the best offer is not first")
        counts["requests"] += 1
        counts["offers"] += len(offers)
        counts["with moves"] += sum(bool(offer["moves"]) for offer in offers)
        counts["opened"] += len(offers) - len(available)
        if "preferredArrival" in request:
            counts["with first choice"] += 1
            counts["first choice offered"] += any(offer["firstChoice"] for offer in offers)
        for offer in offers:
            self.check_accepted(request, offer, command)
        is_few = len(available) < min(2, limit)
        counts["few"] += is_few
        counts["none"] += not offers
        if len(available) < limit or self.rng.random() * 100 < self.options.all_arrivals:
            self.check_exhaustively(request, available, limit)
            counts["compared"] += 1
            counts["confirmed"] += is_few
        if offers and self.rng.random() < 0.3:
            self.book(self.rng.choice(offers), request, command)

    def check_accepted(self, request: Json, offer: Json, command: list[Any]) -> None:
        """Accepts an offer and has the referee judge the demand and the schedule that result."""
        label = f"offer {offer['number']}"
        accepted = Case(self.folder / "accepted")
        accepted.folder.mkdir(exist_ok=True)
        run_checked(self.options.bayline, *command, "--accept", offer["number"], "--out", accepted.demand, "--schedule-out",
                    accepted.schedule)
        demand, schedule = read_json(accepted.demand), read_json(accepted.schedule)
        found = objections(self.judge(demand, schedule))
        if found:
            raise CheckFailed(f"{label}: {found[0]}")
        if [visit["id"] for visit in demand["appointments"]] != [
                *(visit["id"] for visit in self.demand["appointments"]), request["id"]]:
            raise CheckFailed(f"{label}: the demand has other appointments")
        booked = demand["appointments"][-1]
        if (booked["booked"] != {"arrival": offer["arrival"], "advisor": offer["advisor"]}
                or booked["readyBy"] != offer["readyBy"]):
            raise CheckFailed(f"{label}: the booking differs from the offer")
        if offer["readyBy"] < offer["ready"]:
            raise CheckFailed(f"{label}: promised before the vehicle is ready")
        self.check_extra_cost(request, offer, booked, schedule)
        self.check_moves(schedule, offer, request["id"])
        if offer["number"] == 1:
            self.check_kept(accepted, request, offer)

    def check_extra_cost(self, request: Json, offer: Json, booked: Json, schedule: Json) -> None:
        """`extraCost` compares totals of the demand as requested, before the promise."""
        requested = copy.deepcopy(request)
        if offer["opened"]:
            requested["availability"] = booked["availability"]
        demand = {**self.demand, "appointments": [*self.demand["appointments"], requested]}
        verdict = self.judge(demand, {name: value for name, value in schedule.items() if name != "cost"})
        if verdict.violations:
            raise CheckFailed(f"offer {offer['number']}: {verdict.violations[0]}")
        extra = verdict.total - self.before.total
        if extra != offer["extraCost"]:
            raise CheckFailed(f"offer {offer['number']}: extraCost is {offer['extraCost']}, expected {extra}")

    def check_moves(self, schedule: Json, offer: Json, request: str) -> None:
        before = {visit["appointment"]: visit for visit in self.schedule["assignments"]}
        after = {visit["appointment"]: visit for visit in schedule["assignments"]}
        new = after.pop(request)
        if new["operations"] != offer["operations"] or new["ready"] != offer["ready"]:
            raise CheckFailed("the visit is not scheduled as offered")
        if before.keys() != after.keys() or schedule["unscheduled"] != self.schedule["unscheduled"]:
            raise CheckFailed("other visits are scheduled")
        promises = {visit["id"]: visit.get("readyBy") for visit in self.demand["appointments"]}
        moves = []
        for visit, old in before.items():
            now = after[visit]
            if (old.get("arrival"), old.get("advisor")) != (now.get("arrival"), now.get("advisor")):
                raise CheckFailed(f"{visit}: another arrival or advisor")
            if promises[visit] and now["ready"] > max(promises[visit], old["ready"]):
                raise CheckFailed(f"{visit}: a promise becomes late")
            moves += [(visit, one["operation"]) for one, other in zip(now["operations"], old["operations"]) if one != other]
        if sorted(moves) != sorted((move["appointment"], move["operation"]) for move in offer["moves"]):
            raise CheckFailed("`moves` is not the difference of the schedules")

    def check_kept(self, accepted: Case, request: Json, offer: Json) -> None:
        out = make_schedule(self.options.bayline, Case(accepted.folder), 30, "--from", accepted.schedule,
                            out=accepted.folder / "continued.json")
        schedule = read_json(out)
        found = objections(self.judge(read_json(accepted.demand), schedule))
        if found:
            raise CheckFailed(f"schedule --from: {found[0]}")
        if not any(visit["appointment"] == request["id"] and visit["arrival"] == offer["arrival"]
                   for visit in schedule["assignments"]):
            raise CheckFailed("schedule --from breaks the promise")

    def check_exhaustively(self, request: Json, available: list[Json], limit: int) -> None:
        """Compares the offers with all arrivals that are possible while the other visits stay where they are."""
        asked = {**self.demand, "appointments": [*self.demand["appointments"], request]}
        unscheduled = [*self.schedule["unscheduled"], {"appointment": request["id"], "reason": "capacity"}]
        demand = self.referee.read_demand(self.node(asked), self.read_site)
        schedule = self.referee.read_schedule(
            self.node({**self.schedule, "unscheduled": unscheduled}), self.read_site, demand)
        possible = set(ExhaustiveArrivals(self.referee, self.read_site, demand, schedule, request["id"]).arrivals())
        offered = {self.minute(offer["arrival"]): offer for offer in available}
        missing = possible - offered.keys()
        if missing and len(available) < limit - (request["kind"] == "return"):
            raise CheckFailed(f"{len(available)} of {limit} offered, but {self.stamp(min(missing))} would fit as well")
        for at, offer in offered.items():
            if at not in possible and not offer["moves"]:
                raise CheckFailed(f"{offer['arrival']} is offered without moves, but exhaustive search does not find it")

    def book(self, offer: Json, request: Json, command: list[Any]) -> None:
        """Accepts an offer for good: the next requests are answered with it booked."""
        run_checked(self.options.bayline, *command, "--accept", offer["number"], "--out", self.case.demand, "--schedule-out",
                    self.case.schedule)
        self.demand, self.schedule = read_json(self.case.demand), read_json(self.case.schedule)
        self.before = self.judge(self.demand, self.schedule)
        self.held_back = [visit for visit in self.held_back if visit["id"] != request["id"]]


def row(label: str, counts: Counter[str], times: list[tuple[float, float]], failed: int) -> str:
    def milliseconds(values: list[float]) -> str:
        return " / ".join(f"{1000 * percentile(values, percent):.0f}" for percent in (50, 95, 100)) if values else "–"

    return table_row([
        label, counts["requests"], counts["offers"], f"{counts['first choice offered']}/{counts['with first choice']}",
        counts["with moves"], counts["opened"], counts["none"], counts["few"], counts["confirmed"], counts["compared"],
        failed, milliseconds([wall for wall, _ in times]), milliseconds([processor for _, processor in times])])


def main() -> int:
    parser = argument_parser(__doc__, referee=True, keep=True)
    parser.add_argument("--requests", type=int, default=1000, help="requests in total")
    parser.add_argument("--profiles", type=names, default=PROFILES, metavar="P,P,…", help="profiles of bayline generate")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first day of each profile")
    parser.add_argument("--each", type=int, default=8, help="requests for each day")
    parser.add_argument("--iterations", type=int, default=300, help="iterations of the first schedules")
    parser.add_argument("--all-arrivals", type=float, default=20, metavar="PERCENT",
                        help="percent of the other requests that are compared in full")
    options = parser.parse_args()
    print(table_header(COLUMNS))
    totals, all_failed = Counter[str](), 0
    all_times: list[tuple[float, float]] = []
    for position, profile in enumerate(options.profiles):
        quota = options.requests // len(options.profiles) + (position < options.requests % len(options.profiles))
        counts, failed, seed, asked = Counter[str](), 0, options.seed, 0
        times: list[tuple[float, float]] = []
        while asked < quota:
            rng = random.Random(f"{profile} {seed}")
            with tempfile.TemporaryDirectory() as name:
                desk = Desk(options, Path(name), profile, seed, rng)
                for _ in range(min(options.each, quota - asked, len(desk.held_back))):
                    request = desk.request()
                    asked += 1
                    try:
                        desk.check(request, counts, times)
                    except (CheckFailed, RuntimeError) as failure:
                        failed += 1
                        kept = keep_files(desk.folder, options.keep, f"{profile}-{seed}-{asked}")
                        print(f"{kept}: {failure}", flush=True)
            seed += 1
        print(row(profile, counts, times, failed), flush=True)
        totals += counts
        all_times += times
        all_failed += failed
    if len(options.profiles) > 1:
        print(row("all", totals, all_times, all_failed))
    return 1 if all_failed else 0


if __name__ == "__main__":
    sys.exit(main())
