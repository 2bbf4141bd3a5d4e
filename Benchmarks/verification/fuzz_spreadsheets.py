"""Mutates spreadsheets at random and checks how `bayline import` reads them.

Each CASE, a folder with `site.json` and `demand.json`, is exported as CSV (three encodings, two delimiters, two languages)
and as a workbook; the example in `datasets/spreadsheets` is added with its catalogue, and its visits also as a web page, as an
XML spreadsheet of 2003 and as an old workbook (`.xls`), which this script writes itself. One of the files is mutated: its bytes,
its encoding, its cells, its columns, its archive, its XML or its records. Every run must end within the time limit, either

- with exit status 0 and a demand that the referee accepts, in which no visit has changed but those that the mutation may
  have touched: none at all, for example, when columns are reordered. Where a heading was damaged, whole columns may be
  missing, but the import says that it has not read them; or
- with exit status 2, diagnostics as `FILE:PLACE: what is wrong; what to do`, where PLACE is a cell, a byte, or `$` for a
  whole file, and no demand.

Prints counts for each mutation; the exit status is 1 if any check failed.
"""
from __future__ import annotations

import argparse
import csv
import html
import io
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support.mutation import mutate_bytes
from support.project import (
    DATASETS, Case, Json, argument_parser, keep_files, load_referee, read_json, run, run_checked)

DIAGNOSTIC = re.compile(r"(\$|\d+:[A-Z]{1,3}|\d+:\d+|[^:]+|[^:]*![A-Z]{1,3}\d+): .+; .+")
PASSED_OVER = re.compile(r": (not read|unknown columns, not read|columns used only where|skipped, as they are no visits)\b.*")
ABSURD = ("", " ", "x", "-1", "0", "1e300", "99999999999999999999", "1.5", "NaN", "2026/13/45", "31/02/2026 8:00",
          "3/4/2026 8:00", "0000/0/0 0:00", "99999/1/1 8:00", "24:61", "上午12:00", "11月", "-46349.5", "46349.34375", "8:00-",
          "=1+1", "=HYPERLINK(\"x\")", "@SUM(A1)", "#REF!", "1.38E+10", "a\0b", "\x1b[2J", "\u202e", "长" * 40_000, "\"", "'",
          "''", ";", ";;", "()", "*", "A*B*", "是", "yes", "maybe", "A001", "T01", "返修", "lift", "\n", "a\r\nb", "\ufeff",
          "\ufffd", "e\u0301")
TOKENS = (b"\xef\xbb\xbf", b"\"", b",", b"\n", b"\0", b"\xff", b"\t", b";", b"\r")
TITLE = "11月23日预约登记表"
ALL = 10**9  # the mutation may touch all visits


@dataclass
class Sheets:
    """Valid files, how to import them, and the demand that they give."""

    name: str
    site: Path
    files: dict[str, bytes]
    options: list[str]
    encoding: str
    delimiter: str
    demand: Json = field(default_factory=dict)
    passed_over: set[str] = field(default_factory=set)


@dataclass
class Mutation:
    """A mutated file, and the number of visits that may have changed; None if it still means exactly the same."""

    content: bytes
    touched: int | None


# ---------------------------------------------------------------- mutations of any file

def change_bytes(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    mutated, count = mutate_bytes(content, rng, TOKENS)
    return Mutation(mutated, 2 * count)


def truncate(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    return Mutation(content[:rng.randrange(len(content) + 1)], ALL)


def insert_garbage(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    kind = rng.randrange(4)
    if kind == 0:
        return Mutation(rng.randbytes(rng.randrange(5000)), ALL)
    if kind == 1:
        return Mutation(content[:4] + rng.randbytes(rng.randrange(5000)), ALL)
    if kind == 2:  # the header of an old .xls file
        return Mutation(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), ALL)
    i = rng.randrange(len(content))
    return Mutation(content[:i] + rng.randbytes(200) + content[i:], ALL)


# ---------------------------------------------------------------- mutations of CSV

def rows_of(content: bytes, sheets: Sheets) -> list[list[str]]:
    text = content.decode(sheets.encoding).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=sheets.delimiter))


def text_of(rows: list[list[str]], sheets: Sheets, quoting: Any = csv.QUOTE_MINIMAL, delimiter: str | None = None,
            line_end: str = "\r\n") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter or sheets.delimiter, quoting=quoting, lineterminator=line_end).writerows(rows)
    text = out.getvalue()
    if sheets.encoding in ("utf-8", "utf-16-le"):
        text = "\ufeff" + text
    return text.encode(sheets.encoding, "surrogatepass")


