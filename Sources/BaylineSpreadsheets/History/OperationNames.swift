import BaylineModel

/// The operations of the record, by what they are called: names that differ in blanks, capitals or full-width forms are
/// one.
final class OperationNames {
  /// What each is called; `nil` for all that is done on visits of a kind, where nothing says more.
  private(set) var names: [String?] = []
  private var positions: [String: Int] = [:]
  /// By the texts as they stand.
  private var memo: [String: Int] = [:]

  /// The position of an operation, which is new where it is met first.
  func position(of name: String) -> Int {
    if let known = memo[name] { return known }
    let position = position(Self.key(name), name: name)
    memo[name] = position
    return position
  }

  /// The position of all that is done on visits of a kind.
  func position(ofKind kind: VisitKind) -> Int {
    position("\u{0}" + kind.rawValue, name: nil)
  }

  /// The position of an operation that was met.
  func known(_ name: String) -> Int? { positions[Self.key(name)] }

  private func position(_ key: String, name: String?) -> Int {
    if let known = positions[key] { return known }
    positions[key] = names.count
    names.append(name)
    return names.count - 1
  }

  /// A name without what does not matter in it.
  static func key(_ name: String) -> String { Sheet.normalised(name) }
}
