import BaylineModel
public import BaylineWording

/// What the import of past days took for granted; each is told once.
public enum HistoryNote: Hashable, Sendable {
  /// A spelling that was taken for a name of the site.
  case spelling(Spelling)
  /// There is no column of kinds.
  case noKindColumn
  /// There is no column of appointments.
  case noBookingColumn
  /// There is no column that says when the bookings were made.
  case bookedTheEveningBefore
  /// Bookings keep the arrival of the record.
  case arrivalsFixed
  /// Bookings that were called off before the day began: they are no part of it.
  case cancelledBefore(Int)
  /// Whence the standard minutes of operations are.
  case minutes(catalogue: Int, sheet: Int, record: Int)
  /// Operations whose type of bay and trade follow from where and by whom they were done.
  case resourcesDerived(Int)
  /// Operations that were paused overnight in the record, and may be.
  case splittable(Int)
  /// Times with seconds.
  case secondsDropped(Int)
  /// Orders with operations at the same time.
  case sideBySide(Int)
  /// Orders whose work went on on later days.
  case overnight(Int)
  /// What no record of orders has: those who were refused, and what was found on the way.
  case notInTheRecord

  /// A name as it is written in the tables.
  public struct Spelling: Hashable, Sendable {
    /// As it is written.
    public var written: String
    /// The name at the site, if there is one.
    public var name: String?
    /// The id at the site.
    public var id: String
    /// The rows that have it.
    public var rows: Int
  }
}

extension HistoryNote {
  /// The note in words, on one line.
  public func line(_ words: Glossary) -> String {
    switch self {
    case .spelling(let spelling):
      let name = spelling.name.map { words("\($0)（\(spelling.id)）", "\($0) (\(spelling.id))") } ?? spelling.id
      return words(
        "“\(spelling.written)”当作 \(name)，\(spelling.rows) 行",
        "\"\(spelling.written)\" taken for \(name), rows: \(spelling.rows)")
    case .noKindColumn:
      return words(
        "没有业务类型一列：取第一个标准作业的类型，没有的按维修处理",
        "no column of kinds: they are those of the first standard jobs, or else repairs")
    case .noBookingColumn:
      return words(
        "没有预约时间一列：所有工单按已预约处理，到店时间取开单时间（取整到时段）",
        "no column of appointments: every order counts as booked, at its opening rounded down to the slot grid"
      )
    case .bookedTheEveningBefore:
      return words(
        "没有预约登记时间一列：有预约时间的都当作前一晚已知",
        "no column says when bookings were made: every appointment counts as known the evening before")
    case .arrivalsFixed:
      return words(
        "预约的到店时间照记录固定：记录里没有客户还能接受的其他时间",
        "booked arrivals stay as in the record: it does not say which other times the customers would have taken"
      )
    case .cancelledBefore(let count):
      return words(
        "\(count) 个预约在当天开门之前已取消，不计入当天", "bookings called off before their day began, no part of it: \(count)")
    case .minutes(let catalogue, let sheet, let record):
      let leak = words(
        "；后者用到了记录自己的时长，与实际相比时会偏好看",
        "; the last use the record's own durations, so that comparisons with it look better than they are")
      return words(
        "标准工时：目录 \(catalogue) 项，表格 \(sheet) 项，记录中位数 \(record) 项" + (record > 0 ? leak : ""),
        "standard minutes of operations from the catalogue: \(catalogue), from the tables: \(sheet), medians of the record: \(record)"
          + (record > 0 ? leak : ""))
    case .resourcesDerived(let count):
      return words(
        "\(count) 种作业不在目录里：工位类型和工种按记录中最常见的推定，等级取 1",
        "operations that the catalogue does not have, with the usual type of bay and trade of the record and level 1: \(count)"
      )
    case .splittable(let count):
      return words(
        "\(count) 种作业在记录中曾隔夜继续，视为可中断",
        "operations that were paused overnight in the record, and may be: \(count)")
    case .secondsDropped(let count):
      return words("\(count) 个时间带秒，舍去秒", "times with seconds, which were dropped: \(count)")
    case .sideBySide(let count):
      return words(
        "\(count) 张工单的作业同时进行：时间照记录，顺序按开始时间",
        "orders with operations side by side, which keep their times and stand in the order of their starts: \(count)"
      )
    case .overnight(let count):
      return words(
        "\(count) 张工单的作业跨日：之后各天作为在店车辆列出",
        "orders whose work went on on later days, where their vehicles stand as arrived: \(count)")
    case .notInTheRecord:
      return words(
        "工单里没有被拒绝的客户，也分不出增项：打卡的作业都算客户要求的",
        "no record of orders has those who were refused, or tells work that was found on the way: all work of the time clock counts as asked for"
      )
    }
  }
}
