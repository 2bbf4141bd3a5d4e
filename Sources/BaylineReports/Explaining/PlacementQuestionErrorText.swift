import BaylineFormats
public import BaylineModel
import BaylineVerifier
import BaylineWording

/// Why a question cannot be answered and how to fix it, as lines for standard error.
public struct PlacementQuestionErrorText: Sendable {
  private let site: Site
  private let demand: Demand
  private let words: Glossary

  private static let maxViolations = 5

  /// Creates a text for questions about schedules of a site and a demand.
  public init(site: Site, demand: Demand, language: Language) {
    self.site = site
    self.demand = demand
    words = Glossary(language)
  }

  /// The lines about an error.
  ///
  /// - Parameter schedule: The schedule's path, as the user wrote it.
  public func lines(_ error: PlacementQuestion.Problem, schedule: String) -> [String] {
    switch error {
    case .unknownAppointment(let name, let nearest):
      [
        words(
          "APPOINTMENT: 没有编号、车牌或客户为 \(name) 的预约; ",
          "APPOINTMENT: no appointment has the id, plate or customer \(name); ") + advice(nearest)
      ]
    case .ambiguousAppointment(let name, let ids):
      [
        words(
          "APPOINTMENT: \(name) 有多个预约; 请写编号：\(words.list(ids))",
          "APPOINTMENT: several appointments have the plate or customer \(name); give an id: \(words.list(ids))"
        )
      ]
    case .unknownResource(let reference, let name, let nearest):
      [
        words(
          "--\(reference.rawValue): 站点没有编号或名称为 \(name) 的\(what(reference)); ",
          "--\(reference.rawValue): no \(what(reference)) has the id or name \(name); ") + advice(nearest)
      ]
    case .ambiguousResource(let reference, let name, let ids):
      [
        words(
          "--\(reference.rawValue): 有多个\(what(reference))叫 \(name); 请写编号：\(words.list(ids))",
          "--\(reference.rawValue): several have the name \(name); give an id: \(words.list(ids))")
      ]
    case .alreadyArrived(let id):
      [
        words(
          "--at: \(id) 的车已在店，不再预约到店时间和服务顾问; 可问 --technician 或 --bay",
          "--at: the vehicle of \(id) is already on site and needs no slot or advisor; use --technician or --bay"
        )
      ]
    case .beyondHorizon(let time):
      [
        words(
          "--at: \(time) 不在计划期内; 请给 \(demand.horizon.start) 到 \(demand.horizon.end) 之间的时间",
          "--at: \(time) is outside the horizon; give a time from \(demand.horizon.start) to \(demand.horizon.end)"
        )
      ]
    case .infeasible(let violations): infeasible(violations, schedule)
    case .unrepresentableCrew(let id):
      [
        words(
          "\(schedule):$: \(id) 的技师组合不在可试的范围内; 请用 bayline schedule 重新排程",
          "\(schedule):$: the crew of \(id) is not among the crews considered; reschedule with bayline schedule"
        )
      ]
    case .noPlace(let id):
      [
        words(
          "APPOINTMENT: \(id) 没有别的排法：作业全部已锁定，或站点没有服务顾问; 请解除锁定或检查站点",
          "APPOINTMENT: \(id) has no alternative: all its work is locked, or the site has no advisors; remove a lock or check the site"
        )
      ]
    }
  }

  private func infeasible(_ violations: [Violation], _ schedule: String) -> [String] {
    let text = VerdictText(site: site, demand: demand, language: words.language)
    let lines = violations.prefix(Self.maxViolations).map { "\(schedule):$: " + text.line($0) }
    return lines + [
      words(
        "\(schedule):$: 该计划违反本需求的规则，共 \(violations.count) 处; 请用排出它的需求，或先运行 bayline schedule --from \(schedule)",
        "\(schedule):$: the schedule breaks rules of this demand in \(violations.count) "
          + "\(violations.count == 1 ? "place" : "places"); give the demand it was made for, or first run bayline schedule "
          + "--from \(schedule)")
    ]
  }

  private func advice(_ nearest: String?) -> String {
    nearest.map { words("是否指 \($0)？", "did you mean \($0)?") } ?? words("请核对", "check the spelling")
  }

  private func what(_ reference: ReferenceKind) -> String {
    switch reference {
    case .advisor: words("服务顾问", "advisor")
    case .technician: words("技师", "technician")
    case .bay: words("工位", "bay")
    default: reference.rawValue
    }
  }
}
