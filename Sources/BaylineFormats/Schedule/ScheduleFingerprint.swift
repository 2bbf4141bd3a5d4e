public import BaylineModel
import BaylineMath

/// What a schedule was made from, so that nobody goes on with one whose demand has changed.
///
/// `bayline schedule` writes a digest of all that rules and costs use of site and demand into `about.demand`. What
/// forms alone show (names, plates, phones, notes, prices) is not in it, nor is the order of appointments and parts: a
/// corrected phone number leaves a schedule as good as it was.
public enum ScheduleFingerprint {
  /// The digest of a site and a demand: 16 hexadecimal digits, the same on any machine.
  ///
  /// G. Fowler, L. C. Noll and K.-P. Vo's hash FNV-1a of 64 bits, over the files' text as Bayline writes it. It
  /// guards against mix-ups, not against malice.
  /// - Complexity: linear in the size of both files.
  public static func digest(site: Site, demand: Demand) -> String {
    var hash = FNV1a()
    hash.combine(SiteFormat.encode(bare(site)))
    hash.combine(DemandFormat.encode(bare(demand)))
    return hash.hexadecimal
  }

  /// Names in a schedule the demand that it was made from.
  public static func stamp(_ schedule: inout Schedule, site: Site, demand: Demand) {
    if schedule.about == nil { schedule.about = ScheduleProvenance() }
    schedule.about?.demand = digest(site: site, demand: demand)
  }

  /// Checks that a schedule that names its demand names this one. A schedule from elsewhere may name none.
  ///
  /// - Throws: ``OriginFault/otherDemand``.
  public static func check(_ schedule: Schedule, site: Site, demand: Demand) throws(OriginFault) {
    if let stated = schedule.about?.demand, stated != digest(site: site, demand: demand) {
      throw .otherDemand
    }
  }

  // MARK: - What counts

  private static func bare(_ site: Site) -> Site {
    var site = site
    site.name = ""
    site.timeZone = ""
    site.locale = .english
    site.booking.graceMinutes = 0
    for index in site.advisors.indices { site.advisors[index].name = nil }
    for index in site.bays.indices { site.bays[index].name = nil }
    for index in site.technicians.indices {
      site.technicians[index].name = nil
      site.technicians[index].team = nil
    }
    return site
  }

  private static func bare(_ demand: Demand) -> Demand {
    var demand = demand
    demand.parts = demand.parts.map { SparePart(id: $0.id, onHand: $0.onHand, inbound: $0.inbound) }
      .sortedByCodePoint(\.id)
    for index in demand.appointments.indices {
      demand.appointments[index].card = CustomerCard()
      for operation in demand.appointments[index].operations.indices {
        demand.appointments[index].operations[operation].name = nil
      }
    }
    demand.appointments = demand.appointments.sortedByCodePoint(\.id)
    return demand
  }
}
