import BaylineModel
import BaylineReports
import BaylineWording
import TestSupport
import Testing

/// What holds for all forms in a format: files, escaping, privacy, warnings.
@Suite struct FormWriterTests {
  private static let formats: [FormFiles.Format] = [.html, .csv, .text]

  @Test func namesOfFilesAreFixed() {
    var tiny = TinyWorkshop()
    tiny.addOilChange()
    let stems = FormKind.allCases.map(\.rawValue)
    #expect(
      stems == [
        "registration", "roster", "board", "workshop", "welcome", "picking", "calls", "stay", "drivers",
        "equipment", "reasons",
      ])
    #expect(tiny.forms().files([.html]).map(\.name) == stems.map { $0 + ".html" } + ["index.html"])
    #expect(
      tiny.forms().files([.csv, .text]).map(\.name) == stems.map { $0 + ".csv" } + stems.map { $0 + ".txt" })
    #expect(tiny.forms([.stay]).files([.html]).map(\.name) == ["stay.html"])
  }

  // MARK: - Personal data

  /// Who may have the customer in full and the phone number; `index` has all.
  private static let withCustomer: Set = ["registration", "roster", "calls", "index"]
  private static let withPhone: Set = ["registration", "calls", "index"]

  @Test(arguments: Language.allCases) func phoneAndCustomerStandOnlyWhereTheyAreNeeded(language: Language) {
    var tiny = TinyWorkshop()
    func mark(_ appointment: inout Appointment) {
      appointment.card.plate = "沪A·12345"
      appointment.card.customer = "甲哨兵乙"
      appointment.card.phone = "PHONE-4711"
      appointment.card.request = "哨兵之言"
      appointment.readyBy = time("08:30")
    }
    tiny.addOilChange(edit: mark)
    tiny.add(
      "A2", at: nil, [Step("15:00", "+1 10:00", minutes: 240, splittable: true, bay: "B2", crew: ["T2"])]
    ) {
      mark(&$0)
      $0.arrived = time("-1 16:00")
    }
    tiny.leaveOut("A3", edit: mark)
    tiny.leaveOut("A4", reason: .parts) {
      mark(&$0)
      $0.parts = [SparePart.Requirement(part: "P", quantity: 9)]
      $0.arrived = time("-1 16:00")
    }
    for (name, text) in tiny.forms(FormKind.allCases, language).files(Self.formats) {
      let stem = name.split(separator: ".").first.map(String.init) ?? ""
      #expect(text.contains("PHONE-4711") == Self.withPhone.contains(stem), "\(name)")
      #expect(text.contains("甲哨兵") == Self.withCustomer.contains(stem), "\(name)")
      #expect(text.contains("哨兵之言") == ["registration", "index"].contains(stem), "\(name)")
      if stem == "welcome" { #expect(!text.contains("12345")) }
    }
  }

  // MARK: - Hostile texts

  private static let hostile = [
    "<script>alert(1)</script>", "\"&'</td></table><b>", "=1+2", "+SUM(A1)", "@x", "a\nb\r\nc",
    "\u{202E}abc\u{200F}",
    "\u{1B}[31mred", "x\u{07}\u{9B}y", "👨‍👩‍👧‍👦🚗", String(repeating: "好", count: 200),
    String(repeating: "W", count: 200),
    "' onload='x", "]]>--><!--", "\u{2028}z",
  ]

  /// Two visits whose every free text is the hostile one, one of them late and one left out.
  private func workshop(_ text: String) -> TinyWorkshop {
    var tiny = TinyWorkshop()
    tiny.site.name = text
    tiny.site.advisors[0].name = text
    tiny.site.technicians[0].name = text
    tiny.site.technicians[0].team = text
    tiny.site.bays[0].name = text
    tiny.site.bays[0].types.append(text)
    tiny.site.technicians[0].skills[text] = 1
    tiny.demand.parts = [SparePart(id: "P", name: text, shelf: text, onHand: 2)]
    func fill(_ appointment: inout Appointment) {
      appointment.kind = VisitKind(rawValue: text)
      appointment.operations[0].name = text
      appointment.parts = [SparePart.Requirement(part: "P", quantity: 2)]
      appointment.readyBy = time("08:30")
      appointment.card.plate = text
      appointment.card.customer = text
      appointment.card.title = text
      appointment.card.phone = text
      appointment.card.vehicle = text
      appointment.card.request = text
      appointment.card.note = text
    }
    tiny.add("A1", edit: fill)
    tiny.leaveOut("A2", reason: .parts, edit: fill)
    tiny.schedule.unscheduled[0].detail = text
    tiny.schedule.about = Schedule.Provenance()
    tiny.schedule.about?.program = text
    return tiny
  }

  /// The elements that forms are made of.
  private static let elements: Set<Substring> = [
    "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "nav", "h1", "h2", "a", "article",
    "section", "header",
    "p", "span", "footer", "div", "table", "caption", "colgroup", "col", "thead", "tr", "th", "tbody", "td",
    "br",
    "figure", "figcaption", "small", "svg", "g", "rect", "path", "circle", "text",
  ]

  @Test(arguments: hostile) func htmlHasNoElementsButItsOwn(text: String) {
    let harmless = workshop("harmless").forms().files([.html])
    for (file, expected) in zip(workshop(text).forms().files([.html]), harmless) {
      let parts = file.text.split(separator: "<").dropFirst()
      for part in parts {
        let name = part.prefix { !" >\n".contains($0) }.drop { $0 == "/" }
        #expect(Self.elements.contains(name), "\(file.name): <\(part.prefix(60))")
        #expect(part.filter { $0 == "\"" }.count % 2 == 0, "\(file.name): <\(part.prefix(60))")
      }
      // As many ends as with a harmless text: nothing was closed before its time. Lines and labels depend on lengths.
      for end in ["</td>", "</tr>", "</table>", "</section>", "</p>", "</rect>", "</a>"] {
        #expect(file.text.count(of: end) == expected.text.count(of: end), "\(file.name): \(end)")
      }
      #expect(!file.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    }
  }

  @Test(arguments: hostile) func terminalGetsNoControlCharactersAndNoLongLines(text: String) {
    for file in workshop(text).forms().files([.text]) {
      for line in file.text.split(separator: "\n") {
        #expect(String(line).displayWidth <= 100, "\(file.name): \(line)")
        #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control }, "\(file.name)")
      }
    }
  }

  @Test(arguments: hostile) func spreadsheetsGetNoFormulas(text: String) {
    for file in workshop(text).forms().files([.csv]) {
      let lines = file.text.dropFirst().split(separator: "\r\n")
      for line in lines {
        // No line break within a cell: each line is a row.
        for cell in line.split(separator: ",") {
          let start = cell.drop { $0 == "\"" || $0 == " " }.first
          #expect(start.map { !"=+@".contains($0) } ?? true, "\(file.name): \(cell)")
        }
      }
    }
  }

  // MARK: - Warnings

  @Test(arguments: Language.allCases) func aScheduleThatBreaksRulesSaysSoOnEachForm(language: Language) {
    var tiny = TinyWorkshop()
    tiny.addOilChange()
    #expect(tiny.forms().warning == nil)
    tiny.schedule.assignments[0].ready = time("10:00")
    let forms = tiny.forms(FormKind.allCases, language)
    #expect(forms.violations.count == 1)
    let warning = language == .chinese ? "本计划违反规则 1 处（READY）" : "breaks rules in 1 place (READY)"
    #expect(forms.warning?.contains(warning) == true)
    for file in forms.files([.html, .text]) { #expect(file.text.contains(warning), "\(file.name)") }
  }

  @Test func anEmptyDemandHasEmptyForms() {
    let forms = TinyWorkshop().forms(FormKind.allCases, .english)
    for file in forms.files([.html, .text]) { #expect(file.text.contains("None"), "\(file.name)") }
    for file in forms.files([.csv]) { #expect(file.text.split(separator: "\r\n").count == 1, "\(file.name)") }
  }

  // MARK: - A whole page

  private var stay: TinyWorkshop {
    var tiny = TinyWorkshop()
    tiny.site.name = "虹桥4S店"
    tiny.add("A2", at: "14:45", [Step("15:00", "+1 10:00", minutes: 240, splittable: true)]) {
      $0.card.plate = "沪A·12345"
      $0.operations[0].name = "喷漆"
    }
    return tiny
  }

  // Columns of 9, 11, 11, 8 and 28, and of 9, 11, 13, 14 and 30, two blanks apart: 75 and 85.
  @Test func aFormForTheTerminalInBothLanguages() {
    #expect(
      stay.text(.stay) == """
        车间维修车辆滞留表  2026-11-23（周一）
        虹桥4S店
        当晚留厂 1 台

        车牌号     进厂         计划交车     滞留原因  下一作业
        ---------------------------------------------------------------------------
        沪A·12345  11-23 14:45  11-24 10:15  作业未完  喷漆，至 11-24 10:00（T、B）
        A2

        """)
    #expect(
      stay.text(.stay, .english) == """
        Stay list  Mon 2026-11-23
        虹桥4S店
        1 vehicle overnight

        Plate      Since        Planned ready  Waits for       Next work
        -------------------------------------------------------------------------------------
        沪A·12345  11-23 14:45  11-24 10:15    work under way  喷漆, until 11-24 10:00 (T, B)
        A2

        """)
  }

  // 2,001 vehicles left out and the counts of reasons: two pages, and a file that leads to them.
  @Test func aLongFormIsPaged() {
    var tiny = TinyWorkshop()
    for number in 0..<2_001 { tiny.leaveOut("A\(number)", reason: .capacity) }
    let files = tiny.forms([.reasons]).files([.html])
    #expect(files.map(\.name) == ["reasons.html", "reasons-1.html", "reasons-2.html"])
    #expect(files[0].text.contains("<a href=\"reasons-2.html\">2</a>") && !files[0].text.contains("A2000"))
    #expect(!files[1].text.contains("A2000") && files[2].text.contains("A2000"))
    #expect(tiny.forms([.reasons]).files([.html], isPaged: false).map(\.name) == ["reasons.html"])
  }

  @Test func aPageShowsTheIdBelowThePlate() {
    #expect(stay.html(.stay, .english).contains("沪A·12345<br><small class=\"visit\">A2</small>"))
    var tiny = TinyWorkshop()
    tiny.addOilChange()
    for kind in FormKind.allCases where ![.welcome, .stay, .drivers, .equipment, .reasons].contains(kind) {
      #expect(kind == .workshop || kind == .roster || tiny.html(kind).contains(">A1</small>"), "\(kind)")
      #expect(tiny.text(kind).contains("A1"), "\(kind)")
    }
    #expect(!tiny.text(.welcome).contains("A1"))
  }

  @Test func aPageSaysItsLanguageItsDayAndItsPaper() {
    let html = stay.html(.stay, .english)
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(html.contains("<title>Stay list · 虹桥4S店</title>"))
    #expect(html.contains("<section id=\"stay-2026-11-23\">") && html.contains("Mon 2026-11-23"))
    #expect(html.contains("@page stay { size: A4 portrait; }"))
    #expect(!html.contains("http:") && !html.contains("https:") && !html.contains("<script"))
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
