"""One run of a program on a case: started, watched, judged twice.

Processor time is the child's as the system counts it (`wait4`). Peak memory is its `VmHWM`, read until it ends: what
`wait4` tells of memory is never less than what this program itself has used.
"""
from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Case:
    """A folder with `site.json` (it may lie one folder up) and `demand.json`."""
    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def files(self) -> list[str]:
        site = self.folder / "site.json"
        return ["--site", str(site if site.exists() else self.folder.parent / "site.json"),
                "--demand", str(self.folder / "demand.json")]


@dataclass
class Run:
    """What came of a run: a row of results.csv. None is what is not known."""
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


@dataclass
class Watched:
    """What the system tells of a run."""
    code: int
    errors: str
    seconds: float
    processor: float
    megabytes: float


class Judges:
    """`bayline verify` and, where there is one, the referee."""

    def __init__(self, bayline: Path, referee: Path | None) -> None:
        self.bayline, self.referee = bayline, referee

    def fault(self, case: Case, schedule: Path, cost: int) -> str | None:
        """What a judge has against a schedule of a stated cost; None is nothing."""
        commands = {"verify": [str(self.bayline), "verify", *case.files, "--json", str(schedule)]}
        if self.referee:
            commands["referee"] = [sys.executable, str(self.referee), *case.files, "--json", str(schedule)]
        for judge, command in commands.items():
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            try:
                verdict = json.loads(done.stdout)
            except ValueError:
                return f"{judge} ended with {done.returncode}: {(done.stderr or done.stdout).strip()[:200]}"
            broken = verdict["violations"] + verdict["differences"]
            if broken or not verdict["feasible"] or done.returncode:
                return f"{judge}: {len(broken)} faults, first {broken[0] if broken else 'unknown'}"
            if verdict["cost"]["total"] != cost:
                return f"{judge}: {verdict['cost']['total']} points, the file says {cost}"
        return None


def watch(command: list[str], limit: float) -> Watched:
    """Runs a program, for at most so many seconds."""
    with tempfile.TemporaryFile() as errors:
        begin = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        kilobytes = [0]
        ended = threading.Event()

        def look() -> None:
            status = Path(f"/proc/{process.pid}/status")
            while not ended.wait(0.01):
                if time.monotonic() - begin > limit:
                    process.kill()
                    return
                try:
                    lines = status.read_text().splitlines()
                except OSError:
                    continue
                kilobytes[0] = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), kilobytes[0])

        watcher = threading.Thread(target=look)
        watcher.start()
        try:
            _, code, used = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        finally:
            ended.set()
            watcher.join()
        process.returncode = os.waitstatus_to_exitcode(code)
        seconds = time.monotonic() - begin
        errors.seek(0)
        return Watched(process.returncode, errors.read().decode("utf-8", "replace").strip(), seconds,
                       used.ru_utime + used.ru_stime, kilobytes[0] / 1024)


def read_trace(path: Path) -> list[tuple[float, int]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return [(float(row["seconds"]), int(row["cost"])) for row in csv.DictReader(lines) if row["seconds"]]


def first_at_most(trace: list[tuple[float, int]], cost: float) -> float | None:
    """When a search first had a total of at most this."""
    return next((seconds for seconds, total in trace if total <= cost), None)


def run(command: list[str], case: Case, row: Run, judges: Judges, reference: int | None, traced: bool = True) -> Run:
    """Runs a command with `--out` and `--trace` added, and fills in the row."""
    with tempfile.TemporaryDirectory() as name:
        out, trace_file = Path(name) / "schedule.json", Path(name) / "trace.csv"
        command = [*command, *case.files, "--out", str(out), *(["--trace", str(trace_file)] if traced else [])]
        ended = watch(command, 2 * row.seconds + 300)
        row.wall, row.processor, row.megabytes = ended.seconds, ended.processor, ended.megabytes
        if ended.code != 0:
            last = ended.errors.splitlines()[-1] if ended.errors else "nothing said"
            row.status = f"ended with {ended.code}: {last}"
            return row
        try:
            schedule = json.loads(out.read_bytes())
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
        row.to_one_percent = first_at_most(trace, 1.01 * cost)
        row.to_reference = first_at_most(trace, reference) if reference is not None else None
        row.status = judges.fault(case, out, cost) or "ok"
    return row
