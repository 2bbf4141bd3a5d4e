#!/usr/bin/env python3
"""Damages spreadsheets at random and checks what `bayline import` makes of them.

    damaged_sheets.py [--count N] [--seed S] [--referee REFEREE.py] [--bayline PROGRAM] [--keep DIR] [CASE ...]

A CASE is a folder with `site.json` and `demand.json`; `datasets/small` and `datasets/demo` without one. Each is exported as CSV (three encodings,
three delimiters, two languages) and as a workbook, and so is the example of `datasets/spreadsheets` with its catalogue. One of the files is
damaged: in its bytes, its encoding, its cells, its columns, its archive or its XML. Each run shall end within the time limit

- with exit code 0 and a demand that the referee's reader takes, in which every visit that was not touched is as before (all of them where
  the damage changes nothing, such as columns in another order); or
- with exit code 2, faults as `FILE:PLACE: what is wrong; what to do`, PLACE a cell, a byte, or `$` for a whole file, and no demand.

Prints counts by damage; exit code 1 if anything was otherwise, and then `--keep` keeps the files.
Needs Python 3.11 and its standard library only.
"""
from __future__ import annotations

import argparse
import csv
import io
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any, Callable

from judging import load_referee

ROOT = Path(__file__).resolve().parents[2]
PLACE = re.compile(r"(\$|\d+:[A-Z]{1,3}|\d+:\d+|[^:]+|[^:]*![A-Z]{1,3}\d+): .+; .+")
ABSURD = ("", " ", "x", "-1", "0", "1e300", "99999999999999999999", "1.5", "NaN", "2026/13/45", "31/02/2026 8:00", "3/4/2026 8:00",
          "0000/0/0 0:00", "99999/1/1 8:00", "24:61", "上午12:00", "11月", "-46349.5", "46349.34375", "8:00-", "=1+1", "=HYPERLINK(\"x\")",
          "@SUM(A1)", "#REF!", "1.38E+10", "a\0b", "\x1b[2J", "\u202e", "长" * 40_000, "\"", "'", "''", ";", ";;", "()", "*", "A*B*",
          "是", "yes", "maybe", "A001", "T01", "返修", "lift", "\n", "a\r\nb", "\ufeff", "\ufffd", "e\u0301")



class Case:
    """Files that are sound, and the demand that they make."""

    def __init__(self, name: str, site: Path, files: dict[str, bytes], options: list[str], encoding: str, delimiter: str) -> None:
        self.name, self.site, self.files, self.options = name, site, files, options
        self.encoding, self.delimiter = encoding, delimiter
        self.reference: dict[str, Any] = {}


class Damage:
    """A damaged file; the visits that it may have changed: a number of them, or `None` for none at all."""

    def __init__(self, content: bytes, touched: int | None) -> None:
        self.content, self.touched = content, touched


# ---------------------------------------------------------------- damage to any file

def flip_bytes(content: bytes, chance: random.Random, case: Case) -> Damage:
    data = bytearray(content)
    count = chance.randint(1, 3)
    for _ in range(count):
        i = chance.randrange(max(1, len(data)))
        change = chance.randrange(4)
        if change == 0:
            data[i:i + 1] = bytes([chance.randrange(256)])
        elif change == 1:
            del data[i:i + chance.randint(1, 9)]
        elif change == 2:
            data[i:i] = data[i:i + chance.randint(1, 9)]
        else:
            data[i:i + 1] = chance.choice((b"\xef\xbb\xbf", b"\"", b",", b"\n", b"\0", b"\xff", b"\t", b";", b"\r"))
    return Damage(bytes(data), 2 * count)


def cut_off(content: bytes, chance: random.Random, case: Case) -> Damage:
    return Damage(content[:chance.randrange(len(content) + 1)], 10**9)


def garbage(content: bytes, chance: random.Random, case: Case) -> Damage:
    kind = chance.randrange(4)
    if kind == 0:
        return Damage(chance.randbytes(chance.randrange(5000)), 10**9)
    if kind == 1:
        return Damage(content[:4] + chance.randbytes(chance.randrange(5000)), 10**9)
    if kind == 2:
        return Damage(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), 10**9)
    i = chance.randrange(len(content))
    return Damage(content[:i] + chance.randbytes(200) + content[i:], 10**9)


# ---------------------------------------------------------------- damage to CSV

def rows_of(content: bytes, case: Case) -> list[list[str]]:
    text = content.decode(case.encoding).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=case.delimiter))


