public import BaylineFormats
public import BaylineModel
import BaylineVerifier
import BaylineWording

/// The schedule as iCalendar files (RFC 5545), one for each advisor and technician, for calendar programs and phones.
///
/// Advisors get the arrivals and hand-overs, with the customers' names and phone numbers; technicians get the operations
/// with bay and crew, without customers. Unscheduled visits do not appear. The same site, demand and schedule give the
/// same bytes: the clock is never read, and the demand's `now` is the revision of a file.
public struct CalendarFiles: Sendable {
  /// Name and text of each file: advisors, then technicians, in the order of the site. People without events have a file
  /// too.
  public let files: [(name: String, text: String)]

  /// Creates the files of a schedule.
  ///
  /// - Parameters:
  ///   - siteFile: The site's file as the user named it, for the error.
  ///   - language: The language of the events.
  /// - Precondition: The schedule refers to appointments of the demand, each with its operations in their order.
  /// - Throws: An `Diagnostic` if the site's `timeZone` is unknown.
  /// - Complexity: O(*n* log *n*) in the events, plus the size of the output.
  public init(site: Site, siteFile: String, demand: Demand, schedule: Schedule, language: Language)
    throws(Diagnostic)
  {
    let reach = Self.reach(of: schedule, demand: demand)
    guard let zone = SiteTimeZone(site.timeZone, from: reach.from, to: reach.to) else {
      let nearest = SiteTimeZone.nearest(to: site.timeZone)
      throw Diagnostic(
        file: siteFile, place: "$.timeZone", problem: .unknownTimeZone(site.timeZone, nearest: nearest))
    }
    let facts = CalendarContext(site: site, demand: demand, schedule: schedule, language: language)
    let advisors = AdvisorEvents(facts).byAdvisor
    let technicians = TechnicianEvents(facts).byTechnician
    let writer = CalendarWriter(site: site, now: demand.now, zone: zone)
    func file(_ role: String, _ id: String, _ name: String, _ events: [CalendarEvent]?)
      -> (name: String, text: String)
    {
      ("\(role)-\(SafeName.of(id)).ics", writer.text(of: events ?? [], named: "\(site.name) \(name)"))
    }
    files =
      site.advisors.map { file("advisor", $0.id, facts.names.advisor($0.id), advisors[$0.id]) }
      + site.technicians.map {
        file("technician", $0.id, facts.names.technician($0.id), technicians[$0.id])
      }
  }

  /// The first and the last time in any file.
  private static func reach(of schedule: Schedule, demand: Demand) -> (from: CivilTime, to: CivilTime) {
    var times = [demand.now]
    for visit in schedule.assignments {
      times.append(visit.told)
      if let reception = visit.reception { times.append(reception.arrival) }
      for operation in visit.operations { times += [operation.start, operation.end] }
    }
    times += demand.appointments.compactMap(\.arrived)
    return (times.min() ?? demand.now, times.max() ?? demand.now)
  }
}
