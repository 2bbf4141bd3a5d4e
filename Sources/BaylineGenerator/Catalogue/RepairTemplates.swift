import BaylineModel

/// Repairs, warranty work, recalls and comebacks.
extension VisitTemplateCatalogue {
  static let repairs: [VisitTemplate] = [
    VisitTemplate(
      kind: .repair, weight: 14, steps: [.init("padsFront"), .init("padsRear", 50), .init("roadTest", 40)],
      words: ["刹车有尖叫声", "刹车片报警灯亮了"], mileage: 30_000...130_000, waiting: 30),
    VisitTemplate(
      kind: .repair, weight: 7, steps: [.init("padsFront"), .init("discsFront"), .init("roadTest")],
      words: ["踩刹车方向盘抖"], mileage: 40_000...140_000, waiting: 10),
    VisitTemplate(
      kind: .repair, weight: 9, steps: [.init("shocksFront"), .init("alignmentRig"), .init("roadTest")],
      words: ["过减速带前面咚咚响", "前减振漏油了"], mileage: 60_000...180_000, loaner: 10),
    VisitTemplate(
      kind: .repair, weight: 8, steps: [.init("controlArm"), .init("links", 40), .init("alignment")],
      words: ["方向跑偏，底盘有响声"], mileage: 60_000...180_000),
    VisitTemplate(
      kind: .repair, weight: 8, steps: [.init("noise"), .init("bearing", 60), .init("roadTest")],
      words: ["高速时嗡嗡响，越快越响", "转弯时有咯噔声"], mileage: 50_000...180_000),
    VisitTemplate(
      kind: .repair, weight: 11, steps: [.init("tyres"), .init("alignment", 60)],
      words: ["两条前胎磨平了", "轮胎鼓包，换两条"], mileage: 30_000...120_000, waiting: 45),
    VisitTemplate(
      kind: .repair, weight: 5, steps: [.init("tyresAll"), .init("alignmentRig")],
      words: ["四条胎都换，顺便做定位和雷达标定"], mileage: 40_000...110_000, waiting: 20),
    VisitTemplate(
      kind: .repair, weight: 6, steps: [.init("puncture"), .init("rotate", 30)],
      words: ["胎压报警，可能扎钉了"], waiting: 85),
    VisitTemplate(
      kind: .repair, weight: 7, steps: [.init("battery"), .init("bulb", 25)],
      words: ["早上打不着火", "电瓶亏电，搭电才启动"], mileage: 30_000...120_000, waiting: 70),
    VisitTemplate(
      kind: .repair, weight: 6, steps: [.init("diagnosis"), .init("coil"), .init("plugs", 40)],
      words: ["怠速抖动，发动机灯亮", "加速无力，故障灯闪"], powertrain: .fuel, mileage: 50_000...160_000),
    VisitTemplate(
      kind: .repair, weight: 5, steps: [.init("diagnosis"), .init("alternator"), .init("belt", 40)],
      words: ["仪表上电瓶灯亮"], powertrain: .fuel, mileage: 80_000...180_000),
    VisitTemplate(
      kind: .repair, weight: 3, steps: [.init("diagnosis"), .init("starter")],
      words: ["打火只响一声，不转"], powertrain: .fuel, mileage: 80_000...180_000),
    VisitTemplate(
      kind: .repair, weight: 5, steps: [.init("refrigerant"), .init("blower", 30)],
      words: ["空调不冷", "空调风小还有异味"], mileage: 40_000...150_000, waiting: 30),
    VisitTemplate(
      kind: .repair, weight: 3, steps: [.init("diagnosis"), .init("compressor")],
      words: ["开空调有异响，不制冷"], mileage: 60_000...180_000, loaner: 10),
    VisitTemplate(kind: .repair, weight: 4, steps: [.init("window")], words: ["左前窗升不上去"], waiting: 50),
    VisitTemplate(kind: .repair, weight: 2, steps: [.init("keys")], words: ["丢了一把钥匙，配一把"], waiting: 75),
    VisitTemplate(
      kind: .repair, weight: 6, steps: [.init("leak"), .init("valveCover"), .init("roadTest", 50)],
      words: ["停车位上有油迹"], powertrain: .fuel, mileage: 70_000...200_000),
    VisitTemplate(
      kind: .repair, weight: 4, steps: [.init("timing"), .init("roadTest")],
      words: ["到里程了，换正时皮带"], powertrain: .fuel, mileage: 78_000...165_000, loaner: 25),
    VisitTemplate(
      kind: .repair, weight: 3, steps: [.init("clutch"), .init("roadTest")],
      words: ["离合打滑，起步烧糊味"], powertrain: .fuel, mileage: 70_000...190_000, loaner: 35),
    VisitTemplate(
      kind: .repair, weight: 2, steps: [.init("masterCheck"), .init("turbo"), .init("roadTest")],
      words: ["冒蓝烟，动力不足"], powertrain: .fuel, mileage: 80_000...200_000, loaner: 40),
    VisitTemplate(
      kind: .repair, weight: 1, steps: [.init("masterCheck"), .init("headGasket"), .init("roadTest")],
      words: ["水温高，防冻液老是少"], powertrain: .fuel, mileage: 90_000...220_000, loaner: 60),
    VisitTemplate(
      kind: .repair, weight: 1,
      steps: [.init("masterCheck"), .init("gearboxOut"), .init("mechatronic"), .init("roadTest")],
      words: ["换挡顿挫，有时挂不上挡"], powertrain: .fuel, mileage: 70_000...180_000, loaner: 60),
  ]

