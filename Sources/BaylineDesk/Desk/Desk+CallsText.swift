import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// What a customer hears and reads about a booking.
struct BookingText {
  private let book: Book
  private let request: Appointment
  private let words: Glossary
  private let facts: [String]
  private let arrival: CivilTime

  /// - Parameter demand: The visits beside this one.
  init(book: Book, demand: Demand, request: Appointment, offer: Offer, language: Language) {
    self.book = book
    self.request = request
    words = Glossary(language)
    arrival = offer.reception.arrival
    facts = OfferText(site: book.site, demand: demand, request: request, language: language)
      .told(offer, showsIds: false)
  }

  /// To be read aloud: day, time, advisor, duration, ready time, price, what to bring, grace.
  var spoken: String {
    let plate = request.card.plate.map { [$0.printable] } ?? []
    return words.sentence(plate + facts + incentive)
  }

  /// To be sent as a text: what was said, the way to the shop and its phone.
  var message: String {
    let greeting =
      customer.map { words("\($0)您好，已为您预约", "Dear \($0), you are booked") }
      ?? words("已为您预约", "You are booked")
    let plate = request.card.plate.map { words(" \($0.printable)", " with \($0.printable)") } ?? ""
    var lines = [
      words("【\(book.site.name.printable)】", "\(book.site.name.printable): ") + greeting + plate
        + words("：", ": ")
        + words.sentence(facts + incentive)
    ]
    if !book.settings.directions.isBlank {
      lines.append(words("路线：", "How to find us: ") + book.settings.directions.printable)
    }
    if !book.settings.phone.isBlank {
      lines.append(
        words(
          "有变动请致电 \(book.settings.phone.printable)",
          "If anything changes, call \(book.settings.phone.printable)"))
    }
    return lines.joined(separator: "\n")
  }

  private var customer: String? {
    guard let name = request.card.customer?.printable, !name.isEmpty else { return nil }
    guard let title = request.card.title?.printable, !title.isEmpty, !name.hasSuffix(title) else {
      return name
    }
    return words(name + title, "\(title) \(name)")
  }

  /// What customers get who come in slack hours.
  private var incentive: [String] {
    let text = book.settings.slackIncentive
    return text.isBlank || !book.isSlack(arrival) ? [] : [text.printable]
  }
}

extension Glossary {
  /// Facts as one sentence.
  fileprivate func sentence(_ facts: [String]) -> String {
    facts.joined(separator: self("；", "; ")) + self("。", ".")
  }
}
