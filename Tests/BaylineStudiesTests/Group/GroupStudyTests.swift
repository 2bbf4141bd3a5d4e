import BaylineMath
import BaylineModel
import BaylineStudies
import TestSupport
import Testing

/// Questions about several workshops, worked out by hand.
@Suite struct GroupStudyTests {
  private func answer(_ arrivals: [String], preferred: String? = nil) -> Offer.Answer {
    var request = Appointment(id: "NEW", kind: .repair, operations: [])
    request.preferredArrival = preferred.map { time($0) }
    return Offer.Answer(
      request: request,
      offers: arrivals.map {
        Offer(
          reception: Schedule.Reception(arrival: time($0), advisor: "S"), ready: time($0) + 60,
          promise: time($0) + 75, operations: [], extraCost: 0)
      })
  }

  @Test func whoWaitsLessAndDrivesLessComesFirst() {
    let shops = [
      GroupOffers.Shop(id: "near", distance: 2, answer: answer(["11:00", "12:00"])),
      GroupOffers.Shop(id: "far", distance: 8, answer: answer(["09:30"])),
    ]
    // From 08:00: near 180 + 20 and 240 + 20 minutes, far 90 + 80.
    let ranked = GroupOffers.ranked(shops, now: time("08:00"))
    #expect(ranked.map(\.shop) == ["far", "near", "near"])
    #expect(ranked.map(\.score) == [170, 200, 260] && ranked.map(\.number) == [1, 1, 2])
    // Where kilometres count four times as much, the near one is first.
    #expect(GroupOffers.ranked(shops, now: time("08:00"), perKilometre: 40).first?.shop == "near")
  }

  @Test func aPreferredTimeCountsBothWays() {
    let shops = [
      GroupOffers.Shop(id: "A", distance: 1, answer: answer(["09:00"], preferred: "10:00")),
      GroupOffers.Shop(id: "B", distance: 1, answer: answer(["10:30"], preferred: "10:00")),
      GroupOffers.Shop(id: "C", distance: 1, answer: answer(["09:30"], preferred: "10:00")),
    ]
    let ranked = GroupOffers.ranked(shops, now: time("08:00"))
    // Equal scores: the earlier arrival.
    #expect(ranked.map(\.shop) == ["C", "B", "A"] && ranked.map(\.wait) == [30, 30, 60])
  }

  private func today(_ workshop: TinyWorkshop) -> Scenario.Instance {
    Scenario.Instance(site: workshop.site, demands: [workshop.demand], uncertainty: .default)
  }

  @Test func aTransferTakesTheTechnicianWithSkillsAndShifts() throws {
    let workshop = TinyWorkshop()
    let other = TinyWorkshop()
    let move = try #require(GroupTransfer("T2", from: workshop.site, to: today(other)))
    #expect(GroupTransfer("T9", from: workshop.site, to: today(other)) == nil)
    #expect(move.leaving.changes == [.removeTechnicians(.these(["T2"]))])
    let after = try move.joining.apply(
      site: other.site, demands: [other.demand], uncertainty: .default, seed: 1)
    let added = try #require(after.site.technicians.last)
    #expect(after.site.technicians.count == 3 && added.skills == ["mech": 2])
    #expect(after.site.calendars[added.calendar]?.weekly == workshop.site.calendars["week"]?.weekly)
  }

  @Test func aTransferLeavesBehindWhatTheOtherWorkshopHasNoUseFor() throws {
    var site = TinyWorkshop().site
    let other = today(TinyWorkshop())
    site.technicians[1].skills = ["mech": 2, "paint": 3]
    site.technicians[1].certifications = ["highVoltage"]
    let move = try #require(GroupTransfer("T2", from: site, to: other))
    let after = try move.joining.apply(
      site: other.site, demands: other.demands, uncertainty: .default, seed: 1)
    #expect(after.site.technicians.last?.skills == ["mech": 2])
    #expect(after.site.technicians.last?.certifications == [])
    site.technicians[1].skills = ["paint": 3]
    let useless = try #require(GroupTransfer("T2", from: site, to: other))
    #expect(throws: ScenarioDiagnostics.self) {
      try useless.joining.apply(site: other.site, demands: other.demands, uncertainty: .default, seed: 1)
    }
  }

  @Test func marginsOfIndependentWorkshopsAddBySquares() {
    func row(_ planned: MeanInterval) -> WhatIfResult.Comparison {
      WhatIfResult.Comparison(
        name: "", description: nil, resource: nil,
        figures: WhatIfResult.ScenarioFigures(
          plannedCost: 0, plannedTerms: [:], visits: 0, planned: 0, leftOut: [:], figures: [:], money: nil),
        costDifference: MeanInterval(mean: -10, margin: nil), plannedDifference: planned, differences: [:],
        moneyDifference: nil, unchangedDays: 0)
    }
    let change = TransferChange(
      row(MeanInterval(mean: -2, margin: 3)), row(MeanInterval(mean: 5, margin: 4)))
    #expect(change.planned == MeanInterval(mean: 3, margin: 5))
    #expect(change.cost == MeanInterval(mean: -20, margin: nil))
    #expect(change.served == nil && change.money == nil)
  }

  @Test func aWorkshopCountsOnceForATrade() throws {
    func need(_ shop: String, _ trades: [String], _ gain: Double) -> GroupNeeds.Need {
      GroupNeeds.Need(shop: shop, type: "technician", like: "T", trades: trades, gain: gain, margin: 5)
    }
    let needs = [
      need("A", ["mech"], 10), need("A", ["mech", "paint"], 30), need("B", ["mech"], 40),
      need("B", ["paint"], 2),
    ]
    #expect(GroupNeeds.ranked(needs).map(\.gain) == [40, 30, 10, 2])
    #expect(GroupNeeds.ranked(needs).map(\.isClear) == [true, true, true, false])
    let trades = GroupNeeds.trades(needs)
    #expect(trades.map(\.trade) == ["mech", "paint"])
    #expect(trades.map(\.total) == [70, 32] && trades.map(\.best) == ["B", "A"])
    #expect(trades.map(\.shops) == [2, 2] && trades.map(\.mean.mean) == [35, 16])
  }

  @Test func intervalsDrawWorkshopsWithAllTheirDays() throws {
    var days = GroupMean()
    var other = GroupMean()
    // Ten workshops with ten equal days each: the days of one say nothing new.
    for shop in 0..<10 {
      for _ in 0..<10 { days.add(Double(shop), of: "S\(shop)") }
      other.add(Double(9 - shop), of: "S\(9 - shop)")
    }
    let (clustered, single) = (try #require(days.mean()), try #require(other.mean()))
    #expect(days.shops == 10 && days.total == 450 && clustered.count == 100)
    #expect(clustered.mean == 4.5 && clustered.interval == single.interval)
    let interval = try #require(clustered.interval)
    #expect(interval.upperBound - interval.lowerBound > 2.5, "as wide as of ten values, not of a hundred")
    var few = GroupMean()
    for shop in 0..<7 { few.add(1, of: "S\(shop)") }
    #expect(few.mean()?.interval == nil)
  }
}
