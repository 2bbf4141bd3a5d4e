public import BaylineModel
import BaylineVerifier

extension OutreachPlanner.Book {
  /// A day on which nothing is booked yet, so that the first accepted offer can be booked by ``OfferDesk``.
  public static func empty(_ day: CivilDate, at site: Site) -> OutreachPlanner.Book {
    let demand = Demand(horizon: Horizon(from: day), appointments: [])
    var schedule = Schedule(assignments: [])
    let cost = Verifier(site: site, demand: demand).verify(schedule).cost
    schedule.cost = StatedCost(total: cost.total, terms: cost)
    schedule.about = About()
    schedule.about?.program = "bayline"
    schedule.about?.version = baylineVersion
    return OutreachPlanner.Book(demand: demand, schedule: schedule)
  }
}
