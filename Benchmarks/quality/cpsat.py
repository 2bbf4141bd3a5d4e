#!/usr/bin/env python3
"""Schedules a workshop by CP-SAT: a model of the whole of `problem.md`, to compare `bayline schedule` with.

    cpsat.py --site SITE.json --demand DEMAND.json --out SCHEDULE.json [--seconds S] [--workers N] [--seed N]
             [--hint SCHEDULE.json [--keep]] [--trace CSV] [--log]

The schedule's `cost` is the objective by term, as the model counts it, so that a judge who recounts it checks the model;
`about` has the proven lower bound of the total. The reasons of visits left out are not looked for: all are `capacity`.
`--trace` writes a line for each solution, as `bayline schedule --trace` does. Building the model counts as time.

`--keep` takes the schedule of `--hint` as it is, so that the model judges it: a rule that it breaks leaves nothing, and the
cost is counted anew.

CP-SAT's strength is its portfolio of searches: give it 8 workers even on two cores.

Exit status: 0 a schedule was written, 1 none was found in time, 2 the files cannot be read.
Needs Python 3.11 and OR-Tools (requirements.txt).
"""
from __future__ import annotations

import argparse
import json
import math
import sys
import time
from pathlib import Path

import ortools
from cpsat_model import Model
from ortools.sat.python import cp_model
from workshop import Workshop


class Trace(cp_model.CpSolverSolutionCallback):
    """The solutions, each with its time and cost."""

    def __init__(self, begin: float, model: Model) -> None:
        super().__init__()
        self.begin, self.present = begin, [one.present for one in model.visits]
        self.lines: list[tuple[float, int, int]] = []

    def on_solution_callback(self) -> None:
        left = sum(1 for literal in self.present if not self.boolean_value(literal))
        self.lines.append((time.monotonic() - self.begin, round(self.objective_value), left))


def main() -> int:
    begin = time.monotonic()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", required=True, type=Path, metavar="SITE.json")
    parser.add_argument("--demand", required=True, type=Path, metavar="DEMAND.json")
    parser.add_argument("--out", required=True, type=Path, metavar="SCHEDULE.json")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hint", type=Path, metavar="SCHEDULE.json", help="a schedule to start from")
    parser.add_argument("--keep", action="store_true", help="take the hint as it is")
    parser.add_argument("--trace", type=Path, metavar="CSV")
    parser.add_argument("--log", action="store_true", help="the solver's own log on standard error")
    options = parser.parse_args()
    if options.keep and not options.hint:
        parser.error("--keep needs --hint")
    try:
        shop = Workshop(options.site, options.demand)
        hint = json.loads(options.hint.read_text("utf-8")) if options.hint else None
    except (OSError, ValueError, KeyError) as error:
        print(f"cpsat: an input cannot be read: {error!r}", file=sys.stderr)
        return 2

    model = Model(shop)
    if hint:
        model.hint(hint)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.0, options.seconds - (time.monotonic() - begin))
    solver.parameters.num_workers = options.workers
    solver.parameters.random_seed = options.seed
    solver.parameters.fix_variables_to_their_hinted_value = options.keep
    if options.log:
        solver.parameters.log_search_progress = True
        solver.parameters.log_to_stdout = False
        solver.log_callback = lambda line: print(line, file=sys.stderr)
    trace = Trace(begin, model)
    status = solver.solve(model.model, trace)
    seconds = time.monotonic() - begin
    if options.trace:
        options.trace.write_text("seconds,iterations,cost,unscheduled\n" + "".join(
            f"{at:.4f},,{cost},{left}\n" for at, cost, left in trace.lines))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        proto = model.model.proto
        print(f"cpsat: {solver.status_name(status).lower()}: no schedule in {seconds:.0f} s; the model has "
              f"{len(proto.variables)} variables and {len(proto.constraints)} constraints", file=sys.stderr)
        return 1
    schedule = model.schedule(solver)
    schedule["about"] = {
        "program": "cp-sat", "version": ortools.__version__, "seed": options.seed, "threads": options.workers,
        "seconds": round(seconds, 3), "bound": math.ceil(solver.best_objective_bound - 1e-6),
        "x-status": solver.status_name(status).lower()}
    if trace.lines:
        schedule["about"]["firstSeconds"] = round(trace.lines[0][0], 3)
    options.out.write_text(json.dumps(schedule, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{schedule['cost']['total']} points, at least {schedule['about']['bound']}, "
          f"{len(schedule['unscheduled'])} left out, {seconds:.1f} s, {solver.status_name(status).lower()}",
          file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
