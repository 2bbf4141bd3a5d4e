"""Tries to lose bookings: two writers at once on one book, and failures and kills at each step of writing.

A day of `datasets/small` is scheduled without two of its visits, which are then requested on the phone.

- *Pairs*: two bookings, or a booking and a cancellation, start at nearly the same moment on the same files. Demand and
  schedule must then hold the same customers, exactly those whose command said so, and the book must be feasible.
- *Failures*: each command that replaces files (`offer --accept`, `cancel`, `move`, `no-show`, `replan`, `roll-over`, `schedule`,
  `import --partial`, `export`) runs with an error, a signal or a kill at one of its calls of rename, fsync, link and unlink. Afterwards,
  if it was killed once the next command has run, all files are the old ones or all are those of an undisturbed run, with the
  permissions that they had, and no other file is left beside them. An exit status of 0 means the new ones.

Linux only: the failing system calls are injected by a preloaded library, which `cc` compiles. The exit status is 1 if
anything was lost or left behind.
"""
from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support.project import DATASETS, Case, argument_parser, make_schedule, read_json, run, run_checked, write_json

SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* FAULT is CALL:NUMBER:EFFECT; the effect is an errno, or kill, term or hup (before) or killed (after the call). */
static int counts[4];
static const char *names[] = {"rename", "fsync", "link", "unlink"};
static int fault(int call, int after) {
  const char *text = getenv("FAULT");
  if (!text) return 0;
  const char *colon = strchr(text, ':');
  if (strncmp(text, names[call], colon - text) != 0 || strlen(names[call]) != (size_t)(colon - text)) return 0;
  if (!after) counts[call]++;
  if (counts[call] != atoi(colon + 1)) return 0;
  const char *effect = strchr(colon + 1, ':') + 1;
  if (after) { if (!strcmp(effect, "killed")) kill(getpid(), SIGKILL); return 0; }
  if (!strcmp(effect, "killed")) return 0;
  if (!strcmp(effect, "kill")) kill(getpid(), SIGKILL);
  if (!strcmp(effect, "term")) { kill(getpid(), SIGTERM); return 0; }
  if (!strcmp(effect, "hup")) { kill(getpid(), SIGHUP); return 0; }
  return atoi(effect);
}
#define WRAP(call, name, parameters, arguments) \
  int name parameters { \
    int error = fault(call, 0); \
    if (error) { errno = error; return -1; } \
    int (*real) parameters = dlsym(RTLD_NEXT, #name); \
    int result = real arguments; \
    int number = errno; \
    fault(call, 1); \
    errno = number; \
    return result; \
  }
WRAP(0, rename, (const char *a, const char *b), (a, b))
WRAP(1, fsync, (int a), (a))
WRAP(2, link, (const char *a, const char *b), (a, b))
WRAP(3, unlink, (const char *a), (a))
"""


CALLS = {"rename": 6, "fsync": 8, "link": 4, "unlink": 6}
EFFECTS = "5", "16", "28", "kill", "killed", "term", "hup"
BOOK = "demand.json", "schedule.json"
MODES = dict(zip(BOOK, (0o640, 0o604)))


@dataclass(frozen=True)
class Writer:
    """A command that replaces files."""

    name: str
    arguments: list[str]
    """The command without the program."""
    files: tuple[str, ...] = BOOK
    """What it writes."""


class Desk:
    """A folder with a book, which is made anew for each run."""

    def __init__(self, bayline: Path, folder: Path) -> None:
        self.bayline, self.origin, self.folder = bayline.resolve(), folder / "origin", folder / "book"
        self.origin.mkdir()
        shutil.copyfile(DATASETS / "small/site.json", self.origin / "site.json")
        demand = read_json(DATASETS / "small/demand.json")
        self.requests = demand["appointments"][-2:]
        del demand["appointments"][-2:]
        write_json(self.origin / "demand.json", demand)
        for visit in self.requests:
            write_json(self.origin / f"{visit['id']}.json", visit)
        case = Case(self.origin)
        make_schedule(self.bayline, case, 50)
        first = next(one for one in read_json(case.schedule)["assignments"] if "advisor" in one)
        self.visit, self.day = first["appointment"], demand["horizon"]["from"]
        self.arrival = first["arrival"]
        write_json(self.origin / "events.json", {"format": "bayline.events/1", "events": [
            {"at": f"{self.day}T09:59", "type": "absent", "technician": read_json(case.site)["technicians"][0]["id"],
             "until": f"{self.day}T12:00"}]})
        write_json(self.origin / "next.json", {
            "format": "bayline.demand/1", "horizon": {"from": f"{self.day[:-2]}{int(self.day[-2:]) + 1:02}"}, "appointments": []})
        sheets = DATASETS / "spreadsheets"
        for name in ("tomorrow.csv", "stock.csv", "jobs.csv"):
            shutil.copyfile(sheets / name, self.origin / name)
        with open(self.origin / "tomorrow.csv", "ab") as file:
            file.write("沪A·99999,,,,,没有这个项目,,2027/3/16 9:00,,,,,,,,\n".encode("gb18030"))
        self.fresh()

    def fresh(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.origin, self.folder)
        for name, mode in MODES.items():
            (self.folder / name).chmod(mode)

    @property
    def book(self) -> list[str]:
        return ["--site", "site.json", "--demand", "demand.json", "--schedule", "schedule.json"]

    def booking(self, request: str, choice: str = "1") -> Writer:
        return Writer("offer", ["offer", *self.book, "--request", f"{request}.json", "--accept", choice, "--out",
                                "demand.json", "--schedule-out", "schedule.json"])

    def cancellation(self) -> Writer:
        return Writer("cancel", ["cancel", self.visit, *self.book, "--now", f"{self.day}T07:00", "--iterations", "2"])

    def writers(self) -> Iterator[Writer]:
        """The commands, each with what it needs."""
        yield self.booking(self.requests[0]["id"])
        yield self.cancellation()
        self.fresh()
        offers = subprocess.run([self.bayline, "move", self.visit, *self.book, "--now", f"{self.day}T07:00", "--json", "--quiet"],
                                cwd=self.folder, capture_output=True, text=True)
        times = [offer["arrival"] for offer in json.loads(offers.stdout)["offers"]]
        yield Writer("move", ["move", self.visit, *self.book, "--to", times[0], "--now", f"{self.day}T07:00", "--iterations", "2"])
        late = self.arrival[:11] + f"{int(self.arrival[11:13]) + 1:02}:00"
        yield Writer("no-show", ["no-show", self.visit, *self.book, "--now", late, "--iterations", "2"])
        yield Writer("replan", ["replan", *self.book, "--events", "events.json", "--now", f"{self.day}T10:00", "--iterations",
                                "2", "--out", "s.json", "--demand-out", "d.json", "--site-out", "t.json"],
                     ("s.json", "d.json", "t.json"))
        yield Writer("roll-over", ["roll-over", *self.book, "--now", f"{self.day}T18:30", "--next", "next.json", "--out",
                                   "next.json"], ("next.json",))
        yield Writer("schedule", ["schedule", *self.book[:4], "--iterations", "2", "--threads", "1", "--out",
                                  "schedule.json"], ("schedule.json",))
        yield Writer("import", ["import", "tomorrow.csv", "stock.csv", "--jobs", "jobs.csv", "--partial", "--out", "imported.json",
                                "--faults", "faults.xlsx"], ("imported.json", "faults.xlsx"))
        yield Writer("export", ["export", "--site", "site.json", "--out", "book.xlsx"], ("book.xlsx",))

    def start(self, writer: Writer, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen([self.bayline, *writer.arguments, "--quiet"], cwd=self.folder, text=True,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ | environment)

    def contents(self, writer: Writer) -> list[bytes | None]:
        paths = [self.folder / name for name in writer.files]
        return [path.read_bytes() if path.exists() else None for path in paths]

    def verify(self, site: str = "site.json") -> str:
        """What is wrong with the book; also finishes what a killed command began."""
        done = run(self.bayline, "verify", "--site", self.folder / site, "--demand", self.folder / "demand.json",
                   self.folder / "schedule.json")
        return "" if done.returncode == 0 else done.stdout + done.stderr

    def leftovers(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if path.name.startswith(".bayline"))

    def customers(self) -> tuple[set[str], set[str]]:
        demand = read_json(self.folder / "demand.json")["appointments"]
        schedule = read_json(self.folder / "schedule.json")["assignments"]
        return {one["id"] for one in demand}, {one["appointment"] for one in schedule}


# ---------------------------------------------------------------- two at once

def pair_problem(desk: Desk, pair: tuple[Writer, Writer], rng: random.Random, counts: Counter[str]) -> str | None:
    desk.fresh()
    runs = []
    for writer in pair:
        runs.append(desk.start(writer))
        time.sleep(rng.choice((0, 0, rng.random() / 20)))
    errors = [one.communicate()[1] for one in runs]
    codes = [one.returncode for one in runs]
    counts[f"{pair[0].name} and {pair[1].name}: {codes[0]}, {codes[1]}"] += 1
    demand, schedule = desk.customers()
    for writer, code, request in zip(pair, codes, desk.requests):
        name = request["id"] if writer.name == "offer" else desk.visit
        is_there = (code == 0) == (writer.name == "offer")
        if code not in (0, 1, 2) or (name in demand, name in schedule) != (is_there, is_there):
            return f"{writer.name} {name}: exit status {code}, demand {name in demand}, schedule {name in schedule}, {errors}"
    if desk.leftovers():
        return f"left {desk.leftovers()}"
    return desk.verify() or None


# ---------------------------------------------------------------- failures

def fault_problem(desk: Desk, writer: Writer, plan: str, library: Path, new: list[bytes | None]) -> tuple[str, str | None]:
    """How a run with a failure ended, and what is wrong afterwards."""
    desk.fresh()
    old = desk.contents(writer)
    process = desk.start(writer, FAULT=plan, LD_PRELOAD=str(library))
    error = process.communicate()[1]
    code = process.returncode
    # What could not be cleaned up, or was cut off, is finished by the next command.
    if "kill" in plan or plan.startswith("unlink"):
        desk.verify()
    now = desk.contents(writer)
    result = "old" if now == old else "new" if now == new else "mixed"
    how = f"exit status {code}, {result} files"
    if result == "mixed" or code == 0 and result != "new" or code == 2 and result != "old":
        return how, f"{how}: {error[-300:]}"
    if desk.leftovers():
        return how, f"left {desk.leftovers()}"
    modes = {name: (desk.folder / name).stat().st_mode & 0o777 for name in MODES}
    return how, None if modes == MODES else f"permissions {modes}"


def reference(desk: Desk, writer: Writer) -> list[bytes | None]:
    """The files of an undisturbed run, the same each time."""
    results = []
    for _ in range(2):
        desk.fresh()
        process = desk.start(writer)
        error = process.communicate()[1]
        if process.returncode != 0:
            raise SystemExit(f"{writer.name} exits with {process.returncode}: {error}")
        results.append(desk.contents(writer))
    if results[0] != results[1]:
        raise SystemExit(f"{writer.name} writes other files each time")
    return results[0]


def check_faults(desk: Desk, options: argparse.Namespace, rng: random.Random, library: Path) -> int:
    writers = list(desk.writers())
    made = {writer.name: reference(desk, writer) for writer in writers}
    plans = [(writer, f"{call}:{number}:{effect}") for writer in writers for call, most in CALLS.items()
             for number in range(1, most + 1) for effect in EFFECTS]
    rng.shuffle(plans)
    counts: Counter[str] = Counter()
    failed = 0
    for index in range(options.faults):
        writer, plan = plans[index % len(plans)]
        how, problem = fault_problem(desk, writer, plan, library, made[writer.name])
        counts[how] += 1
        if problem:
            failed += 1
            print(f"{writer.name} with {plan}: {problem}", flush=True)
    print_counts("failures", counts)
    return failed


def print_counts(title: str, counts: Counter[str]) -> None:
    for name, count in sorted(counts.items()):
        print(f"{title}: {name}: {count}", flush=True)


def main() -> int:
    parser = argument_parser(__doc__)
    parser.add_argument("--pairs", type=int, default=1000, help="pairs of writers")
    parser.add_argument("--faults", type=int, default=1000, help="failures and kills")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        desk = Desk(options.bayline, Path(temporary))
        counts: Counter[str] = Counter()
        first, second = (desk.booking(visit["id"]) for visit in desk.requests)
        for _ in range(options.pairs):
            problem = pair_problem(desk, rng.choice(((first, second), (first, second), (first, desk.cancellation()))), rng, counts)
            if problem:
                failed += 1
                print(f"pair: {problem}", flush=True)
        print_counts("pairs", counts)
        library = Path(temporary) / "shim.so"
        (Path(temporary) / "shim.c").write_text(SHIM, encoding="utf-8")
        subprocess.run(["cc", "-shared", "-fPIC", "-o", library, Path(temporary) / "shim.c", "-ldl"], check=True)
        failed += check_faults(desk, options, rng, library)
    print(f"failed: {failed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
