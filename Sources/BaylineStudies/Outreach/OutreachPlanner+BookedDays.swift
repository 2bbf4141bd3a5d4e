public import BaylineModel
import BaylineVerifier

extension OutreachPlanner.BookedDays {
  /// A day without bookings, so that `OfferDesk` can book the first accepted offer.
  public static func empty(_ day: CivilDate, at site: Site) -> OutreachPlanner.BookedDays {
    let demand = Demand(horizon: Demand.Horizon(from: day), appointments: [])
    var schedule = Schedule(assignments: [])
    let cost = Verifier(site: site, demand: demand).verify(schedule).cost
    schedule.cost = ScheduleCost.Stated(total: cost.total, terms: cost)
    schedule.about = Schedule.Provenance()
    schedule.about?.program = "bayline"
    schedule.about?.version = baylineVersion
    return OutreachPlanner.BookedDays(demand: demand, schedule: schedule)
  }
}
