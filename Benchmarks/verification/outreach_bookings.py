"""Books the first time of every call of an outgoing list, day by day and one after the other, and asks verifier and referee.

    python3 Benchmarks/scripts/outreach_days.py BAYLINE SITE LIST.json FOLDER [REFEREE] [--days N]

LIST.json is what `bayline outreach --json` printed, FOLDER its --requests-out. The N days with the most first times are booked.
"""

import json
import pathlib
import subprocess
import sys


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True)


def main():
    arguments = sys.argv[1:]
    most = 3
    if "--days" in arguments:
        place = arguments.index("--days")
        most = int(arguments[place + 1])
        del arguments[place : place + 2]
    bayline, site, listed, folder = arguments[:4]
    referee = arguments[4] if len(arguments) > 4 else None
    firsts = {}
    for call in json.loads(pathlib.Path(listed).read_text())["calls"]:
        if call.get("times"):
            arrival = call["times"][0]["arrival"]
            firsts.setdefault(arrival[:10], []).append((call["request"], arrival))
    days = sorted(firsts, key=lambda day: (-len(firsts[day]), day))[:most]
    wrong = 0
    for day in days:
        demand, schedule = (f"{folder}/{day}/{name}.json" for name in ("demand", "schedule"))
        booked = 0
        for request, arrival in firsts[day]:
            done = run(
                bayline, "offer", "--site", site, "--demand", demand, "--schedule", schedule,
                "--request", f"{folder}/requests/{request}.json", "--accept", arrival,
                "--out", demand, "--schedule-out", schedule, "--quiet",
            )
            if done.returncode == 0:
                booked += 1
            else:
                print(day, request, arrival, done.stderr.strip())
        codes = [run(bayline, "verify", "--site", site, "--demand", demand, schedule).returncode]
        if referee:
            codes.append(run(sys.executable, referee, "--site", site, "--demand", demand, schedule).returncode)
        print(f"{day}: {booked} of {len(firsts[day])} booked, exit codes of the judges {codes}")
        wrong += booked < len(firsts[day]) or any(codes)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
