/// A vehicle of the customer file (客户车辆档案), as far as outreach needs it.
public struct CustomerVehicle: Hashable, Sendable {
  /// The plate, unique in the file.
  public var plate: String
  /// The location of its row, for messages: `vehicles.csv:12`.
  public var place: String
  /// Name, title, phone, model, remarks and odometer reading.
  public var card = Appointment.CustomerCard()
  /// How the customer wants to be reached; `nil` means by phone.
  public var channel: CustomerVehicle.ContactChannel?
  /// The id of the customer's own advisor.
  public var advisor: String?
  /// When the new car was handed over.
  public var sold: CivilDate?
  /// The last day of the warranty.
  public var warrantyEnd: CivilDate?
  /// The last visit; `nil` if the vehicle has not been seen since the hand-over.
  public var lastVisit: CivilDate?
  /// When the odometer was read; `nil` means at the last visit.
  public var mileageRead: CivilDate?
  /// Kilometres driven per day, as stated by the customer.
  public var dailyKilometres: Int?
  /// The service interval in kilometres; `nil` means that of the rules.
  public var intervalKilometres: Int?
  /// The service interval in months; `nil` means that of the rules.
  public var intervalMonths: Int?
  /// The due date of the next service, if the last service set one.
  public var nextServiceDate: CivilDate?
  /// The odometer reading at which the next service is due, if the last service set one.
  public var nextServiceKilometres: Int?
  /// The standard jobs of the next service, by name; empty means the default job.
  public var jobs: [String] = []
  /// Whether the customer does not want to be called.
  public var doNotCall = false
  /// When the customer was last called about this vehicle.
  public var lastCalled: CivilDate?
  /// The number of unsuccessful calls since the last one that reached somebody.
  public var failedCalls = 0

  /// Creates a vehicle of which only the plate is known.
  public init(plate: String, place: String = "") {
    self.plate = plate
    self.place = place
    card.plate = plate
  }

  /// When the dealer last saw the vehicle.
  public var lastSeen: CivilDate? { lastVisit ?? sold }

  /// Kilometres per day: as stated by the customer, otherwise the average since the hand-over if that is at least 30 days.
  public var kilometresADay: Double? {
    if let dailyKilometres { return Double(dailyKilometres) }
    guard let mileage = card.mileage, let sold, let read = mileageRead ?? lastVisit else { return nil }
    let days = read.ordinal - sold.ordinal
    return days >= 30 && mileage > 0 ? Double(mileage) / Double(days) : nil
  }
}

extension CustomerVehicle {
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
}

extension CustomerVehicle {
  /// An inconsistency in the data of a vehicle, which has to be checked by hand.
  public enum Oddity: String, CaseIterable, Sendable, Hashable {
    /// The last visit, hand-over, odometer reading or call lies in the future.
    case future
    /// The last visit precedes the hand-over.
    case visitBeforeSale
    /// The warranty ended before the hand-over.
    case warrantyBeforeSale
    /// An implausible number of kilometres per day.
    case kilometresADay
    /// The odometer is more than two service intervals beyond the next service.
    case serviceFarBehind
    /// An odometer reading without a date.
    case mileageWithoutDate
    /// Neither hand-over, visit nor due date is known.
    case nothingKnown
  }
}

extension CustomerVehicle {
  /// The inconsistencies as of a day.
  public func oddities(on today: CivilDate, rules: OutreachRules) -> [CustomerVehicle.Oddity] {
    var found: [CustomerVehicle.Oddity] = []
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
