import BaylineFormats
import BaylineModel
import Testing

/// Places and codes of the problems of small documents.
@Suite struct DeskDiagnosticTests {
  private static let site: Site = {
    var site = Site(name: "s", calendars: ["day": WorkCalendar()], hours: "day")
    site.technicians = [Technician(id: "T1", skills: ["mech": 2], calendar: "day")]
    site.bays = [Bay(id: "B1", types: ["lift"])]
    site.advisors = [Advisor(id: "S1", calendar: "day")]
    return site
  }()

  private static let names = SiteFormat.IDs(site)

  private func reported(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { "\($0.place) \($0.problem.code)" }
  }

  private func uncertainty(_ members: String) -> [String] {
    let text = #"{"format": "bayline.uncertainty/1", \#(members)}"#
    return reported(UncertaintyFormat.decode(Array(text.utf8), file: "u", site: Self.names).diagnostics)
  }

  private func changes(_ changes: String...) -> [String] {
    let list = changes.joined(separator: ", ")
    let text = #"{"format": "bayline.scenarios/1", "scenarios": [{"name": "a", "changes": [\#(list)]}]}"#
    let reading = ScenariosFormat.decode(Array(text.utf8), file: "s", site: Self.names)
    let demand = Demand(horizon: Demand.Horizon(from: CivilDate(ordinal: 739_942)), appointments: [])
    do throws(Diagnostics) {
      _ = try reading.cases(site: Self.site, demands: [demand], uncertainty: .none, seed: 1)
      return []
    } catch {
      return error.elements.map {
        "\($0.place.replacing("$.scenarios[0].changes", with: "")) \($0.problem.code)"
      }
    }
  }

  private func targets(_ members: String) -> [String] {
    let text = #"{"format": "bayline.targets/1", \#(members)}"#
    let reading = TargetsFormat.decode(Array(text.utf8), file: "t", site: Self.names)
    do throws(Diagnostics) {
      _ = try reading.check(site: Self.site, demands: [])
      return []
    } catch {
      return reported(error.elements)
    }
  }

