package import BaylineModel

/// Equipment that cannot be used for some time.
///
/// A site has no times for its equipment. In a demand, an outage is therefore an appointment of its own, whose locked
/// operations hold the equipment; a later replan recognizes it by its id.
struct EquipmentOutage: Hashable {
  var equipment: String
  /// How many are out of service.
  var count: Int
  var span: TimeWindow

  private static let prefix = "outage-"

  init(equipment: String, count: Int, span: TimeWindow) {
    self.equipment = equipment
    self.count = count
    self.span = span
  }

  /// The outage for which an appointment stands; `nil` for a visit of a vehicle.
  init?(_ appointment: Appointment) {
    guard appointment.id.hasPrefix(Self.prefix), let first = appointment.operations.first,
      let locked = first.locked, let end = locked.end, let equipment = first.equipment.first,
      appointment.id.hasPrefix("\(Self.prefix)\(equipment)-"),
      appointment.operations.allSatisfy({ $0.equipment == [equipment] && $0.locked == locked }),
      locked.bay == nil, locked.technicians.isEmpty
    else { return nil }
    self.init(
      equipment: equipment, count: appointment.operations.count, span: TimeWindow(from: locked.start, to: end)
    )
  }

  /// The appointment that stands for the outage.
  ///
  /// - Parameter number: Its number among the outages of the equipment, from 1.
  func appointment(number: Int, site: Site, now: CivilTime) -> Appointment {
    let type = site.bays.first?.types.first ?? equipment
    let work = WorkRequirement.standard(WorkRequirement.StandardWork(minutes: span.to - span.from, bay: type))
    let lock = ServiceOperation.LockedWork(technicians: [], start: span.from, end: span.to)
    let operations = (1...count).map {
      ServiceOperation(id: String($0), work: work, equipment: [equipment], locked: lock)
    }
    var appointment = Appointment(
      id: "\(Self.prefix)\(equipment)-\(number)", kind: .repair, operations: operations)
    let name = site.equipment.first { $0.id == equipment }?.name ?? equipment
    appointment.card.request = site.locale == .chinese ? "\(name)停用" : "\(name) out of service"
    appointment.arrived = min(span.from, now)
    appointment.priority = 1
    return appointment
  }

  /// The maximum number of an equipment out of service at once during a span.
  static func mostOut(of equipment: String, in outages: [EquipmentOutage], during span: TimeWindow) -> Int {
    let own = outages.filter {
      $0.equipment == equipment && $0.span.from < span.to && span.from < $0.span.to
    }
    let times = [span.from] + own.map(\.span.from).filter { span.contains($0) }
    return times.map { time in own.filter { $0.span.contains(time) }.reduce(0) { $0 + $1.count } }.max() ?? 0
  }

  /// Ends outages at a time, the first ones first; outages that were to come are dropped.
  ///
  /// - Parameter count: How many can be used again; `nil` means all.
  /// - Returns: `false` if fewer are out of service.
  static func repair(
    _ count: Int?, of equipment: String, in outages: inout [EquipmentOutage], at time: CivilTime
  ) -> Bool {
    let own = outages.indices.filter { outages[$0].equipment == equipment && outages[$0].span.to > time }
      .sorted { outages[$0].span.from < outages[$1].span.from }
    let broken = own.reduce(0) { $0 + outages[$1].count }
    guard broken >= max(count ?? 1, 1) else { return false }
    var left = count ?? broken
    for index in own where left > 0 {
      let repaired = min(left, outages[index].count)
      left -= repaired
      if outages[index].span.from < time {
        let past = TimeWindow(from: outages[index].span.from, to: time)
        outages.append(EquipmentOutage(equipment: equipment, count: repaired, span: past))
      }
      outages[index].count -= repaired
    }
    outages.removeAll { $0.count == 0 }
    return true
  }
}

extension Appointment {
  /// Whether it stands for equipment out of service, and not for the visit of a vehicle.
  package var isOutage: Bool { EquipmentOutage(self) != nil }
}
