/// Which names and addresses the desk answers to, and which pages may send it something.
///
/// A page elsewhere on the net can have its own name point to this machine and then count as of the same origin; it
/// cannot change the `Host` that the browser sends.
struct HostCheck: Sendable {
  /// Names beside `localhost` and addresses, in lower case.
  var names: Set<String> = []
  /// Whether other machines may connect, so that any address can be this machine's.
  var isOpen = false

  /// Whether a `Host` header is of this desk.
  func accepts(host: String?) -> Bool {
    guard let host, let name = Self.name(of: host) else { return false }
    if ["localhost", "127.0.0.1", "[::1]"].contains(name) || names.contains(name) { return true }
    return isOpen && Self.isAddress(name)
  }

  /// Whether a request that changes something comes from a page of the desk, or from no page at all.
  func accepts(origin: String?, fetchSite: String?, host: String?) -> Bool {
    if let origin {
      guard let host else { return false }
      let own = host.lowercased()
      return origin.lowercased() == "http://" + own || origin.lowercased() == "https://" + own
    }
    return fetchSite == nil || fetchSite == "same-origin" || fetchSite == "none"
  }

  /// The name or address without the port, in lower case; `nil` if the text is neither.
  private static func name(of host: String) -> String? {
    let text = host.lowercased()
    guard text.utf8.count <= 255 else { return nil }
    let end: String.Index
    if text.hasPrefix("[") {
      guard let bracket = text.firstIndex(of: "]") else { return nil }
      end = text.index(after: bracket)
    } else {
      end = text.firstIndex(of: ":") ?? text.endIndex
    }
    let port = text[end...]
    let isPort = port.isEmpty || (port.first == ":" && port.dropFirst().allSatisfy(\.isASCIIDigit))
    return isPort && end > text.startIndex ? String(text[..<end]) : nil
  }

  private static func isAddress(_ name: String) -> Bool {
    if name.hasPrefix("[") {
      return name.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        part.allSatisfy(\.isASCIIDigit) && Int(part).map { $0 < 256 } == true
      }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
}