  @Test func uncertaintiesAreReadStrictly() {
    #expect(uncertainty(#""noShow": "12%""#) == ["$.noShow notADecimal"])
    #expect(uncertainty(#""noShow": 101, "x-note": 1"#) == ["$.noShow aboveMaximum"])
    #expect(uncertainty(#""noShow": {"usual": 1}"#) == ["$.noShow missingMember"])
    #expect(
      uncertainty(#""noShow": {"usual": 1, "kinds": {"retrun": 2}}"#) == [
        "$.noShow.kinds.retrun unknownReference"
      ])
    #expect(
      uncertainty(#""durations": {"usual": {"type": "normal", "mean": 3}}"#) == [
        "$.durations.usual.type notOneOf"
      ])
    #expect(uncertainty(#""durations": {"usual": {"mean": 3}}"#) == ["$.durations.usual missingMember"])
    #expect(
      uncertainty(#""durations": {"usual": {"type": "lognormal", "mean": 0.5}}"#)
        == ["$.durations.usual missingMember", "$.durations.usual.mean tooSmall"])
    #expect(
      uncertainty(#""durations": {"usual": {"type": "values", "values": []}}"#) == [
        "$.durations.usual.values emptyList"
      ])
    #expect(
      uncertainty(#""durations": {"technicians": {"T2": 90}}"#) == [
        "$.durations.technicians.T2 unknownReference"
      ])
    #expect(uncertainty(#""walkIns": {"hours": [1, 2]}"#) == ["$.walkIns.hours listCount"])
    let zeros = Array(repeating: "0", count: 24).joined(separator: ",")
    #expect(uncertainty(#""walkIns": {"hours": [\#(zeros)]}"#) == ["$.walkIns.hours noWeight"])
    #expect(uncertainty(#""walkIns": {"kinds": {"repair": 0}}"#) == ["$.walkIns.kinds noWeight"])
    #expect(uncertainty(#""walkIns": {"weekdays": {"Mon": 5}}"#) == ["$.walkIns.weekdays.Mon unknownMember"])
    #expect(
      uncertainty(#""walkIns": {"jobs": [{"id": "a", "kind": "repair", "operations": []}]}"#) == [
        "$.walkIns.jobs[0].operations emptyList"
      ])
    #expect(uncertainty(#""walkIns": {"perDay": null, "patienceMinutes": null, "hours": null}"#) == [])
    // The usual 35 percent are early.
    #expect(uncertainty(#""punctuality": {"latePercent": 66}"#) == ["$.punctuality sumAboveHundred"])
    #expect(
      uncertainty(#""overtimeMinutes": 1.5, "sunshine": 1"#) == [
        "$.sunshine unknownMember", "$.overtimeMinutes notAWholeNumber",
      ])
  }

  @Test func changesAreReadStrictly() {
    #expect(changes("7") == ["[0] notAnObject"])
    #expect(changes("{}") == ["[0] missingMember"])
    #expect(changes(#"{"change": "addTechnician"}"#) == ["[0].change notOneOf"])
    #expect(changes(#"{"change": "addTechnicians"}"#) == ["[0] needsOneOf"])
    #expect(
      changes(#"{"change": "addTechnicians", "like": "T1", "skills": {"mech": 1}}"#) == [
        "[0].skills notBeside"
      ])
    #expect(changes(#"{"change": "addTechnicians", "count": 0, "like": "T1"}"#) == ["[0].count tooSmall"])
    #expect(changes(#"{"change": "removeTechnicians"}"#) == ["[0] needsOneOf"])
    #expect(
      changes(#"{"change": "removeTechnicians", "technicians": ["T1"], "all": true}"#) == [
        "[0].all notBeside"
      ])
    #expect(
      changes(#"{"change": "removeTechnicians", "technicians": ["T1", "T1"]}"#) == [
        "[0].technicians[1] duplicateId"
      ])
    #expect(changes(#"{"change": "removeTechnicians", "all": false}"#) == ["[0].all notOneOf"])
    #expect(changes(#"{"change": "removeTechnicians", "all": true, "count": 2}"#) == ["[0].count notBeside"])
    #expect(changes(#"{"change": "changeTechnicians", "all": true}"#) == ["[0] needsOneOf"])
    #expect(
      changes(#"{"change": "changeTechnicians", "all": true, "skills": {"mech": 4}}"#) == [
        "[0].skills.mech aboveMaximum"
      ])
    #expect(changes(#"{"change": "technicianAbsence", "all": true}"#) == ["[0] needsOneOf"])
    #expect(
      changes(#"{"change": "technicianAbsence", "all": true, "dates": ["2026-02-30"]}"#) == [
        "[0].dates[0] dateNotInCalendar"
      ])
    #expect(
      changes(#"{"change": "overtime", "all": true, "minutes": 0, "weekdays": ["sunday"]}"#) == [
        "[0].weekdays[0] notOneOf", "[0].minutes tooSmall",
      ])
    #expect(changes(#"{"change": "addBays", "types": []}"#) == ["[0].types emptyList"])
    #expect(
      changes(#"{"change": "openingHours", "calendar": {"weekly": {"mon": [["09:00", "08:00"]]}}}"#) == [
        "[0].calendar.weekly.mon[0] endNotAfterStart"
      ])
    #expect(changes(#"{"change": "booking"}"#) == ["[0] needsOneOf"])
    #expect(changes(#"{"change": "booking", "reservePercent": 101}"#) == ["[0].reservePercent aboveMaximum"])
    #expect(changes(#"{"change": "loaners", "count": 1, "more": 1}"#) == ["[0].more notBeside"])
    #expect(changes(#"{"change": "drivers", "count": 1, "more": 1}"#) == ["[0].more notBeside"])
    #expect(changes(#"{"change": "changeEquipment", "all": true}"#) == ["[0] needsOneOf"])
    #expect(changes(#"{"change": "addEquipment", "id": "jack", "count": 0}"#) == ["[0].count tooSmall"])
    #expect(changes(#"{"change": "changeLimits", "most": 3}"#) == ["[0] needsOneOf"])
    #expect(
      changes(#"{"change": "addLimit", "limit": {"id": "l", "most": 1, "from": "13:00", "to": "11:00"}}"#)
        == [
          "[0].limit.from endNotAfterStart"
        ])
    #expect(
      changes(#"{"change": "dates", "dates": {"2026-11-23": "friday"}}"#) == [
        #"[0].dates["2026-11-23"] notOneOf"#
      ])
    #expect(changes(#"{"change": "dates", "dates": {}}"#) == ["[0].dates emptyList"])
    #expect(
      changes(#"{"change": "booking", "teamReservePercent": {"A": 101}}"#) == [
        "[0].teamReservePercent.A aboveMaximum"
      ])
    #expect(changes(#"{"change": "booking", "promisePercent": 49}"#) == ["[0].promisePercent tooSmall"])
    #expect(changes(#"{"change": "mix", "kinds": {}}"#) == ["[0].kinds emptyList"])
    #expect(
      changes(#"{"change": "uncertainty", "uncertainty": {"noShow": -1}}"#) == [
        "[0].uncertainty.noShow tooSmall"
      ])
  }

  @Test func unknownNamesAreReportedAtTheirMember() {
    #expect(
      changes(
        #"{"change": "addTechnicians", "like": "T2"}"#,
        #"{"change": "removeTechnicians", "technicians": ["T1", "T3"]}"#,
        #"{"change": "changeTechnicians", "trade": "mech", "level": 1, "efficiency": 90}"#,
        #"{"change": "closeBays", "type": "lfit", "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}"#,
        #"{"change": "openingHours", "calendar": "dya"}"#, #"{"change": "stock", "part": "P", "more": 1}"#,
        #"{"change": "addTechnicians", "like": "T1"}"#,
        #"{"change": "removeTechnicians", "technicians": ["T1+1"]}"#)
        == [
          "[0].like unknownReference", "[1].technicians[1] unknownReference", "[2].trade scenarioConflict",
          "[3].type scenarioConflict", "[4].calendar unknownReference", "[5].part unknownReference",
        ])
  }

  @Test func unknownEquipmentLimitsAndTeamsAreReportedAtTheirMember() {
    #expect(
      changes(
        #"{"change": "changeEquipment", "equipment": ["jack"], "more": 1}"#,
        #"{"change": "removeLimits", "limits": ["lunch"]}"#,
        #"{"change": "booking", "teamReservePercent": {"A": 20}}"#,
        #"{"change": "drivers", "more": -1}"#, #"{"change": "addEquipment", "id": "jack"}"#,
        #"{"change": "addEquipment", "id": "jack"}"#)
        == [
          "[0].equipment[0] unknownReference", "[1].limits[0] scenarioConflict",
          "[2].teamReservePercent unknownReference", "[3].more scenarioConflict", "[5].id scenarioConflict",
        ])
  }

  @Test func whatWasMeantIsGuessed() {
    let problem = Diagnostic.Problem(.noType("lfit"), site: Self.site, demands: [])
    #expect(problem == .scenarioConflict(.noType("lfit"), nearest: "lift"))
    #expect(
      Diagnostic.Problem(.noCalendar("dya"), site: Self.site, demands: [])
        == .unknownReference(.calendar, id: "dya", nearest: "day"))
  }

  @Test func scenarioNamesAreUniqueAndPricesHaveThreeLevels() {
    let text = """
      {"format": "bayline.scenarios/1", "replications": 0,
       "prices": {"technicianHour": {"usual": 1, "trades": {"mech": [1, 2]}}, "loanerDay": -1, "bayDay": {}},
       "scenarios": [{"name": "a", "changes": []}, {"name": "a", "changes": []}, {"name": ""}]}
      """
    let diagnostics = ScenariosFormat.decode(Array(text.utf8), file: "s", site: nil).diagnostics
    #expect(
      reported(diagnostics) == [
        "$.scenarios[1].name duplicateId", "$.scenarios[2] missingMember", "$.scenarios[2].name emptyText",
        "$.prices.technicianHour.trades.mech listCount", "$.prices.bayDay missingMember",
        "$.prices.bayDay missingMember", "$.prices.loanerDay tooSmall", "$.replications tooSmall",
      ])
  }

  @Test func targetsAreReadStrictly() {
    let ranges = #""ranges": {"loaners": {"from": 1, "to": 2, "dayCost": 1}}"#
    #expect(
      targets(#""targets": [{"figure": "ontime", "least": 1}], \#(ranges)"#) == [
        "$.targets[0].figure notOneOf"
      ])
    #expect(targets(#""targets": [{"figure": "onTime"}], \#(ranges)"#) == ["$.targets[0] needsOneOf"])
    #expect(
      targets(#""targets": [{"figure": "onTime", "least": 1, "most": 2}], \#(ranges)"#) == [
        "$.targets[0].most notBeside"
      ])
    #expect(
      targets(#""targets": [], \#(ranges), "confidence": 49.9"#) == [
        "$.targets emptyList", "$.confidence tooSmall",
      ])
    let one = #""targets": [{"figure": "lost", "most": 1.5}]"#
    #expect(targets(#"\#(one), "ranges": {}"#) == ["$.ranges needsOneOf"])
    #expect(
      targets(#"\#(one), "ranges": {"loaners": {"from": 3, "to": 2, "dayCost": 1}}"#) == [
        "$.ranges.loaners.to rangeBackwards"
      ])
    #expect(
      targets(
        #"\#(one), "ranges": {"advisors": {"from": 1, "to": 2, "hourCost": 1, "patterns": ["day", "dya", "day"]}}"#
      )
        == ["$.ranges.advisors.patterns[2] duplicateId"])
    #expect(
      targets(
        #"\#(one), "ranges": {"advisors": {"from": 1, "to": 2, "hourCost": 1, "patterns": ["day", "dya"]}}"#)
        == ["$.ranges.advisors.patterns[1] unknownReference"])
    #expect(
      targets(
        #"\#(one), "ranges": {"technicians": [{"trade": "mech", "level": 1, "from": 0, "to": 1, "dayCost": 1}, {"trade": "mech", "level": 1, "from": 0, "to": 1}]}"#
      ) == ["$.ranges.technicians[1] needsOneOf"])
    #expect(
      targets(#"\#(one), "ranges": {"drivers": {"from": 0, "to": 1}}"#) == ["$.ranges.drivers needsOneOf"])
    #expect(
      targets(#"\#(one), "ranges": {"equipment": [{"equipment": "jack", "from": 0, "to": 1, "dayCost": 1}]}"#)
        == ["$.ranges.equipment[0].equipment unknownReference"])
    #expect(
      targets(
        #"\#(one), "ranges": {"technicians": [{"trade": "paint", "level": 1, "from": 0, "to": 1, "dayCost": 1}], "bays": [{"type": "wash", "from": 0, "to": 1, "dayCost": 1}]}"#
      )
        == ["$.ranges.technicians[0].trade scenarioConflict", "$.ranges.bays[0].type scenarioConflict"])
  }
}
