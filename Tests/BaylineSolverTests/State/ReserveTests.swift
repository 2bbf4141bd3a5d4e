import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The time that a team keeps free beside all technicians (H14), and the points of full days.
@Suite struct ReserveTests {
  /// T's team `a` keeps half of its time free, T2 is in no team that keeps any.
  private func workshop(_ edit: (inout TinyWorkshop) -> Void = { _ in }) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.site.technicians[0].team = "a"
    workshop.site.technicians[1].team = "b"
    workshop.site.booking.teamReservePercent = ["a": 50]
    edit(&workshop)
    return workshop
  }

  // Eight hours a day each: 960 minutes of all, half of 480 of the team.
  @Test func aTeamHasAReserveOfItsOwn() {
    let problem = workshop().problem
    #expect(problem.reserves.map(\.team) == [nil, "a"])
    #expect(problem.reserves.map(\.bookable) == [[960, 960], [240, 240]])
    #expect(problem.technicians.elements.map(\.teamReserve) == [1, 0])
  }

  // From 10:00 on, six hours of Monday are left.
  @Test func onlyWhatIsLeftOfADayCanBeBooked() {
    let problem = workshop { $0.demand.now = time("10:00") }.problem
    #expect(problem.reserves.map(\.bookable) == [[720, 960], [180, 240]])
  }

  // T has 240 minutes: 180 are booked, 60 are left, and 90 more are too many for T but not for T2.
  @Test func whatOneTeamHasLeftIsNotAnothers() {
    for (crew, isAdmitted) in [("T", false), ("T2", true)] {
      let state = workshop {
        $0.add("A", [Step("08:15", "11:15", minutes: 180)])
        $0.add("B", at: "11:00", [Step("13:00", "14:30", minutes: 90, crew: [crew])])
      }.adopted()
      #expect(state.isScheduled.elements == [true, isAdmitted])
      #expect(state.bookableMinutes(left: 1, onDay: 0) == 60)
      #expect(state.bookableMinutes(left: 0, onDay: 0) == (isAdmitted ? 690 : 780))
    }
  }

  // Both in the team: half of 960. Two together for 150 minutes book 300.
  @Test func everyMemberOfATeamOnACrewCounts() {
    let state = workshop {
      $0.site.technicians[1].team = "a"
      $0.add("A", [Step("08:15", "10:45", minutes: 150, crew: ["T", "T2"])])
    }.adopted()
    #expect(state.problem.reserves[1].bookable == [480, 480])
    #expect(state.reservedMinutes == [300, 0, 300, 0])
    #expect(state.bookableMinutes(left: 1, onDay: 0) == 180)
  }

  @Test func walkInsUseNoReserve() {
    let state = workshop { $0.add("A", [Step("08:15", "11:15", minutes: 180)]) { $0.walkIn = true } }
      .adopted()
    #expect(state.isScheduled.elements == [true])
    #expect(state.reservedMinutes == [0, 0, 0, 0])
  }

  // Five hours of T are locked, more than its four: they stand, and nothing is added to them.
  @Test func locksBeyondTheReserveAreTheLimit() {
    let state = workshop {
      $0.hold("H", "08:00", "12:00", bay: "B", crew: ["T"])
      $0.hold("I", "13:00", "14:00", bay: "B", crew: ["T"])
      $0.add("A", [Step("14:00", "14:15", minutes: 15)])
    }.adopted()
    #expect(state.isScheduled.elements == [true, true, false])
    #expect(state.bookableMinutes(left: 1, onDay: 0) == -60)
  }

  // An hour by whoever is free first: T has no minute left on Monday, T2 is busy until 16:30. On Tuesday at 08:00.
  @Test func theSearchGoesOnToADayWithRoom() {
    var workshop = workshop {
      $0.site.policy.kinds[.repair]?.delay = 1
      $0.site.booking.teamReservePercent = ["a": 100]
    }
    workshop.hold("H", "08:00", "16:30", bay: nil, crew: ["T2"])
    workshop.leaveOut("A")
    var search = InsertionSearch()
    let found = search.best(of: AppointmentIndex(1), in: workshop.adopted())
    #expect(found != nil)
    #expect(search.placements.map { Int($0.start) } == [minute("+1 08:00")])
  }

  // MARK: - The points of a day

  // A shift of 480 minutes, 408 of them at no point for overload, and booked² / 4,800 for balance: 70² is 4,900, one
  // point; 408² is 166,464, 34 points; 480: 72 and 48; 1,500: 1,092 and 468.
  @Test(arguments: [
    (0, 0), (69, 0), (70, 1), (240, 12), (408, 34), (409, 35), (480, 120), (500, 144), (1440, 1464),
    (1500, 1560),
  ])
  func aFullDayCostsMoreThanTwoHalfOnes(minutes: Int, points: Int) {
    var workshop = TinyWorkshop()
    workshop.site.policy.overload = 1
    workshop.site.policy.balance = 1
    let problem = workshop.problem
    #expect(problem.workloadCost(of: TechnicianIndex(0), onDay: 0, minutes: minutes) == points)
    #expect(problem.workloadCost(of: TechnicianIndex(1), onDay: 1, minutes: minutes) == points)
  }

  // On a day off every minute is one too many, and there is nothing to balance.
  @Test func aDayOffIsOverloadedByAnything() {
    var workshop = TinyWorkshop()
    workshop.site.policy.overload = 2
    workshop.site.policy.balance = 1
    workshop.site.dates[time("+1 00:00").date] = .closed
    let problem = workshop.problem
    #expect(problem.technicians[TechnicianIndex(0)].dayShifts == [480, 0])
    #expect(problem.workloadCost(of: TechnicianIndex(0), onDay: 1, minutes: 60) == 120)
    #expect(problem.workloadCost(of: TechnicianIndex(0), onDay: 0, minutes: 60) == 0)
  }

  // T for 60 and 120 minutes: 10 × 180² / 4,800 is 67.5. Each on its own technician: 7.5 and 30.
  @Test func evenLoadsCostLeast() {
    func balance(_ crew: String) -> Int {
      var workshop = TinyWorkshop()
      workshop.site.policy.balance = 10
      workshop.add("A")
      workshop.add("B", at: "09:00", [Step("09:15", "11:15", minutes: 120, crew: [crew])])
      let state = workshop.adopted()
      #expect(state.unscheduledCount == 0 && state.cost == state.evaluate().total)
      return state.evaluate()[.balance]
    }
    #expect(balance("T") == 67)
    #expect(balance("T2") == 37)
  }
}
