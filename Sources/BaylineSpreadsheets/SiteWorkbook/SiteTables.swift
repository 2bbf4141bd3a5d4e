import BaylineFormats
import BaylineModel
import BaylineWording

/// Converts a site to the sheets of a workbook.
struct SiteTables {
  private let site: Site
  private let words: Glossary
  private let leave: LeaveCalendars
  private let trades: [String]
  private(set) var sheets: [WorkbookSheet] = []
  /// The places in the site file of each sheet's rows.
  private(set) var places: [[String]] = []

  init(_ site: Site, language: Language) {
    self.site = site
    words = Glossary(language)
    leave = LeaveCalendars(site)
    trades = Set(site.technicians.flatMap { Array($0.skills.keys) }).sortedByCodePoint()
    for table in SiteTable.allCases {
      let rows = rows(table)
      sheets.append(
        WorkbookSheet(
          name: table.title(language), columns: columns(table), rows: rows.map(\.values),
          choices: choices(table)))
      places.append(rows.map(\.place))
    }
  }

  private typealias Row = (place: String, values: [SheetValue])

  private func columns(_ table: SiteTable) -> [WorkbookSheet.Column] {
    let own = table.columns.map { column in
      WorkbookSheet.Column(
        heading: column.heading(words.language), style: column.content.style,
        note: table.note(column.key, words.language), minWidth: column.content.minWidth)
    }
    guard table == .technicians else { return own }
    return own
      + trades.map { trade in
        WorkbookSheet.Column(
          heading: SiteTable.skillHeading(trade, words.language), style: .text,
          note: SiteTable.skillNote(words.language))
      }
  }

  private func rows(_ table: SiteTable) -> [Row] {
    switch table {
    case .settings: settings
    case .calendars: calendars
    case .holidays: holidays
    case .specialDays: specialDays
    case .leave: leaveRows
    case .advisors: site.advisors.enumerated().map { ("$.advisors[\($0)]", row($1)) }
    case .technicians: site.technicians.enumerated().map { ("$.technicians[\($0)]", row($1)) }
    case .bays: site.bays.enumerated().map { ("$.bays[\($0)]", row($1)) }
    case .equipment:
      site.equipment.enumerated().map {
        ("$.equipment[\($0)]", [Self.id($1.id), Self.text($1.name), .number($1.count)])
      }
    case .limits: site.booking.limits.enumerated().map { ("$.booking.limits[\($0)]", row($1)) }
    case .kinds: kinds
    case .teams:
      site.booking.teamReservePercent.keys.sortedByCodePoint().map { team in
        ("$.booking.teamReservePercent", [Self.id(team), Self.number(site.booking.teamReservePercent[team])])
      }
    }
  }

  // MARK: - Settings

  private var settings: [Row] {
    SiteSetting.all.map { setting in
      (
        "$",
        [
          .text(setting.label(words.language)), value(setting),
          .text(words(setting.explanation.chinese, setting.explanation.english)),
        ]
      )
    }
  }

  private func value(_ setting: SiteSetting) -> SheetValue {
    switch setting.place {
    case .booking:
      guard setting.key != "siteBookingsPerHour" else { return Self.number(site.booking.siteBookingsPerHour) }
      return Self.number(BookingRules.number(setting.key).map { site.booking[keyPath: $0] })
    case .policy: return Self.number(CostPolicy.weight(setting.key).map { site.policy[keyPath: $0] })
    case .site:
      switch setting.key {
      case "name": return Self.text(site.name)
      case "timeZone": return Self.text(site.timeZone)
      case "locale": return .text(SiteWords.name(site.locale, words))
      case "hours": return Self.id(site.hours)
      case "loaners": return .number(site.loaners)
      default: return .number(site.drivers)
      }
    }
  }

  // MARK: - Times

