import BaylineFormats
import BaylineModel
import BaylineSpreadsheets

/// Texts imported as files.
struct Importing {
  var settings = SpreadsheetImport()

  /// Without a site, from a day on.
  init(from: String? = nil, days: Int? = nil) {
    settings.from = from.flatMap(SpreadsheetImport.date)
    settings.days = days
  }

  /// At a site with two advisors, three technicians and a bay of two types.
  static func atSite(from: String? = "2026-11-23") -> Importing {
    var site = Site(name: "店", calendars: ["day": WorkCalendar()], hours: "day")
    site.advisors = [
      Advisor(id: "SA1", name: "韩美玲", calendar: "day"), Advisor(id: "SA2", name: "高娟", calendar: "day"),
    ]
    site.technicians = [("T1", "王伟"), ("T2", "王伟"), ("T3", "李娜")].map {
      Technician(id: $0, name: $1, skills: ["mechanical": 3], calendar: "day")
    }
    site.bays = [Bay(id: "B1", name: "举升工位 1", types: ["express", "lift"])]
    var importing = Importing(from: from)
    importing.settings.site = site
    importing.settings.siteNames = SiteFormat.IDs(site)
    return importing
  }

  func run(_ texts: String...) -> SpreadsheetImport.Result {
    settings.run(
      texts.enumerated().map { SpreadsheetImport.File(path: "\($0 + 1).csv", bytes: Array($1.utf8)) })
  }

  /// Places and codes of all faults: `1.csv:2:C missingCell`.
  func diagnostics(_ texts: String...) -> [String] {
    let files = texts.enumerated().map {
      SpreadsheetImport.File(path: "\($0 + 1).csv", bytes: Array($1.utf8))
    }
    return settings.run(files).diagnostics.map { "\($0.file):\($0.place) \($0.problem.code)" }
  }
}
