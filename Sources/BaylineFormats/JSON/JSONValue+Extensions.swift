public import BaylineModel

extension DemandFormat {
  /// The text of a modified demand, keeping the notes (members whose names start with `x-`) of the original text: Bayline
  /// ignores them, but they belong to the user.
  ///
  /// - Parameters:
  ///   - demand: The modified demand.
  ///   - original: The text that it was read from; text that is not valid JSON has no notes.
  public static func encode(_ demand: Demand, keepingExtensionsOf original: [UInt8]) -> String {
    let now = json(demand)
    return JSONWriter.document(JSONParser.parse(original).value.map { now.withExtensions(of: $0) } ?? now)
  }
}

extension SiteFormat {
  /// The text of a modified site, keeping the notes of the original text.
  public static func encode(_ site: Site, keepingExtensionsOf original: [UInt8]) -> String {
    let now = json(site)
    return JSONWriter.document(JSONParser.parse(original).value.map { now.withExtensions(of: $0) } ?? now)
  }
}

extension JSONValue {
  /// This value with the notes of an older one. Elements of lists are matched by their ids, or by position in lists of
  /// the same length.
  func withExtensions(of older: JSONValue) -> JSONValue {
    switch (self, older) {
    case (.object(let members), .object(let olderMembers)):
      let known = Dictionary(
        olderMembers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
      let kept = members.map { member in
        JSONMember(
          member.name, known[member.name].map { member.value.withExtensions(of: $0) } ?? member.value)
      }
      return .object(kept + olderMembers.filter { $0.name.utf8.starts(with: "x-".utf8) })
    case (.array(let items), .array(let olderItems)):
      let byId = Dictionary(
        olderItems.compactMap { item in item["id"].map { ($0, item) } },
        uniquingKeysWith: { first, _ in first })
      return .array(
        items.enumerated().map { i, item in
          if let id = item["id"] { return byId[id].map { item.withExtensions(of: $0) } ?? item }
          return items.count == olderItems.count ? item.withExtensions(of: olderItems[i]) : item
        })
    default: return self
    }
  }
}
