"""A running desk for the scripts: started, called, killed, checked."""
from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import queue
import random
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from support.project import BAYLINE, REFEREE, ROOT, Json, argument_parser, judge_files, load_referee, objections, run

DESK = ROOT / ".build/release/bayline-desk"
ROLES = ("coordinator", "advisor", "supervisor", "parts", "manager", "display")
PASSWORD = "correct horse battery"


def desk_parser(documentation: str | None) -> argparse.ArgumentParser:
    """A parser with the options of all these scripts."""
    parser = argument_parser(documentation, bayline=False)
    parser.add_argument("--desk", type=Path, default=DESK, metavar="PROGRAM", help="the bayline-desk program")
    parser.add_argument("--bayline", type=Path, default=BAYLINE, metavar="PROGRAM",
                        help="the bayline program, for verifying; left out with a note if it is missing")
    parser.add_argument("--seed", type=int, default=1)
    return parser


class Failures:
    """Counts what must not happen, and prints the first of each kind."""

    def __init__(self, shown: int = 5) -> None:
        self.kinds: dict[str, int] = {}
        self.shown = shown
        self.lock = threading.Lock()

    def add(self, kind: str, detail: object = "") -> None:
        with self.lock:
            self.kinds[kind] = self.kinds.get(kind, 0) + 1
            if self.kinds[kind] <= self.shown:
                print(f"  FAILED {kind}: {str(detail)[:600]}", flush=True)

    @property
    def count(self) -> int:
        return sum(self.kinds.values())

    def __str__(self) -> str:
        return ", ".join(f"{kind} {count}" for kind, count in self.kinds.items()) or "none"


class Answer:
    """A status with headers and a body."""

    def __init__(self, status: int, headers: http.client.HTTPMessage, body: bytes, seconds: float) -> None:
        self.status, self.headers, self.body, self.seconds = status, headers, body, seconds

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The code of a refusal."""
        try:
            return self.json["error"]["code"]
        except (ValueError, KeyError, TypeError):
            return ""


class Client:
    """One person or program with one connection; not for several threads."""

    def __init__(self, port: int, token: str | None = None, timeout: float = 60) -> None:
        self.port, self.token, self.timeout = port, token, timeout
        self.connection: http.client.HTTPConnection | None = None
        self.cookie, self.csrf = "", ""

    def call(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """Sends a request once; `body` is a JSON value, or bytes as they are."""
        sent = {"Content-Type": "application/json"} if body is not None else {}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if self.cookie:
            sent["Cookie"] = self.cookie
        if self.csrf and method not in ("GET", "HEAD"):
            sent["X-CSRF-Token"] = self.csrf
        sent |= headers or {}
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        begin = time.monotonic()
        for attempt in (1, 2):
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
                self.connection.connect()
            try:
                self.connection.request(method, quote(path, safe="%/?&=:+,@"), data, sent)
                response = self.connection.getresponse()
                answer = Answer(response.status, response.headers, response.read(), time.monotonic() - begin)
                if response.will_close:
                    self.close()
                return answer
            except (OSError, http.client.HTTPException):
                self.close()
                # A connection that was kept may have ended meanwhile; a change is never sent twice.
                if attempt == 2 or method != "GET":
                    raise
        raise AssertionError

    def get(self, path: str) -> Answer:
        return self.call("GET", path)

    def post(self, path: str, body: Any = None) -> Answer:
        return self.call("POST", path, {} if body is None else body)

    def close(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None

    def open_page(self, path: str = "/sign-in") -> None:
        """Gets the cookie and the secret of the forms, as a browser does."""
        answer = self.get(path)
        cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
        self.cookie = cookie or self.cookie
        found = re.search(r'name="csrf" (?:content|value)="([0-9a-f]+)"', answer.text)
        self.csrf = found[1] if found else ""

    def sign_in(self, name: str) -> None:
        """Signs in as a browser."""
        self.open_page()
        form = f"csrf={self.csrf}&name={quote(name)}&password={quote(PASSWORD)}".encode()
        answer = self.call("POST", "/sign-in", form, {"Content-Type": "application/x-www-form-urlencoded"})
        if answer.status != 303:
            raise SystemExit(f"cannot sign in as {name}: {answer.status} {answer.text[:300]}")
        self.cookie = answer.headers["Set-Cookie"].partition(";")[0]
        self.open_page("/load")


class Desk:
    """A desk with a store of its own, run as a program."""

    def __init__(self, program: Path, store: Path) -> None:
        self.program, self.store = program, store
        self.process: subprocess.Popen[str] | None = None
        self.port = 0
        self.log = store.with_suffix(".log")

    def start(self, *options: Any, timeout: float = 180) -> float:
        """Runs the desk on a free port; returns the seconds until it answers."""
        begin = time.monotonic()
        log = self.log.open("a", encoding="utf-8")
        self.process = subprocess.Popen(
            [str(word) for word in (self.program, "--demo", "--store", self.store, "--port", self.port, "--lang", "en",
                                    *options)],
            stdout=subprocess.PIPE, stderr=log, text=True, env=os.environ | {"LANG": "en_US.UTF-8"})
        lines: queue.Queue[str] = queue.Queue()
        output = self.process.stdout
        assert output
        threading.Thread(target=lambda: lines.put(output.readline()), daemon=True).start()
        try:
            line = lines.get(timeout=timeout)
        except queue.Empty:
            line = ""
        found = re.search(r":(\d+)/", line)
        if not found:
            self.kill()
            raise SystemExit(f"the desk does not start: {line} {self.log.read_text()[-2000:]}")
        self.port = int(found[1])
        return time.monotonic() - begin

    def kill(self) -> None:
        """Ends it at once, as the loss of power would."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def stop(self, timeout: float = 30) -> int:
        """Tells it to end; returns its exit status."""
        if not self.process:
            return 0
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            return -1

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def megabytes(self) -> float:
        """The memory that it has in use."""
        return self._memory("VmRSS:")

    @property
    def peak_megabytes(self) -> float:
        return self._memory("VmHWM:")

    def _memory(self, name: str) -> float:
        try:
            lines = Path(f"/proc/{self.process.pid if self.process else 0}/status").read_text().splitlines()
        except OSError:
            return 0
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0)

    def client(self, token: str | None = None, timeout: float = 60) -> Client:
        return Client(self.port, token, timeout)

    # ------------------------------------------------------------ commands on the closed store

    def command(self, *words: Any, given: str = "") -> str:
        done = subprocess.run([str(word) for word in (self.program, *words, "--store", self.store)], input=given,
                              capture_output=True, text=True, timeout=300)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(map(str, words))}: {done.returncode} {done.stdout} {done.stderr}")
        return done.stdout

    def add_accounts(self, roles: tuple[str, ...] = ROLES) -> dict[str, str]:
        """Adds an account for each role, with its name; returns their tokens."""
        tokens = {}
        for role in ("manager", *(role for role in roles if role != "manager")):
            self.command("user", "add", role, "--role", role, given=PASSWORD + "\n")
            tokens[role] = self.command("user", "token", role).strip()
        return tokens

    def check(self, failures: Failures) -> None:
        """Has the desk rebuild the book from its journal and compare."""
        try:
            self.command("check")
        except RuntimeError as error:
            failures.add("check", error)


