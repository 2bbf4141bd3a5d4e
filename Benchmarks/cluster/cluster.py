"""Plans a group of generated workshops on Spark's local cluster and checks what must hold there.

On two executors of one core each, beside two bare processes of `bayline batch` with the same lines in the same run:

- every line is answered, and a sample of the schedules is accepted by the referee;
- the throughput is that of the bare processes, and the memory of a process does not grow;
- an executor that is killed in the middle loses nothing, and nothing is in the result twice;
- running again computes nothing;
- of damaged lines exactly those come back with diagnostics;
- five workshops answer a customer within 200 ms, and a transfer has the studies of the single workshops, byte for byte.

Needs Linux, Java 17 or later and the Python packages pyspark, pandas and pyarrow. Writes DIR/figures.json.
"""
from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from cluster.batch import Batch, line
from cluster.shops import rows, write_table
from cluster.spark import plan
from support.project import BENCHMARKS, argument_parser, read_json

Json = dict[str, Any]


# ---------------------------------------------------------------- bare processes

class Memory(threading.Thread):
    """Follows the resident memory of a process, in megabytes."""

    def __init__(self, process: subprocess.Popen[Any]) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.samples: list[float] = []

    def run(self) -> None:
        status = Path(f"/proc/{self.process.pid}/status")
        while self.process.poll() is None:
            try:
                found = [text for text in status.read_text().splitlines() if text.startswith("VmRSS:")]
            except OSError:
                return
            self.samples += [int(text.split()[1]) / 1024 for text in found]
            time.sleep(0.2)

    def halves(self) -> tuple[float, float]:
        """The most in the first half of the run, and in the second."""
        middle = max(1, len(self.samples) // 2)
        return max(self.samples[:middle], default=0), max(self.samples[middle:], default=0)


def bare(parts: list[Path], batch: Batch) -> tuple[float, list[Json], list[tuple[float, float]]]:
    """Answers files of lines with a process each; the seconds, the answers and the memory."""
    begin = time.monotonic()
    running = []
    for part in parts:
        out = part.with_suffix(".out")
        with part.open() as lines, out.open("w") as answers:
            process = subprocess.Popen(batch.command(), stdin=lines, stdout=answers)
        memory = Memory(process)
        memory.start()
        running.append((process, memory, out))
    for process, _, _ in running:
        if process.wait():
            sys.exit(f"{' '.join(batch.command())} ended with {process.returncode}")
    seconds = time.monotonic() - begin
    found = [json.loads(text) for _, _, out in running for text in out.open()]
    return seconds, found, [memory.halves() for _, memory, _ in running]


# ---------------------------------------------------------------- Spark

def session(memory: str) -> Any:
    """Spark's local cluster: a master, and two executors with a core each, in processes of their own."""
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = str(BENCHMARKS)
    from pyspark.sql import SparkSession

    return (SparkSession.builder.master(f"local-cluster[2,1,{memory}]").appName("bayline")
            .config("spark.executor.memory", f"{memory}m").config("spark.driver.memory", "1g")
            .config("spark.executorEnv.PYTHONPATH", str(BENCHMARKS)).config("spark.ui.enabled", "false")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "16").config("spark.locality.wait", "0")
            .getOrCreate())


def executors(driver: int) -> list[int]:
    """The processes of the executors that this driver started."""
    parents: dict[int, int] = {}
    commands: dict[int, bytes] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            commands[int(folder.name)] = (folder / "cmdline").read_bytes()
        except OSError:
            continue

    def is_ours(process: int) -> bool:
        while process > 1 and process != driver:
            process = parents.get(process, 0)
        return process == driver

    return [process for process, command in commands.items()
            if b"CoarseGrainedExecutorBackend" in command and command.startswith((b"/", b"java")) and is_ours(process)]


def kill_one(after: float, killed: list[int]) -> threading.Timer:
    """Kills an executor after some seconds."""
    def kill() -> None:
        found = executors(os.getpid())
        if found:
            os.kill(found[0], signal.SIGKILL)
            killed.append(found[0])

    timer = threading.Timer(after, kill)
    timer.start()
    return timer


# ---------------------------------------------------------------- checks

def refereed(answers: dict[str, Json], shops: Path, sample: int, referee: Path, work: Path) -> tuple[int, list[str]]:
    """How many schedules of a sample the referee judged, and the ids of those that it does not accept."""
    ids = random.Random(1).sample(sorted(answers), min(sample, len(answers)))
    wrong = []
    for shop in ids:
        schedule = work / "judged.json"
        schedule.write_text(json.dumps(answers[shop], ensure_ascii=False), "utf-8")
        done = subprocess.run([sys.executable, str(referee), "--site", str(shops / shop / "site.json"), "--demand",
                               str(shops / shop / "demand.json"), str(schedule)], capture_output=True, text=True)
        if done.returncode:
            wrong.append(f"{shop}: {(done.stdout + done.stderr).strip()[:300]}")
    return len(ids), wrong