def replace_cells(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    rows = rows_of(content, sheets)
    count = rng.randint(1, 3)
    for _ in range(count):
        row = rng.randrange(1 if len(rows) > 1 else 0, len(rows))
        rows[row][rng.randrange(len(rows[row]))] = rng.choice(ABSURD)
    return Mutation(text_of(rows, sheets), count)


def change_columns(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    """Reorders columns, which changes nothing, and perhaps repeats, renames, removes or adds one."""
    rows = rows_of(content, sheets)
    order = list(range(len(rows[0])))
    rng.shuffle(order)
    rows = [[row[i] for i in order] for row in rows]
    kind = rng.randrange(5)
    i = rng.randrange(len(order))
    if kind == 0:
        return Mutation(text_of(rows, sheets), None)
    if kind == 1:
        rows = [row[:i] + [row[i]] + row[i:] for row in rows]
    elif kind == 2:
        rows[0][i] = rng.choice(("", "车牌好", "xyz", rows[0][i - 1] + rows[0][i], "预约时间", rows[0][i - 1]))
    elif kind == 3:
        rows = [row[:i] + row[i + 1:] for row in rows]
        return Mutation(text_of(rows, sheets), ALL)
    else:
        rows = [[f"x-{i}" if row is rows[0] else "note"] + row for row in rows]
        return Mutation(text_of(rows, sheets), None)
    return Mutation(text_of(rows, sheets), ALL)


def change_layout(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    """Other delimiters, quotes and line ends, a title, empty rows: nothing changes."""
    rows = rows_of(content, sheets)
    if rng.random() < 0.4:
        rows.insert(0, [TITLE])
    if rng.random() < 0.4:
        rows.insert(rng.randrange(1, len(rows) + 1), [""] * len(rows[-1]))
    delimiter = rng.choice(",;\t")
    text = text_of(rows, sheets, rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)), delimiter,
                   rng.choice(("\r\n", "\n")))
    if rng.random() < 0.3 and rows[0][0] != TITLE:
        mark = "\ufeff".encode(sheets.encoding) if sheets.encoding != "gb18030" else b""
        text = mark + f"sep={delimiter}\r\n".encode(sheets.encoding) + text.removeprefix(mark)
    return Mutation(text, None)


def insert_quotes(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    text = content.decode(sheets.encoding)
    count = rng.randint(1, 3)
    for _ in range(count):
        i = rng.randrange(len(text))
        text = text[:i] + rng.choice("\"\"\"'“”‘") + text[i + rng.randrange(2):]
    return Mutation(text.encode(sheets.encoding), ALL)


def change_encoding(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    text = content.decode(sheets.encoding).removeprefix("\ufeff")
    kind = rng.randrange(5)
    if kind == 0:  # another encoding
        encoding = rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"))
        return Mutation(text.encode(encoding), None)
    if kind == 1:  # two encodings in one file
        i = rng.randrange(len(text))
        return Mutation(text[:i].encode("utf-8") + text[i:].encode("gb18030"), ALL)
    if kind == 2:  # a wrong byte order mark
        return Mutation(rng.choice((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) + text.encode("gb18030"), ALL)
    if kind == 3:
        return Mutation(text.encode("utf-16-le")[1:], ALL)
    return Mutation(text.encode("utf-8").decode("latin-1").encode("utf-8"), ALL)


def change_rows(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    rows = rows_of(content, sheets)
    if len(rows) > 2:
        i = rng.randrange(1, len(rows))
        kind = rng.randrange(3)
        if kind == 0:
            rows.insert(i, rows[i])
        elif kind == 1:
            del rows[i]
        else:
            rows[i] = rows[i][rng.randint(1, 3):]
    return Mutation(text_of(rows, sheets), ALL)


# ---------------------------------------------------------------- mutations of workbooks

def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive_of(parts: dict[str, bytes], method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def repack(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    """Compresses the parts and reorders them, which changes nothing."""
    parts = list(parts_of(content).items())
    rng.shuffle(parts)
    return Mutation(archive_of(dict(parts), zipfile.ZIP_DEFLATED), None)


def repack_and_change_bytes(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    return change_bytes(archive_of(parts_of(content), zipfile.ZIP_DEFLATED), rng, sheets)


def break_part(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    """Removes, truncates, changes or inflates a part of the archive."""
    parts = parts_of(content)
    name = rng.choice(list(parts))
    part = parts[name]
    i = rng.randrange(len(part))
    kind = rng.randrange(7)
    if kind == 0:
        del parts[name]
    elif kind == 1:
        parts[name] = part[:i]
    elif kind == 2:
        parts[name] = part[:i] + bytes([rng.randrange(256)]) + part[i + 1:]
    elif kind == 3:
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
            b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10) for n in range(9)) + b"]>"
        parts[name] = part.replace(b"?>", b"?>" + bomb, 1).replace(b"<t ", b"<t>&a8;</t><t ", 1)
    elif kind == 4:
        parts[name] = b" " * 300_000_000 if rng.random() < 0.05 else part + b" " * 3_000_000
    elif kind == 5:
        addresses = b'r="XFD1048576"', b'r="A0"', b'r="ZZZZ9"'
        parts[name] = re.sub(rb'r="[A-Z]+(\d+)"', lambda match: rng.choice((*addresses, match[0])), part, count=5)
    else:
        cell_type = rng.choice((b"s", b"e", b"b", b"n", b"d", b"?"))
        parts[name] = part.replace(b"inlineStr", cell_type, rng.randint(1, 9))
    return Mutation(archive_of(parts, zipfile.ZIP_DEFLATED), ALL)


def replace_values(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    """Replaces the number in a cell."""
    parts = parts_of(content)
    name = rng.choice([name for name, part in parts.items() if "sheet" in name and name.endswith(".xml") and b"<v>" in part])
    values = (b"-1", b"1e308", b"NaN", b"", b"46349.5", b"0.1", b"999999999", b"60", b"2958466", b"x")
    start, end = rng.choice([match.span(1) for match in re.finditer(rb"<v>([^<]*)</v>", parts[name])])
    parts[name] = parts[name][:start] + rng.choice(values) + parts[name][end:]
    return Mutation(archive_of(parts, zipfile.ZIP_DEFLATED), 1 if name.endswith("/sheet1.xml") else ALL)


# ---------------------------------------------------------------- pages, XML spreadsheets and old workbooks

def page_of(rows: list[list[str]]) -> bytes:
    """A web page as dealer systems export it, in GBK."""
    lines = ("<tr>" + "".join(f"<td>{html.escape(cell)}</td>".replace("\n", "<br>") for cell in row) + "</tr>" for row in rows)
    return f'<html><head><meta charset="gb2312"></head><body><table border=1>{"".join(lines)}</table></body></html>'.encode("gb18030")


def xml_2003_of(rows: list[list[str]]) -> bytes:
    lines = ("<Row>" + "".join(f'<Cell><Data ss:Type="String">{html.escape(cell)}</Data></Cell>' for cell in row) + "</Row>"
             for row in rows)
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    return (f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="S"><Table>{"".join(lines)}'
            "</Table></Worksheet></Workbook>").encode()


def record(number: int, data: bytes) -> bytes:
    return struct.pack("<HH", number, len(data)) + data


def old_workbook_of(rows: list[list[str]]) -> bytes:
    """A workbook of Excel 97 with shared strings in a compound file ([MS-XLS], [MS-CFB])."""
    texts = list(dict.fromkeys(cell for row in rows for cell in row if cell))
    pieces, data = [], struct.pack("<LL", len(texts), len(texts))
    for text in texts:
        units = text.encode("utf-16-le")
        item = struct.pack("<HB", len(units) // 2, 1) + units
        if len(data) + len(item) > 8000:
            pieces.append(data)
            data = b""
        data += item
    pieces.append(data)
    strings = record(0xFC, pieces[0]) + b"".join(record(0x3C, piece) for piece in pieces[1:])
    cells = b"".join(record(0xFD, struct.pack("<HHHL", r, c, 0, texts.index(cell)))
                     for r, row in enumerate(rows) for c, cell in enumerate(row) if cell)
    begin = [record(0x809, struct.pack("<HHHH", 0x600, kind, 0, 0)) for kind in (5, 16)]
    end = record(0x0A, b"")
    sheet = struct.pack("<BBB", 1, 0, ord("S"))
    offset = len(begin[0]) + len(strings) + 4 + 6 + len(sheet) + len(end)
    stream = begin[0] + strings + record(0x85, struct.pack("<LBB", offset, 0, 0) + sheet) + end + begin[1] + cells + end
    stream += bytes(-len(stream) % 512 + (4096 if len(stream) < 4096 else 0))
    sectors = len(stream) // 512
    # The table of sectors, the directory, then the stream.
    tables = (sectors + 2 + 127) // 127
    chain = [0xFFFFFFFD] * tables + [0xFFFFFFFE] + [tables + 2 + i for i in range(sectors - 1)] + [0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    none = 0xFFFFFFFF

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        letters = name.encode("utf-16-le")
        return (letters.ljust(64, b"\0") + struct.pack("<HBBLLL", len(letters) + 2, kind, 1, none, none, child) + bytes(36)
                + struct.pack("<LQ", start, size))

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, none, tables + 1, len(stream))
    header = SIGNATURE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<LLLLLLLL", tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack(f"<{tables}L", *range(tables))
    return header.ljust(512, b"\xff") + struct.pack(f"<{len(chain)}L", *chain) + directory.ljust(512, b"\0") + stream


SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def change_structure(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    """Changes, repeats, removes or moves a piece: a tag, a record, a sector."""
    start = rng.randrange(len(content))
    piece = content[start:start + rng.choice((1, 4, 16, 64, 512))]
    kind = rng.randrange(5)
    if kind == 0:
        return Mutation(content[:start] + content[start + len(piece):], ALL)
    if kind == 1:
        return Mutation(content[:start] + piece + content[start:], ALL)
    if kind == 2:
        number = rng.choice((0, 1, 0x7FFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFE, rng.randrange(2**32)))
        start -= start % 2
        return Mutation(content[:start] + struct.pack("<L", number) + content[start + 4:], ALL)
    if kind == 3:
        to = rng.randrange(len(content))
        return Mutation(content[:to] + piece + content[to + len(piece):], ALL)
    token = rng.choice((b"</table>", b"<table>", b"<td rowspan=9>", b"<!--", b"</Row>", b"<Row ss:Index='2'>", b"&", b"<", b"\0"))
    return Mutation(content[:start] + token + content[start:], ALL)


def damage_bytes(content: bytes, rng: random.Random, sheets: Sheets) -> Mutation:
    # One byte of a length or of a shared text may change many visits, as these formats have no checksums.
    return Mutation(change_bytes(content, rng, sheets).content, ALL)


Mutate = Callable[[bytes, random.Random, Sheets], Mutation]
CSV: list[Mutate] = [change_bytes, truncate, insert_garbage, replace_cells, replace_cells, change_columns, change_columns,
                     change_layout, insert_quotes, change_encoding, change_rows]
XLSX: list[Mutate] = [change_bytes, truncate, insert_garbage, repack, repack_and_change_bytes, break_part, break_part,
                      replace_values, replace_values]


LEGACY: list[Mutate] = [damage_bytes, truncate, insert_garbage, change_structure, change_structure]
WRITERS = {"page.xls": page_of, "xml.xls": xml_2003_of, "book.xls": old_workbook_of}


# ---------------------------------------------------------------- runs

def exported(cases: list[Path], bayline: Path, temporary: Path) -> list[Sheets]:
    """The sheets of each case, and those of the example."""
    formats = [("csv", "utf-8", ",", "zh-Hans"), ("csv", "gb18030", ",", "zh-Hans"), ("csv", "utf-16-le", "\t", "en"),
               ("xlsx", "", "", "zh-Hans"), ("xlsx", "", "", "en")]
    found = []
    for case in map(Case, cases):
        for kind, encoding, delimiter, language in formats:
            out = temporary / f"{case.name}-{kind}-{encoding}-{language}"
            encoding_options = ["--encoding", encoding.removesuffix("-le")] if encoding else []
            run_checked(bayline, "export", *case.arguments, "--out", out, "--format", kind, "--lang", language, "--quiet",
                        *encoding_options)
            files = {path.name: path.read_bytes() for path in sorted(out.iterdir())}
            found.append(Sheets(out.name, case.site, files, [], encoding, delimiter))
    example = DATASETS / "spreadsheets"
    files = {name: (example / name).read_bytes() for name in ("tomorrow.csv", "stock.csv")}
    options = ["--jobs", str(example / "jobs.csv"), "--from", "2027-03-16"]
    found.append(Sheets("example", DATASETS / "demo/site.json", files, options, "gb18030", ","))
    rows = rows_of(files["tomorrow.csv"], found[-1])
    for name, write in WRITERS.items():
        same = {name: write(rows), "stock.csv": files["stock.csv"]}
        found.append(Sheets(name, DATASETS / "demo/site.json", same, options, "gb18030", ","))
    return found


def write_files(folder: Path, files: dict[str, bytes]) -> list[Path]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def passed_over(told: str) -> set[str]:
    """What an import says that it has not read."""
    return {match[0] for line in told.splitlines() if (match := PASSED_OVER.search(line))}


def check_accepted(sheets: Sheets, out: Path, mutation: Mutation, options: argparse.Namespace, told: str) -> list[str]:
    referee = load_referee(options.referee)
    try:
        referee.read_demand(referee.load(str(out)), referee.read_site(referee.load(str(sheets.site))))
    except referee.InputError as error:
        return [f"accepted, but the referee rejects it: {error}"]
    demand = read_json(out)
    if mutation.touched is None:
        return [] if demand == sheets.demand else ["the demand differs, though the sheets mean the same"]
    before = {visit["id"]: visit for visit in sheets.demand["appointments"]}
    after = {visit["id"]: visit for visit in demand["appointments"]}
    changed = sum(after.get(name) != visit for name, visit in before.items())
    if passed_over(told) - sheets.passed_over:
        return []
    return [f"{changed} visits differ"] if changed > mutation.touched else []


def check(sheets: Sheets, files: dict[str, bytes], mutation: Mutation, options: argparse.Namespace, folder: Path
          ) -> tuple[str, list[str], float]:
    """The result of a run, what is wrong with it, and its seconds."""
    paths = write_files(folder, files)
    out = folder / "out.json"
    begin = time.monotonic()
    try:
        done = run(options.bayline, "import", *paths, "--site", sheets.site, *sheets.options, "--lang", "en", "--out", out,
                   timeout=options.timeout)
    except subprocess.TimeoutExpired:
        return "timed out", [f"no end within {options.timeout:g} s"], options.timeout
    seconds = time.monotonic() - begin
    if done.returncode == 0:
        return "accepted", check_accepted(sheets, out, mutation, options, done.stderr), seconds
    lines = done.stderr.splitlines()
    if done.returncode != 2:
        return "crashed", [f"exit status {done.returncode}: {' '.join(lines[-3:])[:300]}"], seconds
    failures = []
    if out.exists() or any(path.name not in files for path in folder.iterdir()):
        failures.append("exit status 2 with a file written")
    if mutation.touched is None:
        failures.append(f"rejected, though the sheets mean the same: {lines[:1]}")
    if not lines:
        failures.append("exit status 2 without a diagnostic")
    for line in lines:
        prefix = next((f"{path}:" for path in paths if line.startswith(f"{path}:")), None)
        if prefix is None or not DIAGNOSTIC.fullmatch(line[len(prefix):]):
            failures.append(f"not `FILE:PLACE: what is wrong; what to do`: {line[:300]}")
    return "rejected", failures, seconds


def main() -> int:
    parser = argument_parser(__doc__, referee=True, keep=True)
    parser.add_argument("cases", nargs="*", type=Path, metavar="CASE", default=[DATASETS / "small", DATASETS / "demo"],
                        help="folders with site.json and demand.json")
    parser.add_argument("--count", type=int, default=5000, help="mutated files")
    parser.add_argument("--seed", type=int, default=1, help="seed of the mutations")
    parser.add_argument("--timeout", type=float, default=5, help="seconds for each run")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    counts: dict[str, Counter[str]] = {}
    failed, slowest, begin = 0, 0.0, time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        temporary = Path(name)
        candidates = exported(options.cases, options.bayline, temporary)
        for sheets in candidates:
            paths = write_files(temporary / "valid", sheets.files)
            out = temporary / "demand.json"
            done = run(options.bayline, "import", *paths, "--site", sheets.site, *sheets.options, "--lang", "en", "--force",
                       "--out", out)
            sheets.passed_over = passed_over(done.stderr)
            sheets.demand = read_json(out)
        for number in range(options.count):
            sheets = rng.choice(candidates)
            files = dict(sheets.files)
            # Most cells are in the tables of visits and operations.
            frequent = [name for name in files if name.startswith(("visits", "operations", "tomorrow", *WRITERS))]
            file = rng.choice(list(files) + frequent * 2)
            mutate = rng.choice(XLSX if file.endswith("xlsx") else LEGACY if file in WRITERS else CSV)
            mutation = mutate(files[file], rng, sheets)
            if mutation.touched is not None and not file.startswith(("visits", "tomorrow", "demand", *WRITERS)):
                mutation.touched = ALL  # many visits may depend on one row of another table
            files[file] = mutation.content
            result, failures, seconds = check(sheets, files, mutation, options, temporary / "run")
            slowest = max(slowest, seconds)
            counts.setdefault(mutate.__name__, Counter())[result] += 1
            for failure in failures:
                print(f"{number} ({sheets.name}, {file}, {mutate.__name__}): {failure}", flush=True)
            if failures:
                failed += 1
                keep_files(temporary / "run", options.keep, f"spreadsheets-{number}")
    print(f"{'mutation':24} {'accepted':>8} {'rejected':>8} {'other':>5}")
    for mutation_name, results in sorted(counts.items()):
        other = results.total() - results["accepted"] - results["rejected"]
        print(f"{mutation_name:24} {results['accepted']:8} {results['rejected']:8} {other:5}")
    print(f"failed: {failed} of {options.count}; slowest run {slowest:.2f} s; {time.monotonic() - begin:.0f} s in total")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
