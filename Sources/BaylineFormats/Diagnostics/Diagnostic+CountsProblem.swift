extension Diagnostic {
  /// What can be wrong in past counts and forecasts from them; `docs/errors.md` lists the codes with messages and causes.
  public enum CountsProblem: Hashable, Sendable {
    /// A day (of a shop, and of a kind if kinds have rows) that an earlier line has.
    case repeatedDay(String, line: Int)
    /// A kind that the site does not have.
    case unmappedKind(String, nearest: String?)
    /// A name in `--map` that the file does not have.
    case mapsNothing(String, nearest: String?)
    /// Several shops, of which none was chosen.
    case shopNotChosen([String])
    /// A shop that the file does not have.
    case unknownShop(String, nearest: String?)
    /// A shop was chosen, but the file has no shop column.
    case noShops(String)
    /// Too few days with visits to learn from.
    case tooFewDays(found: Int, needed: Int, before: String)
    /// A forecast that reaches too far beyond the last count.
    case tooFarAhead(last: String)
    /// Months to evaluate that have no open day or no counts.
    case nothingToMeasure(from: String, end: String)
    /// A kind without a visit to use as a template.
    case noTemplate(kind: String)
  }
}

extension Diagnostic.CountsProblem {
  /// The stable code, the same in every language.
  public var code: String {
    switch self {
    case .repeatedDay: "repeatedDay"
    case .unmappedKind: "unmappedKind"
    case .mapsNothing: "mapsNothing"
    case .shopNotChosen: "shopNotChosen"
    case .unknownShop: "unknownShop"
    case .noShops: "noShops"
    case .tooFewDays: "tooFewDays"
    case .tooFarAhead: "tooFarAhead"
    case .nothingToMeasure: "nothingToMeasure"
    case .noTemplate: "noTemplate"
    }
  }
}
