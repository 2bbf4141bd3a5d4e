import Bayline
import BaylineReports
import BaylineSpreadsheets
import BaylineWording

/// Carries over what was booked in a demand since its spreadsheet was read, when the spreadsheet is read again.
struct KeptBookings {
  /// The new demand with the ids, bookings and visits that it keeps.
  private(set) var demand: Demand
  /// What was kept, a line each.
  private(set) var kept: [String] = []
  /// What would be lost, a line each.
  private(set) var lost: [String] = []
  /// The ids and plates, as they are compared, of the visits that the spreadsheet has as cancelled.
  private let cancelled: Set<String>

  /// - Parameters:
  ///   - new: The demand of the spreadsheet.
  ///   - old: The demand that it replaces.
  ///   - cancelled: The ids and plates of the visits that the spreadsheet has as cancelled.
  init(_ new: Demand, replacing old: Demand, cancelled: [String] = [], _ words: Glossary) {
    demand = new
    self.cancelled = Set(cancelled.map(Appointment.CustomerCard.plateKey))
    adoptIds(of: old)
    for visit in old.appointments where visit.isCommitted { keep(visit, of: old, words) }
  }

  /// Gives visits the ids under which the same plates were booked on the same days.
  private mutating func adoptIds(of old: Demand) {
    let news = Set(demand.appointments.map(\.id))
    let olds = Set(old.appointments.map(\.id))
    var free = Dictionary(grouping: old.appointments.filter { $0.isCommitted && !news.contains($0.id) }) {
      VisitIdentity($0)
    }
    for index in demand.appointments.indices where !olds.contains(demand.appointments[index].id) {
      guard let identity = VisitIdentity(demand.appointments[index]), let same = free[identity],
        same.count == 1
      else { continue }
      demand.appointments[index].id = same[0].id
      free[identity] = nil
    }
  }

  private mutating func keep(_ visit: Appointment, of old: Demand, _ words: Glossary) {
    let name = visit.card.plate.map { "\($0) (\(visit.id))" } ?? visit.id
    let time = (visit.booked?.arrival ?? visit.arrived).map { " \($0)" } ?? ""
    guard let index = demand.appointments.firstIndex(where: { $0.id == visit.id }) else {
      // It was booked on the phone, and the spreadsheet cannot know it.
      if let arrival = visit.booked?.arrival, !demand.horizon.isArrivalDay(arrival.date) {
        lost.append(
          words("\(name)\(time) 已约，但不在新的计划期里", "\(name)\(time) is booked but outside the new horizon"))
        return
      }
      demand.appointments.append(visit)
      addParts(of: visit, from: old)
      kept.append(
        isCancelled(visit)
          ? words(
            "表中已取消或未到的 \(name)\(time) 仍保留预约; 确要取消请用 bayline cancel \(visit.id)",
            "still booked, though cancelled or not coming by the sheet: \(name)\(time); to cancel it, use bayline cancel \(visit.id)"
          )
          : words("保留表中没有的 \(name)\(time)", "kept, though not in the sheet: \(name)\(time)"))
      return
    }
    let row = demand.appointments[index]
    if let booked = visit.booked, row.booked != booked {
      if let other = row.booked, other.arrival != booked.arrival || other.advisor != nil {
        lost.append(
          words(
            "\(name) 已约\(time) \(booked.advisor ?? "")，表中是 \(other.arrival) \(other.advisor ?? "")",
            "\(name) is booked\(time) \(booked.advisor ?? ""), but the sheet has \(other.arrival) \(other.advisor ?? "")"
          ))
        return
      }
      demand.appointments[index].booked = booked
      demand.appointments[index].readyBy = row.readyBy ?? visit.readyBy
      kept.append(words("保留已约的 \(name)\(time)", "kept the booking of \(name)\(time)"))
    }
    if row.arrived == nil { demand.appointments[index].arrived = visit.arrived }
    if row.receivedBy == nil { demand.appointments[index].receivedBy = visit.receivedBy }
    keepLocks(of: visit, at: index, name, words)
  }

  private func isCancelled(_ visit: Appointment) -> Bool {
    [visit.id, visit.card.plate].compactMap(\.self).map(Appointment.CustomerCard.plateKey).contains {
      cancelled.contains($0)
    }
  }

  private mutating func keepLocks(of visit: Appointment, at index: Int, _ name: String, _ words: Glossary) {
    for operation in visit.operations where operation.locked != nil {
      let place = demand.appointments[index].operations.firstIndex { $0.id == operation.id }
      guard let place, demand.appointments[index].operations[place].work == operation.work else {
        lost.append(
          words(
            "\(name) 的作业 \(operation.id) 已锁定，表中没有相同的作业",
            "operation \(operation.id) of \(name) is locked, but the sheet has no such operation"))
        continue
      }
      if demand.appointments[index].operations[place].locked == nil {
        demand.appointments[index].operations[place].locked = operation.locked
      }
    }
  }

  private mutating func addParts(of visit: Appointment, from old: Demand) {
    let needed = Set(visit.allParts.map(\.part))
    let there = Set(demand.parts.map(\.id))
    demand.parts += old.parts.filter { needed.contains($0.id) && !there.contains($0.id) }
  }
}
