/// A vehicle of the customers' file (客户车辆档案), as far as outgoing booking needs it.
public struct CustomerVehicle: Hashable, Sendable {
  /// Unique in the file: its plate.
  public var plate: String
  /// Where its row stands, for messages: `vehicles.csv:12`.
  public var place: String
  /// Name, title, phone, model, remarks and kilometres on the clock.
  public var card = CustomerCard()
  /// How the customer wants to be reached; `nil` is the phone.
  public var channel: ContactChannel?
  /// Id of the customer's own advisor.
  public var advisor: String?
  /// When it was handed over as a new car.
  public var sold: CivilDate?
  /// The last day of the warranty.
  public var warrantyEnd: CivilDate?
  /// The last visit; `nil` where it was never seen after the hand-over.
  public var lastVisit: CivilDate?
  /// When the kilometres of the card were read; `nil` is the last visit.
  public var mileageRead: CivilDate?
  /// Kilometres that it is driven a day, if the customer said so.
  public var dailyKilometres: Int?
  /// Kilometres from service to service; `nil` is the rules'.
  public var intervalKilometres: Int?
  /// Months from service to service; `nil` is the rules'.
  public var intervalMonths: Int?
  /// The day on which the next service is due, if the last one said so.
  public var nextServiceDate: CivilDate?
  /// The kilometres at which the next service is due, if the last one said so.
  public var nextServiceKilometres: Int?
  /// Names of the standard jobs of its next service; empty for the usual one.
  public var jobs: [String] = []
  /// The customer does not want to be called.
  public var doNotCall = false
  /// When it was last called about.
  public var lastCalled: CivilDate?
  /// Calls in a row that reached nobody, up to and with the last one.
  public var failedCalls = 0

  /// A vehicle of which nothing but the plate is known.
  public init(plate: String, place: String = "") {
    self.plate = plate
    self.place = place
    card.plate = plate
  }

  /// When the workshop or the sales room saw it last.
  public var lastSeen: CivilDate? { lastVisit ?? sold }

  /// Kilometres a day: what the customer said, else those on the clock since the hand-over, if these are a month or more.
  public var kilometresADay: Double? {
    if let dailyKilometres { return Double(dailyKilometres) }
    guard let mileage = card.mileage, let sold, let read = mileageRead ?? lastVisit else { return nil }
    let days = read.ordinal - sold.ordinal
    return days >= 30 && mileage > 0 ? Double(mileage) / Double(days) : nil
  }
}

/// How a customer wants to be reached (首选联系方式).
public enum ContactChannel: String, CaseIterable, Sendable, Hashable {
  /// 电话
  case phone
  /// 短信
  case text
  /// 微信
  case wechat
  /// 邮件
  case mail
}

/// Something about a vehicle that cannot be: it is told, and the vehicle is left for somebody to look at.
public enum Oddity: String, CaseIterable, Sendable, Hashable {
  /// The last visit, the hand-over, the reading of the mileage or the last call lies after the day of the list.
  case future
  /// The last visit lies before the hand-over.
  case visitBeforeSale
  /// The warranty ended before the hand-over.
  case warrantyBeforeSale
  /// More kilometres a day than a car is driven.
  case kilometresADay
  /// More kilometres on the clock than the next service is due at, by more than two intervals.
  case serviceFarBehind
  /// Kilometres without a day on which they were read.
  case mileageWithoutDate
  /// Neither hand-over nor visit nor a service due is known: nothing can follow from it.
  case nothingKnown
}

extension CustomerVehicle {
  /// What cannot be, seen on the day on which the list is made.
  public func oddities(on today: CivilDate, rules: OutreachRules) -> [Oddity] {
    var found: [Oddity] = []
    if [lastVisit, sold, mileageRead, lastCalled].contains(where: { $0.map { $0 > today } ?? false }) {
      found.append(.future)
    }
    if let sold, let lastVisit, lastVisit < sold { found.append(.visitBeforeSale) }
    if let sold, let warrantyEnd, warrantyEnd < sold { found.append(.warrantyBeforeSale) }
    if let daily = kilometresADay, daily > Double(rules.maxDailyKilometres) { found.append(.kilometresADay) }
    if let due = nextServiceKilometres, let mileage = card.mileage,
      mileage - due > 2 * (intervalKilometres ?? rules.serviceKilometres)
    {
      found.append(.serviceFarBehind)
    }
    if card.mileage != nil, mileageRead == nil, lastVisit == nil { found.append(.mileageWithoutDate) }
    if lastSeen == nil, nextServiceDate == nil, warrantyEnd == nil { found.append(.nothingKnown) }
    return found
  }
}