  static let warranty: [VisitTemplate] = [
    VisitTemplate(
      kind: .warranty, weight: 25, steps: [.init("diagnosis"), .init("software", 70)],
      words: ["车机老是死机", "手机连不上蓝牙"], mileage: 2_000...60_000, waiting: 45),
    VisitTemplate(
      kind: .warranty, weight: 12, steps: [.init("diagnosis"), .init("module")],
      words: ["中控锁时好时坏"], mileage: 5_000...90_000, waiting: 15),
    VisitTemplate(
      kind: .warranty, weight: 12, steps: [.init("screen"), .init("software", 50)],
      words: ["中控屏有黑边，说好给换"], mileage: 2_000...60_000, waiting: 30),
    VisitTemplate(
      kind: .warranty, weight: 12, steps: [.init("camera")], words: ["倒车影像花屏"], mileage: 2_000...80_000,
      waiting: 55),
    VisitTemplate(
      kind: .warranty, weight: 14, steps: [.init("diagnosis"), .init("fuelPump"), .init("roadTest", 60)],
      words: ["热车难启动"], powertrain: .fuel, mileage: 10_000...90_000),
    VisitTemplate(
      kind: .warranty, weight: 14, steps: [.init("noise"), .init("links"), .init("roadTest")],
      words: ["新车底盘就有响声"], mileage: 3_000...60_000),
    VisitTemplate(
      kind: .warranty, weight: 6, steps: [.init("diagnosis"), .init("charger")],
      words: ["慢充充不进去"], powertrain: .electric, mileage: 5_000...80_000, loaner: 30),
    VisitTemplate(
      kind: .warranty, weight: 2,
      steps: [.init("masterCheck"), .init("gearboxOut"), .init("mechatronic"), .init("roadTest")],
      words: ["变速箱报故障，厂家同意索赔"], powertrain: .fuel, mileage: 20_000...95_000, loaner: 70),
    VisitTemplate(
      kind: .recall, weight: 35, steps: [.init("software")], words: ["收到召回短信，升级软件"], mileage: 1_000...80_000,
      waiting: 65),
    VisitTemplate(
      kind: .recall, weight: 30, steps: [.init("airbag")], words: ["气囊召回，通知我来换"], mileage: 5_000...120_000,
      waiting: 45),
    VisitTemplate(
      kind: .recall, weight: 25, steps: [.init("fuelHose"), .init("roadTest", 40)], words: ["燃油管召回"],
      powertrain: .fuel,
      mileage: 5_000...100_000, waiting: 50),
    VisitTemplate(
      kind: .recall, weight: 10, steps: [.init("hvModule"), .init("software")], words: ["电池召回，要换模组"],
      powertrain: .electric, mileage: 5_000...90_000, loaner: 40),
  ]

  static let comebacks: [VisitTemplate] = [
    VisitTemplate(
      kind: .comeback, weight: 30, steps: [.init("noise"), .init("controlArm", 50), .init("roadTest")],
      words: ["上周刚修的底盘，响声又来了", "换完减振还是响"], mileage: 40_000...160_000, waiting: 20, loaner: 35),
    VisitTemplate(
      kind: .comeback, weight: 25, steps: [.init("diagnosis"), .init("coil", 60), .init("roadTest", 60)],
      words: ["故障灯消了两天又亮了"], powertrain: .fuel, mileage: 40_000...160_000, waiting: 25, loaner: 35),
    VisitTemplate(
      kind: .comeback, weight: 25, steps: [.init("leak"), .init("valveCover"), .init("roadTest", 40)],
      words: ["上次换的垫，还是漏油"], powertrain: .fuel, mileage: 60_000...180_000, loaner: 40),
    VisitTemplate(
      kind: .comeback, weight: 20, steps: [.init("padsFront"), .init("roadTest")],
      words: ["刚换的刹车片，叫得更响"], mileage: 30_000...120_000, waiting: 45, loaner: 15),
    VisitTemplate(
      kind: .comeback, weight: 10, steps: [.init("diagnosis"), .init("module")],
      words: ["上次编程后中控锁还是不灵"], mileage: 10_000...100_000, loaner: 30),
  ]
}
