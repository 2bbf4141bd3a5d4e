#!/usr/bin/env python3
"""Takes a chart out of a page that bayline has written, as an SVG file of its own.

    picture.py PAGE NAME OUT.svg

NAME is the chart's heading, as far as it goes; of the two layouts of a chart the one for wide screens is taken. Needs Python 3 and its
standard library only. The pictures of the README are made so:

    bayline report --site datasets/demo/site.json --demand datasets/demo/demand.json --schedule tuesday.json --out forms --lang en
    picture.py forms/workshop.html "By bay" docs/images/board.svg
"""
import re
import sys

FONTS = "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


def main() -> None:
    page, name, out = sys.argv[1:4]
    text = open(page, encoding="utf-8").read()
    charts = [chart for chart in re.findall(r"<svg.*?</svg>", text, flags=re.S) if f'aria-label="{name}' in chart]
    if not charts:
        found = sorted(set(re.findall(r'<svg[^>]*aria-label="([^"]*)"', text)))
        sys.exit(f"{page} has no chart {name!r}; it has: {', '.join(found)}")
    chart = charts[0]
    width, height = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', chart).groups()
    chart = re.sub(r'<svg class="[^"]*"', "<svg", chart, count=1)
    chart = chart.replace(
        "<svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="{FONTS}"', 1)
    body = chart.index(">") + 1
    chart = chart[:body] + f'<rect width="{width}" height="{height}" fill="#ffffff"></rect>' + chart[body:]
    with open(out, "w", encoding="utf-8") as file:
        file.write(chart + "\n")


main()
