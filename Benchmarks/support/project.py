"""Paths, options, and calls of `bayline` and the referee that the scripts share.

`.ci/shared-folder` names the folder with the referee and the instances, relative to the project root.
"""
from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "Benchmarks"
DATASETS = ROOT / "datasets"
SHARED = (ROOT / (ROOT / ".ci/shared-folder").read_text(encoding="utf-8").strip()).resolve()
REFEREE = SHARED / "referee/referee.py"
INSTANCES = SHARED / "instances"
BAYLINE = ROOT / ".build/release/bayline"

DAY = 1440
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


# ---------------------------------------------------------------- options

class HelpFormatter(argparse.RawDescriptionHelpFormatter, argparse.ArgumentDefaultsHelpFormatter):
    """Prints the documentation as it is written, and the defaults of the options."""


def argument_parser(documentation: str | None, *, bayline: bool = True, referee: bool = False, keep: bool = False
                    ) -> argparse.ArgumentParser:
    """A parser whose help is the script's documentation, with the options that most scripts have."""
    name = Path(sys.argv[0]).stem.replace("_", "-")
    parser = argparse.ArgumentParser(prog=f"Benchmarks/run {name}", description=documentation,
                                     formatter_class=HelpFormatter)
    if bayline:
        parser.add_argument("--bayline", type=Path, default=BAYLINE, metavar="PROGRAM", help="the bayline program")
    if referee:
        parser.add_argument("--referee", type=Path, default=REFEREE, metavar="FILE", help="the referee's Python file")
    if keep:
        parser.add_argument("--keep", type=Path, default=Path("failures"), metavar="DIR",
                            help="where the files of failed checks are kept")
    return parser


def names(text: str) -> list[str]:
    """The type of an option that takes names separated by commas."""
    return [name for name in text.split(",") if name]


# ---------------------------------------------------------------- files

def read_json(path: Path) -> Any:
    return json.loads(path.read_bytes())


def write_json(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def keep_files(folder: Path, keep: Path, label: str) -> Path:
    """Copies the files of a failed check to a folder named after it."""
    kept = keep / re.sub(r"[ /]+", "-", label)
    shutil.copytree(folder, kept, dirs_exist_ok=True)
    return kept


@dataclass(frozen=True)
class Case:
    """A folder with `demand.json`; its `site.json` may be in the parent folder."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.resolve().name

    @property
    def site(self) -> Path:
        own = self.folder / "site.json"
        return own if own.exists() else self.folder.parent / "site.json"

    @property
    def demand(self) -> Path:
        return self.folder / "demand.json"

    @property
    def schedule(self) -> Path:
        return self.folder / "schedule.json"

    @property
    def arguments(self) -> list[str]:
        """The options that name the files to `bayline` and the referee."""
        return ["--site", str(self.site), "--demand", str(self.demand)]


def spans_of_day(calendar: Json, day: Any, site_dates: Json | None = None) -> list[list[str]]:
    """The working spans of a calendar of a site file on a date: pairs of clock times, `["08:00", "17:30"]`.

    `site_dates` is the member `dates` of the site.
    """
    own = calendar.get("dates", {})
    if day.isoformat() in own:
        return own[day.isoformat()]
    weekly = calendar.get("weekly", {})
    if "rotation" in calendar:
        weeks = calendar["rotation"]["weeks"]
        weekly = weeks[(day - date.fromisoformat(calendar["rotation"]["from"])).days // 7 % len(weeks)]
    # "closed" is no weekday, so it has no spans.
    return weekly.get((site_dates or {}).get(day.isoformat(), WEEKDAYS[day.weekday()]), [])


# ---------------------------------------------------------------- programs

class ProgramError(RuntimeError):
    """A program exited with another status than 0."""


def run(*command: Any, timeout: float = 600) -> subprocess.CompletedProcess[str]:
    """Runs a program and captures what it prints; raises `TimeoutExpired` after `timeout` seconds."""
    return subprocess.run([str(word) for word in command], capture_output=True, encoding="utf-8", errors="replace",
                          timeout=timeout)


def run_checked(*command: Any, timeout: float = 600) -> str:
    """Runs a program and returns its standard output; raises `ProgramError` unless it exits with 0."""
    done = run(*command, timeout=timeout)
    if done.returncode != 0:
        program = Path(str(command[0])).name
        raise ProgramError(f"{program} {command[1]} exited with {done.returncode}: {done.stderr.strip()[:2000]}")
    return done.stdout


def generate(bayline: Path, folder: Path, profile: str, seed: int = 1, *options: Any) -> Case:
    """Generates a case, or the days of the profile `history`, into a folder."""
    run_checked(bayline, "generate", "--profile", profile, "--seed", seed, *options, "--quiet", "--force",
                "--out", folder)
    return Case(folder)


def make_schedule(bayline: Path, case: Case, iterations: int, *options: Any, out: Path | None = None) -> Path:
    """Schedules a case on one thread; the same iterations give the same schedule on any machine."""
    path = out or case.schedule
    run_checked(bayline, "schedule", *case.arguments, "--iterations", iterations, "--threads", 1, "--no-bound",
                "--nominal", *options, "--quiet", "--out", path)
    return path


def run_release_tests(filter: str, *options: str, **environment: str) -> int:
    """Runs tests in a release build in its own folder; returns the exit status."""
    return subprocess.run(
        ["swift", "test", "-c", "release", "-Xswiftc", "-enable-testing", "--scratch-path", ".build-release-tests",
         "--filter", filter, *options], cwd=ROOT, env=os.environ | environment).returncode


# ---------------------------------------------------------------- the referee

@cache
def load_referee(path: Path = REFEREE) -> Any:
    """The referee's module."""
    spec = importlib.util.spec_from_file_location("referee", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path}: no referee here; name its file with --referee")
    module = importlib.util.module_from_spec(spec)
    sys.modules["referee"] = module
    spec.loader.exec_module(module)
    return module


def judge_files(referee: Any, site: Path, demand: Path, schedule: Path) -> Any:
    """The referee's verdict on files."""
    return referee.judge(*(referee.load(str(path)) for path in (site, demand, schedule)))


def judge(referee: Any, site: Any, demand: Any, schedule: Any) -> Any:
    """The referee's verdict on JSON values."""
    return referee.judge(*(referee.Node("", "$", value) for value in (site, demand, schedule)))


def objections(verdict: Any) -> list[str]:
    """The broken rules and wrong costs of a verdict."""
    return verdict.violations + verdict.differences


# ---------------------------------------------------------------- figures

def percentile(values: list[float], percent: int) -> float:
    """The nearest rank: the smallest value that at least `percent` percent of all values do not exceed."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]
