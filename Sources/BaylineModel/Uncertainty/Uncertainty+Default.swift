extension Uncertainty {
  /// The default uncertainty. `docs/uncertainty.md` gives the source of each value.
  public static let `default`: Uncertainty = {
    var uncertainty = Uncertainty.none
    uncertainty.durations = Durations(.lognormal(mean: 100, variation: 25))
    for kind in [VisitKind.comeback, .repair, .accident] {
      uncertainty.durations.kinds[kind] = .lognormal(mean: 100, variation: 35)
    }
    uncertainty.noShow = ByKind(15)
    uncertainty.punctuality = Punctuality(
      latePercent: 25, late: .exponential(mean: 12), earlyPercent: 35, early: .exponential(mean: 10))
    uncertainty.walkIns = .default
    uncertainty.addedWork = AddedWork(
      percent: ByKind(15, kinds: [.firstService: 5, .recall: 5, .inspection: 10, .maintenance: 20]),
      size: .lognormal(mean: 60, variation: 60), approvalMinutes: .exponential(mean: 20))
    uncertainty.lateParts = LateParts(percent: 10, late: .exponential(mean: 240))
    uncertainty.overtimeMinutes = 60
    return uncertainty
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

  /// The percentage of job cards opened in each hour of the day: 481,739 cards of 242 workshops of a chain in India,
  /// 2012–2016, shifted by an hour because ours open an hour earlier (`datasets/history/arrivals_by_hour.csv`).
  private static let hourShares: [Double] = [
    0, 0, 0, 0, 0, 0, 0, 0, 5.49, 14.58, 16.97, 15.23, 8.74, 9.53, 9.46, 8.01, 6.5, 3.9, 1.59, 0, 0, 0, 0, 0,
  ]
}
