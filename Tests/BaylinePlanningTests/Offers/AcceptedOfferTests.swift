import Bayline
import BaylineFormats
import BaylineGenerator
import BaylineModel
import BaylinePlanning
import BaylineVerifier
import TestSupport
import Testing

/// Every offer on made-up days, accepted, gives a right schedule in which nobody else was touched but inside the workshop.
/// `Benchmarks/scripts/offers.py` asks the same a thousand times, of the referee.
@Suite struct AcceptedOfferTests {
  private func day(_ profile: String, _ seed: UInt64) throws -> (site: Site, demand: Demand) {
    let generator = try #require(WorkshopGenerator(profile: profile, seed: seed))
    let files = Dictionary(uniqueKeysWithValues: generator.files().map { ($0.path, Array($0.text.utf8)) })
    let site = SiteFormat.decode(try #require(files["site.json"]), file: "site.json")
    let demand = DemandFormat.decode(
      try #require(files["demand.json"]), file: "demand.json", site: site.names)
    return (try #require(site.site), try demand.get())
  }

  @Test(arguments: [("small", 1), ("replan", 1)] as [(String, UInt64)])
  func everyOfferCanBeKept(profile: String, seed: UInt64) async throws {
    let site: Site
    var demand: Demand
    (site, demand) = try day(profile, seed)
    let isNew = { (visit: Appointment) in !visit.isCommitted }
    let held = Array(
      demand.appointments.filter(isNew).enumerated().filter { $0.offset % 3 == 0 }.map(\.element).prefix(5))
    demand.appointments.removeAll { visit in held.contains { $0.id == visit.id } }
    var options = SearchOptions()
    options.limit = .iterations(0)
    let schedule = await Planner(site: site, demand: demand).schedule(options)
    let desk = try OfferDesk(site: site, demand: demand, schedule: schedule)
    let before = Dictionary(uniqueKeysWithValues: schedule.assignments.map { ($0.appointment, $0) })
    let wishes = Dictionary(uniqueKeysWithValues: demand.appointments.map { ($0.id, $0.readyBy) })

    for request in held {
      let answer = desk.offers(for: request, count: 4)
      #expect((answer.refusal == nil) == !answer.offers.isEmpty)
      #expect(Set(answer.offers.map(\.reception.arrival)).count == answer.offers.count)
      for offer in answer.offers {
        let accepted = try desk.accept(offer, of: request)
        var asked = demand
        asked.appointments.append(request)
        var unpriced = accepted.schedule
        unpriced.cost = nil
        let verdict = Verifier(site: site, demand: asked).verify(unpriced)
        #expect(verdict.isFeasible)
        #expect(verdict.cost.total - (schedule.cost?.total ?? 0) == offer.extraCost)
        for visit in accepted.schedule.assignments where visit.appointment != request.id {
          let then = try #require(before[visit.appointment])
          #expect(visit.reception == then.reception)
          if let promise = wishes[visit.appointment] ?? nil {
            #expect(visit.ready <= max(promise, then.ready))
          }
        }
      }
    }
  }
}
