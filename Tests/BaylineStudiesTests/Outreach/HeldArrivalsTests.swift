import Bayline
import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

@testable import BaylineStudies

/// Which arrivals can be kept whatever becomes of the others, on the tiny workshop: two advisors, three arrivals an hour, 15 a day.
@Suite struct HeldArrivalsTests {
  private func arrivals(_ edit: (inout Site) -> Void = { _ in }) -> HeldArrivals {
    var site = TinyWorkshop().site
    edit(&site)
    return HeldArrivals(site, book: ArrivalLedger(site, days: [time("08:00").date]))
  }

  private func arrival(_ clock: String, _ advisor: Int? = nil) -> HeldArrivals.Arrival {
    HeldArrivals.Arrival(time: time(clock), kind: .maintenance, advisor: advisor)
  }

  /// Holds times as long as they are admitted; how many there were.
  private func held(_ times: [HeldArrivals.Arrival], _ edit: (inout Site) -> Void = { _ in }) -> Int {
    var arrivals = arrivals(edit)
    return times.prefix { time in
      guard arrivals.admits(time) else { return false }
      arrivals.add(time)
      return true
    }.count
  }

  @Test func asManyAtATimeAsThereAreAdvisors() {
    #expect(held([arrival("09:00"), arrival("09:00"), arrival("09:00")]) == 2)
    #expect(held([arrival("09:00", 0), arrival("09:00", 1)]) == 2)
  }

  @Test func whoMayGoToAnybodyMayNotTakeAPromisedAdvisor() {
    // The second would go to S if it were booked first.
    #expect(held([arrival("09:00", 0), arrival("09:00")]) == 1)
    #expect(held([arrival("09:00"), arrival("09:00", 0)]) == 1)
    #expect(held([arrival("09:00", 0), arrival("09:15")]) == 2)
  }

  @Test func anHourMayFillWithAnybody() {
    // S is promised at 09:00. Two more in the hour may both be S's, a third would be the fourth.
    #expect(held([arrival("09:00", 0), arrival("09:15"), arrival("09:30"), arrival("09:45")]) == 3)
  }

  @Test func aDayMayFillWithAnybody() {
    // One a day for each: both may be taken by the first two, who may be anybody; the promised ones take their own.
    let edit = { (site: inout Site) in site.booking.advisorBookingsPerDay = 1 }
    #expect(held([arrival("08:00"), arrival("10:00"), arrival("14:00")], edit) == 2)
    #expect(held([arrival("08:00", 0), arrival("10:00", 1)], edit) == 2)
    #expect(held([arrival("08:00", 0), arrival("10:00")], edit) == 1)
  }
}
