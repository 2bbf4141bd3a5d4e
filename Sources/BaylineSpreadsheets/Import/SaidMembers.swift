package import BaylineModel
package import BaylineWording

/// What a caller says, member by member, with the times as people say them.
package struct SaidMembers {
  /// The members for ``RequestImport/read(_:)``.
  package private(set) var items: [RequestImport.Said]
  /// What was understood of the times, with the option that they were given with.
  package private(set) var notes: [(option: String, text: String)] = []
  /// What was not understood, with the option that it was given with.
  package private(set) var faults: [(option: String, text: String)] = []
  private let now: CivilTime
  private let words: Glossary
  /// The day on which the customer wants to come.
  private var day: CivilDate?

  /// - Parameters:
  ///   - items: The members without times.
  ///   - now: The time from which days are counted.
  package init(_ items: [RequestImport.Said], now: CivilTime, _ words: Glossary) {
    self.items = items
    self.now = now
    self.words = words
  }

  /// Adds when the customer wants to come: a time is a wish, a day or a part of it is the only time that is possible.
  package mutating func addArrival(_ option: String, _ text: String) {
    guard let time = read(option, text, nil) else { return }
    day = time.day
    let isMoment = if case .moment = time { true } else { false }
    items.append(.init(option, isMoment ? "preferredArrival" : "availability", time.cellText))
  }

  /// Adds when the vehicle is wanted back, by default on the day of the arrival; "by Friday" is until Friday's end.
  package mutating func addReadyBy(_ option: String, _ text: String) {
    guard let time = read(option, text, day) else { return }
    let end: CivilTime? =
      switch time {
      case .moment(let time): time
      case .windows(let windows): windows.last?.to
      }
    if let end { items.append(.init(option, "readyBy", SpokenTime.moment(end).cellText)) }
  }

  private mutating func read(_ option: String, _ text: String, _ day: CivilDate?) -> SpokenTime? {
    guard let time = SpokenTime(text, now: now, day: day) else {
      faults.append(
        (
          option,
          words(
            "看不懂时间“\(text.printable)”; 请写成“周五 10:00”“明天上午”或 12-03 14:30",
            "cannot understand the time \"\(text.printable)\"; write it like \"fri 10:00\", \"tomorrow morning\" or \"12-03 14:30\""
          )
        ))
      return nil
    }
    notes.append((option, "“\(text.printable)”" + words("：", ": ") + time.text(words)))
    return time
  }

  /// Jobs that are separated by any of the usual signs, as a cell lists them.
  package static func jobList(_ jobs: String) -> String {
    jobs.contains("\"") ? jobs : jobs.split { ",，+＋/".contains($0) }.joined(separator: ";")
  }
}

extension SpokenTime {
  /// `周五 12-04 10:00`; windows from and to.
  package func text(_ words: Glossary) -> String {
    func text(_ time: CivilTime) -> String {
      "\(words.weekday(time.date.weekday)) \(time.date) \(time.clock)"
    }
    switch self {
    case .moment(let time): return text(time)
    case .windows(let windows):
      return words.list(
        windows.map { window in
          let end = window.to.minuteOfDay == 0 ? "24:00" : window.to.clock
          let last = window.to.minuteOfDay == 0 ? window.to.date.advanced(by: -1) : window.to.date
          return text(window.from) + "–" + (last == window.from.date ? end : "\(last) \(end)")
        })
    }
  }
}
