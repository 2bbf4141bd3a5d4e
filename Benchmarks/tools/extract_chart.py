"""Writes a chart of a page that `bayline` made to an SVG file.

NAME is the beginning of the chart's heading. A chart has two layouts; the one for wide screens is taken. The images of the
README, for example:

    bayline report --site datasets/demo/site.json --demand datasets/demo/demand.json --schedule tuesday.json \\
      --out forms --lang en
    Benchmarks/run extract-chart forms/workshop.html "By bay" docs/images/board.svg
"""
from __future__ import annotations

import re
import sys
from pathlib import Path

from support.project import argument_parser

FONTS = ("'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Segoe UI', 'Helvetica Neue', Arial, "
         "sans-serif")


def standalone(chart: str) -> str:
    """The chart with what its page gives it: namespace, size, fonts and a white background."""
    viewbox = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', chart)
    if viewbox is None:
        raise ValueError("the chart has no viewBox")
    width, height = viewbox.groups()
    chart = re.sub(r'<svg class="[^"]*"', "<svg", chart, count=1)
    chart = chart.replace(
        "<svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="{FONTS}"', 1)
    body = chart.index(">") + 1
    return chart[:body] + f'<rect width="{width}" height="{height}" fill="#ffffff"></rect>' + chart[body:]


def main() -> int:
    parser = argument_parser(__doc__, bayline=False)
    parser.add_argument("page", type=Path, metavar="PAGE", help="an HTML page")
    parser.add_argument("name", metavar="NAME", help="the beginning of the chart's heading")
    parser.add_argument("out", type=Path, metavar="FILE", help="the SVG file")
    options = parser.parse_args()
    text = options.page.read_text(encoding="utf-8")
    charts = [chart for chart in re.findall(r"<svg.*?</svg>", text, flags=re.S) if f'aria-label="{options.name}' in chart]
    if not charts:
        found = sorted(set(re.findall(r'<svg[^>]*aria-label="([^"]*)"', text)))
        print(f"{options.page} has no chart {options.name!r}; it has: {', '.join(found)}", file=sys.stderr)
        return 1
    options.out.write_text(standalone(charts[0]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
