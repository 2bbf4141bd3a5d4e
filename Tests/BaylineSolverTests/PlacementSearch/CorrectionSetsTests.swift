import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The smallest changes of a site or a demand that let a visit in, as small as they can be.
@Suite struct CorrectionSetsTests {
  private func sets(
    at arrival: String? = nil, advisor: Int? = nil, _ edit: (inout TinyWorkshop) -> Void
  ) -> CorrectionSets {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A")
    edit(&workshop)
    let request = PlacementRequest(
      appointment: AppointmentIndex(0), arrival: arrival.map { minute($0) },
      advisor: advisor.map { AdvisorIndex($0) })
    return CorrectionSets(PlacementSearch(workshop.adopted(), request))
  }

  private func edits(_ sets: CorrectionSets) -> [[RuleRelaxation]] { sets.sets.map(\.edits) }

  // Two pieces are needed, one is there: one more is enough, though two were tried first.
  @Test func asFewPiecesAsAreMissing() {
    let found = sets {
      $0.demand.parts = [SparePart(id: "P", onHand: 1)]
      $0.demand.appointments[0].parts = [SparePart.Requirement(part: "P", quantity: 2)]
    }
    #expect(edits(found) == [[.onHand(part: "P", quantity: 2)]])
    #expect(found.isComplete && found.more == 0)
    #expect(found.familySize > 1)
  }