def damage(lines: list[str], percent: float) -> tuple[list[str], set[int]]:
    """Lines of which some are damaged, each in another way, and the numbers of those."""
    chance = random.Random(2)
    chosen = set(chance.sample(range(1, len(lines) + 1), max(1, round(len(lines) * percent / 100))))
    ways = [lambda text: text[: len(text) // 2], lambda text: text.replace('"demand"', '"demandd"', 1),
            lambda text: "[]", lambda text: text.replace("bayline.site/1", "bayline.site/9", 1), lambda text: "\x01" + text]
    return [ways[number % len(ways)](text) if number in chosen else text
            for number, text in enumerate(lines, 1)], chosen


def ask(batch: Batch, lines: list[str], *more: str) -> list[Json]:
    """The answers to some lines."""
    done = subprocess.run([*batch.command(), *more], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return [json.loads(text) for text in done.stdout.splitlines()]


def group_offers(shops: Path, batch: Batch, schedules: dict[str, Json], runs: int, work: Path) -> list[float]:
    """The milliseconds of whole processes that ask five workshops for a customer's request."""
    near = sorted(schedules)[:5]
    for shop in near:
        (shops / shop / "schedule.json").write_text(json.dumps(schedules[shop], ensure_ascii=False), "utf-8")
    visit = read_json(shops / near[0] / "demand.json")["appointments"][0]
    request = {"id": "NEW", "kind": "inspection", "operations": [{"id": "1", "minutes": 12, "bay": "express",
               "trade": "mechanical"}], "preferredArrival": visit.get("preferredArrival")}
    request = {name: value for name, value in request.items() if value is not None}
    text = line({"id": "Q", "command": "offers", "request": request, "shops": [
        {"id": shop, "distance": 3 * index, "siteRef": f"{shop}/site.json", "demandRef": f"{shop}/demand.json",
         "scheduleRef": f"{shop}/schedule.json"} for index, shop in enumerate(near)]}) + "\n"
    (work / "offers.jsonl").write_text(text, "utf-8")
    times = []
    for _ in range(runs):
        begin = time.monotonic()
        done = subprocess.run([batch.bayline, "batch", "--quiet", "--sites", str(shops)], input=text, capture_output=True,
                              text=True, check=True)
        times.append((time.monotonic() - begin) * 1000)
        answer = json.loads(done.stdout)
        if "result" not in answer or not answer["result"]["offers"]:
            sys.exit(f"the group has no offer: {done.stdout[:500]}")
    return sorted(times)


def transfer_is_consistent(shops: Path, batch: Batch) -> bool:
    """Whether a transfer has the very bytes of two `bayline whatif`, which get the scenarios that it states."""
    giver, taker = sorted(folder.name for folder in shops.glob("S*"))[:2]
    used = {trade for person in read_json(shops / taker / "site.json")["technicians"] for trade in person["skills"]}
    technician = next(person["id"] for person in read_json(shops / giver / "site.json")["technicians"]
                      if used.intersection(person["skills"]))
    sides = {side: {"id": shop, "siteRef": f"{shop}/site.json", "demandRef": f"{shop}/demand.json"}
             for side, shop in [("from", giver), ("to", taker)]}
    asked = {"id": "T", "command": "transfer", "technician": technician, "iterations": 200, "replications": 20, "noise": 0}
    [answer] = ask(Batch(batch.bayline, sites=str(shops)), [line(asked | sides)])
    if "result" not in answer:
        sys.exit(f"the transfer has no answer: {answer}")
    for side, shop in [("from", giver), ("to", taker)]:
        part = answer["result"][side]
        scenarios = shops / "scenarios.json"
        scenarios.write_text(json.dumps(part["scenarios"], ensure_ascii=False), "utf-8")
        single = subprocess.run(
            [batch.bayline, "whatif", "--site", f"{shop}/site.json", "--demand", f"{shop}/demand.json", "--scenarios",
             "scenarios.json", "--iterations", "200", "--replications", "20", "--noise", "0", "--json", "--quiet"],
            cwd=shops, capture_output=True, text=True, check=True).stdout
        if json.dumps(json.loads(single)) != json.dumps(part["whatif"]):
            return False
    return True


# ---------------------------------------------------------------- the run

def main() -> int:
    parser = argument_parser(__doc__, referee=True)
    parser.add_argument("--shops", type=int, default=2000, help="workshops")
    parser.add_argument("--seconds", type=float, default=0.5, help="seconds for each workshop")
    parser.add_argument("--sample", type=int, default=200, help="schedules for the referee")
    parser.add_argument("--rows-per-task", type=int, default=20, help="workshops of a Spark task")
    parser.add_argument("--executor-memory", default="1024", help="megabytes of an executor")
    parser.add_argument("--kill-shops", type=int, default=200, help="workshops of the run in which an executor is killed")
    parser.add_argument("--out", type=Path, default=Path("cluster-run"), metavar="DIR", help="files and figures")
    options = parser.parse_args()
    work, shops = options.out.resolve(), options.out.resolve() / "shops"
    work.mkdir(parents=True, exist_ok=True)
    batch = Batch(str(options.bayline.resolve()), seconds=options.seconds, time_limit=60)
    subprocess.run([batch.bayline, "generate", "--profile", "group", "--shops", str(options.shops), "--out", str(shops),
                    "--force", "--quiet"], check=True)
    for folder in ["table", "results", "killed"]:
        shutil.rmtree(work / folder, ignore_errors=True)
    write_table(shops, work / "table")
    lines = [line(row) for row in rows(shops)]
    figures: Json = {"shops": len(lines), "seconds": options.seconds}
    failed: list[str] = []

    def state(name: str, value: Any, holds: bool = True) -> None:
        figures[name] = value
        print(f"{name}: {value}" + ("" if holds else "  FAILED"), flush=True)
        if not holds:
            failed.append(name)

    # A line more or less matters little; every second one balances the sizes.
    parts = [work / "bare-0.jsonl", work / "bare-1.jsonl"]
    for index, part in enumerate(parts):
        part.write_text("\n".join(lines[index::2]) + "\n", "utf-8")
    seconds, answers, memory = bare(parts, batch)
    schedules = {answer["id"]: answer["result"] for answer in answers if "result" in answer}
    state("bare seconds", round(seconds, 1))
    state("bare answers", len(schedules), len(schedules) == len(lines))
    state("megabytes in both halves", [[round(value, 1) for value in halves] for halves in memory],
          all(second <= first * 1.1 + 5 for first, second in memory))

    spark = session(options.executor_memory)
    spark.sparkContext.setLogLevel("ERROR")
    table = spark.read.parquet(str(work / "table"))
    plan(spark, table.limit(4), str(work / "killed"), batch, 2)  # starts the executors and their Python
    shutil.rmtree(work / "killed")
    begin = time.monotonic()
    plan(spark, table, str(work / "results"), batch, options.rows_per_task)
    taken = time.monotonic() - begin
    found = spark.read.parquet(str(work / "results")).toPandas()
    planned = {row.id: json.loads(row.result) for row in found.itertuples() if row.result}
    state("Spark seconds", round(taken, 1))
    state("Spark answers", len(planned), len(planned) == len(lines) == len(found))
    state("throughput in percent of bare processes", round(100 * seconds / taken, 1), seconds / taken >= 0.95)
    judged, wrong = refereed(planned, shops, options.sample, options.referee, work)
    state("judged by the referee", judged)
    state("not accepted", wrong, not wrong)
    begin = time.monotonic()
    state("computed by running again", plan(spark, table, str(work / "results"), batch, options.rows_per_task))
    state("seconds of running again", round(time.monotonic() - begin, 1), figures["computed by running again"] == 0)

    part = table.orderBy("id").limit(options.kill_shops)
    killed: list[int] = []
    timer = kill_one(min(options.kill_shops, len(lines)) * options.seconds / 4 + 2, killed)
    plan(spark, part, str(work / "killed"), batch, 5)
    timer.cancel()
    ids = [row.id for row in spark.read.parquet(str(work / "killed")).select("id").collect()]
    state("executors killed", len(killed), len(killed) == 1)
    state("answers, distinct", [len(ids), len(set(ids))], len(ids) == len(set(ids)) == min(options.kill_shops, len(lines)))
    spark.stop()

    quick = Batch(batch.bayline, iterations=0, time_limit=60)
    damaged, chosen = damage(lines, 1)
    bad = {answer["line"] for answer in ask(quick, damaged) if "diagnostics" in answer}
    state("damaged lines, lines with diagnostics", [len(chosen), len(bad)], bad == chosen)
    times = group_offers(shops, batch, planned, 20, work)
    state("milliseconds of group offers, median and most", [round(times[len(times) // 2]), round(times[-1])],
          times[len(times) // 2] <= 200)
    state("transfer as single studies", transfer_is_consistent(shops, batch), True)
    (work / "figures.json").write_text(json.dumps(figures, indent=1), "utf-8")
    return 1 if failed or not figures["transfer as single studies"] else 0


if __name__ == "__main__":
    sys.exit(main())
