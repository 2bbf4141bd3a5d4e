extension StyleSheet {
  /// The rules of reports, on top of the common ones.
  static let report: StaticString = """
    .page { max-width: 1000px; margin: 0 auto; page: manager; }
    .page header { margin: 0 0 20px; }
    .page header p { display: block; margin: 0 0 4px; }
    .page h1 { margin: 0 0 10px; line-height: 1.25; overflow-wrap: anywhere; }
    .page h2 { margin: 0 0 6px; padding: 0 0 3px; border-bottom: 2px solid #445; }
    .page .lead { font-size: 16px; color: #111; max-width: 46em; }
    .page .lead.first { font-size: 19px; font-weight: 600; line-height: 1.35; }
    .page header .warning { margin: 0 0 8px; }
    .page section > p { max-width: 60em; margin: 6px 0; overflow-wrap: anywhere; }
    .page table { width: auto; min-width: 40%; table-layout: auto; }
    .page th, .page td { border: 0; border-bottom: 1px solid #c4c7d2; padding: 3px 10px 3px 6px; }
    .page th { border-bottom: 2px solid #667; background: none; overflow-wrap: normal; word-break: keep-all; }
    .page th small { display: block; font-weight: 400; color: #555; }
    .page td { overflow-wrap: break-word; }
    .page td.right { white-space: nowrap; }
    .page .range { color: #555; }
    .page .better .value, .page .worse .value, .page .different .value { font-weight: 700; }
    .page .better .sign { color: #0072b2; }
    .page .worse .sign { color: #c44e00; }
    .page .unclear .sign { color: #777a87; }
    .page tr.best td { background: #e8f1f9; font-weight: 600; }
    .page tr.best td:first-child { border-left: 4px solid #0072b2; }
    .page .scroll { margin: 0 0 4px; }
    .page .legend { margin: 0 0 14px; }
    .page footer { border-top: 1px solid #99a; padding-top: 6px; }
    .page footer p { margin: 0 0 2px; }
    @media screen and (max-width: 700px) {
      .page .lead { font-size: 15px; }
      .page .lead.first { font-size: 17px; }
      .page table { width: 100%; }
      .page .many td { border: 0; text-align: left; }
      .page .many td:first-child { font-weight: 600; }
      .page .many td:first-child::before { content: none; }
      .page .many td.right { flex-basis: 46%; }
      .page .many tr.best { border: 2px solid #0072b2; }
      .page .many tr.best td:first-child { border-left: 0; }
    }
    @page manager { size: A4 landscape; margin: 10mm 10mm 12mm; }
    @media print {
      .page { max-width: none; }
      .page h1 { font-size: 16pt; }
      .page h2 { font-size: 13pt; break-after: avoid; }
      .page .lead { font-size: 10.5pt; }
      .page .lead.first { font-size: 12pt; }
      .page section { margin: 0 0 6mm; }
      .page .legend { break-before: avoid; }
      .page footer { break-inside: avoid; }
    }

    """

  /// The rules of charts that are laid out twice.
  static let chart: StaticString = """
    .chart { margin: 14px 0 20px; }
    .chart figcaption { font-size: 15px; overflow-wrap: anywhere; }
    .chart figcaption small { display: block; font-weight: 400; font-size: 13px; color: #444; max-width: 60em; }
    .chart svg { display: block; width: 100%; height: auto; }
    .chart svg.phone { display: none; max-width: 520px; }
    .chart text { font-family: inherit; font-variant-numeric: tabular-nums; }
    @media screen and (max-width: 700px) {
      .chart svg.wide { display: none; }
      .chart svg.phone { display: block; }
    }
    @media print {
      .chart { break-inside: avoid; margin: 3mm 0 5mm; }
      .chart svg.wide { max-width: 250mm; max-height: 160mm; }
      .chart figcaption { font-size: 10.5pt; }
      .chart figcaption small { font-size: 9pt; }
    }

    """
}
