import Bayline
import BaylineFormats
import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

/// Which changes of site and demand make a schedule one of something else.
@Suite struct ScheduleOriginTests {
  private var workshop: TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.demand.parts = [SparePart(id: "P", onHand: 1), SparePart(id: "Q", onHand: 1)]
    workshop.add("A")
    workshop.add("B", at: "09:00", [Step("09:15", "10:15")])
    return workshop
  }

  private func digest(_ workshop: TinyWorkshop) -> String {
    ScheduleFingerprint.digest(site: workshop.site, demand: workshop.demand)
  }

  /// As the command checks a schedule from a file.
  private func check(_ schedule: Schedule, _ workshop: TinyWorkshop) throws(Schedule.Problem) {
    try ScheduleFingerprint.check(schedule, site: workshop.site, demand: workshop.demand)
    let verdict = Verifier(site: workshop.site, demand: workshop.demand).verify(schedule)
    guard verdict.isCorrect else { throw .incorrect(verdict) }
  }

  @Test func itIsSixteenHexadecimalDigits() {
    let digits = digest(workshop)
    #expect(digits.count == 16)
    #expect(digits.allSatisfy { $0.isHexDigit && !$0.isUppercase })
  }

  @Test func whatFormsAloneShowDoesNotCount() {
    var other = workshop
    other.demand.appointments[0].card.phone = "13800000000"
    other.demand.appointments[0].operations[0].name = "oil"
    other.demand.parts[0].price = 80
    other.site.name = "Another name"
    other.site.technicians[0].name = "Chen"
    #expect(digest(other) == digest(workshop))
  }

  @Test func theOrderOfAppointmentsAndPartsDoesNotCount() {
    var other = workshop
    other.demand.appointments.reverse()
    other.demand.parts.reverse()
    #expect(digest(other) == digest(workshop))
  }

  @Test func whatARuleOrACostUsesCounts() {
    let changes: [(inout TinyWorkshop) -> Void] = [
      { $0.demand.appointments[0].waiting = true },
      { $0.demand.appointments[0].readyBy = time("12:00") },
      { $0.demand.parts[0].onHand = 2 },
      { $0.demand.now = time("08:00") },
      { $0.demand.appointments.removeLast() },
      { $0.site.technicians[0].efficiency = 110 },
      { $0.site.loaners = 1 },
      { $0.site.policy.deviation = 3 },
    ]
    var digests = [digest(workshop)]
    for change in changes {
      var other = workshop
      change(&other)
      digests.append(digest(other))
    }
    #expect(Set(digests).count == changes.count + 1)
  }

  @Test func aScheduleOfAnotherDemandIsRefused() {
    var workshop = workshop
    var about = Schedule.Provenance()
    about.demand = digest(workshop)
    workshop.schedule.about = about
    #expect(throws: Never.self) { try check(workshop.schedule, workshop) }
    workshop.demand.appointments[0].waiting = true
    #expect(throws: Schedule.Problem.otherDemand) { try check(workshop.schedule, workshop) }
  }

  @Test func aScheduleFromElsewhereIsTakenIfItIsRight() {
    var workshop = workshop
    #expect(throws: Never.self) { try check(workshop.schedule, workshop) }
    // A and B on the same lift at the same time.
    workshop.schedule.assignments[1].operations[0].start = time("08:30")
    #expect(throws: Schedule.Problem.self) { try check(workshop.schedule, workshop) }
  }
}
