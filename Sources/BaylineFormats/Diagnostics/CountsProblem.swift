/// What only a file of past counts, or a forecast from it, can have wrong. The case's name is its stable code
/// (`docs/errors.md`).
public enum CountsProblem: Hashable, Sendable {
  /// A day (of a shop, and of a kind where each has its row) that an earlier line has.
  case repeatedDay(String, line: Int)
  /// A kind that the site does not have.
  case unmappedKind(String, nearest: String?)
  /// A name that `--map` gives and the file does not have.
  case mapsNothing(String, nearest: String?)
  /// Several shops, and nothing says which.
  case shopNotChosen([String])
  /// A shop that the file does not have.
  case unknownShop(String, nearest: String?)
  /// A name of a shop where the file has no shops.
  case noShops(String)
  /// Too few days with visits to learn from.
  case tooFewDays(found: Int, needed: Int, before: String)
  /// A forecast that reaches further than the past can say.
  case tooFarAhead(last: String)
  /// Months to be measured in which the workshop was not open, or which were not counted.
  case nothingToMeasure(from: String, end: String)
  /// A kind of which no visit is given to make others from.
  case noTemplate(kind: String)
}

extension CountsProblem {
  /// The stable code, as docs/errors.md lists it.
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
