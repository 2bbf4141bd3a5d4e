public import BaylineModel

extension DemandFormat {
  /// The text of a demand that was changed, with the notes (members that begin with `x-`) of the text that it
  /// came from: the program ignores them, but they are not its own to throw away.
  ///
  /// - Parameters:
  ///   - demand: The demand as it is now.
  ///   - original: The text that it was read from; anything that is no JSON has no notes.
  public static func encode(_ demand: Demand, keepingExtensionsOf original: [UInt8]) -> String {
    let now = tree(demand)
    return JSONWriter.document(JSONParser.parse(original).value.map { now.withExtensions(of: $0) } ?? now)
  }
}

extension SiteFormat {
  /// The text of a site that was changed, likewise.
  public static func encode(_ site: Site, keepingExtensionsOf original: [UInt8]) -> String {
    let now = tree(site)
    return JSONWriter.document(JSONParser.parse(original).value.map { now.withExtensions(of: $0) } ?? now)
  }
}

extension JSONValue {
  /// This value with the notes of an older one. Elements of lists are matched by their ids, or by their place
  /// in lists of the same length.
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
