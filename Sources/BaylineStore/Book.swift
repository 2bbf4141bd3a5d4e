package import BaylineModel

/// The book of a workshop at one version: its site, the visits that are not over, and their schedule.
///
/// The schedule is feasible for the site and the demand. The horizon begins today and has as many days as the book;
/// ``records`` has every visit of the demand, and those that were over today.
package struct Book: Hashable, Sendable {
  /// The number of the last entry of the journal that it contains.
  package var version: Int
  package var site: Site
  package var demand: Demand
  package var schedule: Schedule
  /// By the id of the visit.
  package var records: [String: VisitRecord]
  /// What the workshop has chosen for its desk.
  package var settings: DeskSettings

  package init(
    version: Int = 0, site: Site, demand: Demand, schedule: Schedule, records: [String: VisitRecord] = [:],
    settings: DeskSettings = DeskSettings()
  ) {
    self.version = version
    self.site = site
    self.demand = demand
    self.schedule = schedule
    self.records = records
    self.settings = settings
  }
}

/// What a workshop has chosen for its desk.
package struct DeskSettings: Hashable, Sendable {
  /// How many days a book may have.
  package static let dayRange = 1...60

  /// The days of the book on which vehicles may arrive.
  package var days = 14
  /// The catalogue of standard jobs, as CSV.
  package var catalogue = ""
  /// What customers are told who come in slack hours; empty if nothing.
  package var slackIncentive = ""
  /// The way to the shop, for texts.
  package var directions = ""
  /// The shop's phone, for texts.
  package var phone = ""
  /// The open recalls, by model or plate.
  package var recalls: [Recall] = []

  package init() {}

  package struct Recall: Hashable, Sendable {
    /// The number of the maker's notice.
    package var number: String
    package var title: String
    /// Plates or words of the vehicle's description that it applies to.
    package var appliesTo: [String]
    /// The newest notice, in words.
    package var notice: String

    package init(number: String, title: String, appliesTo: [String], notice: String) {
      self.number = number
      self.title = title
      self.appliesTo = appliesTo
      self.notice = notice
    }
  }
}

/// An entry of the journal of a book.
package struct JournalEntry: Hashable, Sendable {
  /// 1 is the first.
  package var version: Int
  /// The time in the workshop, like `2026-11-23T10:15`.
  package var at: String
  /// The real time, in seconds since 1970.
  package var recorded: Double
  /// The name of the account.
  package var by: String
  /// What was done, like `booked`, `noShow`, `planned`, `rolledOver`, `settings`.
  package var action: String
  /// The visit concerned.
  package var visit: String?
  /// A sentence about it, in the language of the site.
  package var detail: String
}
