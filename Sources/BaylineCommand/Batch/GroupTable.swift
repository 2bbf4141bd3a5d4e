/// A table over the answers of many workshops, for SQL and spreadsheets: each row has the same columns.
enum GroupTable: String, CaseIterable {
  /// A row for each planned workshop.
  case schedules
  /// A row for each figure of planned workshops, over all of them.
  case totals
  /// A row for each diagnostic.
  case diagnostics
  /// A row for each offer, in the common order of its request.
  case offers
  /// A row for each transfer of a technician.
  case transfers
  /// A row for each workshop and resource: what one more is worth, the most valuable first.
  case needs
  /// A row for each trade over all workshops.
  case trades
  /// A row for each figure of simulated days, over all workshops.
  case figures
  /// A row for each plan and measure of past days, over all workshops.
  case backtest
}
