import BaylineModel
import BaylineReports
import TestSupport

/// The forms of a tiny workshop, as tests look at them.
extension TinyWorkshop {
  func forms(_ kinds: [FormKind] = FormKind.allCases, _ language: Language = .chinese, day: CivilDate? = nil)
    -> FormFiles
  {
    FormFiles(
      site: site, demand: demand, schedule: schedule, language: language, day: day, kinds: kinds)
  }

  /// The rows of a form as CSV, without the heading.
  func rows(_ kind: FormKind, _ language: Language = .chinese, day: CivilDate? = nil) -> [String] {
    Array(csv(kind, language, day: day).dropFirst())
  }

  /// The lines of a form as CSV.
  func csv(_ kind: FormKind, _ language: Language = .chinese, day: CivilDate? = nil) -> [String] {
    let text = forms([kind], language, day: day).files([.csv])[0].text
    return text.dropFirst().split(separator: "\r\n").map(String.init)
  }

  func text(_ kind: FormKind, _ language: Language = .chinese) -> String {
    forms([kind], language).files([.text])[0].text
  }

  func html(_ kind: FormKind, _ language: Language = .chinese) -> String {
    forms([kind], language).files([.html])[0].text
  }

  /// A visit with a full card: Zhang San's car, at 08:00 with `S`, an hour's oil change by `T` on `B`, two of part `P`.
  mutating func addOilChange(_ id: String = "A1", edit: (inout Appointment) -> Void = { _ in }) {
    if demand.parts.isEmpty { demand.parts = [SparePart(id: "P", name: "机油", shelf: "A1", onHand: 5)] }
    add(id, [Step("08:15", "09:15") { $0.name = "换油" }]) {
      $0.kind = .maintenance
      $0.parts = [SparePart.Requirement(part: "P", quantity: 2)]
      $0.card.plate = "沪A·12345"
      $0.card.customer = "张三"
      $0.card.title = "先生"
      $0.card.phone = "13800000000"
      edit(&$0)
    }
  }
}
