"""Checks the reasons of unscheduled visits against an exhaustive search that knows nothing of the solver.

Cases are generated and scheduled with few iterations, so that visits are left out. Of each such visit the reason must be
the first, in the order of the rules of a schedule, without which the exhaustive search (exhaustive_insertion.py) finds a
place with everything else as it stands: advisor, parts, loaner, reserve; `capacity` if none is enough, or if there is a
place. A visit that has no place in an empty schedule either must have one of the reasons of an empty schedule. What `bayline
explain` says must be the same as what the schedule says.

Prints a table; the exit status is 1 if any check failed.
"""
from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from support.project import argument_parser, generate, load_referee, make_schedule, run_checked
from verification.exhaustive_insertion import Insertion
from verification.explanations import Problem

PROFILES = ["demo", "small", "medium", "scarce", "week"]
ORDER = [("advisor", frozenset({"H1", "H2", "H3", "H4"})), ("parts", frozenset({"H11"})),
         ("loaner", frozenset({"H12"})), ("reserve", frozenset({"H14"}))]
IN_SCHEDULE = {"advisor", "limit", "parts", "equipment", "loaner", "driver", "reserve", "capacity"}


class OpenInsertion(Insertion):
    """An insertion that, without advisors' rules, still keeps to the grid and the opening hours."""

    def arrival_violations(self, advisor: str, at: int) -> set[str]:
        found = set(super().arrival_violations(advisor, at))
        reception = self.site.booking["receptionMinutes"]
        open_hours = self.book.hours.within(at, at + reception)
        is_open = bool(open_hours) and open_hours[0][0] <= at and at + reception <= open_hours[0][1]
        if self.job.booked is None and (not is_open or at < self.demand.now):
            found.add("closed")
        return found


def proven(problem: Problem, name: str) -> tuple[str, bool]:
    """The reason that relaxation proves, and whether the visit has a place in an empty schedule."""
    def insertion(schedule: Any) -> OpenInsertion:
        site = problem.referee.read_site(problem.referee.Node("", "$", problem.site))
        demand = problem.referee.read_demand(problem.referee.Node("", "$", problem.demand), site)
        read = problem.referee.read_schedule(problem.referee.Node("", "$", schedule), site, demand)
        return OpenInsertion(problem.referee, site, demand, read, name, {})

    book = insertion(problem.schedule)
    if book.is_possible():
        return "capacity", True
    everybody = [visit["id"] for visit in problem.demand["appointments"]]
    empty = {"format": problem.schedule["format"], "assignments": [],
             "unscheduled": [{"appointment": one, "reason": "capacity"} for one in everybody]}
    if not insertion(empty).is_possible():
        return "", False
    return next((reason for reason, rules in ORDER if book.is_possible(rules)), "capacity"), True


def check(bayline: Path, problem: Problem, entry: Any, counts: Counter[str]) -> str | None:
    name, reason = entry["appointment"], entry["reason"]
    if reason in {"limit", "equipment", "driver"}:
        return None
    counts["visits"] += 1
    expected, has_place = proven(problem, name)
    counts[reason] += 1
    told = json.loads(run_checked(bayline, "explain", *problem.case.arguments, "--schedule", problem.case.schedule,
                                  name, "--json"))["unscheduled"]
    if (told["reason"], told.get("detail")) != (reason, entry.get("detail")):
        return f"{name}: the schedule says {entry}, explain {told}"
    if told.get("undecided"):
        counts["undecided"] += 1
        return None
    if not has_place:
        counts["no place in an empty schedule"] += 1
        return None
    return None if reason == expected else f"{name}: {reason} is told, {expected} is proven"


def main() -> int:
    parser = argument_parser(__doc__, referee=True)
    parser.add_argument("--visits", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    referee = load_referee(options.referee)
    counts: Counter[str] = Counter()
    failures: list[str] = []
    seed = options.seed
    while counts["visits"] < options.visits:
        with tempfile.TemporaryDirectory() as folder:
            profile = PROFILES[seed % len(PROFILES)]
            case = generate(options.bayline, Path(folder), profile, seed)
            make_schedule(options.bayline, case, seed % 3 * 20)
            problem = Problem(case, referee)
            for entry in problem.schedule["unscheduled"]:
                if fault := check(options.bayline, problem, entry, counts):
                    failures.append(f"{profile} {seed} {fault}")
        seed += 1
    for name, count in counts.most_common():
        print(f"{name:32} {count:6}")
    print(*failures, sep="\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
