import BaylineFormats
import BaylineModel

/// Brings plates and phone numbers of visits into one form, checks them, and finds plates that come twice on a day.
struct VisitChecks {
  private var plates: (count: Int, examples: [String]) = (0, [])
  private var unclearPlates: [String] = []
  private var phones = 0
  private var unclearPhones: [String] = []
  private var vehicles: [Vehicle: [String]] = [:]
  private var order: [Vehicle] = []

  private struct Vehicle: Hashable {
    var plate: String
    var day: String?
  }

  /// The plate in the standard form, or as it is written.
  mutating func plate(_ text: String, _ cell: Cell) -> String {
    guard let standard = PlateText.standard(text) else {
      if PlateText.beginsLikePlate(text) { unclearPlates.append("\(cell.address)（\(text)）") }
      return text
    }
    if standard != text {
      plates.count += 1
      if plates.examples.count < 5 { plates.examples.append("\(text) → \(standard)") }
    }
    return standard
  }

  /// The phone number as it is written, without decimals.
  mutating func phone(_ text: String, _ cell: Cell) -> String {
    let number = PhoneText.withoutDecimals(text)
    if number != text { phones += 1 }
    if !PhoneText.isPlausible(number) { unclearPhones.append("\(cell.address)（\(number)）") }
    return number
  }

  /// Notes the visit of a vehicle.
  ///
  /// - Parameter day: The day, like 2026-11-23; `nil` if it is open.
  mutating func come(_ plate: String, on day: String?, _ cell: Cell) {
    let bare = Appointment.CustomerCard.plateKey(plate)
    // 临牌 and the like are many vehicles.
    guard bare.unicodeScalars.contains(where: { ("0"..."9").contains($0) }) else { return }
    let vehicle = Vehicle(plate: bare, day: day)
    if vehicles[vehicle] == nil { order.append(vehicle) }
    vehicles[vehicle, default: []].append("\(plate) \(cell.address)")
  }

  /// What was changed or looks wrong.
  var notes: [ImportNote] {
    let twice = order.compactMap { vehicles[$0] }.filter { $0.count > 1 }.map { $0.joined(separator: " = ") }
    var notes: [ImportNote] = []
    if plates.count > 0 { notes.append(.platesRead(plates.count, examples: plates.examples)) }
    if !unclearPlates.isEmpty { notes.append(.platesUnclear(unclearPlates)) }
    if phones > 0 { notes.append(.phonesRead(phones)) }
    if !unclearPhones.isEmpty { notes.append(.phonesUnclear(unclearPhones)) }
    if !twice.isEmpty { notes.append(.samePlate(twice)) }
    return notes
  }
}
