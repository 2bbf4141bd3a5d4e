"""The tables of a quality run: medians over the seeds, and ratios of paired runs."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import exp, inf, isinf, log
from statistics import median

from runs import Run

Key = tuple[str, str, str]


def report(runs: Sequence[Run], references: dict[str, tuple[int, int | None]]) -> str:
    """All tables as Markdown; failures first."""
    good = [run for run in runs if run.status == "ok"]
    parts = [failures(runs), medians(good, references), pairs(good)]
    return "\n\n".join(part for part in parts if part) + "\n"


def failures(runs: Iterable[Run]) -> str:
    lines = [f"- {run.case}, {run.program}, {run.limit}, seed {run.seed}: {run.status}"
             for run in runs if run.status != "ok"]
    return "## Failed\n\n" + "\n".join(lines) if lines else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|---|---|---|" + "---:|" * (len(heads) - 3)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def grouped(runs: Iterable[Run]) -> dict[Key, list[Run]]:
    found: dict[Key, list[Run]] = defaultdict(list)
    for run in runs:
        found[run.case, run.limit, run.program].append(run)
    return found


def number(values: Iterable[float | None], digits: int = 0) -> str:
    known = [value for value in values if value is not None]
    return f"{median(known):,.{digits}f}" if known else "–"


def moment(values: Iterable[float | None]) -> str:
    """The median of times of which some never came: those count as infinite."""
    middle = median([inf if value is None else value for value in values])
    return "–" if isinf(middle) else f"{middle:.2f}"


def medians(runs: Sequence[Run], references: dict[str, tuple[int, int | None]]) -> str:
    bounds: dict[str, int] = {name: bound for name, (_, bound) in references.items() if bound is not None}
    cpsat: dict[str, int] = {}
    for run in runs:
        if run.bound is not None:
            bounds[run.case] = max(run.bound, bounds.get(run.case, run.bound))
        if run.program == "cpsat" and run.cost is not None:
            cpsat[run.case] = run.cost
    rows = []
    for (case, limit, program), group in grouped(runs).items():
        costs = [run.cost for run in group if run.cost is not None]
        middle, bound = median(costs), bounds.get(case)
        ratios = [f"{middle / known:.3f}" if known else "–"
                  for known in (references.get(case, (0, 0))[0], cpsat.get(case, 0))]
        rows.append((
            case, limit, program, str(len(group)), number(costs), f"{min(costs):,}–{max(costs):,}",
            number(run.unscheduled for run in group), f"{bound:,}" if bound is not None else "–",
            f"{100 * (middle - bound) / middle:.1f}%" if bound is not None and middle else "–", *ratios,
            number((run.first for run in group), 3), moment(run.to_reference for run in group),
            moment(run.to_one_percent for run in group), number(run.rate for run in group),
            number(run.megabytes for run in group)))
    return "## Medians over the seeds\n\n" + table(
        ("case", "seconds x threads", "program", "runs", "cost", "least–most", "left out", "bound", "gap",
         "to reference", "to CP-SAT", "first, s", "reference reached, s", "within 1%, s", "evaluations/s/thread",
         "MB"), rows)


def pairs(runs: Sequence[Run]) -> str:
    """Two builds, run by run of the same case, limit and seed: other / bayline."""
    by_key = {(run.case, run.limit, run.seed, run.program): run for run in runs}
    found: dict[tuple[str, str], list[tuple[Run, Run]]] = defaultdict(list)
    for (case, limit, seed, program), run in by_key.items():
        other = by_key.get((case, limit, seed, "other"))
        if program == "bayline" and other is not None:
            found[case, limit].append((run, other))
    if not found:
        return ""
    rows = [row(case, limit, some) for (case, limit), some in found.items()]
    rows.append(row("all", "", [pair for some in found.values() for pair in some]))
    return ("## The other build by the first\n\nGeometric means of the ratios of paired runs; below 1 the other has the "
            "lower cost, above 1 it evaluates more.\n\n" + table(
                ("case", "seconds x threads", "pairs", "other better", "equal", "cost", "least–most", "evaluations/s"),
                rows))


def row(case: str, limit: str, some: Sequence[tuple[Run, Run]]) -> tuple[str, ...]:
    costs = [other.cost / one.cost for one, other in some if one.cost and other.cost]
    rates = [other.rate / one.rate for one, other in some if one.rate and other.rate]
    better = sum(1 for one, other in some if (other.cost or 0) < (one.cost or 0))
    equal = sum(1 for one, other in some if other.cost == one.cost)
    span = f"{min(costs):.3f}–{max(costs):.3f}" if costs else "–"
    return case, limit, str(len(some)), str(better), str(equal), mean(costs), span, mean(rates)


def mean(ratios: Sequence[float]) -> str:
    return f"{exp(sum(log(ratio) for ratio in ratios) / len(ratios)):.4f}" if ratios else "–"
