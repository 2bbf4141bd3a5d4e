import BaylineFormats
import BaylineModel
import BaylineSolver
import Testing

/// Small sound documents, which tests damage.
enum Sample {
  static let site = """
    {
      "format": "bayline.site/1", "name": "示例店", "hours": "day",
      "calendars": {
        "day": {"weekly": {"mon": [["08:00", "12:00"], ["13:00", "17:30"]]}, "dates": {"2026-11-25": []}},
        "x y": {},
        "turns": {"rotation": {"from": "2026-11-23", "weeks": [{"mon": [["08:00", "12:00"]]}, {}]}}
      },
      "dates": {"2026-10-01": "closed", "2026-10-10": "fri"},
      "booking": {"slotMinutes": 15, "siteBookingsPerHour": null, "reservePercent": 10, "moveMinutes": 3,
        "teamReservePercent": {"metal": 30}, "loanerTurnaroundMinutes": 30, "promisePercent": 95,
        "limits": [{"id": "noon", "kinds": ["repair"], "waiting": true, "weekdays": ["mon", "tue"],
                    "from": "11:00", "to": "13:00", "most": 2}, {"id": "all", "most": 9}]},
      "advisors": [{"id": "ann", "calendar": "day", "kinds": ["repair", "tuning"]}],
      "bays": [{"id": "lift", "types": ["lift"], "calendar": "day"}, {"id": "paint", "types": []}],
      "technicians": [
        {"id": "tom", "team": "metal", "skills": {"body": 2}, "calendar": "day", "certifications": ["hv"]},
        {"id": "zoe", "skills": {}, "calendar": "x y", "efficiency": 110}
      ],
      "equipment": [{"id": "scope", "count": 2}, {"id": "jack"}],
      "loaners": 2, "drivers": 1,
      "policy": {"late": 50, "move": 30, "balance": 2, "kinds": {"tuning": {"drop": 9, "delay": 1}, "repair": {"drop": 8}}}
    }
    """

  static let demand = """
    {
      "format": "bayline.demand/1", "horizon": {"from": "2026-11-23", "days": 1, "carryOverDays": 2},
      "now": "2026-11-23T07:00",
      "parts": [{"id": "oil", "onHand": 3, "inbound": [{"at": "2026-11-23T12:00", "quantity": 4}]}],
      "appointments": [
        {
          "id": "A", "kind": "repair", "customer": "王女士", "mileage": 120,
          "operations": [
            {"id": "one", "minutes": 30, "bay": "lift", "trade": "body", "level": 2, "crew": 1,
             "equipment": ["scope", "jack"], "parts": [{"part": "oil", "quantity": 2}], "bayAfter": "keep"},
            {"id": "two", "alternatives": [{"bay": "lift", "minutes": 5}, {"technician": "zoe", "minutes": 6}],
             "lag": {"min": 10, "max": 90},
             "locked": {"technicians": ["zoe"], "start": "2026-11-23T09:00", "end": "2026-11-23T09:06"}}
          ],
          "parts": [{"part": "oil", "quantity": 1}],
          "availability": [{"from": "2026-11-23T08:00", "to": "2026-11-23T12:00"}],
          "booked": {"arrival": "2026-11-23T08:15", "advisor": "ann"}, "waiting": true,
          "collect": {"minutes": 40}, "deliver": {"minutes": 30}, "priority": 150
        },
        {
          "id": "B", "kind": "tuning", "arrived": "2026-11-22T16:00", "receivedBy": "ann",
          "operations": [{"id": "wash", "minutes": 10, "bay": "lift", "trade": null,
                          "previous": {"technicians": ["tom", "zoe"]}}]
        }
      ]
    }
    """

  static let schedule = """
    {
      "format": "bayline.schedule/1",
      "assignments": [
        {"appointment": "A", "arrival": "2026-11-23T08:15", "advisor": "ann", "ready": "2026-11-23T09:21",
         "promise": "2026-11-23T10:00",
         "operations": [
           {"operation": "one", "bay": "lift", "technicians": ["tom"],
            "start": "2026-11-23T08:30", "end": "2026-11-23T09:00"},
           {"operation": "two", "technicians": ["zoe"],
            "start": "2026-11-23T09:00", "end": "2026-11-23T09:06"}
         ]}
      ],
      "unscheduled": [{"appointment": "B", "reason": "bay", "earliest": "2026-11-24T08:00"}],
      "cost": {"total": 8, "terms": {
        "unscheduled": 27, "delay": 51, "deviation": 0, "stay": 198, "lateness": 0, "advisor": 0,
        "technician": 0, "original": 0, "handover": 20, "moves": 0, "overskill": 0, "overload": 0, "balance": 0, "moved": 0,
        "makespan": -1}},
      "about": {"seed": 7, "seconds": 1.25, "threads": "two", "mood": [1.5e300]}
    }
    """

  static func readSite(_ text: String = site) -> SiteFormat.Decoded {
    SiteFormat.decode(Array(text.utf8), file: "site.json")
  }

  static func readDemand(_ text: String = demand, site: SiteFormat.IDs? = readSite().names)
    -> DemandFormat.Decoded
  {
    DemandFormat.decode(Array(text.utf8), file: "demand.json", site: site)
  }

  static func readSchedule(_ text: String = schedule) -> DecodedFile<Schedule> {
    ScheduleFormat.decode(
      Array(text.utf8), file: "schedule.json", site: readSite().names, demand: readDemand().names)
  }
}

/// A valid text with one part replaced, and the expected problems, as `place code`.
struct Damage: Sendable, CustomTestStringConvertible {
  let piece: String
  let replacement: String
  let diagnostics: [String]

  init(_ piece: String, _ replacement: String, _ diagnostics: String...) {
    self.piece = piece
    self.replacement = replacement
    self.diagnostics = diagnostics
  }

  var testDescription: String { "\(piece) → \(replacement)" }

  func applied(to text: String) -> String? {
    guard let range = text.ranges(of: piece).first else { return nil }
    return text.replacingCharacters(in: range, with: replacement)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}

extension [Diagnostic] {
  /// `place code` of each.
  var brief: [String] { map { "\($0.place) \($0.problem.code)" } }
}