  private var calendars: [Row] {
    site.calendars.keys.sortedByCodePoint().filter { !leave.calendars.contains($0) }.flatMap {
      name -> [Row] in
      guard let calendar = site.calendars[name] else { return [] }
      let place = "$.calendars"
      func row(_ week: [Weekday: [WorkCalendar.DayInterval]], _ first: [SheetValue]) -> Row {
        (place, first + Weekday.allCases.map { day in week[day].map { SiteWords.text($0, words) } ?? .empty })
      }
      guard let rotation = calendar.rotation else {
        return [row(calendar.weekly, [Self.id(name), .empty, .empty])]
      }
      return rotation.weeks.enumerated().map { index, week in
        row(week, [Self.id(name), .number(index + 1), index == 0 ? .date(rotation.from) : .empty])
      }
    }
  }

  private var holidays: [Row] {
    site.dates.keys.sorted().map { date in
      let meaning =
        switch site.dates[date] {
        case .hours(let weekday)?: words.weekday(weekday)
        case .closed?, nil: words(SiteWords.closed.chinese, SiteWords.closed.english)
        }
      return ("$.dates", [.date(date), .text(meaning)])
    }
  }

  private var specialDays: [Row] {
    site.calendars.keys.sortedByCodePoint().filter { !leave.calendars.contains($0) }.flatMap { name in
      LeaveCalendars.spans(site.calendars[name]?.dates ?? [:]).map { span in
        (
          "$.calendars",
          [
            Self.id(name), .date(span.from), span.to == span.from ? .empty : .date(span.to),
            SiteWords.text(span.hours, words),
          ]
        )
      }
    }
  }

  private var leaveRows: [Row] {
    leave.all.flatMap { leave in
      leave.days.map { span in
        (
          "$.calendars",
          [
            .text(leave.list.name(words.language)), Self.id(leave.id), .date(span.from),
            span.to == span.from ? .empty : .date(span.to),
            span.hours.isEmpty ? .empty : SiteWords.text(span.hours, words),
          ]
        )
      }
    }
  }

  // MARK: - People and bays

  /// The usual shift of somebody, leave aside.
  private func shift(_ calendar: String?, _ list: SiteWords.AbsentList, _ id: String) -> SheetValue {
    guard let calendar, leave.calendars.contains(calendar) else { return Self.id(calendar) }
    return Self.id(leave.all.first { $0.list == list && $0.id == id }?.calendar)
  }

  private func row(_ advisor: Advisor) -> [SheetValue] {
    [
      Self.id(advisor.id), Self.text(advisor.name), shift(advisor.calendar, .advisors, advisor.id),
      Self.number(advisor.bookingsPerHour), Self.number(advisor.bookingsPerDay), list(advisor.kinds),
    ]
  }

  private func row(_ technician: Technician) -> [SheetValue] {
    let certifications = technician.certifications.sortedByCodePoint()
    return [
      Self.id(technician.id), Self.text(technician.name), Self.id(technician.team),
      shift(technician.calendar, .technicians, technician.id), .number(technician.efficiency),
      certifications.isEmpty ? .empty : .id(CellList.text(certifications)),
    ]
      + trades.map { trade in
        guard let level = technician.skills[trade] else { return .empty }
        let names = SiteWords.levels(words.language)
        return names.indices.contains(level - 1) ? .text(names[level - 1]) : .number(level)
      }
  }

  private func row(_ bay: Bay) -> [SheetValue] {
    [
      Self.id(bay.id), Self.text(bay.name), .id(CellList.text(bay.types)),
      shift(bay.calendar, .bays, bay.id),
    ]
  }

  private func row(_ limit: BookingRules.ArrivalLimit) -> [SheetValue] {
    let isOpen = (limit.hours.start == 0, limit.hours.end == CivilTime.minutesPerDay)
    return [
      Self.id(limit.id), Self.text(limit.name), .number(limit.most), list(limit.kinds),
      limit.waiting.map { .text($0 ? words("是", "yes") : words("否", "no")) } ?? .empty,
      limit.weekdays.map { .id(CellList.text($0.map(words.weekday))) } ?? .empty,
      isOpen.0 ? .empty : .id(SiteWords.clock(limit.hours.start)),
      isOpen.1 ? .empty : .id(SiteWords.clock(limit.hours.end)),
    ]
  }

