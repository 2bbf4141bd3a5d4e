public import BaylineModel

/// The offers of several workshops for one customer, in one order: who waits less and drives less comes first.
public enum GroupOffers {
  /// A workshop's answer.
  public struct Shop: Hashable, Sendable {
    /// The id of the workshop.
    public var id: String
    /// How far it is from the customer, in kilometres.
    public var distance: Double
    /// Its answer to the request.
    public var answer: Offer.Answer

    /// Creates an answer of a workshop.
    public init(id: String, distance: Double, answer: Offer.Answer) {
      (self.id, self.distance, self.answer) = (id, distance, answer)
    }
  }

  /// The minutes that a customer would rather come earlier or later than drive a kilometre more.
  public static let minutesPerKilometre = 10.0

  /// All offers, the best first: by score, then by arrival, distance and the order of the workshops.
  ///
  /// - Parameters:
  ///   - now: The time of the call.
  ///   - perKilometre: The minutes of waiting that a kilometre stands for, 0 or more.
  /// - Complexity: O(n log n) in the offers.
  public static func ranked(
    _ shops: [Shop], now: CivilTime, perKilometre: Double = minutesPerKilometre
  ) -> [GroupOffer] {
    let offers = shops.flatMap { shop in
      shop.answer.offers.enumerated().map { index, offer in
        let wait = abs(offer.reception.arrival - (shop.answer.request.preferredArrival ?? now))
        return GroupOffer(
          shop: shop.id, distance: shop.distance, number: index + 1, offer: offer, wait: wait,
          score: Double(wait) + shop.distance * perKilometre)
      }
    }
    return offers.enumerated().sorted { one, other in
      let (left, right) = (one.element, other.element)
      if left.score != right.score { return left.score < right.score }
      let arrivals = (left.offer.reception.arrival, right.offer.reception.arrival)
      if arrivals.0 != arrivals.1 { return arrivals.0 < arrivals.1 }
      if left.distance != right.distance { return left.distance < right.distance }
      return one.offset < other.offset
    }.map(\.element)
  }
}
