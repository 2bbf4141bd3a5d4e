import BaylineModel

/// A job with its flat-rate minutes, as one operation of a visit.
struct StandardJob: Sendable {
  let code: String
  let name: String
  /// The flat-rate minutes by vehicle and equipment, equally likely.
  let minutes: [Int]
  var bay: String?
  var crew: WorkRequirement.Crew?
  var splittable = false
  var parts: [SparePart.Requirement] = []
  /// Whether the job is restricted to named bays and technicians, and so written as alternatives.
  var isNamedOnly = false
  /// The ids of the shared equipment it needs, where a site has it.
  var equipment: [String] = []
  /// What becomes of the vehicle in the bay afterwards.
  var bayAfter: ServiceOperation.BayAfter?
  /// The time that must or may pass after certain jobs.
  var lags: [JobLag] = []
  /// Whether its parts may come while the jobs before it are done.
  var takesPartsAtStart = false

  /// The time after certain jobs, by their codes.
  struct JobLag: Sendable {
    let after: Set<String>
    let lag: ServiceOperation.Lag
  }

  /// The trade of the crew; `nil` for a machine's work.
  var trade: String? { crew?.trade }
}

/// The standard jobs of all workshops, in multiples of 6 minutes, as in labour time guides.
enum StandardJobCatalogue {
  static let all: [StandardJob] = service + chassis + engine + electrical + campaigns + bodyAndPaint