def text_of(rows: list[list[str]], case: Case, quoting: Any = csv.QUOTE_MINIMAL, delimiter: str | None = None,
            line_end: str = "\r\n") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter or case.delimiter, quoting=quoting, lineterminator=line_end).writerows(rows)
    text = out.getvalue()
    if case.encoding in ("utf-8", "utf-16-le"):
        text = "\ufeff" + text
    return text.encode(case.encoding, "surrogatepass")


def absurd_cells(content: bytes, chance: random.Random, case: Case) -> Damage:
    rows = rows_of(content, case)
    count = chance.randint(1, 3)
    for _ in range(count):
        row = chance.randrange(1 if len(rows) > 1 else 0, len(rows))
        rows[row][chance.randrange(len(rows[row]))] = chance.choice(ABSURD)
    return Damage(text_of(rows, case), count)


def columns(content: bytes, chance: random.Random, case: Case) -> Damage:
    """Columns in another order: nothing changes. Doubled, unnamed or unknown ones: a fault, but for an empty one."""
    rows = rows_of(content, case)
    order = list(range(len(rows[0])))
    chance.shuffle(order)
    rows = [[row[i] for i in order] for row in rows]
    kind = chance.randrange(5)
    i = chance.randrange(len(order))
    if kind == 0:
        return Damage(text_of(rows, case), None)
    if kind == 1:
        rows = [row[:i] + [row[i]] + row[i:] for row in rows]
    elif kind == 2:
        rows[0][i] = chance.choice(("", "车牌好", "xyz", rows[0][i - 1] + rows[0][i], "预约时间", rows[0][i - 1]))
    elif kind == 3:
        rows = [row[:i] + row[i + 1:] for row in rows]
        return Damage(text_of(rows, case), 10**9)
    else:
        rows = [[f"x-{i}" if row is rows[0] else "note"] + row for row in rows]
        return Damage(text_of(rows, case), None)
    return Damage(text_of(rows, case), 10**9)


def other_shapes(content: bytes, chance: random.Random, case: Case) -> Damage:
    """Other delimiters, quotes, line ends, a title, empty rows: nothing changes."""
    rows = rows_of(content, case)
    if chance.random() < 0.4:
        rows.insert(0, ["11月23日预约登记表"])
    if chance.random() < 0.4:
        rows.insert(chance.randrange(1, len(rows) + 1), [""] * len(rows[-1]))
    delimiter = chance.choice(",;\t")
    text = text_of(rows, case, chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)), delimiter,
                   chance.choice(("\r\n", "\n")))
    if chance.random() < 0.3 and rows[0][0] != "11月23日预约登记表":
        mark = "\ufeff".encode(case.encoding) if case.encoding != "gb18030" else b""
        text = mark + f"sep={delimiter}\r\n".encode(case.encoding) + text.removeprefix(mark)
    return Damage(text, None)


def mixed_quotes(content: bytes, chance: random.Random, case: Case) -> Damage:
    text = content.decode(case.encoding)
    count = chance.randint(1, 3)
    for _ in range(count):
        i = chance.randrange(len(text))
        text = text[:i] + chance.choice("\"\"\"'“”‘") + text[i + chance.randrange(2):]
    return Damage(text.encode(case.encoding), 10**9)


def wrong_encoding(content: bytes, chance: random.Random, case: Case) -> Damage:
    text = content.decode(case.encoding).removeprefix("\ufeff")
    kind = chance.randrange(5)
    if kind == 0:  # another encoding altogether
        encoding = chance.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"))
        return Damage(text.encode(encoding), None)
    if kind == 1:  # two encodings in one file
        i = chance.randrange(len(text))
        return Damage(text[:i].encode("utf-8") + text[i:].encode("gb18030"), 10**9)
    if kind == 2:  # a mark that lies
        return Damage(chance.choice((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) + text.encode("gb18030"), 10**9)
    if kind == 3:
        return Damage(text.encode("utf-16-le")[1:], 10**9)
    return Damage(text.encode("utf-8").decode("latin-1").encode("utf-8"), 10**9)


def rows_moved(content: bytes, chance: random.Random, case: Case) -> Damage:
    rows = rows_of(content, case)
    if len(rows) > 2:
        i = chance.randrange(1, len(rows))
        kind = chance.randrange(3)
        if kind == 0:
            rows.insert(i, rows[i])
        elif kind == 1:
            del rows[i]
        else:
            rows[i] = rows[i][chance.randint(1, 3):]
    return Damage(text_of(rows, case), 10**9)


# ---------------------------------------------------------------- damage to workbooks

def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive_of(parts: dict[str, bytes], method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def packed(content: bytes, chance: random.Random, case: Case) -> Damage:
    """Deflated, and in another order: nothing changes."""
    parts = list(parts_of(content).items())
    chance.shuffle(parts)
    return Damage(archive_of(dict(parts), zipfile.ZIP_DEFLATED), None)


def packed_and_flipped(content: bytes, chance: random.Random, case: Case) -> Damage:
    return flip_bytes(archive_of(parts_of(content), zipfile.ZIP_DEFLATED), chance, case)


def broken_parts(content: bytes, chance: random.Random, case: Case) -> Damage:
    """A part is missing, cut off, changed, or made to grow."""
    parts = parts_of(content)
    name = chance.choice(list(parts))
    part = parts[name]
    i = chance.randrange(len(part))
    kind = chance.randrange(7)
    if kind == 0:
        del parts[name]
    elif kind == 1:
        parts[name] = part[:i]
    elif kind == 2:
        parts[name] = part[:i] + bytes([chance.randrange(256)]) + part[i + 1:]
    elif kind == 3:
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
            b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10) for n in range(9)) + b"]>"
        parts[name] = part.replace(b"?>", b"?>" + bomb, 1).replace(b"<t ", b"<t>&a8;</t><t ", 1)
    elif kind == 4:
        parts[name] = b" " * 300_000_000 if chance.random() < 0.05 else part + b" " * 3_000_000
    elif kind == 5:
        parts[name] = re.sub(rb'r="[A-Z]+(\d+)"', lambda m: chance.choice((b'r="XFD1048576"', b'r="A0"', b'r="ZZZZ9"', m[0])), part, count=5)
    else:
        parts[name] = part.replace(b"inlineStr", chance.choice((b"s", b"e", b"b", b"n", b"d", b"?")), chance.randint(1, 9))
    return Damage(archive_of(parts, zipfile.ZIP_DEFLATED), 10**9)


