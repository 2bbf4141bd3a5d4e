import BaylineModel

extension Column {
  static let horizon = [
    Column("from", .date, ["开始日期", "第一天"], ["From", "First day"], required: true),
    Column("days", .integer, ["天数"], ["Days"]),
    Column("carryOverDays", .integer, ["顺延天数"], ["Carry-over days"]),
    Column("now", .time, ["当前时间"], ["Now"]),
  ]

  static let visits = [
    Column("id", .id, ["预约号", "编号", "预约编号"], ["Id", "Visit", "Appointment"]),
    Column("plate", .id, ["车牌号", "车牌", "车牌号码"], ["Plate", "Registration"]),
    Column("customer", .text, ["客户", "客户姓名", "姓名"], ["Customer", "Name"]),
    Column("title", .text, ["称呼"], ["Title"]),
    Column("phone", .id, ["电话", "手机", "联系电话", "手机号"], ["Phone"]),
    Column("vehicle", .text, ["车型"], ["Vehicle", "Model"]),
    Column("mileage", .integer, ["里程", "公里数", "行驶里程"], ["Mileage"]),
    Column("kind", .id, ["业务类型", "类型", "维修类型"], ["Kind"]),
    Column("jobs", .list, ["项目", "标准作业", "维修项目", "作业项目"], ["Jobs", "Standard jobs"]),
    Column("request", .text, ["客户描述", "客户要求"], ["Request"]),
    Column("preferredArrival", .time, ["期望到店", "期望时间", "首选时间"], ["Preferred arrival", "First choice"]),
    Column("availability", .windows, ["可来时间"], ["Availability"]),
    Column("readyBy", .time, ["应交车", "希望交车"], ["Ready by"]),
    Column("waiting", .flag, ["在店等待", "等待"], ["Waiting"]),
    Column("loaner", .flag, ["代步车"], ["Loaner", "Loan vehicle"]),
    Column("collect", .integer, ["取车分钟", "上门取车"], ["Collect minutes", "Collect"]),
    Column("deliver", .integer, ["送车分钟", "送车上门"], ["Deliver minutes", "Deliver"]),
    Column("preferredAdvisor", .id, ["指定顾问"], ["Preferred advisor"]),
    Column("preferredTechnician", .id, ["指定技师"], ["Preferred technician"]),
    Column("originalTechnician", .id, ["原技师"], ["Original technician"]),
    Column("bookedArrival", .time, ["约定到店", "已约定"], ["Booked arrival", "Booked"]),
    Column("bookedAdvisor", .id, ["约定顾问"], ["Booked advisor"]),
    Column("arrived", .time, ["已到店"], ["Arrived"]),
    Column("receivedBy", .id, ["接待顾问"], ["Received by"]),
    Column("walkIn", .flag, ["未预约到店"], ["Walk-in"]),
    Column("needs", .list, ["配件", "所需配件"], ["Parts"]),
    Column("picked", .flag, ["配件已领", "已领料"], ["Picked"]),
    Column("called", .time, ["来电时间"], ["Called"]),
    Column("estimate", .integer, ["预估费用", "估价"], ["Estimate"]),
    Column("dropCost", .integer, ["放弃代价"], ["Drop cost"]),
    Column("priority", .integer, ["优先级"], ["Priority"]),
    Column("note", .text, ["备注"], ["Note", "Remarks"]),
  ]

  /// The headings of durations: in minutes, then in hours.
  private static let duration = (
    chinese: ["分钟", "标准分钟", "工时（分钟）", "标准工时（分钟）", "工时", "标准工时", "工时（小时）", "标准工时（小时）", "小时"],
    english: ["Minutes", "Standard minutes", "Hours", "Standard hours", "Flat-rate hours"]
  )

  /// The requirements of an operation, in the tables of operations and of standard jobs.
  static let work = [
    Column("minutes", .integer, duration.chinese, duration.english),
    Column("bay", .id, ["工位类型"], ["Bay type"]),
    Column("trade", .id, ["工种"], ["Trade"]),
    Column("level", .level, ["等级"], ["Level"]),
    Column("certifications", .list, ["资质"], ["Certifications"]),
    Column("crew", .integer, ["人数"], ["Crew"]),
    Column("splittable", .flag, ["可中断"], ["Splittable"]),
    Column("equipment", .list, ["设备"], ["Equipment"]),
    Column("operationParts", .list, ["作业配件"], ["Operation parts"]),
    Column("lagMin", .integer, ["最短间隔"], ["Minimum lag"]),
    Column("lagMax", .integer, ["最长间隔"], ["Maximum lag"]),
    Column("bayAfter", .bayAfter, ["作业后"], ["Bay after"]),
  ]

