import Foundation

/// A name as it can be typed: in its own characters, by pinyin or by the first letters of syllables and words.
///
/// `小保养` is found by `小保`, `xby`, `xiaobao` and `xiaoby`, `minor service` by `min`, `ms` and `min ser`.
struct TypedName: Sendable {
  /// For each character or word, what it can begin with.
  private let units: [[[Character]]]

  init(_ name: String) {
    var units: [[[Character]]] = []
    var word: [Character] = []
    func endWord() {
      if !word.isEmpty { units.append([word]) }
      word = []
    }
    for character in Self.plain(name) {
      if Self.isHan(character) {
        endWord()
        units.append([[character]] + Self.readings(of: character))
      } else if character.isLetter || character.isNumber {
        // Digits and letters are words of their own: 5W30, 四条 205.
        if let last = word.last, last.isNumber != character.isNumber { endWord() }
        word.append(character)
      } else {
        endWord()
      }
    }
    endWord()
    self.units = units
  }

  /// How well a text matches.
  enum Match: Int, Comparable, Sendable {
    case whole, beginning, inside

    static func < (left: Match, right: Match) -> Bool { left.rawValue < right.rawValue }
  }

  /// The best match of a text; `nil` if it does not match.
  ///
  /// - Parameter typed: As ``typed(_:)`` gives it.
  func match(_ typed: [Character]) -> Match? {
    if typed.isEmpty { return .beginning }
    for start in units.indices {
      guard let end = longestRun(typed[...], from: start) else { continue }
      if start > 0 { return .inside }
      return end == units.count ? .whole : .beginning
    }
    return nil
  }

  /// The letters and digits of what was typed.
  static func typed(_ text: String) -> [Character] { plain(text).filter { $0.isLetter || $0.isNumber } }

  /// The last position after the units that a text begins one by one; `nil` if it does not.
  private func longestRun(_ typed: ArraySlice<Character>, from start: Int) -> Int? {
    if typed.isEmpty { return start }
    guard start < units.count else { return nil }
    var best: Int?
    for reading in units[start] {
      let common = zip(reading, typed).prefix { $0 == $1 }.count
      for length in stride(from: common, to: 0, by: -1) {
        guard let end = longestRun(typed.dropFirst(length), from: start + 1) else { continue }
        best = max(best ?? end, end)
      }
    }
    return best
  }

  /// Narrow small letters without accents.
  private static func plain(_ text: String) -> String {
    text.folding(options: [.caseInsensitive, .widthInsensitive, .diacriticInsensitive], locale: nil)
  }

  private static func isHan(_ character: Character) -> Bool {
    character.unicodeScalars.first?.properties.isIdeographic ?? false
  }

  /// The syllables of a character: the one that Unicode's transform gives, and others that workshops use.
  private static func readings(of character: Character) -> [[Character]] {
    let latin = String(character).applyingTransform(.mandarinToLatin, reverse: false) ?? ""
    let usual = plain(latin).filter(\.isLetter)
    let others = otherReadings[character] ?? []
    return ([usual] + others.filter { $0 != usual }).filter { !$0.isEmpty }.map(Array.init)
  }

  /// Characters with several readings in names of parts and jobs.
  private static let otherReadings: [Character: [String]] = [
    "重": ["chong"], "调": ["tiao"], "长": ["chang"], "行": ["xing"], "差": ["cha"], "弹": ["tan"], "转": ["zhuan"],
    "系": ["xi"], "模": ["mo"], "角": ["jiao"], "传": ["chuan"], "降": ["jiang"], "载": ["zai"], "车": ["che"],
    "轧": ["zha"], "率": ["lv"], "滤": ["lv"], "铝": ["lv"], "绿": ["lv"], "大": ["da"], "单": ["dan"], "参": ["can"],
    "曲": ["qu"], "给": ["gei"], "刹": ["sha"], "卡": ["ka"], "石": ["shi"], "冲": ["chong"], "色": ["se"],
    "盛": ["sheng"],
    "臂": ["bi"], "壳": ["ke"], "熨": ["yun"], "校": ["jiao"], "正": ["zheng"], "便": ["bian"], "量": ["liang"],
    "数": ["shu"], "首": ["shou"], "保": ["bao"], "空": ["kong"], "打": ["da"], "磨": ["mo"], "露": ["lu", "lou"],
  ]
}
