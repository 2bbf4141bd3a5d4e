import BaylineModel

/// Leave of single people, and times at which single bays are out of use.
///
/// A site file has no leave: someone who is away on some dates has a shift of their own. Such shifts are named after the
/// shift they come from and their only user, so that a workbook shows them as leave and reading it makes them again.
struct LeaveCalendars {
  /// Dates on which somebody works less than the shift says.
  struct Leave {
    var list: SiteWords.AbsentList
    var id: String
    /// The usual shift; `nil` for a bay that is always usable.
    var calendar: String?
    /// The hours by date; empty where away all day.
    var days: [(from: CivilDate, to: CivilDate, hours: [WorkCalendar.DayInterval])]
  }

  private(set) var all: [Leave] = []
  /// The shifts that exist for leave alone.
  private(set) var calendars: Set<String> = []

  /// The name of the shift of somebody with leave.
  static func name(_ calendar: String?, _ list: SiteWords.AbsentList, _ id: String) -> String {
    "\(calendar ?? "")+\(list.rawValue):\(id)"
  }

  /// Finds the leave of a site.
  init(_ site: Site) {
    var users: [String: Int] = [site.hours: 1]
    let resources =
      site.advisors.map { (SiteWords.AbsentList.advisors, $0.id, Optional($0.calendar)) }
      + site.technicians.map { (.technicians, $0.id, $0.calendar) }
      + site.bays.map { (.bays, $0.id, $0.calendar) }
    for case (_, _, let calendar?) in resources { users[calendar, default: 0] += 1 }
    for case (let list, let id, let calendar?) in resources where users[calendar] == 1 {
      let suffix = Self.name(nil, list, id)
      guard calendar.hasSuffix(suffix), let own = site.calendars[calendar] else { continue }
      let base = String(calendar.dropLast(suffix.count))
      guard Self.name(base, list, id).utf8.elementsEqual(calendar.utf8),
        let usual = base.isEmpty ? Self.always(list) : site.calendars[base], base != calendar,
        let days = Self.days(own, differingFrom: usual)
      else { continue }
      all.append(Leave(list: list, id: id, calendar: base.isEmpty ? nil : base, days: days))
      calendars.insert(calendar)
    }
    // The usual shift of somebody with leave is written as a shift.
    all.removeAll { leave in
      guard let base = leave.calendar, calendars.contains(base) else { return false }
      calendars.remove(Self.name(base, leave.list, leave.id))
      return true
    }
  }

  /// The hours of a bay without a shift, which may be out of use all the same.
  private static func always(_ list: SiteWords.AbsentList) -> WorkCalendar? {
    list == .bays ? .always : nil
  }

  /// The shift of somebody with a usual shift and leave.
  static func calendar(_ usual: WorkCalendar, _ days: [CivilDate: [WorkCalendar.DayInterval]]) -> WorkCalendar
  {
    var own = usual
    own.dates.merge(days) { $1 }
    return own
  }

  /// The dates on which a shift differs, joined to spans; `nil` if it does not come from the other by leave.
  private static func days(
    _ own: WorkCalendar, differingFrom usual: WorkCalendar
  ) -> [(from: CivilDate, to: CivilDate, hours: [WorkCalendar.DayInterval])]? {
    guard own.weekly == usual.weekly, own.rotation == usual.rotation,
      usual.dates.keys.allSatisfy({ own.dates[$0] != nil })
    else { return nil }
    let dates = own.dates.filter { usual.dates[$0.key] != $0.value }
    return dates.isEmpty ? nil : spans(dates)
  }

  /// Dates with their hours, consecutive ones with the same hours joined.
  static func spans(
    _ dates: [CivilDate: [WorkCalendar.DayInterval]]
  ) -> [(from: CivilDate, to: CivilDate, hours: [WorkCalendar.DayInterval])] {
    var spans: [(from: CivilDate, to: CivilDate, hours: [WorkCalendar.DayInterval])] = []
    for (date, hours) in dates.sorted(by: { $0.key < $1.key }) {
      if let last = spans.last, last.to.advanced(by: 1) == date, last.hours == hours {
        spans[spans.count - 1].to = date
      } else {
        spans.append((date, date, hours))
      }
    }
    return spans
  }
}
