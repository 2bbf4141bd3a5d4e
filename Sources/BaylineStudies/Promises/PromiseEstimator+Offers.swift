public import BaylineModel
public import BaylinePlanning

extension PromiseEstimator {
  /// The promises that an ``OfferDesk`` makes.
  ///
  /// - Parameters:
  ///   - replications: The number of simulated days for each offer, 1 or more.
  ///   - seed: The seed of random events.
  /// - Precondition: Site and uncertainty are valid.
  public static func rule(
    site: Site, uncertainty: Uncertainty = .default, replications: Int = defaultReplications, seed: Int = 1
  ) -> OfferDesk.PromiseRule {
    { appointment, demand, schedule in
      PromiseEstimator(
        site: site, demand: demand, uncertainty: uncertainty, replications: replications, seed: seed
      ).promise(of: appointment, in: schedule)
    }
  }
}
