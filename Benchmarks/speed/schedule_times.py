"""Measures the time and memory of `bayline schedule` on cases: medians and ranges of several runs.

A CASE is a folder with `site.json` and `demand.json`. Measured are `about.firstSeconds` (until the first complete
schedule), the wall time of the whole process (starting, reading, searching, finding the reasons, writing), its processor
time and its peak memory. Needs Linux.
"""
from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from support.measurement import Measurement, measure
from support.project import Case, argument_parser, read_json


def spread(values: list[float], unit: str, digits: int) -> str:
    return f"{median(values):.{digits}f} {unit} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def main() -> int:
    parser = argument_parser(__doc__)
    parser.add_argument("cases", nargs="+", type=Path, metavar="CASE")
    parser.add_argument("--runs", type=int, default=11, help="runs of each case")
    parser.add_argument("--search", type=float, default=0, metavar="SECONDS", help="search after the first schedule")
    parser.add_argument("--threads", type=int, default=1, help="threads of the search")
    parser.add_argument("--timeout", type=float, default=600, help="seconds after which a run is killed")
    options = parser.parse_args()
    has_failed = False
    for case in map(Case, options.cases):
        runs: list[Measurement] = []
        first_seconds: list[float] = []
        with tempfile.TemporaryDirectory() as name:
            out = Path(name) / "schedule.json"
            for _ in range(options.runs):
                runs.append(measure([options.bayline, "schedule", *case.arguments, "--nominal", "--seconds",
                                     options.search, "--threads", options.threads, "--quiet", "--out", out], options.timeout))
                if runs[-1].status != 0:
                    break
                schedule = read_json(out)
                first_seconds.append(schedule["about"]["firstSeconds"])
        if runs[-1].status != 0:
            print(f"{case.name}: exited with {runs[-1].status} after {runs[-1].seconds:.0f} s", flush=True)
            has_failed = True
            continue
        unscheduled = len(schedule["unscheduled"])
        print(f"{case.name}: {len(schedule['assignments']) + unscheduled} vehicles, {unscheduled} unscheduled; "
              f"first schedule {spread([1000 * seconds for seconds in first_seconds], 'ms', 1)}; "
              f"process {spread([run.seconds for run in runs], 's', 3)}, "
              f"processor {spread([run.processor for run in runs], 's', 3)}; "
              f"memory {spread([run.megabytes for run in runs], 'MB', 0)}; {options.runs} runs", flush=True)
    return 1 if has_failed else 0


if __name__ == "__main__":
    sys.exit(main())
