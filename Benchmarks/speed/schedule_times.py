#!/usr/bin/env python3
"""Times of `bayline schedule` on a case: medians of several runs.

    times.py [--runs N] [--search SECONDS] [--threads N] [--limit SECONDS] [--bayline PROGRAM] CASE ...

A CASE is a folder with `site.json` and `demand.json`. Printed are the median, the least and the greatest of
`about.firstSeconds` (the first complete schedule), of the whole process (starting, reading, searching for SECONDS,
naming the reasons, writing), of its processor time and of its peak memory. Needs Linux, Python 3.11 and its
standard library only.
"""
from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]


def figures(values: list[float], unit: str, digits: int) -> str:
    return f"{median(values):.{digits}f} {unit} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="+", type=Path, metavar="CASE")
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--search", type=float, default=0, help="seconds of search after the first schedule")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=float, default=600, help="seconds after which a run is ended")
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    options = parser.parse_args()
    status = 0
    for case in options.cases:
        first, whole, processor, memory, text = [], [], [], [], ""
        with tempfile.TemporaryDirectory() as name:
            out = Path(name) / "schedule.json"
            command = [str(word) for word in (
                options.bayline, "schedule", "--site", case / "site.json", "--demand", case / "demand.json", "--seconds",
                options.search, "--threads", options.threads, "--quiet", "--out", out)]
            for _ in range(options.runs):
                begin = time.monotonic()
                process = subprocess.Popen(command)
                signal.signal(signal.SIGALRM, lambda *_: process.kill())
                signal.setitimer(signal.ITIMER_REAL, options.limit)
                _, code, used = os.wait4(process.pid, 0)
                signal.setitimer(signal.ITIMER_REAL, 0)
                process.returncode = os.waitstatus_to_exitcode(code)
                if process.returncode != 0:
                    text = f"ended with {process.returncode} after {time.monotonic() - begin:.0f} s"
                    break
                whole.append(time.monotonic() - begin)
                processor.append(used.ru_utime + used.ru_stime)
                memory.append(used.ru_maxrss / 1024)
                schedule = json.loads(out.read_bytes())
                first.append(schedule["about"]["firstSeconds"])
        if text:
            print(f"{case.name}: {text}", flush=True)
            status = 1
            continue
        vehicles = len(schedule["assignments"]) + len(schedule["unscheduled"])
        print(f"{case.name}: {vehicles} vehicles, {len(schedule['unscheduled'])} left out; first schedule "
              f"{figures([1000 * value for value in first], 'ms', 1)}; process {figures(whole, 's', 3)}, processor "
              f"{figures(processor, 's', 3)}; memory {figures(memory, 'MB', 0)}; {options.runs} runs", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
