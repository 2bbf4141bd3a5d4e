"""Schedules a case with CP-SAT, by a model of the whole problem, to compare `bayline schedule` with.

The schedule's `cost` is the objective of the model by term, so a judge that recounts it checks the model; `about` has the
proven lower bound of the total. The reasons of unscheduled visits are not determined: all are `capacity`. `--trace` writes
a line for each solution, as `bayline schedule --trace` does. Building the model counts as time.

`--keep` fixes the schedule of `--hint`, so that the model judges it: if the schedule violates a rule, there is no solution,
and the cost is counted independently.

CP-SAT's strength is its portfolio of searches: give it 8 workers even on two cores.

Exit status: 0 if a schedule was written, 1 if none was found in time, 2 if the files cannot be read. Needs OR-Tools
(requirements.txt).
"""
from __future__ import annotations

import json
import math
import sys
import time
from pathlib import Path

import ortools
from ortools.sat.python import cp_model

from quality.cpsat_model import Model
from quality.cpsat_workshop import Workshop
from support.project import argument_parser, read_json


class Trace(cp_model.CpSolverSolutionCallback):
    """Collects the time and cost of each solution, and its number of unscheduled visits."""

    def __init__(self, begin: float, model: Model) -> None:
        super().__init__()
        self.begin, self.present = begin, [one.present for one in model.visits]
        self.lines: list[tuple[float, int, int]] = []

    def on_solution_callback(self) -> None:
        unscheduled = sum(1 for literal in self.present if not self.boolean_value(literal))
        self.lines.append((time.monotonic() - self.begin, round(self.objective_value), unscheduled))


def main() -> int:
    begin = time.monotonic()
    parser = argument_parser(__doc__, bayline=False)
    parser.add_argument("--site", required=True, type=Path, metavar="FILE", help="the workshop")
    parser.add_argument("--demand", required=True, type=Path, metavar="FILE", help="the demand")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="where the schedule goes")
    parser.add_argument("--seconds", type=float, default=60, help="limit of the search")
    parser.add_argument("--workers", type=int, default=8, help="searches in parallel")
    parser.add_argument("--seed", type=int, default=1, help="seed of the searches")
    parser.add_argument("--hint", type=Path, metavar="FILE", help="a schedule to start from")
    parser.add_argument("--keep", action="store_true", help="fix the schedule of the hint")
    parser.add_argument("--trace", type=Path, metavar="CSV", help="where a line for each solution goes")
    parser.add_argument("--log", action="store_true", help="print the log of the solver on standard error")
    options = parser.parse_args()
    if options.keep and not options.hint:
        parser.error("--keep needs --hint")
    try:
        shop = Workshop(options.site, options.demand)
        hint = read_json(options.hint) if options.hint else None
    except (OSError, ValueError, KeyError) as error:
        print(f"cannot read the input: {error!r}", file=sys.stderr)
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
            f"{at:.4f},,{cost},{unscheduled}\n" for at, cost, unscheduled in trace.lines), encoding="utf-8")
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        proto = model.model.proto
        print(f"{solver.status_name(status).lower()}: no schedule in {seconds:.0f} s; the model has "
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
    print(f"{schedule['cost']['total']} points, bound {schedule['about']['bound']}, "
          f"{len(schedule['unscheduled'])} unscheduled, {seconds:.1f} s, {solver.status_name(status).lower()}",
          file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
