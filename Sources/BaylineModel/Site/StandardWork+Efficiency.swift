extension StandardWork {
  /// The minutes that a technician of some efficiency takes, rounded up (H9).
  ///
  /// - Parameter efficiency: Percent, above 0.
  package func minutes(atEfficiency efficiency: Int) -> Int {
    (minutes * 100 + efficiency - 1) / efficiency
  }
}
