"""One run of a scheduling program on a case: measured, and judged by verifier and referee."""
from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.measurement import measure
from support.project import Case, read_json, run


@dataclass
class Run:
    """A row of results.csv; None where a figure is unknown."""

    case: str
    program: str
    seconds: float
    threads: int
    seed: int
    status: str = "ok"
    appointments: int | None = None
    unscheduled: int | None = None
    cost: int | None = None
    bound: int | None = None
    first: float | None = None
    reference: int | None = None
    to_reference: float | None = None
    to_one_percent: float | None = None
    iterations: int | None = None
    evaluations: int | None = None
    rate: float | None = None
    wall: float | None = None
    processor: float | None = None
    megabytes: float | None = None

    @property
    def limit(self) -> str:
        return f"{self.seconds:g}x{self.threads}"


class Judges:
    """`bayline verify` and, if there is one, the referee."""

    def __init__(self, bayline: Path, referee: Path | None) -> None:
        self.bayline, self.referee = bayline, referee

    def failure(self, case: Case, schedule: Path, cost: int) -> str | None:
        """What either judge objects to in a schedule of a stated cost; None if nothing."""
        commands: dict[str, list[Any]] = {"verify": [self.bayline, "verify"]}
        if self.referee:
            commands["referee"] = [sys.executable, self.referee]
        for judge, command in commands.items():
            done = run(*command, *case.arguments, "--json", schedule)
            try:
                verdict = json.loads(done.stdout)
            except ValueError:
                return f"{judge} exited with {done.returncode}: {(done.stderr or done.stdout).strip()[:200]}"
            objections = verdict["violations"] + verdict["differences"]
            if objections or not verdict["feasible"] or done.returncode:
                return f"{judge}: {len(objections)} objections, first {objections[0] if objections else 'unknown'}"
            if verdict["cost"]["total"] != cost:
                return f"{judge}: {verdict['cost']['total']} points, the schedule states {cost}"
        return None


def read_trace(path: Path) -> list[tuple[float, int]]:
    """The seconds and totals of a trace."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return [(float(row["seconds"]), int(row["cost"])) for row in csv.DictReader(lines) if row["seconds"]]


def first_within(trace: list[tuple[float, int]], cost: float) -> float | None:
    """When a search first reached a total."""
    return next((seconds for seconds, total in trace if total <= cost), None)


def run_and_judge(command: Sequence[Any], case: Case, row: Run, judges: Judges, reference: int | None, has_trace: bool = True
                  ) -> Run:
    """Runs a command with `--out` and `--trace` added, and fills in the row."""
    with tempfile.TemporaryDirectory() as name:
        out, trace_file = Path(name) / "schedule.json", Path(name) / "trace.csv"
        trace_options = ["--trace", trace_file] if has_trace else []
        ended = measure([*command, *case.arguments, "--out", out, *trace_options], 2 * row.seconds + 300)
        row.wall, row.processor, row.megabytes = ended.seconds, ended.processor, ended.megabytes
        if ended.status != 0:
            row.status = f"exited with {ended.status}: {(ended.errors.splitlines() or ['no message'])[-1]}"
            return row
        try:
            schedule = read_json(out)
            cost, about = schedule["cost"]["total"], schedule["about"]
        except (OSError, ValueError, KeyError) as error:
            row.status = f"no schedule: {error!r}"
            return row
        row.cost, row.reference = cost, reference
        row.unscheduled = len(schedule["unscheduled"])
        row.appointments = len(schedule["assignments"]) + row.unscheduled
        row.bound, row.first = about.get("bound"), about.get("firstSeconds")
        row.iterations, row.evaluations = about.get("iterations"), about.get("evaluations")
        if row.evaluations is not None and about.get("seconds"):
            row.rate = row.evaluations / about["seconds"] / row.threads
        trace = read_trace(trace_file)
        row.to_one_percent = first_within(trace, 1.01 * cost)
        row.to_reference = first_within(trace, reference) if reference is not None else None
        row.status = judges.failure(case, out, cost) or "ok"
    return row
