extension Uncertainty {
  /// How days differ from their plan where nothing better is known. `docs/uncertainty.md` says of each value whether it was
  /// measured, and where.
  public static let `default`: Uncertainty = {
    var usual = Uncertainty.none
    usual.durations = Durations(.lognormal(mean: 100, variation: 25))
    for kind in [VisitKind.comeback, .repair, .accident] {
      usual.durations.kinds[kind] = .lognormal(mean: 100, variation: 35)
    }
    usual.noShow = ByKind(15)
    usual.punctuality = Punctuality(
      latePercent: 25, late: .exponential(mean: 12), earlyPercent: 35, early: .exponential(mean: 10))
    usual.walkIns = .default
    usual.addedWork = AddedWork(
      percent: ByKind(15, kinds: [.firstService: 5, .recall: 5, .inspection: 10, .maintenance: 20]),
      size: .lognormal(mean: 60, variation: 60), approvalMinutes: .exponential(mean: 20))
    usual.lateParts = LateParts(percent: 10, late: .exponential(mean: 240))
    usual.overtimeMinutes = 60
    return usual
  }()
}

extension Uncertainty.WalkIns {
  fileprivate static let `default`: Uncertainty.WalkIns = {
    var walkIns = Uncertainty.WalkIns()
    walkIns.perDay = nil
    walkIns.reserveShare = 70
    walkIns.dispersion = 2
    walkIns.hours = hourShares
    walkIns.patienceMinutes = 45
    walkIns.needsRoom = true
    return walkIns
  }()

  /// Percent of the job cards that are opened in each hour of the day: 481,739 of 242 workshops of one chain in India,
  /// 2012–2016, an hour earlier than there, for ours open an hour earlier (`datasets/history/arrivals_by_hour.csv`).
  private static let hourShares: [Double] = [
    0, 0, 0, 0, 0, 0, 0, 0, 5.49, 14.58, 16.97, 15.23, 8.74, 9.53, 9.46, 8.01, 6.5, 3.9, 1.59, 0, 0, 0, 0, 0,
  ]
}
