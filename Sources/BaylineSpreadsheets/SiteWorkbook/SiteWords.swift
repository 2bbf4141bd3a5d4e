import BaylineModel
import BaylineWording

/// The words of a site's workbook in both languages, for writing and reading.
enum SiteWords {
  /// Off, as opposed to an empty cell.
  static let closed = (chinese: "休息", english: "closed")
  private static let closedWords: Set<String> = ["休息", "休", "关门", "closed", "off", CellList.empty]

  /// Whether a cell says that a day is off.
  static func isClosed(_ text: String) -> Bool {
    closedWords.contains(CellText.normalised(text).lowercased())
  }

  /// The hours of a day in a cell: `8:00-12:00;13:00-17:30`.
  static func text(_ intervals: [WorkCalendar.DayInterval], _ words: Glossary) -> SheetValue {
    guard !intervals.isEmpty else { return .text(words(closed.chinese, closed.english)) }
    return .id(intervals.map { "\(clock($0.start))-\(clock($0.end))" }.joined(separator: ";"))
  }

  /// `8:15`; the end of the day is `24:00`.
  static func clock(_ minute: Int) -> String {
    "\(minute / 60):\(String(minute % 60 + 100).dropFirst())"
  }

  /// The weekday named in a cell.
  static func weekday(_ text: String) -> Weekday? {
    CellReader.weekdays[CellText.normalised(text).lowercased()]
  }

  /// The people and bays that may be away.
  enum AbsentList: String, CaseIterable {
    case advisors, technicians, bays

    func name(_ language: Language) -> String {
      switch self {
      case .advisors: language == .chinese ? "顾问" : "advisor"
      case .technicians: language == .chinese ? "技师" : "technician"
      case .bays: language == .chinese ? "工位" : "bay"
      }
    }

    /// The list named in a cell.
    init?(_ text: String) {
      let text = CellText.normalised(text).lowercased()
      let found = Self.allCases.first { list in
        ([list.rawValue] + Language.allCases.map(list.name)).contains(text)
      }
      guard let found else { return nil }
      self = found
    }
  }

  /// The language named in a cell.
  static func language(_ text: String) -> Language? {
    switch CellText.normalised(text).lowercased() {
    case "中文", "chinese", "zh-hans": .chinese
    case "英文", "english", "en": .english
    default: nil
    }
  }

  static func name(_ language: Language, _ words: Glossary) -> String {
    language == .chinese ? words("中文", "Chinese") : words("英文", "English")
  }

  static func levels(_ language: Language) -> [String] {
    language == .chinese ? ["初级", "中级", "高级"] : ["junior", "senior", "master"]
  }
}
