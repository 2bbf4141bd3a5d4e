"""Counts operations that change the bay without need, and bays that were not kept.

Two operations of a visit that follow each other and ask for the same bay type are a pair. The second one changes the bay
without need if the first bay was free from the end of the first to the end of the second, nothing makes the vehicle leave
it, and the second is not locked. A schedule is made for each CASE, a folder with `site.json` and `demand.json`.

The exit status is 1 if more than `--most` percent of the pairs of a case change the bay without need, or if a vehicle left
a bay in which it had to stay.
"""
from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from support.markdown import table_header, table_row
from support.project import Case, Json, argument_parser, read_json, run_checked

# A time at which a bay is occupied, and by which visit.
Occupied = tuple[str, str, str]
Step = tuple[Json, Json]


def steps_in_bays(visit: Json, appointments: dict[str, Json]) -> list[Step]:
    """The operations of a scheduled visit that have a bay: as requested, and as placed."""
    requested = appointments[visit["appointment"]]["operations"]
    return [(asked, placed) for asked, placed in zip(requested, visit["operations"]) if "bay" in placed]


def occupied(schedule: Json, appointments: dict[str, Json]) -> dict[str, list[Occupied]]:
    """When each bay is occupied, stays included."""
    times: dict[str, list[Occupied]] = defaultdict(list)
    for visit in schedule["assignments"]:
        before: Json | None = None
        for _, placed in steps_in_bays(visit, appointments):
            stays = before is not None and before["bay"] == placed["bay"]
            start = before["end"] if before is not None and stays else placed["start"]
            times[placed["bay"]].append((start, placed["end"], visit["appointment"]))
            before = placed
    return times


def pairs(schedule: Json, appointments: dict[str, Json]) -> Iterator[tuple[str, Step, Step]]:
    """The visit and the two steps of each pair."""
    for visit in schedule["assignments"]:
        steps = steps_in_bays(visit, appointments)
        for first, second in zip(steps, steps[1:]):
            if first[0].get("bay") is not None and first[0].get("bay") == second[0].get("bay"):
                yield visit["appointment"], first, second


def count(demand: Json, schedule: Json) -> dict[str, int]:
    """The pairs of a schedule, the changes of the bay, those without need, and bays that were not kept."""
    appointments = {visit["id"]: visit for visit in demand["appointments"]}
    times, found = occupied(schedule, appointments), dict.fromkeys(("pairs", "changes", "without need", "not kept"), 0)
    for name, (asked, first), (following, second) in pairs(schedule, appointments):
        found["pairs"] += 1
        if first["bay"] == second["bay"]:
            continue
        found["changes"] += 1
        found["not kept"] += asked.get("bayAfter") == "keep" and not {"locked"} & (asked.keys() & following.keys())
        was_taken = any(other != name and start < second["end"] and end > first["end"]
                        for start, end, other in times[first["bay"]])
        found["without need"] += not was_taken and asked.get("bayAfter") != "leave" and "locked" not in following
    return found


def main() -> int:
    parser = argument_parser(__doc__)
    parser.add_argument("cases", nargs="+", type=Path, metavar="CASE")
    parser.add_argument("--seconds", type=float, default=2, help="seconds of each search")
    parser.add_argument("--threads", type=int, default=1, help="threads of each search")
    parser.add_argument("--most", type=float, default=3, metavar="PERCENT", help="pairs that may change without need")
    options = parser.parse_args()
    failed = False
    print(table_header(["case", "pairs", "changes", "without need", "not kept"]))
    with tempfile.TemporaryDirectory() as name:
        for case in map(Case, options.cases):
            out: Any = Path(name) / "schedule.json"
            run_checked(options.bayline, "schedule", *case.arguments, "--nominal", "--no-promise", "--seconds",
                        options.seconds, "--threads", options.threads, "--quiet", "--out", out)
            found = count(read_json(case.demand), read_json(out))
            print(table_row([case.name, *found.values()]), flush=True)
            failed |= found["not kept"] > 0 or 100 * found["without need"] > options.most * found["pairs"]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
