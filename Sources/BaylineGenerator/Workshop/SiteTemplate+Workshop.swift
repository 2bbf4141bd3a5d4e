import BaylineMath
import BaylineModel

extension SiteTemplate {
  /// Generates a site with people from a seed; leave is on the day `first`.
  func workshop(seed: UInt64, first: CivilDate) -> Workshop {
    var random = SplitMix64(seed: seed, stream: "site/\(name)")
    var site = Site(
      name: name, calendars: calendars, hours: "open", booking: booking, loaners: loaners, policy: policy,
      dates: dates, equipment: equipment, drivers: drivers)
    var trades: [String] = []
    makeTechnicians(in: &site, trades: &trades, &random)
    makeRotation(in: &site)
    makeAdvisors(in: &site, &random)
    makeBays(in: &site)
    makeLeave(in: &site, on: first, &random)
    return Workshop(site: site, trades: trades)
  }

  private func makeTechnicians(in site: inout Site, trades: inout [String], _ random: inout SplitMix64) {
    let total = crews.reduce(0) { $0 + $1.count }
    let width = total > 99 ? 3 : 2
    let names = SamplePeople.staff(total, &random)
    for crew in crews {
      for place in 0..<crew.count {
        // The first of a trade is a master with all certifications, so that every job can be done.
        let level = place == 0 ? 3 : [2, 1, 2, 3, 2, 1][(place - 1) % 6]
        var skills = [crew.trade: level]
        if let second = crew.second, place % 3 == 1 { skills[second] = 1 }
        skills.merge(crew.further) { own, _ in own }
        site.technicians.append(
          Technician(
            id: "T" + padded(trades.count + 1, to: width), name: names[trades.count],
            team: crew.count > 7 ? crew.team + (place % 2 == 0 ? "一组" : "二组") : crew.team + "组",
            skills: skills,
            certifications: certifications(crew.trade, place, level, &random),
            efficiency: random.pick(
              [[80, 85, 90, 95], [95, 100, 100, 105, 110], [105, 110, 115, 120]][level - 1]),
            calendar: crew.shifts[place % crew.shifts.count]))
        trades.append(crew.trade)
      }
    }
  }

  /// Gives the rotating team its calendar: a week by day with Saturday, then an early week without.
  private func makeRotation(in site: inout Site) {
    guard let rotatingTeam else { return }
    site.calendars[ShiftCalendars.rotationName] = ShiftCalendars.rotation
    for index in site.technicians.indices where site.technicians[index].team == rotatingTeam {
      site.technicians[index].calendar = ShiftCalendars.rotationName
    }
  }

  private func certifications(_ trade: String, _ place: Int, _ level: Int, _ random: inout SplitMix64) -> Set<
    String
  > {
    var held: Set<String> = []
    if trade == "electrical" {
      if place < 2 || random.chance(60) { held.insert("hv") }
      if place == 0 || random.chance(50) { held.insert("refrigerant") }
      if place == 0 || (level > 1 && random.chance(50)) { held.insert("airbag") }
    } else if trade == "mechanical", place == 0 || random.chance(20) {
      held.insert("hv")
    }
    return held
  }

  private func makeAdvisors(in site: inout Site, _ random: inout SplitMix64) {
    let names = SamplePeople.staff(advisors + accidentAdvisors, &random)
    let width = names.count > 9 ? 2 : 1
    let late = calendars["advisorLate"] == nil ? "open" : "advisorLate"
    let early = calendars["advisorEarly"] == nil ? "open" : "advisorEarly"
    for place in 0..<advisors {
      var advisor = Advisor(
        id: "SA" + padded(place + 1, to: width), name: names[place], calendar: place % 2 == 0 ? early : late)
      // The fourth is a beginner with fewer bookings. With advisors for accidents, the others do not receive these.
      if place == 3 {
        advisor.bookingsPerHour = 2
        advisor.bookingsPerDay = 10
      }
      if accidentAdvisors > 0 {
        advisor.kinds = policy.kinds.keys.filter { $0 != .accident }
          .sorted { (rank($0), $0.rawValue) < (rank($1), $1.rawValue) }
      }
      site.advisors.append(advisor)
    }
    for place in advisors..<names.count {
      site.advisors.append(
        Advisor(
          id: "SA" + padded(place + 1, to: width), name: names[place],
          calendar: (place - advisors) % 2 == 0 ? early : late, kinds: [.accident, .comeback]))
    }
  }

  private func rank(_ kind: VisitKind) -> Int {
    VisitKind.known.firstIndex(of: kind) ?? VisitKind.known.count
  }

  private func makeBays(in site: inout Site) {
    let total = bays.reduce(0) { $0 + $1.count }
    let width = total > 99 ? 3 : 2
    for group in bays {
      for place in 0..<group.count {
        site.bays.append(
          Bay(
            id: "B" + padded(site.bays.count + 1, to: width),
            name: group.label + (group.count > 1 ? " \(place + 1)" : ""), types: group.types,
            calendar: group.calendar))
      }
    }
  }

  /// Gives some technicians their own calendars with a day or an afternoon off.
  private func makeLeave(in site: inout Site, on first: CivilDate, _ random: inout SplitMix64) {
    // Masters have no leave, so that every job can still be done.
    let able = site.technicians.indices.filter { index in
      site.technicians[index].skills.values.max() ?? 0 < 3
        && site.calendars[site.technicians[index].calendar] != nil
    }
    for index in random.shuffled(able).prefix(leave).sorted() {
      let technician = site.technicians[index]
      guard var calendar = site.calendars[technician.calendar] else { continue }
      let day = calendar.intervals(on: first)
      calendar.dates[first] = random.chance(60) ? Array(day.prefix(1)) : []
      let name = "\(technician.calendar)-\(technician.id)"
      site.calendars[name] = calendar
      site.technicians[index].calendar = name
    }
  }
}

/// Pads a number with leading zeros.
func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
