import BaylineFormats
import BaylineModel
import BaylineSpreadsheets
import BaylineWording
import Testing

/// import(export(demand)) is the demand, member by member.
@Suite struct RoundTripTests {
  private func same(_ demand: Demand, _ export: SpreadsheetExport) throws {
    let files = try export.files(demand, file: "d.json").map {
      SpreadsheetImport.File(path: $0.path, bytes: $0.bytes)
    }
    let result = SpreadsheetImport().run(files)
    let diagnostics = result.diagnostics.map(DiagnosticText(.english).line)
    #expect(diagnostics == [])
    // Swift takes equal texts of different bytes for equal: the files are compared, too.
    #expect(result.demand.map(DemandFormat.encode) == DemandFormat.encode(demand))
    #expect(result.demand == demand)
  }

  @Test(arguments: Language.allCases, TextEncoding.allCases)
  func randomDemandsAsCSV(language: Language, encoding: TextEncoding) throws {
    var export = SpreadsheetExport()
    export.language = language
    export.encoding = encoding
    var make = RandomDemand(seed: 7)
    for _ in 0..<40 { try same(make.demand(), export) }
  }

  @Test(arguments: Language.allCases) func randomDemandsAsWorkbooks(language: Language) throws {
    var export = SpreadsheetExport()
    export.language = language
    export.format = .xlsx
    var make = RandomDemand(seed: 8)
    for _ in 0..<40 { try same(make.demand(), export) }
  }

  @Test(arguments: Language.allCases) func whatBecomesOfTheVehicleIsKept(language: Language) throws {
    let work = WorkRequirement.standard(WorkRequirement.StandardWork(minutes: 30, bay: "lift"))
    let visit = Appointment(
      id: "V", kind: .repair,
      operations: [
        ServiceOperation(id: "1", work: work, equipment: ["jack"], bayAfter: .keep),
        ServiceOperation(id: "2", work: work, lag: ServiceOperation.Lag(min: 5, max: 5), bayAfter: .leave),
        ServiceOperation(id: "3", work: work, lag: ServiceOperation.Lag(max: 0)),
      ])
    var export = SpreadsheetExport()
    export.language = language
    let day = Demand.Horizon(from: try #require(CivilDate("2026-11-23")))
    try same(Demand(horizon: day, appointments: [visit]), export)
  }

  @Test func whatNoCellCanHoldIsRefused() throws {
    var visit = Appointment(
      id: "V", kind: .repair,
      operations: [
        ServiceOperation(id: "1", work: .standard(WorkRequirement.StandardWork(minutes: 1, bay: "b")))
      ])
    visit.card.note = "a\u{0}b"
    visit.operations[0].name = String(repeating: "长", count: 32_768)
    let day = Demand.Horizon(from: try #require(CivilDate("2026-11-23")))
    do throws(Diagnostics) {
      _ = try SpreadsheetExport().files(Demand(horizon: day, appointments: [visit]), file: "d.json")
      Issue.record("it was written")
    } catch {
      #expect(error.elements.map(\.place) == ["$.appointments[0]", "$.appointments[0].operations[0]"])
      #expect(error.elements.map(\.problem.code) == ["forbiddenCharacter", "tooLarge"])
    }
  }

  @Test func cellsAreSafeAgainstFormulas() throws {
    var visit = Appointment(
      id: "=V", kind: .repair,
      operations: [
        ServiceOperation(id: "1", work: .standard(WorkRequirement.StandardWork(minutes: 1, bay: "b")))
      ])
    visit.card.phone = "+86 100"
    let day = Demand.Horizon(from: try #require(CivilDate("2026-11-23")))
    let demand = Demand(horizon: day, appointments: [visit])
    let csv = try #require(try SpreadsheetExport().files(demand, file: "d").first).bytes
    let text = String(decoding: csv, as: UTF8.self)
    #expect(text.contains("\r\n'=V,"))
    #expect(text.contains(",'+86 100,"))
    #expect(csv.starts(with: [0xEF, 0xBB, 0xBF]))
  }
}
