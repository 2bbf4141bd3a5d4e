/// The result of decoding a file: its value, or everything that is wrong with it.
public struct DecodedFile<Value: Sendable>: Sendable {
  /// The value; `nil` exactly if there are faults.
  public let value: Value?
  /// All faults of the file.
  public let diagnostics: [Diagnostic]

  /// The value.
  ///
  /// - Throws: All faults of the file.
  public func get() throws(Diagnostics) -> Value {
    guard let value else { throw Diagnostics(diagnostics) }
    return value
  }
}
