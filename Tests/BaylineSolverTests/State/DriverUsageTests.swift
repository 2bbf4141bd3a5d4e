import BaylineMath
import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The trips of drivers (H18).
@Suite struct DriverUsageTests {
  @Test func oneDriverMakesOneTripAtATime() {
    var drivers = DriverUsage(count: 1)
    drivers.add(from: 480, to: 510)
    #expect(drivers.admits(from: 450, to: 480) && drivers.admits(from: 510, to: 540))
    #expect(!drivers.admits(from: 470, to: 481) && !drivers.admits(from: 509, to: 540))
    #expect(!drivers.admits(from: 470, to: 520) && !drivers.admits(from: 490, to: 500))
    drivers.remove(from: 480, to: 510)
    #expect(drivers == DriverUsage(count: 1))
  }

  // Both are out from 490 to 510; the first is back at 510.
  @Test func aConflictLastsUntilTheFirstIsBack() {
    var drivers = DriverUsage(count: 2)
    drivers.add(from: 480, to: 510)
    drivers.add(from: 490, to: 530)
    #expect(drivers.conflict(from: 495, to: 500) == 510)
    #expect(drivers.conflict(from: 470, to: 495) == 510)
    #expect(drivers.conflict(from: 470, to: 490) == nil)
    #expect(drivers.conflict(from: 510, to: 600) == nil)
  }

  @Test func withoutDriversNobodyIsFetched() {
    #expect(DriverUsage(count: 0).conflict(from: 480, to: 510) == .max)
  }

  // What was promised is kept even where it takes more drivers than there are; nothing else may be added to it.
  @Test func settledTripsBreakNothingAmongThemselves() {
    var drivers = DriverUsage(count: 1)
    drivers.add(from: 480, to: 510, settled: true)
    #expect(drivers.admits(from: 490, to: 520, settled: true))
    drivers.add(from: 490, to: 520, settled: true)
    #expect(!drivers.admits(from: 500, to: 530))
    #expect(drivers.conflict(from: 500, to: 530) == 510)
    #expect(drivers.admits(from: 520, to: 550))
    drivers.add(from: 520, to: 550)
    // A settled trip beside one that is not is one too many.
    #expect(!drivers.admits(from: 540, to: 560, settled: true))
    #expect(drivers.admits(from: 550, to: 560, settled: true))
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func aTripIsAdmittedExactlyWhereADriverIsLeft(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = random.below(4)
    var drivers = DriverUsage(count: count)
    var trips: [(time: Range<Int>, settled: Bool)] = []
    for _ in 0..<40 {
      let start = random.below(100)
      let trip = (time: start..<(start + 1 + random.below(40)), settled: random.chance(40))
      let fits = trip.time.allSatisfy { minute in
        let others = trips.filter { $0.time.contains(minute) }
        return others.count < count || trip.settled && others.allSatisfy(\.settled)
      }
      let (from, to) = (trip.time.lowerBound, trip.time.upperBound)
      #expect(drivers.admits(from: from, to: to, settled: trip.settled) == fits)
      guard fits else { continue }
      drivers.add(from: from, to: to, settled: trip.settled)
      trips.append(trip)
      if random.chance(30) {
        let gone = trips.remove(at: random.below(trips.count))
        drivers.remove(from: gone.time.lowerBound, to: gone.time.upperBound, settled: gone.settled)
      }
    }
  }

  // MARK: - When a vehicle is brought back

  // Within one interval of the hours, 08:00-12:00 and 13:00-17:00 from Monday to Friday.
  @Test(arguments: [
    (30, "09:10", "09:10"), (30, "16:30", "16:30"), (30, "16:31", "+1 08:00"), (30, "11:45", "13:00"),
    (240, "08:01", "13:00"), (240, "13:01", "+1 08:00"), (30, "+4 16:45", "+7 08:00"),
    (30, "18:00", "+1 08:00"),
  ])
  func aDeliveryBeginsWhereOneIntervalHoldsIt(minutes: Int, ready: String, start: String) {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A") { $0.deliver = minutes }
    #expect(workshop.problem.deliveryStart(minutes, ready: minute(ready)) == minute(start))
  }

  @Test func aDeliveryThatNoIntervalHoldsIsImpossible() {
    var workshop = TinyWorkshop()
    workshop.site.drivers = 1
    workshop.leaveOut("A") { $0.deliver = 241 }
    #expect(workshop.problem.deliveryStart(241, ready: 480) == nil)
    #expect(workshop.problem.visit(0).isInfeasible)
  }

  // Its work was done before it is collected from 08:30 to 09:30; it would be brought back from 08:45 on.
  @Test(arguments: [(1, false), (2, true)])
  func aVehicleIsNotCollectedAndBroughtBackByOneDriver(drivers: Int, isPossible: Bool) {
    var workshop = TinyWorkshop()
    workshop.site.drivers = drivers
    let step = Step("08:00", "08:30", bay: "B", crew: ["T"]) {
      $0.locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time("08:00"), end: time("08:30"))
    }
    workshop.add("A", at: "09:30", [step]) {
      $0.booked = Appointment.Booking(arrival: time("09:30"), advisor: "S")
      ($0.collect, $0.deliver) = (60, 60)
    }
    #expect(workshop.adopted().isScheduled[AppointmentIndex(0)] == isPossible)
    var search = InsertionSearch()
    let found = search.best(of: AppointmentIndex(0), in: SearchState(workshop.problem))
    #expect((found != nil) == isPossible)
  }
}
