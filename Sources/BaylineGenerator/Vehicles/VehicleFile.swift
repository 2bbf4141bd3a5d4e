import BaylineMath
package import BaylineModel

/// Generates customers' vehicles and expected visits for outreach, at the dealer of the profile `demo`.
///
/// Sales are seasonal, and a service campaign a year ago drew many customers at once, so that services fall due in waves.
package struct VehicleFile {
  /// The date of the file, a Monday.
  package static let today = CivilDate(ordinal: 740_055)  // 2027-03-15
  /// The number of weeks of expected visits.
  package static let weeks = 6

  private let seed: UInt64

  /// Creates the file of a seed.
  package init(seed: UInt64) {
    self.seed = seed
  }

  /// The workshop: that of the profile `demo`.
  package var site: Site { DayCaseGenerator(profile: .demo, seed: seed).generate().site }

  private static let count = 320

  /// The headings and rows of the vehicles.
  package var vehicles: [[String]] {
    let headings = [
      "车牌号", "客户", "称呼", "电话", "车型", "首选联系方式", "服务顾问", "交车日期", "保修到期", "上次到店", "里程", "日均里程",
      "保养间隔公里", "保养间隔月", "下次保养日期", "项目", "勿扰", "上次致电", "未接通次数", "备注",
    ]
    var random = SplitMix64(seed: seed, stream: "vehicles")
    var plates: Set<String> = []
    var rows: [[String]] = [headings]
    while rows.count <= Self.count {
      let row = self.row(&random)
      if plates.insert(row[0]).inserted { rows.append(row) }
    }
    return rows
  }

  private func row(_ random: inout SplitMix64) -> [String] {
    let powertrain: Powertrain = random.chance(18) ? .electric : .fuel
    let person = SamplePeople.person(&random)
    let age = soldDaysAgo(&random)
    let sold = Self.today.advanced(by: -age)
    let daily = random.within(14...38) + (random.chance(20) ? random.within(10...60) : 0)
    let visit = lastVisit(age, &random)
    let isKnown = random.chance(25)
    var cells = [
      SampleVehicles.plate(powertrain, &random), person.name, person.title, SamplePeople.phone(&random),
      SampleVehicles.model(powertrain, &random),
      random.chance(55) ? "" : random.pick(["电话", "微信", "微信", "短信"]),
      random.chance(78) ? random.pick(["SA1", "SA2", "SA3", "SA4"]) : "", text(sold),
      text(sold.advanced(by: 1_095)), visit.map { text(Self.today.advanced(by: -$0)) } ?? "",
      visit.map { String((age - $0) * daily) } ?? "", isKnown || visit == nil ? String(daily) : "",
    ]
    let interval = powertrain == .electric ? "20000" : random.chance(30) ? "7500" : ""
    let months = interval == "7500" ? "6" : ""
    cells += [interval, months]
    cells.append(
      visit.flatMap { days in
        random.chance(20) ? text(Self.today.advanced(by: random.within(330...380) - days)) : nil
      } ?? "")
    cells.append(
      powertrain == .electric && visit != nil ? "电车保养" : visit != nil && random.chance(20) ? "大保养" : "")
    cells.append(random.chance(3) ? "是" : "")
    let failed = random.chance(8) ? random.within(1...2) : 0
    cells.append(failed > 0 ? text(Self.today.advanced(by: -random.within(1...6))) : "")
    cells.append(failed > 0 ? String(failed) : "")
    cells.append(random.chance(4) ? random.pick(["周末方便", "请上午联系", "常年在外地"]) : "")
    // A rare mistake, as real files have them: a last visit in the future.
    if visit != nil, random.chance(1) { cells[9] = text(Self.today.advanced(by: random.within(20...200))) }
    return cells
  }

  /// Draws the days since the sale: 12% are new, the others up to six years old, with more from months of sales campaigns.
  private func soldDaysAgo(_ random: inout SplitMix64) -> Int {
    if random.chance(12) { return random.within(3...150) }
    while true {
      let days = random.within(151...2_190)
      let month = Self.today.advanced(by: -days).components.month
      let weight = [1: 60, 6: 80, 9: 80, 11: 90, 12: 100][month] ?? 45
      if random.chance(weight) { return days }
    }
  }

  /// Draws the days since the last visit; `nil` without any.
  private func lastVisit(_ age: Int, _ random: inout SplitMix64) -> Int? {
    if age < 150 || random.chance(4) { return nil }
    // The service campaign of the previous spring.
    if age > 380, random.chance(24) { return random.within(334...352) }
    return min(age - 20, random.chance(80) ? random.within(8...370) : random.within(370...700))
  }

  private func text(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    return "\(year)/\(month)/\(day)"
  }

  // MARK: - Expected visits

  /// The headings and rows of the visits expected on open days without any call.
  package var expected: [[String]] {
    var random = SplitMix64(seed: seed, stream: "expected")
    var rows: [[String]] = [["日期", "业务类型", "台数"]]
    for offset in 0..<(7 * Self.weeks) {
      let day = Self.today.advanced(by: offset)
      guard let visits = Self.visits[day.weekday] else { continue }
      // Each day varies by up to 10% around its weekday's mean.
      let level = visits * random.within(90...110)
      for (kind, permille) in Self.kinds {
        let hundredths = level * permille / 1_000
        rows.append([text(day), kind, "\(hundredths / 100).\(padded(hundredths % 100, to: 2))"])
      }
    }
    return rows
  }

  /// The mean number of visits by weekday.
  private static let visits: [Weekday: Int] = [
    .monday: 42, .tuesday: 35, .wednesday: 33, .thursday: 32, .friday: 38, .saturday: 40,
  ]
  /// The shares of kinds in thousandths, as in the profile `demo`.
  private static let kinds: [(String, Int)] = [
    ("返修", 20), ("召回", 40), ("事故", 50), ("维修", 280), ("保修", 85), ("首保", 75), ("定保", 400), ("检查", 50),
  ]
}
