/// The criterion by which visits are removed together with a seed visit.
///
/// Each opens a different kind of move. The weights of the draw adapt during the search (`AdaptiveWeights`).
enum Neighbourhood: Int, CaseIterable {
  /// Work at the same time: arrivals, advisors, bays and technicians can be exchanged.
  case time
  /// Work adjacent on the same technicians, to be reordered or moved to others. Adjacent removal after J. Christiaens
  /// and G. Vanden Berghe (2020), "Slack induction by string removals for vehicle routing problems".
  case crew
  /// Work adjacent in the same bays.
  case bay
  /// Arrivals with the same advisor around the same time, to be swapped.
  case advisor
  /// Work on any suitable technician or bay at the time that would suit the seed best. The seed goes there and the
  /// others find new places, so a late or unscheduled visit is let in by a chain of ejections (F. Glover, 1996,
  /// "Ejection chains, reference structures and alternating path methods for traveling salesman problems").
  case blocking
  /// Visits competing for the same part or for a loan vehicle.
  case rival
  /// Random visits.
  case random
}
