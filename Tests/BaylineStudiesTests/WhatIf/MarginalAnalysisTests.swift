import Bayline
import BaylineModel
import BaylineSimulation
import TestSupport
import Testing

@testable import BaylineStudies

@Suite struct OneMoreTests {
  // T and T2 are alike and share a model; so do the lifts B and B2. T3 has papers that nobody else has. Nobody wants a
  // loan vehicle, and no part is short.
  @Test func oneOfEachGroup() {
    var tiny = TinyWorkshop()
    tiny.site.technicians.append(
      Technician(id: "T3", skills: ["mech": 2], certifications: ["hv"], calendar: "week"))
    tiny.leaveOut("A")
    let made = MarginalAnalysis.scenarios(site: tiny.site, demands: [tiny.demand])
    #expect(made.map(\.scenario.name) == ["+1 T", "+1 T3", "+1 B", "+1 W", "+1 S"])
    #expect(made.first?.scenario.changes == [.addTechnicians(count: 1, .like("T"))])
  }

  // T works early, T2 and T3 late: most are late, so one of them is the model.
  @Test func theShiftOfMostIsTheModel() {
    var tiny = TinyWorkshop()
    tiny.addCalendar("late", [(12, 20)])
    tiny.site.technicians[1].calendar = "late"
    tiny.site.technicians.append(Technician(id: "T3", skills: ["mech": 2], calendar: "late"))
    tiny.leaveOut("A")
    #expect(
      MarginalAnalysis.scenarios(site: tiny.site, demands: [tiny.demand]).first?.scenario.name == "+1 T2")
  }

  @Test func aLoanVehicleWhereOneIsWanted() {
    var tiny = TinyWorkshop()
    tiny.leaveOut("A") { $0.loaner = true }
    let made = MarginalAnalysis.scenarios(site: tiny.site, demands: [tiny.demand])
    #expect(made.last?.resource == .loaner)
    #expect(made.last?.scenario.changes == [.addLoaners(1)])
  }

  // The jack is needed, the tester is not; the limit of waiting customers counts nobody, that of all counts A.
  @Test func equipmentLimitsAndDriversThatVisitsNeed() {
    var tiny = TinyWorkshop()
    tiny.site.equipment = [Equipment(id: "tester"), Equipment(id: "jack", count: 2)]
    tiny.site.booking.limits = [
      BookingRules.ArrivalLimit(id: "waiting", waiting: true, most: 2),
      BookingRules.ArrivalLimit(id: "all", most: 9),
    ]
    tiny.leaveOut("A") {
      $0.operations[0].equipment = ["jack"]
      $0.deliver = 20
    }
    let made = MarginalAnalysis.scenarios(site: tiny.site, demands: [tiny.demand]).suffix(3)
    #expect(made.map(\.scenario.name) == ["+1 jack", "+1 all", "+1 driver"])
    #expect(
      made.map(\.scenario.changes) == [
        [.changeEquipment(.these(["jack"]), .more(1))], [.changeLimits(.these(["all"]), .more(1))],
        [.addDrivers(1)],
      ])
    #expect(made.first?.resource == .equipment(Equipment(id: "jack", count: 2)))
  }

  // The operation's pads are missing as the visit's would be.
  @Test func partsOfOperationsAreShort() {
    var tiny = TinyWorkshop()
    tiny.demand.parts = [SparePart(id: "pad", onHand: 1)]
    tiny.leaveOut("A") { $0.operations[0].parts = [SparePart.Requirement(part: "pad", quantity: 2)] }
    #expect(MarginalAnalysis.shortParts([tiny.demand]).map(\.quantity) == [2])
  }

  // Of four tyres two visits want four each: one is left over. Of pads three visits want one each, and there is none:
  // three are short. Oil suffices. Pieces are those that a visit usually needs.
  @Test func partsThatAreShort() {
    var tiny = TinyWorkshop()
    tiny.demand.parts = [
      SparePart(id: "tyre", onHand: 4), SparePart(id: "oil", onHand: 9), SparePart(id: "pad", onHand: 0),
    ]
    for id in ["A", "C"] {
      tiny.leaveOut(id) {
        $0.parts = [
          SparePart.Requirement(part: "tyre", quantity: 4), SparePart.Requirement(part: "pad", quantity: 1),
        ]
      }
    }
    tiny.leaveOut("D") {
      $0.parts = [
        SparePart.Requirement(part: "pad", quantity: 1), SparePart.Requirement(part: "oil", quantity: 9),
      ]
    }
    let short = MarginalAnalysis.shortParts([tiny.demand])
    #expect(short.map(\.part.id) == ["pad", "tyre"])
    #expect(short.map(\.quantity) == [1, 4])
  }

  // Parts that are picked already are not wanted from stock.
  @Test func pickedPartsAreNotShort() {
    var tiny = TinyWorkshop()
    tiny.demand.parts = [SparePart(id: "pad", onHand: 0)]
    tiny.leaveOut("A") {
      $0.parts = [SparePart.Requirement(part: "pad", quantity: 1)]
      $0.picked = true
    }
    #expect(MarginalAnalysis.shortParts([tiny.demand]).isEmpty)
  }
}
