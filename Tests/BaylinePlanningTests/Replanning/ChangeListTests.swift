import BaylineModel
import BaylinePlanning
import BaylineReports
import TestSupport
import Testing

/// What changes about vehicles and drivers between two plans, each written by hand.
@Suite struct ChangeListTests {
  private func changes(_ before: TinyWorkshop, _ after: TinyWorkshop) -> ChangeList {
    ChangeList(
      before: (before.site, before.demand, before.schedule),
      after: (after.site, after.demand, after.schedule),
      statusChanges: [:], dropped: [], offers: [:])
  }

  private func text(_ before: TinyWorkshop, _ after: TinyWorkshop, _ language: Language) -> String {
    ChangeText(site: after.site, before: before.demand, after: after.demand, language: language)
      .text(changes(before, after))
  }

  /// A visit of two operations, the second one in a bay from a time on.
  private func plan(
    _ bay: String, _ start: String, _ end: String, edit: (inout Appointment) -> Void = { _ in }
  ) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.add([Step("08:15", "09:15"), Step(start, end, bay: bay)], edit: edit)
    return workshop
  }

  @Test func aVehicleThatStayedIsMoved() {
    let (stays, moves) = (plan("B", "09:15", "10:15"), plan("B2", "09:20", "10:20"))
    #expect(
      changes(stays, moves).vehicleMoves == [
        ChangeList.VehicleMove(
          appointment: "A", operation: "2", from: "B", to: "B2", at: time("09:20"), isNew: true)
      ])
    #expect(text(stays, moves, .english).contains("Vehicles to move\n  move  09:20 B → B2  A #2"))
    #expect(text(stays, moves, .chinese).contains("移车\n  移车 "))
    #expect(changes(moves, stays).vehicleMoves.map(\.isNew) == [false])
    #expect(text(moves, stays, .english).contains("stays  A #2 (was B → B2)"))
    #expect(changes(moves, moves).vehicleMoves.isEmpty)
  }

  // Taken out of the bay in any case, or to make room for work that is locked there: moved even into the same bay.
  @Test func aVehicleThatMakesRoomIsMoved() {
    let stays = plan("B", "10:30", "11:30")
    let leaves = plan("B", "10:30", "11:30") { $0.operations[0].bayAfter = .leave }
    #expect(changes(stays, leaves).vehicleMoves.map(\.to) == ["B"])
    var crowded = plan("B", "10:30", "11:30") {
      $0.operations[0].locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time("08:15"))
    }
    #expect(changes(stays, crowded).vehicleMoves.isEmpty)
    crowded.add(
      "C", at: "09:00",
      [
        Step("09:15", "10:15", crew: ["T2"]) {
          $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T2"], start: time("09:15"))
        }
      ])
    #expect(changes(stays, crowded).vehicleMoves.map(\.appointment) == ["A"])
  }

  // Ready at 10:30: brought back at once. Ready at 11:45: an hour's trip begins after the lunch break.
  @Test func tripsFollowTheArrivalAndTheEndOfTheWork() {
    let edit: (inout Appointment) -> Void = { ($0.collect, $0.deliver) = (20, 60) }
    let (before, after) = (plan("B", "09:15", "10:15", edit: edit), plan("B", "10:30", "11:30", edit: edit))
    #expect(
      changes(before, after).trips == [
        ChangeList.TripChange(
          appointment: "A", isDelivery: true, before: time("10:30"), after: time("13:00"))
      ])
    #expect(
      text(before, after, .english).contains(
        "Collection and delivery\n  deliver  setting out 13:00  A (was 10:30)"))
    var none = after
    none.schedule.assignments = []
    #expect(
      changes(before, none).trips.map { "\($0.isDelivery) \($0.before?.clock ?? "-")" }
        == ["false 07:40", "true 10:30"])
    #expect(text(before, none, .chinese).contains("取消取车 A（原 "))
  }

  @Test func operationsPickTheirPartsWhenTheyStart() {
    let edit: (inout Appointment) -> Void = {
      $0.operations[1].parts = [SparePart.Requirement(part: "pad", quantity: 2)]
    }
    let (before, after) = (plan("B", "09:15", "10:15", edit: edit), plan("B", "10:30", "11:30", edit: edit))
    #expect(
      changes(before, after).picks == [
        ChangeList.PartsPick(
          appointment: "A", parts: [SparePart.Requirement(part: "pad", quantity: 2)], before: time("09:15"),
          after: time("10:30"))
      ])
    #expect(changes(before, before).picks.isEmpty)
  }
}
