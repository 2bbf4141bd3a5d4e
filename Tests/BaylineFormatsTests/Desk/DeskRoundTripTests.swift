import BaylineFormats
import BaylineModel
import Testing

@Suite struct DeskRoundTripTests {
  @Test(arguments: 0..<10)
  func randomUncertaintiesScenariosAndTargetsAreReadAsTheyWereWritten(seed: UInt64) throws {
    var make = RandomDocuments(seed: 500 + seed)
    for _ in 0..<30 {
      let site = make.site()
      let jobs = make.demand(for: site).appointments
      let names = SiteFormat.IDs(site)

      let uncertainty = make.uncertainty(at: site, jobs: jobs).applied(to: .default)
      let text = UncertaintyFormat.encode(uncertainty)
      let reading = UncertaintyFormat.decode(Array(text.utf8), file: "u", site: names)
      #expect(reading.diagnostics == [])
      #expect(reading.uncertainty == uncertainty)

      let scenarios = make.scenarios(at: site)
      let scenarioText = ScenariosFormat.encode(scenarios)
      let again = ScenariosFormat.decode(Array(scenarioText.utf8), file: "s", site: names)
      #expect(again.diagnostics == [])
      #expect(again.scenarios == scenarios)

      let targets = make.targets(at: site)
      let targetText = TargetsFormat.encode(targets)
      let back = TargetsFormat.decode(Array(targetText.utf8), file: "t", site: names)
      #expect(back.diagnostics == [])
      #expect(back.targets == targets)
    }
  }

  @Test func decimalsAreWrittenByTheFewestDigits() {
    let numbers: [Double] = [0.1, 12.5, 100, 0, 1e-7, 123_456_789.125, 1e15, 1e16, 1.0 / 3]
    let text = numbers.map { JSONWriter.line(JSONValue($0)) }
    #expect(
      text == [
        "0.1", "12.5", "100", "0", "1e-07", "123456789.125", "1000000000000000", "1e+16",
        "0.3333333333333333",
      ])
    for (text, number) in zip(text, numbers) {
      let log = DiagnosticLog(file: "f")
      #expect(log.root(of: Array(text.utf8))?.decimal(IntegerRange(0...Int.max)) == number)
      #expect(log.diagnostics.isEmpty)
    }
  }

  @Test func decimalsHaveARange() {
    func diagnostics(_ text: String) -> [Diagnostic.Problem] {
      let log = DiagnosticLog(file: "f")
      _ = log.root(of: Array(text.utf8))?.decimal(IntegerRange(0...100))
      return log.diagnostics.map(\.problem)
    }
    #expect(diagnostics("100") == [] && diagnostics("99.99") == [] && diagnostics("-0.0") == [])
    #expect(diagnostics("-0.001") == [.tooSmall("-0.001", min: 0)])
    #expect(diagnostics("100.001") == [.aboveMaximum("100.001", max: 100)])
    #expect(diagnostics("1e999") == [.aboveMaximum("1e999", max: 100)])
    #expect(diagnostics("\"12\"") == [.notADecimal(.string)])
    #expect(diagnostics("null") == [.notADecimal(.null)])
  }

  @Test func anEmptyUncertaintyFileIsTheUsualOne() {
    let reading = UncertaintyFormat.decode(
      Array(#"{"format": "bayline.uncertainty/1"}"#.utf8), file: "u", site: nil)
    #expect(reading.uncertainty == .default)
  }

  @Test func aPartOfAMemberLeavesItsOtherParts() {
    let text =
      #"{"format": "bayline.uncertainty/1", "walkIns": {"perDay": 6.5}, "punctuality": {"latePercent": 40}}"#
    let uncertainty = UncertaintyFormat.decode(Array(text.utf8), file: "u", site: nil).uncertainty
    #expect(uncertainty?.walkIns.perDay == 6.5)
    #expect(uncertainty?.walkIns.hours == Uncertainty.default.walkIns.hours)
    #expect(uncertainty?.punctuality.latePercent == 40)
    #expect(uncertainty?.punctuality.early == Uncertainty.default.punctuality.early)
  }

  @Test func theLimitsOfTheModelAreThoseOfTheFiles() {
    // What a scenario may grow to is checked in the model, which does not know the limits of files.
    var site = Site(name: "s", calendars: ["d": WorkCalendar()], hours: "d")
    site.technicians = [Technician(id: "T", skills: [:], calendar: "d")]
    func conflicts(_ more: Int, days: Int) -> [ScenarioDiagnostic.Problem] {
      let demand = Demand(
        horizon: Demand.Horizon(from: CivilDate(ordinal: 700_000), days: days), appointments: [])
      do throws(ScenarioDiagnostics) {
        _ = try Scenario(name: "s", changes: [.addTechnicians(count: more, .like("T"))])
          .apply(site: site, demands: [demand], uncertainty: .none, seed: 1)
        return []
      } catch {
        return error.elements.map(\.problem)
      }
    }
    let most = Diagnostic.InputLimit.resources.value
    #expect(conflicts(most - 1, days: 1).isEmpty)
    #expect(conflicts(most, days: 1) == [.tooMany(most + 1, most: most)])
    // 1,000 technicians over 498 days and two of carry-over are just as many as there may be.
    #expect(conflicts(999, days: 498).isEmpty)
    #expect(conflicts(999, days: 499) == [.tooMany(501_000, most: Diagnostic.InputLimit.resourceDays.value)])
  }
}