@contextlib.contextmanager
def demo_desk(options: argparse.Namespace, roles: tuple[str, ...] = ROLES) -> Iterator[tuple[Desk, dict[str, str]]]:
    """A desk with the book of the demo and accounts, not running yet; killed and removed at the end."""
    if not options.desk.exists():
        raise SystemExit(f"{options.desk}: no desk here; build it, or name it with --desk")
    folder = Path(tempfile.mkdtemp(prefix="desk-"))
    desk = Desk(options.desk.resolve(), folder / "shop.sqlite")
    try:
        desk.start()
        desk.stop()
        yield desk, desk.add_accounts(roles)
    finally:
        desk.kill()
        shutil.rmtree(folder, ignore_errors=True)


def feasible(folder: Path, options: argparse.Namespace, failures: Failures) -> str:
    """Has `bayline verify` and the referee judge exported files; returns who did."""
    judges = []
    site, demand, schedule = (folder / f"{name}.json" for name in ("site", "demand", "schedule"))
    if options.bayline.exists():
        done = run(options.bayline, "verify", "--site", site, "--demand", demand, schedule)
        judges.append("verifier")
        if done.returncode != 0:
            failures.add("verify", done.stdout + done.stderr)
    if REFEREE.exists():
        judges.append("referee")
        try:
            wrong = objections(judge_files(load_referee(), site, demand, schedule))
        except Exception as error:  # The referee raises what it likes on files that it cannot read.
            wrong = [f"{type(error).__name__}: {error}"]
        if wrong:
            failures.add("referee", wrong[:5])
    return " and ".join(judges) or "nobody (no verifier, no referee)"


def booked_twice(demand: Json, schedule: Json) -> list[tuple[str, str]]:
    """Advisor and time of arrivals that two visits have."""
    seen: dict[tuple[str, str], str] = {}
    twice = []
    for visit in schedule["assignments"]:
        place = visit.get("reception")
        if not place or "advisor" not in place:
            continue
        key = (place["advisor"], place["arrival"])
        if key in seen:
            twice.append(key)
        seen[key] = visit["appointment"]
    return twice


# ---------------------------------------------------------------- people

SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def caller(dice: random.Random, number: int, jobs: list[str]) -> Json:
    """What a made-up customer says on the phone."""
    plate = f"沪{dice.choice(LETTERS)}{number % 100_000:05d}"
    said = {"plate": plate, "customer": dice.choice(SURNAMES) + "先生", "phone": f"139{number:08d}",
            "vehicle": "X5", "jobs": dice.choice(jobs)}
    if dice.random() < 0.3:
        said["waiting"] = True
    return said


def job_names(client: Client) -> list[str]:
    """The names of the standard jobs that a letter finds."""
    names: dict[str, None] = {}
    for typed in "abcefgorstw":
        for job in client.get(f"/api/jobs?q={typed}").json["jobs"]:
            names[job["name"]] = None
    return list(names)


def together(count: int, work: Callable[[int], None]) -> None:
    """Runs work in threads and waits for all; the first error is raised."""
    errors: list[BaseException] = []

    def safely(index: int) -> None:
        try:
            work(index)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=safely, args=(index,), daemon=True) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
