extension Masking {
  /// A plate with its middle starred: `沪A·12345` is `沪A·1***5`, `粤Z·1234港` is `粤Z·1**4港`, `B-MW 1234` is `B-** ***4`.
  ///
  /// The region and a final Chinese character (港, 警, 学, …) stay. Of four or more characters between them, the first and
  /// the last stay; of two or three, the last; a single one is hidden. Separators stay. Masking twice changes nothing.
  public func plate(_ plate: String) -> String {
    var signs = Array(plate)
    let places = signs.indices.filter { !Self.separates(signs[$0]) }
    guard !places.isEmpty else { return plate.isEmpty ? "" : "*" }
    let region = Self.regionLength(places.map { signs[$0] })
    let end = places.count > region + 1 && signs[places[places.count - 1]].isIdeographic ? 1 : 0
    var serial = places[region..<(places.count - end)]
    if serial.isEmpty {
      // Only a region: its first character stays, unless it is the only one.
      serial = places[min(1, places.count - 1)...]
    } else {
      if serial.count > 3 { serial.removeFirst() }
      if serial.count > 1 { serial.removeLast() }
    }
    for place in serial { signs[place] = "*" }
    return String(signs)
  }

  /// Number of characters of the region: `沪A`, `WJ沪`, `使`; 0 on a foreign plate.
  private static func regionLength(_ signs: [Character]) -> Int {
    if signs.count > 2, signs[0] == "W", signs[1] == "J" { return signs[2].isIdeographic ? 3 : 2 }
    guard signs[0].isIdeographic else { return 0 }
    return signs.count > 1 && signs[1].isLetter && !signs[1].isIdeographic ? 2 : 1
  }

  private static func separates(_ sign: Character) -> Bool {
    sign.isWhitespace || "·‧•・･.．-–—_/".contains(sign)
  }
}

extension Character {
  /// A Chinese character.
  fileprivate var isIdeographic: Bool { unicodeScalars.first?.properties.isIdeographic == true }
}
