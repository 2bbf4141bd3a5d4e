extension Technician {
  /// The minutes this technician needs for work of a standard time, rounded up (H9).
  package func workMinutes(for standardMinutes: Int) -> Int {
    Self.workMinutes(for: standardMinutes, efficiency: efficiency)
  }

  /// The minutes needed for work of a standard time at an efficiency in percent, rounded up.
  package static func workMinutes(for standardMinutes: Int, efficiency: Int) -> Int {
    (standardMinutes * 100 + efficiency - 1) / efficiency
  }
}
