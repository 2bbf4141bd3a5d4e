import BaylineFormats

extension Book {
  /// The book as the files that `bayline` reads; the schedule names the demand that it was made from.
  package func files() -> (site: String, demand: String, schedule: String) {
    var stamped = schedule
    ScheduleFingerprint.stamp(&stamped, site: site, demand: demand)
    return (SiteFormat.encode(site), DemandFormat.encode(demand), ScheduleFormat.encode(stamped))
  }
}
