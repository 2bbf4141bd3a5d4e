/// The result of a cell of a study, which is computed independently and can be kept in a journal.
package enum StudyCellResult: Hashable, Sendable {
  /// The schedule of the first half of a search.
  case schedule(Schedule)
  /// The cost of a plan, in points.
  case cost(Int)
  /// A day of a case, planned and simulated.
  case day(DayResult)
  /// A day of a staffing, planned and simulated.
  case staffingDay(StaffingDay)
}