  private var kinds: [Row] {
    (VisitKind.known + site.policy.ownKinds).compactMap { kind in
      guard let cost = site.policy.kinds[kind] else { return nil }
      let meaning = VisitKind.known.contains(kind) ? words.kind(kind) : ""
      return (
        "$.policy.kinds",
        [Self.id(kind.rawValue), .text(meaning), .number(cost.drop), .number(cost.delay)]
      )
    }
  }

  /// Kinds by name, or by id where a kind of the site has that name.
  private func list(_ kinds: [VisitKind]?) -> SheetValue {
    guard let kinds else { return .empty }
    let names = kinds.map { kind in
      let name = words.kind(kind)
      let isClear =
        VisitKind.known.contains(kind) && site.policy.kinds[VisitKind(rawValue: name)] == nil
      return isClear ? name : kind.rawValue
    }
    return .id(CellList.text(names))
  }

  // MARK: - Drop-down lists

  private func choices(_ table: SiteTable) -> [WorkbookSheet.Choices] {
    func column(_ key: String) -> Int { table.columns.firstIndex { $0.key == key } ?? 0 }
    func choice(
      _ key: String, _ source: WorkbookSheet.Choices.Source, isStrict: Bool = true
    ) -> WorkbookSheet.Choices {
      WorkbookSheet.Choices(
        source: source, cells: WorkbookSheet.cells(column(key)), isStrict: isStrict)
    }
    let shifts = WorkbookSheet.Choices.Source.range(
      WorkbookSheet.range(0, of: SiteTable.calendars.title(words.language)))
    let weekdays = Weekday.allCases.map(words.weekday)
    let closed = words(SiteWords.closed.chinese, SiteWords.closed.english)
    switch table {
    case .settings: return settingChoices(shifts)
    case .holidays: return [choice("meaning", .values([closed] + weekdays))]
    case .specialDays: return [choice("calendar", shifts)]
    case .leave:
      let lists = SiteWords.AbsentList.allCases.map { $0.name(words.language) }
      return [choice("list", .values(lists))]
    case .advisors: return [choice("calendar", shifts), choice("kinds", .values(kindNames), isStrict: false)]
    case .technicians:
      let levels = SiteWords.levels(words.language)
      let first = table.columns.count
      return [choice("calendar", shifts)]
        + trades.indices.map {
          WorkbookSheet.Choices(source: .values(levels), cells: WorkbookSheet.cells(first + $0))
        }
    case .bays: return [choice("calendar", shifts)]
    case .limits:
      return [
        choice("kinds", .values(kindNames), isStrict: false),
        choice("waiting", .values([words("是", "yes"), words("否", "no")])),
        choice("weekdays", .values(weekdays), isStrict: false),
      ]
    case .calendars, .equipment, .kinds, .teams: return []
    }
  }

  private var kindNames: [String] {
    VisitKind.known.map(words.kind) + site.policy.ownKinds.map(\.rawValue)
  }

  private func settingChoices(_ shifts: WorkbookSheet.Choices.Source) -> [WorkbookSheet.Choices] {
    SiteSetting.all.enumerated().compactMap { index, setting in
      let cell = "B\(index + 2)"
      switch setting.value {
      case .calendar: return WorkbookSheet.Choices(source: shifts, cells: cell)
      case .language:
        let names = Language.allCases.map { SiteWords.name($0, words) }
        return WorkbookSheet.Choices(source: .values(names), cells: cell)
      case .text, .integer: return nil
      }
    }
  }

  // MARK: - Values

  private static func text(_ text: String?) -> SheetValue {
    text.map { .text(CellText.escaped($0)) } ?? .empty
  }
  private static func id(_ id: String?) -> SheetValue { id.map { .id(CellText.escapedId($0)) } ?? .empty }
  private static func number(_ number: Int?) -> SheetValue { number.map { .number($0) } ?? .empty }
}
