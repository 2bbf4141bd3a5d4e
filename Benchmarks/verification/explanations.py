"""Asks `bayline explain` random "why not" questions and checks every answer with the referee and an exhaustive search.

Cases are generated and scheduled with few iterations; each is asked `--each` questions about a random visit, scheduled or
not, at a random time on or off the grid, with or without an advisor, a technician and a bay. Checked of each answer:

- rules: in the forced schedule the referee finds exactly the violated rules and the total of the answer;
- possible: the answer is "possible" exactly if there are no violations, and its extra cost is correct;
- sufficient: with the edits of a relaxation, applied independently (edits.py), the visit at the given place makes a
  feasible schedule, at the requested place and with the stated total;

and of every `--exhaustive`-th answer, by an independent search over advisors, crews, bays and starts:

- truth: there is a place without violations exactly if the answer is "possible";
- fewest: no place violates fewer rules than the answer;
- smallest: no subset of a relaxation suffices, nor the relaxation with an amount smaller by one.

Prints a table; the exit status is 1 if any check failed.
"""
from __future__ import annotations

import argparse
import itertools
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from support.project import (
    DAY, Case, Json, ProgramError, argument_parser, generate, judge, keep_files, load_referee, make_schedule, names,
    percentile, read_json, run_checked)
from verification.edits import applied, find, reduced, stamp
from verification.exhaustive_insertion import Insertion

PROFILES = ["demo", "small", "medium", "scarce", "week", "replan", "body"]
RULES = [f"H{number}" for number in range(1, 16)]
COUNTS = ["questions", "possible", "rules", "sets", "exhaustive", "smaller rule sets", "subsets", "smaller amounts",
          "incomplete", "failed"]


class Problem:
    """A case with its schedule, as values of its files."""

    def __init__(self, case: Case, referee: Any) -> None:
        self.case, self.referee = case, referee
        self.site, self.demand, self.schedule = (read_json(path) for path in (case.site, case.demand, case.schedule))
        self.total = self.judge(self.site, self.demand, self.schedule).total

    def judge(self, site: Json, demand: Json, schedule: Json) -> Any:
        return judge(self.referee, site, demand, schedule)

    def insertion(self, edits: list[Json], name: str, requested: dict[str, str]) -> Insertion:
        """The search for a place of a visit, with the site and the demand edited."""
        def read(site: Json, demand: Json) -> tuple[Any, Any]:
            read_site = self.referee.read_site(self.referee.Node("", "$", site))
            return read_site, self.referee.read_demand(self.referee.Node("", "$", demand), read_site)

        site, demand = read(*applied(edits, self.site, self.demand))
        schedule = self.referee.read_schedule(self.referee.Node("", "$", self.schedule), *read(self.site, self.demand))
        return Insertion(self.referee, site, demand, schedule, name, requested)

    def with_visit(self, placement: Json) -> Json:
        """The schedule with a visit placed there."""
        name = placement["appointment"]
        assignments = [one for one in self.schedule["assignments"] if one["appointment"] != name] + [placement]
        assignments.sort(key=lambda one: (one.get("arrival", ""), one["appointment"]))
        return {"format": self.schedule["format"], "assignments": assignments,
                "unscheduled": [one for one in self.schedule["unscheduled"] if one["appointment"] != name]}


# ---------------------------------------------------------------- questions

def draw_question(problem: Problem, rng: random.Random) -> tuple[str, dict[str, str]]:
    """A visit, and the requested place as options of `bayline explain`."""
    # A visit whose operations are all locked cannot be anywhere else.
    movable = [visit for visit in problem.demand["appointments"]
               if not all("locked" in operation for operation in visit["operations"])]
    unscheduled = [one["appointment"] for one in problem.schedule["unscheduled"]
                   if any(visit["id"] == one["appointment"] for visit in movable)]
    visit = rng.choice(movable)
    if unscheduled and rng.random() < 0.3:
        visit = find(problem.demand["appointments"], rng.choice(unscheduled))
    requested: dict[str, str] = {}
    horizon = problem.demand["horizon"]
    if "arrived" not in visit:
        if rng.random() < 0.8:
            day = date.fromisoformat(horizon["from"]).toordinal() + rng.randrange(horizon.get("days", 1))
            at = day * DAY + rng.randrange(7 * 4, 19 * 4) * 15
            if rng.random() < 0.1:
                at += rng.randrange(1, 15)
            requested["at"] = stamp(at)
        if rng.random() < 0.4:
            requested["advisor"] = rng.choice(problem.site["advisors"])["id"]
    if rng.random() < 0.3 or "arrived" in visit:
        requested["technician"] = rng.choice(problem.site["technicians"])["id"]
    if rng.random() < 0.15:
        requested["bay"] = rng.choice(problem.site["bays"])["id"]
    if not requested and visit["id"] not in unscheduled:
        requested["advisor"] = rng.choice(problem.site["advisors"])["id"]
    return visit["id"], requested


