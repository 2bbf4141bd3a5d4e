extension Technician {
  /// The minutes this technician needs for work of a standard time, rounded up (H9).
  package func workMinutes(for standardMinutes: Int) -> Int {
    (standardMinutes * 100 + efficiency - 1) / efficiency
  }
}
