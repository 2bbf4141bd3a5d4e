import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// Everything that the page of a visit shows beside the book.
struct VisitPageFacts: Sendable {
  var record: VisitRecord
  /// What was done with the visit, the newest first.
  var journal: [JournalEntry]
  /// Other visits of the same vehicle, the newest first.
  var earlier: [VisitRecord]
  var recalls: [DeskSettings.Recall] = []
  /// Texts for the customer, ready to be sent.
  var texts: [(title: String, text: String)] = []
  /// Why the visit is where it is, or cannot be at a time, if somebody asked.
  var explanation: String?
  /// The time that was asked about, as typed.
  var asked = ""
}

extension PageContext {
  /// A visit with all that is known of it, and what can be done.
  func visitPage(_ facts: VisitPageFacts) -> HTMLBuilder {
    let visit = facts.record.appointment
    let plate = (visit.card.plate ?? visit.id).printable
    let row = rows([facts.record])[0]
    return page(plate, in: nil, scripts: ["day.js"], scriptWords: dayScriptWords) { html in
      html.element("div", ["class": "stack", "id": "visit", "data-live": "1"]) { html in
        visitHead(row, plate, to: &html)
        html.element("div", ["class": "columns main-side"]) { html in
          html.element("div", ["class": "stack"]) { html in
            operations(row, to: &html)
            partsPanel(visit, to: &html)
            briefing(facts, to: &html)
            explanation(facts, to: &html)
            history(facts.earlier, to: &html)
            journal(facts.journal, to: &html)
          }
          html.element("aside", ["class": "stack"]) { html in
            customerPanel(facts, to: &html)
            texts(facts.texts, to: &html)
            contacts(facts.record, to: &html)
            life(facts.record, to: &html)
          }
        }
      }
    }
  }

  private func visitHead(_ row: DayRow, _ plate: String, to html: inout HTMLBuilder) {
    let visit = row.record.appointment
    html.element("div", ["class": "panel stack"]) { html in
      html.element(
        "div",
        [
          "class": "row wide", "data-visit": visit.id, "data-plate": plate,
          "data-status": row.status.rawValue,
        ]
      ) { html in
        html.element("h1", text: plate)
        state(row, to: &html)
        html.element("span", ["class": "push row no-print"]) { html in
          for action in VisitAction.possible(for: row, account) {
            let kind = action.isMain ? "primary" : action.isGrave ? "danger" : ""
            actionButton(action, visit.id, kind: "button \(kind)", to: &html)
          }
        }
      }
      html.element("div", ["class": "cards"]) { html in
        figure(words("到店", "Arrival"), row.arrival.map { words.dayAndTime($0) } ?? "–", to: &html)
        figure(words("交车", "Promise"), row.promise.map { words.dayAndTime($0) } ?? "–", to: &html)
        figure(words("服务顾问", "Advisor"), row.advisor.map(advisor) ?? "–", to: &html)
        figure(words("项目", "Jobs"), jobs(visit), remarks(visit), to: &html)
      }
      if let entry = row.record.unscheduled, row.status != .noShow {
        html.element("p", ["class": "notice warn"]) { html in
          html.element("strong", text: words.reason(entry.reason))
          if let detail = entry.detail { html.add(detail.printableLines) }
          if let earliest = entry.earliest {
            html.add(
              words(
                " 最早可约：\(words.dayAndTime(earliest))", " Earliest: \(words.dayAndTime(earliest))"))
          }
        }
      }
    }
  }

  private func figure(_ label: String, _ text: String, _ note: String = "", to html: inout HTMLBuilder) {
    html.element("div", ["class": "stack"]) { html in
      html.element("div") { html in
        html.element("div", ["class": "label"], text: label)
        html.element("div", ["class": "strong"], text: text)
        if !note.isEmpty { html.element("small", ["class": "soft"], text: note) }
      }
    }
  }

  // MARK: - Work

  private func operations(_ row: DayRow, to html: inout HTMLBuilder) {
    let placed = row.record.assignment?.operations ?? []
    let open = row.record.appointment.operations.filter { row.record.work[$0.id] == nil }
    let canDecline =
      may(.disturb) && (row.status.isExpected || row.status.isInHouse)
      && row.record.appointment.operations.count > 1
    html.element("section", ["class": "panel flush"]) { html in
      html.element("h2", text: words("作业", "Work"))
      html.element("table", ["class": "list"]) { html in
        html.columns([
          words("作业", "Job"), words("计划", "Planned"), words("工位", "Bay"), words("技师", "Technicians"),
          words("实际", "Done"), "",
        ])
        html.element("tbody") { html in
          for operation in row.record.appointment.operations {
            let place = placed.first { $0.operation == operation.id }
            let work = row.record.work[operation.id]
            html.element("tr", ["id": "operation-\(operation.id)"]) { html in
              html.cell(words("作业", "Job"), "strong", text: operation.name?.printable ?? "#\(operation.id)")
              html.cell(
                words("计划", "Planned"), "nowrap", text: place.map { span($0.start, $0.end) } ?? "–")
              html.cell(words("工位", "Bay"), text: (work?.bay ?? place?.bay).map(bay) ?? "–")
              html.cell(
                words("技师", "Technicians"),
                text: words.list((work?.technicians ?? place?.technicians ?? []).map(technician)))
              html.cell(words("实际", "Done"), "nowrap", text: work.map(done) ?? "–")
              html.element("td", ["class": "actions no-print"]) { html in
                guard canDecline, open.contains(where: { $0.id == operation.id }) else { return }
                html.element(
                  "button",
                  [
                    "type": "button", "class": "button small quiet", "data-act": "removeWork",
                    "data-for": row.id, "data-operation": operation.id,
                    "data-job": operation.name?.printable ?? operation.id,
                  ], text: words("客户不做…", "Declined…"))
              }
            }
          }
        }
      }
    }
  }