def explain(problem: Problem, name: str, requested: dict[str, str], bayline: Path) -> tuple[Json, Json, float]:
    """The explanation, the forced schedule and the seconds that they took."""
    forced = problem.case.folder / "forced.json"
    options = [word for key, value in requested.items() for word in (f"--{key}", value)]
    begin = time.monotonic()
    output = run_checked(bayline, "explain", *problem.case.arguments, "--schedule", problem.case.schedule, name, *options,
                         "--json", "--out-forced", forced, "--lang", "en", timeout=300)
    return json.loads(output), read_json(forced), time.monotonic() - begin


# ---------------------------------------------------------------- checks

def is_as_requested(placement: Json, requested: dict[str, str]) -> bool:
    people = {name for operation in placement["operations"] for name in operation["technicians"]}
    bays = {operation.get("bay") for operation in placement["operations"]}
    return (all(placement.get(name) == requested[name] for name in ("arrival", "advisor") if name in requested)
            and requested.get("technician", next(iter(people), "")) in people | {""}
            and requested.get("bay") in bays | {None})


def failures(problem: Problem, name: str, explanation: Json, forced: Json, exhaustive: bool, counts: Counter[str]
             ) -> Iterator[str]:
    """What is wrong with an explanation."""
    answer, requested = explanation["answer"], explanation["asked"]
    if explanation["total"] != problem.total:
        yield f"total: {explanation['total']}, expected {problem.total}"
    verdict = problem.judge(problem.site, problem.demand, forced)
    violated = {text.split()[0] for text in verdict.violations}
    if violated != set(answer["rules"]) or violated != {one["rule"] for one in answer["violations"]}:
        yield f"rules: {answer['rules']}, the referee finds {sorted(violated)}"
    if answer["possible"] != (not violated):
        yield f"possible is {answer['possible']}, the referee finds {sorted(violated)}"
    change = verdict.total - problem.total
    if verdict.differences or answer["total"] != verdict.total or answer["change"]["total"] != change:
        yield f"cost: {answer['total']} ({answer['change']['total']:+}), expected {verdict.total} ({change:+})"
    if answer["placement"] not in forced["assignments"] or not is_as_requested(answer["placement"], requested):
        yield "the place is not as requested, or not that of the forced schedule"
    relaxations = answer.get("relaxations", {})
    counts["possible"] += answer["possible"]
    counts["rules"] += len(violated)
    counts["incomplete"] += not relaxations.get("complete", True)
    for one in relaxations.get("sets", []):
        counts["sets"] += 1
        site, demand = applied(one["edits"], problem.site, problem.demand)
        verdict = problem.judge(site, demand, problem.with_visit(one["placement"]))
        if verdict.violations:
            yield f"sufficient: {one['edits']} leaves {verdict.violations[:3]}"
        gain = problem.total - verdict.total
        if verdict.total != one["total"] or gain != one["gain"]:
            yield f"gain: {one['total']} ({one['gain']}), expected {verdict.total} ({gain})"
        if not is_as_requested(one["placement"], requested):
            yield f"the place is not as requested: {one['placement']}"
    if exhaustive:
        yield from exhaustive_failures(problem, name, answer, requested, counts)