def absurd_values(content: bytes, chance: random.Random, case: Case) -> Damage:
    """Numbers of cells replaced."""
    parts = parts_of(content)
    name = chance.choice([name for name in parts if "sheet" in name and name.endswith(".xml") and b"<v>" in parts[name]])
    values = (b"-1", b"1e308", b"NaN", b"", b"46349.5", b"0.1", b"999999999", b"60", b"2958466", b"x")
    places = [m.span(1) for m in re.finditer(rb"<v>([^<]*)</v>", parts[name])]
    start, end = chance.choice(places)
    parts[name] = parts[name][:start] + chance.choice(values) + parts[name][end:]
    return Damage(archive_of(parts, zipfile.ZIP_DEFLATED), 1 if name.endswith("/sheet1.xml") else 10**9)


Change = Callable[[bytes, random.Random, Case], Damage]
ANY: list[Change] = [flip_bytes, cut_off, garbage]
CSV: list[Change] = [flip_bytes, cut_off, garbage, absurd_cells, absurd_cells, columns, columns, other_shapes, mixed_quotes, wrong_encoding, rows_moved]
XLSX: list[Change] = [flip_bytes, cut_off, garbage, packed, packed_and_flipped, broken_parts, broken_parts, absurd_values, absurd_values]


# ---------------------------------------------------------------- runs

def run(command: list[Any], seconds: float) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([str(word) for word in command], capture_output=True, timeout=seconds)


def sound_cases(folders: list[Path], bayline: Path, temporary: Path) -> list[Case]:
    cases = []
    forms = [("csv", "utf-8", ",", "zh-Hans"), ("csv", "gb18030", ",", "zh-Hans"), ("csv", "utf-16-le", "\t", "en"),
             ("xlsx", "", "", "zh-Hans"), ("xlsx", "", "", "en")]
    for folder in folders:
        for form, encoding, delimiter, language in forms:
            out = temporary / f"{folder.name}-{form}-{encoding}-{language}"
            command = [bayline, "export", "--demand", folder / "demand.json", "--site", folder / "site.json", "--out", out,
                       "--format", form, "--lang", language, "--quiet"]
            made = run(command + (["--encoding", "utf-16" if "16" in encoding else encoding] if encoding else []), 60)
            if made.returncode != 0:
                raise SystemExit(f"export: {made.stderr.decode()}")
            files = {path.name: path.read_bytes() for path in sorted(out.iterdir())}
            cases.append(Case(out.name, folder / "site.json", files, [], encoding, delimiter))
    example = ROOT / "datasets/spreadsheets"
    files = {name: (example / name).read_bytes() for name in ("tomorrow.csv", "stock.csv")}
    cases.append(Case("example", ROOT / "datasets/demo/site.json", files, ["--jobs", str(example / "jobs.csv"), "--from", "2027-03-16"],
                      "gb18030", ","))
    return cases


