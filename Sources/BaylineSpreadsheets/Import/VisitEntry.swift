import BaylineFormats

/// What is booked in a cell of a matrix: `沪A12345 王先生 小保养`.
struct VisitEntry {
  private var found: [String: String] = [:]

  /// - Parameter isKnown: Whether a text is a standard job.
  init(_ text: String, isKnown: @escaping (String) -> Bool) {
    let names = JobNames(isKnown: isKnown)
    func isWork(_ text: String) -> Bool { names.names(in: text)?.allSatisfy(isKnown) ?? false }
    var words = text.split { $0.isWhitespace || ",，;；|".contains($0) }.map(String.init)
    takePlate(&words)
    if let index = words.firstIndex(where: { Self.isPhone($0) }) { found["phone"] = words.remove(at: index) }
    if let index = words.firstIndex(where: { Self.waiting.contains($0) }) {
      found["waiting"] = words.remove(at: index)
    }
    let addressed = words.firstIndex { word in Self.titles.contains { word.hasSuffix($0) && word.count <= 5 }
    }
    if let addressed {
      found["customer"] = words.remove(at: addressed)
    } else if words.count > 1, let first = words.first, !isWork(first), Self.isName(first),
      words.dropFirst().contains(where: isWork)
    {
      // A name is the word before the jobs.
      found["customer"] = words.removeFirst()
    }
    // What is left should be jobs; if it is not, that is reported.
    if !words.isEmpty { found["jobs"] = words.joined(separator: ";") }
  }

  /// The text of a part, by its key in the table of visits.
  subscript(key: String) -> String? { found[key] }

  /// The keys that an entry may have.
  static let keys = ["plate", "phone", "customer", "waiting", "jobs"]

  /// Takes the plate, which may be written in two words: 沪i 46182.
  private mutating func takePlate(_ words: inout [String]) {
    for index in words.indices {
      if PlateText.standard(words[index]) != nil {
        found["plate"] = words.remove(at: index)
        return
      }
      if index + 1 < words.count, PlateText.standard(words[index] + words[index + 1]) != nil {
        found["plate"] = words[index] + words[index + 1]
        words.removeSubrange(index...index + 1)
        return
      }
    }
  }

  private static func isPhone(_ text: String) -> Bool {
    text.count { $0.isNumber } >= 7 && PhoneText.isPlausible(text)
  }

  private static func isName(_ text: String) -> Bool {
    (2...4).contains(text.count) && text.unicodeScalars.allSatisfy { $0.properties.isIdeographic }
  }

  private static let titles = ["先生", "女士", "小姐", "老师"]
  private static let waiting: Set<String> = ["等", "不等", "等待", "不等待", "在店等"]
}
