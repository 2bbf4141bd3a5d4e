import BaylineModel
import BaylineVerifier
import BaylineWording

/// Sentences about bays, technicians, equipment, parts and loan vehicles: H7, H8, H11, H12, H14, H16.
extension VerdictText {
  func resourceSentence(_ violation: Violation) -> String? {
    switch violation.detail {
    case .noSuchAlternative(let bay, let technicians):
      let place = words.list((bay.map { [names.bay($0)] } ?? []) + technicians.map(names.technician))
      let what = place.isEmpty ? words("无工位无技师", "no bay and no technician") : place
      return words("没有这样的备选方案：\(what)", "no alternative has \(what)")
    case .bayNotNeeded(let bay):
      return words("不需要工位，却排在 \(names.bay(bay))", "needs no bay, but has \(names.bay(bay))")
    case .bayMissing(let type):
      return words(
        "未排工位，需要\(words.bayType(type))工位", "has no bay, but needs one of type \(words.bayType(type))")
    case .wrongBayType(let bay, let type):
      return words(
        "\(names.bay(bay)) 不是\(words.bayType(type))工位",
        "bay \(names.bay(bay)) is not of type \(words.bayType(type))")
    case .outsideBayHours(let bay):
      return words(
        "不在工位 \(names.bay(bay)) 的同一可用时段内", "not within one working interval of bay \(names.bay(bay))")
    case .overlap(let earlier, let until, let later):
      return overlap(earlier, until: until, later, at: violation.at)
    case .overlapWithStay(let earlier, let earlierStays, let until, let later, let laterStays):
      return overlap(
        earlier, stays: earlierStays, until: until, later, stays: laterStays, at: violation.at)
    case .duplicateTechnician(let technicians):
      let people = words.list(technicians.map(names.technician))
      return words("同一技师写了两次\(words.bracketed(people))", "lists a technician twice\(words.bracketed(people))")
    case .wrongCrewSize(let technicians, let needed):
      let people = technicians.isEmpty ? "" : words.bracketed(words.list(technicians.map(names.technician)))
      return words(
        "技师 \(technicians.count) 人，应为 \(needed) 人\(people)",
        "\(technicians.count) technicians assigned, exactly \(needed) required\(people)")
    case .technicianNotNeeded(let technicians):
      let people = words.list(technicians.map(names.technician))
      return words("不需要技师，却排了 \(people)", "needs no technician, but has \(people)")
    case .technicianNotQualified(let technician, let requirement):
      return words(
        "技师 \(names.technician(technician)) 不具备\(ability(requirement))",
        "technician \(names.technician(technician)) is not qualified: \(ability(requirement))")
    default: return stockSentence(violation)
    }
  }

  private func stockSentence(_ violation: Violation) -> String? {
    let at = names.time(violation.at)
    switch violation.detail {
    case .partShortage(let needed, let available, let appointments):
      let plates = words.bracketed(words.list(appointments.map(names.plate)))
      return words(
        "到 \(at) 需要 \(needed) 件，只有 \(available) 件\(plates)",
        "\(needed) needed by \(at), \(available) available\(plates)")
    case .loanerShortage(let out, let limit, let appointments):
      let plates = words.bracketed(words.list(appointments.map(names.plate)))
      return words(
        "\(at) 借出 \(out) 辆，至多 \(limit) 辆\(plates)", "\(out) out at \(at), at most \(limit)\(plates)")
    case .equipmentShortage(let needed, let most, let operations):
      let users = words.bracketed(words.list(operations.map(work)))
      return words(
        "\(at) 同时需要 \(needed) 台，只有 \(most) 台\(users)",
        "\(needed) needed at once at \(at), at most \(most)\(users)")
    case .reserveExceeded(let booked, let limit):
      let day = names.day(violation.at.date)
      return words(
        "\(day) 已排 \(booked) 分钟，扣除预留后至多 \(limit) 分钟",
        "\(booked) minutes booked on \(day), at most \(limit) are allowed beside the reserve")
    default: return nil
    }
  }

  private func overlap(
    _ earlier: OperationReference, stays earlierStays: Bool = false, until: CivilTime?,
    _ later: OperationReference, stays laterStays: Bool = false, at: CivilTime
  ) -> String {
    let first = earlierStays ? stay(before: earlier) : work(earlier)
    let second = laterStays ? stay(before: later) : work(later)
    let end = until.map { names.time($0) }
    return words(
      "\(names.time(at)) 开始的 \(second) 与 \(first)\(end.map { "（到 \($0)）" } ?? "")重叠",
      "\(second) from \(names.time(at)) overlaps \(first)\(end.map { " (until \($0))" } ?? "")")
  }

  private func work(_ operation: OperationReference) -> String {
    names.plate(operation.appointment) + " " + names.operation(operation.operation, of: operation.appointment)
  }

  /// The time that a vehicle stands in the bay before an operation.
  private func stay(before operation: OperationReference) -> String {
    words("\(work(operation))之前的停放", "the stay before \(work(operation))")
  }

  private func ability(_ requirement: WorkRequirement.Crew) -> String {
    let skill = [words.trade(requirement.trade), words.level(requirement.level)].joined(separator: " ")
    return words.list([skill] + requirement.certifications.sorted())
  }
}
