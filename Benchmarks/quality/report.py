"""The tables of a quality run: medians over the seeds, and ratios of paired runs."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import exp, inf, isinf, log
from statistics import median

from quality.runs import Run
from support.markdown import table

# Cost and lower bound by the name of the case.
References = dict[str, tuple[int, int | None]]


def report(runs: Sequence[Run], references: References) -> str:
    """All tables as Markdown, failures first."""
    good = [run for run in runs if run.status == "ok"]
    parts = [failures(runs), medians(good, references), comparison(good)]
    return "\n\n".join(part for part in parts if part) + "\n"


def failures(runs: Iterable[Run]) -> str:
    lines = [f"- {run.case}, {run.program}, {run.limit}, seed {run.seed}: {run.status}"
             for run in runs if run.status != "ok"]
    return "## Failed\n\n" + "\n".join(lines) if lines else ""


def known_median(values: Iterable[float | None], digits: int = 0) -> str:
    known = [value for value in values if value is not None]
    return f"{median(known):,.{digits}f}" if known else "–"


def median_time(values: Iterable[float | None]) -> str:
    """The median of times, where those never reached count as infinite."""
    middle = median([inf if value is None else value for value in values])
    return "–" if isinf(middle) else f"{middle:.2f}"


def medians(runs: Sequence[Run], references: References) -> str:
    bounds: dict[str, int] = {name: bound for name, (_, bound) in references.items() if bound is not None}
    cpsat: dict[str, int] = {}
    groups: dict[tuple[str, str, str], list[Run]] = defaultdict(list)
    for run in runs:
        groups[run.case, run.limit, run.program].append(run)
        if run.bound is not None:
            bounds[run.case] = max(run.bound, bounds.get(run.case, run.bound))
        if run.program == "cpsat" and run.cost is not None:
            cpsat[run.case] = run.cost
    rows = []
    for (case, limit, program), group in groups.items():
        costs = [run.cost for run in group if run.cost is not None]
        middle, bound = median(costs), bounds.get(case)
        ratios = [f"{middle / known:.3f}" if known else "–"
                  for known in (references.get(case, (0, 0))[0], cpsat.get(case, 0))]
        rows.append((
            case, limit, program, str(len(group)), known_median(costs), f"{min(costs):,}–{max(costs):,}",
            known_median(run.unscheduled for run in group), f"{bound:,}" if bound is not None else "–",
            f"{100 * (middle - bound) / middle:.1f}%" if bound is not None and middle else "–", *ratios,
            known_median((run.first for run in group), 3), median_time(run.to_reference for run in group),
            median_time(run.to_one_percent for run in group), known_median(run.rate for run in group),
            known_median(run.megabytes for run in group)))
    return "## Medians over the seeds\n\n" + table(
        ("case", "seconds x threads", "program", "runs", "cost", "min–max", "unscheduled", "bound", "gap", "to reference",
         "to CP-SAT", "first, s", "reference reached, s", "within 1%, s", "evaluations/s/thread", "MB"),
        rows, text_columns=3)


def comparison(runs: Sequence[Run]) -> str:
    """Two builds compared by pairs of runs with the same case, limit and seed."""
    by_key = {(run.case, run.limit, run.seed, run.program): run for run in runs}
    pairs: dict[tuple[str, str], list[tuple[Run, Run]]] = defaultdict(list)
    for (case, limit, seed, program), run in by_key.items():
        other = by_key.get((case, limit, seed, "other"))
        if program == "bayline" and other is not None:
            pairs[case, limit].append((run, other))
    if not pairs:
        return ""
    rows = [comparison_row(case, limit, group) for (case, limit), group in pairs.items()]
    rows.append(comparison_row("all", "", [pair for group in pairs.values() for pair in group]))
    return ("## The other build relative to the first\n\nGeometric means of the ratios of paired runs; below 1 the other "
            "build has the lower cost, above 1 it evaluates more.\n\n" + table(
                ("case", "seconds x threads", "pairs", "other better", "equal", "cost", "min–max", "evaluations/s"),
                rows, text_columns=2))


def comparison_row(case: str, limit: str, pairs: Sequence[tuple[Run, Run]]) -> tuple[str, ...]:
    costs = [other.cost / run.cost for run, other in pairs if run.cost and other.cost]
    rates = [other.rate / run.rate for run, other in pairs if run.rate and other.rate]
    better = sum(1 for run, other in pairs if (other.cost or 0) < (run.cost or 0))
    equal = sum(1 for run, other in pairs if other.cost == run.cost)
    span = f"{min(costs):.3f}–{max(costs):.3f}" if costs else "–"
    return case, limit, str(len(pairs)), str(better), str(equal), geometric_mean(costs), span, geometric_mean(rates)


def geometric_mean(ratios: Sequence[float]) -> str:
    return f"{exp(sum(log(ratio) for ratio in ratios) / len(ratios)):.4f}" if ratios else "–"
