"""Measures how well `bayline schedule --seconds` keeps its limit: wall seconds of the whole process over those asked for.

Each PROFILE of `bayline generate` is scheduled with each limit (seconds x threads), with the plan that is robust by default
and with `--nominal`. The wall time includes starting, reading, the reasons of unscheduled visits, the times that customers
are told, the check and writing. A run may take `--tolerance` percent longer than asked; one whose first complete schedule
takes most of the limit is listed, but not judged. On a machine that does other work, times say little: the processor
seconds beside them show how much of the machine a run had.

Exit status: 0; 1 if a run took too long. Needs Linux.
"""
from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from support.markdown import table_header, table_row
from support.measurement import measure
from support.project import Case, argument_parser, generate, names, read_json

PROFILES = "small,demo,scarce,replan,large,week,huge"
# A run is judged if its first complete schedule takes no more than this share of the limit.
JUDGED_SHARE = 0.5


def limit(text: str) -> tuple[float, int]:
    """The type of an option such as `10x2`: seconds and threads."""
    seconds, _, threads = text.partition("x")
    return float(seconds), int(threads or 1)


def main() -> int:
    parser = argument_parser(__doc__)
    parser.add_argument("cases", nargs="*", type=Path, metavar="CASE", help="folders to schedule beside the profiles")
    parser.add_argument("--profiles", type=names, default=PROFILES, metavar="A,B", help="profiles to generate")
    parser.add_argument("--seed", type=int, default=1, help="seed of the generated cases")
    parser.add_argument("--limits", nargs="+", type=limit, default=[(1, 1), (2, 2), (10, 2)], metavar="10x2",
                        help="seconds x threads")
    parser.add_argument("--runs", type=int, default=3, help="runs of each; the median counts")
    parser.add_argument("--tolerance", type=float, default=3, metavar="PERCENT", help="how much longer a run may take")
    options = parser.parse_args()
    late = 0
    print(table_header(["case", "vehicles", "plan", "asked", "wall", "wall / asked", "processor", "first schedule",
                        "not scheduled"]))
    with tempfile.TemporaryDirectory() as folder:
        cases = [generate(options.bayline, Path(folder) / profile, profile, options.seed)
                 for profile in options.profiles]
        out = Path(folder) / "schedule.json"
        for case in [*cases, *map(Case, options.cases)]:
            vehicles = len(read_json(case.demand)["appointments"])
            for seconds, threads in options.limits:
                for plan in "robust", "nominal":
                    command = [options.bayline, "schedule", *case.arguments, "--seconds", seconds, "--threads", threads,
                               "--out", out, *(["--nominal"] if plan == "nominal" else [])]
                    runs = [measure(command, 60 + 10 * seconds) for _ in range(options.runs)]
                    if any(run.status for run in runs):
                        print(f"{case.name}: {next(run.errors for run in runs if run.status)}", file=sys.stderr)
                        late += 1
                        continue
                    wall = median(run.seconds for run in runs)
                    schedule = read_json(out)
                    first = schedule["about"]["firstSeconds"]
                    late += first <= JUDGED_SHARE * seconds and wall > seconds * (1 + options.tolerance / 100)
                    print(table_row([
                        case.name, vehicles, plan, f"{seconds:g} s × {threads}", f"{wall:.2f} s", f"{wall / seconds:.3f}",
                        f"{median(run.processor for run in runs):.1f} s", f"{first:.3f} s",
                        len(schedule["unscheduled"])]), flush=True)
    print(f"\n{late} took more than {options.tolerance:g}% longer than asked")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
