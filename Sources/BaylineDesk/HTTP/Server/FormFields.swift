/// The fields of a form or a query (`application/x-www-form-urlencoded`), in order.
struct FormFields: Sendable {
  let fields: [(name: String, value: String)]

  /// Fields that are not valid UTF-8 are left out.
  init(_ text: String) {
    fields = text.split(separator: "&").compactMap { part in
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(pair[0]), let value = Self.decoded(pair.count > 1 ? pair[1] : "") else {
        return nil
      }
      return (name, value)
    }
  }

  /// The first value of a field; `nil` if it is missing.
  subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  /// All values of a field that may occur several times.
  func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// A text without its `%` escapes; `nil` if one is broken or the result is not valid UTF-8.
  static func decoded(_ text: some StringProtocol, plusIsBlank: Bool = true) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsBlank: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
