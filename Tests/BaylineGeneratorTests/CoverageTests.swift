import BaylineGenerator
import BaylineModel
import Testing

/// Every member of the formats occurs in some generated case.
@Suite struct CoverageTests {
  private static let cases = [GeneratorProfile.small, .demo, .large, .scarce, .body, .replan, .history]
    .flatMap { $0.generate(seed: 1) }
  private static let sites = cases.map(\.site)
  private static let visits = cases.flatMap(\.demand.appointments)
  private static let operations = visits.flatMap(\.operations)

  @Test(arguments: VisitKind.known) func everyKindComes(kind: VisitKind) {
    #expect(Self.visits.contains { $0.kind == kind })
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
