import BaylineModel
package import BaylineWording

/// An assumption that the import of past days made; each is reported once.
package enum HistoryNote: Hashable, Sendable {
  /// A spelling was matched to a name of the site.
  case spelling(Spelling)
  /// No table has a column of kinds.
  case noKindColumn
  /// No table has a column of appointments.
  case noBookingColumn
  /// No column says when bookings were made.
  case bookedTheEveningBefore
  /// Bookings keep the arrival of the record.
  case arrivalsFixed
  /// The number of bookings cancelled before their day opened, which are excluded.
  case cancelledBefore(Int)
  /// The number of operations whose standard minutes come from each source.
  case minutes(catalogue: Int, sheet: Int, record: Int)
  /// The number of operations whose bay type and trade were inferred from the record.
  case resourcesDerived(Int)
  /// The number of operations treated as splittable because the record pauses them overnight.
  case splittable(Int)
  /// The number of times whose seconds were dropped.
  case secondsDropped(Int)
  /// The number of orders with simultaneous operations.
  case sideBySide(Int)
  /// The number of orders whose work continued on later days.
  case overnight(Int)
  /// The limits of any such record: it has neither refused customers nor added work.
  case notInTheRecord

  /// A name as the tables write it, and what it was matched to.
  package struct Spelling: Hashable, Sendable {
    /// The name as written.
    package var written: String
    /// The name at the site, if there is one.
    package var name: String?
    /// The id at the site.
    package var id: String
    /// The number of rows with this spelling.
    package var rows: Int
  }
}

extension HistoryNote {
  /// The note in words, on one line.
  package func line(_ words: Glossary) -> String {
    switch self {
    case .spelling(let spelling): return spelling.line(words)
    case .noKindColumn:
      return words(
        "没有业务类型一列：取第一个标准作业的类型，没有的按维修处理",
        "no column of kinds: each order takes the kind of its first standard job, or else counts as a repair")
    case .noBookingColumn:
      return words(
        "没有预约时间一列：所有工单按已预约处理，到店时间取开单时间（取整到时段）",
        "no column of appointments: every order counts as booked for its opening, rounded down to the slot grid"
      )
    case .bookedTheEveningBefore:
      return words(
        "没有预约登记时间一列：有预约时间的都当作前一晚已知",
        "no column says when bookings were made: every appointment counts as known the evening before")
    case .arrivalsFixed:
      return words(
        "预约的到店时间照记录固定：记录里没有客户还能接受的其他时间",
        "booked arrivals stay fixed: the record does not say which other times the customers would have accepted"
      )
    case .cancelledBefore(let count):
      return words(
        "\(count) 个预约在当天开门之前已取消，不计入当天", "bookings cancelled before their day opened, excluded: \(count)")
    case .minutes(let catalogue, let sheet, let record):
      return Self.minutesLine(catalogue: catalogue, sheet: sheet, record: record, words)
    case .resourcesDerived(let count):
      return words(
        "\(count) 种作业不在目录里：工位类型和工种按记录中最常见的推定，等级取 1",
        "operations not in the catalogue, with bay type and trade inferred from the record, level 1: \(count)"
      )
    case .splittable(let count):
      return words(
        "\(count) 种作业在记录中曾隔夜继续，视为可中断",
        "operations treated as splittable, because the record pauses them overnight: \(count)")
    case .secondsDropped(let count):
      return words("\(count) 个时间带秒，舍去秒", "times whose seconds were dropped: \(count)")
    case .sideBySide(let count):
      return words(
        "\(count) 张工单的作业同时进行：时间照记录，顺序按开始时间",
        "orders with simultaneous operations, which keep their times and are sorted by start: \(count)")
    case .overnight(let count):
      return words(
        "\(count) 张工单的作业跨日：之后各天作为在店车辆列出",
        "orders whose work continued on later days, where the vehicle is listed as arrived: \(count)")
    case .notInTheRecord:
      return words(
        "工单里没有被拒绝的客户，也分不出增项：打卡的作业都算客户要求的",
        "orders show neither refused customers nor added work: all work on the time clock counts as requested"
      )
    }
  }

  private static func minutesLine(catalogue: Int, sheet: Int, record: Int, _ words: Glossary) -> String {
    let leak = words(
      "；后者用到了记录自己的时长，与实际相比时会偏好看",
      "; medians use the record's own durations, so comparisons with it look better than they are")
    return words(
      "标准工时：目录 \(catalogue) 项，表格 \(sheet) 项，记录中位数 \(record) 项",
      "standard minutes of operations: \(catalogue) from the catalogue, \(sheet) from the tables, \(record) medians of the record"
    ) + (record > 0 ? leak : "")
  }
}

extension HistoryNote.Spelling {
  fileprivate func line(_ words: Glossary) -> String {
    let entry = name.map { words("\($0)（\(id)）", "\($0) (\(id))") } ?? id
    return words("“\(written)”当作 \(entry)，\(rows) 行", "\"\(written)\" read as \(entry), rows: \(rows)")
  }
}
