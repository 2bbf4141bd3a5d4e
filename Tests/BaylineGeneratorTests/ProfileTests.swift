import BaylineFormats
import BaylineGenerator
import BaylineModel
import Testing

@Suite struct ProfileTests {
  static let quick = GeneratorProfile.allCases.filter { $0 != .huge && $0 != .month }

  private func text(_ profile: GeneratorProfile, seed: UInt64) -> String {
    profile.generate(seed: seed).map { SiteFormat.encode($0.site) + DemandFormat.encode($0.demand) }.joined()
  }

  @Test(arguments: quick) func theSameSeedGivesTheSameBytes(profile: GeneratorProfile) {
    #expect(text(profile, seed: 5) == text(profile, seed: 5))
  }

  @Test(arguments: quick) func anotherSeedGivesAnotherCase(profile: GeneratorProfile) {
    #expect(text(profile, seed: 5) != text(profile, seed: 6))
  }

  @Test(arguments: quick, [1, 97] as [UInt64]) func whatIsMadeIsReadBackTheSame(
    profile: GeneratorProfile, seed: UInt64
  ) throws {
    for made in profile.generate(seed: seed) {
      let site = SiteFormat.decode(Array(SiteFormat.encode(made.site).utf8), file: "site.json")
      #expect(try site.get() == made.site)
      let demand = DemandFormat.decode(
        Array(DemandFormat.encode(made.demand).utf8), file: "demand.json", site: site.names)
      #expect(try demand.get() == made.demand)
    }
  }

  @Test(arguments: quick) func idsAreUnique(profile: GeneratorProfile) {
    for made in profile.generate(seed: 8) {
      func check(_ ids: [String]) { #expect(Set(ids).count == ids.count) }
      check(made.site.advisors.map(\.id))
      check(made.site.bays.map(\.id))
      check(made.site.technicians.map(\.id))
      check(made.demand.parts.map(\.id))
      check(made.demand.appointments.map(\.id))
      for visit in made.demand.appointments { check(visit.operations.map(\.id)) }
    }
  }

  @Test(arguments: [
    (GeneratorProfile.small, 20), (.demo, 60), (.medium, 60), (.large, 160), (.week, 300), (.scarce, 78),
  ])
  func theDaysAreAsFullAsStated(profile: GeneratorProfile, vehicles: Int) {
    for seed in [1, 2, 3, 4, 5] as [UInt64] {
      for made in profile.generate(seed: seed) {
        #expect(made.demand.appointments.count == vehicles)
        let load = DemandLoad.perMille(site: made.site, demand: made.demand)
        #expect(abs(load - profile.targetPercent * 10) <= 30, "\(profile), seed \(seed): \(load)‰")
      }
    }
  }

  @Test func theDealersSiteHasTheStatedSize() throws {
    let site = try #require(GeneratorProfile.demo.generate(seed: 1).first).site
    #expect(site.advisors.count == 4)
    #expect(site.bays.count == 14)
    #expect(site.technicians.count == 16)
  }

  @Test func aThousandVehiclesComeInFourWeeks() throws {
    let made = try #require(GeneratorProfile.month.generate(seed: 1).first)
    #expect(made.demand.appointments.count == 1000)
    #expect(made.demand.horizon.days == 27)
    let site = SiteFormat.decode(Array(SiteFormat.encode(made.site).utf8), file: "site.json")
    let demand = DemandFormat.decode(
      Array(DemandFormat.encode(made.demand).utf8), file: "demand.json", site: site.names)
    #expect(try demand.get() == made.demand)
  }

  @Test func everyJobOfEveryCaseCanBeDoneAtItsSite() {
    for profile in Self.quick {
      for made in profile.generate(seed: 11) {
        for visit in made.demand.appointments {
          for operation in visit.operations {
            #expect(isDoable(operation, at: made.site), "\(profile), \(visit.id): \(operation.name ?? "")")
          }
        }
      }
    }
  }

  private func isDoable(_ operation: ServiceOperation, at site: Site) -> Bool {
    guard case .standard(let work) = operation.work else { return true }
    if let bay = work.bay, !site.bays.contains(where: { $0.types.contains(bay) }) { return false }
    guard let crew = work.crew else { return true }
    return site.technicians.count { crew.admits($0) } >= crew.size
  }
}