  // The delivery of 18:00 would have to come by the last slot, at 16:45; or the piece is there at once.
  @Test func aDeliveryAsLittleEarlierAsItTakes() {
    let found = sets {
      $0.demand.parts = [SparePart(id: "P", onHand: 0, inbound: [.init(at: time("18:00"), quantity: 1)])]
      $0.demand.appointments[0].parts = [SparePart.Requirement(part: "P", quantity: 1)]
    }
    #expect(
      edits(found) == [
        [.delivery(part: "P", position: 0, at: time("16:45"))], [.onHand(part: "P", quantity: 1)],
      ])
  }

  // 60 minutes of 960 are 6.25%: 7% must be bookable.
  @Test func asLittleOfTheReserveAsItTakes() {
    #expect(edits(sets { $0.site.booking.reservePercent = 100 }) == [[.reservePercent(93)]])
  }

  @Test func aLoanVehicleMoreOrNone() {
    let found = sets { $0.demand.appointments[0].loaner = true }
    #expect(edits(found) == [[.withoutLoaner(appointment: "A")], [.loaners(1)]])
    // Each comes with the changed case, in which the visit fits.
    for set in found.sets {
      var search = set.search
      let fits = search.exists()
      #expect(fits)
    }
  }

  // The customer can come at lunch: a quarter of an hour earlier or an hour later there is a slot.
  @Test func asFewSlotsEarlierOrLaterAsItTakes() {
    let found = edits(sets { $0.demand.appointments[0].availability = [window("12:00", "12:45")] })
    #expect(found.contains([.availability(appointment: "A", window("11:45", "12:00"))]))
    // 13:00 is the second slot after 12:45: the window must end after it.
    #expect(found.contains([.availability(appointment: "A", window("12:45", "13:15"))]))
  }

  // Level 4 is asked for: somebody learns it, or somebody is hired.
  @Test func whoeverLacksLeastLearnsFirst() {
    let found = edits(
      sets {
        $0.site.technicians[1].skills["mech"] = 3
        $0.demand.appointments[0].operations[0].work = standardWork(60, level: 4)
      })
    #expect(
      found == [
        [.ability(technician: "T2", trade: "mech", level: 4, certifications: [])],
        [.ability(technician: "T", trade: "mech", level: 4, certifications: [])],
        [.newTechnician(id: "mech-2", trade: "mech", level: 4, certifications: [])],
      ])
  }

  @Test func aBayIsEquippedOrBuilt() {
    let found = edits(sets { $0.demand.appointments[0].operations[0].work = standardWork(60, bay: "paint") })
    #expect(
      found == ["B", "B2", "W"].map { [.bayType(bay: $0, type: "paint")] } + [
        [.newBay(id: "paint-2", type: "paint")]
      ])
  }

  // S has two an hour and one of them at 10:00 and 10:30: three an hour would do, or one more advisor is not asked for.
  @Test func asFewBookingsMoreAsItTakes() {
    let found = edits(
      sets(at: "10:15", advisor: 0) {
        $0.site.booking.advisorBookingsPerHour = 2
        $0.add("B", at: "10:00", [Step("10:15", "11:15")])
        $0.add("C", at: "10:30", [Step("10:45", "11:45", bay: "B2", crew: ["T2"])])
      })
    #expect(found == [[.bookingsPerHour(advisor: "S", most: 3)]])
  }

  // 300 minutes: 60 more than any shift holds. Pausing would do, and so would working through the break or later.
  @Test func longWorkIsSplitOrTheShiftIsLonger() {
    let found = edits(sets { $0.demand.appointments[0].operations[0].work = standardWork(300) })
    #expect(found.first == [.splittable(appointment: "A", operation: "1")])
    let monday = time("00:00").date
    #expect(
      found.contains([
        .technicianHours(technician: "T", RuleRelaxation.DatedInterval(monday, from: 17 * 60, to: 18 * 60))
      ]))
    #expect(
      found.contains([
        .technicianHours(technician: "T", RuleRelaxation.DatedInterval(monday, from: 12 * 60, to: 13 * 60))
      ]))
    #expect(found.allSatisfy { $0.count == 1 })
  }

  // No part and no loan vehicle: one change is not enough.
  @Test func twoRulesTogether() {
    let found = sets {
      $0.demand.parts = [SparePart(id: "P", onHand: 0)]
      $0.demand.appointments[0].parts = [SparePart.Requirement(part: "P", quantity: 1)]
      $0.demand.appointments[0].loaner = true
    }
    #expect(
      edits(found) == [
        [.withoutLoaner(appointment: "A"), .onHand(part: "P", quantity: 1)],
        [.onHand(part: "P", quantity: 1), .loaners(1)],
      ])
  }

  @Test func equipmentLimitsAndDriversAsFewMoreAsItTakes() {
    let equipment = sets {
      $0.site.equipment = [Equipment(id: "E", count: 1)]
      $0.demand.appointments[0].operations[0].equipment = ["E"]
      $0.hold("H", "00:00", "+2 00:00", bay: nil, crew: [])
      $0.demand.appointments[1].operations[0].equipment = ["E"]
    }
    #expect(edits(equipment) == [[.equipment(id: "E", count: 2)], [.carryOverDays(2)]])
    let limit = sets { $0.site.booking.limits = [BookingRules.ArrivalLimit(id: "L", most: 0)] }
    #expect(edits(limit) == [[.limit(id: "L", most: 1)]])
    let drivers = sets {
      $0.demand.appointments[0].collect = 30
      $0.demand.appointments[0].deliver = 30
    }
    #expect(edits(drivers) == [[.withoutTrips(appointment: "A")], [.drivers(1)]])
  }

  // Two made-up technicians of one trade get different ids.
  @Test func whoeverIsNewHasAnIdOfTheirOwn() {
    let found = sets {
      $0.site.technicians = []
      $0.demand.appointments[0].operations.append(ServiceOperation(id: "2", work: standardWork(60, level: 3)))
    }
    #expect(
      edits(found).contains([
        .newTechnician(id: "mech-2", trade: "mech", level: 2, certifications: []),
        .newTechnician(id: "mech-2'", trade: "mech", level: 3, certifications: []),
      ])
        || edits(found).contains([.newTechnician(id: "mech-2'", trade: "mech", level: 3, certifications: [])])
    )
  }

  // A promise at lunch can be taken back.
  @Test func aPromiseIsTakenBack() {
    let found = edits(sets { $0.demand.appointments[0].booked = Appointment.Booking(arrival: time("12:15")) })
    #expect(found.contains([.promise(appointment: "A", arrival: nil)]))
  }

  @Test func whoWaitsNeedNotWait() {
    let found = edits(
      sets {
        $0.demand.appointments[0].waiting = true
        $0.demand.appointments[0].availability = [window("16:00", "16:15")]
      })
    #expect(found.contains([.notWaiting(appointment: "A")]))
  }
}
