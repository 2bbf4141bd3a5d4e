import BaylineGenerator
import BaylineModel
import Testing

/// Every member of the formats occurs in some generated case.
@Suite struct CoverageTests {
  private static let cases = [
    GeneratorProfile.small, .demo, .large, .scarce, .body, .replan, .features, .history,
  ]
  .flatMap { $0.generate(seed: 1) }
  private static let sites = cases.map(\.site)
  private static let visits = cases.flatMap(\.demand.appointments)
  private static let operations = visits.flatMap(\.operations)

  @Test(arguments: VisitKind.known) func everyKindComes(kind: VisitKind) {
    #expect(Self.visits.contains { $0.kind == kind })
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func theFeaturesProfileUsesWhatWorkshopsHave(seed: UInt64) throws {
    let made = try #require(GeneratorProfile.features.generate(seed: seed).first)
    let (site, demand) = (made.site, made.demand)
    let operations = demand.appointments.flatMap(\.operations)
    for equipment in site.equipment {
      #expect(operations.contains { $0.equipment.contains(equipment.id) }, "\(equipment.id)")
    }
    #expect(operations.count { $0.bayAfter == .keep } >= 2)
    #expect(operations.contains { $0.bayAfter == .leave })
    #expect(operations.count { $0.lag.min > 0 } >= 3)
    #expect(operations.contains { $0.lag.max != nil })
    #expect(operations.contains { !$0.parts.isEmpty })
    #expect(demand.appointments.count { $0.collect != nil } >= 2)
    #expect(demand.appointments.count { $0.deliver != nil } >= 2)
    #expect(demand.appointments.count { $0.priority > 100 } >= 2)
    #expect(site.drivers > 0 && site.booking.loanerTurnaroundMinutes > 0)
    #expect(site.booking.limits.contains { $0.weekdays != nil && $0.kinds != nil })
    #expect(Set(site.booking.limits.map(\.waiting)) == [nil, true, false])
    #expect(site.booking.teamReservePercent.count > 1)
    #expect(site.calendars.values.contains { $0.rotation != nil })
    #expect(site.dates[demand.horizon.from] == .hours(of: .monday))
    #expect(site.dates[demand.horizon.from.advanced(by: 1)] == .closed)
    #expect(site.openingHours.isOpen(on: demand.horizon.from))
  }

  @Test func keptVehiclesHaveABayForTheNextOperation() {
    for made in Self.cases {
      for visit in made.demand.appointments {
        #expect(visit.operations.first?.lag == ServiceOperation.Lag(), "\(made.name), \(visit.id)")
        for (operation, next) in zip(visit.operations, visit.operations.dropFirst())
        where operation.bayAfter == .keep {
          guard case .standard(let work) = operation.work, case .standard(let after) = next.work,
            let type = work.bay, let nextType = after.bay
          else {
            Issue.record("\(made.name), \(visit.id): no bay to stay in")
            continue
          }
          #expect(made.site.bays.contains { $0.types.contains(type) && $0.types.contains(nextType) })
        }
        #expect(visit.operations.last?.bayAfter != .keep)
      }
    }
  }

  @Test func eachVisitAloneHasItsParts() {
    for made in Self.cases {
      guard let profile = GeneratorProfile(rawValue: made.name), profile != .scarce else { continue }
      let onHand = Dictionary(
        made.demand.parts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for visit in made.demand.appointments where !visit.picked {
        var own: [String: Int] = [:]
        for need in visit.parts { own[need.part, default: 0] += need.quantity }
        for (part, quantity) in own { #expect(onHand[part]?.onHand ?? 0 >= quantity, "\(visit.id) \(part)") }
      }
    }
  }

  @Test func historiesKnowNeitherLagsNorTrips() {
    for made in GeneratorProfile.history.generate(seed: 1) {
      #expect(made.demand.appointments.allSatisfy { $0.collect == nil && $0.deliver == nil })
      let operations = made.demand.appointments.flatMap(\.operations)
      #expect(
        operations.allSatisfy { $0.lag == ServiceOperation.Lag() && $0.bayAfter == nil && $0.parts == [] })
    }
  }

  @Test func sitesUseEveryMember() {
    let sites = Self.sites
    #expect(sites.contains { site in site.calendars.values.contains { !$0.dates.isEmpty } })
    #expect(sites.contains { $0.booking.siteBookingsPerHour != nil })
    #expect(sites.contains { $0.booking.reservePercent != 15 })
    #expect(sites.contains { $0.advisors.contains { $0.bookingsPerHour != nil && $0.bookingsPerDay != nil } })
    #expect(sites.contains { $0.advisors.contains { $0.kinds != nil } })
    #expect(sites.contains { $0.bays.contains { $0.calendar != nil } })
    #expect(sites.contains { $0.technicians.contains { $0.skills.count > 1 && $0.team != nil } })
    #expect(sites.contains { $0.technicians.contains { !$0.certifications.isEmpty && $0.efficiency != 100 } })
    #expect(sites.contains { $0.policy.kinds.count > VisitKind.known.count })
    #expect(sites.contains { $0.loaners > 0 })
  }

  @Test func aNightShiftCrossesMidnight() {
    #expect(
      Self.sites.contains { site in
        site.technicians.contains { technician in
          let weekly = site.calendars[technician.calendar]?.weekly ?? [:]
          return weekly[.monday]?.last?.end == 1440 && weekly[.tuesday]?.first?.start == 0
        }
      })
  }

  @Test func operationsUseEveryMember() {
    let standard = Self.operations.compactMap { operation in
      if case .standard(let work) = operation.work { work } else { nil }
    }
    #expect(standard.count < Self.operations.count, "alternatives")
    #expect(standard.contains { $0.bay == nil && $0.crew != nil }, "a road test")
    #expect(standard.contains { $0.bay != nil && $0.crew == nil }, "an automatic wash")
    #expect(standard.contains { ($0.crew?.size ?? 0) > 1 })
    #expect(standard.contains { !($0.crew?.certifications.isEmpty ?? true) })
    #expect(Set(standard.compactMap { $0.crew?.level }) == [1, 2, 3])
    #expect(Self.operations.contains { $0.splittable })
    #expect(Self.operations.contains { $0.locked?.end != nil })
    #expect(Self.operations.contains { $0.locked != nil && $0.locked?.end == nil })
    #expect(Self.operations.contains { $0.previous != nil })
  }

  @Test func visitsUseEveryMember() {
    let visits = Self.visits
    #expect(visits.contains { !$0.parts.isEmpty && !$0.picked })
    #expect(visits.contains { $0.picked })
    #expect(visits.contains { $0.availability != nil })
    #expect(visits.contains { $0.availability == nil && $0.arrived == nil })
    #expect(visits.contains { $0.preferredArrival != nil })
    #expect(visits.contains { $0.readyBy != nil })
    #expect(visits.contains { $0.waiting })
    #expect(visits.contains { $0.loaner })
    #expect(visits.contains { $0.preferredAdvisor != nil })
    #expect(visits.contains { $0.preferredTechnician != nil })
    #expect(visits.contains { $0.originalTechnician != nil })
    #expect(visits.contains { $0.booked?.advisor != nil })
    #expect(visits.contains { $0.booked != nil && $0.booked?.advisor == nil })
    #expect(visits.contains { $0.arrived != nil && $0.receivedBy != nil })
    #expect(visits.contains { $0.walkIn })
    #expect(visits.contains { $0.dropCost != nil })
    #expect(visits.contains { $0.card.called != nil && $0.card.note != nil })
    #expect(visits.contains { $0.card.estimate != nil && $0.card.mileage != nil && $0.card.request != nil })
  }

  @Test func demandsUseEveryMember() {
    let demands = Self.cases.map(\.demand)
    #expect(demands.contains { $0.now > $0.horizon.start })
    #expect(demands.contains { $0.horizon.days > 1 && $0.horizon.carryOverDays != 2 })
    #expect(demands.contains { $0.parts.contains { $0.inbound.count > 1 } })
    #expect(
      demands.allSatisfy { $0.parts.allSatisfy { $0.name != nil && $0.shelf != nil && $0.price != nil } })
  }

  @Test func phonesAndPlatesAreNobodys() {
    for visit in Self.visits {
      #expect(visit.card.phone?.hasPrefix("100") ?? false)
      #expect(visit.card.plate?.dropFirst().first == "I")
    }
  }
}
