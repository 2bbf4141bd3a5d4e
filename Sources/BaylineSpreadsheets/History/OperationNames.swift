import BaylineModel

/// The distinct operations of the record. Names that differ only in white space, case or full-width forms are one.
final class OperationNames {
  /// The name of each operation; `nil` for the unspecified work of a kind of visit.
  private(set) var names: [String?] = []
  private var positions: [String: Int] = [:]
  /// Positions by the names as written.
  private var memo: [String: Int] = [:]

  /// The position of an operation; a new name is added.
  func position(of name: String) -> Int {
    if let known = memo[name] { return known }
    let position = position(CellText.key(name), name: name)
    memo[name] = position
    return position
  }

  /// The position of the unspecified work of a kind of visit.
  func position(ofKind kind: VisitKind) -> Int {
    position("\u{0}" + kind.rawValue, name: nil)
  }

  /// The position of an operation that was added before.
  func known(_ name: String) -> Int? { positions[CellText.key(name)] }

  private func position(_ key: String, name: String?) -> Int {
    if let known = positions[key] { return known }
    positions[key] = names.count
    names.append(name)
    return names.count - 1
  }
}
