import Bayline
import BaylineStore
import BaylineWording

/// What a caller says, as typed in the call page; empty texts say nothing.
struct SaidRequest: Sendable {
  var plate = ""
  var customer = ""
  var title = ""
  var phone = ""
  var vehicle = ""
  var mileage = ""
  /// The names of standard jobs, separated by commas.
  var jobs = ""
  /// The customer's own words.
  var request = ""
  var note = ""
  /// When the customer wants to come: like `周五 10:00`, `fri after 14:00`, `12-03`.
  var at = ""
  /// When the vehicle is wanted back.
  var by = ""
  /// The id or name of an advisor.
  var advisor = ""
  /// `maintenance`, `repair`, … as in a demand; decided by the jobs if empty.
  var kind = ""
  var waiting = false
  var loaner = false
}

/// A request as it was understood, or what is wrong with it.
struct UnderstoodRequest: Sendable {
  /// `nil` if and only if there are faults.
  var request: Appointment?
  /// What was understood or assumed, a sentence each.
  var notes: [String]
  /// What is wrong, a sentence each, with the field that it is about.
  var faults: [Fault]

  struct Fault: Sendable {
    /// The name of the field in ``SaidRequest``.
    var field: String
    var text: String
  }
}

/// The times that can be offered to a caller.
struct OfferList: Sendable {
  /// The version of the book that they are of.
  var version: Int
  /// The reason of a refusal is in words.
  var answer: Offer.Answer
  /// Sentences for the coordinator: the first choice that cannot be had and why, the same plate on the same day, parts.
  var notes: [String]
}

/// A visit that has just been booked or moved.
struct Booked: Sendable {
  var visit: String
  var offer: Offer
  /// To be read aloud: day, time, advisor, duration, ready time, price, what to bring, grace.
  var spoken: String
  /// To be sent as a text.
  var message: String
}

/// What would change if something were taken over.
struct Preview: Sendable {
  /// Names it for ``Desk/takeOver(_:by:)``.
  var id: String
  var version: Int
  var changes: ChangeList
  /// The changes in words, by person: a heading and its lines.
  var groups: [(heading: String, lines: [String])]
  /// What takes the new state; of the version that it was made from.
  var book: Book
  var action: String
  var visit: String?
  var detail: String
}

/// How far the search for a better schedule is.
struct PlanningProgress: Sendable {
  enum State: String, Sendable { case idle, searching, done, cancelled, failed }
  var state: State
  /// The day that is planned, like `2026-11-24`.
  var day: String?
  var seconds: Double
  var cost: Int?
  var bound: Int?
  var unscheduled: Int?
  /// A sentence on what has come of it.
  var result: String?
}

/// A customer as known from earlier visits.
struct CustomerFile: Sendable {
  var plate: String
  /// Of the newest visit.
  var card: Appointment.CustomerCard
  /// The newest first.
  var visits: [VisitRecord]
  var preferredAdvisor: String?
  var preferredTechnician: String?
  var recalls: [DeskSettings.Recall]
}

/// A standard job of the catalogue that matches what was typed.
struct CatalogueJob: Sendable {
  var name: String
  var minutes: Int
  /// In the site's currency; `nil` if the catalogue has none.
  var price: Int?
  var trade: String?
  var kind: String?
}

/// Why the desk does not do what it was asked.
enum DeskError: Error, Sendable {
  /// There is no such visit, person, bay or part; the text says what.
  case notFound(String)
  /// The request makes no sense in the state of the book; the text says why and what to do.
  case refused(String)
  /// The time has been taken meanwhile; these can be had.
  case taken(OfferList)
  /// The book has moved on; what would change now.
  case changed(Preview)
}

extension DeskError {
  /// There is no such visit, in the book or in history.
  static func noVisit(_ id: String, _ words: Glossary) -> DeskError {
    .notFound(words("没有预约 \(id.printable)", "there is no visit \(id.printable)"))
  }

  /// Others overtook a change too often; nothing was saved.
  static func overtaken(_ words: Glossary) -> DeskError {
    .refused(
      words("预约簿正被频繁修改，没有保存; 请再试一次", "the book is changing too often, and nothing was saved; try again"))
  }
}
