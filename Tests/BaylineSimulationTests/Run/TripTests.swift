import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// Vehicles that drivers collect and deliver, on days that are worked out by hand.
@Suite struct TripTests {
  /// A is collected from 08:30 to 09:00 and worked on from 09:15 to 10:15; ready at 10:30.
  private func workshop(drivers: Int = 1, edit: (inout TinyWorkshop) -> Void = { _ in }) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.site.drivers = drivers
    workshop.add("A", at: "09:00", [Step("09:15", "10:15")]) { $0.collect = 30 }
    edit(&workshop)
    return workshop
  }

  @Test func aCollectedVehicleArrivesWithItsDriver() {
    let run = workshop().played {
      $0.punctuality.latePercent = 100
      $0.punctuality.late = .constant(10)
    }
    #expect(run.visits[0].arrivedAt == minute("09:00"))
    #expect(run.times == ["09:15-10:15"])
    #expect(run.trips.map(\.began) == [minute("08:30")])
  }

  // C is ready at 09:30 by the plan, and at 09:54 with work of 84 minutes. Its delivery would keep the driver from A's
  // collection at 10:00, so it waits until that is done.
  @Test func aDeliveryDoesNotDelayACollection() {
    var workshop = TinyWorkshop()
    workshop.site.drivers = 1
    workshop.add("C", at: "08:00", [Step("08:15", "09:15")]) { $0.deliver = 30 }
    workshop.add("A", at: "10:30", advisor: "S2", [Step("10:45", "11:45", bay: "B2", crew: ["T2"])]) {
      $0.collect = 30
    }
    let run = workshop.played { $0.durations.technicians["T"] = 140 }
    #expect(run.visits[0].readyAt == minute("09:54"))
    #expect(run.visits[1].arrivedAt == minute("10:30"))
    #expect(run.visits[0].deliveredAt == minute("11:00"))
  }

  // Two vehicles were promised to be collected at once, and there is one driver.
  @Test func promisedCollectionsBeginOnTime() {
    var workshop = workshop()
    workshop.add("C", at: "09:00", advisor: "S2", [Step("09:15", "10:15", bay: "B2", crew: ["T2"])]) {
      $0.collect = 20
    }
    for place in 0..<2 {
      workshop.demand.appointments[place].booked = Appointment.Booking(arrival: time("09:00"))
    }
    #expect(workshop.played().visits.map(\.arrivedAt) == [minute("09:00"), minute("09:00")])
  }

  // The plan has two drivers, of whom one is ill.
  @Test func collectionsWaitForADriver() {
    let workshop = workshop {
      $0.add("C", at: "09:00", advisor: "S2", [Step("09:15", "10:15", bay: "B2", crew: ["T2"])]) {
        $0.collect = 10
      }
    }
    let run = workshop.played()
    // A from 08:30 to 09:00, C from 09:00 to 09:10: within the grace time.
    #expect(run.visits.map(\.arrivedAt) == [minute("09:00"), minute("09:10")])
    #expect(run.times == ["09:15-10:15", "09:25-10:25"])
  }

  // Ready at 11:50: ten minutes do not suffice before the break.
  @Test func aDeliveryWaitsForTheHours() {
    var workshop = TinyWorkshop()
    workshop.site.drivers = 1
    workshop.add("A", at: "10:15", [Step("10:35", "11:35")]) { $0.deliver = 20 }
    let run = workshop.played()
    #expect(run.visits[0].readyAt == minute("11:50"))
    #expect(run.visits[0].deliveredAt == minute("13:20"))
    #expect(run.unsettled == 0)
  }

  // At 08:40 the driver of A is on the way.
  @Test func aTripUnderWayGoesOn() {
    var workshop = workshop()
    workshop.demand.now = time("08:40")
    let run = workshop.played()
    #expect(run.trips.map(\.began) == [minute("08:30")])
    #expect(run.visits[0].arrivedAt == minute("09:00"))
  }

  @Test func aVehicleWhoseDriverIsLaterThanTheGraceTimeLosesItsSlot() {
    let workshop = workshop {
      $0.add("C", at: "09:00", advisor: "S2", [Step("09:15", "10:15", bay: "B2", crew: ["T2"])]) {
        $0.collect = 30
      }
    }
    let run = workshop.played()
    #expect(run.visits.map(\.hasSlotExpired) == [false, true])
    #expect(run.visits[1].arrivedAt == minute("09:30"))
    #expect(run.visits[1].phase == .done)
  }

  // One loan vehicle, back at 10:30; with a turnaround of an hour it is not there for C at 10:45.
  @Test func aLoanVehicleIsPreparedBeforeItGoesOutAgain() {
    func missing(_ turnaround: Int) -> Int {
      var workshop = TinyWorkshop()
      workshop.site.loaners = 1
      workshop.site.booking.loanerTurnaroundMinutes = turnaround
      workshop.add("A", at: "09:00", [Step("09:15", "10:15")]) { $0.loaner = true }
      workshop.add("C", at: "10:30", [Step("10:45", "11:45")]) { $0.loaner = true }
      return workshop.played().tally.loanersMissing
    }
    #expect(missing(0) == 0)
    #expect(missing(60) == 1)
  }
}