  /// `09:10–11:00` today, with the day otherwise.
  private func span(_ start: CivilTime, _ end: CivilTime) -> String {
    let last = start.date == end.date ? end.clock : words.dayAndTime(end)
    return "\(words.time(start, today: today))–\(last)"
  }

  private func done(_ work: WorkedTime) -> String {
    let start = work.start.map { String($0.suffix(5)) } ?? ""
    return "\(start)–\(work.end.map { String($0.suffix(5)) } ?? words("施工中", "under way"))"
  }

  private func partsPanel(_ visit: Appointment, to html: inout HTMLBuilder) {
    let needs = visit.allParts.filter { !AnswerPart.isAnswer($0.part) }
    guard !needs.isEmpty else { return }
    html.element("section", ["class": "panel"]) { html in
      html.element("div", ["class": "panel-head"]) { html in
        html.element("h2", text: words("配件", "Parts"))
        if visit.picked { html.chip(words("已备货", "on the shelf"), "good") }
      }
      html.element("ul", ["class": "items"]) { html in
        for need in needs {
          let part = book.demand.parts.first { $0.id == need.part }
          html.element("li", ["class": "row between"]) { html in
            html.element("span", text: "\(part?.name?.printable ?? need.part.printable) × \(need.quantity)")
            html.element("span", ["class": "soft"], text: supply(need, part, isPicked: visit.picked))
          }
        }
      }
    }
  }

  private func supply(_ need: SparePart.Requirement, _ part: SparePart?, isPicked: Bool) -> String {
    guard let part else { return words("不在配件表中", "not in the parts list") }
    if isPicked { return words("已备货", "on the shelf") }
    if part.onHand >= need.quantity {
      return words("在库 \(part.onHand)", "in stock: \(part.onHand)")
        + (part.shelf.map { " · \($0.printable)" } ?? "")
    }
    let next = part.inbound.map(\.at).filter { $0 >= now }.min()
    return next.map {
      words("待料，预计 \(words.dayAndTime($0)) 到货", "missing, expected \(words.dayAndTime($0))")
    } ?? words("待料，到货时间未知", "missing, no delivery known")
  }

  // MARK: - Briefing and explanation

  /// What the crew must know of a comeback or a complex job before it comes.
  private func briefing(_ facts: VisitPageFacts, to html: inout HTMLBuilder) {
    let visit = facts.record.appointment
    let isComplex = visit.operations.count >= 3 || visit.kind == .accident
    guard visit.kind == .comeback || isComplex else { return }
    let before = facts.earlier.first { $0.status == .handedOver }
    let technicians = before.map { record in
      words.list(Set(record.work.values.flatMap(\.technicians)).sorted().map(technician))
    }
    let steps = visit.operations.map { operation in
      switch operation.work {
      case .standard(let work):
        "\(operation.name?.printable ?? operation.id) \(words.duration(work.minutes))"
      case .alternatives: operation.name?.printable ?? operation.id
      }
    }
    html.element("section", ["class": "panel"]) { html in
      html.element("h2", text: words("技术交底", "Briefing"))
      html.pairs([
        (words("客户原话", "In their words"), visit.card.request?.printable),
        (words("原技师", "Original technician"), visit.originalTechnician.map(technician)),
        (
          words("上次进店", "Earlier order"),
          before.map { "\($0.arrival.map { words.day($0.date) } ?? "") \(jobs($0.appointment))" }
        ), (words("上次技师", "Worked on it"), technicians),
        (words("步骤", "Steps"), words.list(steps)), (words("备注", "Note"), visit.card.note?.printable),
      ])
    }
  }

  private func explanation(_ facts: VisitPageFacts, to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel stack tight", "id": "why"]) { html in
      html.element("h2", text: words("为什么是这个时间？", "Why here?"))
      html.element("form", ["class": "row", "method": "get", "action": "#why"]) { html in
        let label = words("为什么不在…（如 15:00）", "Why not at… (like 15:00)")
        html.element("label", ["class": "hidden-text", "for": "why-at"], text: label)
        html.element("span", ["class": "push-none"]) { html in
          html.open(
            "input", ["name": "why", "id": "why-at", "value": facts.asked, "placeholder": label])
        }
        html.element("button", ["class": "button"], text: words("问", "Ask"))
      }
      if let text = facts.explanation {
        html.element("p", ["class": "message"], text: text.printableLines)
      }
    }
  }

  // MARK: - Journal

  private func history(_ visits: [VisitRecord], to html: inout HTMLBuilder) {
    guard !visits.isEmpty else { return }
    html.element("section", ["class": "panel"]) { html in
      html.element("h2", text: words("同车其他预约", "Other visits of the vehicle"))
      visitList(visits.prefix(8), to: &html)
    }
  }

  private func journal(_ entries: [JournalEntry], to html: inout HTMLBuilder) {
    html.element("details", ["class": "panel", "id": "journal"]) { html in
      html.element("summary", text: words("日志（\(entries.count)）", "Journal (\(entries.count))"))
      html.element("ul", ["class": "items"]) { html in
        for entry in entries {
          html.element("li", ["class": "row"]) { html in
            html.element("span", ["class": "soft nowrap"], text: stamp(entry.at))
            html.element("span", text: entry.detail.printable)
            html.element("span", ["class": "soft push"], text: entry.by.printable)
          }
        }
      }
    }
  }

  /// A stored time as people read it.
  func stamp(_ text: String) -> String {
    CivilTime(text).map { words.time($0, today: today) } ?? text.printable
  }
}
