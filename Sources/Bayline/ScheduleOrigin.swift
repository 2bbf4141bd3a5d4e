import BaylineFormats
public import BaylineModel
public import BaylineVerifier

/// What a schedule was made from, so that nobody goes on with one whose demand has changed.
///
/// `bayline schedule` writes a digest of all that rules and costs use of site and demand into `about.demand`. What
/// forms alone show (names, plates, phones, notes, prices) is not in it, nor is the order of appointments and parts: a
/// corrected phone number leaves a schedule as good as it was.
public enum ScheduleOrigin {
  /// The digest of a site and a demand: 16 hexadecimal digits, the same on any machine.
  ///
  /// G. Fowler, L. C. Noll and K.-P. Vo's hash FNV-1a of 64 bits, over the files' text as Bayline writes it. It
  /// guards against mix-ups, not against malice.
  /// - Complexity: linear in the size of both files.
  public static func digest(site: Site, demand: Demand) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in [SiteFormat.encode(bare(site)), DemandFormat.encode(bare(demand))] {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Makes sure that a schedule may stand for a demand.
  ///
  /// One that names its demand shall name this one; one from elsewhere, without a name, shall keep every rule and
  /// state the right cost, or none.
  ///
  /// - Parameter verdict: What the verifier says of it; asked for in either case, for a file can be edited.
  /// - Throws: Why it may not.
  public static func check(
    _ schedule: Schedule, site: Site, demand: Demand, verdict: Verdict
  ) throws(OriginFault) {
    if let stated = schedule.about?.demand, stated != digest(site: site, demand: demand) {
      throw .otherDemand
    }
    guard verdict.isCorrect else { throw .incorrect(verdict) }
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
    demand.parts = demand.parts.map { Part(id: $0.id, onHand: $0.onHand, inbound: $0.inbound) }
      .sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    for index in demand.appointments.indices {
      demand.appointments[index].card = CustomerCard()
      for operation in demand.appointments[index].operations.indices {
        demand.appointments[index].operations[operation].name = nil
      }
    }
    demand.appointments.sort { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    return demand
  }
}

/// Why a schedule may not stand for a demand.
public enum OriginFault: Error, Hashable, Sendable {
  /// It was made from another demand, or from this one before it changed.
  case otherDemand
  /// It breaks rules, or states a wrong cost.
  case incorrect(Verdict)
}
