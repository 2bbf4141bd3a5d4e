import Bayline
import BaylineGenerator
import Foundation

/// The made-up shop in English: names of jobs, parts and places from a list, those of people in pinyin.
struct DemoWords {
  private let words: [String: String]

  init() {
    let rows = CSVReader(PackageResources.demo_words_en_csv, delimiter: UInt8(ascii: ",")).rows
    words = Dictionary(
      rows.filter { $0.cells.count == 2 }.map { ($0.cells[0].text, $0.cells[1].text) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Translates everything that people see.
  func translate(_ made: inout GeneratedCase) {
    translate(&made.site)
    for index in made.demand.parts.indices {
      made.demand.parts[index].name = made.demand.parts[index].name.map(text)
    }
    for index in made.demand.appointments.indices { translate(&made.demand.appointments[index]) }
  }

  private func translate(_ site: inout Site) {
    site.name = text(site.name)
    for index in site.advisors.indices { site.advisors[index].name = site.advisors[index].name.map(person) }
    for index in site.technicians.indices {
      site.technicians[index].name = site.technicians[index].name.map(person)
      site.technicians[index].team = site.technicians[index].team.map(text)
    }
    let reserve = site.booking.teamReservePercent
    site.booking.teamReservePercent = Dictionary(
      reserve.map { (text($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    for index in site.booking.limits.indices {
      site.booking.limits[index].name = site.booking.limits[index].name.map(text)
    }
    for index in site.bays.indices { site.bays[index].name = site.bays[index].name.map(phrase) }
    for index in site.equipment.indices {
      site.equipment[index].name = site.equipment[index].name.map(text)
    }
  }

  private func translate(_ visit: inout Appointment) {
    visit.card.customer = visit.card.customer.map(person)
    visit.card.title = visit.card.title.map(text)
    visit.card.vehicle = visit.card.vehicle.map(phrase)
    visit.card.request = visit.card.request.map(text)
    visit.card.note =
      visit.kind == .comeback
      ? "Comeback: bring the previous work order" : visit.card.note.map(text)
    for index in visit.operations.indices {
      visit.operations[index].name = visit.operations[index].name.map(text)
    }
  }

  /// A text of the list; others stay as they are.
  func text(_ text: String) -> String { words[text] ?? text }

  /// Words of the list.
  private func phrase(_ text: String) -> String {
    text.split(separator: " ").map { self.text(String($0)) }.joined(separator: " ")
  }

  /// `王建国` as `Wang Jianguo`.
  private func person(_ name: String) -> String {
    func latin(_ text: some StringProtocol) -> String {
      let toned = String(text).applyingTransform(.mandarinToLatin, reverse: false) ?? String(text)
      let plain = toned.folding(options: .diacriticInsensitive, locale: nil).filter { $0 != " " }
      return plain.prefix(1).uppercased() + plain.dropFirst()
    }
    return "\(latin(name.prefix(1))) \(latin(name.dropFirst()))"
  }
}
