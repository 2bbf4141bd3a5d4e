import BaylineModel

/// A spare part of the catalogue.
struct StandardPart: Sendable {
  let id: String
  let name: String
  let shelf: String
  /// The unit price in yuan.
  let price: Int

  init(_ id: String, _ name: String, _ shelf: String, _ price: Int) {
    self.id = id
    self.name = name
    self.shelf = shelf
    self.price = price
  }
}

/// The parts of the standard jobs, with invented numbers and shelves and plausible prices.
enum PartCatalogue {
  static let all: [StandardPart] = [
    StandardPart("LUB-0W20", "全合成机油 0W-20（4L）", "A01-1", 328),
    StandardPart("LUB-5W30", "半合成机油 5W-30（4L）", "A01-2", 218),
    StandardPart("LUB-ATF", "自动变速箱油（1L）", "A01-4", 96),
    StandardPart("LUB-GEAR", "手动变速箱油（1L）", "A01-5", 72),
    StandardPart("FLU-BRAKE", "制动液 DOT4（1L）", "A02-1", 65),
    StandardPart("FLU-COOL", "防冻液（4L）", "A02-2", 118),
    StandardPart("FLU-R134A", "制冷剂 R134a（罐）", "A02-4", 38),
    StandardPart("FLT-OIL", "机油滤清器", "B01-1", 42),
    StandardPart("FLT-AIR", "空气滤清器", "B01-2", 68),
    StandardPart("FLT-CABIN", "空调滤清器", "B01-3", 88),
    StandardPart("FLT-FUEL", "燃油滤清器", "B01-4", 135),
    StandardPart("FLT-ATF", "变速箱滤网", "B01-6", 185),
    StandardPart("IGN-PLUG", "火花塞", "B02-1", 58),
    StandardPart("IGN-COIL", "点火线圈", "B02-2", 265),
    StandardPart("BRK-PADF", "前制动片（套）", "C01-1", 420),
    StandardPart("BRK-PADR", "后制动片（套）", "C01-2", 360),
    StandardPart("BRK-DISCF", "前制动盘", "C01-4", 390),
    StandardPart("BRK-SENS", "制动片报警线", "C01-6", 56),
    StandardPart("SUS-SHOCKF", "前减振器", "C02-1", 580),
    StandardPart("SUS-MOUNT", "减振器顶胶", "C02-3", 95),
    StandardPart("SUS-ARM", "下控制臂", "C02-5", 460),
    StandardPart("SUS-LINK", "稳定杆连杆", "C02-6", 78),
    StandardPart("SUS-BEAR", "前轮轴承", "C02-8", 320),
    StandardPart("TYR-205", "轮胎 205/55R16", "D01-1", 520),
    StandardPart("TYR-225", "轮胎 225/50R18", "D01-3", 860),
    StandardPart("VAL-TPMS", "胎压传感器", "D01-6", 210),
    StandardPart("BAT-12V", "蓄电池 12V 60Ah", "D02-1", 680),
    StandardPart("BLT-ALT", "发电机皮带", "B03-1", 145),
    StandardPart("GEN-ALT", "发电机总成", "E01-2", 1680),
    StandardPart("STA-MOTOR", "起动机总成", "E01-3", 1260),
    StandardPart("KIT-TIMING", "正时套件", "B03-3", 880),
    StandardPart("PMP-WATER", "水泵", "B03-5", 420),
    StandardPart("PMP-FUEL", "燃油泵总成", "B03-6", 760),
    StandardPart("KIT-CLUTCH", "离合器三件套", "C03-1", 1450),
    StandardPart("GSK-HEAD", "气缸垫大修包", "C03-3", 960),
    StandardPart("GSK-VALVE", "气门室盖垫", "C03-4", 120),
    StandardPart("SEA-LANT", "平面密封胶", "C03-6", 45),
    StandardPart("TRB-CHARGER", "涡轮增压器", "E01-5", 5200),
    StandardPart("BOX-MECHA", "变速箱机电单元", "E01-6", 6800),
    StandardPart("BOX-SEAL", "变速箱油封包", "C03-8", 280),
    StandardPart("AC-COMP", "空调压缩机", "E02-1", 2350),
    StandardPart("AC-BLOWER", "鼓风机电机", "E02-3", 520),
    StandardPart("ECU-BODY", "车身控制模块", "E03-1", 1980),
    StandardPart("CAM-REAR", "倒车影像摄像头", "E03-3", 640),
    StandardPart("SCR-MEDIA", "中控屏总成", "E03-4", 3600),
    StandardPart("WIN-REG", "车窗升降器", "E03-6", 380),
    StandardPart("LMP-HEAD", "前大灯总成", "E04-1", 2280),
    StandardPart("BLB-H7", "H7 灯泡", "B02-6", 48),
    StandardPart("WIP-BLADE", "雨刮片（对）", "B02-8", 128),
    StandardPart("AIR-INFL", "安全气囊气体发生器", "F01-1", 1150),
    StandardPart("HV-MODULE", "动力电池模组", "F01-3", 12800),
    StandardPart("HV-COOL", "电池低电导率冷却液（4L）", "F01-4", 360),
    StandardPart("HV-CHARGER", "车载充电机", "F01-5", 4300),
    StandardPart("BDY-BUMPF", "前保险杠皮", "G01-1", 980),
    StandardPart("BDY-BUMPR", "后保险杠皮", "G01-2", 920),
    StandardPart("BDY-FENDER", "前翼子板", "G01-4", 760),
    StandardPart("BDY-DOOR", "车门壳", "G01-6", 1880),
    StandardPart("BDY-RAIL", "前纵梁加强件", "G01-8", 1320),
    StandardPart("BDY-CLIP", "卡扣包", "G02-1", 35),
    StandardPart("BDY-GLUE", "结构胶", "G02-2", 168),
    StandardPart("PNT-PUTTY", "原子灰", "H01-1", 55),
    StandardPart("PNT-PRIMER", "底漆（份）", "H01-2", 85),
    StandardPart("PNT-BASE", "色漆（份）", "H01-3", 160),
    StandardPart("PNT-CLEAR", "清漆（份）", "H01-4", 120),
    StandardPart("PNT-POLISH", "抛光蜡（份）", "H01-6", 30),
    StandardPart("GLS-FRONT", "前挡风玻璃", "G03-1", 1480),
  ]

  private static let byID: [String: StandardPart] = Dictionary(
    all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  /// The part with an id.
  static func part(_ id: String) -> StandardPart? {
    byID[id]
  }

  /// The price of some parts in yuan.
  static func price(of needs: [SparePart.Requirement]) -> Int {
    needs.reduce(0) { $0 + (byID[$1.part]?.price ?? 0) * $1.quantity }
  }
}
