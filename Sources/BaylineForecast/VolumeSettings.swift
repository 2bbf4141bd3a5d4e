/// The few numbers of the model of volumes, with their reasons. They were chosen once, on the years 2014 to 2020 of six real
/// workshops (`docs/forecast.md`), and are no options: what differs between workshops is estimated.
enum VolumeSettings {
  /// Days after which a day counts half for the level: some four months of days speak, which is where the error was
  /// least, and flat from 60 to 120.
  static let levelHalfLife = 90.0
  /// The same for the level as it was in the past, from both sides, by which weekday and season are told from it.
  static let pastLevelHalfLife = 180.0
  /// Days after which a day counts half for the dispersion of all visits.
  static let dispersionHalfLife = 182.0
  /// Errors beyond so many standard deviations count as so many.
  static let errorDeviations = 3.0
  /// Days after which a day counts half for weekdays and for the dispersions of kinds.
  static let habitHalfLife = 730.0
  /// Days after which a day counts half for the shares of the kinds.
  static let shareHalfLife = 365.0
  /// Days after which the trend is half as strong.
  static let trendHalfLife = 60.0
  /// The trend is the growth since so many days ago: 52 weeks, so that weekdays and seasons meet their like.
  static let trendDays = 364
  /// The error of the trend is taken for so many times what chance alone would make it (a variance): levels wander.
  static let trendDoubt = 4.0
  /// A date counts as unlike its weekday if its past lies at least so many standard deviations away: some 800 dates are
  /// looked at, of which chance makes one or two so low.
  static let dateDeviations = 3.0
  /// The least number of years in which a date was seen.
  static let dateYears = 3
  /// The share of its past years in which a date was closed, from which on it is taken for closed again.
  static let dateClosed = 0.75
  /// A weekday is usual if it was open in at least this share of its last 52 weeks.
  static let minOpenShare = 0.5
  /// A usual weekday with at least so many visits on average is taken for closed where it has none: chance would leave
  /// one in 20 of them without (Poisson).
  static let closedFrom = 3.0
  /// A month counts for the season with at least so many open days.
  static let monthDays = 8
  /// Dispersions are drawn towards what is usual by as much as so many visits say.
  static let dispersionPrior = 20.0
  /// What is usual: the variance of a day's visits over their mean.
  static let defaultDispersion = 1.5
  /// Shares are drawn towards those of the long run, and kinds' weekdays towards those of all, by so many visits.
  static let sharePrior = 20.0
  /// How much a kind's weekdays are drawn towards those of all kinds, in visits.
  static let profilePrior = 50.0
  /// The level's wandering is measured on stretches of so many days.
  static let driftDays = 28
  /// How much more than a steady level's the error of the level is in such stretches where nothing is known yet, and the
  /// weight of that in stretches: of the six workshops.
  static let defaultDrift = 3.0
  static let driftPrior = 6.0
  /// How many days a forecast reaches beyond the last known one: two years, by when the level of today says little.
  static let maxDaysAhead = 731
  /// The least number of open days to learn from: each weekday four times.
  static let minDays = 28
}
