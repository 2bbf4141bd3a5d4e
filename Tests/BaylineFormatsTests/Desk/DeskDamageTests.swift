import BaylineFormats
import BaylineModel
import Testing

/// Documents of the manager's desk damaged at random: every one is either read or rejected with a diagnostic, and nothing traps;
/// what is read can be applied or is refused, and can be written again.
@Suite struct DeskDamageTests {
  @Test(arguments: 0..<3)
  func damagedTreesNeverTrap(seed: UInt64) throws {
    var make = RandomDocuments(seed: 900 + seed)
    var random = TestRandom(seed: 900 + seed)
    for _ in 0..<12 {
      let site = make.site()
      let demand = make.demand(for: site)
      let texts = [
        UncertaintyFormat.encode(make.uncertainty(at: site, jobs: demand.appointments).applied(to: .default)),
        ScenariosFormat.encode(make.scenarios(at: site)), TargetsFormat.encode(make.targets(at: site)),
      ]
      for text in texts {
        let tree = try #require(JSONParser.parse(Array(text.utf8)).value)
        for _ in 0..<12 {
          var damaged = tree
          for _ in 0..<Int.random(in: 0...3, using: &random) { damaged.damage(&random) }
          check(Array(JSONWriter.document(damaged).utf8), site, demand)
        }
      }
    }
  }

  private func check(_ bytes: [UInt8], _ site: Site, _ demand: Demand) {
    let names = SiteFormat.IDs(site)
    let uncertainty = UncertaintyFormat.decode(bytes, file: "f", site: names)
    #expect((uncertainty.uncertainty == nil) == !uncertainty.diagnostics.isEmpty)
    if let value = uncertainty.uncertainty {
      let text = UncertaintyFormat.encode(value)
      #expect(UncertaintyFormat.decode(Array(text.utf8), file: "f", site: names).uncertainty == value)
    }
    let scenarios = ScenariosFormat.decode(bytes, file: "f", site: names)
    #expect((scenarios.scenarios == nil) == !scenarios.diagnostics.isEmpty)
    if let value = scenarios.scenarios {
      let text = ScenariosFormat.encode(value)
      #expect(ScenariosFormat.decode(Array(text.utf8), file: "f", site: names).scenarios == value)
      do throws(Diagnostics) {
        let cases = try scenarios.cases(site: site, demands: [demand], uncertainty: .default, seed: 1)
        #expect(cases.count == value.scenarios.count)
        for made in cases { checkSound(made) }
      } catch {
        #expect(!error.elements.isEmpty)
      }
    }
    let targets = TargetsFormat.decode(bytes, file: "f", site: names)
    #expect((targets.targets == nil) == !targets.diagnostics.isEmpty)
    if let value = targets.targets {
      let text = TargetsFormat.encode(value)
      #expect(TargetsFormat.decode(Array(text.utf8), file: "f", site: names).targets == value)
    }
  }

  /// What a scenario makes is what the readers of sites and demands would take.
  private func checkSound(_ made: Scenario.Instance) {
    let site = SiteFormat.decode(Array(SiteFormat.encode(made.site).utf8), file: "site")
    #expect(site.diagnostics == [])
    for demand in made.demands {
      let again = DemandFormat.decode(
        Array(DemandFormat.encode(demand).utf8), file: "demand", site: site.names)
      #expect(again.diagnostics == [])
    }
  }
}
