/// An offer of one of several workshops, in their common order.
public struct GroupOffer: Hashable, Sendable {
  /// The id of the workshop.
  public var shop: String
  /// How far it is from the customer, in kilometres.
  public var distance: Double
  /// The number of the offer at its workshop, counted from 1.
  public var number: Int
  /// The offer.
  public var offer: Offer
  /// The minutes between the arrival and the one that the customer prefers; without a preference, from the time of the
  /// call to the arrival.
  public var wait: Int
  /// The wait plus the minutes that stand for the distance; less is better.
  public var score: Double

  /// Creates an offer of a workshop.
  public init(shop: String, distance: Double, number: Int, offer: Offer, wait: Int, score: Double) {
    self.shop = shop
    self.distance = distance
    self.number = number
    self.offer = offer
    self.wait = wait
    self.score = score
  }
}
