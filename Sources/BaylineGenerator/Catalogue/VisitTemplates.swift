import BaylineModel

/// The powertrain of a vehicle.
enum Powertrain: Sendable {
  case fuel, electric
}

/// A common reason for a visit: its jobs, and what the customer says on the phone.
struct VisitTemplate: Sendable {
  let kind: VisitKind
  /// The relative frequency among the templates of its kind.
  let weight: Int
  let steps: [Step]
  let words: [String]
  var powertrain: Powertrain?
  var mileage: ClosedRange<Int> = 5_000...120_000
  /// The percentage of customers who wait at the site.
  var waiting = 0
  /// The percentage of customers who need a loan vehicle.
  var loaner = 0

  /// A job, with the percentage of visits that include it.
  struct Step: Sendable {
    let job: String
    let percent: Int

    init(_ job: String, _ percent: Int = 100) {
      self.job = job
      self.percent = percent
    }
  }
}

extension VisitKind {
  /// 轮胎寄存: seasonal tyre change, a custom kind of the large site.
  static let tyreStorage = VisitKind(rawValue: "tyreStorage")
}

/// The templates of all kinds: services and checks here, repairs and accidents in separate files.
enum VisitTemplateCatalogue {
  static let all: [VisitTemplate] = service + checks + repairs + warranty + comebacks + accidents

  private static let service: [VisitTemplate] = [
    VisitTemplate(
      kind: .firstService, weight: 8, steps: [.init("oilSynthetic"), .init("check"), .init("wash", 60)],
      words: ["五千公里了，来做首保", "新车首保，想一次弄完"], powertrain: .fuel, mileage: 3_000...7_500, waiting: 65),
    VisitTemplate(
      kind: .firstService, weight: 2,
      steps: [.init("hvCheck"), .init("check"), .init("software", 40), .init("wash", 60)],
      words: ["电车首保，顺便看看充电慢的问题", "首保，帮忙升级一下系统"], powertrain: .electric, mileage: 3_000...10_000, waiting: 60),
    VisitTemplate(
      kind: .maintenance, weight: 40,
      steps: [.init("oil"), .init("check", 70), .init("cabinFilter", 35), .init("wash", 60)],
      words: ["做个小保养", "该换机油了，只做小保养", "小保养，别的先不做"], powertrain: .fuel, mileage: 8_000...150_000, waiting: 60),
    VisitTemplate(
      kind: .maintenance, weight: 22,
      steps: [
        .init("oilSynthetic"), .init("check"), .init("airFilter"), .init("cabinFilter"), .init("rotate", 70),
        .init("wash", 60),
      ],
      words: ["两万公里保养，滤芯一起换", "定期保养，轮胎也换个位"], powertrain: .fuel, mileage: 18_000...90_000, waiting: 40),
    VisitTemplate(
      kind: .maintenance, weight: 12,
      steps: [
        .init("oilSynthetic"), .init("check"), .init("plugs"), .init("brakeFluid"), .init("airFilter"),
        .init("coolant", 40), .init("intake", 40), .init("wash", 60),
      ],
      words: ["四万公里大保养", "大保养，火花塞和刹车油都换"], powertrain: .fuel, mileage: 38_000...82_000, waiting: 10, loaner: 4
    ),
    VisitTemplate(
      kind: .maintenance, weight: 7,
      steps: [
        .init("oilSynthetic"), .init("check"), .init("gearboxOil"), .init("brakeFluid", 60),
        .init("coolant", 50),
        .init("fuelFilter", 40), .init("wash", 60),
      ],
      words: ["六万公里大保养，变速箱油也到期了", "八万公里，全套油液都换"], powertrain: .fuel, mileage: 58_000...125_000, loaner: 8),
    VisitTemplate(
      kind: .maintenance, weight: 9,
      steps: [.init("oil"), .init("check"), .init("padsFront"), .init("padsRear", 35), .init("wash", 50)],
      words: ["保养，刹车片也该换了", "刹车有点响，保养时一起看"], powertrain: .fuel, mileage: 30_000...110_000, waiting: 15),
    VisitTemplate(
      kind: .maintenance, weight: 10,
      steps: [
        .init("hvCheck"), .init("check"), .init("cabinFilter", 70), .init("brakeFluid", 35),
        .init("wash", 60),
      ],
      words: ["电车保养", "一年了，做个三电检查"], powertrain: .electric, mileage: 10_000...90_000, waiting: 55),
  ]

  private static let checks: [VisitTemplate] = [
    VisitTemplate(
      kind: .inspection, weight: 30, steps: [.init("season"), .init("wipers", 30)],
      words: ["冬季免费检测", "要跑长途，帮忙看看车"], mileage: 20_000...150_000, waiting: 80),
    VisitTemplate(
      kind: .inspection, weight: 30, steps: [.init("annual"), .init("bulb", 25)],
      words: ["下周年检，先来过一遍", "年检前检查一下灯光和刹车"], mileage: 60_000...180_000, waiting: 60),
    VisitTemplate(
      kind: .inspection, weight: 25, steps: [.init("preDelivery"), .init("wash")],
      words: ["新车交付，客户明天提车", "库存车做 PDI"], mileage: 8...40),
    VisitTemplate(
      kind: .inspection, weight: 15, steps: [.init("usedCar"), .init("roadTest")],
      words: ["置换评估，做二手车检测", "打算卖车，想要检测报告"], mileage: 30_000...160_000, waiting: 20),
    VisitTemplate(
      kind: .tyreStorage, weight: 10, steps: [.init("tyreChange"), .init("alignment", 25)],
      words: ["换冬季胎，夏季胎寄存", "取寄存的雪地胎来换上"], mileage: 10_000...120_000, waiting: 55),
  ]
}
