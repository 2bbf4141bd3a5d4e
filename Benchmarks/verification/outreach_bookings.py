"""Books the first time of every call that `bayline outreach` plans, and checks each day with verifier and referee.

The calls are planned from a vehicle file; every customer then accepts the first of the times offered, one after the
other, on the `--days` days with the most such times. Each booking must succeed, and the schedule of the day must be
feasible with the correct cost.

Prints a line for each day; the exit status is 1 if any check failed.
"""
from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from support.project import (
    DATASETS, Case, argument_parser, judge_files, keep_files, load_referee, objections, run, run_checked)


def main() -> int:
    parser = argument_parser(__doc__, referee=True, keep=True)
    parser.add_argument("--site", type=Path, default=DATASETS / "demo/site.json", metavar="FILE", help="the workshop")
    parser.add_argument("--vehicles", type=Path, default=DATASETS / "outreach/vehicles.csv", metavar="FILE",
                        help="the vehicle file")
    parser.add_argument("--jobs", type=Path, default=DATASETS / "spreadsheets/jobs.csv", metavar="FILE",
                        help="the catalogue of standard jobs")
    parser.add_argument("--expected", type=Path, default=DATASETS / "outreach/expected.csv", metavar="FILE",
                        help="the visits expected anyway")
    parser.add_argument("--from", dest="first", default="2027-03-15", metavar="DATE", help="the first day of calls")
    parser.add_argument("--days", type=int, default=3, help="days to book")
    options = parser.parse_args()
    referee = load_referee(options.referee)
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        calls = json.loads(run_checked(
            options.bayline, "outreach", "--site", options.site, "--vehicles", options.vehicles, "--jobs", options.jobs,
            "--expected", options.expected, "--from", options.first, "--requests-out", folder, "--json", "--quiet"))["calls"]
        first_times: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for call in calls:
            if call.get("times"):
                arrival = call["times"][0]["arrival"]
                first_times[arrival[:10]].append((call["request"], arrival))
        for day in sorted(first_times, key=lambda day: (-len(first_times[day]), day))[:options.days]:
            case = Case(folder / day)
            failures = []
            for request, arrival in first_times[day]:
                done = run(options.bayline, "offer", "--site", options.site, "--demand", case.demand, "--schedule",
                           case.schedule, "--request", folder / "requests" / f"{request}.json", "--accept", arrival,
                           "--out", case.demand, "--schedule-out", case.schedule, "--quiet")
                if done.returncode != 0:
                    failures.append(f"{request} at {arrival}: {done.stderr.strip()}")
            booked = len(first_times[day]) - len(failures)
            verified = run(options.bayline, "verify", "--site", options.site, "--demand", case.demand, case.schedule)
            if verified.returncode != 0:
                failures.append(f"verify exited with {verified.returncode}: {verified.stdout.strip()[:500]}")
            verdict = judge_files(referee, options.site, case.demand, case.schedule)
            failures += [f"referee: {text}" for text in objections(verdict)]
            print(f"{day}: {booked} of {len(first_times[day])} booked, {'failed' if failures else 'feasible'}", flush=True)
            for failure in failures:
                print(f"  {failure}")
            if failures:
                failed += 1
                keep_files(case.folder, options.keep, f"outreach-{day}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
