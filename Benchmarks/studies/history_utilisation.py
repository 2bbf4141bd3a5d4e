"""Schedules past days one by one and prints how busy they were and which visits were scheduled.

The days are those of `bayline generate --profile history`: how many vehicles of each kind came is the record of a real
workshop. Each demand holds what was known the evening before: bookings, some of which fail, and vehicles that stayed
overnight, which are in the demands of all days until they are ready. The referee judges every schedule. Days are
independent: a visit that is not scheduled does not come back on another day.

Load is the technicians' minutes at efficiency 100, for every member of a crew and for walk-ins as well, relative to the
technicians' working minutes of the day.

The exit status is 1 if a run failed or the referee objects to a schedule.
"""
from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any

from support.project import (
    Case, ProgramError, argument_parser, generate, judge_files, load_referee, make_schedule, objections, percentile,
    read_json)


def work_minutes(appointments: Iterable[Any]) -> int:
    """Technicians' minutes at efficiency 100; the shortest of alternatives."""
    total = 0
    for op in (op for job in appointments for op in job.operations):
        if op.alternatives is not None:
            total += min((minutes for (_, who), minutes in op.alternatives.items() if who is not None), default=0)
        elif op.trade is not None:
            total += op.minutes * op.crew
    return total


def shift_minutes(site: Any, day: int) -> int:
    """The working minutes of all technicians on a day."""
    return sum(high - low for technician in site.technicians.values()
               for low, high in site.calendars[technician.calendar].working(day, day).intervals)


def main() -> int:
    parser = argument_parser(__doc__, referee=True)
    parser.add_argument("--from", dest="first", default="2021-01-01", metavar="DATE", help="the first day")
    parser.add_argument("--to", dest="last", default="2022-12-31", metavar="DATE", help="the last day")
    parser.add_argument("--seed", type=int, default=1, help="seed of the history")
    parser.add_argument("--iterations", type=int, default=200, help="iterations of each schedule")
    options = parser.parse_args()
    referee = load_referee(options.referee)

    begin = time.monotonic()
    failed, days = 0, 0
    kinds, unscheduled_kinds, reasons = Counter[str](), Counter[str](), Counter[str]()
    seconds: list[float] = []
    demanded: list[float] = []
    scheduled: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(options.bayline, folder, "history", options.seed, "--from", options.first, "--to", options.last)
        site = referee.read_site(referee.load(str(folder / "site.json")))
        for path in sorted(folder.glob("*/demand.json")):
            case = Case(path.parent)
            started = time.monotonic()
            try:
                make_schedule(options.bayline, case, options.iterations)
            except ProgramError as error:
                print(f"{case.name}: {error}")
                failed += 1
                continue
            seconds.append(time.monotonic() - started)
            found = objections(judge_files(referee, case.site, case.demand, case.schedule))
            if found:
                print(f"{case.name}: {'; '.join(found)}")
                failed += 1
            demand = referee.read_demand(referee.load(str(case.demand)), site)
            unscheduled = {item["appointment"]: item["reason"] for item in read_json(case.schedule)["unscheduled"]}
            reasons.update(unscheduled.values())
            kinds.update(job.kind for job in demand.appointments.values())
            unscheduled_kinds.update(demand.appointments[visit].kind for visit in unscheduled)
            days += 1
            if date.fromisoformat(case.name).weekday() < 5:
                minutes = shift_minutes(site, demand.first_day)
                served = [job for visit, job in demand.appointments.items() if visit not in unscheduled]
                demanded.append(100 * work_minutes(demand.appointments.values()) / minutes)
                scheduled.append(100 * work_minutes(served) / minutes)
    vehicles, missing = kinds.total(), unscheduled_kinds.total()
    print(f"days {days}, weekdays {len(demanded)}, failed {failed}")
    print(f"vehicles {vehicles}, scheduled {vehicles - missing} ({100 * (vehicles - missing) / vehicles:.1f}%), "
          f"unscheduled {missing}: " + ", ".join(f"{reason} {count}" for reason, count in reasons.most_common()))
    print("unscheduled by kind: " + ", ".join(
        f"{kind} {unscheduled_kinds[kind]} of {count}" for kind, count in kinds.most_common()))
    for what, values in (("demanded", demanded), ("scheduled", scheduled)):
        print(f"load on weekdays, {what}: mean {mean(values):.0f}%, 95th percentile {percentile(values, 95):.0f}%")
    print(f"scheduling took {sum(seconds):.0f} s, {mean(seconds):.2f} s per day, slowest {max(seconds):.2f} s; "
          f"{time.monotonic() - begin:.0f} s in total")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
