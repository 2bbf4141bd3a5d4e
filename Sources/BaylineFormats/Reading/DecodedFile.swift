/// The result of decoding a file: its value, or all its problems.
public struct DecodedFile<Value: Sendable>: Sendable {
  /// The value; `nil` if and only if there are problems.
  public let value: Value?
  /// All problems of the file.
  public let diagnostics: [Diagnostic]

  /// The value.
  ///
  /// - Throws: All problems of the file.
  public func get() throws(Diagnostics) -> Value {
    guard let value else { throw Diagnostics(diagnostics) }
    return value
  }
}
