#!/usr/bin/env python3
"""Tries to lose bookings: two bookings at once from one book, and failures and kills at each step of writing.

Usage: nothing_lost.py BAYLINE SITE DEMAND SCHEDULE REQUEST REQUEST2 [--pairs N] [--faults N]

After each run, demand and schedule must hold the same customers, exactly those who were told that they are booked;
after a kill, either the old pair or the new one once the next command has run, and no other file beside them.
Linux only: the failing system calls are injected by a preloaded library, which cc compiles.
"""
import argparse, collections, json, os, random, shutil, signal, subprocess, sys, tempfile, time

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


def main():
    parser = argparse.ArgumentParser()
    for name in ["bayline", "site", "demand", "schedule", "request", "request2"]:
        parser.add_argument(name, type=os.path.abspath)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--faults", type=int, default=1000)
    options = parser.parse_args()
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    faults = pairs(options) + injected(options, folder)
    shutil.rmtree(folder)
    print(f"{faults} faults")
    sys.exit(1 if faults else 0)


def fresh(options):
    for name in os.listdir("."):
        if name.startswith(".bayline") or name.endswith(".json"):
            os.unlink(name)
    shutil.copyfile(options.demand, "demand.json")
    shutil.copyfile(options.schedule, "schedule.json")
    os.chmod("demand.json", 0o640)
    os.chmod("schedule.json", 0o604)


def booking(options, request, accept="1"):
    return [options.bayline, "offer", "--site", options.site, "--demand", "demand.json", "--schedule", "schedule.json",
            "--request", request, "--accept", accept, "--out", "demand.json", "--schedule-out", "schedule.json", "--quiet"]


def customers():
    with open("demand.json") as file:
        demand = {visit["id"] for visit in json.load(file)["appointments"]}
    with open("schedule.json") as file:
        schedule = {visit["appointment"] for visit in json.load(file)["assignments"]}
    return demand, schedule


def leftovers():
    return [name for name in os.listdir(".") if name.startswith(".bayline")]


def pairs(options):
    requests = [options.request, options.request2]
    ids = [json.load(open(path))["id"] for path in requests]
    tally, faults = collections.Counter(), 0
    for _ in range(options.pairs):
        fresh(options)
        runs = []
        for request in requests:
            runs.append(subprocess.Popen(booking(options, request), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            time.sleep(random.choice([0, 0, random.random() / 20]))
        codes = [run.wait() for run in runs]
        demand, schedule = (set(ids) & found for found in customers())
        booked = {visit for visit, code in zip(ids, codes) if code == 0}
        tally[tuple(codes)] += 1
        if not (demand == schedule == booked) or leftovers() or not set(codes) <= {0, 2}:
            faults += 1
            print("pair", codes, demand, schedule, leftovers())
    print("pairs:", dict(tally))
    return faults


def injected(options, folder):
    with open("shim.c", "w") as file:
        file.write(SHIM)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", "shim.so", "shim.c", "-ldl"], check=True)
    visit = json.load(open(options.request))["id"]
    calls = [("rename", 4), ("fsync", 6), ("link", 2), ("unlink", 4)]
    effects = ["5", "16", "28", "kill", "killed", "term", "hup"]
    plans = [f"{call}:{number}:{effect}" for call, most in calls for number in range(1, most + 1) for effect in effects]
    tally, faults = collections.Counter(), 0
    for index in range(options.faults):
        plan = plans[index % len(plans)]
        fresh(options)
        run = subprocess.run(booking(options, options.request), capture_output=True, text=True,
                             env=os.environ | {"FAULT": plan, "LD_PRELOAD": folder + "/shim.so"})
        is_kill = "kill" in plan
        problem = None
        if not is_kill and leftovers() and not plan.startswith("unlink"):
            problem = f"left {leftovers()}"
        if is_kill or plan.startswith("unlink"):
            check = subprocess.run([options.bayline, "verify", "--site", options.site, "--demand", "demand.json",
                                    "schedule.json"], capture_output=True, text=True)
            if check.returncode:
                problem = check.stderr + check.stdout
        demand, schedule = (visit in found for found in customers())
        modes = [os.stat(name).st_mode & 0o777 for name in ["demand.json", "schedule.json"]]
        if demand != schedule or modes != [0o640, 0o604]:
            problem = f"demand {demand}, schedule {schedule}, modes {modes}"
        if leftovers():
            problem = f"left {leftovers()}"
        if run.returncode == 0 and not demand or run.returncode == 2 and demand:
            problem = f"exit code {run.returncode}"
        tally[run.returncode, demand] += 1
        if problem:
            faults += 1
            print(plan, run.returncode, problem, run.stderr[-200:])
    print("faults injected:", dict(tally))
    return faults


if __name__ == "__main__":
    main()