def check(case: Case, files: dict[str, bytes], damage: Damage, options: argparse.Namespace, folder: Path) -> tuple[str, list[str], float]:
    """What a run came to, what is wrong with it, and its seconds."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    out = folder / "out.json"
    paths = [folder / name for name in files]
    command = [options.bayline, "import", *paths, "--site", case.site, *case.options, "--lang", "en", "--out", out]
    begin = time.monotonic()
    try:
        made = run(command, options.seconds)
    except subprocess.TimeoutExpired:
        return "time limit", [f"no end within {options.seconds:g} s"], options.seconds
    seconds = time.monotonic() - begin
    if made.returncode == 0:
        demand = json.loads(out.read_bytes())
        module = options.module
        try:
            module.read_demand(module.load(str(out)), module.read_site(module.load(str(case.site))))
        except module.InputError as error:
            return "taken", [f"taken, but the referee says: {error}"], seconds
        if damage.touched is None:
            return "taken", [] if demand == case.reference else ["nothing was changed, but the demand was"], seconds
        before = {visit["id"]: visit for visit in case.reference["appointments"]}
        after = {visit["id"]: visit for visit in demand["appointments"]}
        changed = sum(after.get(name) != visit for name, visit in before.items())
        return "taken", [f"{changed} visits differ"] if changed > damage.touched else [], seconds
    lines = made.stderr.decode("utf-8", "replace").splitlines()
    if made.returncode != 2:
        return "failed", [f"exit code {made.returncode}: {' '.join(lines[-3:])[:300]}"], seconds
    wrong = []
    if out.exists() or [path for path in folder.iterdir() if path.name not in files]:
        wrong.append("exit code 2 with a file")
    if damage.touched is None:
        wrong.append(f"nothing was changed, but it was refused: {lines[:1]}")
    if not lines:
        wrong.append("exit code 2 without a message")
    for line in lines:
        start = next((f"{path}:" for path in paths if line.startswith(f"{path}:")), None)
        if start is None or not PLACE.fullmatch(line[len(start):]):
            wrong.append(f"no FILE:PLACE: what; advice: {line[:300]}")
    return "refused", wrong, seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="*", type=Path, metavar="CASE")
    parser.add_argument("--bayline", type=Path, default=ROOT / ".build/release/bayline")
    parser.add_argument("--referee", type=Path, default=ROOT / "../shared/referee/referee.py")
    parser.add_argument("--count", type=int, default=5000, help="damaged files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=5, help="time limit of a run")
    parser.add_argument("--keep", type=Path, help="folder for the files of runs that went wrong")
    options = parser.parse_args()
    options.module = load_referee(options.referee)
    chance = random.Random(options.seed)
    counts: dict[str, Counter[str]] = {}
    failures, slowest, begin = 0, 0.0, time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        temporary = Path(name)
        cases = sound_cases(options.cases or [ROOT / "datasets/small", ROOT / "datasets/demo"], options.bayline, temporary)
        for case in cases:
            out = temporary / "reference.json"
            folder = temporary / "sound"
            folder.mkdir(exist_ok=True)
            for file, content in case.files.items():
                (folder / file).write_bytes(content)
            made = run([options.bayline, "import", *(folder / file for file in case.files), "--site", case.site, *case.options, "--out", out], 60)
            if made.returncode != 0:
                raise SystemExit(f"{case.name}: {made.stderr.decode()}")
            case.reference = json.loads(out.read_bytes())
        for number in range(options.count):
            case = chance.choice(cases)
            files = dict(case.files)
            # Most of the cells are in the visits and their operations.
            names = list(files)
            file = chance.choice(names + [name for name in names if name.startswith(("visits", "operations", "tomorrow"))] * 2)
            change = chance.choice(XLSX if file.endswith("xlsx") else CSV)
            damage = change(files[file], chance, case)
            if damage.touched is not None and not file.startswith(("visits", "tomorrow", "demand")):
                damage.touched = 10**9  # a row of another table may count for many visits
            files[file] = damage.content
            result, wrong, seconds = check(case, files, damage, options, temporary / "run")
            slowest = max(slowest, seconds)
            counts.setdefault(change.__name__, Counter())[result] += 1
            for line in wrong:
                print(f"{number} ({case.name}, {file}, {change.__name__}): {line}", flush=True)
            if wrong:
                failures += 1
                if options.keep:
                    shutil.copytree(temporary / "run", options.keep / str(number), dirs_exist_ok=True)
    print(f"{'damage':20} {'taken':>7} {'refused':>8} {'else':>5}")
    for change, results in sorted(counts.items()):
        rest = sum(results.values()) - results["taken"] - results["refused"]
        print(f"{change:20} {results['taken']:7} {results['refused']:8} {rest:5}")
    print(f"wrong: {failures} of {options.count}; slowest {slowest:.2f} s; {time.monotonic() - begin:.0f} s in all")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
