/// The constants of the volume model, with their reasons. They were chosen once, on the years 2014 to 2020 of six real
/// workshops (`docs/forecast.md`), and are not options: what differs between workshops is estimated.
enum VolumeSettings {
  /// Half-life of the level in days. About four months dominate, where the error was smallest; it was flat from 60 to
  /// 120.
  static let levelHalfLife = 90.0
  /// Half-life of the two-sided past level, from which weekdays and seasons are separated.
  static let pastLevelHalfLife = 180.0
  /// Half-life of the dispersion of all visits.
  static let dispersionHalfLife = 182.0
  /// The number of standard deviations at which errors are clipped.
  static let errorDeviations = 3.0
  /// Half-life of weekdays and of the dispersions of kinds.
  static let habitHalfLife = 730.0
  /// Half-life of the shares of kinds.
  static let shareHalfLife = 365.0
  /// Half-life of the trend in a forecast.
  static let trendHalfLife = 60.0
  /// The span over which the trend is measured: 52 weeks, so that weekdays and seasons correspond.
  static let trendDays = 364
  /// Factor on the sampling variance of the trend, because levels drift.
  static let trendDoubt = 4.0
  /// The number of standard deviations below its weekday from which a date counts as different: of the 800 or so dates
  /// examined, chance makes one or two so low.
  static let dateDeviations = 3.0
  /// The minimum number of years in which a date was seen.
  static let dateYears = 3
  /// The share of past years in which a date was closed, from which it is expected to be closed again.
  static let dateClosed = 0.75
  /// The share of the last 52 weeks in which a weekday was open, from which it counts as usually open.
  static let minOpenShare = 0.5
  /// The average visits from which a usually open weekday without visits is treated as closed: by chance, one in 20
  /// would have none (Poisson).
  static let closedFrom = 3.0
  /// The minimum number of open days for a month to count for the season.
  static let monthDays = 8
  /// The weight of the default dispersion, in visits.
  static let dispersionPrior = 20.0
  /// The default variance of a day's visits, divided by their mean.
  static let defaultDispersion = 1.5
  /// The weight of the long-run shares in the shares of kinds, in visits.
  static let sharePrior = 20.0
  /// The weight of the weekdays of all kinds in those of a kind, in visits.
  static let profilePrior = 50.0
  /// The length in days of the stretches on which the drift of the level is measured.
  static let driftDays = 28
  /// The default variance of the level in such stretches relative to a constant level, from the six workshops, and its
  /// weight in stretches.
  static let defaultDrift = 3.0
  static let driftPrior = 6.0
  /// The maximum number of days ahead: after two years, today's level says little.
  static let maxDaysAhead = 731
  /// The minimum number of open days for a fit: four of each weekday.
  static let minDays = 28
}