  static let operations =
    [
      Column("appointment", .id, ["预约号", "车牌号", "车牌"], ["Visit", "Appointment", "Plate"], required: true),
      Column("id", .id, ["作业号"], ["Operation id"]),
      Column("name", .text, ["作业", "作业名称"], ["Operation"]),
    ] + work + [
      Column("lockedBay", .id, ["锁定工位"], ["Locked bay"]),
      Column("lockedTechnicians", .list, ["锁定技师"], ["Locked technicians"]),
      Column("lockedStart", .time, ["锁定开始"], ["Locked start"]),
      Column("lockedEnd", .time, ["锁定结束"], ["Locked end"]),
      Column("previousBay", .id, ["上次工位"], ["Previous bay"]),
      Column("previousTechnicians", .list, ["上次技师"], ["Previous technicians"]),
    ]

  static let alternatives = [
    Column("appointment", .id, ["预约号", "车牌号", "车牌"], ["Visit", "Appointment", "Plate"], required: true),
    Column("operation", .id, ["作业号"], ["Operation id"], required: true),
    Column("bay", .id, ["可选工位"], ["Bay"]),
    Column("technician", .id, ["可选技师"], ["Technician"]),
    Column("minutes", .integer, duration.chinese, duration.english, required: true),
  ]

  static let parts = [
    Column("id", .id, ["配件号", "配件编码", "零件号"], ["Part", "Part number"], required: true),
    Column("name", .text, ["配件名称", "名称"], ["Name"]),
    Column("shelf", .text, ["货位"], ["Shelf"]),
    Column("price", .integer, ["单价"], ["Price"]),
    Column("onHand", .integer, ["库存", "库存数量"], ["On hand", "Stock"], required: true),
  ]

  static let deliveries = [
    Column("part", .id, ["配件号", "配件编码", "零件号"], ["Part", "Part number"], required: true),
    Column("at", .time, ["到货时间"], ["At", "Delivery"], required: true),
    Column("quantity", .integer, ["数量", "到货数量"], ["Quantity"], required: true),
  ]

  static let jobs =
    [
      Column("job", .id, ["项目", "标准作业", "项目名称"], ["Job", "Standard job"], required: true),
      Column("aliases", .list, ["别名"], ["Aliases"]),
      Column("kind", .id, ["业务类型", "类型", "维修类型"], ["Kind"]),
      Column("name", .text, ["作业", "作业名称"], ["Operation"]),
    ] + work + [
      Column("part", .id, ["配件号", "配件编码", "零件号"], ["Part", "Part number"]),
      Column("quantity", .integer, ["数量"], ["Quantity"]),
    ]

  static let scenarios = [
    Column("scenario", .id, ["方案", "方案名称"], ["Scenario"], required: true),
    Column("change", .id, ["更改", "变更", "更改内容"], ["Change"], required: true),
    Column("what", .list, ["对象"], ["What", "Whom"]),
    Column("value", .text, ["数值", "值"], ["Value"]),
    Column("days", .list, ["日期", "日子"], ["Days", "Dates"]),
    Column("price", .text, ["每小时价格", "价格"], ["Hour price", "Price"]),
    Column("description", .text, ["说明", "方案说明"], ["Description"]),
  ]

  /// Ambiguous headings, with the keys of the columns that they may mean.
  static let ambiguous: [TableKind: [String: [String]]] = [
    .visits: [
      "预约时间": ["preferredArrival", "bookedArrival"],
      "到店时间": ["preferredArrival", "bookedArrival", "arrived"],
      "到店": ["preferredArrival", "bookedArrival", "arrived"],
      "顾问": ["preferredAdvisor", "bookedAdvisor", "receivedBy"],
      "服务顾问": ["preferredAdvisor", "bookedAdvisor", "receivedBy"],
      "技师": ["preferredTechnician", "originalTechnician"],
      "arrival": ["preferredArrival", "bookedArrival", "arrived"],
      "time": ["preferredArrival", "bookedArrival"],
      "advisor": ["preferredAdvisor", "bookedAdvisor", "receivedBy"],
      "technician": ["preferredTechnician", "originalTechnician"],
    ]
  ]
}
