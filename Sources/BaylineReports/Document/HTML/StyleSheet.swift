import BaylineModel

/// The look of documents on a screen, on a phone and on paper.
enum StyleSheet {
  /// Writes the sheet size of a form as a named page, so that one file can hold forms of different sizes.
  static func addPaper(of kind: FormKind, to html: inout HTMLBuilder) {
    html.literal("@page ")
    html.literal(kind.name)
    html.literal(" { size: ")
    html.literal(kind.paper)
    html.literal("; }\n.form.")
    html.literal(kind.name)
    html.literal(" { page: ")
    html.literal(kind.name)
    html.literal("; }\n")
  }

  /// The rules of all documents, and of the forms by kind.
  static let common: StaticString = """

    :root { color-scheme: light; }
    * { box-sizing: border-box; }
    body { margin: 0; padding: 16px; background: #fff; color: #111; font: 14px/1.4 "Noto Sans CJK SC", "Noto Sans SC",
      "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
    h1 { font-size: 22px; margin: 0 0 8px; }
    h2 { font-size: 20px; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
    h2 .day { font-weight: 600; margin-left: 12px; white-space: nowrap; }
    nav { margin: 0 0 16px; }
    nav a { display: inline-block; margin: 0 8px 6px 0; padding: 5px 10px; border: 1px solid #667; border-radius: 4px;
      color: #124; text-decoration: none; }
    nav.days a { padding: 2px 8px; }
    section { margin: 0 0 36px; }
    header { margin: 0 0 8px; }
    header p { display: inline; margin: 0 16px 0 0; color: #333; overflow-wrap: anywhere; }
    header .private { color: #8a1500; }
    header .warning { display: block; margin: 6px 0 0; padding: 4px 8px; border: 2px solid #a00; color: #900;
      font-weight: 700; }
    footer { margin: 6px 0 0; color: #555; font-size: 11px; overflow-wrap: anywhere; }
    .scroll { margin: 0 0 12px; max-width: 100%; overflow-x: auto; }
    table { width: 100%; border-collapse: collapse; table-layout: fixed; font-variant-numeric: tabular-nums; }
    caption { text-align: left; font-weight: 700; padding: 4px 0; }
    th, td { border: 1px solid #889; padding: 2px 5px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
    th { background: #e4e9f0; font-weight: 600; vertical-align: bottom; }
    .right { text-align: right; }
    td.whole { white-space: nowrap; }
    small.visit { color: #444; font-size: .85em; font-weight: 400; }
    @media screen {
      /* Row labels stay in sight, and a shadow at the edge shows that there is more to scroll to. */
      .roster th:first-child, .roster td:first-child { position: sticky; left: 0; z-index: 1; background: #fff; }
      .roster th:first-child { background: #e4e9f0; }
      .roster .scroll, figure .scroll { background: linear-gradient(90deg, #fff 24px, #fff0) left / 24px 100%,
        linear-gradient(270deg, #fff 24px, #fff0) right / 24px 100%, linear-gradient(90deg, #0004, #0000) left / 12px 100%,
        linear-gradient(270deg, #0004, #0000) right / 12px 100%; background-repeat: no-repeat;
        background-attachment: local, local, scroll, scroll; }
    }
    @media screen and (min-width: 701px) {
      .registration .scroll, .roster .scroll { max-height: 88vh; overflow: auto; }
      .registration thead th, .roster thead th { position: sticky; top: 0; z-index: 2; }
    }
    .strong { font-weight: 700; }
    .muted { color: #555; }
    tr.flagged td { background: #ffeceb; }
    tr.flagged td:first-child { border-left: 4px solid #a00; }
    td.free { color: #075c1c; background: #eefaef; }
    td.walkin { color: #6a4400; background: #fff6df; font-style: italic; }
    td.closed { background: #e8e8ec; color: #666; }
    td.taken { font-weight: 600; }
    td.taken div { line-height: 1.25; }
    .registration table { font-size: 11px; line-height: 1.3; min-width: 1180px; }
    .registration th, .registration td { padding: 2px 3px; }
    .calls table { font-size: 13px; min-width: 980px; }
    .load table { width: auto; table-layout: auto; }
    .load th, .load td { overflow-wrap: break-word; }
    .load svg { display: block; width: 240px; height: 14px; }
    figure { margin: 0 0 10px; }
    figcaption { font-weight: 700; padding: 4px 0; }
    figure .scroll { margin: 0; }
    .legend { margin: 0 0 10px; font-size: 12px; color: #333; }
    .gantt { display: block; width: 100%; min-width: 1100px; height: auto; }
    .gantt text { font-family: inherit; }
    @media screen and (max-width: 700px) {
      body { padding: 10px; }
      header p { display: block; }
      table { min-width: 0 !important; }
      /* Tables of many columns become a card for each row, each value under its label. */
      table.many, .many tbody { display: block; }
      .many caption { display: block; }
      .many colgroup, .many thead { display: none; }
      .many tr { display: flex; flex-wrap: wrap; margin: 0 0 8px; border: 1px solid #889; border-radius: 4px; }
      .many td { flex: 1 1 29%; min-width: 0; padding: 2px 6px; border: 0; font-size: 14px; text-align: left; }
      .many td.wide { flex-basis: 100%; }
      td.whole { white-space: normal; }
      .many td.none { display: none; }
      .many td::before { content: attr(data-label); display: block; color: #555; font-size: 11px; font-weight: 400; }
      .roster .scroll > table { font-size: 12px; min-width: 430px !important; }
      .roster th, .roster td { padding: 2px 3px; }
      .load table { font-size: 12px; }
      .load svg { width: 70px; }
    }
    @media screen and (min-width: 900px) {
      .welcome table { font-size: 18px; }
    }
    @page { margin: 8mm 8mm 10mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
    @media print {
      body { padding: 0; font-size: 9pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      nav { display: none; }
      section { margin: 0; }
      .form + .form, .form:not(.stay) section + section { break-before: page; }
      .stay section { break-inside: avoid-page; margin-bottom: 6mm; }
      h2 { font-size: 14pt; }
      .scroll { overflow: visible; }
      table, .gantt { min-width: 0 !important; }
      table { width: calc(100% - 1px); }
      thead { display: table-header-group; }
      tr, .gantt, figure { break-inside: avoid; }
      figure { margin: 0; }
      header, caption { break-after: avoid; }
      footer { font-size: 7pt; }
      .registration table { font-size: 7.5pt; line-height: 1.25; }
      .calls table, .drivers table, .equipment table { font-size: 8.5pt; }
      .roster table { font-size: 7.5pt; line-height: 1.2; }
      .roster th, .roster td { padding: 0 4px; }
      .roster td.taken div { line-height: 1.15; }
      .board table { font-size: 10.5pt; line-height: 1.25; }
      .workshop table { font-size: 9pt; line-height: 1.25; }
      .workshop header p { line-height: 1.1; }
      .legend { font-size: 8pt; margin: 0 0 4px; }
      figcaption { padding: 1px 0; font-size: 9pt; }
      .welcome .scroll { columns: 2; column-gap: 10mm; }
      .welcome table { font-size: 15pt; }
      .picking table { font-size: 9pt; }
    }

    """
}

extension FormKind {
  /// The raw value as a literal, for style sheets.
  fileprivate var name: StaticString {
    switch self {
    case .registration: "registration"
    case .roster: "roster"
    case .board: "board"
    case .workshop: "workshop"
    case .welcome: "welcome"
    case .picking: "picking"
    case .calls: "calls"
    case .stay: "stay"
    case .drivers: "drivers"
    case .equipment: "equipment"
    case .reasons: "reasons"
    }
  }
}