def exhaustive_failures(problem: Problem, name: str, answer: Json, requested: dict[str, str], counts: Counter[str]
                        ) -> Iterator[str]:
    def suffices(edits: list[Json]) -> bool:
        return problem.insertion(edits, name, requested).is_possible()

    counts["exhaustive"] += 1
    insertion = problem.insertion([], name, requested)
    if insertion.is_possible() != answer["possible"]:
        yield f"truth: possible is {answer['possible']}, the exhaustive search disagrees"
    for size in range(1, min(len(answer["rules"]), 4)):
        for rules in itertools.combinations(RULES, size):
            counts["smaller rule sets"] += 1
            if insertion.is_possible(frozenset(rules)):
                yield f"fewest: the answer names {answer['rules']}, but {rules} suffices"
    for one in answer.get("relaxations", {}).get("sets", [])[:4]:
        edits = one["edits"]
        if not suffices(edits):
            yield f"sufficient: the exhaustive search finds no place with {edits}"
        for size in range(1, len(edits)):
            for subset in itertools.combinations(edits, size):
                counts["subsets"] += 1
                if suffices(list(subset)):
                    yield f"smallest: {subset} of {edits} suffices"
        for position, edit in enumerate(edits):
            less = reduced(edit, problem.site)
            if less is not None:
                counts["smaller amounts"] += 1
                if suffices([*edits[:position], less, *edits[position + 1:]]):
                    yield f"smallest: {less} suffices instead of {edit} in {edits}"


# ---------------------------------------------------------------- cases

def check_case(task: tuple[str, int, int], options: argparse.Namespace) -> tuple[str, Counter[str], list[str], list[float]]:
    """The profile, counts, failures and seconds of the questions about one generated case."""
    profile, seed, questions = task
    rng = random.Random(f"{profile} {seed} {options.seed}")
    counts, found, times = Counter[str](), list[str](), list[float]()
    with tempfile.TemporaryDirectory() as folder:
        try:
            case = generate(options.bayline, Path(folder), profile, seed)
            make_schedule(options.bayline, case, options.iterations)
        except ProgramError as error:
            return profile, Counter(failed=1), [f"{profile} {seed}: {error}"], times
        problem = Problem(case, load_referee(options.referee))
        for number in range(questions):
            visit, requested = draw_question(problem, rng)
            counts["questions"] += 1
            try:
                explanation, forced, seconds = explain(problem, visit, requested, options.bayline)
                times.append(seconds)
                exhaustive = options.exhaustive > 0 and number % options.exhaustive == 0
                wrong = list(failures(problem, visit, explanation, forced, exhaustive, counts))
            except (ProgramError, subprocess.TimeoutExpired) as error:
                wrong = [str(error)]
            if wrong:
                found += [f"{profile} {seed}: {visit} {requested}: {text}" for text in wrong]
                counts["failed"] += 1
                keep_files(case.folder, options.keep, f"{profile}-{seed}")
    return profile, counts, found, times


def main() -> int:
    parser = argument_parser(__doc__, referee=True, keep=True)
    parser.add_argument("--questions", type=int, default=1000, help="questions in total")
    parser.add_argument("--profiles", type=names, default=PROFILES, metavar="P,P,…", help="profiles of bayline generate")
    parser.add_argument("--each", type=int, default=20, help="questions for each case")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first case of each profile")
    parser.add_argument("--iterations", type=int, default=200, help="iterations of each schedule")
    parser.add_argument("--exhaustive", type=int, default=4, metavar="N",
                        help="search exhaustively for every N-th question; 0: for none")
    parser.add_argument("--jobs", type=int, default=1, help="cases in parallel")
    options = parser.parse_args()
    profiles = options.profiles
    tasks = [(profiles[i % len(profiles)], options.seed + i // len(profiles),
              min(options.each, options.questions - i * options.each)) for i in range(-(-options.questions // options.each))]
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    times: dict[str, list[float]] = defaultdict(list)
    with ProcessPoolExecutor(options.jobs) as pool:
        for profile, counts, found, seconds in pool.map(check_case, tasks, [options] * len(tasks)):
            for key in (profile, "all"):
                totals[key] += counts
                times[key] += seconds
            for text in found:
                print(text, flush=True)
    print(f"{'profile':<9}" + "".join(f"{name:>18}" for name in COUNTS) + f"{'median s':>10}{'max s':>9}")
    for key in [*profiles, "all"]:
        seconds = times[key] or [0.0]
        print(f"{key:<9}" + "".join(f"{totals[key][name]:>18}" for name in COUNTS)
              + f"{percentile(seconds, 50):>10.2f}{max(seconds):>9.2f}")
    return 1 if totals["all"]["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
