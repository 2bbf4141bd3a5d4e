import BaylineMath
public import BaylineModel

/// Identifies the inputs of a schedule, so that nobody continues with one whose demand has changed.
///
/// `bayline schedule` writes a digest of everything that rules and costs use into `about.demand`. Data that only appears
/// on forms (names, plates, phone numbers, notes, prices) is excluded, and so is the order of appointments and parts: a
/// corrected phone number does not invalidate a schedule.
public enum ScheduleFingerprint {
  /// The digest of a site and a demand: 16 hexadecimal digits, the same on every machine.
  ///
  /// G. Fowler, L. C. Noll and K.-P. Vo's hash FNV-1a of 64 bits, over the files' text as Bayline writes it. It
  /// protects against mix-ups, not against tampering.
  /// - Complexity: linear in the size of both files.
  public static func digest(site: Site, demand: Demand) -> String {
    var hash = FNV1a()
    hash.combine(SiteFormat.encode(bare(site)))
    hash.combine(DemandFormat.encode(bare(demand)))
    return hash.hexadecimal
  }

  /// Records in a schedule which inputs it was made from.
  public static func stamp(_ schedule: inout Schedule, site: Site, demand: Demand) {
    if schedule.about == nil { schedule.about = Schedule.Provenance() }
    schedule.about?.demand = digest(site: site, demand: demand)
  }

  /// Checks that a schedule was made from this site and demand. A schedule without a digest passes.
  ///
  /// - Throws: ``Schedule/Problem/otherDemand``.
  public static func check(_ schedule: Schedule, site: Site, demand: Demand) throws(Schedule.Problem) {
    if let stated = schedule.about?.demand, stated != digest(site: site, demand: demand) {
      throw .otherDemand
    }
  }

  // MARK: - Relevant data

  private static func bare(_ site: Site) -> Site {
    var site = site
    site.name = ""
    site.timeZone = ""
    site.locale = .english
    site.booking.graceMinutes = 0
    site.booking.promisePercent = BookingRules().promisePercent
    for index in site.booking.limits.indices { site.booking.limits[index].name = nil }
    for index in site.equipment.indices { site.equipment[index].name = nil }
    for index in site.advisors.indices { site.advisors[index].name = nil }
    for index in site.bays.indices { site.bays[index].name = nil }
    for index in site.technicians.indices {
      site.technicians[index].name = nil
      // A team counts where a share of its time is kept free.
      if let team = site.technicians[index].team, site.booking.teamReservePercent[team] == nil {
        site.technicians[index].team = nil
      }
    }
    return site
  }

  private static func bare(_ demand: Demand) -> Demand {
    var demand = demand
    demand.parts = demand.parts.map { SparePart(id: $0.id, onHand: $0.onHand, inbound: $0.inbound) }
      .sortedByCodePoint(\.id)
    for index in demand.appointments.indices {
      demand.appointments[index].card = Appointment.CustomerCard()
      for operation in demand.appointments[index].operations.indices {
        demand.appointments[index].operations[operation].name = nil
      }
    }
    demand.appointments = demand.appointments.sortedByCodePoint(\.id)
    return demand
  }
}