  private static let byCode: [String: StandardJob] = Dictionary(
    all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  /// - Precondition: the catalogue has the code.
  static func job(_ code: String) -> StandardJob {
    guard let job = byCode[code] else { preconditionFailure("no standard job \(code)") }
    return job
  }

  /// The parts that the job of an operation needs.
  static func parts(of operation: ServiceOperation) -> [SparePart.Requirement] {
    all.first { $0.name == operation.name }?.parts ?? []
  }

  private static func mechanic(_ level: Int = 1, _ certifications: Set<String> = [], of size: Int = 1)
    -> WorkRequirement.Crew
  {
    WorkRequirement.Crew(trade: "mechanical", level: level, certifications: certifications, size: size)
  }

  private static func electrician(_ level: Int = 1, _ certifications: Set<String> = [], of size: Int = 1)
    -> WorkRequirement.Crew
  {
    WorkRequirement.Crew(trade: "electrical", level: level, certifications: certifications, size: size)
  }

  private static func need(_ part: String, _ quantity: Int = 1) -> SparePart.Requirement {
    SparePart.Requirement(part: part, quantity: quantity)
  }

  /// The axle is measured while it is as it was put together.
  private static let rightAfterTheAxle = [
    StandardJob.JobLag(
      after: ["shocksFront", "controlArm", "bearing", "links"], lag: ServiceOperation.Lag(max: 60))
  ]
  /// The customer agrees to an expensive repair.
  private static let afterConsent = [
    StandardJob.JobLag(after: ["masterCheck", "noise"], lag: ServiceOperation.Lag(min: 30))
  ]
  /// The insurer sees the damage.
  private static let afterAssessment = [
    StandardJob.JobLag(after: ["dismantle"], lag: ServiceOperation.Lag(min: 60))
  ]

  private static func drying(after job: String, minutes: Int) -> [StandardJob.JobLag] {
    [StandardJob.JobLag(after: [job], lag: ServiceOperation.Lag(min: minutes))]
  }

  private static let service: [StandardJob] = [
    StandardJob(
      code: "oil", name: "更换机油机滤", minutes: [24, 30, 30, 36], bay: "express", crew: mechanic(),
      parts: [need("LUB-5W30"), need("FLT-OIL")]),
    StandardJob(
      code: "oilSynthetic", name: "更换全合成机油机滤", minutes: [24, 30, 36, 36], bay: "express", crew: mechanic(),
      parts: [need("LUB-0W20"), need("FLT-OIL")]),
    StandardJob(code: "check", name: "全车安全检查", minutes: [18, 18, 24], bay: "express", crew: mechanic()),
    StandardJob(
      code: "airFilter", name: "更换空气滤芯", minutes: [6, 6, 12], bay: "express", crew: mechanic(),
      parts: [need("FLT-AIR")]),
    StandardJob(
      code: "cabinFilter", name: "更换空调滤芯", minutes: [6, 12, 12], bay: "express", crew: mechanic(),
      parts: [need("FLT-CABIN")]),
    StandardJob(
      code: "plugs", name: "更换火花塞", minutes: [36, 42, 54], bay: "express", crew: mechanic(),
      parts: [need("IGN-PLUG", 4)]),
    StandardJob(
      code: "brakeFluid", name: "更换制动液", minutes: [36, 42, 48], bay: "lift", crew: mechanic(),
      parts: [need("FLU-BRAKE")]),
    StandardJob(
      code: "coolant", name: "更换防冻液", minutes: [42, 48], bay: "lift", crew: mechanic(),
      parts: [need("FLU-COOL", 2)]),
    StandardJob(
      code: "gearboxOil", name: "更换变速箱油", minutes: [60, 72, 90], bay: "lift", crew: mechanic(2),
      parts: [need("LUB-ATF", 6), need("FLT-ATF")]),
    StandardJob(
      code: "fuelFilter", name: "更换燃油滤芯", minutes: [24, 30], bay: "lift", crew: mechanic(),
      parts: [need("FLT-FUEL")]),
    StandardJob(code: "rotate", name: "轮胎换位", minutes: [24, 30, 30], bay: "lift", crew: mechanic()),
    StandardJob(
      code: "wipers", name: "更换雨刮片", minutes: [6], bay: "express", crew: mechanic(),
      parts: [need("WIP-BLADE")]),
    StandardJob(code: "intake", name: "清洗节气门及进气道", minutes: [36, 42], bay: "express", crew: mechanic(2)),
    StandardJob(
      code: "hvCheck", name: "三电系统检查", minutes: [30, 36, 42], bay: "lift", crew: electrician(1, ["hv"])),
    StandardJob(code: "wash", name: "自动洗车", minutes: [12], bay: "wash"),
    StandardJob(code: "roadTest", name: "路试", minutes: [12, 18, 18, 24], crew: mechanic(2)),
    StandardJob(
      code: "preDelivery", name: "新车交付检查（PDI）", minutes: [60, 72, 90], bay: "express", crew: mechanic(2)),
    StandardJob(code: "annual", name: "年检预检", minutes: [30, 36, 42], bay: "lift", crew: mechanic()),
    StandardJob(code: "usedCar", name: "二手车 118 项检测", minutes: [78, 90], bay: "lift", crew: mechanic(2)),
    StandardJob(code: "season", name: "季节免费检测", minutes: [18, 24, 30], bay: "express", crew: mechanic()),
    StandardJob(
      code: "tyreChange", name: "四轮换胎（寄存轮胎）", minutes: [42, 48, 54], bay: "lift", crew: mechanic()),
  ]

  private static let chassis: [StandardJob] = [
    StandardJob(
      code: "padsFront", name: "更换前制动片", minutes: [42, 48, 54, 66], bay: "lift", crew: mechanic(2),
      parts: [need("BRK-PADF"), need("BRK-SENS")]),
    StandardJob(
      code: "padsRear", name: "更换后制动片", minutes: [42, 54, 60], bay: "lift", crew: mechanic(2),
      parts: [need("BRK-PADR")]),
    StandardJob(
      code: "discsFront", name: "更换前制动盘", minutes: [60, 72, 78], bay: "lift", crew: mechanic(2),
      parts: [need("BRK-DISCF", 2)]),
    StandardJob(
      code: "alignment", name: "四轮定位", minutes: [30, 36, 42, 48], bay: "alignment", crew: mechanic(2),
      lags: rightAfterTheAxle),
    StandardJob(
      code: "alignmentRig", name: "四轮定位及 ADAS 标定", minutes: [48, 54], bay: "alignment", crew: mechanic(2),
      isNamedOnly: true, bayAfter: .leave, lags: rightAfterTheAxle),
    StandardJob(
      code: "shocksFront", name: "更换前减振器", minutes: [102, 120, 150, 174], bay: "lift", crew: mechanic(2),
      parts: [need("SUS-SHOCKF", 2), need("SUS-MOUNT", 2)]),
    StandardJob(
      code: "controlArm", name: "更换下控制臂", minutes: [72, 84, 96], bay: "lift", crew: mechanic(2),
      parts: [need("SUS-ARM")]),
    StandardJob(
      code: "links", name: "更换稳定杆连杆", minutes: [36, 42], bay: "lift", crew: mechanic(),
      parts: [need("SUS-LINK", 2)]),
    StandardJob(
      code: "bearing", name: "更换前轮轴承", minutes: [90, 102, 120], bay: "lift", crew: mechanic(2),
      parts: [need("SUS-BEAR")], lags: afterConsent),
    StandardJob(
      code: "tyres", name: "更换轮胎及动平衡", minutes: [36, 42, 48], bay: "lift", crew: mechanic(),
      parts: [need("TYR-205", 2)]),
    StandardJob(
      code: "tyresAll", name: "更换四条轮胎及动平衡", minutes: [66, 72, 84], bay: "lift", crew: mechanic(),
      parts: [need("TYR-225", 4)]),
    StandardJob(code: "puncture", name: "补胎", minutes: [24, 30], bay: "express", crew: mechanic()),
    StandardJob(code: "noise", name: "底盘异响检查", minutes: [36, 48, 60], bay: "lift", crew: mechanic(2)),
  ]

  private static let engine: [StandardJob] = [
    StandardJob(
      code: "timing", name: "更换正时皮带及水泵", minutes: [138, 168, 210, 270], bay: "lift", crew: mechanic(2),
      splittable: true, parts: [need("KIT-TIMING"), need("PMP-WATER"), need("FLU-COOL", 2)]),
    StandardJob(
      code: "clutch", name: "更换离合器", minutes: [252, 300, 360, 432], bay: "lift", crew: mechanic(2),
      splittable: true, parts: [need("KIT-CLUTCH"), need("LUB-GEAR", 2)], equipment: ["jack"]),
    StandardJob(
      code: "headGasket", name: "更换气缸垫", minutes: [480, 600, 720], bay: "lift", crew: mechanic(3),
      splittable: true, parts: [need("GSK-HEAD"), need("SEA-LANT"), need("FLU-COOL", 2)],
      lags: afterConsent),
    StandardJob(
      code: "valveCover", name: "更换气门室盖垫", minutes: [72, 84, 96], bay: "lift", crew: mechanic(2),
      parts: [need("GSK-VALVE"), need("SEA-LANT")]),
    StandardJob(
      code: "turbo", name: "更换涡轮增压器", minutes: [210, 240, 270], bay: "lift", crew: mechanic(3),
      splittable: true, parts: [need("TRB-CHARGER"), need("LUB-0W20")], lags: afterConsent),
    StandardJob(
      code: "gearboxOut", name: "拆装变速箱总成", minutes: [150, 180], bay: "lift", crew: mechanic(2, of: 2),
      parts: [need("BOX-SEAL"), need("LUB-ATF", 6)], equipment: ["jack"], bayAfter: .keep,
      lags: afterConsent),
    StandardJob(
      code: "mechatronic", name: "更换变速箱机电单元", minutes: [150, 180, 210], bay: "lift", crew: mechanic(3),
      splittable: true, parts: [need("BOX-MECHA")], equipment: ["jack"], takesPartsAtStart: true),
    StandardJob(
      code: "fuelPump", name: "更换燃油泵", minutes: [66, 78, 90], bay: "lift", crew: mechanic(2),
      parts: [need("PMP-FUEL")]),
    StandardJob(
      code: "coil", name: "更换点火线圈", minutes: [24, 30], bay: "express", crew: mechanic(2),
      parts: [need("IGN-COIL")]),
    StandardJob(
      code: "belt", name: "更换发电机皮带", minutes: [36, 42, 54], bay: "lift", crew: mechanic(),
      parts: [need("BLT-ALT")]),
    StandardJob(code: "leak", name: "漏油检查", minutes: [36, 42], bay: "lift", crew: mechanic(2)),
    StandardJob(
      code: "masterCheck", name: "疑难故障会诊", minutes: [60, 72, 90], bay: "diagnosis", crew: mechanic(3),
      equipment: ["computer"]),
  ]

  private static let electrical: [StandardJob] = [
    StandardJob(
      code: "diagnosis", name: "故障诊断", minutes: [30, 36, 48, 60], bay: "diagnosis", crew: electrician(2),
      equipment: ["computer"]),
    StandardJob(
      code: "battery", name: "更换蓄电池", minutes: [18, 24, 30], bay: "express", crew: electrician(),
      parts: [need("BAT-12V")]
    ),
    StandardJob(
      code: "alternator", name: "更换发电机", minutes: [72, 84, 96], bay: "lift", crew: electrician(2),
      parts: [need("GEN-ALT"), need("BLT-ALT")]),
    StandardJob(
      code: "starter", name: "更换起动机", minutes: [60, 72], bay: "lift", crew: electrician(2),
      parts: [need("STA-MOTOR")]),
    StandardJob(
      code: "refrigerant", name: "空调检漏及加注制冷剂", minutes: [48, 60], bay: "diagnosis",
      crew: electrician(1, ["refrigerant"]), parts: [need("FLU-R134A", 2)], equipment: ["recovery"]),
    StandardJob(
      code: "compressor", name: "更换空调压缩机", minutes: [120, 138, 150], bay: "lift",
      crew: electrician(2, ["refrigerant"]), parts: [need("AC-COMP"), need("FLU-R134A", 2)],
      equipment: ["recovery"]),
    StandardJob(
      code: "blower", name: "更换鼓风机", minutes: [48, 60], bay: "diagnosis", crew: electrician(),
      parts: [need("AC-BLOWER")]),
    StandardJob(
      code: "module", name: "更换车身控制模块并编程", minutes: [72, 90, 102], bay: "diagnosis", crew: electrician(3),
      parts: [need("ECU-BODY")], equipment: ["computer"]),
    StandardJob(
      code: "screen", name: "更换中控屏", minutes: [60, 72], bay: "diagnosis", crew: electrician(2),
      parts: [need("SCR-MEDIA")]),
    StandardJob(
      code: "camera", name: "更换倒车摄像头", minutes: [42, 48], bay: "diagnosis", crew: electrician(),
      parts: [need("CAM-REAR")]),
    StandardJob(
      code: "window", name: "更换车窗升降器", minutes: [54, 66], bay: "diagnosis", crew: electrician(),
      parts: [need("WIN-REG")]),
    StandardJob(
      code: "bulb", name: "更换大灯灯泡", minutes: [12, 18, 24], bay: "express", crew: electrician(),
      parts: [need("BLB-H7", 2)]
    ),
    StandardJob(
      code: "keys", name: "钥匙匹配", minutes: [30, 36], bay: "diagnosis", crew: electrician(3),
      isNamedOnly: true,
      equipment: ["computer"]),
    StandardJob(
      code: "charger", name: "更换车载充电机", minutes: [120, 138], bay: "lift", crew: electrician(3, ["hv"]),
      parts: [need("HV-CHARGER"), need("HV-COOL")]),
  ]

  private static let campaigns: [StandardJob] = [
    StandardJob(
      code: "software", name: "软件升级", minutes: [30, 36, 48], bay: "diagnosis", crew: electrician(),
      equipment: ["computer"]),
    StandardJob(
      code: "airbag", name: "更换安全气囊气体发生器", minutes: [60, 72], bay: "diagnosis",
      crew: electrician(2, ["airbag"]), parts: [need("AIR-INFL")]),
    StandardJob(
      code: "hvModule", name: "更换动力电池模组", minutes: [150, 180], bay: "lift",
      crew: electrician(2, ["hv"], of: 2), parts: [need("HV-MODULE"), need("HV-COOL", 2)],
      equipment: ["table"]),
    StandardJob(
      code: "fuelHose", name: "更换燃油软管（召回）", minutes: [42, 48], bay: "lift", crew: mechanic(), parts: []),
  ]

  private static let bodyAndPaint: [StandardJob] = [
    StandardJob(
      code: "dismantle", name: "事故拆检", minutes: [30, 42, 60], bay: "body",
      crew: WorkRequirement.Crew(trade: "body"), splittable: true),
    StandardJob(
      code: "panel", name: "钣金整形", minutes: [90, 120, 180], bay: "body",
      crew: WorkRequirement.Crew(trade: "body", level: 2), splittable: true, parts: [need("BDY-GLUE")],
      lags: afterAssessment),
    StandardJob(
      code: "panelHeavy", name: "更换覆盖件及焊接", minutes: [300, 420, 540], bay: "body",
      crew: WorkRequirement.Crew(trade: "body", level: 3), splittable: true,
      parts: [need("BDY-DOOR"), need("BDY-FENDER"), need("BDY-GLUE", 2)], takesPartsAtStart: true),
    StandardJob(
      code: "frame", name: "大梁校正", minutes: [240, 300, 360], bay: "frame",
      crew: WorkRequirement.Crew(trade: "body", level: 2, size: 2), splittable: true,
      parts: [need("BDY-RAIL")],
      lags: afterAssessment),
    StandardJob(
      code: "windscreen", name: "更换前挡风玻璃", minutes: [90, 108], bay: "body",
      crew: WorkRequirement.Crew(trade: "body", level: 1, size: 2),
      parts: [need("GLS-FRONT"), need("BDY-GLUE")]),
    StandardJob(
      code: "putty", name: "刮灰打磨及底漆", minutes: [72, 90, 120, 150], bay: "prep",
      crew: WorkRequirement.Crew(trade: "paint"), splittable: true,
      parts: [need("PNT-PUTTY"), need("PNT-PRIMER")]),
    StandardJob(
      code: "spray", name: "喷漆", minutes: [48, 60, 78], bay: "booth",
      crew: WorkRequirement.Crew(trade: "paint", level: 2), parts: [need("PNT-BASE"), need("PNT-CLEAR")],
      bayAfter: .keep, lags: drying(after: "putty", minutes: 60), takesPartsAtStart: true),
    StandardJob(
      code: "bake", name: "烘烤", minutes: [42, 48], bay: "booth", bayAfter: .leave,
      lags: drying(after: "spray", minutes: 15)),
    StandardJob(
      code: "polish", name: "抛光", minutes: [30, 42, 60], bay: "prep",
      crew: WorkRequirement.Crew(trade: "paint"),
      splittable: true, parts: [need("PNT-POLISH")], lags: drying(after: "bake", minutes: 60)),
    StandardJob(
      code: "assemble", name: "装复", minutes: [36, 48, 60], bay: "body",
      crew: WorkRequirement.Crew(trade: "body"),
      splittable: true, parts: [need("BDY-CLIP")], takesPartsAtStart: true),
    StandardJob(
      code: "assembleHeavy", name: "总装及调校", minutes: [120, 150, 180], bay: "body",
      crew: WorkRequirement.Crew(trade: "body", level: 2), splittable: true,
      parts: [need("BDY-CLIP", 2), need("BDY-BUMPF"), need("LMP-HEAD")], takesPartsAtStart: true),
    StandardJob(
      code: "assembleBumper", name: "更换后保险杠", minutes: [48, 60], bay: "body",
      crew: WorkRequirement.Crew(trade: "body"), parts: [need("BDY-BUMPR"), need("BDY-CLIP")]),
  ]
}
